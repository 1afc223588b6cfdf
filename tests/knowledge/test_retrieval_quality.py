"""Fused search keeps its quality on XQuAD, in each language and from one to the other."""

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.chunk import Chunk
from knowledge.embeddings import open_embeddings
from knowledge.index import CANDIDATES, fuse
from knowledge.keywords import Keywords

LANGUAGES = ("en", "zh")
EVERY = 5  # a fifth of the questions: enough to notice, and a minute to embed

# Mean reciprocal rank: 1 where the right paragraph always comes first.
FLOORS = {("en", "en"): 0.95, ("zh", "zh"): 0.93, ("zh", "en"): 0.75, ("en", "zh"): 0.78}


@dataclass(frozen=True)
class Corpus:
    """The paragraphs of one language, and questions with the numbers of their paragraphs."""

    paragraphs: list[Chunk]
    keywords: Keywords
    vectors: NDArray[np.float64]
    questions: list[tuple[str, int]]
    asked: NDArray[np.float64]


@pytest.fixture(scope="module")
def corpora(shared: Path) -> dict[str, Corpus]:
    return {language: load(shared / f"data/xquad/xquad.{language}.json") for language in LANGUAGES}


def load(path: Path) -> Corpus:
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    found = [paragraph for article in data for paragraph in article["paragraphs"]]
    texts = [paragraph["context"] for paragraph in found]
    questions = [
        (qa["question"], n) for n, paragraph in enumerate(found) for qa in paragraph["qas"]
    ]
    questions = questions[::EVERY]
    embeddings = open_embeddings()
    return Corpus(
        [Chunk(f"{n:03}", "", "", (), "", "", "", "", text) for n, text in enumerate(texts)],
        Keywords.build(texts),
        np.array(embeddings.embed_documents(texts)),
        questions,
        np.array([embeddings.embed_query(question) for question, _ in questions]),
    )


def quality(asked: Corpus, searched: Corpus) -> tuple[float, float]:
    """The mean reciprocal rank of the fused search, and that of the vectors alone."""
    fused, dense = [], []
    for (question, right), query in zip(asked.questions, asked.asked, strict=True):
        similarities = searched.vectors @ query
        nearest = [int(n) for n in np.argsort(-similarities)[:CANDIDATES]]
        hits = fuse(
            searched.paragraphs,
            {n: float(similarities[n]) for n in nearest},
            searched.keywords.score(question),
            len(searched.paragraphs),
        )
        fused.append(reciprocal_rank([int(hit.chunk.id) for hit in hits], right))
        dense.append(reciprocal_rank(nearest, right))
    return mean(fused), mean(dense)


def reciprocal_rank(ranking: list[int], right: int) -> float:
    return 1 / (ranking.index(right) + 1) if right in ranking else 0.0


@pytest.mark.shared
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize(("asked", "searched"), FLOORS)
def test_fused_search_is_good_and_no_worse_than_vectors_alone(
    corpora: dict[str, Corpus], asked: str, searched: str
) -> None:
    assert len(corpora[searched].paragraphs) == 240
    assert len(corpora[asked].questions) == 238

    fused, dense = quality(corpora[asked], corpora[searched])

    assert fused >= FLOORS[asked, searched]
    assert fused >= dense - 0.01

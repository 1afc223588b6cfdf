"""XQuAD as a test of search: 240 paragraphs and 1,190 questions, the same in English and Chinese."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from knowledge.chunk import Chunk
from knowledge.index import CANDIDATES, fuse
from knowledge.keywords import Keywords
from knowledge.reranker import Scorer, reranked

LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Corpus:
    """The paragraphs of one language, and questions with the numbers of their paragraphs."""

    paragraphs: list[Chunk]
    keywords: Keywords
    vectors: NDArray[np.float64]
    questions: list[tuple[str, int]]
    asked: NDArray[np.float64]


def load(path: Path, embeddings: Embeddings, every: int = 1) -> Corpus:
    """The corpus of a file, with one question of so many."""
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    found = [paragraph for article in data for paragraph in article["paragraphs"]]
    texts = [paragraph["context"] for paragraph in found]
    questions = [
        (qa["question"], n) for n, paragraph in enumerate(found) for qa in paragraph["qas"]
    ][::every]
    return Corpus(
        [Chunk(f"{n:03}", "", "", (), "", "", "", "", text) for n, text in enumerate(texts)],
        Keywords.build(texts),
        np.array(embeddings.embed_documents(texts)),
        questions,
        np.array([embeddings.embed_query(question) for question, _ in questions]),
    )


def qualities(asked: Corpus, searched: Corpus, scorer: Scorer | None = None) -> Mapping[str, float]:
    """The mean reciprocal rank of each way to search: 1 where the right paragraph always comes first."""
    ranks: dict[str, list[float]] = {}
    for (question, right), query in zip(asked.questions, asked.asked, strict=True):
        similarities = searched.vectors @ query
        nearest = [int(n) for n in np.argsort(-similarities)[:CANDIDATES]]
        keywords = searched.keywords.score(question)
        matching = [int(n) for n in np.argsort(-keywords.scores, kind="stable")[:CANDIDATES]]
        hits = fuse(
            searched.paragraphs,
            {n: float(similarities[n]) for n in nearest},
            keywords,
            len(searched.paragraphs),
        )
        rankings = {
            "dense": nearest,
            "keywords": [n for n in matching if keywords.scores[n] > 0],
            "fused": [int(hit.chunk.id) for hit in hits],
        }
        if scorer is not None:
            rankings["reranked"] = [int(h.chunk.id) for h in reranked(question, hits, scorer)]
        for name, ranking in rankings.items():
            ranks.setdefault(name, []).append(_reciprocal_rank(ranking, right))
    return {name: mean(found) for name, found in ranks.items()}


def _reciprocal_rank(ranking: list[int], right: int) -> float:
    return 1 / (ranking.index(right) + 1) if right in ranking else 0.0

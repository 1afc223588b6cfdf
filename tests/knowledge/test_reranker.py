"""A reranker sorts what a search found, and changes nothing else of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.build import build_index
from knowledge.embeddings import CrossEncoderScorer
from knowledge.errors import EmbeddingError
from knowledge.live import LiveIndex
from knowledge.reranker import DEPTH, Reranked
from tests.fakes import WordEmbeddings, tiny_article

COWS = {f"s{n}": f"Cow number {n} chews." for n in range(DEPTH + 10)}


def by_number(question: str, passages: Sequence[str]) -> list[float]:
    """A scorer for which a higher number is a better answer."""
    assert question == "cows"
    return [float(passage.split("number ")[1].split()[0]) for passage in passages]


def equal(question: str, passages: Sequence[str]) -> list[float]:
    return [float(bool(question)) for _ in passages]


@pytest.fixture
def index(tmp_path: Path) -> LiveIndex:
    build_index(tmp_path, [tiny_article(**COWS)], "words", WordEmbeddings, lambda *_: None)
    return LiveIndex(tmp_path, "words", WordEmbeddings)


def test_what_was_found_is_sorted_by_the_scorer(index: LiveIndex) -> None:
    found = {hit.chunk.text for hit in index.search("cows", DEPTH)}

    hits = Reranked(index, by_number).search("cows", 3)

    best = sorted(found, key=lambda text: -int(text.split()[2]))[:3]
    assert [hit.chunk.text for hit in hits] == best


def test_hits_keep_their_scores(index: LiveIndex) -> None:
    before = {hit.chunk.id: hit for hit in index.search("cows", DEPTH)}

    assert all(hit == before[hit.chunk.id] for hit in Reranked(index, by_number).search("cows", 4))


def test_equals_stay_in_the_order_of_the_search(index: LiveIndex) -> None:
    for top_k in (1, 5, DEPTH, DEPTH + 5):
        assert (
            Reranked(index, equal).search("cows", top_k)
            == index.search("cows", max(top_k, DEPTH))[:top_k]
        )


def test_an_index_over_nothing_is_not_scored(tmp_path: Path) -> None:
    build_index(tmp_path, [], "words", WordEmbeddings, lambda *_: None)
    nothing = LiveIndex(tmp_path, "words", WordEmbeddings)

    assert Reranked(nothing, lambda *_: pytest.fail("nothing to score")).search("cows", 3) == ()


def test_a_reranker_that_does_not_exist_is_told_with_what_to_set() -> None:
    with pytest.raises(EmbeddingError) as raised:
        CrossEncoderScorer("/no/such/folder")

    assert "'/no/such/folder'" in raised.value.message
    assert "MODELSAGE_RERANKER" in raised.value.hint

"""A cross-encoder that reads question and passage together, and sorts what a search found.

It is opened only where one is set: it costs a second or so a question on a CPU. Scores of a search
stay what they were, since what is relevant at all is judged by the similarity.
"""

from collections.abc import Sequence
from typing import Protocol

from knowledge.chunk import Hit
from knowledge.generations import Manifest
from knowledge.live import Searchable

DEPTH = 20  # chunks that are read together with the question


class Scorer(Protocol):
    """Tells how well passages answer a question."""

    def __call__(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        """A score a passage; higher is better."""


class Reranked:
    """An index whose best chunks are sorted again by a scorer."""

    def __init__(self, index: Searchable, score: Scorer) -> None:
        self._index = index
        self._score = score

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""
        return self._index.manifest

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first."""
        hits = self._index.search(query, max(DEPTH, top_k))
        return reranked(query, hits, self._score)[:top_k]

    def close(self) -> None:
        """Give back the files."""
        self._index.close()


def reranked(query: str, hits: Sequence[Hit], score: Scorer) -> tuple[Hit, ...]:
    """The first hits of a search, sorted by a scorer, and the others after them; equals stay in order."""
    first, rest = hits[:DEPTH], hits[DEPTH:]
    scores = score(query, [hit.chunk.embedded_text for hit in first]) if first else ()
    order = sorted(range(len(first)), key=lambda n: -scores[n])
    return (*(first[n] for n in order), *rest)

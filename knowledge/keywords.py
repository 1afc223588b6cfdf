"""Keyword search: BM25 over words, and over pairs of characters where a script has no spaces.

Pairs of characters stand in for a Chinese word list: on XQuAD (240 paragraphs, 1,190 questions)
they found as well as jieba's words (MRR .951 against .950), and need neither a dictionary nor its
loading time.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

_FREQUENT = 0.05  # a term in so large a share of the chunks is kept as a row of all scores
_MOST_ROWS = 100  # such rows: 40 MB at 100,000 chunks
_CJK = "\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")


def tokens(text: str) -> list[str]:
    """The terms of a text: lower-case words, and overlapping pairs of CJK characters."""
    found: list[str] = []
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if re.match(f"[{_CJK}]", run) and len(run) > 1:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run)
    return found


@dataclass(frozen=True)
class KeywordScores:
    """BM25 scores of all chunks for a query, and how much of the query the best chunk holds.

    `coverage` is between 0 and 1: the share of the query's terms, weighed by their rarity, that
    stand in the best chunk. It is near 0 where query and chunks are in different languages.
    """

    scores: NDArray[np.float32]
    coverage: float


class Keywords:
    """A BM25 index over chunks, in the order in which they were given.

    The terms of a chunk are read off the postings when they are asked for: kept as sets, those of
    100,000 chunks would take a gigabyte and seconds at every opening.
    """

    def __init__(self, model: Any) -> None:
        self._number: dict[str, int] = model.vocab_dict
        self._chunks = int(model.scores["num_docs"])
        self._scores: NDArray[np.float32] = np.asarray(model.scores["data"])
        self._holders: NDArray[np.int32] = np.asarray(model.scores["indices"])
        self._bounds: list[int] = model.scores["indptr"].tolist()
        self._model = model
        # The scores that frequent terms give all chunks, by the number of the term.
        self._rows: dict[int, NDArray[np.float32]] = {}

    @classmethod
    def build(cls, texts: Iterable[str]) -> "Keywords":
        """Index `texts`."""
        split = [tokens(text) for text in texts] or [["nothing"]]
        model = bm25s.BM25()
        model.index(split, show_progress=False)
        return cls(model)

    def save(self, folder: Path) -> None:
        """Write the index to a new folder."""
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "Keywords":
        """Read an index that `save` wrote; its largest files are read as far as they are needed."""
        return cls(bm25s.BM25.load(str(folder), mmap=True, show_progress=False))

    def score(self, query: str) -> KeywordScores:
        """Score every chunk for `query`."""
        asked = set(tokens(query))
        scores = np.zeros(self._chunks, dtype=np.float32)
        known = {term: n for term in sorted(asked) if (n := self._number.get(term)) is not None}
        seen = {term: self._bounds[n + 1] - self._bounds[n] for term, n in known.items()}
        if not any(seen.values()):
            return KeywordScores(scores, 0.0)
        for n in known.values():
            self._add(n, scores)
        best = int(scores.argmax())
        weight = {term: self._rarity(seen.get(term, 0)) for term in asked}
        covered = sum(weight[term] for term, n in known.items() if self._holds(best, n))
        return KeywordScores(scores, covered / sum(weight.values()))

    def _add(self, term: int, scores: NDArray[np.float32]) -> None:
        """Add what a term gives to the score of each chunk."""
        posting = slice(self._bounds[term], self._bounds[term + 1])
        length = posting.stop - posting.start
        if length < _FREQUENT * self._chunks:
            scores[self._holders[posting]] += self._scores[posting]  # each chunk is there once
            return
        # To add a row of zeros and scores is twenty times as fast as to add scores at places.
        row = self._rows.get(term)
        if row is None:
            row = np.zeros(self._chunks, dtype=np.float32)
            row[self._holders[posting]] = self._scores[posting]
            for oldest in list(self._rows)[: len(self._rows) - _MOST_ROWS + 1]:
                self._rows.pop(oldest, None)
            self._rows[term] = row
        scores += row

    def _holds(self, chunk: int, term: int) -> bool:
        holders = self._holders[self._bounds[term] : self._bounds[term + 1]]
        # Of another type, the chunk would make NumPy copy all holders to compare.
        place = int(np.searchsorted(holders, holders.dtype.type(chunk)))
        return place < len(holders) and int(holders[place]) == chunk

    def _rarity(self, seen: int) -> float:
        # The inverse document frequency of BM25 (Robertson and Spärck Jones, 1976), smoothed.
        return math.log(1 + (self._chunks - seen + 0.5) / (seen + 0.5))

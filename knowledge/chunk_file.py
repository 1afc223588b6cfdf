"""The chunks of an index in one file, read one at a time: opening a large index reads none of them.

chunks.jsonl   a chunk a line, in the order of the keyword index
order.json     their ids, in the same order
starts.npy     where each line begins, and where the last one ends
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import overload
from weakref import finalize

import numpy as np

from knowledge.chunk import Chunk, chunk_of, line_of

CHUNKS = "chunks.jsonl"
ORDER = "order.json"
STARTS = "starts.npy"


class ChunkFile(Sequence[Chunk]):
    """The chunks that `write_chunks` wrote to a folder; raises `OSError` and `ValueError`."""

    def __init__(self, folder: Path) -> None:
        self.ids: tuple[str, ...] = tuple(
            json.loads((folder / ORDER).read_text(encoding="utf-8", errors="surrogatepass"))
        )
        self._starts = np.load(folder / STARTS)
        self._file = os.open(folder / CHUNKS, os.O_RDONLY | os.O_CLOEXEC)
        self.close = finalize(self, os.close, self._file)  # at the latest when nobody holds it
        if len(self._starts) != len(self.ids) + 1:
            raise ValueError(f"{ORDER} and {STARTS} do not fit each other")

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, number: int) -> Chunk: ...
    @overload
    def __getitem__(self, number: slice) -> list[Chunk]: ...
    def __getitem__(self, number: int | slice) -> Chunk | list[Chunk]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        begin, end = int(self._starts[number]), int(self._starts[number + 1])
        # A read at a place of its own: threads that search at once share the file.
        return chunk_of(os.pread(self._file, end - begin, begin))


def write_chunks(folder: Path, chunks: Iterable[Chunk]) -> None:
    """Write chunks to a folder, for `ChunkFile` to read."""
    ids, starts = list[str](), [0]
    with (folder / CHUNKS).open("wb") as file:
        for chunk in chunks:
            starts.append(starts[-1] + file.write(line_of(chunk)))
            ids.append(chunk.id)
    order = json.dumps(ids, ensure_ascii=False)
    (folder / ORDER).write_text(order, encoding="utf-8", errors="surrogatepass")
    np.save(folder / STARTS, np.array(starts, dtype=np.int64))

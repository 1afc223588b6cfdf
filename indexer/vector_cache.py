"""The vectors of texts that were embedded: what was done once is not done again, even by a killed build."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.database import database_border, open_database

FILE = "vectors.sqlite"
_SCHEMA = "CREATE TABLE vectors (text BLOB UNIQUE, vector BLOB);"


class VectorCache:
    """The vectors of texts, by a digest of the text and of the model that embedded it."""

    def __init__(self, folder: Path, model: str) -> None:
        self._path = folder / FILE
        self._model = model
        self._database = open_database(self._path, _SCHEMA)

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The texts whose vector is not kept, in their order."""
        find = "SELECT 1 FROM vectors WHERE text = ?"
        with database_border(self._path):
            return [
                text
                for text in texts
                if self._database.execute(find, (self._key(text),)).fetchone() is None
            ]

    def keep(self, texts: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        """Note the vectors of texts; they last from the next `commit` on."""
        rows = (
            (self._key(text), np.asarray(vector, dtype=np.float32).tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        )
        with database_border(self._path):
            self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def read(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of texts that are kept, a row each."""
        find = "SELECT vector FROM vectors WHERE text = ?"
        rows = np.empty((0, 0), dtype=np.float32)
        with database_border(self._path):
            for n, text in enumerate(texts):
                (found,) = self._database.execute(find, (self._key(text),)).fetchone()
                vector = np.frombuffer(found, dtype=np.float32)
                if not n:
                    rows = np.empty((len(texts), len(vector)), dtype=np.float32)
                rows[n] = vector
        return rows

    def drop_others(self, texts: Iterable[str]) -> None:
        """Remove the vectors of all other texts and models, and give back their space."""
        needed = {self._key(text) for text in texts}
        with database_border(self._path), self._database:
            kept = [key for (key,) in self._database.execute("SELECT text FROM vectors")]
            unneeded = [(key,) for key in kept if key not in needed]
            self._database.executemany("DELETE FROM vectors WHERE text = ?", unneeded)
        if len(unneeded) > len(needed):
            with database_border(self._path):
                self._database.execute("VACUUM")

    def commit(self) -> None:
        """Make what was noted last."""
        with database_border(self._path):
            self._database.commit()

    def close(self) -> None:
        """Give back the file; what was not committed is lost."""
        self._database.close()

    def _key(self, text: str) -> bytes:
        content = f"{self._model}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(content).digest()[:16]

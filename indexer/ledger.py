"""What was read from which bytes: documents that did not change are neither converted nor split again."""

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.database import Damaged, database_border, open_database
from knowledge.chunk import Chunk, chunk_of, line_of

FILE = "documents.sqlite"
_SCHEMA = "CREATE TABLE recipe (text TEXT);CREATE TABLE documents (id TEXT PRIMARY KEY, digest TEXT, chunks BLOB) WITHOUT ROWID;"


class Ledger:
    """The chunks of documents by their ids, with the digests of the bytes that they were read from."""

    def __init__(self, folder: Path, recipe: str) -> None:
        """Open the ledger of a folder; one of another `recipe`, the way of reading, is emptied."""
        self._path = folder / FILE
        self._database = open_database(self._path, _SCHEMA)
        self.emptied = False  # whether all that was kept was read in another way
        with database_border(self._path), self._database:
            found = self._database.execute("SELECT text FROM recipe").fetchone()
            if found != (recipe,):
                self.emptied = found is not None
                self._database.execute("DELETE FROM documents")
                self._database.execute("DELETE FROM recipe")
                self._database.execute("INSERT INTO recipe VALUES (?)", (recipe,))

    def digests(self) -> dict[str, str]:
        """The digest of each document's bytes, by its id."""
        with database_border(self._path):
            return dict(self._database.execute("SELECT id, digest FROM documents"))

    def keep(self, identifier: str, digest: str, chunks: Iterable[Chunk]) -> None:
        """Note a document's chunks; they last from the next `commit` on."""
        lines = zlib.compress(b"".join(map(line_of, chunks)), 1)
        with database_border(self._path):
            self._database.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", (identifier, digest, lines)
            )

    def chunks(self, identifier: str) -> list[Chunk]:
        """The chunks of a document that is kept."""
        with database_border(self._path):
            (lines,) = self._database.execute(
                "SELECT chunks FROM documents WHERE id = ?", (identifier,)
            ).fetchone()
        try:
            return [chunk_of(line) for line in zlib.decompress(lines).splitlines(keepends=True)]
        except (zlib.error, ValueError) as error:
            raise Damaged(self._path) from error

    def forget(self, identifiers: Sequence[str]) -> None:
        """Remove documents; they are gone from the next `commit` on."""
        with database_border(self._path):
            self._database.executemany(
                "DELETE FROM documents WHERE id = ?", ((i,) for i in identifiers)
            )

    def commit(self) -> None:
        """Make what was noted last."""
        with database_border(self._path):
            self._database.commit()

    def close(self) -> None:
        """Give back the file; what was not committed is lost."""
        self._database.close()

"""A document's file as something to index."""

from dataclasses import dataclass, field
from pathlib import Path

from indexer import regular_file
from indexer.conversion import Converter
from indexer.discover import shown
from indexer.document import Content, Document
from indexer.script import language_of
from knowledge.errors import DocumentError


@dataclass(frozen=True)
class FileItem:
    """A file that holds a document, and where else the same bytes are."""

    path: Path
    kind: str
    size: int  # bytes
    modified: int  # nanoseconds since 1970
    converter: Converter = field(repr=False, compare=False)
    twins: tuple[Path, ...] = ()
    known_digest: str = ""

    @property
    def id(self) -> str:
        """The path."""
        return self.path.as_posix()

    @property
    def place(self) -> str:
        """The path."""
        return shown(self.path)

    def digest(self) -> str:
        """The SHA-256 of the bytes; raises `DocumentError` where they cannot be read."""
        if self.known_digest:
            return self.known_digest
        try:
            return regular_file.digest(self.path)
        except DocumentError as error:
            raise DocumentError(f"{self.place} {error.message}", error.hint) from error

    def load(self) -> Document:
        """What the file says; raises `DocumentError` where it cannot be read or converted."""
        try:
            content = self.converter.convert(self.path, self.kind)
        except DocumentError as error:
            raise DocumentError(f"{self.place} {error.message}", error.hint) from error
        return documented(content, self.id, self.place, self.path.stem)


def documented(content: Content, identifier: str, place: str, name: str) -> Document:
    """The document that has a content; `name` is its title where it gives itself none."""
    text = "\n".join("\n".join((*part.headings, part.text)) for part in content.parts)
    return Document(
        id=identifier,
        title=content.title or name,
        place=place,
        language=content.language or language_of(text),
        date=content.date,
        parts=content.parts,
    )

"""What is indexed and what a search gives back."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Chunk:
    """A piece of a document, small enough to be quoted, that knows where it stands."""

    id: str
    document: str  # identifier of the document, the same in all its languages
    title: str
    heading: tuple[str, ...]  # the path of headings, from the top of the document
    anchor: str  # of the section it belongs to; empty where the document has none
    language: str
    path: str
    date: str
    text: str

    @property
    def embedded_text(self) -> str:
        """The text as the embedding model and the keyword index read it: with its headings."""
        return "\n".join((" › ".join(self.heading), self.text))

    def metadata(self) -> dict[str, Any]:
        """All but the id and the text, as flat values that Chroma can hold."""
        fields = asdict(self)
        fields["heading"] = "\n".join(self.heading)
        return {key: value for key, value in fields.items() if key not in ("id", "text")}

    @classmethod
    def from_stored(cls, identifier: str, text: str, metadata: dict[str, Any]) -> "Chunk":
        """The chunk that was stored under `identifier`."""
        heading = tuple(str(metadata["heading"]).split("\n"))
        return cls(id=identifier, text=text, **{**metadata, "heading": heading})


def digest(chunks: Iterable[Chunk]) -> str:
    """A sum over all that the chunks hold: equal only for equal chunks in the same order."""
    content = hashlib.sha256()
    for chunk in chunks:
        content.update(repr(asdict(chunk)).encode("utf-8", "replace"))
    return content.hexdigest()


@dataclass(frozen=True)
class Hit:
    """A chunk found by a search: its fused score, and what each of the two searches gave it."""

    chunk: Chunk
    score: float
    dense: float  # cosine similarity
    keyword: float  # BM25, 1 for the best chunk of the search, weighed by the query's coverage

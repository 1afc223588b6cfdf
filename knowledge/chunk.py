"""What is indexed and what a search gives back."""

import json
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
    kind: str = "article"  # or "document": whether it was shipped, or is one of the team's own

    @property
    def embedded_text(self) -> str:
        """The text as the embedding model and the keyword index read it: with its headings."""
        return "\n".join((" › ".join(self.heading or (self.title,)), self.text))

    def metadata(self) -> dict[str, Any]:
        """All but the id and the text, as flat values that Chroma can hold."""
        fields = asdict(self)
        fields["heading"] = "\n".join(self.heading)
        return {key: value for key, value in fields.items() if key not in ("id", "text")}

    @classmethod
    def from_stored(cls, identifier: str, text: str, metadata: dict[str, Any]) -> "Chunk":
        """The chunk that was stored under `identifier`."""
        heading = tuple(filter(None, str(metadata["heading"]).split("\n")))
        return cls(id=identifier, text=text, **{**metadata, "heading": heading})


def line_of(chunk: Chunk) -> bytes:
    """A chunk as a line of JSON; characters that UTF-8 does not know are kept as they are."""
    return (json.dumps(vars(chunk), ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def chunk_of(line: bytes) -> Chunk:
    """The chunk that `line_of` wrote; raises `ValueError` where it is none."""
    try:
        stored = json.loads(line.decode("utf-8", "surrogatepass"))
        return Chunk(**{**stored, "heading": tuple(stored["heading"])})
    except (TypeError, KeyError) as error:
        raise ValueError(f"no chunk: {error}") from error


@dataclass(frozen=True)
class Hit:
    """A chunk found by a search: its fused score, and what each of the two searches gave it."""

    chunk: Chunk
    score: float
    dense: float  # cosine similarity
    keyword: float  # BM25, 1 for the best chunk of the search, weighed by the query's coverage

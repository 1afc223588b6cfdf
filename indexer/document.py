"""A document as it is read from any format, before it is split into chunks."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["article", "document"]


@dataclass(frozen=True)
class Part:
    """The text under one heading of a document (a page, a slide, a sheet), without that of headings below it."""

    headings: tuple[str, ...]  # from the top of the document down to this one; may be empty
    text: str  # paragraphs parted by an empty line; tables as Markdown tables, kept whole
    anchor: str = ""  # what a link to it ends in: "page=3", a heading's anchor; or nothing


@dataclass(frozen=True)
class Content:
    """What the bytes of a document say, before it is known where it stands."""

    parts: tuple[Part, ...]
    title: str = ""  # as the document says itself; empty where it does not
    date: str = ""  # ISO, of its last change as it says itself
    language: str = ""  # "zh" or "en", where the document says so itself


@dataclass(frozen=True)
class Document:
    """What a file or a page says, and how it is cited."""

    id: str  # the same as long as it stays where it is: a path or an address
    title: str
    place: str  # a path or an address, as readers are shown it
    language: str  # "zh" or "en", whichever it is mostly written in
    date: str  # ISO, of its last change as it says itself; empty where it does not
    parts: tuple[Part, ...]
    kind: Kind = "document"  # "article" where it was shipped

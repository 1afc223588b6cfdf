"""A model named in a text, and the form in which two spellings of a name are equal."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SEPARATORS = frozenset(" \t\n\r\u00a0\u3000-_/·‐‑–—'’")


@dataclass(frozen=True)
class Mention:
    """A model named in a text, at `start` to `end`.

    `families` is empty where no record has the name; `models` holds the records meant: one, or
    all of a family where nothing narrower was said.
    """

    start: int
    end: int
    text: str
    families: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    exact: bool = True

    @property
    def known(self) -> bool:
        """Whether any record answers to the name."""
        return bool(self.models)

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the text."""
        return self.start, self.end


@dataclass(frozen=True)
class Folded:
    """A text without case, width and separators, and where each character came from."""

    text: str
    origin: tuple[int, ...]


def fold(text: str) -> str:
    """The form in which two spellings of one name are equal."""
    return fold_with_origin(text).text


def fold_with_origin(text: str) -> Folded:
    """The folded text, and for each of its characters the place it came from."""
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        if character in SEPARATORS:
            continue
        for folded in unicodedata.normalize("NFKC", character).lower():
            if folded not in SEPARATORS:
                characters.append(folded)
                origin.append(position)
    return Folded("".join(characters), tuple(origin))


def joined(text: str, left: int, right: int) -> bool:
    """Whether the characters at two neighbouring places belong to one Latin word or number."""
    return left >= 0 and right < len(text) and _latin(text[left]) and _latin(text[right])


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a span has a place in common with any of those taken."""
    return any(span[0] < end and start < span[1] for start, end in taken)

"""A model named in a text, and the form in which two spellings of a name are equal."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SEPARATORS = frozenset(" \t\n\r\u00a0\u3000-_/·‐‑–—'’")
_WITHOUT_SEPARATORS = str.maketrans(dict.fromkeys(SEPARATORS))
# Full-width forms and hyphens as typed on a keyboard, one character for one; but for the colon,
# which joins a tag to a name (llama3:8b) and in Chinese only ever parts a name from what is said.
_WIDE_COLON = 0xFF1A
_TYPED = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if wide != _WIDE_COLON} | {
    0x3000: " "
}
_PLAIN = str.maketrans(_TYPED | dict.fromkeys(map(ord, "‐‑–−"), "-"))

_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"  # which have but one form


@dataclass(frozen=True)
class Mention:
    """A model named in a text, at `start` to `end`.

    `families` is empty where no record has the name; `models` holds the records meant: one, or
    all of a family where nothing narrower was said. `exact` is false where the name is misspelt,
    or a line's with a size ("qwen 72b"), so that an answer can tell what it was taken for. `other`
    marks a name that is listed as one of a model without a record. `of` holds the families that the
    name may mean where `families` is a choice among them.
    """

    start: int
    end: int
    text: str
    families: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    exact: bool = True
    other: bool = False
    of: tuple[str, ...] = ()

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
    if text.isascii():
        return text.translate(_WITHOUT_SEPARATORS).lower()
    return fold_with_origin(text).text


def plain(text: str) -> str:
    """The text with full-width forms and hyphens as a keyboard has them; every place stays."""
    return text if text.isascii() else text.translate(_PLAIN)


def fold_with_origin(text: str) -> Folded:
    """The folded text, and for each of its characters the place it came from."""
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        if character in SEPARATORS:
            continue
        for folded in _normal(character):
            if folded not in SEPARATORS:
                characters.append(folded)
                origin.append(position)
    return Folded("".join(characters), tuple(origin))


def _normal(character: str) -> str:
    if character.isascii():
        return character.lower()
    if _FIRST_IDEOGRAPH <= character <= _LAST_IDEOGRAPH:
        return character
    return unicodedata.normalize("NFKC", character).lower()


def joined(text: str, left: int, right: int) -> bool:
    """Whether the characters at two neighbouring places belong to one Latin word or number."""
    return left >= 0 and right < len(text) and _latin(text[left]) and _latin(text[right])


def occurrences(name: str, text: str, said: Folded) -> Iterator[tuple[int, int]]:
    """Where `name` stands by itself in `text`, `said` when folded: MIT is not in "permit"."""
    folded = fold(name)
    at = said.text.find(folded) if folded else -1
    while at >= 0:
        start, end = said.origin[at], said.origin[at + len(folded) - 1] + 1
        begins, ends = not joined(text, start - 1, start), not joined(text, end - 1, end)
        if begins and (ends or text[end].isdigit()):
            yield start, end
        at = said.text.find(folded, at + 1)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a span has a place in common with any of those taken."""
    return any(span[0] < end and start < span[1] for start, end in taken)

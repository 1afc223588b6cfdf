"""Lines of a terminal's width, where a Chinese character takes two columns."""

import unicodedata
from collections.abc import Iterator

COLUMNS = 80


def wrapped(text: str, first: str, then: str, columns: int = COLUMNS) -> Iterator[str]:
    """The text in lines of at most so many columns, with an indent for the first and the others.

    Lines break at spaces, behind wide characters and, where nothing else helps, anywhere.
    """
    line, indent = first, first
    for piece in _pieces(" ".join(text.split()), columns - max(width(first), width(then))):
        if line != indent and width(line) + width(piece.rstrip()) > columns:
            yield line.rstrip()
            line = indent = then
        line += piece.lstrip() if line == indent else piece
    if line.strip():
        yield line.rstrip()


def width(text: str) -> int:
    """The columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pieces(text: str, most: int) -> Iterator[str]:
    """What is not to be broken: words with the space behind them, wide characters one by one."""
    word = ""
    for character in text:
        word += character
        if character == " " or width(character) > 1 or width(word) >= most:
            yield word
            word = ""
    if word:
        yield word

"""Reads the text that is to be checked, from a file or standard input, and tells what is wrong with it."""

import sys
import unicodedata
from pathlib import Path

from knowledge.errors import UsageError

MOST_BYTES = 500_000
STDIN = "-"
_KEPT = frozenset("\n\t")
_BOM_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(file: str) -> str:
    """The text of a file, or with `-` of standard input.

    Raises `UsageError` for a file that is missing, too large, not text in UTF-8, or empty.
    """
    called = "Standard input" if file == STDIN else file
    raw = _raw(file)
    if len(raw) > MOST_BYTES:
        raise UsageError(
            f"{called} has more than {MOST_BYTES / 1e6:g} MB, which is more than is read at once.",
            "Cut it into parts, and check them with --batch.",
        )
    encoding = "utf-16" if raw.startswith(_BOM_16) else "utf-8-sig"
    if b"\0" in raw and encoding != "utf-16":
        raise UsageError(f"{called} is no text.", "Give a text or Markdown file in UTF-8.")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{called} is not UTF-8 text (byte {error.start + 1:,}).", "Save it as UTF-8."
        ) from error
    return whole(text, called)


def whole(text: str, called: str) -> str:
    """The text without control characters; raises `UsageError` where nothing is left to read."""
    if len(text) > MOST_BYTES:
        raise UsageError(f"{called} has {len(text):,} characters; at most {MOST_BYTES:,} are read.")
    sound = (
        text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    )
    kept = "".join(
        c for c in sound if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs", "Co")
    )
    if not any(character.isalnum() for character in kept):
        raise UsageError(f"{called} is empty.", "Give a text that says something of models.")
    return kept


def _raw(file: str) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else error
        raise UsageError(
            f"{file} cannot be read: {told}.",
            "Name an existing text file, or - for standard input.",
        ) from error

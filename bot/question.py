"""A question as it comes in, made safe to work with, or refused with what is wrong with it."""

import unicodedata

from knowledge.errors import UsageError

MOST_CHARACTERS = 4_000
_KEPT = frozenset("\n\t")


def clean(text: str) -> str:
    """The question without control characters and broken code points.

    Raises `UsageError` where nothing is left, or where it is longer than any question is.
    """
    if len(text) > MOST_CHARACTERS:
        raise UsageError(
            f"The question has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read.",
            "Ask shorter. Long documents do not belong into a question.",
        )
    whole = text.encode("utf-8", "replace").decode("utf-8")
    shown = "".join(
        c for c in whole if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
    )
    stripped = unicodedata.normalize("NFC", shown).strip()
    if not any(character.isalnum() for character in stripped):
        raise UsageError(
            "The question is empty.", 'Ask for example: "How many parameters has BLOOM?"'
        )
    return stripped

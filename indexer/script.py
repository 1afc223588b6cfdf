"""Which of the two languages a text is written in, told by its script."""

import re

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def language_of(text: str, otherwise: str = "en") -> str:
    """`zh` or `en`, or `otherwise` where the text holds no word of either.

    Chinese about technology is full of Latin names, so that a Chinese character counts as a word.
    """
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    if not han and not words:
        return otherwise
    return "zh" if han >= words else "en"

"""Chinese in its two scripts: rules read simplified characters, readers get those they write."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
# Addresses, code and paths stay as they are, whatever characters they hold.
_FIXED = r"https?://[^\s)>\]]+|```.*?```|`[^`\n]*`|\bknowledge/\S+"


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters that are not part of Japanese or Korean."""
    return bool(_HAN.search(text)) and not _KANA_OR_HANGUL.search(text)


def is_traditional(text: str) -> bool | None:
    """Whether a text is written in traditional characters; None where it has none that tell."""
    if not is_chinese(text):
        return None
    traditional_only, simplified_only = _changed(text, "t2s"), _changed(text, "s2tw")
    return None if traditional_only == simplified_only else traditional_only > simplified_only


def simplified(text: str) -> str:
    """A Chinese text in simplified characters and the words that go with them; others unchanged."""
    return str(_converter("tw2sp").convert(text)) if is_chinese(text) else text


def traditional(text: str, kept: Iterable[str] = ()) -> str:
    """A text in traditional characters, but for addresses, code, paths and what is to be `kept`.

    Characters alone are converted, no words: word by word, a model's 参数 would become the
    arguments of a function.
    """
    names = sorted({name for name in kept if _HAN.search(name)}, key=len, reverse=True)
    fixed = "|".join([_FIXED, *(re.escape(name) for name in names)])
    parts = re.split(f"({fixed})", text, flags=re.DOTALL)
    convert = _converter("s2tw").convert
    return "".join(part if n % 2 else str(convert(part)) for n, part in enumerate(parts))


def _changed(text: str, configuration: str) -> int:
    converted = _converter(configuration).convert(text)
    return sum(a != b for a, b in zip(text, converted, strict=False))


@cache
def _converter(configuration: str) -> Any:
    """A converter of OpenCC, imported for the first Chinese text that needs one."""
    from opencc import OpenCC

    return OpenCC(configuration)

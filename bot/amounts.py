"""Amounts that a question demands: memory and cards, context, sizes, years, numbers of languages."""

import re

from knowledge.memory import BITS_4, BITS_8, BITS_16
from knowledge.mention import fold

# Memory of common cards in GB, as on their makers' product pages.
CARDS: dict[str, float] = {
    "RTX 5090": 32,
    "RTX 4090": 24,
    "RTX 3090": 24,
    "RTX 4080": 16,
    "RTX 4070": 12,
    "RTX 3080": 10,
    "RTX 3060": 12,
    "A100": 40,
    "H100": 80,
    "H200": 141,
    "A10": 24,
    "A6000": 48,
    "L40S": 48,
    "L4": 24,
    "T4": 16,
    "V100": 16,
}
_COUNTS = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "六": 6,
    "八": 8,
    "two": 2,
    "dual": 2,
    "three": 3,
    "four": 4,
    "six": 6,
    "eight": 8,
}
_TIMES = r"(?:(\d+|" + "|".join(_COUNTS) + r")\s*(?:x|×|张|块|\s)\s*)?"
_NUMBER = r"(\d+(?:\.\d+)?)"
_MEMORY = re.compile(
    rf"(?:(\d+)\s*(?:x|×|张|块)\s*)?{_NUMBER}\s*(?:GB|GiB|G\b|G(?=[\s\u4e00-\u9fff]))",
    re.IGNORECASE,
)
_CARD = re.compile(
    _TIMES
    + r"(?<![A-Za-z0-9])(?:"
    + "|".join(re.escape(c).replace(r"RTX\ ", r"(?:RTX\s*)?") for c in CARDS)
    + r")(?![A-Za-z0-9])",
    re.IGNORECASE,
)
BITS = (
    (
        BITS_16,
        r"\b(?:fp16|bf16|float16|16[- ]?bits?|half[- ]precision|unquanti[sz]ed)\b|半精度|不量化|16 ?位",
    ),
    (BITS_8, r"\b(?:int8|q8(?:_0)?|8[- ]?bits?)\b|8 ?位"),
    (BITS_4, r"\b(?:int4|q4\w*|4[- ]?bits?)\b|4 ?位"),
)
_CONTEXT = re.compile(
    rf"{_NUMBER}\s*(k)?\s*(?:tokens?\s*)?(?:的\s*)?(?:context|上下文|窗口|window|tokens?|词元)|"
    rf"(?:context|上下文|窗口|window)[^\d，。,.?？]{{0,24}}?{_NUMBER}\s*(k)?",
    re.IGNORECASE,
)
_SIZE = rf"{_NUMBER}\s*(b(?![a-z])|billion|亿|m(?![a-z])|million)"
AT_MOST = re.compile(
    rf"(?:at most|under|below|less than|smaller than|up to|no more than|no larger than|not more than|max(?:imum)?|fewer than|不超过|不大于|不高于|不多于|小于|少于|低于|最多|不到|≤|<)\s*(?:of\s*)?{_SIZE}|{_SIZE}\s*(?:parameters?|参数|个参数)?\s*(?:以下|以内|or (?:less|smaller|fewer))",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    rf"(?:at least|over|above|(?<!no )(?<!not )more than|(?<!no )larger than|bigger than|no less than|至少|(?<!不)大于|(?<!不)超过|不少于|(?<!不)高于|≥|>)\s*{_SIZE}|{_SIZE}\s*(?:parameters?|参数|个参数)?\s*(?:以上|or (?:more|larger|bigger))",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:since|after|from|newer than|later than)\s*(20\d\d)|(20\d\d)\s*年?\s*(?:以后|之后|以来|后)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:before|until|older than|earlier than)\s*(20\d\d)|(20\d\d)\s*年?\s*(?:以前|之前|前)",
    re.IGNORECASE,
)
IN_YEAR = re.compile(
    r"(?:released|published|launched|out|from|models of) (?:in |of )?(20[12]\d)\b|(20[12]\d)\s*年(?:的|发|推出|出)(?!以)",
    re.IGNORECASE,
)
MANY_LANGUAGES = re.compile(
    r"(?:at least|over|more than|≥|>)\s*(\d+)\s*(?:natural |different )?languages|(?:至少|超过|不少于|≥)\s*(\d+)\s*(?:种|门)(?:自然)?语言|(\d+)\s*(?:种|门)以上(?:的)?(?:自然)?语言",
    re.IGNORECASE,
)


def find_card(text: str) -> tuple[str | None, float | None]:
    """The card that a text names, with how many, and their memory in GB."""
    found = _CARD.search(text)
    if found is None:
        return None, None
    name = next(c for c in CARDS if fold(c).removeprefix("rtx") in fold(found.group()))
    number = _count(found[1])
    said = _MEMORY.match(
        text, found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip(" -（("))
    )
    each = float(said[2]) if said else CARDS[name]
    return (f"{number}× {name}" if number > 1 else name) + (
        f" {each:g} GB" if number > 1 else ""
    ), each * number


def _count(word: str | None) -> int:
    return 1 if not word else _COUNTS.get(word.lower()) or int(word)


def find_memory(text: str) -> float | None:
    """The memory that a text gives, in GB."""
    found = _MEMORY.search(text)
    return float(found[2]) * int(found[1] or 1) if found else None


def find_context(text: str) -> int | None:
    """The context window that a text asks for, in tokens."""
    for found in _CONTEXT.finditer(text):
        number, thousand = (found[1], found[2]) if found[1] else (found[3], found[4])
        tokens = float(number) * (1000 if thousand else 1)
        if tokens >= 256:  # noqa: PLR2004 - less is no context window
            return int(tokens)
    return None


def find_size(pattern: re.Pattern[str], text: str) -> float | None:
    """The size, in billions, that a text gives where a pattern says what it bounds."""
    found = pattern.search(text)
    if found is None:
        return None
    number, scale = (g for g in found.groups() if g)
    return float(number) * {"b": 1.0, "m": 1e-3, "亿": 0.1}[scale[0].lower()]


def find_year(pattern: re.Pattern[str], text: str) -> int | None:
    """The year that a text gives where a pattern says what it bounds."""
    found = pattern.search(text)
    return int(found[1] or found[2]) if found else None


def find_after(text: str) -> int | None:
    """The first year that counts: "since 2022" includes 2022, "after 2022" does not."""
    found = _AFTER.search(text)
    if found is None:
        return None
    later = re.match(r"after|newer|later", found.group(), re.IGNORECASE)
    return int(found[1] or found[2]) + (1 if later else 0)

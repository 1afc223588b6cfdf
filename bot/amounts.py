"""Amounts that a question demands: memory, context, sizes, dates, users, numbers of languages."""

import datetime as dt
import re

from knowledge.memory import BITS_4, BITS_8, BITS_16

_NUMBER = r"(\d+(?:\.\d+)?)"
_MEMORY = re.compile(
    rf"(?:(\d+)\s*(?:x|×|张|块)\s*)?{_NUMBER}\s*(?:GB|GiB|G\b|G(?=[\s\u4e00-\u9fff]))",
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
_THOUSANDS = r"k|m(?:illion)?|百万|千万|万|千"
_TIMES = {"k": 1_000, "m": 1_000_000, "千": 1_000, "万": 10_000, "百": 1_000_000}
_CONTEXT = re.compile(
    rf"{_NUMBER}\s*({_THOUSANDS})?\s*(?:个\s*)?(?:tokens?\s*)?(?:的\s*)?(?:context|上下文|窗口|window|tokens?|词元)|"
    rf"(?:context|上下文|窗口|window)[^\d，。,.?？]{{0,24}}?{_NUMBER}\s*({_THOUSANDS})?|"
    rf"(?:\blong|docs?|documents?|inputs?|prompts?|texts?|长文档?|长文本|文档|输入)[^\d，。,.?？]{{0,10}}{_NUMBER}\s*(k)(?![A-Za-z])",
    re.IGNORECASE,
)
# "128k" with nothing behind it that it could count.
_BARE_CONTEXT = re.compile(
    r"(?<![\w.$¥￥€])(\d{1,4})\s*k(?![A-Za-z0-9])(?=\W*$|\s*[,，。.;；!！?？]|\s*(?:actually|instead|please|then|rather|or (?:more|longer)|at least|呢|吧|的|以上|就))",
    re.IGNORECASE,
)
_LEAST_CONTEXT = 256  # tokens; less is no context window
_SIZE = rf"{_NUMBER}\s*(b(?![a-z])|billion|亿|m(?![a-z])|million)(?!\s*(?:的\s*)?(?:tokens?|context|ctx|上下文|窗口|词元|users?|用户))"
AT_MOST = re.compile(
    rf"(?:at most|under|below|less than|smaller than|up to|no more than|no larger than|not more than|max(?:imum)?|fewer than|不超过|不大于|不高于|不多于|小于|少于|低于|最多|不到|≤|<)\s*(?:of\s*)?{_SIZE}|{_SIZE}\s*(?:parameters?|参数|个参数)?\s*(?:以下|以内|or (?:less|smaller|fewer))",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    rf"(?:at least|over|above|(?<!no )(?<!not )more than|(?<!no )larger than|bigger than|no less than|至少|(?<!不)大于|(?<!不)超过|不少于|(?<!不)高于|≥|>)\s*{_SIZE}|{_SIZE}\s*(?:parameters?|参数|个参数)?\s*(?:以上|or (?:more|larger|bigger))",
    re.IGNORECASE,
)
_AROUND = re.compile(
    rf"(?:around|about|roughly|approximately|circa|~|大概|大约|约)\s*{_SIZE}|{_SIZE}\s*(?:parameters?|参数|个参数)?\s*(?:的)?\s*(?:左右|上下|出头|级别|规模|模型|大模型|models?\b|LLMs?\b|ish\b|[ -]?class\b|or so\b)",
    re.IGNORECASE,
)
NEARBY = (0.85, 1.15)  # of the size that is said, what still counts as around it
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATE = rf"(?:(?:(?P<name>{'|'.join(MONTHS)})[a-z]*\.?\s+)?(?P<y1>20\d\d)(?:-(?P<m1>0[1-9]|1[0-2]))?)(?!\d)"
_ZH_DATE = r"(?:(?P<y2>20\d\d)\s*年\s*(?P<m2>1[0-2]|0?[1-9])\s*月(?:份)?|(?P<y3>20\d\d)\s*年?)\s*"
_AFTER = re.compile(
    rf"(?:since|after|from|newer than|later than)\s*{_DATE}|{_ZH_DATE}(?:以后|之后|以来|后)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?:before|until|older than|earlier than)\s*{_DATE}|{_ZH_DATE}(?:以前|之前|前)",
    re.IGNORECASE,
)
_SCALE = {"": 1, "k": 1e3, "m": 1e6, "b": 1e9, "万": 1e4, "亿": 1e8}
_USERS = re.compile(
    r"(?P<n1>\d[\d,]*(?:\.\d+)?)\s*(?P<s1>k|m(?:illion)?|b(?:illion)?|万|亿)?\s*(?:个|名)?\s*(?:monthly\s+|active\s+|月活跃?)*(?:users?|MAU|用户|月活|日活)"
    r"|(?:users?|MAU|用户(?:数|量)?|[月日]活(?:跃用户)?)\s*(?:数|量)?\s*(?:of|is|are|:|：|为|有|约|达到?|超过?|超)?\s*(?P<n2>\d[\d,]*(?:\.\d+)?)\s*(?P<s2>k|m(?:illion)?|b(?:illion)?|万|亿)",
    re.IGNORECASE,
)
IN_YEAR = re.compile(
    r"(?:released?|releases|published|launched|out|from|models of) (?:in |of )?(20[12]\d)\b|(20[12]\d)\s*年(?:的|发|推出|出)(?!以)",
    re.IGNORECASE,
)
MANY_LANGUAGES = re.compile(
    r"(?:at least|over|more than|≥|>)\s*(\d+)\s*(?:natural |different )?languages|(?:至少|超过|不少于|≥)\s*(\d+)\s*(?:种|门)(?:自然)?语言|(\d+)\s*(?:种|门)以上(?:的)?(?:自然)?语言",
    re.IGNORECASE,
)


def find_memory(text: str) -> float | None:
    """The memory that a text gives, in GB."""
    found = _MEMORY.search(text)
    return float(found[2]) * int(found[1] or 1) if found else None


def find_context(text: str) -> int | None:
    """The context window that a text asks for, in tokens."""
    for found in _CONTEXT.finditer(text):
        number, thousand = next((found[i], found[i + 1]) for i in (1, 3, 5) if found[i])
        tokens = float(number) * (_times(thousand) if thousand else 1)
        if tokens >= _LEAST_CONTEXT:
            return int(tokens)
    bare = _BARE_CONTEXT.search(text)
    return int(bare[1]) * 1000 if bare else None


def _times(unit: str) -> int:
    """What a unit of a number of tokens multiplies it by."""
    return 10_000_000 if unit == "千万" else _TIMES[unit[0].lower()]


def find_size(pattern: re.Pattern[str], text: str) -> float | None:
    """The size, in billions, that a text gives where a pattern says what it bounds."""
    found = pattern.search(text)
    if found is None:
        return None
    number, scale = (g for g in found.groups() if g)
    return float(number) * {"b": 1.0, "m": 1e-3, "亿": 0.1}[scale[0].lower()]


def find_around(text: str) -> tuple[float | None, float | None]:
    """The least and the most that count as around the size, in billions, that a text gives alone."""
    bounded = AT_MOST.search(text) or AT_LEAST.search(text)
    size = None if bounded else find_size(_AROUND, text)
    return (None, None) if size is None else (size * NEARBY[0], size * NEARBY[1])


def find_before(text: str) -> str | None:
    """The date before which a text wants models: "before 2023", "2023 年以前"."""
    found = BEFORE.search(text)
    return _iso(found) if found else None


def find_year(text: str) -> tuple[str | None, str | None]:
    """The first day that counts and the first that no longer does, where a text says one year."""
    found = IN_YEAR.search(text)
    if found is None:
        return None, None
    year = int(found[1] or found[2])
    return str(year), str(year + 1)


def find_after(text: str) -> str | None:
    """The first date that counts: "since 2022" includes 2022, "after 2022" does not."""
    found = _AFTER.search(text)
    if found is None:
        return None
    day = _iso(found)
    later = re.match(r"after|newer|later", found.group(), re.IGNORECASE)
    return str(int(day) + 1) if later and len(day) == YEAR else day


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day that the calendar has, as in 2025, 2025-01, 2025-01-31."""
    if not re.fullmatch(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?", text, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - YEAR :])
    except ValueError:
        return False
    return True


YEAR = 4  # characters of a date that is a year alone


def _iso(found: re.Match[str]) -> str:
    """The date that a pattern found: a year, and a month where one was said."""
    year = found["y1"] or found["y2"] or found["y3"]
    month = found["m1"] or found["m2"] or found["name"]
    if month is None:
        return str(year)
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    return f"{year}-{number:02d}"


def find_people(text: str) -> int | None:
    """How many monthly users a text speaks of."""
    found = _USERS.search(text)
    if found is None:
        return None
    number, scale = (found["n1"], found["s1"]) if found["n1"] else (found["n2"], found["s2"])
    return int(float(number.replace(",", "")) * _SCALE[(scale or "").lower()[:1]])


_MONEY = r"(?P<sign>\$|USD|US\$)?\s*(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>k|m(?:illion|n)?|b(?:illion|n)?|万|亿|千万|百万)?\s*(?P<unit>美元|美金|dollars?|USD)?"
_REVENUE = re.compile(
    rf"(?P<span>月|年|monthly|annual|yearly)?\s*(?:收入|营收|营业额|流水|revenue|turnover|sales)[^\d$，。?？]{{0,16}}{_MONEY}(?:[^.?。？，]{{0,4}}(?P<per>per month|a month|/ ?month|每月|一个月))?",
    re.IGNORECASE,
)
_WIDE = {"千万": 1e7, "百万": 1e6}


def find_revenue(text: str) -> float | None:
    """The revenue that a text gives in US dollars, a year; None where its currency is another."""
    found = _REVENUE.search(text)
    if found is None or not (found["sign"] or found["unit"]):
        return None
    scale = (found["scale"] or "").lower()
    amount = float(found["amount"].replace(",", "")) * (_WIDE.get(scale) or _SCALE[scale[:1]])
    monthly = (found["span"] or "").lower() in ("月", "monthly") or found["per"]
    return amount * 12 if monthly else amount

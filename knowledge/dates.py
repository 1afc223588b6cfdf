"""Finds dates in English and Chinese prose, and decides whether one date supports another.

Every function works on a folded copy of the text that has the same length as the original, so
that spans always refer to the original.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

BLANK = "\0"  # neither word, space nor punctuation: nothing is read across it
HAN_DIGITS = "零一二三四五六七八九"
_HAN_VALUES = str.maketrans("〇○" + HAN_DIGITS + "两", "00" + "0123456789" + "2")
# What NFKC leaves apart: hyphens, and the traditional forms of the characters that we read.
_VARIANTS = str.maketrans("‐‑億萬兩點個種倆○", "--亿万两点个种两〇")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

# Words that make of the number before them a count: 2000 tokens is no year.
COUNTED = (
    r"[\s-]?(?:%|×|(?:[KMGT]i?B|[KMBTG]|(?i:percent|tokens?|parameters?|params?|words?|"
    r"characters?|languages?|layers?|heads?|experts?|sizes?|variants?|versions?|gpus?|cards?|"
    r"samples?|examples?|questions?|conversations?|documents?|datasets?|steps?|hours?|minutes?|"
    r"seconds?|days?|weeks?|months?|years?|users?|people|volunteers?|researchers?|countries|"
    r"hundred|thousand|million|billion|trillion|bn|times|x|bits?|bytes?|dollars?|usd))"
    r"(?![A-Za-z0-9])|"
    r"[多余]?(?:[百千]?[万亿]|[个种款张块台层倍元位秒词]|美元|小时|分钟|"
    r"条(?!件)|项(?!目)|人(?!工)|名(?!列)))"
)
# Text whose digits state nothing: addresses, paper numbers, citation markers ([1], 【1,2】).
_NOT_PROSE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]\u2e80-\uffff]+"
    r"|(?i:arxiv)[:\s]{0,2}\d{4}\.\d{4,5}"
    r"|[\[【]\^?\d{1,3}(?:\s?[,、–-]\s?\d{1,3})*[\]】]"
)

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_HAN_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})"
_HAN_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_HAN_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
MONTH_NAME = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAMED = rf"(?<![A-Za-z])(?P<month>{MONTH_NAME})(?![A-Za-z])"
_ENGLISH_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_GAP = r"[\s.,-]{1,3}(?:of\s)?(?:the\s)?"
_START, _END = r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)(?<!\d\.)", r"(?!\d)"

_BARE_YEAR = (
    r"(?<![A-Za-z0-9_$€£¥#])(?<!\d\.)(?<![RG]TX )"
    r"(?:(?<![A-Za-z]-)|(?i:(?<=mid-)|(?<=early-)|(?<=late-)|(?<=pre-)|(?<=post-)))"
    r"(?P<year>199\d|20[0-3]\d)"
    rf"(?!(?!Q[1-4])[A-Za-z0-9_%]|\.\d|,\d{{3}}(?!\d)|\s?年代|{COUNTED})"
)

# The fuller form first: what one form has claimed, the next no longer sees.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_START}{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark){_DAY}{_END}",
        rf"{_START}{_YEAR}[-/]{_MONTH}(?![-/\d]|[.,]\d)",
        rf"(?<!\d){_HAN_YEAR}\s?年(?!代)(?:\s?{_HAN_MONTH}\s?月(?:份?\s?{_HAN_DAY}\s?[日号])?)?",
        rf"{_NAMED}{_GAP}{_ENGLISH_DAY}{_GAP}{_YEAR}{_END}",
        rf"(?<!\d){_ENGLISH_DAY}{_GAP}{_NAMED}{_GAP}{_YEAR}{_END}",
        rf"{_NAMED}{_GAP}{_YEAR}{_END}",
        _BARE_YEAR,
    )
)


@dataclass(frozen=True)
class DateMention:
    """A date as a text states it: a year at least, a month and a day where they are given."""

    text: str
    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None


def dates(text: str, skip: Sequence[Span] = ()) -> tuple[DateMention, ...]:
    """The dates of a text in their order, but for those inside the spans to skip."""
    plain = readable(text, skip)
    found: list[DateMention] = []
    for form in _FORMS:
        mentions = [_mention(text, match) for match in form.finditer(plain)]
        plain = blank(plain, ((mention.start, mention.end) for mention in mentions))
        found += mentions
    return tuple(sorted(found, key=lambda mention: mention.start))


def date_supported(claim: DateMention, evidence: DateMention) -> bool:
    """Whether the evidence says what the claim says: the claim may be coarser, never finer."""
    return (
        claim.year == evidence.year
        and claim.month in (None, evidence.month)
        and claim.day in (None, evidence.day)
    )


def readable(text: str, skip: Iterable[Span] = ()) -> str:
    """The text folded, with everything blanked that is not prose or that the caller skips."""
    plain = blank(fold(text), skip)
    return blank(plain, (match.span() for match in _NOT_PROSE.finditer(plain)))


def fold(text: str) -> str:
    """The text with full-width and other compatibility characters made plain, in its length."""
    table = {}
    for character in set(text):
        plain = unicodedata.normalize("NFKC", character)
        if character.isdecimal():
            table[ord(character)] = str(unicodedata.decimal(character))
        # ² and ① are numbers of another kind: folded, 10² would read 102.
        elif len(plain) == 1 and unicodedata.category(character) != "No":
            table[ord(character)] = plain.translate(_VARIANTS)
    return text.translate(table)


def blank(text: str, spans: Iterable[Span]) -> str:
    """The text with the characters of these spans replaced by one that nothing reads."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = BLANK * len(characters[start:end])
    return "".join(characters)


def han_number(written: str) -> int:
    """The value of digits, Arabic or Chinese, with at most one 十: 二〇二三, 十八, 31."""
    tens, ten, ones = written.translate(_HAN_VALUES).rpartition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(ones)


def _mention(text: str, match: re.Match[str]) -> DateMention:
    start, end = match.span()
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    return DateMention(
        text=text[start:end],
        start=start,
        end=end,
        year=han_number(parts["year"]),
        month=_month_number(month) if month else None,
        day=han_number(day) if day else None,
    )


def _month_number(written: str) -> int:
    name = written[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else han_number(written)

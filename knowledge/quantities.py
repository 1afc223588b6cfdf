"""Finds the quantities of a sentence, in English and Chinese, and brings them to normal forms.

176B, 1760 亿, "176 billion", 176,000,000,000 and 一千七百六十亿 are one value. A notation with two
meanings keeps both (8K is 8,000 or 8,192). A number that is seen but cannot be read (10²³) has no
value at all, so that it never counts as supported.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from knowledge.dates import COUNTED, HAN_DIGITS, Span, blank, dates, readable
from knowledge.identifiers import IDENTIFIER, Names, names_in
from knowledge.numerals import END, HAN, ILLION, SMALL, Numeral, read_numeral

TOLERANCE = 1e-9  # relative: 20.7 * 10**9 is not exact in binary


class Unit(Enum):
    """What a quantity is a quantity of."""

    COUNT = "count"
    BYTES = "bytes"
    PERCENT = "percent"
    BITS = "bits"
    RATIO = "ratio"
    ORDINAL = "ordinal"
    MONEY = "money"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as written and in every value that the notation may mean."""

    text: str
    start: int
    end: int
    values: frozenset[float]
    unit: Unit
    in_name: bool = False  # the size in a model's name: OPT-175B, Falcon 180B
    currency: str = ""  # of MONEY: "$", "¥", "€" or "£"


def quantities(text: str, skip: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """The quantities of a text in their order, but for those inside dates and the spans to skip."""
    plain = blank(readable(text, skip), ((date.start, date.end) for date in dates(text, skip)))
    plain = blank(plain, (match.span() for match in IDENTIFIER.finditer(plain)))
    names = names_in(plain, skip)
    plain = blank(plain, names.versions)
    ranks = list(_ranks(plain))
    plain = blank(plain, ((rank.start, rank.end) for rank in ranks))
    readings = sorted([*ranks, *_scan(plain, names)])
    return tuple(_quantity(text, reading) for reading in _sharing_scales(plain, readings))


def same_quantity(claim: Quantity, evidence: Quantity) -> bool:
    """Whether both state one value in one unit, at whatever scale and in whatever language."""
    return (claim.unit, claim.currency) == (evidence.unit, evidence.currency) and any(
        math.isclose(mine, theirs, rel_tol=TOLERANCE)
        for mine in claim.values
        for theirs in evidence.values
    )


# ---- Units ----

_BYTES = rf"[\s-]?(?:{{}}){END}"
_UNITS: tuple[tuple[str, Unit, tuple[float, ...], str], ...] = (
    (r"\s?(?:%|(?:percent|per\scent)(?![a-z])|个百分点)", Unit.PERCENT, (1.0,), ""),
    (r"成(?![为功员立就长果本交熟分])", Unit.PERCENT, (10.0,), ""),
    *(
        (_BYTES.format(f"{letter}B|{word}bytes?"), Unit.BYTES, (10.0**tens, 2.0**twos), "")
        for letter, word, tens, twos in (
            *(("K", "kilo", 3, 10), ("M", "mega", 6, 20), ("G", "giga", 9, 30)),
            *(("T", "tera", 12, 40), ("P", "peta", 15, 50)),
        )
    ),
    *(
        (_BYTES.format(f"{letter}iB"), Unit.BYTES, (2.0**twos,), "")
        for letter, twos in (("K", 10), ("M", 20), ("G", 30), ("T", 40), ("P", 50))
    ),
    (_BYTES.format("bytes?") + r"|\s?字节(?!跳)", Unit.BYTES, (1.0,), ""),
    (rf"[\s-]?bits?{END}|\s?(?:比特|位(?=元?(?:量化|整数|浮点|精度)))", Unit.BITS, (1.0,), ""),
    (
        r"\s?[x×](?![a-z]|\s?[a-z]{0,3}\d)|\s?times(?![a-z])|-?fold(?![a-z])|\s?倍",
        Unit.RATIO,
        (1.0,),
        "",
    ),
    (r"\s?(?:(?:dollars?|usd)(?![a-z])|美[元金])", Unit.MONEY, (1.0,), "$"),
    (r"\s?(?:(?:yuan|rmb|cny)(?![a-z])|人民币|元(?![组素宇分]))", Unit.MONEY, (1.0,), "¥"),
    (r"\s?(?:(?:euros?|eur)(?![a-z])|欧元)", Unit.MONEY, (1.0,), "€"),
    (r"(?:st|nd|rd|th)(?![a-z])", Unit.ORDINAL, (1.0,), ""),
)
_UNIT = re.compile("|".join(f"(?P<u{n}>{row[0]})" for n, row in enumerate(_UNITS)), re.IGNORECASE)
_HAN_BITS = re.compile(r"(?<![\d.])(?:[248]|16|32|64)\s?位(?![置于列居作用专志研开成员数贡])")
_CURRENCIES = {"US$": "$", "USD": "$", "RMB": "¥", "CNY": "¥"}  # other signs are their own
_MEMORY = r"(?:[显内]存|显卡|卡|(?<![A-Za-z])(?i:v?ram|memory|cards?|gpus?)(?![A-Za-z]))"
_MEMORY_AFTER = re.compile(rf"[^\d。.;!?,]{{0,12}}?{_MEMORY}")
_MEMORY_BEFORE = re.compile(rf"{_MEMORY}[^\d。.;!?]{{0,6}}$")
_FRACTION = re.compile(r"\s?分之\s?")
_POWER = re.compile(r"\s?(?:\^|\*\*)|[²³¹⁰⁴-⁹]")


class _Reading(NamedTuple):
    """A quantity before its values are multiplied out."""

    start: int
    end: int
    mantissa: float
    factors: tuple[float, ...]
    unit: Unit = Unit.COUNT
    in_name: bool = False
    currency: str = ""


def _reading(plain: str, head: re.Match[str], numeral: Numeral) -> _Reading:
    """A numeral with what stands around it: a sign before, or a unit after."""
    start, end = head.start(), numeral.end
    reading = _Reading(start, end, numeral.mantissa, numeral.factors)
    fraction = _FRACTION.match(plain, end)
    if fraction and numeral.mantissa and (upper := read_numeral(plain, fraction.end())):
        share = 100 * upper.mantissa * upper.factors[0] / numeral.mantissa
        return _Reading(start, upper.end, share, (1.0,), Unit.PERCENT)
    if power := _POWER.match(plain, end):
        return reading._replace(end=power.end(), factors=())
    if head["rank"]:
        return reading._replace(unit=Unit.ORDINAL)
    if head["bits"]:
        return reading._replace(unit=Unit.BITS)
    if head["money"]:
        sign = head["money"].strip().upper()
        return reading._replace(unit=Unit.MONEY, currency=_CURRENCIES.get(sign, sign))
    if bits := _HAN_BITS.match(plain, head.start("head")):
        return reading._replace(end=bits.end(), unit=Unit.BITS)
    if numeral.letter == "G" and (
        _MEMORY_AFTER.match(plain, end) or _MEMORY_BEFORE.search(plain[max(0, start - 12) : start])
    ):
        return reading._replace(factors=(1e9, 2.0**30), unit=Unit.BYTES)
    if found := _UNIT.match(plain, end):
        _, unit, factors, currency = _UNITS[int((found.lastgroup or "")[1:])]
        products = tuple(mine * theirs for mine in numeral.factors for theirs in factors)
        return reading._replace(end=found.end(), factors=products, unit=unit, currency=currency)
    return reading


# ---- Scanning: where numbers start, and what only looks like one ----

_HEAD = re.compile(
    r"(?:(?P<rank>第\s?|(?<![A-Za-z])#|(?<![A-Za-z])(?i:no\.\s?(?=\d)|number\s(?=one\b)))"
    r"|(?P<money>(?:US)?\$|[¥€£]|(?<![A-Za-z])(?i:usd|rmb|cny)\s)"
    r"|(?P<bits>(?<![A-Za-z])(?i:u?int|b?fp|bf|nf)-?(?=\d{1,2}(?!\d))))?"
    rf"(?P<head>\d|(?<![〇{HAN_DIGITS}两十百千万亿]){HAN}"
    rf"|(?<![〇{HAN_DIGITS}两十百千万亿几数上成])[十百千万亿]"
    rf"|(?<![A-Za-z])(?=(?i:{SMALL}|(?<!half )an?\s(?:hundred|{ILLION})){END}))"
)
_COUNTED = re.compile(COUNTED)
# A lone Chinese digit needs one of these: 三种 is a number, 三星 and 四川 are not.
_COUNTER = re.compile(
    r"\s?(?:[个种款条项张块台家次层年天秒人份组套篇页步段句词门国卡核维位名代]|类(?!似)|小时|分钟"
    r"|[到至](?=[二三四五六七八九十百]))"
)
_ROUND_COUNTER = re.compile(r"\s?(?:[个种倍级条]|参数|用户|(?i:token))")  # after 百万, 千亿
_RANKED_BEFORE = re.compile(r"[排名列居榜][行在名于]?\s?$")
_RANKED_AFTER = re.compile(r"[名位代届版]")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_RANK = re.compile(
    rf"(?i:(?<![a-z])(?:rank(?:s|ed|ing)?|plac(?:es?|ed)|came|comes|finish(?:es|ed))\s"
    rf"(?P<after>{'|'.join(_ORDINALS)})(?![a-z])"
    rf"|(?<![a-z])(?P<before>{'|'.join(_ORDINALS)})(?=[\s-](?:place|rank|position|spot|on|among)\b))"
)


def _is_glued(plain: str, head: re.Match[str], names: Names) -> bool:
    if head["rank"] or head["money"]:
        return False
    start = head.start()
    return start in names.inside or bool(re.match("[A-Za-z_]", plain[max(0, start - 1) : start]))


def _is_size_in_name(plain: str, head: re.Match[str], numeral: Numeral, reading: _Reading) -> bool:
    """Whether a number inside a name has a unit of its own: 7B and 8K in XGen-7B-8K-base."""
    before = plain[head.start() - 1]
    marked = reading.factors != (1.0,) or reading.unit is not Unit.COUNT
    whole = re.fullmatch("[!-~]+", plain[head.start() : reading.end]) is not None
    return marked and whole and (before in "-_" or numeral.letter == "B")


def _follows_name(plain: str, head: re.Match[str], numeral: Numeral, names: Names) -> bool:
    start = head.start()
    return (
        numeral.letter in ("B", "M")
        and plain[start - 1 : start] in (" ", "-", ":")
        and start - 1 in names.ends
        and not _COUNTED.match(plain, numeral.end)
    )


def _scan(plain: str, names: Names) -> Iterator[_Reading]:
    """Every quantity in figures or number words, from left to right."""
    position = 0
    while head := _HEAD.search(plain, position):
        position = max(head.end(), head.start("head") + 1)
        numeral = read_numeral(plain, head.start("head"))
        if numeral is None:
            continue
        reading = _reading(plain, head, numeral)
        position = max(position, numeral.end)
        if not _means_a_number(plain, head, numeral, reading):
            continue
        if _is_glued(plain, head, names):
            if not _is_size_in_name(plain, head, numeral, reading):
                continue
            reading = reading._replace(in_name=True)
        elif _follows_name(plain, head, numeral, names):
            reading = reading._replace(in_name=True)
        position = max(position, reading.end)
        yield reading


def _ranks(plain: str) -> Iterator[_Reading]:
    """Ordinals in English words, where they state a rank: "ranked first", "first place"."""
    for match in _RANK.finditer(plain):
        group = match.lastgroup or ""
        value = 1.0 + _ORDINALS.index(match[group].lower())
        yield _Reading(match.start(group), match.end(group), value, (1.0,), Unit.ORDINAL)


def _means_a_number(plain: str, head: re.Match[str], numeral: Numeral, reading: _Reading) -> bool:
    """Whether number words state a number here; figures always do."""
    written = plain[head.start("head") : numeral.end].lower()
    if re.search(r"\d", written):
        return True
    if written.isascii():
        return written != "one" or reading.unit is not Unit.COUNT
    if reading.unit is Unit.ORDINAL:
        before = plain[max(0, head.start() - 3) : head.start()]
        return bool(_RANKED_BEFORE.search(before) or _RANKED_AFTER.match(plain, numeral.end))
    approximate = plain[numeral.end : numeral.end + 1] in tuple(HAN_DIGITS)  # 三四个
    if approximate or written == "一" or (written[0] in "零〇" and "点" not in written):
        return False
    if reading.unit is not Unit.COUNT:
        return True
    if written[0] in "百千万亿":  # 百万, 千亿, but not 万一
        return set(written) <= set("百千万亿") and bool(_ROUND_COUNTER.match(plain, numeral.end))
    if len(written) > 1 and set(written) & set("十百千万亿点"):
        return True
    return bool(_COUNTER.match(plain, numeral.end))


# ---- Ranges and lists ----

_RANGE = re.compile(r"\s{0,2}(?:[-–—~〜/到至]|to|or|或)\s{0,2}")
_LIST = re.compile(r"\s?(?:[,、和与]|,?\s?and)\s?")
_SCALES_SHARED = (  # $3 to 5 million, 3 to 5 million dollars, 7 to 70 billion
    (Unit.MONEY, Unit.COUNT),
    (Unit.MONEY, Unit.MONEY),
    (Unit.COUNT, Unit.COUNT),
)
_SHARING = 1000  # a number that lends its scale from the next is short: 7 to 70 billion


def _sharing_scales(plain: str, readings: list[_Reading]) -> list[_Reading]:
    """The readings, where a short number also takes the scale or unit of the next in its range.

    "7 to 70 billion" starts at 7 billion; as that is a guess, the lone 7 stays possible.
    """
    shared = list(readings)
    for n in range(len(shared) - 2, -1, -1):
        here, there = shared[n], shared[n + 1]
        gap = plain[here.end : there.start]
        if here.factors != (1.0,) or here.mantissa >= _SHARING or here.in_name:
            continue
        ranges = _RANGE.fullmatch(gap) and not (here.unit is Unit.MONEY and "/" in gap)
        listed = ranges or (here.unit is there.unit and _LIST.fullmatch(gap))
        if listed and (here.unit, there.unit) in _SCALES_SHARED:
            factors = dict.fromkeys((1.0, *there.factors))
            shared[n] = here._replace(factors=tuple(factors))
        elif ranges and here.unit is Unit.COUNT and there.unit is not Unit.ORDINAL:
            shared[n] = here._replace(
                factors=there.factors, unit=there.unit, currency=there.currency
            )
    return shared


def _quantity(text: str, reading: _Reading) -> Quantity:
    values = (reading.mantissa * factor for factor in reading.factors)
    return Quantity(
        text=text[reading.start : reading.end],
        start=reading.start,
        end=reading.end,
        values=frozenset(value for value in values if math.isfinite(value)),
        unit=reading.unit,
        in_name=reading.in_name,
        currency=reading.currency,
    )

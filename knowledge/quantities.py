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

from knowledge.dates import BLANK, COUNTED, HAN_DIGITS, MONTH_NAME, Span, blank, dates, readable

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
    plain = blank(plain, (match.span() for match in _IDENTIFIER.finditer(plain)))
    names = _names(plain, skip)
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


# ---- Numerals: 176B, 1760 亿, 一千七百六十亿, "one hundred seventy-six billion" ----

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: float(value) for value, word in enumerate(_ONES + _TEENS, 1)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, 2)},
    "a": 1.0,
    "an": 1.0,
}
_HAN_VALUES = str.maketrans("〇点两" + HAN_DIGITS, "0.2" + "0123456789")
_PLACES = {"thousands": 1e3, "hundreds": 1e2, "tens": 1e1}
_SCALES = {
    "万": 1e4,
    "亿": 1e8,
    "万亿": 1e12,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_LETTERS = {"K": (1e3, 2.0**10), "M": (1e6, 2.0**20), "B": (1e9,), "T": (1e12,), "G": (1e9,)}

_END = r"(?![A-Za-z0-9_])"
_ILLION = "thousand|million|billion|trillion"
_NUMBER = r"(?:\d{1,3}(?:,\d{3}(?!\d))++|\d++)(?:\.\d++)?(?:[eE][+-]?\d{1,2}(?![A-Za-z\d]))?"
_HAN = f"[〇{HAN_DIGITS}两]"
_SPELT = rf"{_HAN}++点{_HAN}++|{_HAN}{{3,}}+"  # 三点五, 一七六
_PLACE = rf"(?:\s?{_NUMBER}\s?|{_HAN}?)"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS + _ONES)})"
_PLAIN = re.compile(_NUMBER)
_LETTERED = re.compile(rf"(?P<number>{_NUMBER})(?P<letter>[KkMmBbTtGg]|\s[KMBTG]|-B){_END}")
_HAN_SECTION = re.compile(  # 十分 (very), 百度, 百川 and 千问 are words and names
    rf"零?(?:(?P<thousands>{_PLACE})千(?![问帆]))?"
    rf"零?(?:(?P<hundreds>{_PLACE})百(?![度川科]|分(?!之)))?"
    rf"零?(?:(?P<tens>{_PLACE})十(?!分(?![之钟])|足))?"
    rf"零?(?P<rest>{_SPELT}|{_HAN}|\s?{_NUMBER}(?=\s?[万亿]))?"
)
_ENGLISH_SECTION = re.compile(
    rf"[\s-]?(?:(?:{'|'.join(_ONES)}|an?)[\s-]hundred(?:(?:\sand\s|[\s-]){_SMALL})?|{_SMALL}"
    rf"|an?(?=\s(?:{_ILLION}))){_END}",
    re.IGNORECASE,
)
_SCALE = re.compile(
    rf"\s?(万亿|万(?![象物能])|亿)|[\s-]?(hundred|{_ILLION}|[mbt]n)s?{_END}", re.IGNORECASE
)


class _Numeral(NamedTuple):
    """A number as far as it could be read: the mantissa by each of the factors."""

    mantissa: float
    factors: tuple[float, ...]
    end: int
    letter: str = ""


def _numeral(text: str, start: int) -> _Numeral | None:
    """The number that starts here, in digits, letters and words."""
    if lettered := _LETTERED.match(text, start):
        letter = lettered["letter"][-1].upper()
        return _Numeral(_digits(lettered["number"]), _LETTERS[letter], lettered.end(), letter)
    if numeral := _worded(text, start):
        return numeral
    if number := _PLAIN.match(text, start):
        return _scaled(text, _digits(number[0]), number.end())
    return None


def _worded(text: str, start: int) -> _Numeral | None:
    """A number of sections with falling scales: "70 亿 130 亿" is two numbers."""
    section = _section(text, start)
    if section is None:
        return None
    numeral = _scaled(text, *section)
    total, scale = numeral.mantissa * numeral.factors[0], numeral.factors[0]
    while scale > 1 and (section := _section(text, numeral.end)):
        lower = _scaled(text, *section)
        if lower.factors[0] >= scale:
            break
        total, scale = total + lower.mantissa * lower.factors[0], lower.factors[0]
        numeral = _Numeral(total, (1.0,), lower.end)
    return numeral


def _scaled(text: str, mantissa: float, end: int) -> _Numeral:
    scale = _SCALE.match(text, end)
    if scale is None:
        return _Numeral(mantissa, (1.0,), end)
    return _Numeral(mantissa, (_SCALES[(scale[1] or scale[2]).lower()],), scale.end())


def _section(text: str, start: int) -> tuple[float, int] | None:
    """What stands before a scale, in words of either language, and where it ends."""
    if english := _ENGLISH_SECTION.match(text, start):
        value = 0.0
        for word in re.findall("[a-z]+", english[0].lower()):
            value = value * 100 if word == "hundred" else value + _WORDS.get(word, 0)
        return value, english.end()
    han = _HAN_SECTION.match(text, start)
    if han is None or all(group is None for group in han.groups()):
        bare = _SCALE.match(text, start)  # 万, 亿 and 万亿 count as one of them
        return (1.0, start) if bare and bare[1] else None
    value = sum(
        place * (_digits(han[name]) if han[name].strip() else 1)
        for name, place in _PLACES.items()
        if han[name] is not None
    )
    return value + _digits(han["rest"] or "0"), han.end()


def _digits(written: str) -> float:
    return float(written.replace(",", "").translate(_HAN_VALUES))


# ---- Units ----

_BYTES = rf"[\s-]?(?:{{}}){_END}"
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
    (rf"[\s-]?bits?{_END}|\s?(?:比特|位(?=元?(?:量化|整数|浮点|精度)))", Unit.BITS, (1.0,), ""),
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


def _reading(plain: str, head: re.Match[str], numeral: _Numeral) -> _Reading:
    """A numeral with what stands around it: a sign before, or a unit after."""
    start, end = head.start(), numeral.end
    reading = _Reading(start, end, numeral.mantissa, numeral.factors)
    fraction = _FRACTION.match(plain, end)
    if fraction and numeral.mantissa and (upper := _numeral(plain, fraction.end())):
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


# ---- Names: the numbers in them are no quantities, but for sizes ----

_LATIN_WORD = re.compile(  # with its hyphens and points: XGen-7B-8K-base, Qwen2.5
    r"(?<![A-Za-z0-9_])(?!(?i:top|mid|sub|pre|post|over|under|to|and|or|than|early|late)-\d)"
    r"[A-Za-z][A-Za-z0-9_]*+(?:(?<=\d)\.\d[A-Za-z0-9_]*+|-[A-Za-z0-9_]++)*+\+?"
)
_VERSION = re.compile(  # LLaMA 2, Apache 2.0, but not "BLOOM 7 亿" or "Falcon 7 to 40"
    r"\s[1-9](?:\.\d{1,2})?"
    rf"(?![A-Za-z0-9_%]|[.,]\d|{COUNTED}|\s?(?:[-–—~/、至到]|to)\s?\d|-B)"
)
_COUNTED = re.compile(COUNTED)
_NO_NAMES = frozenset(
    "a an the its their this that these those both all over about around nearly almost only some "
    "any with at from to up in for of and or but under below above than has have is are use uses "
    "every each which what how if when while since because as like unlike per can does do try "
    "choose pick supports needs requires offers runs covers includes contains trained released "
    "holds takes costs scores score rank ranks ranked top no number on by between into roughly "
    "approximately llm llms ai gpu gpus cpu vram ram mmlu elo bleu gsm8k".split()
)


class _Names(NamedTuple):
    """Where words that may be names lie: the places inside them, their ends, and "2" of LLaMA 2."""

    inside: frozenset[int]
    ends: frozenset[int]
    versions: tuple[Span, ...]


def _names(plain: str, skip: Sequence[Span]) -> _Names:
    inside: set[int] = set()
    ends = {end for _, end in skip}
    versions: list[Span] = []
    for word in _LATIN_WORD.finditer(plain):
        inside.update(range(word.start() + 1, word.end()))
        if not _looks_like_name(word[0]):
            continue
        ends.add(word.end())
        version = _VERSION.match(plain, word.end())
        if version and ("." in version[0] or not _opens_sentence(plain, word)):
            ends.add(version.end())
            versions.append(version.span())
    return _Names(frozenset(inside), frozenset(ends), tuple(versions))


def _looks_like_name(word: str) -> bool:
    lower = word.lower()
    if lower in _NO_NAMES or lower.endswith(("bench", "eval")):  # MT-Bench 7.1 is a score
        return False
    marked = word != lower or any(character.isdigit() for character in word)
    return marked and not re.fullmatch(MONTH_NAME, word)


def _opens_sentence(plain: str, word: re.Match[str]) -> bool:
    """Whether the word has its capital from its place only: "Covering 9 fields"."""
    before = plain[max(0, word.start() - 2) : word.start()].strip()
    return word[0].istitle() and before[-1:] in ("", BLANK, *".!?:。")


def _is_glued(plain: str, head: re.Match[str], names: _Names) -> bool:
    if head["rank"] or head["money"]:
        return False
    start = head.start()
    return start in names.inside or bool(re.match("[A-Za-z_]", plain[max(0, start - 1) : start]))


def _is_size_in_name(plain: str, head: re.Match[str], numeral: _Numeral, reading: _Reading) -> bool:
    """Whether a number inside a name has a unit of its own: 7B and 8K in XGen-7B-8K-base."""
    before = plain[head.start() - 1]
    marked = reading.factors != (1.0,) or reading.unit is not Unit.COUNT
    whole = re.fullmatch("[!-~]+", plain[head.start() : reading.end]) is not None
    return marked and whole and (before in "-_" or numeral.letter == "B")


def _follows_name(plain: str, head: re.Match[str], numeral: _Numeral, names: _Names) -> bool:
    start = head.start()
    return (
        numeral.letter in ("B", "M")
        and plain[start - 1 : start] in (" ", "-", ":")
        and start - 1 in names.ends
        and not _COUNTED.match(plain, numeral.end)
    )


# ---- Scanning: where numbers start, and what only looks like one ----

_HEAD = re.compile(
    r"(?:(?P<rank>第\s?|(?<![A-Za-z])#|(?<![A-Za-z])(?i:no\.\s?(?=\d)|number\s(?=one\b)))"
    r"|(?P<money>(?:US)?\$|[¥€£]|(?<![A-Za-z])(?i:usd|rmb|cny)\s)"
    r"|(?P<bits>(?<![A-Za-z])(?i:u?int|b?fp|bf|nf)-?(?=\d{1,2}(?!\d))))?"
    rf"(?P<head>\d|(?<![〇{HAN_DIGITS}两十百千万亿]){_HAN}"
    rf"|(?<![〇{HAN_DIGITS}两十百千万亿几数上成])[十百千万亿]"
    rf"|(?<![A-Za-z])(?=(?i:{_SMALL}|(?<!half )an?\s(?:hundred|{_ILLION})){_END}))"
)
_IDENTIFIER = re.compile(
    r"(?m:^[ \t>#*-]*+(?:1?\d|20)(?:[.)][ \t]+(?=\S)|、(?=[^\s\d])|[.)](?=[一-鿿])))"  # 1. Item
    r"|(?<!\d)\d++(?:\.\d++){2,}+"  # 1.2.3
    rf"|(?<!\d)\d++[x×]\d++(?:\.\d++)?[BbMm]{_END}"  # 8x7B: neither 7B nor 56B in all
    r"|(?i:RTX|GTX|RX|Quadro|Radeon|GeForce)\s?\d{3,4}(?!\d)"
    rf"|(?:(?<![A-Za-z])(?i:version|ver\.?|v\.?)|版本号?)\s?\d++(?:\.\d++)*+{_END}"
)
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


def _scan(plain: str, names: _Names) -> Iterator[_Reading]:
    """Every quantity in figures or number words, from left to right."""
    position = 0
    while head := _HEAD.search(plain, position):
        position = max(head.end(), head.start("head") + 1)
        numeral = _numeral(plain, head.start("head"))
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


def _means_a_number(plain: str, head: re.Match[str], numeral: _Numeral, reading: _Reading) -> bool:
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

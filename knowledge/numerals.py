"""Reads numerals: 176B, 1760 亿, 一千七百六十亿 and "one hundred seventy-six billion" alike."""

import re
from typing import NamedTuple

from knowledge.dates import HAN_DIGITS

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

END = r"(?![A-Za-z0-9_])"
ILLION = "thousand|million|billion|trillion"
_NUMBER = r"(?:\d{1,3}(?:,\d{3}(?!\d))++|\d++)(?:\.\d++)?(?:[eE][+-]?\d{1,2}(?![A-Za-z\d]))?"
HAN = f"[〇{HAN_DIGITS}两]"
_SPELT = rf"{HAN}++点{HAN}++|{HAN}{{3,}}+"  # 三点五, 一七六
_PLACE = rf"(?:\s?{_NUMBER}\s?|{HAN}?)"
SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS + _ONES)})"
_PLAIN = re.compile(_NUMBER)
_LETTERED = re.compile(rf"(?P<number>{_NUMBER})(?P<letter>[KkMmBbTtGg]|\s[KMBTG]|-B){END}")
_HAN_SECTION = re.compile(  # 十分 (very), 百度, 百川 and 千问 are words and names
    rf"零?(?:(?P<thousands>{_PLACE})千(?![问帆]))?"
    rf"零?(?:(?P<hundreds>{_PLACE})百(?![度川科]|分(?!之)))?"
    rf"零?(?:(?P<tens>{_PLACE})十(?!分(?![之钟])|足))?"
    rf"零?(?P<rest>{_SPELT}|{HAN}|\s?{_NUMBER}(?=\s?[万亿]))?"
)
_ENGLISH_SECTION = re.compile(
    rf"[\s-]?(?:(?:{'|'.join(_ONES)}|an?)[\s-]hundred(?:(?:\sand\s|[\s-]){SMALL})?|{SMALL}"
    rf"|an?(?=\s(?:{ILLION}))){END}",
    re.IGNORECASE,
)
_SCALE = re.compile(
    rf"\s?(万亿|万(?![象物能])|亿)|[\s-]?(hundred|{ILLION}|[mbt]n)s?{END}", re.IGNORECASE
)


class Numeral(NamedTuple):
    """A number as far as it could be read: the mantissa by each of the factors."""

    mantissa: float
    factors: tuple[float, ...]
    end: int
    letter: str = ""


def read_numeral(text: str, start: int) -> Numeral | None:
    """The number that starts here, in digits, letters and words."""
    if lettered := _LETTERED.match(text, start):
        letter = lettered["letter"][-1].upper()
        return Numeral(_digits(lettered["number"]), _LETTERS[letter], lettered.end(), letter)
    if numeral := _worded(text, start):
        return numeral
    if number := _PLAIN.match(text, start):
        return _scaled(text, _digits(number[0]), number.end())
    return None


def _worded(text: str, start: int) -> Numeral | None:
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
        numeral = Numeral(total, (1.0,), lower.end)
    return numeral


def _scaled(text: str, mantissa: float, end: int) -> Numeral:
    scale = _SCALE.match(text, end)
    if scale is None:
        return Numeral(mantissa, (1.0,), end)
    return Numeral(mantissa, (_SCALES[(scale[1] or scale[2]).lower()],), scale.end())


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

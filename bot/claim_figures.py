"""A figure as a text claims it, and whether a known value agrees: as exactly as it was said."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from knowledge.quantities import Quantity

Bound = Literal["", "least", "most"]
Agreement = Literal["yes", "near", "no"]

ROUNDED = 0.15  # of a known value; more than this is no rounding: 1 is not 1.4
ABOUT = 0.12  # what "about" may be off by
CUT = 0.05
NEAR = 0.025  # wrong, but so little that sources may differ
WIDTH = 0.05  # 128K is 128,000 or 131,072 tokens
SLIPS = (10.0, 0.1, 1000.0, 0.001)  # a digit lost in translation, a million for a billion


@dataclass(frozen=True)
class Figure:
    """A number in every value that its notation may mean, and how exactly it was said."""

    text: str
    values: frozenset[float]
    digits: int = 1
    about: bool = False
    bound: Bound = ""


_ABOUT = re.compile(
    r"(?:about|around|approx\w*\.?|roughly|nearly|almost|some|circa|~|≈|约|大约|近|接近|左右|将近|差不多)\s*(?:为|有|is|of)?\s*$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(
    r"\s*(?:个)?(?:参数|parameters?|tokens?)?\s*(?:左右|上下|or so)", re.IGNORECASE
)
_LEAST = re.compile(
    r"(?:over|more than|at least|above|exceed(?:s|ing)?|greater than|no less than|超过|多于|至少|不少于|不低于|逾|超|高于|大于)\s*$",
    re.IGNORECASE,
)
_LEAST_AFTER = re.compile(r"\s*(?:\+|多(?=[个种门万亿\s])|余|以上|or more)")
_MOST = re.compile(
    r"(?:less than|fewer than|under|below|at most|no more than|少于|不到|低于|小于|不足|至多|不超过)\s*$",
    re.IGNORECASE,
)


def figure(quantity: Quantity, text: str, scale: float = 1.0) -> Figure:
    """A quantity of a text as a figure, its values divided by `scale`."""
    before, behind = text[max(0, quantity.start - 24) : quantity.start], text[quantity.end :]
    bound: Bound = ""
    if _LEAST.search(before) or _LEAST_AFTER.match(behind) or quantity.text.endswith("+"):
        bound = "least"
    elif _MOST.search(before):
        bound = "most"
    about = bool(
        _ABOUT.search(before) or _ABOUT_AFTER.match(behind) or re.search("[多余]", quantity.text)
    )
    written = re.search(r"\d[\d,]*(?:\.\d+)?", quantity.text)
    digits = len(re.sub(r"[^\d]", "", written[0]).lstrip("0")) if written else 2
    values = frozenset(value / scale for value in quantity.values)
    return Figure(quantity.text.strip(), values, max(1, digits), about, bound)


def agrees(said: Figure, known: float) -> Agreement:
    """Whether a known value is what was said, rounded as it was said."""
    found = [_agrees(said, value, known) for value in said.values if value > 0]
    return "yes" if "yes" in found else "near" if "near" in found else "no"


def agrees_widely(said: Figure, known: float) -> bool:
    """Whether a known number of tokens of context is what was said, K being 1,000 or 1,024."""
    if said.bound:
        return agrees(said, known) == "yes"
    return any(abs(value - known) <= WIDTH * known for value in said.values)


def slipped(said: Figure, known: Iterable[float], listed: Iterable[Figure]) -> bool:
    """Whether a figure is a known one with its scale lost, and that one is not told beside it."""
    beside = list(listed)
    return any(
        _agrees(said, value, value_known) == "yes" or math.isclose(value, value_known, rel_tol=0.01)
        for factor in SLIPS
        for value in (v * factor for v in said.values)
        for value_known in known
        if not any(agrees(other, value_known) == "yes" for other in beside)
    )


def _agrees(said: Figure, value: float, known: float) -> Agreement:
    off = abs(value - known) / known
    if said.bound == "least":
        return "yes" if known >= value * (1 - NEAR) else "no"
    if said.bound == "most":
        return "yes" if known <= value * (1 + NEAR) else "no"
    if off < 1e-6 or (said.about and off <= ABOUT):  # noqa: PLR2004 - as exact as floats are
        return "yes"
    unit = _unit(value, said.digits)
    rounded = abs(value - known) <= unit / 2 or value <= known < value + unit
    if rounded and off <= ROUNDED:
        return "yes"
    if (
        abs(value - known) <= _unit(known, len(f"{known:g}".replace(".", "").strip("0"))) / 2
        and off <= NEAR
    ):
        return "yes"
    coarse = len(f"{known:g}".replace(".", "").strip("0"))
    if said.digits > coarse and off <= CUT and known <= value < known + _unit(known, coarse):
        return "near"  # the known one may be cut off: more than 15 trillion may be 15.6
    return "near" if off <= NEAR else "no"


def _unit(value: float, digits: int) -> float:
    """What the last of so many digits of a value counts."""
    return float(10.0 ** (math.floor(math.log10(value)) - max(digits, 1) + 1))

"""Where models stand on a scale, so that "larger" or "two months later" can be recomputed.

A scale is a field of the records, the memory that the evidence gives, or how freely a model may be
used. What a group of models or an imprecise date leaves open is no answer.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from bot.clauses import Group
from bot.figure_roles import ranges
from bot.grounds import Grounds
from knowledge.catalogue import Model
from knowledge.quantities import Unit

Scale = Literal[
    "parameters", "released", "context", "training_tokens", "languages", "memory", "strictness"
]
Order = Literal["more", "less", "same", "unknown"]

_STRICTNESS = {"yes": 0.0, "conditional": 1.0, "no": 2.0}
_DAYS = 30.44  # in a month
_CLOSE = 1e-6


def order(grounds: Grounds, one: Group, other: Group, scale: Scale) -> Order:
    """How the models of one group stand to those of another; unknown where they overlap."""
    if scale == "released":
        return _order_of_dates(_dates(grounds, one), _dates(grounds, other))
    mine, theirs = values(grounds, one, scale), values(grounds, other, scale)
    if not mine or not theirs:
        return "unknown"
    if min(mine) > max(theirs):
        return "more"
    if max(mine) < min(theirs):
        return "less"
    return "same" if set(mine) == set(theirs) else "unknown"


def values(grounds: Grounds, group: Group, scale: Scale) -> list[float]:
    """The values of a group's models; none where one of them is not known."""
    if scale == "memory":
        return _memory(grounds, group)
    found: list[float] = []
    for model in (grounds.names.catalogue.models[m] for m in group):
        known = _values(model, scale)
        if not known:
            return []
        found += known
    return found


def ratio(grounds: Grounds, one: Group, other: Group, scale: Scale) -> float | None:
    """How many times the one is the other; None where either has not one value."""
    mine, theirs = set(values(grounds, one, scale)), set(values(grounds, other, scale))
    if len(mine) != 1 or len(theirs) != 1 or not min(theirs):
        return None
    return mine.pop() / theirs.pop()


def months_between(grounds: Grounds, one: Group, other: Group) -> tuple[float, float] | None:
    """By how many months, at least and at most, one came out after the other."""
    mine, theirs = _dates(grounds, one), _dates(grounds, other)
    if len(mine) != 1 or len(theirs) != 1:
        return None
    (a, b), (c, d) = _span(mine[0]), _span(theirs[0])
    return (a - d).days / _DAYS, (b - c).days / _DAYS


def _values(model: Model, scale: Scale) -> list[float]:
    facts = model.facts
    match scale:
        case "parameters" | "context" | "training_tokens":
            fact = getattr(facts, scale)
            if fact is None or fact.value is None:
                return []
            several = fact.value if isinstance(fact.value, tuple) else (fact.value,)
            return [float(value) for value in several]
        case "languages" if facts.languages and facts.languages.value:
            spoken = facts.languages.value
            return [float(spoken.count or len(spoken.codes))]
        case "strictness" if facts.commercial_use and facts.commercial_use.value:
            return [_STRICTNESS[facts.commercial_use.value]]
    return []


def _memory(grounds: Grounds, group: Group) -> list[float]:
    """The lower ends of what the evidence says that a group's models need."""
    found = []
    for part in grounds.parts:
        if part.kind == "estimate" and part.subjects and part.subjects <= group:
            sizes = [q for q in part.quantities if q.unit is Unit.BYTES]
            found += [min(low.values) for low, _ in ranges(part.text, sizes)]
    return found


def _dates(grounds: Grounds, group: Group) -> list[str]:
    found = set()
    for model in (grounds.names.catalogue.models[m] for m in group):
        fact = model.facts.released
        if fact is None or fact.value is None:
            return []
        found.add(fact.value)
    return sorted(found)


def _order_of_dates(mine: Sequence[str], theirs: Sequence[str]) -> Order:
    if not mine or not theirs:
        return "unknown"
    mine_spans, theirs_spans = [_span(d) for d in mine], [_span(d) for d in theirs]
    if min(a for a, _ in mine_spans) > max(b for _, b in theirs_spans):
        return "more"
    if max(b for _, b in mine_spans) < min(a for a, _ in theirs_spans):
        return "less"
    return "same" if list(mine) == list(theirs) else "unknown"


def _span(written: str) -> tuple[date, date]:
    """The first and the last day that a date of any precision may mean."""
    year, *rest = (int(piece) for piece in written.split("-"))
    month = rest[0] if rest else None
    day = rest[1] if len(rest) > 1 else None
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or 28)
    return first, last


def close(one: float, other: float, tolerance: float = _CLOSE) -> bool:
    """Whether two values are the same within a share of the second."""
    return abs(one - other) <= tolerance * abs(other)

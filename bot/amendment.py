"""Demands that change in a conversation: added to, replaced, taken back."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.amounts import find_people
from bot.constraints import Constraints
from bot.demands import find_constraints, needs_no_commerce
from bot.waivers import EVERYTHING, called, clauses
from knowledge.catalogue import Catalogue
from knowledge.record import Text

# Of these several may hold at once, so that a further one may join them.
_MANY = ("languages", "licences", "countries")
_UNWANTED = {
    "no_languages": "languages",
    "no_licences": "licences",
    "no_countries": "countries",
}
_ALSO = re.compile(
    r"\b(?:also|too|as well|add(?:ing)?|both|plus|in addition|additionally|besides|or)\b|也|还|加(?!强)|另外|同时|加上|再加|以及|或者?|并且|而且",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:instead|rather|only|just|change|switch|make (?:it|that)|replace|meant?|no)\b|换成|改成|改为|换为|只要|只需|仅|不是|不对|我说的是|我的意思",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:must|needs? to|has to|have to|should|required?|require)\b|(?<!不)要(?!是)|必须|得(?:会|能|支持|懂)|需要",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amendment:
    """Demands as they stand now, those that were said anew, and the names of those taken back."""

    constraints: Constraints
    said: Constraints
    dropped: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.said or self.dropped)


def amended(before: Constraints, text: str, catalogue: Catalogue) -> Amendment:
    """The demands `before` with what `text` says of them."""
    said = find_constraints(text, catalogue)
    said = _multiplied(before, _counted_users(before, said, text), text)
    dropped = list(_taken_back(before, text, catalogue))
    # "不要中文了" excludes nothing where Chinese was wanted: it is wanted no more.
    for unwanted, wanted in _UNWANTED.items():
        gone = set(getattr(said, unwanted)) & set(getattr(before, wanted))
        if gone:
            dropped += [f"{wanted}:{code}" for code in sorted(gone)]
            left = tuple(v for v in getattr(said, unwanted) if v not in gone)
            said = _with(said, unwanted, left)
    if before.developer and before.developer in said.no_developers:
        dropped.append("developer")
        said = replace(said, no_developers=())
    kept = before
    for name in dropped:
        kept = _without(kept, name)
    merged = kept.updated(said)
    for name in _MANY:
        mine, theirs = getattr(said, name), getattr(kept, name)
        if mine and theirs and joins(name, text):
            merged = _with(merged, name, tuple(dict.fromkeys((*theirs, *mine))))
    for unwanted, wanted in _UNWANTED.items():
        again = getattr(said, wanted)
        earlier = [v for v in getattr(kept, unwanted) if v not in again]
        merged = _with(merged, unwanted, tuple(dict.fromkeys((*earlier, *getattr(said, unwanted)))))
    if said.task and not said.architecture:
        merged = replace(merged, architecture=None)
    return Amendment(merged, said, tuple(dict.fromkeys(name.partition(":")[0] for name in dropped)))


def _multiplied(before: Constraints, said: Constraints, text: str) -> Constraints:
    """What is demanded with "two of them", said of the memory or the card before."""
    found = _COUNTED.search(text)
    if found is None or said.memory_gb or not before.memory_gb:
        return said
    number = _NUMBERS.get(found[1].lower()) or int(found[1])
    device = before.device
    if device is None:
        return replace(said, memory_gb=before.memory_gb * number)
    factor = number / device.count
    name = device.name.en.partition("× ")[2] or device.name.en
    called = f"{number}× {name}" if number > 1 else name
    more = replace(
        device,
        name=Text(en=called, zh=called),
        count=number,
        memory_gb=device.memory_gb * factor,
        usable_gb=device.usable_gb * factor,
    )
    return replace(said, memory_gb=more.usable_gb, device=more)


def _counted_users(before: Constraints, said: Constraints, text: str) -> Constraints:
    """What is demanded with "900 million" alone, said after a number of users."""
    if said or not before.users or not _MANY_PEOPLE.search(text):
        return said
    return replace(said, users=find_people(_MANY_PEOPLE.sub(r"\g<0> users", text, count=1)))


_MANY_PEOPLE = re.compile(
    r"(?<![\w.])\d[\d,]*(?:\.\d+)?\s*(?:k|m(?:illion)?|b(?:illion)?|万|亿)(?![A-Za-z])",
    re.IGNORECASE,
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "eight": 8,
    "双": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "八": 8,
    "一": 1,
    "单": 1,
}
_COUNTED = re.compile(
    r"(?<![\w.])(\d|one|two|three|four|eight|[双两三四八一单])\s*(?:[x×]\b|张|块|卡|(?:such |of (?:those |these |the )?|more )?(?:cards?|gpus?)\b|of (?:them|those|these)\b)",
    re.IGNORECASE,
)


def joins(name: str, text: str) -> bool:
    """Whether a further language or licence joins those before, rather than taking their place."""
    if _INSTEAD.search(text):
        return False
    return bool(_ALSO.search(text)) or (name == "languages" and bool(_MUST.search(text)))


def _taken_back(before: Constraints, text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The names of the demands that the clauses of a text take back, a value behind a colon."""
    found: list[str] = ["commercial", "unconditional"] if needs_no_commerce(text) else []
    for clause, waives in clauses(text):
        if not waives:
            continue
        values = find_constraints(clause, catalogue, waivers=True)
        named = [f"languages:{c}" for c in (*values.languages, *values.no_languages)]
        for groups in called(clause):
            if groups[0] == EVERYTHING:
                return tuple(
                    f.name for f in fields(before) if getattr(before, f.name) not in (None, ())
                )
            held = next((g for g in groups if any(_holds(before, n) for n in g)), groups[0])
            if not (named and "languages" in held):
                named += held
        found += named
    return tuple(found)


def _holds(demands: Constraints, name: str) -> bool:
    return getattr(demands, name) not in (None, ())


def _without(demands: Constraints, name: str) -> Constraints:
    field, _, value = name.partition(":")
    if not value:
        return demands.without(field)
    return _with(demands, field, tuple(v for v in getattr(demands, field) if v != value))


def _with(demands: Constraints, name: str, value: tuple[str, ...]) -> Constraints:
    changed: dict[str, Any] = {name: value}
    return replace(demands, **changed)

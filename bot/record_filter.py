"""`--filter FIELD=VALUE` of `modelsage models list`: which records it leaves."""

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.amounts import is_date
from bot.standing import released, size_of
from knowledge.catalogue import Catalogue, Model
from knowledge.errors import UsageError

_COMPARED = re.compile(r"^\s*([a-z_]+)\s*(<=|>=|!=|=|<|>)\s*(.+?)\s*$", re.IGNORECASE)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_SCALES = {"k": 1_000, "m": 1_000_000}
UNKNOWN = "unknown"
MORE = "…"  # stands for those that a record counts and does not name
_NUMBERS = ("parameters", "active_parameters", "context", "training_tokens")


def filtered(catalogue: Catalogue, filters: Sequence[str]) -> list[Model]:
    """The models that every filter leaves; raises `UsageError` for a filter it cannot read."""
    models = list(catalogue.models.values())
    for text in filters:
        keep = _filter(text, catalogue)
        models = [model for model in models if keep(model)]
    return models


def _filter(text: str, catalogue: Catalogue) -> Callable[[Model], bool]:
    found = _COMPARED.match(text)
    if found is None:
        raise UsageError(
            f"{text!r} is no filter.", "Write FIELD=VALUE, as in licence=mit or parameters<=15."
        )
    name, sign, said = found[1].lower(), found[2], found[3]
    if name in _NUMBERS:
        return _numeric(name, sign, said)
    if name == "released":
        return _dated(sign, said)
    texts = _texts(catalogue)
    if name not in texts:
        raise UsageError(
            f"There is no filter on {name!r}.",
            f"Filters: {', '.join(sorted((*_NUMBERS, 'released', *texts)))}.",
        )
    if sign not in ("=", "!="):
        raise UsageError(f"{name} is text and knows = and != only.", f"Write {name}={said}.")
    return _worded(texts[name], sign, said.lower())


def _worded(
    read: Callable[[Model], Sequence[str] | None], sign: str, wanted: str
) -> Callable[[Model], bool]:
    """What is unknown is neither a value nor another one; `unknown` finds it."""

    def keep(model: Model) -> bool:
        held = read(model)
        if wanted == UNKNOWN or held is None:
            return wanted == UNKNOWN and (held is None) == (sign == "=")
        known = {value.lower() for value in held}
        if sign == "=":
            return wanted in known
        return wanted not in known and MORE not in known

    return keep


def _numeric(name: str, sign: str, said: str) -> Callable[[Model], bool]:
    number = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([bkm]?)", said, re.IGNORECASE)
    if number is None:
        raise UsageError(f"{said!r} is no number.", f"Write {name}{sign}15.")
    wanted = float(number[1])
    if name == "context":
        wanted *= _SCALES.get(number[2].lower(), 1)
    elif number[2].lower() == "m":
        wanted /= 1000  # parameters and tokens are in billions

    def keep(model: Model) -> bool:
        held = _number(model, name)
        if held is None:
            return False
        if sign in _OPERATORS:
            return _OPERATORS[sign](held, wanted)
        return (held == wanted) == (sign == "=")

    return keep


def _number(model: Model, name: str) -> float | None:
    if name == "parameters":
        return size_of(model) or None
    fact = getattr(model.facts, name)
    return None if fact is None else fact.value


def _dated(sign: str, said: str) -> Callable[[Model], bool]:
    if not is_date(said):
        raise UsageError(f"{said!r} is no date.", f"Write released{sign}2025 or 2025-01.")

    def keep(model: Model) -> bool:
        held = released(model)[: len(said)]
        if not held:
            return False
        if sign in _OPERATORS:
            return _OPERATORS[sign](held, said[: len(held)])
        return (held == said) == (sign == "=")

    return keep


def _texts(catalogue: Catalogue) -> dict[str, Callable[[Model], Sequence[str] | None]]:
    """How the values of each text are read; None is unknown."""

    def fact(name: str) -> Callable[[Model], Sequence[str] | None]:
        def read(model: Model) -> Sequence[str] | None:
            held = getattr(model.facts, name)
            return None if held is None or held.value is None else [str(held.value)]

        return read

    def developer(model: Model) -> Sequence[str] | None:
        known = catalogue.developer_of(model)
        return fact("developer")(model) if known is None else (known.name, *known.aliases)

    def country(model: Model) -> Sequence[str] | None:
        known = catalogue.developer_of(model)
        return known.countries or None if known else None

    def language(model: Model) -> Sequence[str] | None:
        held = model.facts.languages.value if model.facts.languages else None
        if held is None:
            return None
        return (*held.codes, MORE) if (held.count or 0) > len(held.codes) else held.codes

    return {
        "family": lambda m: [m.family.id],
        "line": lambda m: [m.family.line],
        "variant": lambda m: [m.record.variant],
        "licence": fact("licence"),
        "commercial_use": fact("commercial_use"),
        "architecture": fact("architecture"),
        "gate": fact("gate"),
        "developer": developer,
        "country": country,
        "language": language,
    }

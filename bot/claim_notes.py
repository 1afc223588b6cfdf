"""What a record says of a fact beside its value: remarks, other sources, the family's description."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from knowledge.catalogue import Model
from knowledge.dates import DateMention, dates
from knowledge.mention import fold_with_origin, occurrences
from knowledge.quantities import quantities
from knowledge.record import FIELDS, Text

SIZE_IN_NAME = re.compile(r"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)\s?[bB](?![A-Za-z])")


def texts(model: Model, field: str | None = None) -> Iterator[str]:
    """The remarks on a field, or on all, in both languages, and the values that are texts."""
    for name in FIELDS:
        fact: Any = getattr(model.facts, name)
        if fact is None:
            continue
        if field is None or name in (field, "remark"):
            for text in (fact.note, fact.value, *(other.why for other in fact.others)):
                if isinstance(text, Text):
                    yield from (text.en, text.zh)
            for other in fact.others:
                if isinstance(other.value, str | int | float):
                    yield str(other.value)
    yield from (model.family.about.en, model.family.about.zh)


@lru_cache(maxsize=512)
def _figures(found: tuple[str, ...]) -> frozenset[float]:
    return frozenset(value for text in found for q in quantities(text) for value in q.values)


def figures_in(model: Model, field: str) -> frozenset[float]:
    """Every number that the remarks on a field hold, and other sources' values of it."""
    fact: Any = getattr(model.facts, field)
    others = fact.others if fact else ()
    scale = 1e9 if field in ("parameters", "active_parameters", "training_tokens") else 1.0
    values = {
        float(number) * scale
        for other in others
        for number in (other.value if isinstance(other.value, tuple) else (other.value,))
        if isinstance(number, int | float)
    }
    return _figures(tuple(texts(model, field))) | values


@lru_cache(maxsize=512)
def _dates(found: tuple[str, ...]) -> tuple[DateMention, ...]:
    return tuple(date for text in found for date in dates(text))


def dates_in(model: Model) -> tuple[DateMention, ...]:
    """Every date that the remarks on the release hold."""
    fact: Any = model.facts.released
    others = [str(other.value).replace("-", "/") for other in fact.others] if fact else []
    return _dates((*texts(model, "released"), *others))


def mentions_anywhere(model: Model, names: tuple[str, ...]) -> bool:
    """Whether a record names somebody at all."""
    developer = model.facts.developer
    told = " ".join([*texts(model), (developer and developer.value) or ""])
    said = fold_with_origin(told)
    return any(True for name in names for _ in occurrences(name, told, said))

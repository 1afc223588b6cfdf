"""Whether one model has more of something than another, as far as the records tell."""

from collections.abc import Sequence

from knowledge.catalogue import Model


def comparison(
    field: str, way: str, models: Sequence[Model], others: Sequence[Model]
) -> bool | None:
    """Whether some of `models` has more (or less) than some of `others`; None where unknown.

    A name may mean several sizes: the comparison holds where any pair of them makes it hold.
    """
    mine = [v for m in models for v in _measures(m, field)]
    theirs = [v for m in others for v in _measures(m, field)]
    if not mine or not theirs:
        return None
    most, least = (max(mine), min(theirs)) if way == "more" else (max(theirs), min(mine))
    if most > least:
        return True
    # A month is neither before nor after a day of it.
    return None if field == "released" and most == least else False


def _measures(model: Model, field: str) -> tuple[float, ...]:
    fact = getattr(model.facts, field)
    if fact is None or fact.value is None:
        return ()
    if field == "released":
        year, month = [*fact.value.split("-"), "0"][:2]
        return (int(year) * 12 + int(month),) if month != "0" else ()
    if field == "context":
        extended = model.facts.extended_context
        more = (float(extended.value),) if extended and extended.value else ()
        return (float(fact.value), *more)
    return tuple(fact.value) if isinstance(fact.value, tuple) else (float(fact.value),)

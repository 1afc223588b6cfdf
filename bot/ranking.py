"""Models in the order of a property: the newest, the largest, those that go beyond another."""

from collections.abc import Sequence

from bot.draft import Draft
from bot.wording import label, sentence, value
from knowledge.catalogue import Model

MOST_NAMED = 5
MOST_RANKED = 3


def rank(
    draft: Draft, models: Sequence[Model], extreme: tuple[str, bool], *, named: bool = False
) -> list[Model]:
    """Add the models that come first by a property; returns them, best first."""
    field, up = extreme
    measured = [(m, _measure(m, field, up=up)) for m in models]
    known = [(m, v) for m, v in measured if v is not None]
    known.sort(key=lambda pair: pair[1], reverse=up)
    best: list[tuple[Model, object]] = []
    for model, measure in known:
        if model.family.id not in {m.family.id for m, _ in best}:
            best.append((model, measure))
    shown = best[: MOST_NAMED if named else MOST_RANKED]
    if shown:
        draft.lines.append(
            draft.say(
                f"By {label(field, 'en')}, {_order_word(field, up, 'en')} first:",
                f"按{label(field, 'zh')}排，{_order_word(field, up, 'zh')}在前：",
            )
        )
    for place, (model, _) in enumerate(shown, start=1):
        worded = value(model, field, draft.language, draft.catalogue)
        fact = getattr(model.facts, field)
        evidence = draft.state_fact(
            sentence(model.name, field, worded or "", draft.language), model, fact, [model.id]
        )
        draft.lines.append(f"{place}. {evidence.cited()}")
    if shown:
        draft.lines.append("")
    return [model for model, _ in shown]


def beyond(
    models: Sequence[Model], named: Sequence[Model], extreme: tuple[str, bool]
) -> list[Model]:
    """The models that go beyond all the named ones by a property."""
    field, up = extreme
    bounds = [v for m in named if (v := _measure(m, field, up=up)) is not None]
    measured = [(m, _measure(m, field, up=up)) for m in models if m not in named]
    if not bounds:
        return []
    if up:
        return [m for m, v in measured if v is not None and v > max(bounds)]
    return [m for m, v in measured if v is not None and v < min(bounds)]


def _measure(model: Model, field: str, *, up: bool) -> float | None:
    """A model's place on a scale: a date counts as the number its digits make."""
    fact = getattr(model.facts, field)
    if fact is None or fact.value is None:
        return None
    if field == "parameters":
        return float(max(fact.value) if up else min(fact.value))
    if field == "languages":
        return float(fact.value.count or len(fact.value.codes))
    if field == "released":
        return float(fact.value.replace("-", "").ljust(8, "0"))
    return float(fact.value)


def _order_word(field: str, up: bool, language: str) -> str:
    words = {"released": (("newest", "最新"), ("oldest", "最早"))}.get(
        field, (("most", "最多的"), ("fewest", "最少的"))
    )
    return words[0 if up else 1][language == "zh"]

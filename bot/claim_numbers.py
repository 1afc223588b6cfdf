"""Judges the numbers and dates that are claimed against one record."""

from collections.abc import Sequence
from datetime import date

from bot.claim_assertion import HELD_IN, Assertion, Figures
from bot.claim_figures import agrees, agrees_widely, slipped
from bot.claim_kinds import Finding
from bot.claim_notes import SIZE_IN_NAME, dates_in, figures_in
from knowledge.catalogue import Model
from knowledge.dates import DateMention

CLOSE = 0.1  # of a known value; a list with one so near may count sizes that no record is of


def judge_numbers(said: Assertion, model: Model, siblings: Sequence[Model]) -> Finding:
    """Whether a record agrees with numbers; a list may be of all the models that a name means."""
    assert isinstance(said.value, Figures)  # noqa: S101 - the caller has looked
    figures = said.value.figures
    known = _amounts(model, said.field)
    if not known:
        return "silent"
    if said.field == "context":
        agreed = [any(agrees_widely(f, k) for k in known) for f in figures]
    else:
        agreed = [any(agrees(f, k) == "yes" for k in known) for f in figures]
    if (said.value.listed and len(siblings) > 1) or len(known) > 1:
        known = tuple(k for m in siblings for k in _amounts(m, said.field))
        agreed = [any(agrees(f, k) == "yes" for k in known) for f in figures]
        if all(agreed):
            return "agrees"
        lost = [f for f, ok in zip(figures, agreed, strict=True) if not ok]
        if any(slipped(f, known, figures) for f in lost):
            return "differs"
        close = any(abs(v - k) <= CLOSE * k for f in figures for v in f.values for k in known)
        return "silent" if any(agreed) or close else _unless_told(said, model)
    if any(agreed):
        return "agrees" if all(agreed) else "silent"
    if said.field != "context" and any(agrees(f, k) == "near" for f in figures for k in known):
        return "silent"
    return _unless_told(said, model)


def slip_of(said: Assertion, model: Model) -> bool:
    """Whether what is claimed is a number of the record with its scale lost."""
    if not isinstance(said.value, Figures):
        return False
    known = _amounts(model, said.field)
    return any(slipped(figure, known, ()) for figure in said.value.figures)


def _unless_told(said: Assertion, model: Model) -> Finding:
    """A figure that differs, unless the record gives it as well: in a remark or by another source."""
    assert isinstance(said.value, Figures)  # noqa: S101 - the caller has looked
    scale = 1e9 if said.field in ("parameters", "active_parameters", "training_tokens") else 1.0
    beside = figures_in(model, HELD_IN.get(said.field, said.field))
    wide = agrees_widely if said.field == "context" else None
    for figure in said.value.figures:
        for other in beside:
            if other > 0 and (
                wide(figure, other) if wide else agrees(figure, other / scale) == "yes"
            ):
                return "silent"
    return "differs"


def _amounts(model: Model, field: str) -> tuple[float, ...]:
    """The numbers that a record holds of a field, and those in the model's own name."""
    facts = model.facts
    match field:
        case "parameters":
            held = (facts.parameters and facts.parameters.value) or ()
            return (*held, *named_sizes(model)) if held else ()
        case "context":
            both = (facts.context, facts.extended_context)
            return tuple(float(f.value) for f in both if f and f.value)
        case "languages_count" | "programming_languages":
            spoken = facts.languages and facts.languages.value
            if not spoken:
                return ()
            if field == "programming_languages":
                return (float(spoken.programming),) if spoken.programming else ()
            count = spoken.count or len(spoken.codes)
            return (float(count), *((float(spoken.programming),) if spoken.programming else ()))
        case "layers":
            shape = facts.attention and facts.attention.value
            return (float(shape.layers),) if shape and not shape.of else ()
        case _:
            fact = getattr(facts, field, None)
            return (float(fact.value),) if fact and fact.value else ()


def named_sizes(model: Model) -> tuple[float, ...]:
    """The sizes in billions that a model's names say, which are rounder than its parameters."""
    names = (model.record.name, *model.record.aliases)
    held = (model.facts.parameters and model.facts.parameters.value) or ()
    sizes = {float(size) for name in names for size in SIZE_IN_NAME.findall(name)}
    return tuple(s for s in sizes if any(abs(s - k) <= 0.2 * k for k in held))


def judge_date(said: DateMention, model: Model) -> Finding:
    """Whether a record agrees with a date of release, as finely as it was said."""
    fact = model.facts.released
    if fact is None or fact.value is None:
        return "silent"
    parts = [int(part) for part in fact.value.split("-")]
    claimed = [part for part in (said.year, said.month, said.day) if part is not None]
    shared = min(len(parts), len(claimed))
    if parts[:shared] == claimed[:shared]:
        return "agrees" if len(claimed) <= len(parts) else _finer(claimed, model)
    if any(
        other.year == said.year
        and (said.month, other.month) in ((None, other.month), (other.month, other.month))
        and (said.day is None or said.day == other.day)
        for other in dates_in(model)
    ):
        return "silent"
    if len(parts) == len(claimed) == 3 and _days_apart(parts, claimed) <= 1:  # noqa: PLR2004 - year, month and day
        return "silent"  # what is one day here is another there
    return "differs"


def _finer(claimed: Sequence[int], model: Model) -> Finding:
    told = [[d.year, d.month, d.day] for d in dates_in(model)]
    return "agrees" if any(day[: len(claimed)] == list(claimed) for day in told) else "silent"


def _days_apart(one: Sequence[int], other: Sequence[int]) -> int:
    try:
        return abs((date(*one) - date(*other)).days)
    except ValueError:
        return 99

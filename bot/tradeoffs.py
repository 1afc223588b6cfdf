"""What one model has and another has not: differences computed from the records, as evidence.

Each sentence gives its figures beside the one name that they belong to, and counts as evidence for
that model alone: said of the other model, the check finds no figure that fits.
"""

from collections.abc import Callable, Iterator, Sequence

from bot.answer import Evidence, Reference
from bot.candidates import Candidate
from bot.constraints import Constraints
from bot.draft import Draft
from bot.standing import TIE, released, size_of
from knowledge.catalogue import Model
from knowledge.memory import Memory, estimate

TELLING = 1.25  # a ratio below it is no difference to speak of
LONG = 2  # months: releases that lie closer count as of one time
_YEAR = 12


def why_first(
    draft: Draft, first: Candidate, second: Candidate, wanted: Constraints
) -> Iterator[Evidence]:
    """Why the first of a choice stands before the second, where ratings put them in order."""
    if wanted.small or wanted.for_understanding:
        return
    one, other = first.standing, second.standing
    reference = Reference.of(draft.catalogue.ratings.source)
    a, b = first.model, second.model
    if one is None or other is None:
        return
    if one.rank > other.rank:
        more = round(one.rating) - round(other.rating)
        yield _stated(
            draft,
            f"{a.name} comes first because its rating is {more} points above that of {b.name}.",
            f"{a.name} 排在前面，是因为评分比 {b.name} 高 {more} 分。",
            (a, b),
            reference,
        )
    elif one.rank == other.rank and released(a)[:7] > released(b)[:7]:
        yield _stated(
            draft,
            f"{a.name} comes first because it is newer than {b.name}, and ratings within {TIE} points count as equal.",
            f"{a.name} 排在前面，是因为它比 {b.name} 新，评分相差不到 {TIE} 分算作相同。",
            (a, b),
            reference,
        )


def room_left(draft: Draft, candidate: Candidate, limit: float) -> Iterator[Evidence]:
    """What a pick leaves free of the memory that there is."""
    needed = candidate.memory
    if needed is None or needed.high is None or needed.high >= limit:
        return
    model = candidate.model
    low, high = limit - needed.high, limit - needed.low
    yield draft.state(
        draft.say(
            f"{model.name} leaves about {low:.0f} to {high:.0f} GB of the {limit:g} GB free, for long contexts or several requests at once.",
            f"{model.name} 在 {limit:g} GB 里还剩约 {low:.0f} 到 {high:.0f} GB，可以留给长上下文或多路并发。",
        ),
        _shape_source(model),
        [model.id],
        "estimate",
    )


def differences(
    draft: Draft, one: Model, other: Model, wanted: Constraints, fields: Sequence[str] = ()
) -> Iterator[Evidence]:
    """How two models differ in memory, context and age, where that is worth a sentence.

    With `fields`, in these alone. Memory is taken at the context and bits that are `wanted`.
    """

    def memory(model: Model) -> float:
        needed = estimate(model, size_of(model), wanted.context, wanted.bits)
        return _middle(needed) if size_of(model) else 0.0

    if not fields or {"parameters", "memory"} & set(fields):
        en = "{a} needs about {n} times the memory of {b} (estimate)."
        zh = "{a} 需要的显存约是 {b} 的 {n} 倍（估算）。"
        yield from _by_ratio(draft, (one, other), memory, en, zh)
    if not fields or "context" in fields:
        en = "{a} reads {n} times as many tokens at once as {b}."
        zh = "{a} 的上下文长度是 {b} 的 {n} 倍。"
        yield from _by_ratio(draft, (one, other), _window, en, zh)
    if not fields or "released" in fields:
        yield from _by_release(draft, one, other)


def _middle(needed: Memory | None) -> float:
    return 0.0 if needed is None or needed.high is None else (needed.low + needed.high) / 2


def _window(model: Model) -> float:
    return float((model.facts.context.value if model.facts.context else None) or 0)


def _by_ratio(
    draft: Draft,
    models: tuple[Model, Model],
    measure: Callable[[Model], float],
    en: str,
    zh: str,
) -> Iterator[Evidence]:
    """The larger of two by a measure, and how many times it is the smaller."""
    less, more = sorted(models, key=measure)
    if not measure(less) or measure(more) / measure(less) < TELLING:
        return
    times = _times(measure(more) / measure(less))
    text = draft.say(en, zh).format(a=more.name, b=less.name, n=times)
    owner = draft.say(more.id, less.id)  # whose name stands before the figure
    yield draft.state(text, _shape_source(more), [owner], "estimate")


def _by_release(draft: Draft, one: Model, other: Model) -> Iterator[Evidence]:
    older, newer = sorted((one, other), key=released)
    months = _months(released(newer)) - _months(released(older)) if released(older) else 0
    if months < LONG or not released(newer):
        return
    fact = newer.facts.released
    assert fact is not None  # noqa: S101 - it has a date
    yield _stated(
        draft,
        f"{newer.name} came out {months} months after {older.name}.",
        f"{newer.name} 比 {older.name} 晚发布 {months} 个月。",
        (newer, older),
        Reference.of(newer.source(fact)),
    )


def _stated(
    draft: Draft, en: str, zh: str, models: tuple[Model, Model], reference: Reference
) -> Evidence:
    """A sentence whose figure stands behind the first name in English, the second in Chinese."""
    owner = models[draft.language == "zh"]
    return draft.state(draft.say(en, zh), reference, [owner.id])


def _shape_source(model: Model) -> Reference:
    fact = model.facts.attention or model.facts.parameters or model.facts.context
    assert fact is not None  # noqa: S101 - something of it was measured
    return Reference.of(model.source(fact))


def _months(day: str) -> int:
    year, month, *_ = [*day.split("-"), "1"]
    return int(year) * _YEAR + int(month)


def _times(ratio: float) -> str:
    """A ratio as it is said: 1.8, 2.5, 12."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{round(ratio, 1):g}"  # noqa: PLR2004 - two figures say enough

"""What follows from a fact that was asked for: what it costs to run, what the licence asks."""

import math
from collections.abc import Iterator, Sequence

from bot.answer import Evidence, Reference
from bot.choose import LARGE_CARD, USUAL_CARD
from bot.draft import Draft
from bot.standing import released, size_of
from bot.wording import date
from knowledge.catalogue import Model
from knowledge.memory import PRECISIONS, Memory, estimate

CACHE_TO_TELL = 1.0  # GiB: less than that changes no decision
MOST_CLAUSES = 3
ROUND = 10.0  # GiB, from which on tenths say nothing
_LICENCE_FIELDS = frozenset({"licence", "commercial_use", "base_licence"})
_SIZE_FIELDS = frozenset({"parameters", "active_parameters"})


def caveats(draft: Draft, model: Model, fields: Sequence[str]) -> Iterator[Evidence]:
    """What else to know of a model for which `fields` were asked; for none, the most important."""
    asked = set(fields)
    if not asked or asked & _LICENCE_FIELDS:
        yield from clauses(draft, model)
    if not asked or asked & _SIZE_FIELDS:
        yield from _to_run(draft, model)
    if "context" in asked:
        yield from _whole_window(draft, model)
    if not asked or "released" in asked:
        yield from _newer(draft, model)


def clauses(draft: Draft, model: Model) -> Iterator[Evidence]:
    """What the licences of a model ask for, clause by clause."""
    for licence in model.licences[:1]:
        for clause in licence.clauses[:MOST_CLAUSES]:
            reference = Reference.of(clause.source or licence.source)
            text = draft.say(
                f"{model.name} is licensed under {licence.name}: {clause['en']}.",
                f"{model.name} 采用 {licence.name}：{clause['zh']}。",
            )
            yield draft.state(text, reference, [model.id])


def _to_run(draft: Draft, model: Model) -> Iterator[Evidence]:
    """What running it takes, and how many cards that is."""
    shape = model.facts.attention or model.facts.parameters
    needed = estimate(model, size_of(model)) if size_of(model) else None
    if needed is None or needed.high is None or shape is None:
        return
    many = len((model.facts.parameters and model.facts.parameters.value) or ()) > 1
    name = f"{model.name} {needed.parameters:g}B" if many else model.name
    low, high = (
        f"{n:.0f}" if needed.low >= ROUND else f"{n:.1f}" for n in (needed.low, needed.high)
    )
    text = draft.say(
        f"Running {name} takes about {low} to {high} GiB in {PRECISIONS[needed.bits]} (estimate){_cards(needed, 'en')}.",
        f"运行 {name}（{PRECISIONS[needed.bits]}）约需 {low} 到 {high} GiB（估算）{_cards(needed, 'zh')}。",
    )
    yield draft.state(text, Reference.of(model.source(shape)), [model.id], "estimate")


def _cards(needed: Memory, language: str) -> str:
    """How many of the usual cards an estimate comes to, where it is clear."""
    if needed.low > LARGE_CARD:
        least = math.ceil(needed.low / LARGE_CARD)
        en, zh = (
            f", at least {least} cards of {LARGE_CARD} GB",
            f"，至少 {least} 张 {LARGE_CARD} GB 的卡",
        )
    elif needed.high is not None and needed.high <= USUAL_CARD:
        en, zh = f", one card of {USUAL_CARD} GB", f"，一张 {USUAL_CARD} GB 的卡即可"
    else:
        return ""
    return zh if language == "zh" else en


def _whole_window(draft: Draft, model: Model) -> Iterator[Evidence]:
    """What filling the context window takes."""
    shape, window = model.facts.attention, model.facts.context
    if not (shape and window and window.value and size_of(model)):
        return
    needed = estimate(model, size_of(model), window.value)
    if needed is None or needed.kv is None or needed.kv < CACHE_TO_TELL:
        return
    taken = f"{needed.kv:.1f}"
    yield draft.state(
        draft.say(
            f"Filling its whole context window takes {model.name} {taken} GiB for the KV cache alone (estimate).",
            f"用满整个上下文时，{model.name} 仅 KV 缓存就要 {taken} GiB（估算）。",
        ),
        Reference.of(model.source(shape)),
        [model.id],
        "estimate",
    )


def _newer(draft: Draft, model: Model) -> Iterator[Evidence]:
    """The newest of its line, where that is another family."""
    kin = [m for m in draft.catalogue.models.values() if m.family.line == model.family.line]
    newest = max(kin, key=released)
    if newest.family == model.family or released(newest) <= released(model):
        return
    fact = newest.facts.released
    if fact is None or fact.value is None:
        return
    worded = date(fact.value, draft.language)
    yield draft.state(
        draft.say(
            f"The newest model of its line on record is {newest.name} ({worded}).",
            f"记录里同系列最新的是 {newest.name}（{worded}）。",
        ),
        Reference.of(newest.source(fact)),
        [newest.id],
    )

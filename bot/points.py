"""What the prose below a verdict is to say: the why, the trade-off, the caveat.

A table holds facts. What follows from them is computed here and put on record as evidence, so that
the chat model has something to say that the reader has not yet seen, and the check something to
hold it against.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.answer import Evidence, Ledger, Verdict
from bot.caveats import caveats, clauses
from bot.draft import Draft
from bot.novelty import adds_nothing
from bot.offers import offer
from bot.standing import size_of
from bot.tradeoffs import differences, room_left, why_first
from bot.understanding import Understanding
from knowledge.catalogue import Catalogue, Model

MOST_POINTS = 3  # a sentence each; more would be a list
MOST_MODELS = 2  # compared with each other, or told more of


def with_points(verdict: Verdict, asked: Understanding, catalogue: Catalogue) -> Verdict:
    """The verdict with what is worth adding to its text, as evidence and as points."""
    if verdict.abstained or not verdict.evidence or asked.parts:
        return verdict
    ledger = Ledger(list(verdict.references))
    draft = Draft(catalogue, asked.language, evidence=list(verdict.evidence), ledger=ledger)
    computed = list(dict.fromkeys(_computed(draft, verdict, asked)))
    unsaid = [e for e in verdict.evidence if e not in computed and _telling(e, verdict, catalogue)]
    points = [e for e in (*computed, *unsaid) if not adds_nothing([e.text], verdict)]
    return replace(
        verdict,
        evidence=tuple(draft.evidence),
        references=tuple(draft.ledger.references),
        points=tuple(points[:MOST_POINTS]),
    )


def _telling(evidence: Evidence, verdict: Verdict, catalogue: Catalogue) -> bool:
    """Whether evidence that the text leaves out is worth a sentence: of a choice, the conditions."""
    if verdict.kind != "choice":
        return evidence.kind == "fact"
    uses = (catalogue.models[m].facts.commercial_use for m in verdict.models)
    notes = {wording for use in uses if use and use.note for wording in (use.note.en, use.note.zh)}
    return evidence.text in notes


def _computed(draft: Draft, verdict: Verdict, asked: Understanding) -> Iterator[Evidence]:
    """The computed points that go with a kind of verdict, the most telling first."""
    models = [draft.catalogue.models[m] for m in verdict.models]
    wanted = asked.constraints
    match verdict.kind:
        case "choice" if models and not (asked.listing or asked.extreme or asked.page):
            listed = offer(draft.catalogue, asked).listed
            if len(listed) > 1:
                yield from why_first(draft, listed[0], listed[1], wanted)
            if listed and wanted.memory_gb:
                yield from room_left(draft, listed[0], wanted.memory_gb)
            for other in models[1:MOST_MODELS]:
                yield from differences(draft, models[0], other, wanted)
            yield from clauses(draft, models[0])
        case "comparison":
            apart = _apart(draft, asked, models)
            if len(apart) == MOST_MODELS:
                yield from differences(draft, apart[0], apart[1], wanted, _asked_for(asked))
            yield from _in_turn([caveats(draft, model, _asked_for(asked)) for model in apart])
        case "facts" if asked.extreme:
            for model in models[:1]:
                yield from caveats(draft, model, _asked_for(asked))
        case "facts" if asked.models and (asked.fields or asked.intent == "overview"):
            yield from _in_turn([caveats(draft, model, asked.fields) for model in _ends(models)])


def _asked_for(asked: Understanding) -> tuple[str, ...]:
    """The fields that a question turns on; none where it is about the models as a whole."""
    return asked.fields or ((asked.extreme[0],) if asked.extreme else ())


def _apart(draft: Draft, asked: Understanding, models: list[Model]) -> list[Model]:
    """The models to set against each other: the largest of each name, or the first of an order."""
    named = [[draft.catalogue.models[m] for m in mention.models] for mention in asked.mentions]
    largest = [max(group, key=size_of) for group in named if group] or models
    return list({m.id: m for m in largest}.values())[:MOST_MODELS]


def _in_turn(each: Sequence[Iterator[Evidence]]) -> Iterator[Evidence]:
    """The first of each model, then the second of each, so that none is passed over."""
    for row in zip_longest(*each):
        yield from (evidence for evidence in row if evidence is not None)


def _ends(models: list[Model]) -> list[Model]:
    """The smallest and the largest, where a question means many."""
    if len(models) <= MOST_MODELS:
        return models
    by_size = sorted(models, key=size_of)
    return [by_size[0], by_size[-1]]

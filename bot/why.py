"""Why a choice was made: what the first model has that was demanded, and what put it first."""

from dataclasses import replace

from bot.answer import Reference
from bot.candidates import Candidate
from bot.draft import Draft
from bot.facts import state_facts
from bot.offers import Offer, offer
from bot.reasons import rule
from bot.record_view import standing_text
from bot.understanding import Understanding
from knowledge.articles import Article

# By demand: the field of a record that shows that it is met.
_SHOWN_BY = {
    "commercial": "commercial_use",
    "unconditional": "commercial_use",
    "languages": "languages",
    "min_languages": "languages",
    "memory_gb": "memory",
    "context": "context",
    "licences": "licence",
    "developer": "developer",
    "max_parameters": "parameters",
    "min_parameters": "parameters",
    "after": "released",
    "before": "released",
}


def state_why(draft: Draft, asked: Understanding, article: Article) -> tuple[str, ...]:
    """Add why the model asked about was chosen; returns the ids of the models told of."""
    found = offer(draft.catalogue, asked)
    wanted = found.picked.wanted
    echo = wanted.echo(draft.language, draft.catalogue)
    draft.lines.append(draft.say(f"Understood as: {echo}", f"理解为：{echo}"))
    asked_of = set(asked.models)
    own = [c for c in found.picked.qualifying if c.model.id in asked_of]
    draft.lines += [_place(draft, found, candidate) for candidate in own]
    draft.lines += [_stands(draft, c) for c in (*own, *_next(found, own)) if c.standing]
    draft.lines.append(rule(found.picked, draft.language))
    said = [name for name, value in vars(wanted).items() if value not in (None, ())]
    fields = tuple(dict.fromkeys(_SHOWN_BY[name] for name in said if name in _SHOWN_BY))
    if own and fields:
        draft.lines.append(draft.say("It meets the demands:", "它符合条件："))
        state_facts(draft, _of_facts(asked, fields), article)
    return asked.models


def _of_facts(asked: Understanding, fields: tuple[str, ...]) -> Understanding:
    return replace(asked, intent="fact", fields=fields)


def _place(draft: Draft, found: Offer, candidate: Candidate) -> str:
    """At which place of how many a model stands."""
    lines = [group[0].model.family.line for group in found.kin]
    place = lines.index(candidate.model.family.line) + 1
    name, total, rows = candidate.model.name, len(found.picked.qualifying), len(lines)
    return draft.say(
        f"**{name}** is in place {place} of {rows} lines of models; {total} records qualify.",
        f"**{name}** 在 {rows} 个模型系列中排第 {place}；符合条件的记录共 {total} 条。",
    )


def _next(found: Offer, own: list[Candidate]) -> list[Candidate]:
    """The best of the next line, which the reader will compare with."""
    lines = {c.model.family.line for c in own}
    return [group[0] for group in found.kin if group[0].model.family.line not in lines][:1]


def _stands(draft: Draft, candidate: Candidate) -> str:
    assert candidate.standing is not None  # noqa: S101 - asked only of the rated
    model = candidate.model
    one = standing_text(candidate.standing, draft.catalogue, draft.language)
    text = draft.say(f"{model.name}: {one}.", f"{model.name}：{one}。")
    table = Reference.of(draft.catalogue.ratings.source)
    return "- " + draft.state(text, table, [model.id]).cited()

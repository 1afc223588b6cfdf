"""Facts of named models: each with its source, its remark and what the article gets wrong about it."""

import re
from collections.abc import Container, Iterator, Sequence

from bot.answer import Reference
from bot.draft import Draft
from bot.memory_facts import memory_lines
from bot.situations import situation_lines
from bot.understanding import Understanding
from bot.wording import (
    LANGUAGE_NAMES,
    all_languages,
    count,
    enumerate_names,
    label,
    other_value,
    sentence,
    value,
)
from knowledge.articles import Article
from knowledge.catalogue import Model
from knowledge.record import Claim
from knowledge.running import how_to_run

# "Does it only speak English?" is not answered by "It speaks English".
# Seldom known, and nobody takes one model's for another's.
_INCIDENTAL = frozenset({"benchmark", "memory", "access", "ollama", "base_model", "tuning"})
_ONLY = re.compile(r"\bonly\b|\bjust\b|只|仅", re.IGNORECASE)
MOST_NAMES = 8  # of more, the first and a number
OVERVIEW = ("parameters", "commercial_use", "licence", "context", "released", "developer")
# A remark on these changes what the value means, so it is always shown with it.
REMARKED = (
    "commercial_use",
    "context",
    "training_tokens",
    "languages",
    "licence",
    "released",
    "parameters",
    "memory",
    "ollama",
)
# Asked for one of these, an answer without the other misleads.
COMPANIONS = {
    "base_model": ("tuning",),
    "commercial_use": ("licence",),
    "licence": ("commercial_use",),
    "training_tokens": ("training_data",),
}


def state_facts(draft: Draft, asked: Understanding, article: Article) -> tuple[str, ...]:
    """Add the facts that were asked for; returns the fields that no record knows a value of."""
    models = [draft.catalogue.models[m] for m in asked.models]
    fields = list(asked.fields)
    for name in asked.fields:
        fields += [c for c in COMPANIONS.get(name, ()) if c not in fields]
    if "parameters" in fields and any(m.facts.active_parameters for m in models):
        fields.append("active_parameters")  # of a mixture of experts, half the answer
    missing = []
    for name in dict.fromkeys(fields):
        lines = list(_field_lines(draft, models, name, asked))
        if not lines and name in asked.fields:
            missing.append(name)
        draft.lines += lines
    # What is merely outdated or incomplete is shown to those who ask about the article.
    draft.lines += claim_lines(draft, models, fields, article, "AB" if asked.from_article else "A")
    outdated = claims_on(models, asked.fields, "B", draft.corrected)
    if len(outdated) == 1 and len(asked.fields) == 1:
        draft.lines.append(draft.state_claim(outdated[0], article))
    if draft.evidence:
        _state_context(draft, asked)
    return tuple(missing)


def state_overview(draft: Draft, asked: Understanding, article: Article) -> None:
    """Add what a family is, and its most asked-for facts."""
    for family_id in asked.families:
        family = draft.catalogue.families[family_id]
        models = [
            draft.catalogue.models[m]
            for m in asked.models
            if draft.catalogue.models[m].family == family
        ]
        developer = models[0].facts.developer
        if developer is not None:
            about = draft.state_fact(
                family.about[draft.language], models[0], developer, [m.id for m in models]
            )
            draft.lines.append(about.cited())
        for name in OVERVIEW:
            draft.lines += list(
                _field_lines(draft, models, name, asked, remarks=name == "commercial_use")
            )
        running = how_to_run(models[0]) if len(models) == 1 else None
        if running:
            first = draft.say("; ", "；").join(need[draft.language] for need in running.needs)
            before = draft.say(f" (first: {first})", f"（前提：{first}）") if first else ""
            fact = models[0].facts.ollama if running.tool == "ollama" else models[0].facts.hub_id
            assert fact is not None  # noqa: S101 - the command is made of it
            command = draft.say("To run it: ", "运行：") + f"`{running.command}`{before}"
            draft.lines.append(draft.state_fact(command, models[0], fact, asked.models).cited())
        draft.lines += claim_lines(draft, models, OVERVIEW, article, severities="A")


def _state_context(draft: Draft, asked: Understanding) -> None:
    """Add what the families are as evidence alone: not asked for, but something to write about."""
    for family_id in asked.families:
        model = draft.catalogue.of_family(family_id)[0]
        if model.facts.developer is not None:
            about = model.family.about[draft.language]
            draft.state_fact(
                about, model, model.facts.developer, [r.id for r in model.family.models]
            )


def claim_lines(
    draft: Draft,
    models: Sequence[Model],
    fields: Sequence[str],
    article: Article,
    severities: str = "AB",
) -> list[str]:
    """Lines on what the article gets wrong about these fields of these models."""
    return [
        draft.state_claim(claim, article)
        for claim in claims_on(models, fields, severities, draft.corrected)
    ]


def claims_on(
    models: Sequence[Model],
    fields: Sequence[str],
    severities: str = "AB",
    told: Container[str] = (),
) -> list[Claim]:
    """The known mistakes of the article about these fields of these models."""
    named = {model.id for model in models}
    families = {model.family.id: model.family for model in models}
    return [
        claim
        for family in families.values()
        for claim in family.claims
        if claim.field in fields
        and claim.id not in told
        and claim.severity in severities
        and (claim.model is None or claim.model in named)
    ]


def grouped(models: Sequence[Model], name: str, draft: Draft) -> dict[str, list[Model]]:
    """Models by their value of a field in words, in the order of the models; the unknown left out."""
    groups: dict[str, list[Model]] = {}
    for model in models:
        worded = value(model, name, draft.language, draft.catalogue)
        if worded is not None:
            groups.setdefault(worded, []).append(model)
    return groups


def names_of(models: Sequence[Model], all_models: Sequence[Model], draft: Draft) -> str:
    """What to call a group of models: the family where it is all of those that were asked about."""
    names: list[str] = []
    for family in dict.fromkeys(model.family.id for model in models):
        own = [m for m in models if m.family.id == family]
        asked = [m for m in all_models if m.family.id == family] or own
        whole = len(own) == len(asked) and (len(asked) > 1 or len(own[0].family.models) == 1)
        names += [own[0].family.name] if whole else [m.name for m in own]
    more = len(names) - MOST_NAMES
    if more > 1:
        listed = draft.say(", ", "、").join(names[:MOST_NAMES])
        return listed + draft.say(f" and {more} more", f"等 {len(names)} 个")
    return enumerate_names(names, draft.language)


def _field_lines(
    draft: Draft, models: Sequence[Model], name: str, asked: Understanding, *, remarks: bool = True
) -> Iterator[str]:
    # What is published is mostly in 16 bits; asked for other ones, the estimate is the answer.
    estimate_first = asked.constraints.bits is None or asked.constraints.memory_gb is not None
    if name == "memory" and estimate_first:
        yield from memory_lines(draft, models, asked)
    if name == "training_data":
        yield from _openness_lines(draft, models)
    if name == "commercial_use":
        yield from situation_lines(draft, models, asked.constraints, asked.text)
    if name == "parameters":
        yield from _size_lines(draft, models, remarks=remarks)
        return
    if name == "languages" and asked.constraints.languages and not _ONLY.search(asked.text):
        yield from _spoken_lines(draft, models, asked.constraints.languages)
    for worded, group in grouped(models, name, draft).items():
        first = group[0]
        fact = getattr(first.facts, name)
        whole = all_languages(first, draft.language) if name == "languages" else None
        text = sentence(names_of(group, models, draft), name, whole or worded, draft.language)
        yield draft.state_fact(text, first, fact, [m.id for m in group]).cited()
        if remarks and name in REMARKED:
            yield from _remarks(draft, group, name)
        yield from _disagreements(draft, group, name)
    if name == "memory" and not estimate_first:
        yield from memory_lines(draft, models, asked)
    yield from _unknown_lines(draft, models, name)
    for model in models:
        fact = getattr(model.facts, name)
        if fact is not None and fact.value is None and fact.note is not None:
            text = draft.say(
                f"{model.name}: the {label(name, 'en')} is not settled. {fact.note.en}",
                f"{model.name} 的{label(name, 'zh')}没有定论。{fact.note.zh}",
            )
            yield draft.state_fact(text, model, fact, [model.id]).cited()


def _openness_lines(draft: Draft, models: Sequence[Model]) -> Iterator[str]:
    """Whether the families' training data are published, where that is known."""
    for family in dict.fromkeys(m.family.id for m in models):
        known = draft.catalogue.openness.get(family)
        if known is None:
            continue
        group = [m for m in models if m.family.id == family]
        name = names_of(group, models, draft)
        part = known.data == "partial"
        text = draft.say(
            f"The training data of {name} are published{' in part' if part else ''}.",
            f"{name} 的训练数据{'部分' if part else ''}公开。",
        )
        reference = Reference.of(known.source)
        yield draft.state(text, reference, [m.id for m in group]).cited()


def _unknown_lines(draft: Draft, models: Sequence[Model], name: str) -> Iterator[str]:
    """Of whom a field is not known, where it is known of others: silence would count for them too."""
    unknown = [m for m in models if value(m, name, draft.language, draft.catalogue) is None]
    if unknown and len(unknown) < len(models) and name not in _INCIDENTAL:
        names = names_of(unknown, models, draft)
        yield draft.say(
            f"Unknown of {names}: {label(name, 'en')}.", f"{names} 的{label(name, 'zh')}未知。"
        )


def _disagreements(draft: Draft, group: Sequence[Model], name: str) -> Iterator[str]:
    """What other sources say of a field, and why they do not decide."""
    for model in group:
        for other in getattr(model.facts, name).others:
            said = other_value(model, name, other, draft.language, draft.catalogue)
            text = draft.say(
                f"Another source says of {model.name}: {said}. {other.why.en}",
                f"{model.name}：另一来源称 {said}。{other.why.zh}",
            )
            # Shown with its source, but no evidence: what does not decide must not be written on.
            number = draft.ledger.number(Reference.of(model.family.sources[other.source]))
            yield f"- {text} [{number}]"


def _remarks(draft: Draft, group: Sequence[Model], name: str) -> Iterator[str]:
    seen: set[str] = set()
    for model in group:
        fact = getattr(model.facts, name)
        if fact.note is not None and fact.note.en not in seen:
            seen.add(fact.note.en)
            same = [m for m in group if getattr(m.facts, name).note == fact.note]
            text = fact.note[draft.language]
            if len(same) < len(group):
                text = (
                    draft.say(
                        f"{enumerate_names([m.name for m in same], 'en')}: ",
                        f"{enumerate_names([m.name for m in same], 'zh')}：",
                    )
                    + text
                )
            yield "- " + draft.state_fact(text, model, fact, [m.id for m in same]).cited()


def _size_lines(draft: Draft, models: Sequence[Model], *, remarks: bool) -> Iterator[str]:
    """One line a family: the sizes that it comes in."""
    for family in dict.fromkeys(model.family.id for model in models):
        group = [
            m
            for m in models
            if m.family.id == family and m.facts.parameters and m.facts.parameters.value
        ]
        if not group:
            continue
        sizes = sorted(
            {p for m in group if m.facts.parameters for p in m.facts.parameters.value or ()}
        )
        name = names_of(group, [m for m in models if m.family.id == family], draft)
        worded = enumerate_names([count(p, draft.language) for p in sizes], draft.language)
        if len(sizes) > 1:
            text = draft.say(
                f"{name} comes in sizes of {worded} parameters.",
                f"{name} 有几种规模：{worded}参数。",
            )
        else:
            text = sentence(name, "parameters", worded, draft.language)
        fact = group[0].facts.parameters
        assert fact is not None  # noqa: S101 - the group holds only models that have one
        yield draft.state_fact(text, group[0], fact, [m.id for m in group]).cited()
        if remarks:
            yield from _remarks(draft, group, "parameters")


def _spoken_lines(draft: Draft, models: Sequence[Model], codes: Sequence[str]) -> Iterator[str]:
    """Whether the models are meant for the languages that were asked about."""
    for code in codes:
        en, zh = LANGUAGE_NAMES[code]
        for speaks in (True, False):
            group = [
                m
                for m in models
                if (held := m.facts.languages)
                and held.value
                and (code in held.value.codes) == speaks
            ]
            if not group:
                continue
            name = names_of(group, models, draft)
            if speaks:
                text = draft.say(f"{name} supports {en}.", f"{name} 支持{zh}。")
            else:
                text = draft.say(
                    f"{en} is not among the languages that {name} is meant for.",
                    f"{zh}不在 {name} 的适用语言之内。",
                )
            fact = group[0].facts.languages
            assert fact is not None  # noqa: S101 - the group holds only models that have one
            yield draft.state_fact(text, group[0], fact, [m.id for m in group]).cited()

"""Answers over the whole catalogue: extremes, all models, a developer's others, the article's mistakes."""

from bot.answer import Verdict
from bot.choose import choose
from bot.draft import Draft
from bot.intents import MORE, THAN
from bot.offers import LISTED, of_article
from bot.ranking import beyond, rank
from bot.refuse import refusal
from bot.standing import released
from bot.understanding import Understanding
from knowledge.articles import Article
from knowledge.catalogue import Catalogue, Model
from knowledge.record import Family


def superlative(draft: Draft, asked: Understanding) -> Verdict:
    """The first models by the property that was asked for."""
    assert asked.extreme is not None  # noqa: S101 - the intent says so
    if asked.constraints:
        return draft.verdict("choice", choose(draft, asked))
    named = [draft.catalogue.models[m] for m in asked.models]
    everyone = list(of_article(draft.catalogue, asked) or draft.catalogue.models.values())
    than = bool(THAN.search(asked.text) or MORE.search(asked.text))
    models = beyond(everyone, named, asked.extreme) if named and than else named or everyone
    if not models:
        draft.lines.append(draft.say("None of my records is.", "我的记录里没有。"))
        return draft.verdict("facts", asked.models)
    lines = {m.family.line for m in named}
    kin = [m for m in models if m.family.line in lines] if named and than else []
    shown: list[Model] = []
    if kin:
        draft.lines.append(draft.say("Of the same line:", "同一系列中："))
        shown += rank(draft, kin, asked.extreme)
        draft.lines.append(draft.say("Of all on record:", "所有记录中："))
    shown += rank(draft, models, asked.extreme)
    return draft.verdict("facts", [m.id for m in shown])


def list_models(draft: Draft) -> Verdict:
    """The families that the article presents, and how many records there are."""
    families = [f for f in draft.catalogue.families.values() if f.section]
    sections = len({f.section for f in families})
    records, kinds = len(draft.catalogue.models), len(draft.catalogue.families)
    draft.lines.append(
        draft.say(
            f"The article presents models in {sections} sections; I hold {records} records in {kinds} families.",
            f"文章分 {sections} 节介绍模型；我有 {kinds} 个系列、{records} 条记录。",
        )
    )
    for family in families:
        model = draft.catalogue.of_family(family.id)[0]
        if model.facts.developer is not None:
            line = draft.state_fact(
                family.about[draft.language],
                model,
                model.facts.developer,
                [r.id for r in family.models],
            )
            draft.lines.append(f"- **{family.name}**: {line.cited()}")
    newest = {family.line: family.name for family in _by_release(draft.catalogue)}
    told = {family.line for family in families}
    others = draft.say(", ", "、").join(n for line, n in newest.items() if line not in told)
    draft.lines.append(
        draft.say(
            f"And beyond the article, by their newest family: {others}. `modelsage models list` shows all.",
            f"文章以外（只列每个系列最新一代）：{others}。`modelsage models list` 可列出全部。",
        )
    )
    return draft.verdict("facts", [r.id for f in families for r in f.models][: LISTED * LISTED])


def _by_release(catalogue: Catalogue) -> list[Family]:
    """The families, the oldest first."""
    return sorted(
        catalogue.families.values(),
        key=lambda family: max(released(m) for m in catalogue.of_family(family.id)),
    )


def siblings(draft: Draft, asked: Understanding) -> Verdict:
    """The other families of the developers of the models that were spoken of."""
    developers = {
        m.facts.developer.value
        for i in asked.models
        if (m := draft.catalogue.models[i]).facts.developer
    }
    others = [
        m
        for m in draft.catalogue.models.values()
        if m.facts.developer
        and m.facts.developer.value in developers
        and m.family.id not in asked.families
    ]
    for model in {m.family.id: m for m in reversed(others)}.values():
        fact = model.facts.developer
        if fact is not None:
            about = draft.state_fact(model.family.about[draft.language], model, fact, [model.id])
            draft.lines.append(f"- **{model.family.name}**: {about.cited()}")
    if not draft.lines:
        return refusal(
            draft,
            "I have no record of another model of theirs.",
            "我没有他们其他模型的记录。",
            asked.models,
        )
    return draft.verdict("facts", [m.id for m in others])


def errata(draft: Draft, asked: Understanding, article: Article) -> Verdict:
    """The known mistakes of the article, of the families that were named or of all."""
    families = [draft.catalogue.families[f] for f in asked.families] or list(
        draft.catalogue.families.values()
    )
    severities = "AB" if asked.families else "A"
    for family in families:
        for claim in family.claims:
            if claim.severity in severities:
                draft.lines.append("- " + draft.state_claim(claim, article))
    if not draft.lines:
        return refusal(
            draft,
            "I know of no mistake of the article there.",
            "我没有发现文章在这方面的错误。",
            models=asked.models,
        )
    return draft.verdict("facts", asked.models)

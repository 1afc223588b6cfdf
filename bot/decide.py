"""The verdict: what the records and the article say to a question, or why nothing can be said.

No chat model takes part. What is not held is refused here: an unknown model with the nearest
known names, an unknown field with those that are held, a question about something else.
"""

from collections.abc import Mapping, Sequence

from bot.answer import Verdict
from bot.choose import LISTED, choose
from bot.compare import compare, rank
from bot.draft import Draft
from bot.facts import claim_lines, state_facts, state_overview
from bot.intents import DEFINITION, USES_TERMS
from bot.passages import COVERED, IN_WORDS, by_words, covered, relevant, state_heads, state_passage, state_section
from bot.understand import Understanding
from bot.wording import date, enumerate_names, label
from knowledge.articles import Article
from knowledge.catalogue import Catalogue
from knowledge.chunk import Hit
from knowledge.names import Names, fold
from knowledge.record import FIELDS

# Fields that the article may tell of a model without a record; figures and licences it may not.
TOLD = {"developer", "tuning", "training_data", "base_model"}
ASKABLE = ("parameters", "licence", "commercial_use", "context", "released", "developer", "languages", "training_tokens", "training_data", "memory")


def decide(
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    articles: Sequence[Article],
) -> Verdict:
    """The verdict on a question, given the chunks that were retrieved for it."""
    draft = Draft(names.catalogue, asked.language)
    article = next(a for a in articles if a.language == asked.language)
    match asked.intent:
        case "greeting":
            return _greeting(draft)
        case "price":
            return _refusal(draft, "I hold no prices and no news, so I do not answer that.", "我没有价格和新闻方面的资料，所以不回答这个问题。", models=asked.models)
        case "future":
            return _refusal(draft, f"Nobody can know that yet; my records end in {date(names.catalogue.as_of, 'en')}.", f"未来的事谁也不知道；我的资料截至 {date(names.catalogue.as_of, 'zh')}。", models=asked.models)
        case "siblings":
            return _siblings(draft, asked)
        case "errata":
            return _errata(draft, asked, article)
        case "advice":
            draft.lines.append(draft.say("The article's five questions before choosing:", "文章建议在选型前先回答五个问题："))
            state_heads(draft, article, "choosing")
            return draft.verdict("passages")
        case "benefits":
            draft.lines.append(draft.say("The article names five benefits of open models:", "文章列出了开源模型的五个好处："))
            state_heads(draft, article, "benefits", each=1)
            return draft.verdict("passages")
        case "list":
            return _list(draft)
        case "choice":
            chosen = choose(draft, asked)
            return draft.verdict("choice", chosen)
        case "superlative":
            return _superlative(draft, asked)
    if asked.unknown and not asked.models:
        return _unknown_model(draft, asked, hits, floor, names, article)
    if asked.intent == "comparison":
        compare(draft, asked, article)
        _admit_unknown(draft, asked, names, article)
        return draft.verdict("comparison", asked.models)
    if asked.intent == "overview":
        state_overview(draft, asked, article)
        _admit_unknown(draft, asked, names, article)
        return draft.verdict("facts", asked.models)
    if asked.intent == "fact":
        return _facts(draft, asked, hits, names, article)
    return _passages(draft, asked, hits, floor, names, article)


def _facts(draft: Draft, asked: Understanding, hits: Sequence[Hit], names: Names, article: Article) -> Verdict:
    if asked.from_article:
        models = [names.catalogue.models[m] for m in asked.models]
        draft.lines += claim_lines(draft, models, asked.fields, article)
    missing = state_facts(draft, asked, article)
    unanswered = missing if missing and not _also_in_article(draft, asked, article) else ()
    _admit_unknown(draft, asked, names, article)
    if unanswered:
        draft.lines.append(_unknown_fields(draft, asked, [label(f, draft.language) for f in unanswered]))
    elif asked.from_article:
        _also_in_article(draft, asked, article)
    if not draft.evidence:
        return draft.verdict("refusal", asked.models, abstained=True)
    return draft.verdict("facts", asked.models)


def _passages(draft: Draft, asked: Understanding, hits: Sequence[Hit], floor: Mapping[str, float], names: Names, article: Article) -> Verdict:
    """Sentences of the article: of the model's own section, or of what was retrieved."""
    if asked.models:
        if _also_in_article(draft, asked, article):
            _admit_unknown(draft, asked, names, article)
            return draft.verdict("passages", asked.models)
        _admit_unknown(draft, asked, names, article)
        if draft.evidence:
            return draft.verdict("facts", asked.models)
        if asked.from_article:
            for section in _sections_of(draft, asked, article):
                near = next((h.chunk.text for h in hits if (h.chunk.anchor, h.chunk.language) == (section.anchor, article.language)), "")
                state_section(draft, article, section, near)
            return draft.verdict("passages", asked.models)
        draft.lines.append(_unknown_fields(draft, asked, []))
        return draft.verdict("refusal", asked.models, abstained=True)
    if asked.topic:
        section = article.sections[asked.topic]
        state_section(draft, article, section)
        return draft.verdict("passages")
    if asked.fields and not DEFINITION.search(asked.text) and (asked.refers or set(asked.fields) - TOLD) and not asked.from_article:
        return _refusal(
            draft,
            "Which model do you mean? I found no name in your question that I have a record of.",
            "请问您指的是哪个模型？问题里没有我有记录的名字。",
        )
    found = relevant(hits, floor, asked.text, asked.language)
    worded, share = by_words(article, asked.residue)
    if not found or not asked.residue:
        return _off_topic(draft)
    section = article.sections[found[0].chunk.anchor]
    if share >= IN_WORDS and covered(section, asked.residue, list(article.sections.values())) < share / 2:
        state_passage(draft, article, worded, asked.residue)
    else:
        state_passage(draft, article, section, asked.residue, _within(found[0], article))
    return draft.verdict("passages")


def _within(hit: Hit, article: Article) -> str:
    """The passage that was found, where it is in the article's language."""
    return hit.chunk.text if hit.chunk.language == article.language else ""


def _sections_of(draft: Draft, asked: Understanding, article: Article) -> list:
    anchors = dict.fromkeys(draft.catalogue.families[f].section for f in asked.families)
    return [article.sections[a] for a in anchors if a]


def _also_in_article(draft: Draft, asked: Understanding, article: Article) -> bool:
    """Add what the models' own sections say, where they hold the question's own terms."""
    everything = list(article.sections.values())
    added = False
    for section in _sections_of(draft, asked, article):
        if asked.uses:
            state_passage(draft, article, section, USES_TERMS)
        elif covered(section, asked.residue, everything) >= COVERED:
            state_passage(draft, article, section, asked.residue)
        else:
            continue
        added = True
    return added


def _unknown_fields(draft: Draft, asked: Understanding, fields: Sequence[str]) -> str:
    about = enumerate_names([draft.catalogue.families[f].name for f in asked.families], draft.language)
    held = enumerate_names([label(f, draft.language) for f in ASKABLE], draft.language)
    what = enumerate_names(fields, draft.language)
    if what:
        return draft.say(f"My sources do not give the {what} of {about}.", f"我的资料没有给出 {about} 的{what}。")
    return draft.say(
        f"My sources on {about} do not hold that, so I do not answer it. They hold: {held}.",
        f"我关于 {about} 的资料里没有这一项，所以不作回答。资料里有：{held}。",
    )


def _unknown_model(draft: Draft, asked: Understanding, hits: Sequence[Hit], floor: Mapping[str, float], names: Names, article: Article) -> Verdict:
    """Refuse by name, unless the article speaks of that name and no record's field is asked for."""
    if set(asked.fields) <= TOLD:
        for hit in relevant(hits, floor, asked.text, asked.language):
            section = article.sections[hit.chunk.anchor]
            told = [s for s in section.sentences if all(u.lower() in s.text.lower() for u in asked.unknown)]
            if told:
                state_passage(draft, article, section, asked.residue, " ".join(s.text for s in told))
                return draft.verdict("passages")
    _admit_unknown(draft, asked, names, article)
    return draft.verdict("refusal", abstained=True)


def _admit_unknown(draft: Draft, asked: Understanding, names: Names, article: Article) -> None:
    """Name the models without a record, and what the article says of them beside the known ones."""
    for name in asked.unknown:
        for family in asked.families:
            for claim in draft.catalogue.families[family].claims:
                if fold(name) in fold(claim.article.en) and claim.id not in draft.corrected:
                    draft.lines.append(draft.state_claim(claim, article))
        near = enumerate_names(names.nearest(name), draft.language)
        known = draft.say(f" The nearest names that I know: {near}.", f"名字最接近的有：{near}。") if near else ""
        draft.lines.append(draft.say(
            f"I have no record of **{name}**, so I say nothing about it.{known}",
            f"我没有 **{name}** 的记录，所以不作回答。{known}",
        ))


def _superlative(draft: Draft, asked: Understanding) -> Verdict:
    assert asked.extreme is not None  # noqa: S101 - the intent says so
    if asked.constraints:
        return draft.verdict("choice", choose(draft, asked))
    models = [draft.catalogue.models[m] for m in asked.models] or list(draft.catalogue.models.values())
    shown = rank(draft, models, asked.extreme)
    return draft.verdict("facts", [m.id for m in shown])


def _list(draft: Draft) -> Verdict:
    families = [f for f in draft.catalogue.families.values() if f.section]
    sections = len({f.section for f in families})
    records, kinds = len(draft.catalogue.models), len(draft.catalogue.families)
    draft.lines.append(draft.say(
        f"The article presents models in {sections} sections; I hold {records} records in {kinds} families.",
        f"文章分 {sections} 节介绍模型；我有 {kinds} 个系列、{records} 条记录。",
    ))
    for family in families:
        model = draft.catalogue.of_family(family.id)[0]
        if model.facts.developer is not None:
            line = draft.state_fact(family.about[draft.language], model, model.facts.developer, [r.id for r in family.models])
            draft.lines.append(f"- **{family.name}**: {line.cited()}")
    return draft.verdict("facts", [r.id for f in families for r in f.models][: LISTED * LISTED])


def _siblings(draft: Draft, asked: Understanding) -> Verdict:
    """The other families of the developers of the models that were spoken of."""
    developers = {m.facts.developer.value for i in asked.models if (m := draft.catalogue.models[i]).facts.developer}
    others = [
        m
        for m in draft.catalogue.models.values()
        if m.facts.developer and m.facts.developer.value in developers and m.family.id not in asked.families
    ]
    for model in {m.family.id: m for m in reversed(others)}.values():
        fact = model.facts.developer
        if fact is not None:
            about = draft.state_fact(model.family.about[draft.language], model, fact, [model.id])
            draft.lines.append(f"- **{model.family.name}**: {about.cited()}")
    if not draft.lines:
        return _refusal(draft, "I have no record of another model of theirs.", "我没有他们其他模型的记录。", asked.models)
    return draft.verdict("facts", [m.id for m in others])


def _errata(draft: Draft, asked: Understanding, article: Article) -> Verdict:
    families = [draft.catalogue.families[f] for f in asked.families] or list(draft.catalogue.families.values())
    severities = "AB" if asked.families else "A"
    for family in families:
        for claim in family.claims:
            if claim.severity in severities:
                draft.lines.append("- " + draft.state_claim(claim, article))
    if not draft.lines:
        return _refusal(draft, "I know of no mistake of the article there.", "我没有发现文章在这方面的错误。", models=asked.models)
    return draft.verdict("facts", asked.models)


def _greeting(draft: Draft) -> Verdict:
    draft.lines.append(draft.say(
        "Ask me which open language model to use: a fact (“How many parameters has BLOOM?”), a licence (“May we use OPT-175B commercially?”), a comparison, or a choice (“commercial, Chinese, 24 GB”). Every figure in my answers has a source.",
        "可以问我该用哪个开源大语言模型：问事实（“BLOOM 有多少参数？”）、许可（“OPT-175B 能商用吗？”）、比较，或带条件的选型（“商用、中文、24 GB 显存”）。答案里的每个数字都有来源。",
    ))
    return draft.verdict("refusal", abstained=False)


def _off_topic(draft: Draft) -> Verdict:
    return _refusal(
        draft,
        "That is outside what I know: open language models, their licences, sizes and uses, and the article about them.",
        "这超出了我的范围：我只回答开源大语言模型的许可、规模、用途，以及那篇介绍它们的文章。",
    )


def _refusal(draft: Draft, en: str, zh: str, models: Sequence[str] = ()) -> Verdict:
    draft.lines.append(draft.say(en, zh))
    return draft.verdict("refusal", models, abstained=True)


assert set(ASKABLE) <= set(FIELDS)  # noqa: S101 - a wrong table is a bug at import

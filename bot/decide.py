"""The verdict: what the records and the article say to a question, or why nothing can be said.

No chat model takes part. What is not held is refused here: an unknown model with the nearest
known names, an unknown field with those that are held, a question about something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.ambiguity import notes
from bot.answer import Verdict
from bot.choose import choose
from bot.compare import compare
from bot.draft import Draft
from bot.facts import claim_lines, state_facts, state_overview
from bot.intents import DEFINITION, USES_TERMS
from bot.passages import (
    COVERED,
    IN_WORDS,
    by_words,
    covered,
    relevant,
    state_heads,
    state_passage,
    state_section,
)
from bot.refuse import (
    ASKABLE,
    about_itself,
    admit_unknown,
    greeting,
    not_understood,
    off_topic,
    refusal,
    unknown_fields,
)
from bot.survey import errata, list_models, siblings, superlative
from bot.understanding import Understanding
from bot.wording import date, label
from knowledge.articles import Article, Section
from knowledge.chunk import Hit
from knowledge.names import Names
from knowledge.record import FIELDS

# Fields that the article may tell of a model without a record; figures and licences it may not.
TOLD = {"developer", "tuning", "training_data", "base_model"}


def decide(
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    articles: Sequence[Article],
) -> Verdict:
    """The verdict on a question, given the chunks that were retrieved for it."""
    verdict = _decided(asked, hits, floor, names, articles)
    told = "\n\n".join(notes(asked, names.catalogue))
    return replace(verdict, text=f"{verdict.text}\n\n{told}") if told else verdict


def _decided(
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    articles: Sequence[Article],
) -> Verdict:
    draft = Draft(names.catalogue, asked.language)
    article = next(a for a in articles if a.language == asked.language)
    match asked.intent:
        case "greeting":
            return greeting(draft)
        case "self":
            return about_itself(draft)
        case "price":
            return refusal(
                draft,
                "I hold no prices and no news, so I do not answer that.",
                "我没有价格和新闻方面的资料，所以不回答这个问题。",
                models=asked.models,
            )
        case "future":
            return refusal(
                draft,
                f"Nobody can know that yet; my records end in {date(names.catalogue.as_of, 'en')}.",
                f"未来的事谁也不知道；我的资料截至 {date(names.catalogue.as_of, 'zh')}。",
                models=asked.models,
            )
        case "siblings":
            return siblings(draft, asked)
        case "errata":
            return errata(draft, asked, article)
        case "advice":
            draft.lines.append(
                draft.say(
                    "The article's five questions before choosing:",
                    "文章建议在选型前先回答五个问题：",
                )
            )
            state_heads(draft, article, "choosing")
            return draft.verdict("passages")
        case "benefits":
            draft.lines.append(
                draft.say(
                    "The article names five benefits of open models:",
                    "文章列出了开源模型的五个好处：",
                )
            )
            state_heads(draft, article, "benefits", each=1)
            return draft.verdict("passages")
        case "list":
            return list_models(draft)
        case "choice":
            chosen = choose(draft, asked)
            return draft.verdict("choice", chosen)
        case "superlative":
            return superlative(draft, asked)
    if asked.unknown and not asked.models:
        return _unknown_model(draft, asked, hits, floor, names, article)
    if asked.intent == "comparison" and len(asked.families) == 1 and asked.unknown:
        admit_unknown(draft, asked, names, article)
        (state_facts if asked.fields else state_overview)(draft, asked, article)
        return draft.verdict("facts", asked.models)
    if asked.intent == "comparison":
        compare(draft, asked, article)
        admit_unknown(draft, asked, names, article)
        return draft.verdict("comparison", asked.models)
    if asked.intent == "overview":
        state_overview(draft, asked, article)
        admit_unknown(draft, asked, names, article)
        return draft.verdict("facts", asked.models)
    if asked.not_held and asked.models and not asked.from_article:
        draft.lines.append(unknown_fields(draft, asked, []))
        return draft.verdict("refusal", asked.models, abstained=True)
    if asked.intent == "fact":
        return _facts(draft, asked, names, article)
    return _passages(draft, asked, hits, floor, names, article)


def _facts(draft: Draft, asked: Understanding, names: Names, article: Article) -> Verdict:
    """The fields of named models, and what the article says of what no record knows."""
    if asked.from_article:
        models = [names.catalogue.models[m] for m in asked.models]
        draft.lines += claim_lines(draft, models, asked.fields, article)
    missing = state_facts(draft, asked, article)
    unanswered = missing if missing and not _also_in_article(draft, asked, article) else ()
    admit_unknown(draft, asked, names, article)
    if unanswered:
        draft.lines.append(
            unknown_fields(draft, asked, [label(f, draft.language) for f in unanswered])
        )
    elif asked.from_article:
        _also_in_article(draft, asked, article)
    if not draft.evidence:
        return draft.verdict("refusal", asked.models, abstained=True)
    return draft.verdict("facts", asked.models)


def _passages(
    draft: Draft,
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    article: Article,
) -> Verdict:
    """Sentences of the article: of the model's own section, or of what was retrieved."""
    if asked.models:
        if _also_in_article(draft, asked, article):
            admit_unknown(draft, asked, names, article)
            return draft.verdict("passages", asked.models)
        admit_unknown(draft, asked, names, article)
        if draft.evidence:
            return draft.verdict("facts", asked.models)
        if asked.from_article:
            for section in _sections_of(draft, asked, article):
                near = next(
                    (
                        h.chunk.text
                        for h in hits
                        if (h.chunk.anchor, h.chunk.language) == (section.anchor, article.language)
                    ),
                    "",
                )
                state_section(draft, article, section, near)
            return draft.verdict("passages", asked.models)
        if asked.not_held:
            draft.lines.append(unknown_fields(draft, asked, []))
        else:  # perhaps it was merely not understood: what is held may answer it
            draft.lines.append(not_understood(draft, asked))
            state_overview(draft, asked, article)
        return draft.verdict("refusal", asked.models, abstained=True)
    if asked.topic:
        section = article.sections[asked.topic]
        state_section(draft, article, section)
        return draft.verdict("passages")
    worded, share = by_words(article, asked.residue)
    figures = set(asked.fields) - TOLD and share < IN_WORDS
    if (
        asked.fields
        and not DEFINITION.search(asked.text)
        and (asked.refers or figures)
        and not asked.from_article
    ):
        return refusal(
            draft,
            "Which model do you mean? I found no name in your question that I have a record of.",
            "请问您指的是哪个模型？问题里没有我有记录的名字。",
        )
    found = relevant(hits, floor, asked)
    if not found or not asked.residue:
        return off_topic(draft)
    section = article.sections[found[0].chunk.anchor]
    if (
        share >= IN_WORDS
        and covered(section, asked.residue, list(article.sections.values())) < share / 2
    ):
        state_passage(draft, article, worded, asked.residue)
    else:
        state_passage(draft, article, section, asked.residue, _within(found[0], article))
    return draft.verdict("passages")


def _within(hit: Hit, article: Article) -> str:
    """The passage that was found, where it is in the article's language."""
    return hit.chunk.text if hit.chunk.language == article.language else ""


def _sections_of(draft: Draft, asked: Understanding, article: Article) -> list[Section]:
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


def _unknown_model(
    draft: Draft,
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    article: Article,
) -> Verdict:
    """Refuse by name, unless the article speaks of that name and no record's field is asked for."""
    if set(asked.fields) <= TOLD:
        for hit in relevant(hits, floor, asked):
            section = article.sections[hit.chunk.anchor]
            told = [
                s
                for s in section.sentences
                if all(u.lower() in s.text.lower() for u in asked.unknown)
            ]
            if told:
                state_passage(
                    draft, article, section, asked.residue, " ".join(s.text for s in told)
                )
                return draft.verdict("passages")
    admit_unknown(draft, asked, names, article)
    return draft.verdict("refusal", abstained=True)


assert set(ASKABLE) <= set(FIELDS)  # noqa: S101 - a wrong table is a bug at import

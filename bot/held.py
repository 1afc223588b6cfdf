"""Answers from what is held: a model's fields, the article's sentences, or which of them is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answer import Verdict
from bot.draft import Draft
from bot.facts import claim_lines, state_facts, state_overview
from bot.intents import DEFINITION, USES_TERMS
from bot.passages import (
    COVERED,
    IN_WORDS,
    by_words,
    covered,
    relevant,
    state_passage,
    state_section,
)
from bot.refuse import (
    admit_unknown,
    not_understood,
    off_topic,
    refusal,
    unheld_benchmarks,
    unknown_fields,
)
from bot.understanding import Understanding
from bot.wording import label
from knowledge.articles import Article, Section
from knowledge.chunk import Hit
from knowledge.names import Names
from knowledge.stems import stem

# Fields that the article may tell of a model without a record; figures and licences it may not.
TOLD = {"developer", "tuning", "training_data", "base_model"}


def answer_facts(draft: Draft, asked: Understanding, names: Names, article: Article) -> Verdict:
    """The fields of named models, and what the article says of what no record knows."""
    if asked.from_article:
        models = [names.catalogue.models[m] for m in asked.models]
        draft.lines += claim_lines(draft, models, asked.fields, article)
    unheld = unheld_benchmarks(asked, [names.catalogue.models[m] for m in asked.models])
    if unheld:
        draft.lines.append(unknown_fields(draft, asked, unheld))
    missing = state_facts(draft, asked, article)
    if unheld and asked.fields == ("benchmark",):
        return draft.verdict("refusal", asked.models, abstained=True)
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


def answer_passages(
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
        if asked.premises:
            right = tuple(dict.fromkeys(premise.field for premise in asked.premises))
            return answer_facts(draft, replace(asked, fields=right), names, article)
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
    if DEFINITION.search(asked.text) and not _speaks_of(section, asked.residue):
        return refusal(
            draft,
            "I hold no definition of that. I only answer about open language models, their licences and uses.",
            "我没有这个词的释义。我只回答开源大语言模型及其许可和用途。",
        )
    if (
        share >= IN_WORDS
        and covered(section, asked.residue, list(article.sections.values())) < share / 2
    ):
        state_passage(draft, article, worded, asked.residue)
    else:
        state_passage(draft, article, section, asked.residue, _within(found[0], article))
    return draft.verdict("passages")


def _speaks_of(section: Section, terms: Sequence[str]) -> bool:
    """Whether a section has one of the words that stand in Latin letters, where there are any."""
    latin = [term for term in terms if term.isascii() and not term.isdigit()]
    text = " ".join(s.text for s in section.sentences).lower()
    return not latin or any(stem(term) in text for term in latin)


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


def answer_unknown(
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

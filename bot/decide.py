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
from bot.corrections import state_premises
from bot.definitions import find_defined, state_definitions
from bot.documents import split_hits, with_documents
from bot.draft import Draft
from bot.facts import state_facts, state_overview
from bot.held import answer_facts, answer_passages, answer_unknown
from bot.need import state_need
from bot.outside import outside, refuse_outside
from bot.passages import state_heads
from bot.refuse import (
    ASKABLE,
    about_itself,
    admit_unknown,
    greeting,
    off_topic,
    refusal,
    unknown_fields,
)
from bot.render import numbered, without_lines
from bot.survey import errata, list_models, siblings, superlative
from bot.understanding import Understanding
from bot.why import state_why
from bot.why_not import state_why_not
from bot.wording import date
from knowledge.articles import Article
from knowledge.chunk import Hit
from knowledge.names import Names
from knowledge.record import FIELDS


def decide(
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    articles: Sequence[Article],
) -> Verdict:
    """The verdict on a question, given the chunks that were retrieved for it."""
    shipped, own = split_hits(hits)
    verdict = _in_parts(asked, shipped, floor, names, articles)
    verdict = with_documents(verdict, asked, own, floor, names)
    silent = verdict.abstained and asked.intent in ("price", "future", "outside")
    told = "" if silent else "\n\n".join(notes(asked, names.catalogue))
    return replace(verdict, text=f"{verdict.text}\n\n{told}") if told else verdict


def _in_parts(
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    articles: Sequence[Article],
) -> Verdict:
    """The verdict, or those on each question of the message, their sources numbered together."""
    draft = Draft(names.catalogue, asked.language)
    parts = asked.parts or (asked,)
    state_premises(draft, [p for part in parts for p in part.premises])
    decided = [
        _decided(
            Draft(names.catalogue, asked.language, ledger=draft.ledger, corrected=draft.corrected),
            part,
            hits,
            floor,
            names,
            articles,
        )
        for part in parts
    ]
    premises = draft.verdict("facts")
    kinds = [v.kind for v in decided if not v.abstained] or [v.kind for v in decided]
    said = {evidence.cited() for evidence in premises.evidence}
    texts = [without_lines(v.text, said) for v in decided]
    if len(texts) > 1:
        texts = [numbered(number, text) for number, text in enumerate(texts, start=1)]
    return Verdict(
        kind=kinds[0],
        text="\n\n".join(text for text in (premises.text, *texts) if text),
        evidence=tuple(
            dict.fromkeys((*premises.evidence, *(e for v in decided for e in v.evidence)))
        ),
        references=tuple(draft.ledger.references),
        models=tuple(dict.fromkeys(m for v in decided for m in v.models)),
        abstained=all(v.abstained for v in decided) and not premises.text,
    )


def _decided(
    draft: Draft,
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
    articles: Sequence[Article],
) -> Verdict:
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
        case "outside":
            kind = outside(asked.text, named=bool(asked.mentions))
            return off_topic(draft) if kind is None else refuse_outside(draft, kind)
        case "definition":
            state_definitions(draft, find_defined(asked.text, names.catalogue), article)
            return draft.verdict("passages")
        case "need":
            return draft.verdict("passages", state_need(draft, asked, article))
        case "why":
            return draft.verdict("facts", state_why(draft, asked, article))
        case "why_not":
            state_why_not(draft, asked, article)
            admit_unknown(draft, asked, names, article)
            return draft.verdict("facts", asked.models)
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
        return answer_unknown(draft, asked, hits, floor, names, article)
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
        return answer_facts(draft, asked, names, article)
    return answer_passages(draft, asked, hits, floor, names, article)


assert set(ASKABLE) <= set(FIELDS)  # noqa: S101 - a wrong table is a bug at import

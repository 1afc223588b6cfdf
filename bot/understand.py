"""What a question asks: its language, the models it names, the fields, the demands, the intent.

Rules and the catalogue's names alone decide here: slots that a small chat model fills in are
invented too often to be of use (measured: languages, licences and memory that nobody mentioned).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot import intents
from bot.ambiguity import settled
from bot.constraints import SITUATION, Constraints
from bot.demands import find_constraints, is_negated, without_developers
from bot.fields import FIELD_WORDS, NOT_HELD, find_fields, last_resort, of_permission, weak_fields
from bot.followup import continued
from bot.intent import intent_of, of_the_future
from bot.naming import bare_sizes, sized_strangers, strangers, without
from bot.premises import false_premises, without_premises
from bot.references import heard
from bot.several import with_parts
from bot.understanding import Turn, Understanding
from bot.why_not import WHY_NOT
from knowledge.mention import Mention
from knowledge.names import Names
from knowledge.stems import content_terms

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
# A wish for the answer's language, not a question about the languages that a model answers in.
_WISH = r"(?:^|[,.;!?，。；！？]\s*|\bplease\s+|\b(?:can|could) you\s+)"
_IN_ENGLISH = re.compile(
    rf"\bin english\b(?=[\s,.!?]*(?:please|$))(?<!reply in english)|{_WISH}(?:answer|reply|respond)[^.?!]{{0,20}}in english|"
    r"(?<!能)(?<!可以)(?<!会)用(?:英文|英语)(?:回答|答|回复|说|解释)|英文回答",
    re.IGNORECASE,
)
_IN_CHINESE = re.compile(
    rf"{_WISH}(?:answer|reply|respond|explain|tell me)[^.?!]{{0,60}}in chinese|\bin chinese,? please|[,，]\s*in chinese\b|"
    r"(?<!能)(?<!可以)(?<!会)用(?:中文|汉语)(?:回答|答|回复|说|解释)|中文回答",
    re.IGNORECASE,
)

# What is said beside a question and asks nothing.
_FILLERS = re.compile(
    r"\b(?:pls|plz|please|thx|thanks?|btw|guys|folks|hey|hi|bro|lol|umm?|so|well|actually|basically|just|roughly|quickly|exactly|again|minimum|minimal|min|max|maximum|recommended|typical|official(?:ly)?)\b"
    r"|来着|请教|求问|请问|麻烦|谢谢|多谢|感谢|大佬们?|各位|兄弟们?|老师|亲|呀|哈|嘛|哦|咧|呗|啦|诶|哎|话说|想问|想知道|问一下|问下|了解一下|大概|大约|具体",
    re.IGNORECASE,
)
MOST_TURNS = 40  # of a conversation; what is older is forgotten
MOST_READ = 4_000  # characters of an earlier question


def understand(text: str, names: Names, history: Sequence[Turn] = ()) -> Understanding:
    """Understand `text`, a question of a conversation whose earlier turns are `history`."""
    before: Understanding | None = None
    for turn in history[-MOST_TURNS:]:
        if turn.role == "user" and turn.content.strip():
            before = _in_turn(turn.content[:MOST_READ], before, names)
        elif turn.role == "assistant" and before is not None:
            before = heard(before, turn.content, names)
    asked = _in_turn(text, before, names)
    return with_parts(asked, before, partial(_in_turn, names=names))


def _in_turn(text: str, before: Understanding | None, names: Names) -> Understanding:
    asked = understand_alone(text, names)
    if before is not None and (before.mentions or before.offered) and asked.fields:
        # "What is the context window?" after a model was spoken of is about that model.
        general = intents.GENERAL.search(text) or (
            text.isascii() and not _DEFINITE.search(text)
        )  # "What is RLHF?" means the word, "what is the context?" the model's
        about = intents.DEFINITION.search(text) is None or not general
        if asked.intent == "definition" and about:
            asked = replace(asked, intent="passages")
    return continued(asked, before, names, partial(understand_alone, names=names))


_DEFINITE = re.compile(r"\b(?:the|its|their|this|that|it|they)\b", re.IGNORECASE)


def understand_alone(text: str, names: Names) -> Understanding:
    """Understand a question without what was said before it."""
    mentions = names.find(text)
    bare = without(text, mentions)
    named = dict.fromkeys(family for mention in mentions for family in mention.families)
    mentions = (*mentions, *bare_sizes(text, mentions, tuple(named), names))
    of_article = bool(intents.ARTICLE.search(text))
    premises = () if of_article else false_premises(text, mentions, names)
    bare = without(without_premises(text, premises), mentions)
    constraints = find_constraints(bare, names.catalogue)
    against = mentions and all(is_negated(text, mention.start) for mention in mentions)
    if against and not WHY_NOT.search(bare):
        unwanted = tuple(dict.fromkeys(f for mention in mentions for f in mention.families))
        constraints = replace(constraints, no_families=unwanted)
        mentions = tuple(mention for mention in mentions if not mention.known)
    fields = _fields(bare, mentions, constraints, names)
    wrong = {premise.field for premise in premises}
    fields = tuple(name for name in fields if name not in wrong) or fields
    if (
        mentions
        and "commercial_use" not in fields
        and any(getattr(constraints, n) for n in SITUATION)
    ):
        fields = (*fields, "commercial_use")  # whether it is allowed there is the question
    if mentions and not fields and (constraints.memory_gb or constraints.device):
        fields = ("memory",)  # whether it fits is
    mentions = settled(mentions, fields, names.catalogue, of_article=of_article)
    extreme = next(
        ((f, up) for f, up, words in intents.EXTREMES if re.search(words, bare, re.IGNORECASE)),
        None,
    )
    if not mentions:
        mentions = sized_strangers(text)
    if not mentions and fields and not (extreme or constraints or intents.CHOICE.search(bare)):
        mentions = strangers(text)
    understood = Understanding(
        text=text,
        language=language_of(text),
        intent="passages",
        mentions=mentions,
        fields=fields,
        constraints=constraints,
        extreme=extreme,
        residue=residue(without_developers(without(text, mentions), names.catalogue), fields),
        from_article=of_article,
        premises=premises,
        topic=next(
            (
                anchor
                for anchor, words in (
                    *intents.TOPICS,
                    *(intents.ARTICLE_TOPICS if of_article else ()),
                )
                if not mentions
                and (of_article or not (constraints.memory_gb or intents.CHOICE.search(bare)))
                and not intents.REFERS.search(text)
                and re.search(words, bare, re.IGNORECASE)
            ),
            None,
        ),
        refers=bool(intents.REFERS.search(text)),
        not_held=bool(NOT_HELD.search(bare)),
        uses=bool(intents.USES.search(bare)),
        future=of_the_future(bare, names.catalogue.as_of),
        listing=constraints.commercial is False
        or bool(constraints.developer)
        or bool(intents.ALL.search(bare)),
    )
    understood = replace(understood, intent=intent_of(understood, bare, names.catalogue))
    if understood.intent == "passages" and not mentions:
        # Without a model, the words of a field are what the question is about: "what is RLHF?"
        understood = replace(understood, residue=residue(without_developers(text, names.catalogue)))
    return understood


def _fields(
    bare: str, mentions: Sequence[Mention], constraints: Constraints, names: Names
) -> tuple[str, ...]:
    """The fields asked for.

    Without those that only a word of many meanings calls, and with the developer where a wrong one
    is taken for granted.
    """
    fields = find_fields(bare)
    weak = weak_fields(bare, fields)
    if set(weak) == set(fields) and [
        t
        for t in residue(without_developers(bare, names.catalogue), fields)
        if not any(c.isdigit() for c in t)
    ]:
        fields = tuple(name for name in fields if name not in weak)
    if mentions and not fields and (constraints.languages or constraints.no_languages):
        fields = ("languages",)
    if mentions and constraints.licences and "licence" not in fields:
        fields = ("licence", *fields)  # "Is Phi-4 MIT?"
    if mentions:
        fields = of_permission(
            bare, fields or (() if intents.USES.search(bare) else last_resort(bare))
        )
    models = [names.catalogue.models[m] for mention in mentions for m in mention.models]
    developers = {m.facts.developer.value or "" for m in models if m.facts.developer}
    supposed = constraints.developer
    if (
        supposed
        and developers
        and not any(supposed.lower() in d.lower() for d in developers)
        and "developer" not in fields
    ):
        fields = ("developer", *fields)
    return fields


def language_of(text: str) -> str:
    """The language to answer in: `zh` or `en`."""
    if _IN_ENGLISH.search(text):
        return "en"
    if _IN_CHINESE.search(text):
        return "zh"
    if _KANA_OR_HANGUL.search(text):
        return "en"
    return "zh" if _CJK.search(text) else "en"


def residue(bare: str, fields: Sequence[str] = ()) -> tuple[str, ...]:
    """The terms of a question that carry its subject beside the names and fields."""
    bare = _FILLERS.sub(" ", bare)
    for field in fields:
        bare = re.sub(FIELD_WORDS[field], " ", bare, flags=re.IGNORECASE)
    return content_terms(bare)

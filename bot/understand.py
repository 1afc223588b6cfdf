"""What a question asks: its language, the models it names, the fields, the demands, the intent.

Rules and the catalogue's names alone decide here: slots that a small chat model fills in are
invented too often to be of use (measured: languages, licences and memory that nobody mentioned).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import intents
from bot.ambiguity import settled
from bot.constraints import SITUATION, Constraints
from bot.demands import find_constraints, is_negated, without_developers
from bot.fields import FIELD_WORDS, NOT_HELD, find_fields, weak_fields
from bot.followup import continued
from bot.naming import bare_sizes, strangers, without
from bot.understanding import Intent, Turn, Understanding
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


def understand(text: str, names: Names, history: Sequence[Turn] = ()) -> Understanding:
    """Understand `text`, a question of a conversation whose earlier turns are `history`."""
    before: Understanding | None = None
    for turn in history:
        if turn.role == "user":
            before = _in_turn(turn.content, names, before)
        elif before is not None and not before.mentions:
            # What was recommended is what "it" refers to, where the question named no model.
            before = replace(before, offered=names.find(turn.content)[:1])
    return _in_turn(text, names, before)


def _in_turn(text: str, names: Names, before: Understanding | None) -> Understanding:
    asked = understand_alone(text, names)
    return asked if before is None else continued(asked, before, names)


def understand_alone(text: str, names: Names) -> Understanding:
    """Understand a question without what was said before it."""
    mentions = names.find(text)
    bare = without(text, mentions)
    named = dict.fromkeys(family for mention in mentions for family in mention.families)
    mentions = (*mentions, *bare_sizes(text, mentions, tuple(named), names))
    bare = without(text, mentions)
    constraints = find_constraints(bare, names.catalogue)
    if mentions and all(is_negated(text, mention.start) for mention in mentions):
        unwanted = tuple(dict.fromkeys(f for mention in mentions for f in mention.families))
        constraints = replace(constraints, no_families=unwanted)
        mentions = tuple(mention for mention in mentions if not mention.known)
    fields = _fields(bare, mentions, constraints, names)
    if (
        mentions
        and "commercial_use" not in fields
        and any(getattr(constraints, n) for n in SITUATION)
    ):
        fields = (*fields, "commercial_use")  # whether it is allowed there is the question
    if mentions and not fields and (constraints.memory_gb or constraints.device):
        fields = ("memory",)  # whether it fits is
    of_article = bool(intents.ARTICLE.search(text))
    mentions = settled(mentions, fields, names.catalogue, of_article=of_article)
    extreme = next(
        ((f, up) for f, up, words in intents.EXTREMES if re.search(words, bare, re.IGNORECASE)),
        None,
    )
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
        topic=next(
            (
                anchor
                for anchor, words in intents.TOPICS
                if not mentions
                and not intents.REFERS.search(text)
                and re.search(words, bare, re.IGNORECASE)
            ),
            None,
        ),
        refers=bool(intents.REFERS.search(text)),
        not_held=bool(NOT_HELD.search(bare)),
        uses=bool(intents.USES.search(bare)),
        future=_of_the_future(bare, names.catalogue.as_of),
        listing=constraints.commercial is False
        or bool(constraints.developer)
        or bool(intents.ALL.search(bare)),
    )
    understood = replace(understood, intent=_intent(understood, bare))
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
    if weak and [
        t
        for t in residue(without_developers(bare, names.catalogue), fields)
        if not any(c.isdigit() for c in t)
    ]:
        fields = tuple(name for name in fields if name not in weak)
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


def _intent(u: Understanding, bare: str) -> Intent:
    """The kind of answer wanted; the order of the rules is their rank."""
    several = len(u.families) + len(u.unknown) > 1 or len(u.mentions) > 1
    if intents.GREETING.match(u.text):
        return "greeting"
    if intents.SELF.search(bare):
        return "self"
    if u.future:
        return "future"
    if intents.ADVICE.search(bare) and not u.mentions and not u.constraints:
        return "advice"
    if u.topic:
        return "passages"
    if intents.PRICE.search(bare):
        return "price"
    if intents.ERRATA.search(u.text):
        return "errata"
    if u.extreme and not several:
        return "superlative"
    if several and (intents.COMPARE.search(bare) or u.extreme):
        return "comparison"
    if not u.models and set(u.fields) <= {"commercial_use"} and intents.BENEFITS.search(bare):
        return "benefits"
    if u.mentions:
        if u.fields:
            return "fact"
        return "passages" if u.residue or u.uses or u.from_article else "overview"
    if u.constraints.developer and set(u.fields) <= {"released", "developer"}:
        return "choice"
    if intents.LIST.search(bare) and not u.constraints:
        return "list"
    wanted = u.constraints
    if (
        wanted
        and not intents.DEFINITION.search(bare)
        and (_plain(wanted) or intents.MODELS.search(bare))
    ):
        return "choice"
    if intents.CHOICE.search(bare) or (wanted and intents.LIST.search(bare)):
        return "choice"
    several = len([c for c in vars(wanted).values() if c not in (None, ())]) > 1
    if several and wanted.commercial is not None:
        return "choice"
    return "passages"


def _plain(wanted: Constraints) -> bool:
    """Whether demands by themselves show that models are asked for: more than a language or a purpose."""
    vague = replace(
        wanted,
        languages=(),
        no_languages=(),
        commercial=None if wanted.commercial else wanted.commercial,
        task=None,
        developer=None,
    )
    return bool(vague)


def _of_the_future(bare: str, as_of: str) -> bool:
    years = [int(year) for year in intents.YEAR.findall(bare)]
    return bool(intents.FUTURE.search(bare)) or any(year > int(as_of[:4]) for year in years)


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
    for field in fields:
        bare = re.sub(FIELD_WORDS[field], " ", bare, flags=re.IGNORECASE)
    return content_terms(bare)

"""A question about models that were spoken of: by a reference, by a name, size or amount alone."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot import intents
from bot.amendment import amended
from bot.choice_followup import CORRECTION, says_more
from bot.naming import bare_sizes, without
from bot.references import narrowed, referents, resolved, spelled
from bot.replies import ABOUT_MODEL, CONTINUING, OF_CHOICE, WHOLE_CHOICE, WHY
from bot.understanding import Intent, Understanding
from knowledge.keywords import tokens
from knowledge.mention import Mention
from knowledge.names import Names

Alone = Callable[[str], Understanding]  # understands a text without what was said before it

SHORT_FOLLOW_UP = 14  # terms; a longer question stands on its own
# Questions that mean the same whatever was said before.
STANDING = (
    "greeting",
    "self",
    "advice",
    "benefits",
    "price",
    "errata",
    "future",
    "definition",
    "need",
    "outside",
)
_CARRIED = ("fact", "passages", "choice", "overview", "list", "definition")
# What is asked of a model where only an amount is said: by demand, the field.
_FIELD_OF = {
    "memory_gb": "memory",
    "languages": "languages",
    "context": "context",
    "bits": "memory",
    "licences": "licence",
    **dict.fromkeys(
        ("commercial", "users", "revenue", "region", "hosted", "outputs"), "commercial_use"
    ),
}
_HOW_TO_RUN = re.compile(
    r"\bhow (?:do|can|should|would|to)\b.{0,20}\b(?:run|start|install|deploy|serve|use|get|try|load|download)\b"
    r"|怎么(?:才能)?(?:跑|运行|启动|安装|部署|用|下载)|如何(?:跑|运行|启动|安装|部署|使用|下载)",
    re.IGNORECASE,
)
_BARE_SIZE = re.compile(
    r"^\W*(?:(?:and|but|what about|how about|the|i meant?|no|那|不是|我说的是|我指的是)[\s,，]*)*"
    r"(?P<size>\d+(?:\.\d+)?\s*[bB])(?:\s*(?:one|version|model|的|版本?|那个|模型|参数))*\s*(?:呢|then|instead)?\W*$",
    re.IGNORECASE,
)


def of_models(
    asked: Understanding, before: Understanding, names: Names, alone: Alone
) -> Understanding:
    """A question about the models that were spoken of, or one that stands alone."""
    if (asked.intent in STANDING or asked.topic) and not _leans(asked, before, names):
        return asked
    if asked.mentions:
        return _of_named(asked, before, names, alone)
    if not _whole_choice(asked):
        turn = (
            _of_size(asked, before, names)
            or _of_several(asked, before, names)
            or _of_amount(asked, before, names)
            or _again(asked, before)
        )
        if turn is not None:
            return turn
    if asked.intent in ("list", "choice") and _OTHERS.search(asked.text) and before.mentions:
        return replace(asked, mentions=before.mentions, fields=(), intent="siblings")
    return _of_reference(asked, before, names, alone)


def _leans(asked: Understanding, before: Understanding, names: Names) -> bool:
    """Whether what looks like the question for a word's meaning asks for a model's property."""
    if asked.intent != "definition" or not (asked.fields or asked.constraints):
        return False
    if asked.constraints and CONTINUING.search(asked.text):
        return True
    meaning = intents.DEFINITION.search(asked.text)
    refers = resolved(asked.text, referents(before, names), names).mentions
    return bool(refers) or (not meaning and len(tokens(asked.text)) <= SHORT_FOLLOW_UP)


_OTHERS = re.compile(r"other models|其他|别的", re.IGNORECASE)


def _whole_choice(asked: Understanding) -> bool:
    """Whether a question asks for a choice that needs nothing before it."""
    return bool(WHOLE_CHOICE.search(asked.text)) and not CONTINUING.search(asked.text)


def _of_named(
    asked: Understanding, before: Understanding, names: Names, alone: Alone
) -> Understanding:
    """A question that names a model: perhaps only that, or beside one that was spoken of."""
    bare = _TRAILING.sub("", asked.text)
    if bare != asked.text:
        asked = replace(alone(bare), text=asked.text, language=asked.language)
    mentions = tuple(narrowed(m, asked.text, names.catalogue) for m in asked.mentions)
    asked = replace(asked, mentions=mentions)
    if len(asked.mentions) == 1 and intents.COMPARE.search(without(asked.text, asked.mentions)):
        known = referents(before, names)
        rest = resolved(asked.text, known, names)
        if rest.mentions:
            return _put_right(asked, rest.text, rest.mentions, alone)
    return asked if says_more(asked) else _in_its_place(asked, before)


# Turns to another thing, and says nothing of it.
_TRAILING = re.compile(
    r"[\s,]+(?:instead|then|rather|now|though|again)(?=\s*[.?!]*\s*$)", re.IGNORECASE
)


def _in_its_place(asked: Understanding, before: Understanding) -> Understanding:
    """The question before about the model that is named now."""
    put_right = CORRECTION.search(asked.text)
    if before.intent == "comparison" and not put_right:
        mentions = {m.models or (m.text,): m for m in (*before.mentions, *asked.mentions)}
        return replace(
            before, text=asked.text, language=asked.language, mentions=tuple(mentions.values())
        )
    if before.fields and before.intent == "fact":
        return replace(asked, fields=before.fields, intent="fact", constraints=before.constraints)
    return asked


def _of_size(asked: Understanding, before: Understanding, names: Names) -> Understanding | None:
    """Another size of the family that was spoken of: "and the 13B one?"."""
    subject = before.mentions or referents(before, names).subject
    families = tuple(dict.fromkeys(f for mention in subject for f in mention.families))
    if asked.constraints or not families:
        return None
    bare = _BARE_SIZE.match(asked.text)
    own = (
        names.find(f"{names.catalogue.families[f].name} {bare['size']}") for f in families if bare
    )
    sizes = next((m for m in own if m and m[0].known), ()) or bare_sizes(
        asked.text, (), families, names
    )
    if not sizes and bare:
        name = f"{names.catalogue.families[families[0]].name} {bare['size'].strip()}"
        sizes = (Mention(bare.start("size"), bare.end("size"), name),)
    if not sizes:
        return None
    fields = asked.fields or (before.fields if before.intent == "fact" else ())
    intent: Intent = "fact" if fields or not sizes[0].known else "overview"
    demands = before.constraints if before.intent == "fact" else asked.constraints
    return replace(asked, mentions=sizes, fields=fields, intent=intent, constraints=demands)


def _of_several(asked: Understanding, before: Understanding, names: Names) -> Understanding | None:
    """Which of the models that were compared has most of a property."""
    short = len(tokens(asked.text)) <= SHORT_FOLLOW_UP
    if not asked.extreme or len(before.mentions) < 2 or not short:  # noqa: PLR2004 - several
        return None
    # "The smaller one" is one of them, and something is asked of it.
    meant = resolved(asked.text, referents(before, names), names).mentions
    if 0 < len(meant) < len(before.mentions):
        return None
    return replace(asked, mentions=before.mentions, intent="comparison")


def _of_amount(asked: Understanding, before: Understanding, names: Names) -> Understanding | None:
    """The same question about the same model with another amount: "and on 8 GB?"."""
    if not before.mentions or before.intent != "fact" or asked.extreme:
        return None
    change = amended(before.constraints, asked.text, names.catalogue)
    fields = {_FIELD_OF[name] for name in _FIELD_OF if getattr(change.said, name) not in (None, ())}
    if not fields or not fields <= {*before.fields} or set(asked.fields) - {*before.fields}:
        return None
    return replace(before, text=asked.text, language=asked.language, constraints=change.constraints)


def _again(asked: Understanding, before: Understanding) -> Understanding | None:
    """The last answer with its sources, where only "why" is asked."""
    if WHY.search(asked.text) and not OF_CHOICE.sub("", asked.text).strip(" \t\n?？!！.。,，"):
        return replace(before, language=asked.language)
    return None


def _of_reference(
    asked: Understanding, before: Understanding, names: Names, alone: Alone
) -> Understanding:
    """A question about what was spoken of, by a word that refers to it or by none at all."""
    known = referents(before, names)
    rest = resolved(asked.text, known, names)
    if rest.mentions:
        turn = _put_right(asked, rest.text, rest.mentions, alone)
        return turn if says_more(turn) or not turn.mentions else _in_its_place(turn, before)
    short = len(tokens(asked.text)) <= SHORT_FOLLOW_UP
    if not known.subject or not short or asked.intent not in _CARRIED:
        return asked
    if WHOLE_CHOICE.search(asked.text):
        return asked
    of_demand = bool(asked.constraints) and bool(
        ABOUT_MODEL.search(asked.text) or _ELLIPTICAL.search(asked.text)
    )
    if not (asked.fields or asked.uses or of_demand or _HOW_TO_RUN.search(asked.text)):
        return asked
    text = f"{spelled(known.subject, asked.text, names)} {asked.text}"
    return _put_right(asked, text, known.subject, alone)


_ELLIPTICAL = re.compile(r"(?:呢|\?|？)\s*$")


def _put_right(
    asked: Understanding, text: str, mentions: tuple[Mention, ...], alone: Alone
) -> Understanding:
    """The question with names in the place of its references, understood as one that stands alone."""
    turn = alone(text)
    wanted = {model for mention in mentions for model in mention.models}
    if wanted and not wanted <= {*turn.models}:
        intent: Intent = "fact" if asked.fields else "passages"
        return replace(asked, mentions=mentions, intent=intent)
    if turn.intent == "passages" and not turn.fields and _HOW_TO_RUN.search(text):
        turn = replace(turn, intent="overview")  # which holds the command
    return replace(turn, language=asked.language)

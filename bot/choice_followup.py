"""Turns that go on with a choice: a demand more, another or none of it, the next ones, "why"."""

import re
from dataclasses import replace

from bot import intents
from bot.amendment import Amendment, amended
from bot.constraints import Beyond, Constraints
from bot.counterquestions import counterquestions
from bot.naming import without
from bot.references import offers, pointed_at, referents, resolved
from bot.replies import (
    ABOUT_MODEL,
    ANY,
    CHANGING,
    CONTINUING,
    NEXT,
    NO,
    OF_CHOICE,
    SKIP,
    UNDO,
    WHOLE_CHOICE,
    WHY,
    YES,
    enough,
)
from bot.understanding import Understanding
from knowledge.mention import Mention
from knowledge.names import Names

CORRECTION = re.compile(
    r"^\W*(?:no|nope|wrong|sorry|oops|i mean|i meant|actually|rather)\b|\bi mean(?:t)?\b|不是|不对|我说的是|我问的是|我指的是|我的意思|说错|搞错",
    re.IGNORECASE,
)
_OWN_INTENTS = ("greeting", "self", "advice", "benefits", "price", "errata", "future", "need")
_ABOUT_CHOICE = ("choice", "superlative", "why", "why_not")
# More or less than what was recommended, by field.
_RELATIVE: tuple[tuple[str, bool, str], ...] = (
    (
        "context",
        True,
        r"longer (?:context|window|inputs?|texts?)|more context|(?:larger|bigger) context|上下文(?:再|更)?(?:长|大)(?:一?[点些]|的)|更长的?上下文",
    ),
    (
        "parameters",
        False,
        r"\b(?:smaller|lighter|cheaper|less (?:expensive|heavy|demanding|memory)|more (?:compact|lightweight))\b|更小|(?:再)?小(?:一?[点些])|更(?:轻|省|便宜)|(?:便宜|轻量?|省)(?:一?[点些])|太大|\btoo (?:big|large|heavy|expensive)\b|太贵",
    ),
    (
        "parameters",
        True,
        r"\b(?:larger|bigger|more (?:powerful|capable))\b|更大|(?:再)?大(?:一?[点些])|太小|\btoo small\b",
    ),
    (
        "released",
        True,
        r"\b(?:newer|more recent|too old)\b|更新(?:的|一?[点些])|新(?:一?[点些])|太[旧老]",
    ),
    ("released", False, r"\bolder\b|更(?:早|老|旧)的?|[旧老早](?:一?[点些])"),
)
NO_CARD = re.compile(
    r"\b(?:no|without(?: an?y?)?) (?:dedicated |discrete )?(?:gpu|graphics|card)s?\b|\bcpu[- ]only\b|(?:没有?|无)(?:独立)?(?:显卡|GPU|独显)|[纯只]用? ?CPU",
    re.IGNORECASE,
)
# Of a model these are properties; what it is wanted for is not.
_OF_MODEL = frozenset(
    "commercial memory_gb device context languages licences users revenue region hosted outputs unconditional".split()
)
_ELLIPTICAL = re.compile(r"(?:呢|\?|？)\s*$")


def of_choice(
    asked: Understanding, before: Understanding, choice: Understanding, names: Names
) -> Understanding | None:
    """The turn as one that goes on with `choice`; None where it does not."""
    if asked.intent in _OWN_INTENTS or asked.topic:
        return None
    last = before.intent in _ABOUT_CHOICE
    if asked.mentions:
        return _of_named(asked, choice, names, last=last)
    if UNDO.match(asked.text):
        earlier = choice.constraints if choice.earlier is None else choice.earlier
        return _with(choice, asked, constraints=earlier, earlier=None)
    if NEXT.match(asked.text):
        offered = offers(choice, names.catalogue)
        return _with(choice, asked, page=choice.page + 1 if offered else choice.page)
    if asked_why(asked.text):
        return _why(asked, before, choice, names, last=last)
    if _is_whole(asked):
        return None if asked.constraints or not choice.constraints else _with(choice, asked)
    return (
        _replied(asked, before, choice, names)
        or _relative(asked, before, choice, names)
        or _amended(asked, before, choice, names)
    )


def asked_why(text: str) -> bool:
    """Whether a text asks why, and nothing beside what belongs to a choice."""
    return bool(WHY.search(text)) and not re.sub(r"[\W_]+", "", OF_CHOICE.sub(" ", text))


def _is_whole(asked: Understanding) -> bool:
    return bool(WHOLE_CHOICE.search(asked.text)) and not CONTINUING.search(asked.text)


def _of_named(
    asked: Understanding, choice: Understanding, names: Names, *, last: bool
) -> Understanding | None:
    """Why a model that is named was not chosen: asked outright, or by its name alone."""
    rest = without(asked.text, asked.mentions)
    if asked_why(rest) or (last and not says_more(asked) and not asked.constraints):
        return _with_models(choice, asked, asked.mentions, names)
    return None


def says_more(asked: Understanding) -> bool:
    """Whether a question says what it wants to know of the model that it names."""
    rest = without(asked.text, asked.mentions)
    told = intents.OVERVIEW.search(rest) and not _WHAT_ABOUT.search(rest)
    return bool(asked.fields or told or len(asked.residue) > 1 or asked.intent == "comparison")


_WHAT_ABOUT = re.compile(r"\b(?:what|how) about\b|呢", re.IGNORECASE)


def _why(
    asked: Understanding, before: Understanding, choice: Understanding, names: Names, *, last: bool
) -> Understanding | None:
    """Why the one that is referred to, or else the first, was chosen or not."""
    known = referents(before, names)
    found = resolved(asked.text, known, names).mentions
    mentions = found or (known.subject if last else ())
    return _with_models(choice, asked, mentions[:1], names) if mentions else None


def _with_models(
    choice: Understanding, asked: Understanding, mentions: tuple[Mention, ...], names: Names
) -> Understanding:
    """The question why the models were chosen, where they came first, or else why not."""
    first = {model for m in offers(choice, names.catalogue)[:1] for model in m.models}
    return replace(
        asked,
        intent="why" if first & {model for m in mentions for model in m.models} else "why_not",
        mentions=mentions,
        fields=(),
        constraints=choice.constraints,
        from_article=choice.from_article,
        project=choice,
    )


def _replied(
    asked: Understanding, before: Understanding, choice: Understanding, names: Names
) -> Understanding | None:
    """A short reply to the questions below a choice."""
    text = asked.text
    if before is not choice and before.intent not in ("choice", "superlative"):
        return None
    if enough(text):
        return _with(choice, asked, closed=True)
    if ANY.match(text) or SKIP.match(text):
        return _with(choice, asked, closed=True)
    yes, no = YES.match(text), NO.match(text)
    if not (yes or no) or amended(choice.constraints, text, names.catalogue):
        return None
    if re.sub(r"\W", "", text[(yes or no).end() :]):  # type: ignore[union-attr]
        return None
    asked_for = counterquestions(names.catalogue, choice)
    if "commercial" not in asked_for:
        return _with(choice, asked)
    if yes:
        return _with(choice, asked, constraints=replace(choice.constraints, commercial=True))
    return _with(choice, asked, waived=choice.waived | {"commercial"})


def _relative(
    asked: Understanding, before: Understanding, choice: Understanding, names: Names
) -> Understanding | None:
    """Something smaller, or newer, than what was recommended."""
    if before.intent not in _ABOUT_CHOICE or choice.extreme:
        return None
    found = next(
        ((f, up) for f, up, words in _RELATIVE if re.search(words, asked.text, re.IGNORECASE)), None
    )
    if found is None or resolved(asked.text, referents(before, names), names).mentions:
        return None
    offered = offers(choice, names.catalogue)
    if not offered:
        return None
    change = amended(choice.constraints, asked.text, names.catalogue)
    field, up = found
    others = tuple(b for b in change.constraints.beyond if b.field != field)
    beyond = (*others, Beyond(field, up, offered[0].models[0]))
    small = choice.constraints.small  # "a small one" and "smaller" sound alike to the rules
    wanted = replace(change.constraints, beyond=beyond, small=small)
    return _changed(choice, asked, replace(change, constraints=wanted))


def _amended(
    asked: Understanding, before: Understanding, choice: Understanding, names: Names
) -> Understanding | None:
    """The choice with the demands that the text adds, replaces or takes back."""
    change = amended(choice.constraints, asked.text, names.catalogue)
    unwanted = asked.constraints.no_families
    if unwanted:
        both = tuple(dict.fromkeys((*choice.constraints.no_families, *unwanted)))
        change = replace(
            change,
            constraints=replace(change.constraints, no_families=both),
            said=replace(change.said, no_families=unwanted),
        )
    if asked.extreme and before.intent in ("choice", "superlative"):
        return replace(_changed(choice, asked, change), intent="superlative", extreme=asked.extreme)
    if not change:
        without_card = NO_CARD.search(asked.text)  # how much memory it is instead is asked for
        return _with(choice, asked) if without_card else None
    held = any(getattr(choice.constraints, name) not in (None, ()) for name in change.dropped)
    pointed = pointed_at(asked.text, referents(before, names), names)
    if not held and (pointed or _about_model(asked, before, change.said)):
        return None
    return _changed(choice, asked, change)


def _about_model(asked: Understanding, before: Understanding, said: Constraints) -> bool:
    """Whether a text asks about a model that was spoken of, rather than demanding something."""
    if ABOUT_MODEL.search(asked.text) and not CHANGING.search(asked.text):
        return True
    between = before.intent not in _ABOUT_CHOICE and bool(before.mentions)
    of_model = all(getattr(said, n) in (None, ()) or n in _OF_MODEL for n in vars(said))
    return between and of_model and bool(_ELLIPTICAL.search(asked.text))


def _changed(choice: Understanding, asked: Understanding, change: Amendment) -> Understanding:
    held = tuple(n for n in change.dropped if getattr(choice.constraints, n) not in (None, ()))
    said = {name for name, value in vars(change.said).items() if value not in (None, ())}
    return replace(
        _with(choice, asked),
        constraints=change.constraints,
        earlier=choice.constraints,
        dropped=held,
        waived=(choice.waived | set(change.dropped)) - said,
    )


def _with(choice: Understanding, asked: Understanding, **changes: object) -> Understanding:
    """The choice asked again in the words and the language of a later turn, from its first page."""
    again = replace(
        choice,
        text=asked.text,
        language=asked.language,
        listing=choice.listing or asked.listing,
        offered=(),
        dropped=(),
        page=0,
        unheard=False,
    )
    return replace(again, **changes)  # type: ignore[arg-type]

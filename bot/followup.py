"""Questions that only make sense after the ones before them.

What a turn may mean is tried in order: an answer to the interview, a change to the choice that the
conversation is about, a question about what was named or recommended; else it stands alone.
"""

import re
from dataclasses import replace

from bot import intents
from bot.choice_followup import of_choice
from bot.interview import answered, begun
from bot.model_followup import Alone, of_models
from bot.naming import without
from bot.replies import (
    FRESH,
    IN_CHINESE,
    IN_ENGLISH,
)
from bot.understanding import Understanding
from knowledge.names import Names
from knowledge.stems import FUNCTION_WORDS

_MOST_NAMED = 12
_FEW_WORDS = 2  # so many say nothing of the language in which an answer is wanted

_CJK = re.compile(r"[\u3400-\u9fff]")


def continued(
    asked: Understanding, before: Understanding | None, names: Names, alone: Alone
) -> Understanding:
    """A question with what the turns before it left unsaid."""
    if before is None:
        return replace(begun(asked, names.catalogue), named=asked.mentions)
    turn = _continued(asked, before, names, alone)
    named = {
        mention.models or (mention.text,): mention for mention in (*before.named, *turn.mentions)
    }
    language = _language(asked, before) if turn.language == asked.language else turn.language
    return replace(turn, language=language, named=tuple(named.values())[-_MOST_NAMED:])


def _continued(
    asked: Understanding, before: Understanding, names: Names, alone: Alone
) -> Understanding:
    if wish := _wished_language(asked):
        return replace(before, language=wish)
    reply = answered(asked, before, names.catalogue)
    if reply is not None:
        return reply
    if fresh := FRESH.match(asked.text):
        rest = asked.text[fresh.end() :].lstrip(" :：,，.。;；-—")
        fresh_start = alone(rest) if rest else replace(asked, intent="choice", residue=())
        return begun(fresh_start, names.catalogue)
    before = replace(before, interview=())
    choice = before.choice and replace(before.choice, interview=())
    turn = of_choice(asked, before, choice, names) if choice else None
    turn = turn or of_models(asked, before, names, alone)
    if turn.intent in ("choice", "superlative"):
        return begun(turn, names.catalogue) if turn is asked else turn
    return replace(turn, project=choice)


def _wished_language(asked: Understanding) -> str | None:
    """The language in which the last answer is wanted again; None where another thing is asked."""
    if IN_ENGLISH.match(asked.text):
        return "en"
    if IN_CHINESE.match(asked.text):
        return "zh"
    return asked.language if intents.AGAIN.match(asked.text) else None


def _language(asked: Understanding, before: Understanding) -> str:
    """The language to answer in: that of the conversation, where the text has no words of its own."""
    if before.language == asked.language or _CJK.search(asked.text):
        return asked.language
    words = re.findall(r"[A-Za-z]+", without(asked.text, asked.mentions).lower())
    own = [word for word in words if word in FUNCTION_WORDS]
    return before.language if not own and len(words) <= _FEW_WORDS else asked.language

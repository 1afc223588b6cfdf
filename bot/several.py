"""A message of several questions: each understood as if it were asked after the one before it."""

from collections.abc import Callable
from dataclasses import replace

from bot import intents
from bot.parts import split
from bot.understanding import Understanding

# Understands a text after what was understood before it.
InTurn = Callable[[str, Understanding | None], Understanding]


def with_parts(
    asked: Understanding, before: Understanding | None, in_turn: InTurn
) -> Understanding:
    """A message of several questions with each of them, where one answer would not serve all."""
    pieces = split(asked.text)
    if len(pieces) == 1 or asked.intent in ("choice", "outside") or asked.interview:
        return asked
    parts: list[Understanding] = []
    for piece in pieces:
        before = in_turn(piece, before)
        before = _compared_with(before, parts[-1] if parts else None)
        parts.append(replace(before, language=asked.language))
    if any(_is_fragment(part) for part in parts):
        return asked
    alike = {(part.intent, part.models) for part in parts}
    whole = all(set(part.fields) <= set(asked.fields) for part in parts)
    if whole and len(alike) == 1 and parts[0].intent in ("fact", "choice", "passages"):
        return asked
    return replace(asked, parts=tuple(parts))


def _is_fragment(part: Understanding) -> bool:
    """Whether a part says too little to be answered without its neighbours."""
    told = part.mentions or part.fields or part.topic or part.from_article or part.constraints
    return part.intent == "passages" and not told


def _compared_with(asked: Understanding, before: Understanding | None) -> Understanding:
    """A question for more or less of a property, of the models that the one before it named."""
    if before is None:
        return asked
    if before.intent == "definition" and asked.mentions and not asked.fields and before.fields:
        return replace(asked, fields=before.fields, intent="fact")  # "What is RLHF? Has it X?"
    if asked.intent != "superlative" or asked.mentions or asked.constraints:
        return asked
    if not before.models or not intents.MORE.search(asked.text):
        return asked
    return replace(asked, mentions=before.mentions)

"""Questions that only make sense after the ones before them."""

import re
from dataclasses import replace

from bot import intents
from bot.naming import bare_sizes
from bot.understanding import Intent, Understanding
from knowledge.keywords import tokens
from knowledge.mention import Mention
from knowledge.names import Names

SHORT_FOLLOW_UP = 14  # terms; a longer question stands on its own


# Questions that mean the same whatever was said before.
STANDING = ("greeting", "self", "advice", "benefits", "price", "errata", "future")


def continued(asked: Understanding, before: Understanding, names: Names) -> Understanding:
    """A question that only makes sense after the one before it, with what it left unsaid."""
    if intents.AGAIN.match(asked.text):
        return replace(before, language=asked.language)
    if asked.intent in STANDING or asked.topic:
        return asked
    if asked.mentions:
        named_alone = not asked.fields and len(asked.residue) <= 1 and asked.intent != "comparison"
        return (
            replace(asked, fields=before.fields, intent="fact")
            if named_alone and before.fields
            else asked
        )
    sizes = bare_sizes(asked.text, (), before.families, names)
    if sizes and not asked.constraints:
        fields = asked.fields or before.fields
        return replace(
            asked, mentions=sizes, fields=fields, intent="fact" if fields else "overview"
        )
    if asked.extreme and len(before.mentions) > 1 and intents.AMONG.search(asked.text):
        return replace(asked, mentions=before.mentions, intent="comparison")
    demanding = asked.constraints and (not asked.refers or intents.DEMANDING.search(asked.text))
    if before.intent in ("choice", "superlative") and (demanding or asked.extreme):
        wanted = before.constraints.updated(asked.constraints)
        listing = asked.listing or before.listing
        intent: Intent = "superlative" if asked.extreme else "choice"
        return replace(asked, constraints=wanted, intent=intent, listing=listing)
    if (
        asked.intent in ("list", "choice")
        and re.search(r"other models|其他|别的", asked.text)
        and before.mentions
    ):
        return replace(asked, mentions=before.mentions, fields=(), intent="siblings")
    carried = _referred(asked.text, before.mentions or before.offered)
    short = len(tokens(asked.text)) <= SHORT_FOLLOW_UP
    if (
        not carried
        or not (asked.refers or short)
        or asked.intent not in ("fact", "passages", "choice", "overview", "list")
    ):
        return asked
    if not asked.fields and not asked.refers and not asked.uses:
        return asked
    return replace(asked, mentions=carried, intent="fact" if asked.fields else "passages")


def _referred(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions that "the former" or "the latter" leaves of those before."""
    if intents.FORMER.search(text):
        return mentions[:1]
    return mentions[1:2] if intents.LATTER.search(text) else mentions

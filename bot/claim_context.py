"""Who is spoken of as a text goes on: what headings, lead-ins and sentences hand to the next one."""

import re
from collections.abc import Iterator, Sequence

from bot.claim_reading import read
from bot.claim_subjects import Owner, Reading, continues
from bot.claim_text import Statement
from knowledge.mention import Mention
from knowledge.names import Names

_BOTH = re.compile(
    r"\s*(?:both|these two|the two|they both|two models)\b|\s*(?:两者|二者|它们(?:都|均)|两个模型|这两个|两款模型)",
    re.IGNORECASE,
)
LABEL = 24  # characters beside the names; a line with more says something of its own


def readings(
    statements: Sequence[Statement], names: Names, default: Sequence[str] = ()
) -> Iterator[tuple[Statement, Reading]]:
    """The statements but for headings, each read with those that it may be carried over from."""
    start = Owner(_of_records(default, names), sure=True) if default else Owner()
    headings: tuple[str, ...] = ()
    section = last = lead = start
    named: tuple[Mention, ...] = ()  # in the sentence before
    for statement in statements:
        if statement.headings != headings:
            headings = statement.headings
            section = _of_headings(headings, names) or start
            last, lead = section, Owner()
        if statement.kind == "heading":
            continue
        if statement.kind == "sentence":
            lead = Owner()
        carried = lead if lead.group and statement.opens else last
        if _BOTH.match(statement.said) and len(named) > 1:
            carried = Owner(named, sure=True)
        reading = read(statement, names, carried if carried.group else Owner(), named)
        named = tuple(m for g in reading.groups for m in g) or named
        yield statement, reading
        own = Owner(reading.groups[0], sure=True) if reading.groups else None
        if own and _is_label(statement.said, reading.mentions):
            section = last = lead = own
        elif statement.said.rstrip().endswith((":", "：")):
            last = lead = own or last
        elif own:
            last = own
        elif len(reading.aside) == 1 and not continues(reading):
            last = Owner(reading.aside[0], sure=False)
        elif not continues(reading):
            # Who the next sentence's "it" is, only a sentence about a model can tell.
            last = Owner() if statement.kind == "sentence" else last
        if statement.kind != "sentence" and lead.group:
            last = lead if not own else last


def _of_headings(headings: Sequence[str], names: Names) -> Owner | None:
    for heading in reversed(headings):
        if found := names.find(heading):
            return Owner(found, sure=len({m.models for m in found}) == 1)
    return None


def _of_records(models: Sequence[str], names: Names) -> tuple[Mention, ...]:
    known = [names.catalogue.models[m] for m in models if m in names.catalogue.models]
    families = tuple(dict.fromkeys(m.family.id for m in known))
    return (Mention(0, 0, known[0].name, families, tuple(m.id for m in known)),) if known else ()


def _is_label(said: str, mentions: Sequence[Mention]) -> bool:
    left = said
    for mention in mentions:
        left = left.replace(mention.text, "")
    return len(left.strip(" :：*#")) <= LABEL and not re.search(
        r"[。.!！?？\d]|是|\bis\b|有", left.rstrip(":： ")
    )

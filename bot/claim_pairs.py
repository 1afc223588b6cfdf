"""Values told in one breath of several models, each given to its own: "4K and 8K respectively"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.claim_assertion import Assertion, Figures
from bot.claim_subjects import Owner, Reading, owner

_RESPECTIVELY = re.compile(r"\brespectively\b|分别|依次|各自", re.IGNORECASE)
_RANGE = re.compile(r"[~–—-]|到|至|\bto\b|\bthrough\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:both|all)\b|都|均|皆|同为|同样", re.IGNORECASE)


def owned(found: Sequence[Assertion], reading: Reading) -> Iterator[tuple[Assertion, Owner]]:
    """What a statement asserts, with whom each is said of; values and models are paired in order."""
    in_turn = bool(_RESPECTIVELY.search(reading.plain))
    parts = [part for said in found for part in _split(said, reading, in_turn=in_turn)]
    for said in parts:
        if said.of:
            yield said, Owner(said.of, sure=True)
            continue
        of = owner(reading, said.start, said.end)
        alike = [one for one in parts if one.field == said.field and not one.of]
        if in_turn and len(of.group) == len(alike) > 1:
            yield said, Owner((of.group[alike.index(said)],), sure=True)
        elif (in_turn or reading.versus) and len(of.group) > 1 and not _ALL.search(reading.plain):
            yield said, Owner(of.group, sure=False)
        else:
            yield said, of


def _split(said: Assertion, reading: Reading, *, in_turn: bool) -> Iterator[Assertion]:
    """A list of numbers as one assertion for each model of a list as long."""
    value = said.value
    group = owner(reading, said.start, said.end).group
    one_each = in_turn or all(len(mention.models) == 1 for mention in group)
    if (
        not isinstance(value, Figures)
        or not (1 < len(value.figures) == len(group) and one_each)
        or said.of
        or (_RANGE.search(reading.plain[said.start : said.end]) and not in_turn)
    ):
        yield said
        return
    at = said.start
    for figure, mention in zip(value.figures, group, strict=True):
        start = reading.said.find(figure.text, at)
        at = start + len(figure.text)
        yield replace(said, start=start, end=at, value=Figures((figure,)), of=(mention,))

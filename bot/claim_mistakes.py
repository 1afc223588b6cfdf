"""Finds sentences that repeat a mistake which the records know and correct.

This is for what no value of a record decides: an event, how a model was tuned, who may have its
weights. A sentence repeats a mistake where it is about the same models, gives the same figures and
dates, denies as little or as much, and has most of its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.claim_subjects import Group, Reading
from bot.wording import LABELS
from knowledge.catalogue import Catalogue
from knowledge.dates import date_supported, dates
from knowledge.mention import fold
from knowledge.names import Names
from knowledge.quantities import Quantity, quantities, same_quantity
from knowledge.record import Claim as Mistake
from knowledge.record import Source
from knowledge.stems import content_stems

SAME = 0.6  # share of the mistake's words that a sentence must have
FEWEST = 2  # words; a mistake of fewer says too little to be known again
# Of these, values decide: a sentence that gives the right one may well have a mistake's words.
_BY_VALUE = frozenset(
    {"parameters", "active_parameters", "context", "training_tokens", "released", "licence"}
    | {"commercial_use", "developer", "languages", "base_model", "architecture", "benchmark"}
)
_DENIED = re.compile(
    r"\bnot\b|n['’]t\b|\bno\b|\bnever\b|\bwithout\b|\bonly\b|\bneither\b|\bfalse\b|\bwrong|没有|未|不|并非|只有|仅|无|尚|错",
    re.IGNORECASE,
)
# A part of a family of which something may be true that is not of the whole.
_VARIANT = re.compile(
    r"\bchat\b|instruct|dialog|variant|\bbase\b|对话|聊天|指令|变体|基座", re.IGNORECASE
)


@dataclass(frozen=True)
class Repeated:
    """A known mistake in a sentence: of whom, in which field, what is right and who says so."""

    group: Group
    field: str
    correct: str
    source: Source


def repeated(reading: Reading, names: Names, language: str) -> Iterator[Repeated]:
    """The known mistakes that a statement repeats."""
    group = reading.groups[0] if reading.groups else reading.carried.group
    about = {m for mention in group for m in mention.models}
    families = dict.fromkeys(f for mention in group for f in mention.families)
    for family in families:
        for mistake in names.catalogue.families[family].claims:
            if mistake.severity != "A" or mistake.field in _BY_VALUE:
                continue
            meant = _meant(mistake, family, names.catalogue)
            if meant <= about and _repeats(reading, mistake, names):
                yield Repeated(
                    group,
                    mistake.field if mistake.field in LABELS else "remark",
                    mistake.correct[language],
                    names.catalogue.claim_source(mistake),
                )


def _meant(mistake: Mistake, family: str, catalogue: Catalogue) -> set[str]:
    if mistake.model:
        return {mistake.model}
    return {model.id for model in catalogue.of_family(family)}


def _repeats(reading: Reading, mistake: Mistake, names: Names) -> bool:
    said = _words(reading.plain)
    own = said - _words(mistake.article.en) - _words(mistake.article.zh)
    if any(word.isascii() for word in own & _words(mistake.correct.en)):
        return False  # it has what the correction adds
    return any(
        _like(reading, said, wording, names) for wording in (mistake.article.en, mistake.article.zh)
    )


def _like(reading: Reading, said: frozenset[str], wording: str, names: Names) -> bool:
    if len(_words(wording) & said) < SAME * SAME * len(_words(wording)):
        return False
    told = _told(wording, names)
    if len(told.words) < FEWEST or bool(_DENIED.search(reading.plain)) != told.denied:
        return False
    if _VARIANT.search(reading.plain) and not _VARIANT.search(wording):
        return False
    if not told.others <= {fold(m.text) for m in reading.mentions}:
        return False
    if len(told.words & said) < SAME * len(told.words):
        return False
    mine = quantities(reading.said, [m.span for m in reading.mentions])
    held = all(any(same_quantity(q, own) for own in mine) for q in told.figures)
    days = dates(reading.said)
    return held and all(any(date_supported(day, own) for own in days) for day in dates(wording))


@dataclass(frozen=True)
class _Told:
    words: frozenset[str]
    figures: Sequence[Quantity]
    denied: bool
    others: frozenset[str]  # the names, folded, that no record answers to


def _told(wording: str, names: Names) -> _Told:
    mentions = names.find(wording)
    bare = wording
    for mention in reversed(mentions):
        bare = bare[: mention.start] + " " + bare[mention.end :]
    others = frozenset(fold(m.text) for m in mentions if not m.known)
    return _Told(_words(bare), quantities(bare), bool(_DENIED.search(bare)), others)


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    return frozenset(content_stems(text.replace("\0", " ")))

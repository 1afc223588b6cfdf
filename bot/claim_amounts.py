"""Finds what a statement claims in numbers: sizes, context, tokens, languages, layers."""

import re
from collections.abc import Iterator, Sequence

from bot.claim_assertion import Assertion, Figures
from bot.claim_denial import figure_denied
from bot.claim_figures import figure
from bot.claim_quantities import BILLION, FEWEST_CONTEXT, field_of
from bot.claim_subjects import Reading
from knowledge.dates import BLANK
from knowledge.quantities import Quantity, Unit, quantities

_JOINED = re.compile(
    r"\s*(?:个?参数)?\s*(?:[,，、/~–—-]|和|与|到|至|及|以及|或|and|or|to|through|, and|, or|vs\.?|versus|对|\+)\s*(?:an? |the |up to )?\s*",
    re.IGNORECASE,
)

_NAMES = re.compile(f"{BLANK}+")  # a name is as long as one character, however long it is


def amounts(reading: Reading) -> Iterator[Assertion]:
    """What a statement claims in numbers."""
    spans = [m.span for m in reading.mentions]
    found = [q for q in quantities(reading.said, spans) if q.values]
    taken: set[int] = set()
    last: Assertion | None = None
    for n, quantity in enumerate(found):
        if n in taken or quantity.unit is not Unit.COUNT:
            continue
        chain = _chain(reading.plain, found, n)
        made = _of_chain(reading, found, chain) or _gapped(reading, quantity, last)
        if made is not None:
            taken.update(chain)
            last = made
            yield made


_VERBS_ALONE = re.compile(
    r"\s*(?:has|had|have|supports?|offers?|handles?|takes?|is|was|gets?|goes|reaches|with|only|just|up to|a|an|about|around|roughly|mere|even|still|but|the|to|,"
    r"|则|也|却|只|仅|有|为|是|达到?|高达|支持|约|大约|能|可|到|的|才|更是|最多|最长|就|\s)*\s*",
    re.IGNORECASE,
)


def _gapped(reading: Reading, quantity: Quantity, last: Assertion | None) -> Assertion | None:
    """A bare number of another model, of what was told before: "A has a 128K context, B only 8K"."""
    if last is None or last.field not in ("context", "parameters", "active_parameters"):
        return None
    low, high = reading.segment(quantity.start)
    named = [
        m for m in reading.mentions if m.start >= max(low, last.end) and m.end <= quantity.start
    ]
    if len(named) != 1 or last.of or low <= last.start:
        return None
    behind = reading.plain[quantity.end : high].strip(" .。!！")
    between = reading.plain[named[0].end : quantity.start]
    alike = quantity.values and max(quantity.values) >= FEWEST_CONTEXT
    if behind or reading.plain[low : named[0].start].strip() or not alike:
        return None
    if not _VERBS_ALONE.fullmatch(between):
        return None
    scale = 1.0 if last.field == "context" else BILLION
    said = figure(quantity, reading.said, scale)
    return Assertion(last.field, quantity.start, quantity.end, Figures((said,)), of=(named[0],))


def _chain(plain: str, found: Sequence[Quantity], first: int) -> list[int]:
    """The numbers that stand in one list or range, from the first on."""
    chain = [first]
    for n in range(first + 1, len(found)):
        gap = plain[found[n - 1].end : found[n].start]
        if found[n].unit is not Unit.COUNT or not _JOINED.fullmatch(gap):
            break
        chain.append(n)
    return chain


def _of_chain(reading: Reading, found: Sequence[Quantity], chain: list[int]) -> Assertion | None:
    """What the numbers of a list are of: the words before the first or behind the last tell."""
    plain = reading.plain
    listed = [found[n] for n in chain]
    start, end = listed[0].start, listed[-1].end
    low, high = reading.segment(start)[0], reading.segment(end - 1)[1]
    before = _NAMES.sub(BLANK, plain[max(0, start - 160) : start])[-48:]
    behind = plain[end : end + 48]
    around = plain[low:high]
    field, scale = field_of(reading, listed, before, behind, around)
    if not field:
        if len(chain) > 1:
            # "46 natural languages and 13 programming languages": each has its own words.
            del chain[1:]
            return _of_chain(reading, found, chain)
        return None
    # Each number tells its own words where the next one's differ: "671B total and 37B active".
    if len(chain) > 1:
        own = field_of(
            reading, listed[:1], before, plain[listed[0].end : listed[0].end + 48], around
        )
        if own[0] and own != (field, scale):
            del chain[1:]
            listed, (field, scale) = listed[:1], own
            end = listed[0].end
    figures = tuple(figure(q, reading.said, scale) for q in listed)
    negated = figure_denied(plain[max(low, start - 60) : start])
    return Assertion(field, start, end, Figures(figures, listed=len(figures) > 1), negated)

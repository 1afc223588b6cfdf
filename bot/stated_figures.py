"""The figures and dates of a clause, held against those that the evidence gives of the same models."""

import math
import re
from collections.abc import Iterator, Sequence

from bot.clauses import Clause, Group
from bot.figure_roles import (
    bound,
    contrasted,
    is_rough,
    owners,
    precision,
    ranges,
    role,
    same_role,
)
from bot.grounds import Grounds, Part
from knowledge.dates import DateMention, date_supported, dates
from knowledge.mention import Mention, fold
from knowledge.quantities import Quantity, Unit, quantities, same_quantity

FEW = 10  # a number of models or of sizes, counted by the answer itself
_COUNTED = re.compile(
    r"\s?(?:of (?:them|the|these|those)\b|(?:\w+ )?(?:models?|sizes|versions|licences?|families|ones)\b|(?:个|款|种|家|大)?\s?(?:模型|系列|规模|规格|版本|尺寸|许可证|者))|[.,;，。；\s]*$",
    re.IGNORECASE,
)
_ALL_THE = re.compile(r"\b(?:of the|all|all the|these|those|the other)\s$", re.IGNORECASE)
_DIGITS = re.compile(r"\b[A-Za-z]+\b")
_TITLE = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+\s$")
_SINCE = re.compile(r"(?:\b(?:before|until|prior to|earlier than)|早于|先于)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\b(?:after|later than)|晚于)\s*$", re.IGNORECASE)
_BEFORE_IT = re.compile(r"\s?(?:之前|以前|前(?!一|的))")
_AFTER_IT = re.compile(r"\s?(?:之后|以后|后(?!续|来))")
_MONTH = re.compile(
    r"\b(?:in|of|and|then)\s(January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s?,?\s?\d)"
)
_BARE_MONTH = re.compile(r"(?<![年\d])\s?(1[0-2]|[1-9])\s?月(?!活|\s?[\d一二三]|份?用户)")
_SAME_YEAR = re.compile(r"同年\s?")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def unsupported_figure(
    clause: Clause, parts: Sequence[Part], grounds: Grounds, computed: Sequence[Quantity]
) -> str:
    """Why a figure of a clause is not shown; `computed` are those that were recomputed already."""
    figures = figures_of(clause)
    for figure in figures:
        if figure in computed or _is_count(clause, figure, grounds, parts):
            continue
        if _is_title(clause, figure, parts):
            continue
        for group, named in _owners(clause, figure.start, figure.end, grounds):
            if not any(
                _supports(part, known, clause, figure, figures, named)
                for part in parts
                if part.about(group)
                for known in part.quantities
            ):
                return f"gives the figure {figure.text}, which its evidence does not"
    for one, other in ranges(clause.text, figures):
        if not any(_holds_range(part, one, other, clause.text) for part in parts):
            return f"gives the range {one.text} to {other.text}, which its evidence does not"
    return ""


def unsupported_date(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> str:
    """Why a date of a clause is not shown, or nothing."""
    for date in dates(clause.text, [m.span for m in clause.named]):
        for group, _ in _owners(clause, date.start, date.end, grounds):
            known = [(p, d) for p in parts if p.about(group) for d in p.dates]
            relation = _relation(clause.text, date)
            if not any(
                date_supported(date, d) and relation == _relation(p.text, d) for p, d in known
            ):
                return f"gives the date {date.text}, which its evidence does not"
    for month, start, end in _months(clause.text):
        for group, _ in _owners(clause, start, end, grounds):
            if not any(d.month == month for p in parts if p.about(group) for d in p.dates):
                return "gives a month that its evidence does not"
    return ""


def figures_of(clause: Clause) -> tuple[Quantity, ...]:
    """The figures of a clause outside dates, bare months and the names of models."""
    text = clause.text
    skip = [m.span for m in clause.named] + [(a, b) for _, a, b in _months(text)]
    return quantities(text, skip)


def with_years(body: str) -> str:
    """The sentence with 同年 written out, so that its dates are whole."""
    for match in reversed(list(_SAME_YEAR.finditer(body))):
        earlier = dates(body[: match.start()])
        if earlier:
            body = f"{body[: match.start()]}{earlier[-1].year} 年 {body[match.end() :]}"
    return body


def _owners(
    clause: Clause, start: int, end: int, grounds: Grounds
) -> Iterator[tuple[Group, tuple[Mention, ...]]]:
    """The records for each of which a figure or a date must stand in the evidence."""
    named = owners(clause, start, end)
    if named:
        groups = [frozenset(m.models) for m in named]
        if not set(groups) <= set(clause.subjects):
            yield from ((group, named) for group in groups)
            return
    elif contrasted(clause, start):
        compared = [frozenset(m.models) for m in clause.than if m.known]
        others = [g for g in grounds.every if not g & clause.models]
        yield (compared or others or [frozenset()])[0], ()
        return
    for group in clause.subjects or (frozenset(),):
        yield group, named


def _supports(
    part: Part,
    known: Quantity,
    clause: Clause,
    figure: Quantity,
    figures: Sequence[Quantity],
    named: Sequence[Mention],
) -> bool:
    """Whether a figure of the evidence is that of the clause: its value, thing, bound and owner."""
    text = clause.text
    equal = same_quantity(figure, known) or (is_rough(text, figure) and _rounded(figure, known))
    if not equal or bound(text, figure) not in ("", bound(part.text, known)):
        return False
    before = clause.before if not clause.named else ""
    if not same_role(role(text, figure, figures, before), role(part.text, known, part.quantities)):
        return False
    mine, theirs = precision(figure, figures), precision(known, part.quantities)
    if mine and theirs and not same_quantity(mine, theirs):
        return False
    whose = owners(part.clause, known.start, known.end)
    if not whose:  # it belongs to the models that the part is about
        return not named or any(one.known for one in named)
    return not named or any(_same(one, other) for one in named for other in whose)


def _same(one: Mention, other: Mention) -> bool:
    if one.known and other.known:
        return bool(set(one.models) & set(other.models))
    return fold(one.text) == fold(other.text)


def _rounded(figure: Quantity, known: Quantity) -> bool:
    """Whether a figure is another one given with fewer digits."""
    if figure.unit is not known.unit:
        return False
    digits = len(re.sub(r"\D", "", _DIGITS.sub("", figure.text)).strip("0")) or 1
    exact = len(re.sub(r"\D", "", known.text).strip("0"))
    return digits < exact and any(
        theirs
        and math.isclose(mine, theirs, rel_tol=0.5 * 10.0 ** (1 - digits))
        and f"{mine / theirs:.6f}" != "1.000000"
        and abs(mine - theirs) <= _half_step(mine, digits)
        for mine in figure.values
        for theirs in known.values
    )


def _half_step(value: float, digits: int) -> float:
    """Half of the last of the digits that a value is given with."""
    return 0.5 * 10.0 ** (math.floor(math.log10(value)) + 1 - digits)


def _holds_range(part: Part, one: Quantity, other: Quantity, text: str) -> bool:
    return any(
        (same_quantity(one, a) or (is_rough(text, one) and _rounded(one, a)))
        and (same_quantity(other, b) or (is_rough(text, one) and _rounded(other, b)))
        for a, b in ranges(part.text, part.quantities)
    )


def _is_count(clause: Clause, figure: Quantity, grounds: Grounds, parts: Sequence[Part]) -> bool:
    """Whether a small number counts the models or the sizes of the answer, and counts them right."""
    (value, *more) = sorted(figure.values) or [0.0]
    if more or figure.unit is not Unit.COUNT or value > FEW or value != int(value):
        return False
    before = clause.text[: figure.start]
    if not _COUNTED.match(clause.text, figure.end) and not _ALL_THE.search(before):
        return False
    sizes = {
        sum(role(p.text, q, p.quantities) in ("parameters", "") for q in p.quantities)
        for p in parts
        if p.about(clause.models)
    }
    families = {grounds.names.catalogue.models[m].family.id for m in grounds.verdict.models}
    return int(value) in {
        len(grounds.every),
        len(grounds.verdict.models),
        len(families),
        len(clause.subjects),
        *sizes,
    }


def _is_title(clause: Clause, figure: Quantity, parts: Sequence[Part]) -> bool:
    """Whether a number is part of a name that stands so in the evidence: Large 3."""
    title = _TITLE.search(clause.text[: figure.start])
    name = f"{title[0]}{figure.text}" if title else ""
    return bool(name) and any(name in part.text for part in parts)


def _relation(text: str, date: DateMention) -> str:
    before = text[: date.start]
    if _SINCE.search(before) or _BEFORE_IT.match(text, date.end):
        return "before"
    if _UNTIL.search(before) or _AFTER_IT.match(text, date.end):
        return "after"
    return ""


def _months(text: str) -> Iterator[tuple[int, int, int]]:
    """The months that are named without a year, and where."""
    taken = [(d.start, d.end) for d in dates(text)]
    for match in _MONTH.finditer(text):
        yield _MONTHS.index(match[1]) + 1, *match.span(1)
    for match in _BARE_MONTH.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            yield int(match[1]), *match.span(1)

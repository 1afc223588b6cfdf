"""Comparisons that a clause makes, recomputed from the records: larger, earlier, twice, the newest.

What cannot be recomputed must be in the words of the evidence, or is not shown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.clauses import Clause, Group
from bot.comparative_words import (
    ATTRIBUTE,
    COMPARED,
    DURATION,
    EVALUATION,
    FIRST,
    OF_ALL,
    SAME,
    SUPERLATIVES,
    TIMES,
    direction,
    scale_of,
)
from bot.figure_roles import is_rough
from bot.grounds import Grounds, Part
from bot.measures import Scale, close, months_between, order, ratio, values
from bot.stated_figures import figures_of
from knowledge.quantities import Quantity, Unit

ROUGH = 0.15  # how far off "nearly three times" may be
EXACT = 0.03
BILLION = 1e9


@dataclass(frozen=True)
class Comparison:
    """Why a comparison is not shown, if it is not, and the figures that were recomputed."""

    reason: str = ""
    computed: tuple[Quantity, ...] = ()


def compared(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> Comparison:
    """Recompute what a clause compares."""
    text = clause.text
    for value in EVALUATION.findall(text):
        if not _in_words(value, clause, parts):
            return Comparison(f"says “{value}”, which its evidence does not")
    computed: list[Quantity] = []
    for check in (_times, _lasting, _superlative, _comparative, _same):
        for reason, figure in check(clause, parts, grounds):
            if reason:
                return Comparison(reason)
            computed += figure
    return Comparison("", tuple(computed))


Found = Iterator[tuple[str, list[Quantity]]]


def _times(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> Found:
    """Twice, three times, a factor of ten, 四倍."""
    figures = figures_of(clause)
    for match in TIMES.finditer(clause.text):
        inside = [q for q in figures if q.start < match.end() and match.start() < q.end]
        number = _factor(match, inside)
        if number is None:
            yield "gives a ratio that cannot be read", []
            continue
        if any(number in q.values for p in parts for q in p.quantities if q.unit is Unit.RATIO):
            yield "", inside
            continue
        known = list(_ratios(clause, grounds))
        slack = (
            ROUGH
            if re.search(
                r"nearly|almost|about|over|more than|将近|近|约|多",
                clause.text[max(0, match.start() - 12) : match.start()],
            )
            else EXACT
        )
        right = any(close(r, number, slack) for r in known)
        yield "" if right else "gives a ratio that the records do not", inside


def _factor(match: re.Match[str], inside: Sequence[Quantity]) -> float | None:
    word = match[0].lower()
    if re.search(r"twice|doubl|长一倍|多一倍|大一倍", word):
        return 2.0
    if re.search(r"half|一半", word):
        return 0.5
    found = [q for q in inside if len(q.values) == 1]
    if not found:
        return None
    (value,) = found[0].values
    if found[0].unit is Unit.PERCENT:
        return value / 100
    return value


def _ratios(clause: Clause, grounds: Grounds) -> Iterator[float]:
    """The ratios that may be meant: of two models, or of a figure and the article's."""
    scale = scale_of(f"{clause.before[-80:]} {clause.text}") or "parameters"
    for one, other in _pairs(clause, grounds):
        known = ratio(grounds, one, other, scale)
        if known:
            yield known
            if re.search(r"分之|fraction", clause.text):
                yield 1 / known
    if re.search(r"\barticle\b|文[章中]|原文", f"{clause.before}{clause.text}"):
        for evidence in grounds.parts:
            for fact in grounds.parts:
                if (
                    evidence.kind == "claim"
                    and fact.kind == "fact"
                    and fact.about(evidence.subjects)
                ):
                    for a in evidence.quantities:
                        for b in fact.quantities:
                            if a.unit is b.unit:
                                x, y = max(a.values), max(b.values)
                                if x and y:
                                    yield y / x
                                    yield max(x, y) / min(x, y)


def _lasting(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> Found:
    """Two months later, 早八个月."""
    del parts
    figures = figures_of(clause)
    for match in DURATION.finditer(clause.text):
        inside = [q for q in figures if q.start < match.end() and match.start() < q.end]
        value = min(inside[0].values) if inside and inside[0].values else 1.0
        number = value * (12 if re.search(r"year|年", match[0]) else 1)
        later = direction(f"{match[0]}", "released")
        right = False
        for one, other in _pairs(clause, grounds):
            span = months_between(grounds, one, other)
            if span is not None:
                low, high = span if later == "more" else (-span[1], -span[0])
                right |= low - 1.0 < number < high + 1.0
        yield "" if right else "gives a length of time that the records do not", inside


def _comparative(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> Found:
    text = ATTRIBUTE.sub(lambda m: " " * len(m[0]), clause.text)
    for match in COMPARED.finditer(text):
        scale = scale_of(text, match, clause.before)
        way = direction(match[0], scale or "parameters")
        figure = _difference(clause, match)
        pairs = list(_pairs(clause, grounds))
        if not scale or not way or not pairs:
            if not _in_words(match[0], clause, parts):
                yield "compares in a way that cannot be checked", []
            continue
        if any(order(grounds, a, b, scale) != way for a, b in pairs):
            if not _in_words(match[0], clause, parts):
                yield "compares two models wrongly", []
            continue
        if figure is not None and not any(
            _differ_by(grounds, a, b, scale, figure) for a, b in pairs
        ):
            yield "gives a difference that the records do not", []
            continue
        yield "", [figure] if figure else []


def _difference(clause: Clause, match: re.Match[str]) -> Quantity | None:
    """The figure by which one is more than the other: 多 20 亿, 20 billion more."""
    for figure in figures_of(clause):
        between = clause.text[match.end() : figure.start]
        if (
            match[0][-1] in "多少"
            and 0 <= figure.start - match.end()
            and between.strip() in ("", "了", "约")
        ) or re.fullmatch(r"\s(?:more|fewer|less)", clause.text[figure.end : match.end()]):
            return figure
    return None


def _differ_by(grounds: Grounds, one: Group, other: Group, scale: Scale, figure: Quantity) -> bool:
    mine, theirs = set(values(grounds, one, scale)), set(values(grounds, other, scale))
    if len(mine) != 1 or len(theirs) != 1:
        return False
    apart = abs(mine.pop() - theirs.pop()) * (
        BILLION if scale in ("parameters", "training_tokens") else 1
    )
    return any(close(value, apart, EXACT) for value in figure.values)


def _superlative(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> Found:
    text = clause.text
    for match in SUPERLATIVES.finditer(text):
        wide = not OF_ALL.search(text) and re.match(
            r"\s?(?:\w+\s)?(?:open|language|llms?|models?|available)\b|的?(?:开源|开放|语言)?模型",
            text[match.end() :],
            re.IGNORECASE,
        )
        scale = "released" if FIRST.search(match[0]) else scale_of(text, match, clause.before)
        way = direction(match[0], scale or "parameters")
        first = [
            q
            for q in figures_of(clause)
            if q.start <= match.end() and match.start() <= q.end and q.unit is Unit.ORDINAL
        ]
        if _in_words(match[0], clause, parts) or (
            scale and _is_extreme_value(clause, grounds, scale, way)
        ):
            yield "", first
            continue
        others = [g for g in grounds.every if not g & clause.models]
        right = (
            not wide
            and bool(scale and way and others and clause.subjects)
            and all(
                order(grounds, s, o, scale or "parameters") == way
                for s in clause.subjects
                for o in others
            )
        )
        yield "" if right else f"says “{match[0].strip()}”, which its evidence does not", first


def _is_extreme_value(clause: Clause, grounds: Grounds, scale: Scale, way: str) -> bool:
    """Whether a figure is named as the largest or smallest of the sizes that the models have."""
    sizes = [v * BILLION for group in clause.subjects for v in values(grounds, group, scale)]
    if scale != "parameters" or not sizes:
        return False
    extreme = max(sizes) if way == "more" else min(sizes)
    return len(set(sizes)) > 1 and any(
        close(v, extreme) for q in figures_of(clause) for v in q.values
    )


def _same(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> Found:
    del parts
    scale = scale_of(clause.text)
    if SAME.search(clause.text) and scale and len(clause.subjects) > 1:
        first, *others = clause.subjects
        if any(order(grounds, first, other, scale) != "same" for other in others):
            yield "calls equal what is not", []


def _pairs(clause: Clause, grounds: Grounds) -> Iterator[tuple[Group, Group]]:
    """Each subject with each of those that it is compared with: the named, or else the others."""
    named = [frozenset(m.models) for m in clause.than if m.known]
    others = named or [g for g in grounds.every if not g & clause.models]
    for one in clause.subjects:
        for other in others:
            if not one & other:
                yield one, other


def _in_words(word: str, clause: Clause, parts: Sequence[Part]) -> bool:
    """Whether the evidence compares in the same words, of the same models."""
    plain = word.strip().lower()
    if not plain.isascii():
        plain = (re.findall("[大小早晚新旧长短多少高低快慢强弱先好优]", plain) or [plain])[-1]
        return any(
            plain in p.text and re.search("[比更最于]", p.text)
            for p in parts
            if p.about(clause.models)
        )
    return any(plain in p.text.lower() for p in parts if p.about(clause.models))

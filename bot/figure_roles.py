"""What a figure in a clause counts, whose it is, and how it is bounded: 32 heads, of BLOOM, more than."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from bot.clauses import Clause, coordinate
from knowledge.mention import Mention
from knowledge.quantities import Quantity, Unit

Bound = Literal["above", "below", ""]

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words, re.IGNORECASE))
    for role, words in (
        ("programming", r"programming languages?|编程语言"),
        ("languages", r"(?<!programming )languages?\b(?! models?)|(?<!编程)语言(?!模型)|语种"),
        ("kv heads", r"\bKV heads?\b|KV 头|\bkey[- ]value heads?\b"),
        ("heads", r"(?<!KV )\b(?:attention )?heads?\b|注意力头"),
        ("layers", r"\blayers?\b|(?<!隐藏)层(?!的)"),
        ("hidden", r"\bhidden size\b|隐藏层"),
        ("users", r"\busers?\b|用户|月活"),
        ("weights", r"\bweights\b|权重"),
        ("cache", r"\bcache\b|缓存"),
        ("training", r"\btrain\w*|\bsaw\b|训练"),
        ("context", r"\bcontext\b|\bwindow\b|\baccepts?\b|\bat once\b|上下文|一次|窗口"),
        ("active", r"\bactive\b|激活"),
        ("parameters", r"\bparam\w*|参数|规模"),
        ("tokens", r"\btokens?\b|词元"),
        ("points", r"\bpoints?\b|\bscores?\b|分(?![之钟为成别布类])"),
        ("questions", r"\bquestions?\b|道题|问题"),
        ("samples", r"\b(?:samples|examples)\b|样本"),
    )
)
_OF_TOKENS = frozenset({"tokens", "training", "context"})
_PLAIN_ENOUGH = frozenset({"", "parameters", "tokens", "training", "context", "languages"})
_STOPS = re.compile(r"[,，;；。(（)）+、:：]|\band\b|\bwith\b|\bagainst\b|和|\.\s", re.IGNORECASE)
_REACH = 30  # characters in which the thing counted stands behind its figure

_ABOVE = re.compile(
    r"(?:\bmore than|\bover|\babove|\bexceed(?:s|ed|ing)?|\bat least|\bbeyond|\blarger than|\bgreater than|\bhigher than|超过|高于|多于|大于|至少|不少于|不低于)\s*$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"(?:\b(?:fewer|less|smaller|lower) than|\bunder|\bbelow|(?<!最)不到|低于|少于|小于|不足|不超过|不满)\s*$",
    re.IGNORECASE,
)
_ABOVE_BEHIND = re.compile(r"\s?(?:[个种名]\S{0,2})?(?:以上|or more)")
_BELOW_BEHIND = re.compile(r"\s?(?:[个种名]\S{0,2})?(?:以下|以内|or (?:less|fewer))")
_ROUGHLY = re.compile(
    r"(?:\b(?:about|around|roughly|nearly|almost|some|approximately|approx\.?|close to)|约|大约|大概|近|将近|接近|差不多)\s*$",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?:\bagainst|\bversus|\bvs\.?|\bcompared (?:to|with)|\binstead of|\brather than|\bthan|而不是|而非|，不是)\s*(?:(?:only|just|about|roughly|the|只有)\s*)*$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?:\b(?:from|on|with|by|using|of)\s(?:the\s)?|基于\s?|源自\s?|从\s?|采用\s?)$", re.IGNORECASE
)
_OF_WHICH = re.compile(r"[^,;，；\d]{0,30}?\b(?:for|of|in|by)\s$", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:to|–|-|—|~|到|至)\s?(?:about\s|约\s?)?", re.IGNORECASE)


def role(text: str, figure: Quantity, every: Sequence[Quantity], before: str = "") -> str:
    """What a figure counts, by the words behind it or else before it; empty where nothing says.

    `before` is what stands before the text, where the text goes on about the same.
    """
    ends = [q.start for q in every if q.start >= figure.end] + [len(text)]
    behind = _STOPS.split(text[figure.end : min(ends[0], figure.end + _REACH)])[0]
    starts = [q.end for q in every if q.end <= figure.start]
    ahead = text[starts[-1] if starts else 0 : figure.start]
    found = _first(behind) or _last(_STOPS.split(ahead)[-1]) or _last(ahead)
    if not found and not starts:
        found = _last(before)
    if found == "tokens":
        wider = _last(f"{before} {text}", _OF_TOKENS - {"tokens"})
        return wider or found
    return found


def same_role(claimed: str, known: str) -> bool:
    """Whether a figure that counts one thing may be evidence for one that is said to count another."""
    if claimed == known:
        return True
    if claimed in _OF_TOKENS and known in _OF_TOKENS:
        return "tokens" in (claimed, known)
    if not known:
        return claimed in _PLAIN_ENOUGH or claimed in ("users", "points", "samples", "active")
    return not claimed and known in (*_PLAIN_ENOUGH, "users", "points", "questions", "samples")


def _first(text: str) -> str:
    found = [(m.start(), r) for r, words in _ROLES if (m := words.search(text))]
    return min(found)[1] if found else ""


def _last(text: str, among: frozenset[str] = frozenset()) -> str:
    found = [
        (m.end(), r) for r, words in _ROLES if not among or r in among for m in words.finditer(text)
    ]
    return max(found)[1] if found else ""


def bound(text: str, figure: Quantity) -> Bound:
    """Whether a text says more or less than a figure, and not the figure."""
    before = text[: figure.start]
    if _ABOVE.search(before) or _ABOVE_BEHIND.match(text, figure.end):
        return "above"
    if _BELOW.search(before) or _BELOW_BEHIND.match(text, figure.end):
        return "below"
    return ""


def is_rough(text: str, figure: Quantity) -> bool:
    """Whether a text gives a figure as a rounded one."""
    return bool(_ROUGHLY.search(text[: figure.start]))


def ranges(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The neighbouring figures that are the two ends of a range."""
    for one, other in pairwise(figures):
        if _RANGE.fullmatch(text[one.end : other.start]) and other.unit is not Unit.BITS:
            yield one, other


def precision(figure: Quantity, figures: Sequence[Quantity]) -> Quantity | None:
    """The bits that a figure of memory is given for: the nearest behind it, or else before it."""
    if figure.unit is not Unit.BYTES:
        return None
    bits = [q for q in figures if q.unit is Unit.BITS]
    behind = [q for q in bits if q.start >= figure.end]
    return behind[0] if behind else bits[-1] if bits else None


def contrasted(clause: Clause, at: int) -> bool:
    """Whether what stands at a place is set against what was said, as another model's."""
    return bool(_CONTRAST.search(clause.text[:at]))


def owners(clause: Clause, start: int, end: int) -> tuple[Mention, ...]:
    """The names that a figure or a date at a place belongs to, none where none stands with it."""
    behind = [m for m in clause.named if m.start >= end]
    if behind and _OF_WHICH.fullmatch(clause.text[end : behind[0].start]):
        return (behind[0],)
    if contrasted(clause, start):
        return ()
    before = [m for m in clause.named if m.end <= start]
    free = [m for m in before if not _OBJECT.search(clause.text[: m.start])]
    before = free or before
    if before:
        run = [before[-1]]
        while len(run) < len(before) and coordinate(clause.text, before[-len(run) - 1], run[0]):
            run.insert(0, before[-len(run) - 1])
        return tuple(run)
    return (behind[0],) if behind and behind[0] not in clause.than else ()

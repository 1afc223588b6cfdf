"""The check that stands between a chat model and the reader, sentence by sentence.

A sentence is shown only if every number, date, licence and model name in it stands in the
evidence that it cites, belongs to the model that it is said of, and is neither denied there nor
affirmed where it is denied. Nothing is mended: what fails is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Evidence, Verdict
from bot.assertions import (
    Clause,
    commercial,
    compared,
    denied,
    permitted,
    runs,
    split_clauses,
    ungrounded,
)
from bot.sentences import CITATION
from knowledge.catalogue import Catalogue
from knowledge.dates import date_supported, dates
from knowledge.keywords import tokens
from knowledge.mention import Mention, fold
from knowledge.names import Names
from knowledge.quantities import quantities, same_quantity
from knowledge.stems import content_stems

MOST_ADDED = 2  # citations that are added to a sentence without any


@dataclass(frozen=True)
class Checked:
    """A sentence after the check: the text to show, or why it is not shown."""

    text: str
    kept: bool
    reason: str = ""


_OTHER_LICENCES = re.compile(
    r"(?<![A-Za-z])(?:MIT|BSD|GPL|AGPL|LGPL|MPL|CC[ -]BY(?:[ -]\w+)*|RAIL|OpenRAIL|Apache|GNU)(?![A-Za-z])"
)
_UNSHOWABLE = re.compile(r"https?://|```|<[!@#]|\]\(|</?\w+>")
_LEAD_IN = re.compile(
    r"^(?:(?:yes|no|sure|certainly|explanation|answer)\s*[,.:!]\s*|(?:是的|不是|不能|可以|对|好的)[，。：]\s*|(?:说明|答案|回答|解释)[：:]\s*|[-*•]\s+|\d+\.\s+)+",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[.。!！?？][\"”」』）)]*$")


def check(sentence: str, verdict: Verdict, language: str, names: Names) -> Checked:
    """Hold one sentence against the evidence of a verdict."""
    cited = [int(n) for n in CITATION.findall(sentence)]
    body = _LEAD_IN.sub("", CITATION.sub("", sentence)).strip()
    body = re.sub(r"\s+([.。!！?？])", r"\1", body)
    body = body[:1].upper() + body[1:]
    if any(not 1 <= n <= len(verdict.references) for n in cited):
        return Checked(sentence, kept=False, reason="cites a source that does not exist")
    pool = [e for e in verdict.evidence if not cited or e.source in cited]
    reason = _form(body, language) or _content(body, pool, verdict, names)
    if reason:
        return Checked(sentence, kept=False, reason=reason)
    numbers = list(dict.fromkeys(cited)) or _citations(body, pool)
    return Checked(f"{body} {''.join(f'[{n}]' for n in numbers)}".strip(), kept=True)


def _form(body: str, language: str) -> str:
    """Why a sentence cannot be shown whatever it says, or nothing."""
    wide = len(re.findall(r"[\u3400-\u9fff]", body))
    if not _WHOLE.search(body):
        return "is not a whole sentence"
    if body.rstrip('”」』）)"').endswith(("?", "？")):
        return "asks instead of saying"
    if _UNSHOWABLE.search(body):
        return "holds a link, code or a mention"
    if (language == "zh") != (wide > len(body) * 0.1):
        return "is not in the language of the answer"
    return "" if len(tokens(body)) > 2 else "says nothing"  # noqa: PLR2004 - two words are no sentence


def _content(body: str, pool: Sequence[Evidence], verdict: Verdict, names: Names) -> str:
    """Why what a sentence says is not shown, or nothing."""
    if not pool:
        return "has no evidence"
    clauses = split_clauses(body, names)
    mentions = [m for clause in clauses for m in clause.mentions]
    for clause in clauses:
        usable = [
            e
            for e in pool
            if (e.kind in ("claim", "passage") if clause.of_article else e.kind != "claim")
        ]
        reason = (
            _names(clause, usable)
            or _figures(clause, usable)
            or _licences(clause, usable, names.catalogue)
            or commercial(clause, body, usable, verdict, names.catalogue)
            or permitted(clause, body, verdict.evidence)
            or runs(clause, verdict)
            or denied(clause, usable)
        )
        if reason:
            return reason
    return compared(body, mentions, pool, names.catalogue) or ungrounded(body, pool, names)


def _names(clause: Clause, usable: Sequence[Evidence]) -> str:
    for mention in clause.mentions:
        about = any(evidence.subjects & set(mention.models) for evidence in usable)
        if not about and not any(fold(mention.text) in fold(evidence.text) for evidence in usable):
            return f"names {mention.text}, which its evidence does not"
    return ""


def _figures(clause: Clause, usable: Sequence[Evidence]) -> str:
    own = [m for m in clause.mentions if clause.text[m.start : m.end] == m.text]
    spans = [m.span for m in own]
    for date in dates(clause.text, spans):
        lines = _about(date.start, own, clause.mentions, usable)
        if not any(date_supported(date, known) for line in lines for known in dates(line.text)):
            return f"gives the date {date.text}, which its evidence does not"
    for quantity in quantities(clause.text, spans):
        lines = _about(quantity.start, own, clause.mentions, usable)
        if not any(
            same_quantity(quantity, known) for line in lines for known in quantities(line.text)
        ):
            return f"gives the figure {quantity.text}, which its evidence does not"
    return ""


def _about(
    at: int, own: Sequence[Mention], inherited: Sequence[Mention], usable: Sequence[Evidence]
) -> list[Evidence]:
    """The evidence on the model that stands nearest before a place, or else after it."""
    before = [m for m in own if m.start <= at]
    owner = before[-1] if before else own[0] if own else inherited[0] if inherited else None
    if owner is None:
        return list(usable)
    return [
        e for e in usable if not e.subjects or e.subjects & set(owner.models) or not owner.models
    ]


def _licences(clause: Clause, usable: Sequence[Evidence], catalogue: Catalogue) -> str:
    folded = fold(clause.text)
    for licence in catalogue.licences.values():
        spellings = {fold(s) for s in (licence.name, *licence.aliases) if len(fold(s)) > 3}  # noqa: PLR2004 - "opt" is a model
        if any(s in folded for s in spellings):
            lines = _about(len(clause.text), clause.mentions, clause.mentions, usable)
            if not any(s in fold(line.text) for line in lines for s in spellings):
                return f"names the licence {licence.name}, which its evidence does not"
    for other in _OTHER_LICENCES.findall(clause.text):
        if not any(other.lower() in line.text.lower() for line in usable):
            return f"names the licence {other}, which its evidence does not"
    return ""


def _citations(body: str, pool: Sequence[Evidence]) -> list[int]:
    """The sources of the evidence that together holds most of a sentence's words."""
    left = set(content_stems(body))
    numbers: list[int] = []
    while left and len(numbers) < MOST_ADDED:
        best = max(pool, key=lambda e: len(left & content_stems(e.text)))
        found = left & content_stems(best.text)
        if not found:
            break
        left -= found
        if best.source not in numbers:
            numbers.append(best.source)
    return sorted(numbers)

"""The check that stands between a chat model and the reader, sentence by sentence.

A sentence is shown only if every number, date, licence, maker, language and model name in it stands
in the evidence that it cites, belongs to the model that it is said of, and is neither denied there
nor affirmed where it is denied. Comparisons are recomputed. Nothing is mended: what fails is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Verdict
from bot.attributions import unsupported_language, unsupported_licence, unsupported_maker
from bot.clauses import Clause, split_clauses
from bot.comparatives import compared
from bot.grounding import (
    contradicted,
    misattributed,
    repeats_mistake,
    swapped,
    ungrounded,
    upholds_article,
)
from bot.grounds import Grounds, Part, relevant
from bot.permissions import commercial, permitted, runs
from bot.sentences import CITATION
from bot.stated_figures import unsupported_date, unsupported_figure, with_years
from knowledge.dates import BLANK, blank
from knowledge.keywords import tokens
from knowledge.mention import fold
from knowledge.names import Names
from knowledge.stems import content_stems

FOREIGN = 0.15  # share of Chinese characters, names aside, that makes a sentence Chinese
MOST_ADDED = 2  # citations that are added to a sentence without any


@dataclass(frozen=True)
class Checked:
    """A sentence after the check: the text to show, or why it is not shown."""

    text: str
    kept: bool
    reason: str = ""


_UNSHOWABLE = re.compile(r"https?://|```|<[!@#]|\]\(|</?\w+>")
_LEAD_IN = re.compile(
    r"^(?:(?:yes|no|sure|certainly|explanation|answer)\s*[,.:!]\s*|(?:是的|不是|不能|可以|对|好的)[，。：]\s*|(?:说明|答案|回答|解释)[：:]\s*|[-*•]\s+|\d+\.\s+)+",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[.。!！?？][\"”』」）)]*$")


def check(sentence: str, verdict: Verdict, language: str, names: Names) -> Checked:
    """Hold one sentence against the evidence of a verdict."""
    return Checker(Grounds(verdict, names), language).check(sentence)


@dataclass(frozen=True)
class Checker:
    """The check of the sentences of one answer, whose evidence is made ready once."""

    grounds: Grounds
    language: str

    def check(self, sentence: str) -> Checked:
        """Hold one sentence against the evidence."""
        references = self.grounds.verdict.references
        cited = [int(n) for n in CITATION.findall(sentence)]
        body = _LEAD_IN.sub("", CITATION.sub("", sentence)).strip()
        body = re.sub(r"\s+([.。!！?？])", r"\1", re.sub(r"(?<=\S)[ \t]{2,}", " ", body))
        body = body[:1].upper() + body[1:]
        if any(not 1 <= n <= len(references) for n in cited):
            return Checked(sentence, kept=False, reason="cites a source that does not exist")
        pool = [p for p in self.grounds.parts if not cited or p.source in cited]
        reason = _form(body) or self._content(body, pool)
        if reason:
            return Checked(sentence, kept=False, reason=reason)
        numbers = list(dict.fromkeys(cited)) or _citations(body, pool)
        return Checked(f"{body} {''.join(f'[{n}]' for n in numbers)}".strip(), kept=True)

    def _content(self, body: str, pool: Sequence[Part]) -> str:
        """Why what a sentence says is not shown, or nothing."""
        grounds = self.grounds
        if not pool:
            return "has no evidence"
        body = with_years(body)
        mentions = grounds.mentions(body)
        if _is_foreign(body, self.language, grounds):
            return "is not in the language of the answer"
        clauses = split_clauses(body, mentions, grounds.every)
        for clause in clauses:
            reason = self._clause(clause, clauses, pool)
            if reason:
                return reason
        evidence = grounds.verdict.evidence
        corrected = " ".join(
            e.corrected
            for e in evidence
            if any(p.line == n for n, e in enumerate(evidence) for p in pool)
        )
        lexicon = grounds.lexicon
        named = sorted(
            [*lexicon.licences(body), *lexicon.organisations(body, mentions)], key=lambda n: n.start
        )
        return upholds_article(clauses, grounds) or ungrounded(
            body, pool, corrected, named, grounds
        )

    def _clause(self, clause: Clause, clauses: Sequence[Clause], pool: Sequence[Part]) -> str:
        grounds = self.grounds
        parts = relevant(pool, clause)
        reason = _unknown_name(clause, pool, grounds)
        if reason:
            return reason
        memory, room = runs(clause, grounds)
        comparison = compared(clause, parts, grounds)
        usable = [p for p in pool if p.kind in _kinds(clause)]
        return (
            memory
            or comparison.reason
            or unsupported_date(clause, usable, grounds)
            or unsupported_figure(clause, usable, grounds, (*comparison.computed, *room))
            or unsupported_licence(clause, usable, grounds)
            or unsupported_maker(clause, usable, grounds)
            or unsupported_language(clause, usable, grounds)
            or commercial(clause, clauses, grounds, parts)
            or permitted(clause, parts)
            or contradicted(clause, parts)
            or misattributed(clause, usable, grounds)
            or swapped(clause, parts, grounds)
            or repeats_mistake(clause, grounds)
        )


def _kinds(clause: Clause) -> tuple[str, ...]:
    return ("claim", "passage") if clause.of_article else ("fact", "passage", "estimate")


def _form(body: str) -> str:
    """Why a sentence cannot be shown whatever it says, or nothing."""
    if not _WHOLE.search(body):
        return "is not a whole sentence"
    if body.rstrip('”」』）)"').endswith(("?", "？")):
        return "asks instead of saying"
    if _UNSHOWABLE.search(body):
        return "holds a link, code or a mention"
    return "" if len(tokens(body)) > 2 else "says nothing"  # noqa: PLR2004 - two words are no sentence


def _is_foreign(body: str, language: str, grounds: Grounds) -> bool:
    """Whether a sentence, but for its names, is in another language than the answer."""
    bare = grounds.lexicon.without_licences(body)
    mentions = grounds.mentions(body)
    spans = [m.span for m in mentions]
    spans += [(n.start, n.end) for n in grounds.lexicon.organisations(body, mentions)]
    bare = blank(bare, spans).replace(BLANK, "").replace(" ", "")
    wide = len(re.findall(r"[\u3400-\u9fff]", bare))
    return (language == "zh") != (wide > len(bare) * FOREIGN)


def _unknown_name(clause: Clause, pool: Sequence[Part], grounds: Grounds) -> str:
    for mention in clause.named:
        about = any(part.subjects & set(mention.models) for part in pool)
        evidence = grounds.verdict.evidence
        if not about and not any(fold(mention.text) in fold(evidence[p.line].text) for p in pool):
            return f"names {mention.text}, which its evidence does not"
    return ""


def _citations(body: str, pool: Sequence[Part]) -> list[int]:
    """The sources of the evidence that together holds most of a sentence's words."""
    left = set(content_stems(body))
    numbers: list[int] = []
    while left and len(numbers) < MOST_ADDED:
        best = max(pool, key=lambda p: len(left & content_stems(p.text)))
        found = left & content_stems(best.text)
        if not found:
            break
        left -= found
        if best.source not in numbers:
            numbers.append(best.source)
    return sorted(numbers)

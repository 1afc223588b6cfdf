"""The score of an answer: is it right, does it claim what is wrong, does it refuse what it should."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.evaluation.questions import Alternatives, Question

FIRST_PICKS = 5  # among which one has to be as expected

_CITATION = re.compile(r" ?\[\d+\]")
_SENTENCE = re.compile(r"(?<=[。！？!?\n])|(?<=\.)(?=\s)")
_SAID_BY_ARTICLE = re.compile(r"\barticle\b|文章|文中|译文", re.IGNORECASE)


@dataclass(frozen=True)
class Score:
    """What became of one question; `wrong_claims` are sentences, and records wrongly picked."""

    question: Question
    text: str
    missing: tuple[str, ...] = ()
    buried: tuple[str, ...] = ()
    unsourced: tuple[str, ...] = ()
    wrong_claims: tuple[str, ...] = ()
    refused: bool = False
    language: str = ""
    error: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer is all that was expected."""
        return not self.faults

    @property
    def faults(self) -> tuple[str, ...]:
        """What is not as expected, each in a few words."""
        if self.error:
            return (f"broke: {self.error}",)
        faults = [f"missing: {expression}" for expression in self.missing]
        faults += [f"not in the first line: {expression}" for expression in self.buried]
        faults += [f"no such source: {expression}" for expression in self.unsourced]
        faults += [f"wrong claim: {claim}" for claim in self.wrong_claims]
        if self.refused != self.question.abstained:
            faults.append("refused" if self.refused else "not refused")
        if self.language != self.question.language:
            faults.append(f"answered in {self.language}")
        return tuple(faults)


def score(question: Question, answer: Mapping[str, Any]) -> Score:
    """Hold an answer, as its JSON or as what broke it, against its question.

    An answer without `sources` or `models`, as the plain recipe's, is not judged by its sources,
    and its text is searched for the picks.
    """
    if "error" in answer:
        return Score(question, text="", error=str(answer["error"]))
    text = _CITATION.sub("", f"{answer['verdict']}\n{answer['prose']}").strip()
    wrong = wrong_sentences(question.must_not, affirmed_text(text))
    missing = _lacking(question.must, text)
    models = answer.get("models")
    if models is None:
        missing += _lacking_names(question.picks, text)
    else:
        missing += _lacking_picks(question.picks, models)
        wrong += _wrong_picks(question.no_picks, models)
    return Score(
        question=question,
        text=text,
        missing=missing,
        buried=_lacking(question.lead, text.partition("\n")[0]),
        unsourced=_unsourced(question.evidence, answer.get("sources")),
        wrong_claims=wrong,
        refused=bool(answer["abstained"]),
        language=str(answer["language"]),
    )


def affirmed_text(text: str) -> str:
    """The text without its sentences on what the article says: those are quoted, not affirmed."""
    return "".join(s for s in _SENTENCE.split(text) if not _SAID_BY_ARTICLE.search(s))


def wrong_sentences(expressions: Iterable[str], text: str) -> tuple[str, ...]:
    """The sentences of `text` in which one of the expressions begins, each once."""
    begins = [0, *(cut.start() for cut in _SENTENCE.finditer(text)), len(text)]
    starts = sorted({m.start() for e in expressions for m in re.finditer(e, text, re.IGNORECASE)})
    found = dict.fromkeys(
        text[begin:end].strip()
        for begin, end in pairwise(begins)
        if any(begin <= start < end for start in starts)
    )
    return tuple(found)


def _lacking(needed: Iterable[Alternatives], text: str) -> tuple[str, ...]:
    return tuple(" | ".join(a) for a in needed if not any(_finds(e, text) for e in a))


def _lacking_picks(wanted: Alternatives, models: Iterable[str]) -> tuple[str, ...]:
    first = list(models)[:FIRST_PICKS]
    if not wanted or any(_finds(e, model) for e in wanted for model in first):
        return ()
    return (f"{' | '.join(wanted)} among {', '.join(first) or 'no picks'}",)


def _lacking_names(wanted: Alternatives, text: str) -> tuple[str, ...]:
    """As `_lacking_picks`, in a text: ids are names in lower case with hyphens for spaces."""
    words = re.sub(r"\s", "-", text)
    if not wanted or any(_finds(e.replace("^", r"\b"), words) for e in wanted):
        return ()
    return (" | ".join(wanted),)


def _wrong_picks(unwanted: Alternatives, models: Iterable[str]) -> tuple[str, ...]:
    found = [model for model in models if any(_finds(e, model) for e in unwanted)]
    return (f"picks {', '.join(found)}",) if found else ()


def _unsourced(
    needed: Iterable[Alternatives], sources: Iterable[Mapping[str, Any]] | None
) -> tuple[str, ...]:
    if sources is None:
        return ()
    return _lacking(needed, "\n".join(f"{s['title']} {s['url']}" for s in sources))


def _finds(expression: str, text: str) -> bool:
    return re.search(expression, text, re.IGNORECASE) is not None

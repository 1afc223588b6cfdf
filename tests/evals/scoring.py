"""Scoring of answers: is one right, does it claim what is wrong, does it refuse what it should."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict

from bot.batch import BatchTurn

QUESTIONS = Path(__file__).with_name("questions.jsonl")

Kind = Literal[
    "fact",
    "errata",
    "comparison",
    "choice",
    "list",
    "advice",
    "article",
    "follow-up",
    "false premise",
    "refusal",
]
Language = Literal["zh", "en"]
Alternatives = tuple[str, ...]  # regular expressions, one of which is enough

_CITATION = re.compile(r" ?\[\d+\]")
_SENTENCE = re.compile(r"(?<=[。！？!?\n])|(?<=\.)(?=\s)")
_SAID_BY_ARTICLE = re.compile(r"\barticle\b|文章|文中|译文", re.IGNORECASE)
_COLUMNS = (
    ("kind", 14),
    ("right", 7),
    ("zh", 5),
    ("en", 5),
    ("wrong claims", 12),
    ("precision", 9),
    ("recall", 6),
)


class Question(BaseModel):
    """A question with what its answer must hold and must not claim.

    Of every list in `must` one expression has to be found in the answer, of every list in `lead`
    one in its first line; none of `must_not` may be found in what the answer affirms.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    language: Language
    question: str
    history: tuple[BatchTurn, ...] = ()
    must: tuple[Alternatives, ...]
    lead: tuple[Alternatives, ...] = ()
    must_not: tuple[str, ...]
    abstained: bool


@dataclass(frozen=True)
class Score:
    """What became of one question."""

    question: Question
    text: str
    missing: tuple[str, ...] = ()
    buried: tuple[str, ...] = ()
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
        faults += [f"wrong claim: {expression}" for expression in self.wrong_claims]
        if self.refused != self.question.abstained:
            faults.append("refused" if self.refused else "not refused")
        if self.language != self.question.language:
            faults.append(f"answered in {self.language}")
        return tuple(faults)


@dataclass(frozen=True)
class Summary:
    """The figures of a group of scores; a share of nothing is None."""

    questions: int
    right: int
    wrong_claims: int
    refused: int
    refused_rightly: int
    to_refuse: int

    @property
    def right_share(self) -> float | None:
        """Right answers among all."""
        return _share(self.right, self.questions)

    @property
    def refusal_precision(self) -> float | None:
        """Refusals that were due among those given."""
        return _share(self.refused_rightly, self.refused)

    @property
    def refusal_recall(self) -> float | None:
        """Refusals given among those that were due."""
        return _share(self.refused_rightly, self.to_refuse)


def load_questions(path: Path = QUESTIONS) -> tuple[Question, ...]:
    """The questions of a JSONL file, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Question.model_validate_json(line) for line in lines if line.strip())


def score(question: Question, answer: Mapping[str, Any]) -> Score:
    """Hold an answer, as its JSON or as what broke it, against its question."""
    if "error" in answer:
        return Score(question, text="", error=str(answer["error"]))
    text = _CITATION.sub("", f"{answer['verdict']}\n{answer['prose']}").strip()
    affirmed = affirmed_text(text)
    return Score(
        question=question,
        text=text,
        missing=_lacking(question.must, text),
        buried=_lacking(question.lead, text.partition("\n")[0]),
        wrong_claims=tuple(e for e in question.must_not if _finds(e, affirmed)),
        refused=bool(answer["abstained"]),
        language=str(answer["language"]),
    )


def affirmed_text(text: str) -> str:
    """The text without its sentences on what the article says: those are quoted, not affirmed."""
    return "".join(s for s in _SENTENCE.split(text) if not _SAID_BY_ARTICLE.search(s))


def summarise(scores: Iterable[Score]) -> Summary:
    """The figures of some scores taken together."""
    counted = tuple(scores)
    return Summary(
        questions=len(counted),
        right=sum(s.right for s in counted),
        wrong_claims=sum(bool(s.wrong_claims) for s in counted),
        refused=sum(s.refused for s in counted),
        refused_rightly=sum(s.refused and s.question.abstained for s in counted),
        to_refuse=sum(s.question.abstained for s in counted),
    )


def table(scores: Sequence[Score]) -> str:
    """The figures by kind and language as a Markdown table of 80 columns; the last two tell of refusals."""
    groups = [(kind, [s for s in scores if s.question.kind == kind]) for kind in get_args(Kind)]
    rows = [tuple(name for name, _ in _COLUMNS), tuple("-" * width for _, width in _COLUMNS)]
    rows += [_row(name, group) for name, group in [*groups, ("all", scores)] if group]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, (_, width) in zip(row, _COLUMNS, strict=True))
        + " |"
        for row in rows
    )


def _row(name: str, group: Sequence[Score]) -> tuple[str, ...]:
    whole = summarise(group)
    by_language = [
        summarise(s for s in group if s.question.language == language)
        for language in get_args(Language)
    ]
    return (
        name,
        *(f"{part.right}/{part.questions}" for part in (whole, *by_language)),
        str(whole.wrong_claims),
        _figure(whole.refusal_precision),
        _figure(whole.refusal_recall),
    )


def _lacking(needed: Iterable[Alternatives], text: str) -> tuple[str, ...]:
    return tuple(" | ".join(a) for a in needed if not any(_finds(e, text) for e in a))


def _finds(expression: str, text: str) -> bool:
    return re.search(expression, text, re.IGNORECASE) is not None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _figure(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"

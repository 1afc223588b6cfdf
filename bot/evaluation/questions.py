"""The questions of an evaluation, each with what its answer must hold and must not claim."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from bot.batch import BatchTurn
from knowledge.errors import UsageError

Kind = Literal[
    "fact",
    "errata",
    "choice",
    "list",
    "comparison",
    "why not",
    "may we",
    "will it run",
    "advice",
    "article",
    "definition",
    "follow-up",
    "false premise",
    "refusal",
]
Language = Literal["zh", "en"]


def _compiles(expression: str) -> str:
    try:
        re.compile(expression)
    except re.error as error:
        raise ValueError(f"{expression!r} is no regular expression: {error}") from error
    return expression


Expression = Annotated[str, AfterValidator(_compiles)]
Alternatives = tuple[Expression, ...]  # one of which is enough

# The questions are part of a checkout, not of what is installed.
SHIPPED = Path(__file__).parents[2] / "tests" / "evals" / "questions.jsonl"


class Question(BaseModel):
    """A question with its expectations, all of them regular expressions without regard to case.

    Of every list in `must` one has to be found in the answer, of every list in `lead` one in its
    first line, of every list in `evidence` one in the title or address of a cited source. None of
    `must_not` may be found in what the answer affirms. `picks` and `no_picks` are about the ids
    of the records of a choice: one of the first few has to match, and none of all may.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    language: Language
    question: str
    history: tuple[BatchTurn, ...] = ()
    must: tuple[Alternatives, ...]
    lead: tuple[Alternatives, ...] = ()
    must_not: tuple[Expression, ...]
    picks: Alternatives = ()
    no_picks: Alternatives = ()
    evidence: tuple[Alternatives, ...] = ()
    abstained: bool


def load_questions(path: Path = SHIPPED) -> tuple[Question, ...]:
    """The questions of a JSONL file, in its order.

    Raises `UsageError` where the file cannot be read or a line is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The questions cannot be read: {path}.",
            "Run it in a checkout of the project, or name a file with --questions.",
        ) from error
    return tuple(
        _question(line, number, path) for number, line in enumerate(lines, start=1) if line.strip()
    )


def only(
    questions: Iterable[Question], prefixes: Iterable[str], each: int | None
) -> list[Question]:
    """Those whose id begins with one of `prefixes`, if any; at most `each` of a kind and language."""
    starts = tuple(prefixes)
    taken: Counter[tuple[Kind, Language]] = Counter()
    kept = []
    for question in questions:
        group = (question.kind, question.language)
        if (not starts or question.id.startswith(starts)) and (each is None or taken[group] < each):
            taken[group] += 1
            kept.append(question)
    return kept


def _question(line: str, number: int, path: Path) -> Question:
    try:
        return Question.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{path}, line {number}, is no question: {where + ': ' if where else ''}{first['msg']}.",
            "The README, under Evaluation, says what a line holds.",
        ) from error

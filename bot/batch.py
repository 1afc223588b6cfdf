"""Many questions from a JSONL file: one JSON line out for each, in the same order."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.understanding import Turn
from knowledge.errors import UsageError

Line = TypeVar("Line", bound=BaseModel)


class BatchTurn(BaseModel):
    """An earlier message of a question's conversation."""

    role: Literal["user", "assistant"]
    content: str


class BatchQuestion(BaseModel):
    """A line of the file."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    question: str
    history: Annotated[list[BatchTurn], Field(default_factory=list)]

    def turns(self) -> tuple[Turn, ...]:
        """The history as the engine reads it."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class BatchQuery(BaseModel):
    """A line of a file of search queries."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    query: str


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be used: its number, its id where it has one, and why."""

    number: int
    id: str | int | None
    reason: str

    def to_json(self) -> dict[str, Any]:
        """What stands in the output in place of an answer."""
        return {"id": self.id, "line": self.number, "error": self.reason}


def read_batch(path: Path, kind: type[Line]) -> Iterator[Line | BadLine]:
    """The lines of a JSONL file, each as `kind` or as what is wrong with it; blank ones are passed over.

    Raises `UsageError` where the file cannot be opened.
    """
    return (line for _, line in _numbered(path, kind))


def require_readable(path: Path) -> None:
    """Raise `UsageError` where a file of questions cannot be opened."""
    _opened(path).close()


def _numbered(path: Path, kind: type[Line]) -> Iterator[tuple[int, Line | BadLine]]:
    with _opened(path) as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield number, _parse(raw, number, kind)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror}.", "Name an existing JSONL file."
        ) from error


def _parse(raw: bytes, number: int, kind: Any) -> Any:
    try:
        given = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return BadLine(number, None, "is not UTF-8")
    except (ValueError, RecursionError) as error:
        return BadLine(number, None, f"is not JSON: {error}")
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        identifier = given.get("id") if isinstance(given, dict) else None
        known = identifier if isinstance(identifier, str | int) else None
        return BadLine(number, known, f"{where + ': ' if where else ''}{first['msg']}")


def run_batch(
    path: Path,
    kind: type[Line],
    answer: Callable[[Any], dict[str, Any]],
    write: Callable[[str], None],
    complain: Callable[[str], None],
) -> int:
    """Answer every line of a file; returns how many could not be answered."""
    failed = 0
    for number, line in _numbered(path, kind):
        bad = line if isinstance(line, BadLine) else None
        try:
            result = bad.to_json() if bad else answer(line)
        except UsageError as error:
            bad = BadLine(number, getattr(line, "id", None), error.message)
            result = bad.to_json()
        if bad is not None:
            failed += 1
            complain(f"line {bad.number} {bad.reason}")
        write(json.dumps(result, ensure_ascii=False))
    return failed

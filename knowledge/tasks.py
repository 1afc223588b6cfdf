"""What a task takes: no model, a search, an encoder, another kind of model, or one that writes."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import RecordError
from knowledge.record import Frozen, Identifier, Source, Text
from knowledge.yaml_file import parse, read_text

FILE = Path(__file__).parent / "tasks.yaml"
Takes = Literal["nothing", "search", "classic", "other", "encoder", "perhaps", "llm"]


class Task(Frozen):
    """Something that teams want done with text; `words` are patterns of how people name it, between bars."""

    id: Identifier
    takes: Takes
    name: Text
    words: Text
    text: Text
    source: str


class _File(Frozen):
    sources: dict[str, Source]
    tasks: tuple[Task, ...]


class Tasks(NamedTuple):
    """All tasks, the simplest means first, and their sources."""

    tasks: tuple[Task, ...]
    sources: Mapping[str, Source]

    def find(self, text: str) -> Task | None:
        """The task that a text names by the most words, of as many the one that takes the least."""
        named = [
            (len({found.group().lower() for found in _pattern(task).finditer(text)}), task)
            for task in self.tasks
        ]
        most = max(number for number, _ in named)
        return next(task for number, task in named if number == most) if most else None


@cache
def load_tasks(path: Path = FILE) -> Tasks:
    """Load the tasks; raises `RecordError` naming the file and what is wrong with it."""
    try:
        file: _File = TypeAdapter(_File).validate_python(parse(read_text(path), path))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{path}: {field}: {first['msg']}.", "Mend that field.") from error
    for task in file.tasks:
        if task.source not in file.sources:
            raise RecordError(
                f"{path}: {task.id} names the source {task.source!r}, which is not listed.",
                "Add it under `sources`.",
            )
    return Tasks(file.tasks, file.sources)


@cache
def _pattern(task: Task) -> re.Pattern[str]:
    english, chinese = (re.sub(r"\s+\|\s+", "|", words) for words in (task.words.en, task.words.zh))
    return re.compile(rf"\b(?:{english})|(?:{chinese})", re.IGNORECASE)

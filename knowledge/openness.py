"""Whether the data that models were trained on are published, by family."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import RecordError
from knowledge.record import Frozen, Identifier, Source
from knowledge.yaml_file import parse, read_text

FILE = Path(__file__).parent / "openness.yaml"


class Openness(Frozen):
    """How much of a family's training data is published, and who says so."""

    family: Identifier
    data: Literal["full", "partial"]
    source: Source


@cache
def load_openness(path: Path = FILE) -> Mapping[str, Openness]:
    """What is known, by family; raises `RecordError` naming the file and what is wrong with it."""
    try:
        listed = TypeAdapter(tuple[Openness, ...]).validate_python(parse(read_text(path), path))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{path}: {field}: {first['msg']}.", "Mend that field.") from error
    return {one.family: one for one in listed}

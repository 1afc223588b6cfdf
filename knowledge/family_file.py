"""A file of records: read, its common facts merged into each record, checked against the schema."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import RecordError
from knowledge.record import Family
from knowledge.yaml_file import line_of, parse, read_text

_FAMILY = TypeAdapter(Family)


def load_family(path: Path) -> Family:
    """The family that a file holds; raises `RecordError` naming file, line and field."""
    text = read_text(path)
    family = validate_family(parse(text, path), path, text)
    if family.id != path.stem:
        raise RecordError(
            f"{path}:{line_of(text, ['id'])}: id: is {family.id!r}, but the file is {path.stem!r}.",
            "Rename one.",
        )
    return family


def validate_family(data: Any, path: Path, text: str) -> Family:
    """The family in the data of a file; `text` is what errors take their line from."""
    family: Family = validate(_FAMILY, with_common(data), path, text)
    return family


def with_common(data: Any) -> Any:
    """The data of a family with its common facts in each of its records."""
    if not isinstance(data, dict):
        return data
    common, models = data.get("common"), data.get("models")
    if not isinstance(common, dict) or not isinstance(models, list):
        return data
    return {**data, "models": [_extended(model, common) for model in models]}


def _extended(model: Any, common: Mapping[str, Any]) -> Any:
    facts = model.get("facts", {}) if isinstance(model, dict) else None
    return {**model, "facts": {**common, **facts}} if isinstance(facts, dict) else model


def validate(kind: TypeAdapter[Any], value: Any, path: Path, text: str) -> Any:
    """A value of the kind wanted; raises `RecordError` naming file, line and field."""
    try:
        return kind.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = _named(list(first["loc"]), value)
        field = ".".join(str(part) for part in where) or "the file"
        line = line_of(text, _written(text, path, where)) or 1
        raise RecordError(f"{path}:{line}: {field}: {first['msg']}.", "Mend that field.") from error


def _named(where: list[str | int], value: Any) -> list[str | int]:
    """The place of an error with the record's id instead of its number, as people look for it."""
    if len(where) > 1 and where[0] == "models" and isinstance(where[1], int):
        record = value["models"][where[1]]
        if isinstance(record, dict) and isinstance(record.get("id"), str):
            return ["models", record["id"], *where[2:]]
    return where


def _written(text: str, path: Path, where: list[str | int]) -> list[str | int]:
    """Where a field was written: in the record, or for all of them under `common`."""
    if len(where) > 3 and where[0] == "models" and where[2] == "facts":  # noqa: PLR2004 - models, id, facts, name
        models = parse(text, path).get("models", [])
        own = next((m for m in models if isinstance(m, dict) and m.get("id") == where[1]), {})
        if where[3] not in (own.get("facts") or {}):
            return ["common", *where[3:]]
    return where

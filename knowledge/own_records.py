"""A team's own records: YAML files in a folder that extend or override the shipped ones."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.consistency import Filed, first_inconsistencies
from knowledge.errors import RecordError
from knowledge.family_file import validate_family
from knowledge.licence import Licence
from knowledge.yaml_file import line_of, parse, read_text


def own_families(
    folder: Path, shipped: Sequence[Filed], licences: Mapping[str, Licence], today: date
) -> tuple[list[Filed], list[RecordError]]:
    """The shipped families with those of `folder` over them, and what was wrong in the folder.

    A file of the name of a shipped one overrides what it names and leaves the rest; a file with
    an error is left out whole, so that half of it never counts.
    """
    original = {one.path.stem: one for one in shipped}
    filed, problems = dict(original), []
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        try:
            if path.stem in filed and filed[path.stem].path.parent == folder:
                raise RecordError(f"{path}: there is another file of this name.", "Keep one.")  # noqa: TRY301 - told like the others
            filed[path.stem] = _load(path, original.get(path.stem))
        except RecordError as error:
            problems.append(error)
    while faults := _faults(filed, original, licences, today):
        for stem, fault in faults.items():
            problems.append(fault)
            if stem in original:
                filed[stem] = original[stem]
            else:
                del filed[stem]
    return list(filed.values()), problems


def _load(path: Path, shipped: Filed | None) -> Filed:
    text = read_text(path)
    data = parse(text, path)
    if not isinstance(data, dict):
        raise RecordError(f"{path}:1: a family of models is wanted, with keys.", "Mend the file.")
    if data.get("id", path.stem) != path.stem:
        line = line_of(text, ["id"])
        raise RecordError(
            f"{path}:{line}: id: is {data['id']!r}, but the file is {path.stem!r}.", "Rename one."
        )
    data = {"id": path.stem, **data}
    if shipped is not None:
        _check_ids(data.get("models"), path, text)
        data = _laid_over(parse(read_text(shipped.path), shipped.path), data)
    return Filed(validate_family(data, path, text), path)


def _check_ids(models: Any, path: Path, text: str) -> None:
    """Raise `RecordError` for a record that does not tell which one it adds or changes."""
    for place, record in enumerate(models if isinstance(models, list) else ()):
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            line = line_of(text, ["models", place, "id"])
            raise RecordError(
                f"{path}:{line}: models.{place}.id: the id of a record is wanted.",
                "Name the record that it adds or changes.",
            )


def _faults(
    filed: Mapping[str, Filed],
    original: Mapping[str, Filed],
    licences: Mapping[str, Licence],
    today: date,
) -> dict[str, RecordError]:
    """The first thing that is wrong with each of the team's files, by its name."""

    def own(one: Filed) -> bool:
        return original.get(one.path.stem) is not one

    # Of two files that clash the later one is at fault, and that is never the shipped one.
    ordered = sorted(filed.values(), key=own)
    found = first_inconsistencies(ordered, licences, today)
    return {one.path.stem: error for one, error in found if own(one)}


def _laid_over(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a shipped file with what a team's file says in its place."""
    merged = {**shipped, **own}
    for key in ("sources", "common"):
        if isinstance(own.get(key, {}), dict):
            merged[key] = {**shipped.get(key, {}), **own.get(key, {})}
    for key in ("aliases", "claims"):
        if isinstance(own.get(key, []), list):
            merged[key] = [*shipped.get(key, []), *own.get(key, [])]
    if isinstance(own.get("models", []), list):
        merged["models"] = _records(shipped["models"], own.get("models", []))
    return merged


def _records(
    shipped: Sequence[Mapping[str, Any]], own: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    changes = {record["id"]: record for record in own}
    known = {record["id"] for record in shipped}
    changed = [_changed(record, changes.get(record["id"], {})) for record in shipped]
    return [*changed, *(record for record in own if record["id"] not in known)]


def _changed(record: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    facts = change.get("facts", {})
    if isinstance(facts, dict):
        facts = {**record.get("facts", {}), **facts}
    return {**record, **change, "facts": facts}

"""Model records among a team's documents: the catalogue reads them, by a link in its own folder."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from knowledge.errors import DataFolderError, RecordError
from knowledge.yaml_file import parse, read_text

_ENDINGS = (".yaml", ".yml")


def are_records(data: Any) -> bool:
    """Whether the data of a YAML file are a family of models, as the catalogue has them."""
    models = data.get("models") if isinstance(data, dict) else None
    return (
        isinstance(models, list)
        and bool(models)
        and all(isinstance(one, dict) and "id" in one for one in models)
        and any("facts" in one for one in models)
    )


def holds_records(path: Path) -> bool:
    """Whether a file holds model records; a file that cannot be read holds none."""
    if path.suffix.lower() not in _ENDINGS:
        return False
    try:
        return are_records(parse(read_text(path), path))
    except RecordError:
        return False


def taken_records(models_dir: Path) -> dict[Path, Path]:
    """What the catalogue reads from its folder, by the real path of each file."""
    return {
        Path(os.path.realpath(entry)): entry
        for ending in _ENDINGS
        for entry in sorted(models_dir.glob(f"*{ending}"))
    }


def take_records(models_dir: Path, path: Path) -> bool:
    """Have the catalogue read a file of records; tell whether it did not do so before.

    Raises `RecordError` where the records are wrong, `DataFolderError` where they cannot be linked.
    """
    if Path(os.path.realpath(path)) in taken_records(models_dir):
        return False
    entry = models_dir / f"{path.stem}.yaml"
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        if entry.exists():
            raise RecordError(f"{entry}: there is a file of this name already.", "Rename one.")
        entry.unlink(missing_ok=True)  # a link to what is gone
        _link(path, entry)
    except OSError as error:
        raise DataFolderError(
            f"{entry} cannot be written: {error.strerror or error}.", "Mend the folder's rights."
        ) from error
    try:
        _check(models_dir, entry, path)
    except RecordError:
        entry.unlink()
        raise
    return True


def release_records(models_dir: Path, gone: Iterable[Path]) -> list[Path]:
    """Take the links to files that are, or are in, what is gone out of the folder; tell which files."""
    left = [Path(os.path.realpath(path)) for path in gone]
    released = []
    for target, entry in taken_records(models_dir).items():
        linked = entry.is_symlink() and any(one == target or one in target.parents for one in left)
        if linked:
            with suppress(OSError):
                entry.unlink()
                released.append(target)
    return released


def _link(path: Path, entry: Path) -> None:
    try:
        entry.symlink_to(os.path.realpath(path))
    except (OSError, NotImplementedError):
        shutil.copyfile(path, entry)  # where links need a right that few have


def _check(models_dir: Path, entry: Path, path: Path) -> None:
    from knowledge.catalogue import load_catalogue

    for problem in load_catalogue(own=models_dir).problems:
        if problem.message.startswith(f"{entry}:") or problem.message.startswith(f"{entry} "):
            raise RecordError(problem.message.replace(str(entry), str(path)), problem.hint)

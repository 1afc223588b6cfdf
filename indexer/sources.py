"""What the team named to be indexed: paths and addresses, kept in `sources.json` of the data folder."""

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from knowledge.errors import DataFolderError

FORMAT = 1
_PATIENCE = 10.0  # seconds to wait for another process that changes the sources


@dataclass(frozen=True)
class Sources:
    """Paths (absolute) and addresses, in the order in which they were added."""

    paths: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()


def expanded(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Paths as people write them, made absolute, `~` replaced."""
    return tuple(Path(os.path.abspath(path.expanduser())) for path in paths)  # noqa: PTH100 - links stay as they are


def sources_file(data_dir: Path) -> Path:
    """The file that keeps the sources of a data folder."""
    return data_dir / "sources.json"


def read_sources(data_dir: Path) -> Sources:
    """The sources that were added; raises `DataFolderError` where the file is not as it was written."""
    path = sources_file(data_dir)
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return _from_stored(stored)
    except FileNotFoundError:
        return Sources()
    except OSError as error:
        raise DataFolderError(
            f"{path} cannot be read: {error.strerror or error}.", "Mend the rights of the file."
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise DataFolderError(
            f"{path} is damaged: {error}.",
            "Mend it, or remove it and add the sources again: `modelsage index add …`.",
        ) from error


def change_sources(data_dir: Path, change: Callable[[Sources], Sources]) -> Sources:
    """Change the sources, whoever else does so at the same time, and return them.

    Raises `DataFolderError` where the file cannot be read or written.
    """
    path = sources_file(data_dir)
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_PATIENCE):
            before = read_sources(data_dir)
            after = change(before)
            if after != before:
                _write(path, after)
            return after
    except Timeout as error:
        raise DataFolderError(
            f"Another process is changing {path}.", "Wait until it ends, then try again."
        ) from error
    except OSError as error:
        raise DataFolderError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Free space, mend the folder's rights, or set MODELSAGE_DATA_DIR to another folder.",
        ) from error


def cover(path: Path, among: Iterable[Path]) -> Path | None:
    """The source that a path is, or is in, if there is one."""
    return next((one for one in among if path == one or one in path.parents), None)


def with_one(new: Path | str, sources: Sources) -> Sources:
    """The sources and one more, a path or an address; it is added once."""
    if isinstance(new, Path):
        return replace(sources, paths=tuple(dict.fromkeys((*sources.paths, new))))
    return replace(sources, addresses=tuple(dict.fromkeys((*sources.addresses, new))))


def without(gone: Iterable[Path | str], sources: Sources) -> Sources:
    """The sources but for some paths or addresses."""
    left = set(gone)
    return replace(
        sources,
        paths=tuple(path for path in sources.paths if path not in left),
        addresses=tuple(address for address in sources.addresses if address not in left),
    )


def _from_stored(stored: Any) -> Sources:
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise ValueError(f"it is not of format {FORMAT}")
    paths, addresses = stored["paths"], stored["addresses"]
    if not all(isinstance(one, str) and one for one in (*paths, *addresses)):
        raise ValueError("paths and addresses are texts")
    return Sources(tuple(Path(path) for path in paths), tuple(addresses))


def _write(path: Path, sources: Sources) -> None:
    stored = {
        "format": FORMAT,
        "paths": [os.fspath(path) for path in sources.paths],
        "addresses": list(sources.addresses),
    }
    draft = path.with_suffix(".new")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(stored, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise

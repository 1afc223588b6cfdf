"""The generations of an index on disk, and the pointer to the one in use.

    index/CURRENT          the name of the generation that readers use, replaced in one step
    index/GENERATION/      chroma/, keywords/, chunks.jsonl, manifest.json (written last: no
                           manifest, no index) and others

A reader opens the generation that CURRENT names and holds it; a build writes the next one beside it
and removes those that nobody holds.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from weakref import finalize

from knowledge.errors import DataFolderError, IndexMissing, IndexUnusable

FORMAT = 4  # raise it when what is stored changes: an older index is then rebuilt
HASHED_UP_TO = 512 * 2**20  # bytes; larger files are checked by their size: hashing them is slow
# Chroma's database changes whenever it is opened: it is checked by what it holds instead.
UNHASHED = "chroma"
DATABASE = "chroma.sqlite3"
CONDEMNED = "DAMAGED"
MANIFEST = "manifest.json"
BUILD_HINT = "Run `modelsage index build`."


@dataclass(frozen=True)
class Manifest:
    """What an index was built from, with what, and the files it consists of."""

    format: int
    embedding_model: str
    embedding_version: str  # of its library or files; empty where it cannot be told
    inputs: str  # digest of the documents: where it is equal, nothing changed
    vectors: str  # their sum; empty where there are too many to read at each opening
    chunks: int
    documents: int
    removed: int  # vectors taken out of Chroma's graph since it was last built from nothing
    built_at: str
    server: str  # the Chroma server that holds the vectors; empty where they are in the folder
    # By language, the cosine similarity that questions about nothing in the index reach: a passage
    # below it says nothing.
    relevance_floor: dict[str, float]
    files: dict[str, tuple[int, str]]  # path -> size in bytes, SHA-256 (empty for large files)


def index_folder(data_dir: Path) -> Path:
    """The folder of all generations of a data folder's index."""
    return data_dir / "index"


def current_generation(data_dir: Path) -> Path | None:
    """The folder of the generation that readers use, if there is one."""
    try:
        name = (index_folder(data_dir) / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise IndexUnusable(
            f"{index_folder(data_dir)} is damaged: CURRENT is no text.", BUILD_HINT
        ) from error
    except OSError as error:
        raise DataFolderError(f"{index_folder(data_dir)} cannot be read: {error}.") from error
    return index_folder(data_dir) / Path(name).name


def pointer_stamp(data_dir: Path) -> tuple[int, int] | None:
    """What is another one after each `publish`; costs one look at the file system."""
    try:
        state = (index_folder(data_dir) / "CURRENT").stat()
    except OSError:
        return None
    return (state.st_ino, state.st_mtime_ns)


def publish(data_dir: Path, generation: Path) -> None:
    """Make a whole generation the current one, in one step that survives a crash."""
    pointer = index_folder(data_dir) / "CURRENT"
    draft = pointer.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(generation.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(pointer)


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write the manifest, which makes the generation whole."""
    with (generation / MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def condemn(generation: Path) -> None:
    """Note that a generation turned out damaged on reading, so that the next build replaces it."""
    with contextlib.suppress(OSError):
        (generation / CONDEMNED).touch()


def current_manifest(data_dir: Path, hashed_up_to: int = HASHED_UP_TO) -> tuple[Path, Manifest]:
    """The generation in use and its manifest; raises `IndexMissing` or `IndexUnusable`.

    Files of more than `hashed_up_to` bytes are checked by their size alone.
    """
    generation = current_generation(data_dir)
    if generation is None:
        raise IndexMissing(f"There is no index in {data_dir} yet.", BUILD_HINT)
    manifest = read_manifest(generation)
    damaged = damaged_files(generation, manifest, hashed_up_to)
    if damaged or (generation / CONDEMNED).exists():
        condemn(generation)
        damaged = damaged or (UNHASHED,)
        raise IndexUnusable(
            f"The index {generation} is damaged: {damaged[0]} is not as it was written.", BUILD_HINT
        )
    return generation, manifest


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises `IndexUnusable` where it is missing or not whole."""
    try:
        stored = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexUnusable(
            f"The index {generation} is damaged: its manifest is not whole.", BUILD_HINT
        ) from error
    return manifest_from(stored, generation)


def manifest_from(stored: Any, generation: Path) -> Manifest:
    """The manifest that was stored as JSON; raises `IndexUnusable` where it is none of this version."""
    try:
        if stored["format"] != FORMAT:
            raise IndexUnusable(f"The index {generation} was built by another version.", BUILD_HINT)
        files = {name: (int(size), str(digest)) for name, (size, digest) in stored["files"].items()}
        return Manifest(**{**stored, "files": files})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnusable(
            f"The index {generation} is damaged: its manifest is not whole.", BUILD_HINT
        ) from error


def damaged_files(
    generation: Path, manifest: Manifest, hashed_up_to: int = HASHED_UP_TO
) -> tuple[str, ...]:
    """The files that are missing or are not what the manifest says."""
    changed = tuple(
        name
        for name, (size, digest) in manifest.files.items()
        if not _intact(generation / name, size, digest if size <= hashed_up_to else "")
    )
    if changed or manifest.server or _is_database(generation / UNHASHED / DATABASE):
        return changed
    return (DATABASE,)


def _is_database(path: Path) -> bool:
    """Whether SQLite can read the file from end to end; what it holds, a reader checks."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except (sqlite3.Error, ValueError):
        return False


def _intact(path: Path, size: int, digest: str) -> bool:
    try:
        return path.stat().st_size == size and (not digest or _sha256(path) == digest)
    except OSError:
        return False


def inventory(folder: Path, lasting: Iterable[Path]) -> dict[str, tuple[int, str]]:
    """Size and sum of every file of a generation that stays as it is; of Chroma's, those in `lasting`."""
    own = (path for path in folder.rglob("*") if path.relative_to(folder).parts[0] != UNHASHED)
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_size,
            _sha256(path) if path.stat().st_size <= HASHED_UP_TO else "",
        )
        for path in sorted({*own, *lasting})
        if path.is_file()
    }


class Hold:
    """Keeps a generation from being removed until it is released; raises `OSError`.

    The system releases it for a process that dies.
    """

    def __init__(self, generation: Path) -> None:
        file = os.open(generation / MANIFEST, os.O_RDONLY | os.O_CLOEXEC)
        self.release = finalize(self, os.close, file)  # at the latest when nobody has it
        fcntl.flock(file, fcntl.LOCK_SH)


def remove_unused(data_dir: Path) -> None:
    """Remove every generation, whole or begun, that is neither the current one nor held by a reader."""
    try:
        current = current_generation(data_dir)
    except IndexUnusable:
        current = None
    for folder in index_folder(data_dir).iterdir():
        if folder.is_dir() and folder != current and not _held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _held(generation: Path) -> bool:
    try:
        with (generation / MANIFEST).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The generations of an index on disk, and the pointer to the one in use.

    index/CURRENT          the name of the generation that readers use, replaced in one step
    index/GENERATION/      chroma/, keywords/, order.json, manifest.json (written last: no manifest,
                           no index)

A reader opens the generation that CURRENT names and keeps it; a build writes the next one beside it.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.errors import DataFolderError, IndexMissing, IndexUnusable

FORMAT = 3  # raise it when what is stored changes: an older index is then rebuilt
HASHED_UP_TO = 32 * 2**20  # larger files are checked by their size alone: hashing them is slow
# Chroma's own files change whenever it opens them: they are checked by what they hold instead, the
# digest of the chunks read from them.
UNHASHED = "chroma"
DATABASE = "chroma.sqlite3"
CONDEMNED = "DAMAGED"
BUILD_HINT = "Run `modelsage index build`."


@dataclass(frozen=True)
class Manifest:
    """What an index was built from, with what, and the files it consists of."""

    format: int
    embedding_model: str
    inputs: str  # digest of the documents: where it is equal, nothing changed
    digest: str  # of all chunks, as they are stored
    vectors: str  # sum of their vectors; empty where there are too many to read at each opening
    chunks: int
    documents: int
    built_at: str
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
    with (generation / "manifest.json").open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def condemn(generation: Path) -> None:
    """Note that a generation turned out damaged on reading, so that the next build replaces it."""
    with contextlib.suppress(OSError):
        (generation / CONDEMNED).touch()


def current_manifest(data_dir: Path) -> tuple[Path, Manifest]:
    """The generation in use and its manifest; raises `IndexMissing` or `IndexUnusable`."""
    generation = current_generation(data_dir)
    if generation is None:
        raise IndexMissing(f"There is no index in {data_dir} yet.", BUILD_HINT)
    manifest = read_manifest(generation)
    damaged = damaged_files(generation, manifest)
    if damaged or (generation / CONDEMNED).exists():
        damaged = damaged or (UNHASHED,)
        raise IndexUnusable(
            f"The index {generation} is damaged: {damaged[0]} is not as it was written.", BUILD_HINT
        )
    return generation, manifest


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises `IndexUnusable` where it is missing or not whole."""
    try:
        stored = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        stored["files"] = {name: tuple(entry) for name, entry in stored["files"].items()}
        manifest = Manifest(**stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnusable(
            f"The index {generation} is damaged: its manifest is not whole.", BUILD_HINT
        ) from error
    if manifest.format != FORMAT:
        raise IndexUnusable(f"The index {generation} was built by another version.", BUILD_HINT)
    return manifest


def damaged_files(generation: Path, manifest: Manifest) -> tuple[str, ...]:
    """The files that are missing or are not what the manifest says."""
    changed = tuple(
        name
        for name, (size, digest) in manifest.files.items()
        if not _intact(generation / name, size, digest)
    )
    return changed or (() if _is_database(generation / UNHASHED / DATABASE) else (DATABASE,))


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


def inventory(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and sum of every file of a generation that stays as it is written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_size,
            _sha256(path) if path.stat().st_size <= HASHED_UP_TO else "",
        )
        for path in files
        if path.relative_to(folder).parts[0] != UNHASHED
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

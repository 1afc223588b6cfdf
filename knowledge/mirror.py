"""A Chroma server's index on this machine: its chunks and keywords, fetched when it names another.

The server says which generation is in use, so that bots on several machines switch together. The
one who builds writes the folder himself; for the others it is made here.
"""

import json
import shutil
from contextlib import closing, suppress
from dataclasses import asdict, replace
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.chroma import Pointer, Vectors
from knowledge.chroma_server import Server
from knowledge.chunk_file import CHUNKS, write_chunks
from knowledge.errors import DataFolderError, IndexMissing, IndexUnusable
from knowledge.generations import (
    BUILD_HINT,
    Manifest,
    current_generation,
    index_folder,
    inventory,
    manifest_from,
    publish,
    read_manifest,
    remove_unused,
    write_manifest,
)
from knowledge.keywords import Keywords


def follow_server(data_dir: Path, pointer: Pointer) -> None:
    """Make the generation that a server names the current one here.

    Raises `IndexMissing` where it names none, `IndexUnusable` or `IndexUnreachable`.
    """
    name, server = pointer.generation(), pointer.server
    if not name:
        raise IndexMissing(f"There is no index on the Chroma server {server.url} yet.", BUILD_HINT)
    folder = index_folder(data_dir) / Path(name).name
    if current_generation(data_dir) == folder:
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / "mirror.lock"):
            try:
                read_manifest(folder)
            except IndexUnusable:
                _fetch(folder, server)
            publish(data_dir, folder)
        with suppress(Timeout), FileLock(folder.parent / "build.lock", timeout=0):
            remove_unused(data_dir)
    except OSError as error:
        raise DataFolderError(f"{folder} cannot be written: {error}.", "Free space.") from error


def _fetch(folder: Path, server: Server) -> None:
    with closing(Vectors(folder, server)) as vectors:
        manifest = manifest_from(json.loads(vectors.description() or "{}"), folder)
        chunks = vectors.chunks()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write_chunks(folder, chunks)
    Keywords.build(chunk.embedded_text for chunk in chunks).save(folder / "keywords")
    files = inventory(folder, ())
    if files[CHUNKS] != manifest.files.get(CHUNKS):
        raise IndexUnusable(
            f"The Chroma server {server.url} holds other chunks than were written to it.",
            BUILD_HINT,
        )
    write_manifest(folder, replace(manifest, files=files))


def serve(generation: Path, manifest: Manifest, server: Server) -> None:
    """Make a generation that was written to a server the one that it names to all."""
    with closing(Vectors(generation, server)) as vectors:
        vectors.describe(json.dumps(asdict(manifest)))
    with closing(Pointer(server)) as pointer:
        pointer.move(generation.name)

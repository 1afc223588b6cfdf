"""The next generation on disk: the current one changed where little changed, else built anew."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from indexer.contents import Contents, write_contents
from knowledge.chroma import Matrix
from knowledge.chroma_server import Server
from knowledge.chunk import Chunk
from knowledge.chunk_file import ChunkFile
from knowledge.errors import DataFolderError, IndexUnusable
from knowledge.generations import Manifest, current_generation, index_folder, publish
from knowledge.index import Change, write_generation
from knowledge.mirror import serve

# What is removed from Chroma's graph stays in it as a hole, so a graph is built anew when so large
# a share of it would be changed.
MOST_CHANGED = 0.25
FEW = 1_000  # vectors: a graph of so few is built in a second


@dataclass(frozen=True)
class Next:
    """What the next generation is to hold, and where its vectors are to be."""

    chunks: Sequence[Chunk]
    vectors: Matrix
    contents: Contents
    about: Mapping[str, Any]  # the rest of its manifest
    server: Server | None


def publish_next(data_dir: Path, current: Manifest | None, wanted: Next) -> Manifest:
    """Write a generation, and switch to it.

    `current` is the manifest of the index in use, where it was made with the same embedding model.
    """
    change = None
    if current is not None and wanted.server is None:
        change = _change(data_dir, current, wanted.chunks)
    if change is not None:
        try:
            return _written(data_dir, wanted, change)
        except (IndexUnusable, DataFolderError):
            pass  # what was copied may be damaged: built from nothing it is not
    return _written(data_dir, wanted, None)


def _written(data_dir: Path, wanted: Next, change: Change | None) -> Manifest:
    now = datetime.now(UTC)
    generation = index_folder(data_dir) / f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:12]}"
    about = {**wanted.about, "built_at": now.isoformat(timespec="seconds")}
    generation.mkdir()
    try:
        write_contents(generation, wanted.contents)
        manifest = write_generation(
            generation, wanted.chunks, wanted.vectors, about, change, wanted.server
        )
        if wanted.server is not None:
            serve(generation, manifest, wanted.server)
        publish(data_dir, generation)
    except BaseException:
        if current_generation(data_dir) != generation:
            shutil.rmtree(generation, ignore_errors=True)
        raise
    return manifest


def _change(data_dir: Path, current: Manifest, chunks: Sequence[Chunk]) -> Change | None:
    """What makes the vectors of the current index into those of `chunks`, where it is little."""
    source = current_generation(data_dir)
    if source is None or current.chunks <= FEW:
        return None
    new = {chunk.id: chunk for chunk in chunks}
    with closing(ChunkFile(source)) as old:
        text = {
            identifier: old[n].embedded_text
            for n, identifier in enumerate(old.ids)
            if identifier in new
        }
        gone = [i for i in old.ids if i not in new or new[i].embedded_text != text[i]]
    added = [i for i, chunk in new.items() if text.get(i) != chunk.embedded_text]
    removed = current.removed + len(gone)
    if len(added) + removed > MOST_CHANGED * current.chunks:
        return None
    return Change(source, tuple(gone), tuple(added), removed)

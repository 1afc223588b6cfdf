"""The vectors of one generation, in Chroma: the only module that knows it.

In the generation's own folder Chroma holds ids and vectors; what they stand for is in the files
beside it. A server is given the chunks too, for bots on other machines. Chroma's exceptions, panics
of its Rust core included, become ours here.
"""

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import chromadb
import httpx
import numpy as np
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import NotFoundError
from numpy.typing import NDArray

from knowledge.chroma_server import Server
from knowledge.chunk import Chunk
from knowledge.errors import DataFolderError, IndexUnreachable, IndexUnusable
from knowledge.generations import BUILD_HINT, DATABASE, UNHASHED, condemn

COLLECTION = "chunks"
POINTER = "modelsage"  # on a server, the collection whose metadata names the current generation
PREFIX = "modelsage-"  # there, the names of generations' collections begin so
# Chroma writes out the whole graph each time that so many vectors were added. Larger steps make
# bulk loading no faster than this and leave more for each reader to add anew when it opens.
STEP = 1_000
PATIENCE = 30.0  # seconds that a server may take for a reply

Matrix = NDArray[np.float32]


class Vectors:
    """The vectors of a generation, by the ids of their chunks."""

    def __init__(
        self,
        generation: Path,
        server: Server | None = None,
        *,
        new: bool = False,
        writing: bool = False,
    ) -> None:
        """Open the vectors, or begin `new` ones; `writing` them, failures are the disk's."""
        self.place = generation
        self._server = server
        self._writing = writing
        name = f"{PREFIX}{generation.name}" if server else COLLECTION
        with self._border():
            self._client: Any = _client(generation, server)
            self._collection: Any = (
                self._client.create_collection(
                    name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
                )
                if new
                else self._client.get_collection(name, embedding_function=None)
            )

    def add(self, ids: Sequence[str], vectors: Matrix, chunks: Sequence[Chunk]) -> None:
        """Add vectors under new ids; a server is given the chunks too."""
        with self._border():
            for first in range(0, len(ids), STEP):
                part = slice(first, first + STEP)
                shared: dict[str, Any] = {}
                if self._server:
                    shared["documents"] = [chunk.text for chunk in chunks[part]]
                    shared["metadatas"] = [
                        {**chunk.metadata(), "headings": json.dumps(chunk.heading), "position": n}
                        for n, chunk in enumerate(chunks[part], first)
                    ]
                self._collection.add(ids=list(ids[part]), embeddings=vectors[part], **shared)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove the vectors of ids that are there."""
        with self._border():
            for first in range(0, len(ids), STEP):
                self._collection.delete(ids=list(ids[first : first + STEP]))

    def nearest(self, vector: Sequence[float], count: int) -> dict[str, float]:
        """The ids of the nearest vectors with their cosine similarity, nearest first."""
        with self._border():
            found = self._collection.query(
                query_embeddings=[vector], n_results=count, include=["distances"]
            )
            ids, distances = found["ids"][0], found["distances"][0]
            return {i: 1.0 - float(d) for i, d in zip(ids, distances, strict=True)}

    def count(self) -> int:
        """How many vectors there are."""
        with self._border():
            return int(self._collection.count())

    def ids(self) -> set[str]:
        """All ids."""
        with self._border():
            return set(self._collection.get(include=[])["ids"])

    def read(self, ids: Sequence[str]) -> Matrix:
        """The vectors of ids, in their order; raises `IndexUnusable` where one is missing."""
        found = np.empty((0, 0), dtype=np.float32)
        with self._border():
            for first in range(0, len(ids), STEP):
                asked = ids[first : first + STEP]
                got = self._collection.get(ids=list(asked), include=["embeddings"])
                place = {identifier: n for n, identifier in enumerate(got["ids"])}
                part = np.asarray(got["embeddings"], dtype=np.float32)
                part = part[[place[identifier] for identifier in asked]]
                found = np.concatenate([found, part]) if first else part
        return found

    def chunks(self) -> list[Chunk]:
        """The chunks that a server was given, in their order."""
        found: list[tuple[int, Chunk]] = []
        with self._border():
            for first in range(0, self._collection.count(), STEP):
                got = self._collection.get(
                    limit=STEP, offset=first, include=["documents", "metadatas"]
                )
                for i, text, stored in zip(
                    got["ids"], got["documents"], got["metadatas"], strict=True
                ):
                    about = dict(stored)
                    position = int(about.pop("position"))
                    headings = tuple(json.loads(about.pop("headings")))
                    found.append(
                        (position, replace(Chunk.from_stored(i, text, about), heading=headings))
                    )
        return [chunk for _, chunk in sorted(found, key=lambda one: one[0])]

    def describe(self, about: str) -> None:
        """Keep a text with the collection; a server's is complete with it."""
        with self._border():
            self._collection.modify(metadata={"manifest": about})

    def description(self) -> str:
        """The text that was kept; empty where there is none."""
        with self._border():
            return str((self._collection.metadata or {}).get("manifest", ""))

    def close(self) -> None:
        """Give back the files or the connection."""
        _close(self._client)

    @contextmanager
    def _border(self) -> Iterator[None]:
        if self._server:
            with server_border(self._server):
                yield
            return
        try:
            yield
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except OSError as error:
            raise _unreadable(self.place, error) from error
        except BaseException as error:  # a Rust panic is no Exception
            if self._writing:
                raise _unreadable(self.place, error) from error
            condemn(self.place)
            raise IndexUnusable(
                f"The index {self.place} cannot be used: {error}.", BUILD_HINT
            ) from error


class Pointer:
    """What a server says of which generation is in use."""

    def __init__(self, server: Server) -> None:
        self.server = server
        with server_border(server):
            self._client = _client(Path(), server)

    def generation(self) -> str:
        """The name of the generation that readers use; empty where there is none."""
        with server_border(self.server):
            try:
                pointer = self._client.get_collection(POINTER, embedding_function=None)
            except NotFoundError:
                return ""
            return str((pointer.metadata or {}).get("generation", ""))

    def move(self, name: str) -> None:
        """Name another generation, and drop all but it and the last."""
        with server_border(self.server):
            pointer = self._client.get_or_create_collection(POINTER, embedding_function=None)
            last = str((pointer.metadata or {}).get("generation", ""))
            pointer.modify(metadata={"generation": name})
            kept = {POINTER, f"{PREFIX}{name}", f"{PREFIX}{last}"}
            for collection in self._client.list_collections():
                if collection.name.startswith(PREFIX) and collection.name not in kept:
                    self._client.delete_collection(collection.name)

    def close(self) -> None:
        """Give back the connection."""
        _close(self._client)


@contextmanager
def server_border(server: Server) -> Iterator[None]:
    """Translate what goes wrong between us and a Chroma server."""
    try:
        yield
    except NotFoundError as error:
        raise IndexUnusable(
            f"The Chroma server {server.url} does not hold the index: {_brief(error)}.", BUILD_HINT
        ) from error
    # Chroma's client raises whatever its many parts raise, ValueError for a refused connection.
    except Exception as error:
        raise IndexUnreachable(
            f"The Chroma server {server.url} cannot be used: {_brief(error)}.",
            "Start the server, or mend MODELSAGE_CHROMA_URL, _HEADERS, _TENANT or _DATABASE.",
        ) from error


def copy_vectors(source: Path, target: Path) -> None:
    """Copy the vectors of a generation that readers may have open into a new one."""
    try:
        folder = target / UNHASHED
        shutil.copytree(source / UNHASHED, folder, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
        # A reader may be writing to the database: SQLite's own copy is whole all the same.
        with (
            closing(sqlite3.connect(source / UNHASHED / DATABASE)) as old,
            closing(sqlite3.connect(folder / DATABASE)) as new,
        ):
            old.backup(new)
    except (OSError, shutil.Error, sqlite3.Error) as error:
        raise _unreadable(target, error) from error


def lasting_files(generation: Path) -> tuple[Path, ...]:
    """Chroma's files that no reader changes: the graphs that were written out in full."""
    folders = (generation / UNHASHED).iterdir() if (generation / UNHASHED).is_dir() else ()
    return tuple(
        path
        for folder in folders
        # Without it the graph is still in the database alone, and its files are filler.
        if folder.is_dir() and (folder / "index_metadata.pickle").exists()
        for path in folder.iterdir()
    )


def vector_sum(vectors: Matrix) -> str:
    """A sum over vectors, equal only for equal ones in the same order."""
    return hashlib.sha256(np.ascontiguousarray(vectors).tobytes()).hexdigest()


def _client(generation: Path, server: Server | None) -> Any:
    # Chroma keeps one system a path and process; a fresh settings object each time lets a reader
    # and a builder of different generations live in one process.
    settings = ChromaSettings(anonymized_telemetry=False)
    if server is None:
        return chromadb.PersistentClient(path=str(generation / UNHASHED), settings=settings)
    if server.authority is not None:
        settings.chroma_server_ssl_verify = str(server.authority)
    client: Any = chromadb.HttpClient(
        host=server.url.rstrip("/"),
        ssl=server.url.startswith("https:"),
        headers=dict(server.headers),
        settings=settings,
        tenant=server.tenant,
        database=server.database,
    )
    # Chroma's client waits for ever; it has no setting for that.
    with contextlib.suppress(AttributeError):
        client._server._session.timeout = httpx.Timeout(PATIENCE)  # noqa: SLF001
    return client


def _close(client: Any) -> None:
    client.close()
    # Chroma's own close leaves connections to a server open: the client's, and its admin client's.
    part: Any
    for part in (client, getattr(client, "_admin_client", None)):
        with contextlib.suppress(AttributeError):
            part._server._session.close()  # noqa: SLF001


def _brief(error: BaseException) -> str:
    found = (str(error).strip().splitlines() or [""])[0].rstrip(".")
    return found or type(error).__name__


def _unreadable(folder: Path, error: BaseException) -> DataFolderError:
    return DataFolderError(
        f"{folder} cannot be written or read: {error}.", "Free space or mend its rights."
    )

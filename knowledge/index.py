"""The search index: Chroma for meaning, BM25 for words, one score from both.

On disk, below the data folder:

    index/CURRENT          the name of the generation that readers use, replaced in one step
    index/GENERATION/      chroma/, keywords/, manifest.json (written last: no manifest, no index)

A reader opens the generation that CURRENT names and keeps it; a build writes the next one beside
it. This is the only module that knows Chroma; its exceptions are translated here.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from langchain_core.embeddings import Embeddings

from knowledge.chunk import Chunk, Hit, digest
from knowledge.errors import DataFolderError, IndexMissing, IndexUnusable
from knowledge.keywords import Keywords

FORMAT = 1  # raise it when what is stored changes: an older index is then rebuilt
COLLECTION = "chunks"
# The keyword score's share, measured on XQuAD (MRR, 240 paragraphs): dense + 0.1 · coverage · BM25
# gives .980 en, .970 zh, .780 zh->en, .809 en->zh, against .962, .938, .774, .809 for dense alone;
# plain reciprocal rank fusion gives .976, .969, .395, .340.
KEYWORD_WEIGHT = 0.1
CANDIDATES = 50  # chunks that either search proposes for the fused ranking
HASHED_UP_TO = 32 * 2**20  # larger files are checked by their size alone: hashing them is slow
# Chroma rewrites these whenever it opens them. The database is checked by what it holds instead:
# the digest of the chunks read from it.
REWRITTEN = ("chroma.sqlite3", "length.bin")
BUILD_HINT = "Run `modelsage index build`."


@dataclass(frozen=True)
class Manifest:
    """What an index was built from, with what, and the files it consists of."""

    format: int
    embedding_model: str
    splitter: str
    digest: str  # of all chunks: an equal digest means that nothing changed
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
    except (OSError, UnicodeDecodeError) as error:
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


def write_generation(
    folder: Path, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]], about: dict[str, Any]
) -> Manifest:
    """Write chunks and their vectors to `folder`, the manifest last; `about` is the rest of it."""
    with _chroma_border(folder):
        client = _client(folder)
        collection = client.create_collection(COLLECTION, configuration={"hnsw": {"space": "cosine"}})
        step = client.get_max_batch_size()
        for first in range(0, len(chunks), step):
            part = chunks[first : first + step]
            collection.add(
                ids=[chunk.id for chunk in part],
                embeddings=[list(v) for v in vectors[first : first + step]],
                documents=[chunk.text for chunk in part],
                metadatas=[chunk.metadata() for chunk in part],
            )
        client.close()
    Keywords.build([chunk.embedded_text for chunk in chunks]).save(folder / "keywords")
    (folder / "order.json").write_text(json.dumps([c.id for c in chunks]), encoding="utf-8")
    manifest = Manifest(
        format=FORMAT, chunks=len(chunks), documents=len({c.document for c in chunks}), files=_inventory(folder), **about
    )
    with (folder / "manifest.json").open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises `IndexUnusable` where it is missing or not whole."""
    try:
        stored = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        stored["files"] = {name: tuple(entry) for name, entry in stored["files"].items()}
        manifest = Manifest(**stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexUnusable(f"The index {generation} is damaged: its manifest is not whole.", BUILD_HINT) from error
    if manifest.format != FORMAT:
        raise IndexUnusable(f"The index {generation} was built by another version.", BUILD_HINT)
    return manifest


class Index:
    """One generation of the index, open for reading."""

    def __init__(self, generation: Path, manifest: Manifest, embeddings: Embeddings) -> None:
        self.generation = generation
        self.manifest = manifest
        self._embeddings = embeddings
        with _chroma_border(generation):
            self._client = _client(generation)
            self._collection = self._client.get_collection(COLLECTION)
            stored = self._collection.get(include=["documents", "metadatas"])
            found = {
                identifier: Chunk.from_stored(identifier, text, dict(metadata))
                for identifier, text, metadata in zip(
                    stored["ids"], stored["documents"] or (), stored["metadatas"] or (), strict=True
                )
            }
            order = json.loads((generation / "order.json").read_text(encoding="utf-8"))
            self._chunks = [found[identifier] for identifier in order]
            if digest(self._chunks) != manifest.digest:
                raise ValueError("its chunks are not those that were written")  # noqa: TRY301 - the border words it
            self._position = {chunk.id: n for n, chunk in enumerate(self._chunks)}
            self._keywords = Keywords.load(generation / "keywords", [c.embedded_text for c in self._chunks])

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first."""
        if not self._chunks:
            return ()
        vector = self._embeddings.embed_query(query)
        with _chroma_border(self.generation):
            found = self._collection.query(
                query_embeddings=[vector], n_results=min(CANDIDATES, len(self._chunks)), include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        dense = {self._position[i]: 1.0 - float(d) for i, d in zip(found["ids"][0], distances, strict=True)}
        return fuse(self._chunks, dense, self._keywords.score(query), top_k)

    def close(self) -> None:
        """Give back the files."""
        self._client.close()


def fuse(chunks: Sequence[Chunk], dense: dict[int, float], keywords: Any, top_k: int) -> tuple[Hit, ...]:
    """One ranking from the similarities of the nearest chunks and the keyword scores of all.

    A chunk that only the keywords propose counts as similar as the least of the nearest.
    """
    scores = keywords.scores
    peak = float(scores.max()) if len(scores) else 0.0
    share = keywords.coverage * scores / peak if peak > 0 else np.zeros(len(chunks))
    by_keyword = [int(n) for n in np.argsort(-scores, kind="stable")[:CANDIDATES] if scores[n] > 0]
    least = min(dense.values(), default=0.0)
    hits = [
        Hit(chunks[n], dense.get(n, least) + KEYWORD_WEIGHT * float(share[n]), dense.get(n, least), float(share[n]))
        for n in {*dense, *by_keyword}
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id))[:top_k])


def open_index(data_dir: Path, embedding_model: str, open_embeddings: Callable[[], Embeddings]) -> Index:
    """Open the current index; raises `IndexMissing` or `IndexUnusable`, each with what mends it."""
    generation = current_generation(data_dir)
    if generation is None:
        raise IndexMissing(f"There is no index in {data_dir} yet.", BUILD_HINT)
    manifest = read_manifest(generation)
    if manifest.embedding_model != embedding_model:
        raise IndexUnusable(
            f"The index was built with the embedding model {manifest.embedding_model}, "
            f"but {embedding_model} is set.",
            BUILD_HINT,
        )
    damaged = damaged_files(generation, manifest)
    if damaged:
        raise IndexUnusable(f"The index {generation} is damaged: {damaged[0]} is not as it was written.", BUILD_HINT)
    return Index(generation, manifest, open_embeddings())


def damaged_files(generation: Path, manifest: Manifest) -> tuple[str, ...]:
    """The files that are missing or are not what the manifest says."""
    return tuple(
        name for name, (size, digest) in manifest.files.items() if not _intact(generation / name, size, digest)
    )


def _intact(path: Path, size: int, digest: str) -> bool:
    try:
        return path.stat().st_size == size and (not digest or _sha256(path) == digest)
    except OSError:
        return False


def _inventory(folder: Path) -> dict[str, tuple[int, str]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_size,
            _sha256(path) if path.stat().st_size <= HASHED_UP_TO else "",
        )
        for path in files
        if path.name not in REWRITTEN
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _client(folder: Path) -> Any:
    # Chroma keeps one system a path and process; a fresh settings object each time lets a reader
    # and a builder of different generations live in one process.
    return chromadb.PersistentClient(
        path=str(folder / "chroma"), settings=ChromaSettings(anonymized_telemetry=False)
    )


@contextmanager
def _chroma_border(folder: Path) -> Iterator[None]:
    """Translate whatever Chroma raises, panics of its Rust core included."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except OSError as error:
        raise DataFolderError(f"{folder} cannot be written or read: {error}.", "Free space or mend its rights.") from error
    except BaseException as error:  # a Rust panic is no Exception
        raise IndexUnusable(f"The index {folder} cannot be used: {error}.", BUILD_HINT) from error

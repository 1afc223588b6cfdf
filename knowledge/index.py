"""The search index: Chroma for meaning, BM25 for words, one score from both.

This is the only module that knows Chroma; its exceptions are translated here. Where the files are,
and which of them are in use, is told by generations.py.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from langchain_core.embeddings import Embeddings

from knowledge.chunk import Chunk, Hit, digest
from knowledge.errors import DataFolderError, IndexUnusable
from knowledge.generations import (
    BUILD_HINT,
    FORMAT,
    Manifest,
    condemn,
    current_manifest,
    inventory,
    write_manifest,
)
from knowledge.keywords import Keywords, KeywordScores

COLLECTION = "chunks"
ORDER = "order.json"  # the ids of the chunks, in the order of the keyword index
MOST_SUMMED = 10_000  # chunks whose vectors are compared with their sum whenever an index is opened
# The keyword score's share, measured on XQuAD (MRR, 240 paragraphs): dense + 0.1 · coverage · BM25
# gives .980 en, .970 zh, .780 zh->en, .809 en->zh, against .962, .938, .774, .809 for dense alone;
# plain reciprocal rank fusion gives .976, .969, .395, .340.
KEYWORD_WEIGHT = 0.1
CANDIDATES = 50  # chunks that either search proposes for the fused ranking


def write_generation(
    folder: Path, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]], about: dict[str, Any]
) -> Manifest:
    """Write chunks and their vectors to `folder`, the manifest last; `about` is the rest of it."""
    with _chroma_border(folder):
        client = _client(folder)
        collection = client.create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}
        )
        step = client.get_max_batch_size()
        for first in range(0, len(chunks), step):
            part = chunks[first : first + step]
            collection.add(
                ids=[chunk.id for chunk in part],
                embeddings=[list(v) for v in vectors[first : first + step]],
                documents=[chunk.text for chunk in part],
                metadatas=[chunk.metadata() for chunk in part],
            )
        (folder / ORDER).write_text(json.dumps([c.id for c in chunks]), encoding="utf-8")
        kept, vector_sum = _stored(collection, folder)
        client.close()
    Keywords.build([chunk.embedded_text for chunk in chunks]).save(folder / "keywords")
    manifest = Manifest(
        format=FORMAT,
        chunks=len(chunks),
        documents=len({c.document for c in chunks}),
        digest=digest(kept),
        vectors=vector_sum,
        files=inventory(folder),
        **about,
    )
    write_manifest(folder, manifest)
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
            self._chunks, vectors = _stored(self._collection, generation)
            if digest(self._chunks) != manifest.digest or vectors != manifest.vectors:
                raise ValueError("its chunks are not those that were written")
            self._position = {chunk.id: n for n, chunk in enumerate(self._chunks)}
            self._keywords = Keywords.load(
                generation / "keywords", [c.embedded_text for c in self._chunks]
            )

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first."""
        if not self._chunks:
            return ()
        vector = self._embeddings.embed_query(query)
        with _chroma_border(self.generation):
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=min(CANDIDATES, len(self._chunks)),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        dense = {
            self._position[i]: 1.0 - float(d)
            for i, d in zip(found["ids"][0], distances, strict=True)
        }
        return fuse(self._chunks, dense, self._keywords.score(query), top_k)

    def close(self) -> None:
        """Give back the files."""
        self._client.close()


def fuse(
    chunks: Sequence[Chunk], dense: dict[int, float], keywords: KeywordScores, top_k: int
) -> tuple[Hit, ...]:
    """One ranking from the similarities of the nearest chunks and the keyword scores of all.

    A chunk that only the keywords propose counts as similar as the least of the nearest.
    """
    scores = keywords.scores
    peak = float(scores.max()) if len(scores) else 0.0
    share = keywords.coverage * scores / peak if peak > 0 else np.zeros(len(chunks))
    by_keyword = [int(n) for n in np.argsort(-scores, kind="stable")[:CANDIDATES] if scores[n] > 0]
    least = min(dense.values(), default=0.0)
    hits = [
        Hit(
            chunks[n],
            dense.get(n, least) + KEYWORD_WEIGHT * float(share[n]),
            dense.get(n, least),
            float(share[n]),
        )
        for n in {*dense, *by_keyword}
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id))[:top_k])


def open_index(
    data_dir: Path, embedding_model: str, open_embeddings: Callable[[], Embeddings]
) -> Index:
    """Open the current index; raises `IndexMissing` or `IndexUnusable`, each with what mends it."""
    generation, manifest = current_manifest(data_dir)
    if manifest.embedding_model != embedding_model:
        raise IndexUnusable(
            f"The index was built with the embedding model {manifest.embedding_model}, but {embedding_model} is set.",
            BUILD_HINT,
        )
    return Index(generation, manifest, open_embeddings())


def _stored(collection: Any, generation: Path) -> tuple[list[Chunk], str]:
    """All chunks that a collection holds, in the order of the keyword index, and their vectors' sum."""
    summed = collection.count() <= MOST_SUMMED
    found = collection.get(include=["documents", "metadatas", *(["embeddings"] if summed else [])])
    place = {identifier: n for n, identifier in enumerate(found["ids"])}
    order = [place[i] for i in json.loads((generation / ORDER).read_text(encoding="utf-8"))]
    chunks = [
        Chunk.from_stored(found["ids"][n], found["documents"][n], dict(found["metadatas"][n]))
        for n in order
    ]
    if not summed or not order:
        return chunks, ""
    vectors = np.asarray(found["embeddings"], dtype=np.float32)[order]
    return chunks, hashlib.sha256(vectors.tobytes()).hexdigest()


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
        raise DataFolderError(
            f"{folder} cannot be written or read: {error}.", "Free space or mend its rights."
        ) from error
    except BaseException as error:  # a Rust panic is no Exception
        condemn(folder)
        raise IndexUnusable(f"The index {folder} cannot be used: {error}.", BUILD_HINT) from error

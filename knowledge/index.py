"""The search index: Chroma for meaning, BM25 for words, one score from both.

Where its files are, and which of them are in use, is told by generations.py; the vectors are
chroma.py's, the chunks chunk_file.py's, the words keywords.py's.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from knowledge.chroma import Matrix, Vectors, copy_vectors, lasting_files, vector_sum
from knowledge.chroma_server import Server
from knowledge.chunk import Chunk, Hit
from knowledge.chunk_file import ChunkFile, write_chunks
from knowledge.embedding_version import embedding_version
from knowledge.errors import DataFolderError, IndexUnusable
from knowledge.generations import (
    BUILD_HINT,
    FORMAT,
    Hold,
    Manifest,
    condemn,
    current_manifest,
    inventory,
    pointer_stamp,
    write_manifest,
)
from knowledge.keywords import Keywords, KeywordScores

# Vectors that are read and compared with their sum whenever an index is opened. Of more, Chroma
# keeps all but the last thousand in files whose own sums are checked.
MOST_SUMMED = 2_000
# The keyword score's share, measured on XQuAD (MRR, 240 paragraphs): dense + 0.1 · coverage · BM25
# gives .980 en, .970 zh, .780 zh->en, .809 en->zh, against .962, .938, .774, .809 for dense alone;
# plain reciprocal rank fusion gives .976, .969, .395, .340.
KEYWORD_WEIGHT = 0.1
ENOUGH_FOUND = 0.95  # of a changed graph's vectors, by searches for themselves
_BLOCK = 64  # scores that are looked at together
CANDIDATES = 50  # chunks that either search proposes for the fused ranking


@dataclass(frozen=True)
class Change:
    """What makes a generation's vectors into those of the next: ids to remove, then ids to add."""

    source: Path
    remove: tuple[str, ...]
    add: tuple[str, ...]
    removed: int  # so far, with those to remove


def write_generation(
    folder: Path,
    chunks: Sequence[Chunk],
    vectors: Matrix,
    about: dict[str, Any],
    change: Change | None = None,
    server: Server | None = None,
) -> Manifest:
    """Write chunks and their vectors to `folder`, the manifest last; `about` is the rest of it.

    The vectors are written to the folder, or to the `server` where one is given. With a `change`
    they are those of its source, changed: adding a vector to a graph takes
    a millisecond, copying it microseconds. Raises `DataFolderError` where the folder cannot be
    written, and `IndexUnusable` where a change came to nothing.
    """
    write_chunks(folder, chunks)
    Keywords.build(chunk.embedded_text for chunk in chunks).save(folder / "keywords")
    ids = [chunk.id for chunk in chunks]
    row = {identifier: n for n, identifier in enumerate(ids)}
    if change is not None:
        copy_vectors(change.source, folder)
    rows = range(len(ids)) if change is None else [row[identifier] for identifier in change.add]
    with closing(Vectors(folder, server, new=change is None, writing=True)) as store:
        if change is not None:
            store.remove(change.remove)
        store.add([ids[n] for n in rows], vectors[list(rows)], [chunks[n] for n in rows])
    # Opened anew: what counts is what readers will find.
    with closing(Vectors(folder, server, writing=True)) as store:
        stored = _checked(store, ids, vectors)
        found = _found(store, vectors)
    if change is not None and found < ENOUGH_FOUND:
        raise IndexUnusable("Chroma's graph did not take the changes.", BUILD_HINT)
    manifest = Manifest(
        format=FORMAT,
        chunks=len(chunks),
        documents=len({c.document for c in chunks}),
        vectors=stored,
        removed=change.removed if change else 0,
        server=server.place if server else "",
        files=inventory(folder, lasting_files(folder)),
        **about,
    )
    write_manifest(folder, manifest)
    return manifest


def _checked(store: Vectors, ids: Sequence[str], vectors: Matrix) -> str:
    """The sum of the stored vectors, where they are few enough; raises `IndexUnusable` for others."""
    chance = np.random.default_rng(0)
    few = len(ids) <= MOST_SUMMED
    rows = np.arange(len(ids)) if few else chance.choice(len(ids), MOST_SUMMED, replace=False)
    stored = store.read([ids[n] for n in rows])
    # Chroma counts in single precision, and makes the vectors one long.
    if store.ids() != set(ids) or (len(ids) and not np.allclose(stored, vectors[rows], atol=1e-3)):
        raise DataFolderError(f"{store.place} is not what was written to it.", "Check the disk.")
    return vector_sum(stored) if few and len(ids) else ""


def _found(store: Vectors, vectors: Matrix) -> float:
    """The share of vectors, of about a hundred, that a search for them finds."""
    sample = vectors[:: max(1, len(vectors) // 100)].tolist()
    best = [max(store.nearest(vector, 10).values(), default=0.0) for vector in sample]
    return sum(score > 1.0 - 1e-3 for score in best) / max(1, len(best))


class Index:
    """One generation of the index, open for reading; it is not removed before it is closed."""

    def __init__(
        self,
        generation: Path,
        manifest: Manifest,
        embeddings: Embeddings,
        server: Server | None = None,
    ) -> None:
        self.generation = generation
        self.manifest = manifest
        self._embeddings = embeddings
        try:
            self._hold = Hold(generation)
            self._chunks = ChunkFile(generation)
            self._keywords = Keywords.load(generation / "keywords")
        except (OSError, ValueError, KeyError) as error:
            raise IndexUnusable(
                f"The index {generation} cannot be used: {error}.", BUILD_HINT
            ) from error
        self._position = {identifier: n for n, identifier in enumerate(self._chunks.ids)}
        self.vectors = Vectors(generation, server)
        self._require_whole()

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first."""
        if not self._chunks:
            return ()
        vector = self._embeddings.embed_query(query)
        near = self.vectors.nearest(vector, min(CANDIDATES, len(self._chunks)))
        dense = {self._position[identifier]: score for identifier, score in near.items()}
        return fuse(self._chunks, dense, self._keywords.score(query), top_k)

    def close(self) -> None:
        """Give back the files."""
        self.vectors.close()
        self._chunks.close()
        self._hold.release()

    def _require_whole(self) -> None:
        """Raise `IndexUnusable` unless Chroma holds the vectors that were written."""
        if self.manifest.server:
            # What a server keeps is its own care; that it is all there is ours.
            same = self.vectors.count() == len(self._chunks)
        else:
            same = self.vectors.ids() == self._position.keys()
            if same and self.manifest.vectors:
                same = vector_sum(self.vectors.read(self._chunks.ids)) == self.manifest.vectors
        if not same:
            self.close()
            condemn(self.generation)
            raise IndexUnusable(
                f"The index {self.generation} cannot be used: its vectors are not those that were written.",
                BUILD_HINT,
            )


def fuse(
    chunks: Sequence[Chunk], dense: dict[int, float], keywords: KeywordScores, top_k: int
) -> tuple[Hit, ...]:
    """One ranking from the similarities of the nearest chunks and the keyword scores of all.

    A chunk that only the keywords propose counts as similar as the least of the nearest.
    """
    by_keyword = _best(keywords.scores, CANDIDATES)
    places = list({*dense, *by_keyword})
    matched = keywords.scores[places].astype(np.float64)
    peak = float(keywords.scores[by_keyword[0]]) if by_keyword else 1.0
    least = min(dense.values(), default=0.0)
    weighed = {}
    for n, share in zip(places, (keywords.coverage * matched / peak).tolist(), strict=True):
        similarity = dense.get(n, least)
        weighed[n] = (similarity + KEYWORD_WEIGHT * share, similarity, share)
    # Only chunks that may be among the best are read.
    last = sorted((w[0] for w in weighed.values()), reverse=True)[:top_k][-1:]
    hits = [Hit(chunks[n], *w) for n, w in weighed.items() if last and w[0] >= last[0]]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.chunk.id))[:top_k])


def _best(scores: NDArray[np.float32], count: int) -> list[int]:
    """The places of the highest scores above nothing, best first, the earlier of equal ones first."""
    floor = np.float32(0)
    if len(scores) > 2 * count * _BLOCK:
        # As many blocks have a score of at least this, so no lower one is among the highest.
        peaks = np.maximum.reduceat(scores, np.arange(0, len(scores), _BLOCK))
        floor = np.partition(peaks, -count)[-count]
    found = np.flatnonzero((scores >= floor) & (scores > 0))
    return [int(n) for n in found[np.argsort(-scores[found], kind="stable")][:count]]


def open_index(
    data_dir: Path,
    embedding_model: str,
    open_embeddings: Callable[[], Embeddings],
    server: Server | None = None,
) -> Index:
    """Open the current index.

    Raises `IndexMissing`, `IndexUnusable` or, with a `server`, `IndexUnreachable`, each with what
    mends it.
    """
    while True:
        pointed = pointer_stamp(data_dir)
        try:
            return _opened(data_dir, embedding_model, open_embeddings, server)
        except IndexUnusable:
            # It may have been replaced and removed before it could be held.
            if pointer_stamp(data_dir) == pointed:
                raise


def _opened(
    data_dir: Path,
    embedding_model: str,
    open_embeddings: Callable[[], Embeddings],
    server: Server | None,
) -> Index:
    generation, manifest = current_manifest(data_dir)
    if manifest.embedding_model != embedding_model:
        raise IndexUnusable(
            f"The index was built with the embedding model {manifest.embedding_model}, but {embedding_model} is set.",
            BUILD_HINT,
        )
    version = embedding_version(embedding_model)
    if version and manifest.embedding_version not in ("", version):
        raise IndexUnusable(
            f"The index was built with version {manifest.embedding_version} of the embedding model "
            f"{embedding_model}, but version {version} is installed.",
            BUILD_HINT,
        )
    if manifest.server != (server.place if server else ""):
        raise IndexUnusable(
            f"The index {generation} was not built for the Chroma server that is set.", BUILD_HINT
        )
    return Index(generation, manifest, open_embeddings(), server)

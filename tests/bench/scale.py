"""Search, opening, building and memory at many chunks: `python -m tests.bench.scale 1000 10000 100000`.

Vectors are random, so the embedding model costs nothing and Chroma's graph is at its worst. Each
size runs in a process of its own, so that its memory is its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from knowledge.chunk import Chunk
from knowledge.generations import publish
from knowledge.index import CANDIDATES, open_index, write_generation

DIMENSIONS = 384
QUERIES = 200
WORDS = [f"word{n}" for n in range(20_000)]
TERMS_A_CHUNK = 75  # words, drawn as they are in a text: few often, many seldom
TERMS_A_QUERY = 9
TOP_K = 4


class Drawn(Embeddings):
    """The next of the vectors that were drawn beforehand."""

    def __init__(self, vectors: Any) -> None:
        self._vectors = iter(vectors)

    def embed_query(self, text: str) -> list[float]:  # noqa: ARG002
        return list(next(self._vectors))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


def measure(size: int, folder: Path) -> dict[str, float]:
    """Build, open and search an index of `size` chunks; times in milliseconds, memory in MB."""
    chance = np.random.default_rng(0)
    vectors = _normalised(chance, size)
    terms = np.minimum(chance.zipf(1.2, (size, TERMS_A_CHUNK)), len(WORDS)) - 1
    chunks = [
        Chunk(f"d{n}/c", f"d{n}", "Title", ("Heading",), "", "en", f"d{n}.md", "", text)
        for n, text in enumerate(" ".join(WORDS[t] for t in row) for row in terms)
    ]
    generation = folder / "index" / "bench"
    generation.mkdir(parents=True)
    about = {
        "embedding_model": "drawn",
        "embedding_version": "",
        "inputs": "",
        "built_at": "",
        "relevance_floor": {},
    }
    built = _seconds(lambda: write_generation(generation, chunks, vectors, about))
    publish(folder, generation)
    disk = sum(p.stat().st_size for p in generation.rglob("*") if p.is_file())
    measured = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.bench.scale", "--read", str(folder)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    return {"build_s": built, "disk_mb": disk / 2**20, **measured}


def read(folder: Path) -> dict[str, float]:
    """Open an index and search it, in turn with Chroma's own query."""
    chance = np.random.default_rng(1)
    before = _memory()
    asked = [list(map(float, v)) for v in _normalised(chance, 2 * QUERIES + 20)]
    began = time.perf_counter()
    index = open_index(folder, "drawn", lambda: Drawn(asked))
    opened = time.perf_counter() - began
    questions = [
        " ".join(WORDS[t] for t in np.minimum(chance.zipf(1.2, TERMS_A_QUERY), len(WORDS)) - 1)
        for _ in range(QUERIES + 10)
    ]
    ours, chroma = [], []
    for n, question in enumerate(questions):
        vector = asked[-1 - n]
        whole = _seconds(partial(index.search, question, TOP_K))
        alone = _seconds(partial(index.vectors.nearest, vector, CANDIDATES))
        if n >= 10:  # the first ones warm up
            ours.append(whole)
            chroma.append(alone)
    return {
        "open_ms": opened * 1_000,
        "memory_mb": _memory() - before,
        "search_p50_ms": median(ours) * 1_000,
        "chroma_p50_ms": median(chroma) * 1_000,
        "ratio": median(ours) / median(chroma),
        "search_p95_ms": sorted(ours)[int(len(ours) * 0.95)] * 1_000,
    }


def _normalised(chance: np.random.Generator, count: int) -> Any:
    drawn = chance.standard_normal((count, DIMENSIONS), dtype=np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _memory() -> float:
    """The memory that this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def main(words: list[str]) -> None:
    """Measure each size that is named."""
    if words[:1] == ["--read"]:
        print(json.dumps(read(Path(words[1]))))  # noqa: T201
        return
    for size in map(int, words or ["1000", "10000", "100000"]):
        with tempfile.TemporaryDirectory() as place:
            found = measure(size, Path(place))
        told = "  ".join(f"{name} {value:.1f}" for name, value in found.items())
        print(f"{size:>9} chunks  {told}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

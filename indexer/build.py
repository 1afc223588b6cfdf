"""Building the index: beside the one that is in use, and switched to when it is whole."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout
from langchain_core.embeddings import Embeddings

from knowledge.articles import Article
from knowledge.errors import DataFolderError, IndexBusy, IndexMissing, IndexUnusable
from knowledge.generations import (
    Manifest,
    current_generation,
    current_manifest,
    index_folder,
    publish,
)

SPLITTER = "headings-520-v1"  # change it with indexer/split.py: another splitter, another index
# Questions about nothing that an index on language models holds. The similarity that they reach
# all the same is the floor below which a passage does not count as an answer; it differs from one
# embedding model to another, so it is measured with the model that builds the index.
OFF_TOPIC = {
    "en": (
        "What will the weather be like in Paris tomorrow?",
        "How do I bake a sourdough bread?",
        "Who won the football world cup?",
        "Write a poem about the sea.",
        "What is the capital of Australia?",
        "How tall is Mount Everest?",
        "What is the best cure for a cold?",
    ),
    "zh": (
        "今天北京的天气怎么样？",
        "红烧肉怎么做？",
        "谁赢了世界杯？",
        "写一首关于大海的诗。",
        "澳大利亚的首都是哪里？",
        "感冒了吃什么药好？",
        "帮我订一张去上海的火车票。",
    ),
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Built:
    """The index that a build left behind, and whether there was anything to do."""

    manifest: Manifest
    rebuilt: bool


def build_index(
    data_dir: Path,
    articles: Sequence[Article],
    embedding_model: str,
    open_embeddings: Callable[[], Embeddings],
    progress: Progress,
) -> Built:
    """Make the index of `data_dir` hold `articles`; `progress` hears of chunks done and in total.

    Does nothing where the current index is whole and already holds them. Raises `IndexBusy` where
    another process is building, `DataFolderError` where the folder cannot be written.
    """
    root = index_folder(data_dir)
    inputs = _inputs(articles)
    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / "build.lock", timeout=0):
            current = _usable(data_dir, inputs, embedding_model)
            if current is not None:
                return Built(current, rebuilt=False)
            _remove_leftovers(data_dir)
            built = _build(data_dir, articles, inputs, embedding_model, open_embeddings(), progress)
            return Built(built, rebuilt=True)
    except Timeout as error:
        raise IndexBusy(
            f"Another build is at work in {root}.", "Wait until it ends, then try again."
        ) from error
    except OSError as error:
        raise DataFolderError(
            f"The index cannot be written to {root}: {error.strerror or error}.",
            "Free space, mend the folder's rights, or set MODELSAGE_DATA_DIR to another folder.",
        ) from error


def _build(
    data_dir: Path,
    articles: Sequence[Article],
    inputs: str,
    embedding_model: str,
    embeddings: Embeddings,
    progress: Progress,
) -> Manifest:
    # Imported here: a build that has nothing to do needs neither Chroma nor the splitter.
    from indexer.split import split
    from knowledge.index import write_generation

    chunks = [chunk for article in articles for chunk in split(article)]
    vectors: list[list[float]] = []
    progress(0, len(chunks))
    for chunk in chunks:
        vectors += embeddings.embed_documents([chunk.embedded_text])
        progress(len(vectors), len(chunks))
    now = datetime.now(UTC)
    generation = index_folder(data_dir) / f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:12]}"
    generation.mkdir()
    floors = {language: _floor(vectors, embeddings, asked) for language, asked in OFF_TOPIC.items()}
    about = {
        "embedding_model": embedding_model,
        "inputs": inputs,
        "built_at": now.isoformat(timespec="seconds"),
        "relevance_floor": floors,
    }
    manifest = write_generation(generation, chunks, vectors, about)
    publish(data_dir, generation)
    return manifest


def _floor(
    vectors: Sequence[Sequence[float]], embeddings: Embeddings, questions: Sequence[str]
) -> float:
    """The highest similarity that a question about something else reaches with any chunk."""
    asked = [embeddings.embed_query(question) for question in questions]
    return max(
        (
            sum(a * b for a, b in zip(query, chunk, strict=True))
            for query in asked
            for chunk in vectors
        ),
        default=1.0,
    )


def _usable(data_dir: Path, inputs: str, embedding_model: str) -> Manifest | None:
    try:
        _, manifest = current_manifest(data_dir)
    except (IndexMissing, IndexUnusable):
        return None
    same = (manifest.inputs, manifest.embedding_model) == (inputs, embedding_model)
    return manifest if same else None


def _inputs(articles: Sequence[Article]) -> str:
    """A digest of all that the chunks are made from: the articles, and how they are split."""
    content = hashlib.sha256(SPLITTER.encode())
    for article in articles:
        content.update(repr(article).encode("utf-8", "replace"))
    return content.hexdigest()


def _remove_leftovers(data_dir: Path) -> None:
    """Remove what killed builds and past generations left, but for the one that readers may hold."""
    try:
        current = current_generation(data_dir)
    except IndexUnusable:
        current = None
    for folder in index_folder(data_dir).iterdir():
        if folder.is_dir() and folder != current:
            shutil.rmtree(folder, ignore_errors=True)

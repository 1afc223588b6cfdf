"""Finding the chunks that a question is about."""

from bot.understanding import Understanding
from knowledge.chunk import Hit
from knowledge.index import Index


def retrieve(asked: Understanding, index: Index, top_k: int) -> tuple[Hit, ...]:
    """The chunks that fit the question best, best first."""
    return index.search(asked.text, top_k)

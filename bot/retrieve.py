"""Finding the chunks that a question is about."""

from bot.understanding import Understanding
from knowledge.chunk import Hit
from knowledge.live import Searchable

WIDER = 4  # so that many documents of the team do not crowd out the article, nor it them


def retrieve(asked: Understanding, index: Searchable, top_k: int) -> tuple[Hit, ...]:
    """The chunks that fit the question best, best first: `top_k` of the article, and of the team's documents."""
    found = index.search(asked.text, top_k * WIDER)
    kinds = ("article", "document")
    kept = [hit for kind in kinds for hit in [h for h in found if h.chunk.kind == kind][:top_k]]
    return tuple(hit for hit in found if hit in kept)

"""A question as code understands it, and the turns of a conversation."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.constraints import NO_CONSTRAINTS, Constraints
from knowledge.mention import Mention

Intent = Literal[
    "fact",
    "comparison",
    "superlative",
    "choice",
    "list",
    "advice",
    "benefits",
    "overview",
    "errata",
    "siblings",
    "passages",
    "greeting",
    "self",
    "price",
    "future",
]


@dataclass(frozen=True)
class Turn:
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Understanding:
    """A question as code understands it."""

    text: str
    language: str
    intent: Intent
    mentions: tuple[Mention, ...] = ()
    fields: tuple[str, ...] = ()
    constraints: Constraints = NO_CONSTRAINTS
    extreme: tuple[str, bool] | None = None  # field, and whether the largest is wanted
    residue: tuple[str, ...] = ()  # terms that neither a name, a field nor a function word explains
    from_article: bool = False  # asks what the article says
    topic: str | None = None  # the anchor of the article's section on what is asked
    refers: bool = False  # says "it" or "that one"
    not_held: bool = False  # asks for what no record holds
    uses: bool = False  # asks what a model is used for
    future: bool = False  # asks what nobody can know yet
    offered: tuple[Mention, ...] = ()  # what the answer to it recommended
    listing: bool = False  # asks for all models that fit, not for the one to take

    @property
    def models(self) -> tuple[str, ...]:
        """The records that are named, in order, each once."""
        return tuple(dict.fromkeys(m for mention in self.mentions for m in mention.models))

    @property
    def families(self) -> tuple[str, ...]:
        """The families that are named, in order, each once."""
        return tuple(dict.fromkeys(f for mention in self.mentions for f in mention.families))

    @property
    def sizes(self) -> frozenset[float]:
        """The sizes that the names say, in billions."""
        found = (
            re.search(r"(\d+(?:\.\d+)?)\s*[bB](?![a-z])", mention.text) for mention in self.mentions
        )
        return frozenset(float(size[1]) for size in found if size)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that no record answers to, in order, each once."""
        return tuple(dict.fromkeys(m.text.strip() for m in self.mentions if not m.known))

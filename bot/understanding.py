"""A question as code understands it, and the turns of a conversation."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.constraints import NO_CONSTRAINTS, Constraints
from bot.premises import Premise
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
    "why",
    "why_not",
    "definition",
    "need",
    "outside",
]

# The article's five questions before choosing: what for, why a language model at all, how much
# accuracy, how much money, and whether a pre-trained model will do.
Step = Literal["purpose", "need", "accuracy", "budget", "tuning"]


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
    offered: tuple[Mention, ...] = ()  # what the answer to it recommended, best first
    premises: tuple[Premise, ...] = ()  # what it takes for granted and the records deny
    parts: tuple["Understanding", ...] = ()  # the questions of a message that asks several
    listing: bool = False  # asks for all models that fit, not for the one to take
    # What earlier turns left:
    project: "Understanding | None" = None  # the choice that the conversation is about
    named: tuple[Mention, ...] = ()  # the models that it named, in order
    dropped: tuple[str, ...] = ()  # demands that this turn took back
    waived: frozenset[str] = frozenset()  # demands on which anything will do: not to be asked for
    earlier: Constraints | None = None  # the demands before the last change, should it be undone
    page: int = 0  # of a choice: how often the next ones were asked for
    interview: tuple[Step, ...] = ()  # its questions so far; the last waits for an answer
    unheard: bool = False  # nothing could be taken from the answer to it
    closed: bool = False  # wants an answer and no questions back
    assumed: Constraints = NO_CONSTRAINTS  # taken for granted until something is said

    @property
    def choice(self) -> "Understanding | None":
        """The choice that the conversation is about: this one, or the last one before."""
        return self if self.intent in ("choice", "superlative") else self.project

    @property
    def pending(self) -> Step | None:
        """The question of the interview that waits for an answer."""
        return self.interview[-1] if self.interview else None

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

"""The data that travels along the path of a question: evidence, verdict, answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

from knowledge.errors import ModelSageError
from knowledge.record import Source

if TYPE_CHECKING:  # it is made of what is defined here
    from bot.explanation import Explanation

Kind = Literal["fact", "claim", "passage", "estimate"]


@dataclass(frozen=True)
class Reference:
    """A source as readers see it: what it is called, where it is and, where known, its date."""

    title: str
    place: str  # an address, or a path within the project
    date: str | None = None

    @classmethod
    def of(cls, source: Source) -> "Reference":
        """The reference to a source that a record names."""
        return cls(source.title, source.url, source.date)


@dataclass(frozen=True)
class Evidence:
    """A sentence that code stands behind, in the answer's language, with the number of its source.

    A `claim` is what the article says and is wrong in: its figures are evidence only for a
    sentence that says whose they are. `subjects` are the records it speaks of; none means that it
    is not about a model.
    """

    text: str
    source: int
    kind: Kind = "fact"
    subjects: frozenset[str] = frozenset()
    corrected: str = ""  # for a claim: what is right

    def cited(self) -> str:
        """The text with the mark of its source."""
        return f"{self.text} [{self.source}]"


@dataclass(frozen=True)
class Verdict:
    """What code decided: shown first, and all that the prose may speak of."""

    kind: Literal["facts", "comparison", "choice", "passages", "refusal"]
    text: str  # Markdown, in the answer's language
    evidence: tuple[Evidence, ...] = ()
    references: tuple[Reference, ...] = ()
    models: tuple[str, ...] = ()  # ids of the records it is about, best first in a choice
    abstained: bool = False
    points: tuple[Evidence, ...] = ()  # evidence for what the text does not say: the prose's matter

    @property
    def worth_prose(self) -> bool:
        """Whether there is anything for a chat model to add."""
        return bool(self.points) and not self.abstained


@dataclass(frozen=True)
class Answer:
    """A finished answer, field by field as its JSON; the README says what each holds."""

    id: str | int | None
    question: str
    language: str
    answer: str
    prose: str
    verdict: str
    abstained: bool
    models: tuple[str, ...]
    sources: tuple[Mapping[str, object], ...]
    sentences: Mapping[str, int]
    chat_model: str | None
    timings_ms: Mapping[str, float]
    # Not part of the JSON: why the chat model did not finish; and, unless asked for, how it came about.
    failure: ModelSageError | None = None
    explanation: "Explanation | None" = None

    def to_json(self, *, explain: bool = False) -> dict[str, object]:
        """The answer as the JSON that the README describes, with `explain` where it is asked for."""
        apart = ("failure", "explanation")
        told = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in apart}
        if explain and self.explanation is not None:
            told["explain"] = self.explanation.to_json()
        return told


@dataclass
class Ledger:
    """Numbers the sources of one answer in the order in which they are first cited."""

    references: list[Reference] = field(default_factory=list)

    def number(self, reference: Reference) -> int:
        """The number of a source, given out at its first use."""
        if reference not in self.references:
            self.references.append(reference)
        return self.references.index(reference) + 1

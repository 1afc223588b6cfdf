"""What a place of a statement asserts of a model: a field, and the value that is claimed."""

from dataclasses import dataclass

from bot.claim_figures import Figure
from bot.claim_subjects import Group
from knowledge.dates import DateMention

# Fields that are claimed on their own and stand in another one of the record.
HELD_IN = {
    "languages_count": "languages",
    "programming_languages": "languages",
    "languages_only": "languages",
    "layers": "attention",
}


@dataclass(frozen=True)
class Figures:
    """Numbers that are claimed together: one, a list, or a range from the first to the last."""

    figures: tuple[Figure, ...]
    listed: bool = False


@dataclass(frozen=True)
class Words:
    """A value in words, in the catalogue's terms: identifiers, codes or kinds; any of them may be meant."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """Another model that is set beside the one spoken of, and how: its base, or which has more."""

    group: Group
    way: str = ""


@dataclass(frozen=True)
class Device:
    """Memory that a model is said to run in, in GB, and the bits of its weights where they are told."""

    gigabytes: float
    bits: float | None


@dataclass(frozen=True)
class Need:
    """Memory in GB that a model is said to need, and the bits of its weights."""

    gigabytes: float
    bits: float


Value = Figures | DateMention | Words | Other | Device | Need


@dataclass(frozen=True)
class Assertion:
    """A claim before it is judged. `of` holds whom it is said of, where the wording itself tells."""

    field: str
    start: int
    end: int
    value: Value
    negated: bool = False
    of: Group = ()

"""How good a model is by measurement: its own rating, or one carried to it along its line.

Ratings of people's votes are comparable within a category. A model that nobody rated stands where
the rated models of its line let it: one that came no later, and no smaller. From a larger one it
is carried down by what halving the size costs within a line.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge.catalogue import Catalogue, Model

# Points of rating that halving the parameters costs within a family: in the ratings of 2025-12-11,
# three of four pairs of neighbouring sizes lose no more (a test computes it anew).
HALVING = 28.0
NEAR = 0.25  # of a halving: sizes that lie closer count as the same
FARTHEST = 3.0  # halvings over which a rating is carried; over more, it says little
CATEGORIES: Mapping[str, str] = {
    "zh": "chinese",
    "en": "english",
    "fr": "french",
    "de": "german",
    "es": "spanish",
    "ja": "japanese",
    "ko": "korean",
    "ru": "russian",
}
OVERALL = "overall"


@dataclass(frozen=True)
class Standing:
    """A rating in a category, with its 95 % interval, and whose it is where it was carried."""

    category: str
    rating: float
    low: float
    high: float
    of: str  # the id of the record that people voted on
    carried: bool

    @property
    def rank(self) -> int:
        """Ratings that differ by less than their intervals count as equal."""
        return round(self.rating / TIE)


TIE = 20  # points: half the median width of the intervals by language


def category_of(task: str | None, languages: tuple[str, ...]) -> str:
    """The category that fits what is wanted: the task's, else the rarest language's, else all votes."""
    if task == "code":
        return "coding"
    others = [CATEGORIES[code] for code in languages if code in CATEGORIES and code != "en"]
    if others:
        return others[0]
    return CATEGORIES["en"] if languages == ("en",) else OVERALL


def standings(catalogue: Catalogue, category: str) -> dict[str, Standing]:
    """Where models stand in a category, by id; without those of lines that nobody rated."""
    found = {
        name: Standing(category, *held.ratings[category], of=name, carried=False)
        for name, held in catalogue.ratings.models.items()
        if category in held.ratings and name in catalogue.models
    }
    lines: dict[str, list[tuple[Model, Standing]]] = {}
    for name, one in found.items():
        model = catalogue.models[name]
        lines.setdefault(model.family.line, []).append((model, one))
    for model in catalogue.models.values():
        if model.id in found or model.record.variant in ("base", "encoder"):
            continue
        kin = lines.get(model.family.line, ())
        carried = [_carried(model, rated, one) for rated, one in kin if _precedes(rated, model)]
        if carried:
            found[model.id] = max(carried, key=lambda one: one.rating)
    return found


def size_of(model: Model) -> float:
    """The largest size of a model, in billions of parameters; 0 where it is unknown."""
    sizes = model.facts.parameters.value if model.facts.parameters else None
    return max(sizes or (0.0,))


def released(model: Model) -> str:
    """The release date, as far as it is known; empty where it is not."""
    fact = model.facts.released
    return (fact.value if fact else None) or ""


def _precedes(rated: Model, model: Model) -> bool:
    """Whether a rating may be carried along a line: from one of the same family, or an earlier one."""
    if not size_of(model) or not size_of(rated):
        return False
    if math.log2(size_of(rated) / size_of(model)) > FARTHEST:
        return False
    same = rated.family.id == model.family.id
    return same or released(rated)[:7] <= released(model)[:7]


def _carried(model: Model, rated: Model, one: Standing) -> Standing:
    halvings = max(0.0, math.log2(size_of(rated) / size_of(model)))
    lost = HALVING * halvings if halvings > NEAR else 0.0
    return replace(
        one, rating=one.rating - lost, low=one.low - lost, high=one.high - lost, carried=True
    )

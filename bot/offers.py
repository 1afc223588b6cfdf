"""What a choice offers: the pick, in groups of one line of models, and those of them that are shown."""

from dataclasses import dataclass, fields

from bot.candidates import ASSUMED, Candidate
from bot.constraints import NO_CONSTRAINTS, Constraints
from bot.pick import Pick, by_family, by_line
from bot.pick import pick as pick_models
from bot.understanding import Understanding
from knowledge.catalogue import Catalogue, Model

SHOWN = 3
LISTED = 8  # a question for a list gets more
ALL = 12  # families, where those of one developer or of the article are asked for


@dataclass(frozen=True)
class Offer:
    """A pick, its models by line (or by family, for a whole list), and the groups that are shown."""

    picked: Pick
    kin: tuple[tuple[Candidate, ...], ...]
    first: int  # of the groups that are shown
    shown: int  # how many groups are

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """The best of each group that is shown, in order."""
        return tuple(group[0] for group in self.kin[self.first : self.first + self.shown])

    @property
    def rest(self) -> tuple[Candidate, ...]:
        """Those behind the groups that are shown."""
        return tuple(c for group in self.kin[self.first + self.shown :] for c in group)


def offer(catalogue: Catalogue, asked: Understanding) -> Offer:
    """What to offer to a choice: its page of the models that qualify, best first."""
    wanted = provisional(asked)
    picked = pick_models(catalogue, wanted, of_article(catalogue, asked))
    whole = asked.listing and bool(wanted.developer or asked.from_article)
    kin = (by_family if whole else by_line)(picked.qualifying)
    shown = ALL if whole else LISTED if asked.listing else SHOWN
    return Offer(picked, tuple(tuple(group) for group in kin), asked.page * shown, shown)


def provisional(asked: Understanding) -> Constraints:
    """The demands to choose by: what was said, and what is assumed where nothing was."""
    assumed = asked.assumed or (NO_CONSTRAINTS if asked.constraints else ASSUMED)
    for name in asked.waived & {f.name for f in fields(assumed)}:
        assumed = assumed.without(name)
    if asked.constraints.architecture:
        assumed = assumed.without("task")
    return assumed.updated(asked.constraints)


def of_article(catalogue: Catalogue, asked: Understanding) -> tuple[Model, ...] | None:
    """The models to choose among, where the question is about the article's."""
    if not asked.from_article:
        return None
    return tuple(m for m in catalogue.models.values() if m.family.section)

"""Picking models under constraints: who qualifies and in what order, who does not, what would help."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from bot.candidates import Candidate, Votes, judge
from bot.constraints import Constraints
from bot.standing import CATEGORIES, category_of, released, size_of, standings
from knowledge.catalogue import Catalogue, Model

# These say how to count, not what is wanted: leaving one out relaxes nothing.
_NO_DEMAND = frozenset({"device", "small", "bits", "parallel", "tuned"})
# These may be met once another is left out: another size or context needs other memory, and one
# size of several may be within the bound that remains.
_JUDGED_AGAIN = frozenset({"memory_gb", "max_parameters", "min_parameters"})


@dataclass(frozen=True)
class Relaxation:
    """What leaving out one constraint would give."""

    without: str
    qualifying: tuple[Candidate, ...]


@dataclass(frozen=True)
class Pick:
    """A choice among all models: those that qualify, best first, and all others with the reason."""

    wanted: Constraints
    category: str  # of the ratings that decide the order
    candidates: tuple[Candidate, ...]
    qualifying: tuple[Candidate, ...]
    relaxations: tuple[Relaxation, ...]  # only where nothing qualifies

    @property
    def eliminated(self) -> tuple[Candidate, ...]:
        """Those that fail at least one constraint."""
        return tuple(c for c in self.candidates if c.fails)

    @property
    def unsure(self) -> tuple[Candidate, ...]:
        """Those that cannot be judged, because a value is unknown."""
        return tuple(c for c in self.candidates if c.open and not c.fails)

    @property
    def close(self) -> tuple[Candidate, ...]:
        """Those at the edge of a constraint."""
        return tuple(c for c in self.candidates if c.close and not c.fails and not c.open)

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many models each constraint eliminates, the most first."""
        return dict(Counter(name for c in self.eliminated for name in c.fails).most_common())


def pick(catalogue: Catalogue, wanted: Constraints, among: Collection[Model] | None = None) -> Pick:
    """Hold every model, or those `among` which to choose, against the constraints; best first."""
    category = category_of(wanted.task, wanted.languages)
    votes = _votes(catalogue, wanted, category)
    candidates = [
        judge(m, wanted, catalogue, votes)
        for m in (catalogue.models.values() if among is None else among)
    ]
    qualifying = ordered([c for c in candidates if c.qualifies], wanted)
    relaxations = () if qualifying else tuple(_relaxations(catalogue, candidates, wanted, votes))
    return Pick(wanted, category, tuple(candidates), qualifying, relaxations)


def _relaxations(
    catalogue: Catalogue, candidates: Sequence[Candidate], wanted: Constraints, votes: Votes
) -> Iterator[Relaxation]:
    for name in (f.name for f in fields(wanted) if f.name not in _NO_DEMAND):
        if getattr(wanted, name) in (None, ()):
            continue
        without = wanted.without(name)
        near = [c for c in candidates if {*c.fails, *c.open, *c.close} <= {name, *_JUDGED_AGAIN}]
        judged = [judge(c.model, without, catalogue, votes) for c in near]
        found = [c for c in judged if c.qualifies]
        if found:
            yield Relaxation(name, ordered(found, without))


def ordered(candidates: Sequence[Candidate], wanted: Constraints) -> tuple[Candidate, ...]:
    """The candidates, best first, by the rule that `bot.choose` tells the reader."""
    return tuple(sorted(candidates, key=lambda c: _order(c, wanted), reverse=True))


def by_line(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates of each line of families together, in the order of the line's best."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.model.family.line, []).append(candidate)
    return list(groups.values())


def by_family(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates of each family together, in the order of the family's best."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.model.family.id, []).append(candidate)
    return list(groups.values())


def _votes(catalogue: Catalogue, wanted: Constraints, category: str) -> Votes:
    return Votes(
        standings(catalogue, category),
        {
            code: standings(catalogue, CATEGORIES[code])
            for code in wanted.languages
            if code in CATEGORIES
        },
    )


def _order(c: Candidate, wanted: Constraints) -> tuple[object, ...]:
    """What puts one candidate before another: suited to the task, evidence, generation, size."""
    task = "understanding" if wanted.for_understanding else wanted.task or "chat"
    variant = c.model.record.variant
    suited = {
        "chat": variant == "chat",
        "code": variant in ("code", "chat"),
        "understanding": variant == "encoder",
        "generation": variant in ("chat", "base"),
    }[task]
    size = c.memory.parameters if c.memory else size_of(c.model)
    evidence = c.standing.rank if c.standing else 0
    made_for_it = task == "code" and variant == "code"
    spoken = c.model.facts.languages.value if c.model.facts.languages else None
    # Among encoders nothing is measured; one made for the wanted language alone goes first.
    focused = (
        variant == "encoder" and spoken is not None and set(spoken.codes) <= set(wanted.languages)
    )
    writes = variant != "encoder" or task == "understanding"
    if wanted.small:
        return suited, writes, -size, focused, evidence, released(c.model)
    return suited, writes, focused, evidence, made_for_it, released(c.model)[:7], size, c.model.id

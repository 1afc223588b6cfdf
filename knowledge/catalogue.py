"""The catalogue: every model record, licence and known mistake of the article, loaded and checked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from knowledge.consistency import Filed, inconsistencies
from knowledge.devices import Cards, load_cards
from knowledge.errors import RecordError
from knowledge.family_file import load_family, validate
from knowledge.glossary import Glossary, load_glossary
from knowledge.licence import Licence
from knowledge.openness import Openness, load_openness
from knowledge.own_records import own_families
from knowledge.permission import inherited, inherited_use
from knowledge.ratings import RatingTable
from knowledge.record import (
    CatalogueState,
    Claim,
    Developer,
    Fact,
    Facts,
    Family,
    Record,
    Source,
)
from knowledge.tasks import Tasks, load_tasks
from knowledge.yaml_file import line_of, parse, read_text

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Model:
    """A record with its family, its facts, and the licences that govern it: its own first."""

    record: Record
    family: Family
    facts: Facts
    licences: tuple[Licence, ...] = ()  # then those of the models that it was made from
    own: bool = False  # from the team's own files

    @property
    def id(self) -> str:
        """The record's identifier."""
        return self.record.id

    @property
    def name(self) -> str:
        """The name that people know the model by."""
        return self.record.name

    @property
    def multimodal(self) -> bool | None:
        """Whether it takes more than text; None where that is unknown."""
        fact = self.facts.inputs
        return None if fact is None or fact.value is None else fact.value != ("text",)

    def source(self, fact: Fact[Any]) -> Source:
        """Where `fact`, one of this model's, was read."""
        governing = {licence.id: licence for licence in self.licences}
        if fact.source in self.family.sources:
            return self.family.sources[fact.source]
        return governing[fact.source].source


@dataclass(frozen=True)
class Catalogue:
    """All that is known of models, by identifier, and the month up to which it is known."""

    families: Mapping[str, Family]
    models: Mapping[str, Model]
    licences: Mapping[str, Licence]
    developers: Mapping[str, Developer]  # by name and by every alias
    ratings: RatingTable
    cards: Cards
    article_claims: Mapping[str, Claim]  # of the article's general sections
    other_names: tuple[str, ...]  # model names that are known as names only: no record
    ambiguous: Mapping[str, tuple[str, ...]]  # a name, and the families it may mean
    as_of: str
    problems: tuple[RecordError, ...] = field(default=())  # with the team's own files
    openness: Mapping[str, Openness] = field(default_factory=load_openness)
    glossary: Glossary = field(default_factory=load_glossary)
    tasks: Tasks = field(default_factory=load_tasks)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every known mistake of the article by its id, whichever file holds it."""
        of_families = {c.id: c for family in self.families.values() for c in family.claims}
        return {**of_families, **self.article_claims}

    def of_family(self, family: str) -> tuple[Model, ...]:
        """The models of a family, in the order of its file."""
        return tuple(self.models[record.id] for record in self.families[family].models)

    def claim_source(self, claim: Claim) -> Source:
        """The authority that decides a claim."""
        for family in self.families.values():
            if claim in family.claims:
                return family.sources[claim.source]
        return Source(title=claim.source, url="")

    def developer_of(self, model: Model) -> Developer | None:
        """Who made a model, where that is known, with the country they are in."""
        fact = model.facts.developer
        return self.developers.get(fact.value) if fact and fact.value else None


def load_catalogue(
    folder: Path = PACKAGE, own: Path | None = None, today: date | None = None
) -> Catalogue:
    """Load everything below `folder`, and a team's own files in `own` over it.

    Raises `RecordError`, naming file, line and field, for what is wrong in `folder`; what is wrong
    in `own` is left out and told in the catalogue's `problems`.
    """
    licences = {x.id: x for x in _list(Licence, folder / "licences.yaml")}
    shipped = [
        Filed(load_family(path), path) for path in sorted((folder / "models").glob("*.yaml"))
    ]
    day = today or date.today()  # noqa: DTZ011 - a record's dates have no time zone either
    for _, error in inconsistencies(shipped, licences, day):
        raise error
    filed, problems = own_families(own, shipped, licences, day) if own else (shipped, [])
    families = {one.family.id: one.family for one in filed}
    unchanged = {one.family.id: one.family for one in shipped}
    developers = _by_name(_list(Developer, folder / "developers.yaml"))
    state = _one(CatalogueState, folder / "catalogue.yaml")
    return Catalogue(
        families=families,
        models=_models(families, licences, developers, unchanged),
        licences=licences,
        developers=developers,
        ratings=_one(RatingTable, folder / "ratings.yaml"),
        cards=load_cards(folder / "cards.yaml"),
        article_claims={claim.id: claim for claim in _errata(folder)},
        other_names=tuple(_list(str, folder / "other_models.yaml")),
        ambiguous=_ambiguous(state, families, folder / "catalogue.yaml"),
        as_of=state.as_of,
        problems=tuple(problems),
    )


def _models(
    families: Mapping[str, Family],
    licences: Mapping[str, Licence],
    developers: Mapping[str, Developer],
    shipped: Mapping[str, Family],
) -> dict[str, Model]:
    plain = {
        record.id: Model(record, family, record.facts, own=shipped.get(family.id) is not family)
        for family in families.values()
        for record in family.models
    }
    facts = {name: model.facts for name, model in plain.items()}
    first = {family.id: family.models[0].id for family in families.values()}

    def maker(held: Facts) -> str | None:
        name = held.developer.value if held.developer else None
        known = developers.get(name or "")
        return known.name if known else name

    return {
        name: _governed(model, [licences[i] for i in inherited(name, facts, first, maker)])
        for name, model in plain.items()
    }


def _governed(model: Model, licences: Sequence[Licence]) -> Model:
    """The model with its licences, and with the use that they allow where the record tells none."""
    facts = model.facts
    if facts.commercial_use is None and licences:
        facts = facts.model_copy(update={"commercial_use": inherited_use(licences)})
    return replace(model, facts=facts, licences=tuple(licences))


def _by_name(developers: Sequence[Developer]) -> dict[str, Developer]:
    return {name: d for d in developers for name in (d.name, *d.aliases)}


def _errata(folder: Path) -> Iterator[Claim]:
    for path in sorted((folder / "articles").glob("*/errata.yaml")):
        yield from _list(Claim, path)


def _ambiguous(
    state: CatalogueState, families: Mapping[str, Family], path: Path
) -> dict[str, tuple[str, ...]]:
    """The names that may mean several families: those of the lines, newest family first, and others."""
    lines: dict[str, list[str]] = {}
    for family in sorted(families.values(), key=_first_release, reverse=True):
        lines.setdefault(family.line, []).append(family.id)
    meant: dict[str, tuple[str, ...]] = {}
    for line, names in state.lines.items():
        if line not in lines:
            raise _misnamed(path, ["lines", line], f"{line!r} is the line of no family")
        meant |= dict.fromkeys((line, *names), tuple(lines[line]))
    for name, ids in state.ambiguous.items():
        for unknown in set(ids) - set(families):
            told = f"names {unknown!r}, which is no family"
            raise _misnamed(path, ["ambiguous", name], told)
        meant[name] = ids
    return meant


def _misnamed(path: Path, where: list[str], told: str) -> RecordError:
    line = line_of(read_text(path), where)
    return RecordError(f"{path}:{line}: {'.'.join(where)}: {told}.", "Name one that exists.")


def _first_release(family: Family) -> str:
    dates = [r.facts.released.value for r in family.models if r.facts.released]
    return min((day for day in dates if day), default="")


def _list(kind: Any, path: Path) -> Any:
    return _one(list[kind], path)


def _one(kind: Any, path: Path) -> Any:
    text = read_text(path)
    return validate(TypeAdapter(kind), parse(text, path), path, text)

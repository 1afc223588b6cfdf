"""The catalogue: every model record, licence and known mistake of the article, loaded and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from knowledge.errors import RecordError
from knowledge.record import (
    CatalogueState,
    Claim,
    Fact,
    Facts,
    Family,
    Licence,
    Record,
    Source,
)

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Model:
    """A record with its family and the facts that both hold of it."""

    record: Record
    family: Family
    facts: Facts

    @property
    def id(self) -> str:
        """The record's identifier."""
        return self.record.id

    @property
    def name(self) -> str:
        """The name that people know the model by."""
        return self.record.name

    def source(self, fact: Fact[Any]) -> Source:
        """Where `fact`, one of this model's, was read."""
        return self.family.sources[fact.source]


@dataclass(frozen=True)
class Catalogue:
    """All that is known of models, by identifier, and the month up to which it is known."""

    families: Mapping[str, Family]
    models: Mapping[str, Model]
    licences: Mapping[str, Licence]
    article_claims: Mapping[str, Claim]  # of the article's general sections
    other_names: tuple[str, ...]  # model names that are known as names only: no record
    ambiguous: Mapping[str, tuple[str, ...]]  # a name, and the families it may mean
    as_of: str

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


def load_catalogue(folder: Path = PACKAGE) -> Catalogue:
    """Load records, licences and claims below `folder`; raises `RecordError` naming file and field."""
    families = [_family(path) for path in sorted((folder / "models").glob("*.yaml"))]
    licences = _parse(list[Licence], folder / "licences.yaml")
    errata = [
        claim
        for path in sorted((folder / "articles").glob("*/errata.yaml"))
        for claim in _parse(list[Claim], path)
    ]
    models: dict[str, Model] = {}
    for family in families:
        for model in _models(family, folder):
            if model.id in models:
                raise RecordError(
                    f"Two records have the id {model.id}.", f"See {family.id}.yaml: rename one."
                )
            models[model.id] = model
    for model in models.values():
        base = model.facts.base_model
        if (
            base is not None
            and base.value is not None
            and base.value not in {*models, *(f.id for f in families)}
        ):
            raise RecordError(
                f"{folder / 'models' / model.family.id}.yaml: {model.id}.base_model names {base.value!r}, "
                "which is no record.",
                "Name a record or a family.",
            )
        licence = model.facts.licence
        if (
            licence is not None
            and licence.value is not None
            and licence.value not in {x.id for x in licences}
        ):
            raise RecordError(
                f"{folder / 'models' / model.family.id}.yaml: {model.id}.licence names {licence.value!r}, "
                "which licences.yaml does not list.",
                "Add it there.",
            )
    state: CatalogueState = _parse(CatalogueState, folder / "catalogue.yaml")
    for name, ids in state.ambiguous.items():
        for unknown in set(ids) - {family.id for family in families}:
            raise RecordError(
                f"{folder / 'catalogue.yaml'}: ambiguous.{name} names {unknown!r}, which is no family.",
                "Name a family.",
            )
    return Catalogue(
        families={family.id: family for family in families},
        models=models,
        licences={licence.id: licence for licence in licences},
        article_claims={claim.id: claim for claim in errata},
        other_names=tuple(_parse(list[str], folder / "other_models.yaml")),
        ambiguous=state.ambiguous,
        as_of=state.as_of,
    )


def _family(path: Path) -> Family:
    family: Family = _parse(Family, path)
    if family.id != path.stem:
        raise RecordError(
            f"{path}: id: is {family.id!r}, but the file is {path.stem!r}.", "Rename one."
        )
    return family


def _models(family: Family, folder: Path) -> Iterator[Model]:
    path = folder / "models" / f"{family.id}.yaml"
    for claim in family.claims:
        if claim.source not in family.sources:
            raise RecordError(
                f"{path}: claims.{claim.id} names the source {claim.source!r}, which the file does not list.",
                "Add it under `sources`.",
            )
    for record in family.models:
        given = record.facts.model_dump(exclude_unset=True)
        merged = _validate(Facts, {**family.common, **given}, path)
        for name, fact in merged:
            if fact is not None and fact.source not in family.sources:
                raise RecordError(
                    f"{path}: {record.id}.{name} names the source {fact.source!r}, "
                    "which the file does not list.",
                    "Add it under `sources`.",
                )
        yield Model(record, family, merged)


def _parse(kind: Any, path: Path) -> Any:
    return _validate(kind, _read(path), path)


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise RecordError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except (OSError, yaml.YAMLError) as error:
        raise RecordError(f"{path} cannot be read: {error}", "Mend or remove the file.") from error


def _validate(kind: Any, value: Any, path: Path) -> Any:
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{path}: {field}: {first['msg']}.", "Mend that field.") from error

"""What no single file shows: names and ids given twice, bases in a circle, dates to come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.errors import RecordError
from knowledge.licence import Licence
from knowledge.mention import fold
from knowledge.record import Family, Record
from knowledge.yaml_file import line_of, read_text


@dataclass(frozen=True)
class Filed:
    """A family and the file that it was read from."""

    family: Family
    path: Path


def inconsistencies(
    filed: Iterable[Filed], licences: Mapping[str, Licence], today: date
) -> Iterator[tuple[Filed, RecordError]]:
    """Everything that does not fit together: the file at fault, later ones before earlier, and why."""
    everything = list(filed)
    yield from _given_twice(everything)
    records = {r.id: r for f in everything for r in f.family.models}
    families = {f.family.id: f.family for f in everything}
    for one in everything:
        yield from _sources(one)
        yield from _to_come(one, today)
        for record in one.family.models:
            yield from _references(one, record, records, families, licences)
        if one.family.superseded_by is not None and one.family.superseded_by not in families:
            yield _error(one, ["superseded_by"], f"{one.family.superseded_by!r} is no family")
    yield from _circles(everything, records, families)


def _error(
    one: Filed, where: Sequence[str], told: str, hint: str = "Mend that field."
) -> tuple[Filed, RecordError]:
    field = ".".join(part for part in where if part != "facts")
    return one, RecordError(f"{one.path}:{_line(one, where)}: {field}: {told}.", hint)


def _line(one: Filed, where: Sequence[str]) -> int:
    text = read_text(one.path)
    line = line_of(text, where) or 1
    if "facts" in where and line == line_of(text, where[: where.index("facts") + 1]):
        # The record has it from the facts that hold for all records of the file.
        line = line_of(text, ["common", *where[where.index("facts") + 1 :]]) or line
    return line


def _given_twice(everything: list[Filed]) -> Iterator[tuple[Filed, RecordError]]:
    ids: dict[str, Filed] = {}
    names: dict[str, tuple[str, Filed]] = {}
    for one in everything:
        for record in one.family.models:
            if record.id in ids:
                yield _error(
                    one,
                    ["models", record.id],
                    f"another record has the id {record.id!r}, in {ids[record.id].path.name}",
                    "Rename one.",
                )
            ids[record.id] = one
        owners = [(one.family.id, n) for n in (one.family.name, *one.family.aliases)]
        owners += [(r.id, n) for r in one.family.models for n in (r.id, r.name, *r.aliases)]
        alone = len(one.family.models) == 1
        for owner, name in owners:
            held = names.setdefault(fold(name), (owner, one))
            same = held[0] == owner or (alone and held[1] is one)
            if not same:
                yield _error(
                    one,
                    ["aliases"] if owner == one.family.id else ["models", owner, "aliases"],
                    f"{name!r} is also a name of {held[0]!r}, in {held[1].path.name}",
                    "Give each name to one of them.",
                )


def _sources(one: Filed) -> Iterator[tuple[Filed, RecordError]]:
    for claim in one.family.claims:
        if claim.source not in one.family.sources:
            yield _unlisted(one, ["claims", claim.id, "source"], claim.source)
    for record in one.family.models:
        for name, fact in record.facts:
            if fact is None:
                continue
            for source in (fact.source, *(other.source for other in fact.others)):
                if source not in one.family.sources:
                    yield _unlisted(one, ["models", record.id, "facts", name], source)


def _unlisted(one: Filed, where: Sequence[str], source: str) -> tuple[Filed, RecordError]:
    told = f"names the source {source!r}, which the file does not list"
    return _error(one, where, told, "Add it under `sources`.")


def _to_come(one: Filed, today: date) -> Iterator[tuple[Filed, RecordError]]:
    latest = today.isoformat()
    dates: list[tuple[list[str], str]] = [(["as_of"], one.family.as_of)]
    dates += [(["sources", key, "date"], s.date) for key, s in one.family.sources.items() if s.date]
    for record in one.family.models:
        for name, fact in record.facts:
            where = ["models", record.id, "facts", name]
            if fact is not None and fact.date:
                dates.append((where, fact.date))
            if name == "released" and fact is not None and fact.value:
                dates.append((where, fact.value))
    for where, said in dates:
        if said > latest[: len(said)]:
            yield _error(one, where, f"{said} is in the future")


def _references(
    one: Filed,
    record: Record,
    records: Mapping[str, Record],
    families: Mapping[str, Family],
    licences: Mapping[str, Licence],
) -> Iterator[tuple[Filed, RecordError]]:
    facts = record.facts
    for name in ("licence", "base_licence"):
        fact = getattr(facts, name)
        if fact is not None and fact.value is not None and fact.value not in licences:
            yield _error(
                one,
                ["models", record.id, "facts", name],
                f"names {fact.value!r}, which licences.yaml does not list",
                "Add it there.",
            )
    base = facts.base_model
    # A base without a record is named as people name it, and its licence is told beside it.
    known = base is None or base.value is None or base.value in records or base.value in families
    if not known and facts.base_licence is None:
        yield _error(
            one,
            ["models", record.id, "facts", "base_model"],
            f"names {base.value if base else None!r}, which is no record",
            "Name a record or a family, or add `base_licence`.",
        )
    if record.superseded_by is not None and record.superseded_by not in records:
        where = ["models", record.id, "superseded_by"]
        yield _error(one, where, f"{record.superseded_by!r} is no record")


def _circles(
    everything: list[Filed], records: Mapping[str, Record], families: Mapping[str, Family]
) -> Iterator[tuple[Filed, RecordError]]:
    bases = {r.id: r.facts.base_model.value for r in records.values() if r.facts.base_model}
    after = {f.id: f.superseded_by for f in families.values()}
    later = {r.id: r.superseded_by for r in records.values()}
    for one in everything:
        if _returns(one.family.id, after):
            yield _error(one, ["superseded_by"], "the families succeed each other in a circle")
        for record in one.family.models:
            if _returns(record.id, bases):
                where = ["models", record.id, "facts", "base_model"]
                yield _error(one, where, "the base models form a circle")
            if _returns(record.id, later):
                where = ["models", record.id, "superseded_by"]
                yield _error(one, where, "the records succeed each other in a circle")


def _returns(start: str, following: Mapping[str, str | None]) -> bool:
    seen = {start}
    at = following.get(start)
    while at is not None:
        if at in seen:
            return at == start
        seen.add(at)
        at = following.get(at)
    return False

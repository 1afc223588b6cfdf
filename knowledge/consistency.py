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


@dataclass(frozen=True)
class _Fault:
    """What is wrong, and where: its line is looked up only if it is told, as that reads the file."""

    one: Filed
    where: Sequence[str]
    told: str
    hint: str = "Mend that field."

    def error(self) -> RecordError:
        field = ".".join(part for part in self.where if part != "facts")
        at = f"{self.one.path}:{_line(self.one, self.where)}"
        return RecordError(f"{at}: {field}: {self.told}.", self.hint)


def inconsistencies(
    filed: Iterable[Filed], licences: Mapping[str, Licence], today: date
) -> Iterator[tuple[Filed, RecordError]]:
    """Everything that does not fit together: the file at fault, later ones before earlier, and why."""
    for fault in _faults(list(filed), licences, today):
        yield fault.one, fault.error()


def first_inconsistencies(
    filed: Iterable[Filed], licences: Mapping[str, Licence], today: date
) -> Iterator[tuple[Filed, RecordError]]:
    """The first of the inconsistencies of each file, in a time that does not grow with the others."""
    seen: set[Path] = set()
    for fault in _faults(list(filed), licences, today):
        if fault.one.path not in seen:
            seen.add(fault.one.path)
            yield fault.one, fault.error()


def _faults(
    everything: list[Filed], licences: Mapping[str, Licence], today: date
) -> Iterator[_Fault]:
    yield from _given_twice(everything)
    records = {r.id: r for f in everything for r in f.family.models}
    families = {f.family.id: f.family for f in everything}
    for one in everything:
        yield from _sources(one)
        yield from _to_come(one, today)
        for record in one.family.models:
            yield from _references(one, record, records, families, licences)
        if one.family.superseded_by is not None and one.family.superseded_by not in families:
            yield _Fault(one, ["superseded_by"], f"{one.family.superseded_by!r} is no family")
    yield from _circles(everything, records, families)


def _line(one: Filed, where: Sequence[str]) -> int:
    text = read_text(one.path)
    line = line_of(text, where) or 1
    if "facts" in where and line == line_of(text, where[: where.index("facts") + 1]):
        # The record has it from the facts that hold for all records of the file.
        line = line_of(text, ["common", *where[where.index("facts") + 1 :]]) or line
    return line


def _given_twice(everything: list[Filed]) -> Iterator[_Fault]:
    ids: dict[str, Filed] = {}
    names: dict[str, tuple[str, Filed]] = {}
    for one in everything:
        for record in one.family.models:
            if record.id in ids:
                yield _Fault(
                    one,
                    ["models", record.id],
                    f"another record has the id {record.id!r}, in {ids[record.id].path.name}",
                    "Rename one.",
                )
            ids[record.id] = one
        alone = len(one.family.models) == 1
        for owner, where, name in _names(one.family):
            held = names.setdefault(fold(name), (owner, one))
            same = held[1] is one and (alone or held[0] == owner)
            if not same:
                yield _Fault(
                    one,
                    where,
                    f"{name!r} is also a name of {held[0]!r}, in {held[1].path.name}",
                    "Give each name to one of them.",
                )


def _names(family: Family) -> Iterator[tuple[str, list[str], str]]:
    """Whose name, where it was written, and the name."""
    owners: list[tuple[list[str], Family | Record]] = [([], family)]
    owners += [(["models", record.id], record) for record in family.models]
    for where, owner in owners:
        yield owner.id, [*where, "id"], owner.id
        yield owner.id, [*where, "name"], owner.name
        for alias in owner.aliases:
            yield owner.id, [*where, "aliases"], alias


def _sources(one: Filed) -> Iterator[_Fault]:
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


def _unlisted(one: Filed, where: Sequence[str], source: str) -> _Fault:
    told = f"names the source {source!r}, which the file does not list"
    return _Fault(one, where, told, "Add it under `sources`.")


def _to_come(one: Filed, today: date) -> Iterator[_Fault]:
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
            yield _Fault(one, where, f"{said} is in the future")


def _references(
    one: Filed,
    record: Record,
    records: Mapping[str, Record],
    families: Mapping[str, Family],
    licences: Mapping[str, Licence],
) -> Iterator[_Fault]:
    facts = record.facts
    for name in ("licence", "base_licence"):
        fact = getattr(facts, name)
        if fact is not None and fact.value is not None and fact.value not in licences:
            yield _Fault(
                one,
                ["models", record.id, "facts", name],
                f"names {fact.value!r}, which licences.yaml does not list",
                "Add it there.",
            )
    base = facts.base_model
    # A base without a record is named as people name it, and its licence is told beside it.
    known = base is None or base.value is None or base.value in records or base.value in families
    if not known and facts.base_licence is None:
        yield _Fault(
            one,
            ["models", record.id, "facts", "base_model"],
            f"names {base.value if base else None!r}, which is no record",
            "Name a record or a family, or add `base_licence`.",
        )
    if record.superseded_by is not None and record.superseded_by not in records:
        where = ["models", record.id, "superseded_by"]
        yield _Fault(one, where, f"{record.superseded_by!r} is no record")


def _circles(
    everything: list[Filed], records: Mapping[str, Record], families: Mapping[str, Family]
) -> Iterator[_Fault]:
    bases = {
        r.id: _base(r, one.family, records, families)
        for one in everything
        for r in one.family.models
    }
    after = {f.id: f.superseded_by for f in families.values()}
    later = {r.id: r.superseded_by for r in records.values()}
    for one in everything:
        if _returns(one.family.id, after):
            yield _Fault(one, ["superseded_by"], "the families succeed each other in a circle")
        for record in one.family.models:
            if _returns(record.id, bases):
                where = ["models", record.id, "facts", "base_model"]
                yield _Fault(one, where, "the base models form a circle")
            if _returns(record.id, later):
                where = ["models", record.id, "superseded_by"]
                yield _Fault(one, where, "the records succeed each other in a circle")


def _base(
    record: Record, family: Family, records: Mapping[str, Record], families: Mapping[str, Family]
) -> str | None:
    """The record that another was made from: of a family its first, of its own family itself."""
    name = record.facts.base_model.value if record.facts.base_model else None
    if name is None or name in records or name not in families:
        return name
    return record.id if name == family.id else families[name].models[0].id


def _returns(start: str, following: Mapping[str, str | None]) -> bool:
    seen = {start}
    at = following.get(start)
    while at is not None:
        if at in seen:
            return at == start
        seen.add(at)
        at = following.get(at)
    return False

"""What no single file shows is found across files, each time with the file, line and field at fault."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.consistency import Filed, inconsistencies
from knowledge.errors import RecordError
from knowledge.family_file import load_family
from tests.knowledge.own_files import family, line_with, record

TODAY = date(2026, 6, 15)


def told(folder: Path, catalogue: Catalogue, **texts: str) -> list[tuple[str, str]]:
    """The file at fault and the message, for every inconsistency of these files."""
    filed = []
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        filed.append(Filed(load_family(path), path))
    found = inconsistencies(filed, catalogue.licences, TODAY)
    return [(one.path.name, error.message.removeprefix(f"{folder}/")) for one, error in found]


def test_files_that_fit_together_are_told_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    tuned = record("bcme-7b", "base_model: {value: acme-7b, source: card}")

    assert (
        told(
            tmp_path,
            catalogue,
            acme=family("acme", record("acme-7b"), more="superseded_by: bcme\n"),
            bcme=family("bcme", tuned),
        )
        == []
    )


def test_an_id_given_twice_is_told_in_the_later_file_and_names_the_first(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    later = family("bcme", record("bcme-7b"), record("acme-7b"))
    found = told(tmp_path, catalogue, acme=family("acme", record("acme-7b")), bcme=later)

    file, message = found[0]
    assert file == "bcme.yaml"
    where = f"bcme.yaml:{line_with(later, 'id: acme-7b')}: models.acme-7b"
    assert message.startswith(where)
    assert "acme.yaml" in message


@pytest.mark.parametrize(
    "alias",
    [
        "acme-7b",
        "ACME 7B",
        "Acme_7b",
        "The acme-7b",
        "Family acme",
        "ａｃｍｅ－７ｂ",
        "acme",
    ],
)
def test_an_alias_of_another_record_or_family_is_told_however_it_is_spelt(
    tmp_path: Path, catalogue: Catalogue, alias: str
) -> None:
    later = family("bcme", record("bcme-7b", aliases=f"['{alias}']"))
    found = told(
        tmp_path,
        catalogue,
        acme=family("acme", record("acme-7b"), record("acme-8b")),
        bcme=later,
    )

    ((file, message),) = found
    assert file == "bcme.yaml"
    assert message.startswith(f"bcme.yaml:{line_with(later, 'aliases')}: models.bcme-7b.aliases: ")
    assert "acme.yaml" in message


def test_the_only_record_of_a_family_may_share_its_names(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    alone = family("acme", record("acme"))

    assert told(tmp_path, catalogue, acme=alone) == []


@pytest.mark.parametrize(
    ("facts", "circle"),
    [
        ({"a": "a"}, {"a"}),
        ({"a": "b", "b": "a"}, {"a", "b"}),
        ({"a": "b", "b": "c", "c": "a"}, {"a", "b", "c"}),
        ({"a": "b", "b": "c", "c": "b"}, {"b", "c"}),
        ({"a": "b", "b": "c"}, set()),
        ({"a": "acme"}, {"a"}),
        ({"b": "acme"}, {"b"}),
    ],
)
def test_base_models_in_a_circle_are_told_and_those_that_lead_to_one_are_not(
    tmp_path: Path, catalogue: Catalogue, facts: dict[str, str], circle: set[str]
) -> None:
    records = [
        record(
            name,
            *([f"base_model: {{value: {facts[name]}, source: card}}"] if name in facts else []),
        )
        for name in "abc"
    ]
    found = told(tmp_path, catalogue, acme=family("acme", *records))

    assert {m.split("models.")[1][0] for _, m in found if "circle" in m} == circle
    assert len(found) == len(circle)


def test_families_and_records_that_succeed_each_other_in_a_circle_are_told(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    found = told(
        tmp_path,
        catalogue,
        acme=family("acme", record("acme-7b"), more="superseded_by: bcme\n"),
        bcme=family("bcme", record("bcme-7b"), more="superseded_by: acme\n"),
        ccme=family(
            "ccme",
            record("ccme-7b").replace("variant", "superseded_by: ccme-8b\n    variant"),
            record("ccme-8b").replace("variant", "superseded_by: ccme-7b\n    variant"),
        ),
    )

    assert [file for file, _ in found] == ["acme.yaml", "bcme.yaml", "ccme.yaml", "ccme.yaml"]
    assert all("circle" in message and "superseded_by" in message for _, message in found)


@pytest.mark.parametrize(
    ("said", "future"),
    [
        ("2026-06-15", False),
        ("2026-06-16", True),
        ("2026-06", False),
        ("2026-07", True),
        ("2026", False),
        ("2027", True),
        ("2019-12-31", False),
    ],
)
def test_a_date_is_in_the_future_as_far_as_it_is_known(
    tmp_path: Path, catalogue: Catalogue, said: str, future: bool
) -> None:
    text = family("acme", record("acme-7b", f"released: {{value: '{said}', source: card}}"))
    found = told(tmp_path, catalogue, acme=text)

    where = f"acme.yaml:{line_with(text, 'released')}: models.acme-7b.released: {said}"
    assert [m for _, m in found] == ([f"{where} is in the future."] if future else [])


@pytest.mark.parametrize(
    ("text", "at", "field"),
    [
        (family("acme", record("acme-7b")).replace("2026-01", "2027-01"), "as_of", "as_of"),
        (
            family("acme", record("acme-7b")).replace("/card}", "/card, date: '2027'}"),
            "date",
            "sources.card.date",
        ),
        (
            family("acme", record("acme-7b", "context: {value: 1, source: card, date: '2027'}")),
            "context",
            "models.acme-7b.context",
        ),
    ],
)
def test_every_date_of_a_file_is_held_against_today(
    tmp_path: Path, catalogue: Catalogue, text: str, at: str, field: str
) -> None:
    ((_, message),) = told(tmp_path, catalogue, acme=text)

    assert message.startswith(f"acme.yaml:{line_with(text, at)}: {field}: 2027")


def test_a_common_fact_is_told_in_the_line_where_it_was_written(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    text = family(
        "acme", record("acme-7b"), more="common:\n  licence: {value: no-such, source: card}\n"
    )
    ((_, message),) = told(tmp_path, catalogue, acme=text)

    assert message.startswith(f"acme.yaml:{line_with(text, 'no-such')}: models.acme-7b.licence")


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        ("base_model: {value: Nobody 7B, source: card}", "base_model"),
        ("licence: {value: no-such, source: card}", "licence"),
        ("base_licence: {value: no-such, source: card}", "base_licence"),
        ("context: {value: 1, source: hearsay}", "context"),
        (
            "context: {value: 1, source: card, others: [{value: 2, source: hearsay, why: W.}]}",
            "context",
        ),
    ],
)
def test_what_refers_to_nothing_is_told(
    tmp_path: Path, catalogue: Catalogue, fact: str, field: str
) -> None:
    text = family("acme", record("acme-7b", fact))
    ((_, message),) = told(tmp_path, catalogue, acme=text)

    assert message.startswith(f"acme.yaml:{line_with(text, fact)}: models.acme-7b.{field}: names ")


def test_a_base_without_a_record_may_be_named_where_its_licence_is(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    facts = (
        "base_model: {value: Nobody 7B, source: card}",
        "base_licence: {value: mit, source: card}",
    )

    assert told(tmp_path, catalogue, acme=family("acme", record("acme-7b", *facts))) == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (family("acme", record("acme-7b"), more="superseded_by: zeta\n"), "superseded_by: 'zeta'"),
        (
            family(
                "acme", record("acme-7b").replace("variant", "superseded_by: zeta\n    variant")
            ),
            "models.acme-7b.superseded_by: 'zeta'",
        ),
    ],
)
def test_a_successor_that_does_not_exist_is_told(
    tmp_path: Path, catalogue: Catalogue, text: str, field: str
) -> None:
    ((_, message),) = told(tmp_path, catalogue, acme=text)

    assert message.startswith(f"acme.yaml:{line_with(text, 'superseded_by')}: {field}")


def test_shipped_records_are_refused_whole_where_they_come_from_the_future() -> None:
    with pytest.raises(RecordError, match=r"\.yaml:\d+: .* is in the future"):
        load_catalogue(today=date(2020, 1, 1))

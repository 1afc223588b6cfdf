"""Records that nobody looked at for a while are found by their age, the oldest first."""

from datetime import date
from pathlib import Path

import pytest

from bot.freshness import last_day, stale_models, stale_text
from knowledge.catalogue import Catalogue
from tests.knowledge.own_files import family, loaded, record


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2025-02", date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 31)),
        ("2025-07-18", date(2025, 7, 18)),
    ],
)
def test_a_date_of_any_precision_counts_from_the_last_day_it_may_mean(
    partial: str, day: date
) -> None:
    assert last_day(partial) == day


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue with three families of its own that were looked at long ago."""
    old = family("old", record("old-1b")).replace("2026-01", "2020-01-01")
    older = family("older", record("older-1b")).replace("2026-01", "2019")
    oldest = family("oldest", record("oldest-1b")).replace("2026-01", "2018-06")
    folder: Path = tmp_path_factory.mktemp("aged")
    found = loaded(folder, old=old, older=older, oldest=oldest)
    assert found.problems == ()
    return found


def test_the_oldest_records_come_first_with_their_age_in_days(aged: Catalogue) -> None:
    found = stale_models(aged, 365, date(2020, 12, 31))

    assert [(model.id, age) for model, age in found] == [("oldest-1b", 915), ("older-1b", 366)]


def test_a_record_is_stale_when_it_is_older_than_that_and_not_at_that(aged: Catalogue) -> None:
    def stale(days: int) -> set[str]:
        return {model.id for model, _ in stale_models(aged, days, date(2020, 1, 11))}

    assert "old-1b" in stale(9)
    assert "old-1b" not in stale(10)


def test_a_record_of_this_month_is_not_stale_and_not_of_the_future(catalogue: Catalogue) -> None:
    found = stale_models(catalogue, 0, last_day(catalogue.as_of))

    assert all(age > 0 for _, age in found)
    assert not [m.id for m, _ in found if m.family.as_of == catalogue.as_of]


def test_every_record_is_stale_in_the_end(catalogue: Catalogue) -> None:
    assert len(stale_models(catalogue, 180, date(2040, 1, 1))) == len(catalogue.models)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "are older than 365 days; catalogue as of"), ("zh", "超过 365 天未更新；目录截至")],
)
def test_the_list_tells_dates_ages_and_that_of_the_catalogue(
    aged: Catalogue, language: str, told: str
) -> None:
    found = stale_models(aged, 365, date(2020, 12, 31))
    lines = stale_text(found, aged, 365, language).splitlines()

    assert lines[0].split() == ["2018-06", "915", "oldest-1b"]
    assert lines[1].split() == ["2019", "366", "older-1b"]
    assert told in lines[-1]
    assert aged.as_of in lines[-1]


def test_a_list_of_nothing_says_so(aged: Catalogue) -> None:
    assert stale_text([], aged, 30, "en").startswith(f"0 of {len(aged.models)} records")

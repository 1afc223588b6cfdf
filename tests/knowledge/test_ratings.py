"""The ratings are those that were collected, of records that exist, with an order in each interval."""

import json
from pathlib import Path

import pytest

from bot.standing import CATEGORIES, OVERALL
from knowledge.catalogue import Catalogue


def test_every_rating_is_of_a_record_and_lies_in_its_interval(catalogue: Catalogue) -> None:
    assert len(catalogue.ratings.models) == 56
    for name, rated in catalogue.ratings.models.items():
        assert name in catalogue.models
        assert rated.of
        assert OVERALL in rated.ratings, name
        for category, (rating, low, high) in rated.ratings.items():
            assert low <= rating <= high, (name, category)


def test_the_ratings_have_a_date_and_a_source(catalogue: Catalogue) -> None:
    assert catalogue.ratings.date == "2025-12-11"
    assert catalogue.ratings.source.url.startswith("https://")


def test_nothing_is_rated_that_came_after_the_ratings(catalogue: Catalogue) -> None:
    for name in catalogue.ratings.models:
        released = catalogue.models[name].facts.released
        assert released
        assert str(released.value) <= catalogue.ratings.date, name


def test_every_category_that_picks_ask_for_has_ratings(catalogue: Catalogue) -> None:
    for category in {*CATEGORIES.values(), OVERALL, "coding"}:
        rated = [x for x in catalogue.ratings.models.values() if category in x.ratings]
        assert len(rated) >= 20, category


@pytest.mark.shared
def test_the_ratings_are_those_that_were_collected(catalogue: Catalogue, shared: Path) -> None:
    lines = (shared / "facts/arena.jsonl").read_text(encoding="utf-8").splitlines()
    collected = {
        entry["id"].removeprefix("model:"): (
            entry["arena_name"],
            {name: tuple(values) for name, values in entry["ratings"].items()},
        )
        for entry in map(json.loads, lines)
    }

    found = {name: (x.of, dict(x.ratings)) for name, x in catalogue.ratings.models.items()}
    assert found == collected

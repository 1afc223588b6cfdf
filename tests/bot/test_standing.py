"""Where models stand by people's votes, and how a rating is carried along a line."""

import itertools
import math
import statistics

import pytest

from bot.standing import (
    CATEGORIES,
    FARTHEST,
    HALVING,
    NEAR,
    OVERALL,
    TIE,
    Standing,
    category_of,
    released,
    size_of,
    standings,
)
from knowledge.catalogue import Catalogue

NEIGHBOURS = 1.3  # sizes that differ by less are one size


@pytest.mark.parametrize(
    ("task", "languages", "category"),
    [
        (None, (), "overall"),
        ("chat", (), "overall"),
        ("code", (), "coding"),
        ("code", ("zh",), "coding"),
        ("chat", ("zh",), "chinese"),
        (None, ("en",), "english"),
        (None, ("en", "zh"), "chinese"),
        (None, ("zh", "en"), "chinese"),
        (None, ("de",), "german"),
        (None, ("sv",), "overall"),
        (None, ("en", "sv"), "overall"),
        ("generation", ("ja",), "japanese"),
    ],
)
def test_the_votes_are_those_of_the_task_or_the_language_asked_for(
    task: str | None, languages: tuple[str, ...], category: str
) -> None:
    assert category_of(task, languages) == category


def losses(catalogue: Catalogue, category: str) -> list[float]:
    """Points that each halving of the size costs, between neighbouring sizes of one family."""
    found = []
    for family in catalogue.families:
        rated = sorted(
            (size_of(model), catalogue.ratings.models[model.id].ratings[category][0])
            for model in catalogue.of_family(family)
            if model.id in catalogue.ratings.models
            and category in catalogue.ratings.models[model.id].ratings
        )
        for (small, low), (large, high) in itertools.pairwise(rated):
            if large / small > NEIGHBOURS:
                found.append((high - low) / math.log2(large / small))
    return found


def test_what_halving_costs_is_three_quarters_of_the_pairs_that_were_rated(
    catalogue: Catalogue,
) -> None:
    costs = [
        cost for category in (OVERALL, "chinese", "coding") for cost in losses(catalogue, category)
    ]

    assert len(costs) >= 30
    assert sum(cost <= HALVING for cost in costs) / len(costs) >= 0.75
    assert statistics.quantiles(costs, n=4, method="inclusive")[2] == pytest.approx(HALVING, abs=2)


def test_a_tie_is_half_as_wide_as_the_intervals_by_language(catalogue: Catalogue) -> None:
    widths = [
        (high - low) / 2
        for rated in catalogue.ratings.models.values()
        for category in CATEGORIES.values()
        if category in rated.ratings
        for _, low, high in [rated.ratings[category]]
    ]

    assert statistics.median(widths) == pytest.approx(TIE, rel=0.15)


def test_a_rated_model_stands_on_its_own_rating(catalogue: Catalogue) -> None:
    for category in (OVERALL, "chinese", "coding"):
        found = standings(catalogue, category)
        for name, rated in catalogue.ratings.models.items():
            if category in rated.ratings:
                rating, low, high = rated.ratings[category]
                assert found[name] == Standing(category, rating, low, high, of=name, carried=False)


def test_what_is_carried_comes_from_the_same_line_no_later_and_no_farther(
    catalogue: Catalogue,
) -> None:
    carried = 0
    for category in (OVERALL, "chinese", "coding"):
        for name, one in standings(catalogue, category).items():
            if not one.carried:
                continue
            carried += 1
            model, source = catalogue.models[name], catalogue.models[one.of]
            assert one.of in catalogue.ratings.models
            assert category in catalogue.ratings.models[one.of].ratings
            assert model.id not in catalogue.ratings.models or (
                category not in catalogue.ratings.models[model.id].ratings
            )
            assert model.family.line == source.family.line
            assert model.record.variant not in {"base", "encoder"}
            same = model.family.id == source.family.id
            assert same or released(source)[:7] <= released(model)[:7], (name, one.of)
            halvings = math.log2(size_of(source) / size_of(model))
            assert halvings <= FARTHEST
            lost = HALVING * halvings if halvings > NEAR else 0.0
            rating, low, high = catalogue.ratings.models[one.of].ratings[category]
            assert one.rating == pytest.approx(rating - lost)
            assert (one.low, one.high) == pytest.approx((low - lost, high - lost))
    assert carried > 50


def test_a_carried_rating_is_never_above_the_best_of_its_line(catalogue: Catalogue) -> None:
    found = standings(catalogue, OVERALL)
    for name, one in found.items():
        line = catalogue.models[name].family.line
        best = max(
            rated.ratings[OVERALL][0]
            for other, rated in catalogue.ratings.models.items()
            if catalogue.models[other].family.line == line
        )
        assert one.rating <= best


def test_a_line_that_nobody_rated_stands_nowhere(catalogue: Catalogue) -> None:
    rated = {catalogue.models[name].family.line for name in catalogue.ratings.models}
    found = standings(catalogue, OVERALL)

    assert "bloom" not in found
    assert "bert-base" not in found
    assert all(catalogue.models[name].family.line in rated for name in found)


def test_a_category_that_does_not_exist_has_no_standings(catalogue: Catalogue) -> None:
    assert standings(catalogue, "poetry") == {}


def test_ratings_closer_than_a_tie_rank_alike() -> None:
    def rank(rating: float) -> int:
        return Standing(OVERALL, rating, rating - 5, rating + 5, of="x", carried=False).rank

    assert rank(1399) == rank(1401)
    assert rank(1400 + 2 * TIE) > rank(1400)


def test_the_newest_of_a_line_is_not_left_behind_by_its_elders(catalogue: Catalogue) -> None:
    found = standings(catalogue, OVERALL)

    assert found["qwen3.6-27b"].carried
    assert found["qwen3.6-27b"].of.startswith("qwen3")
    assert found["llama-4-scout"].rating > found["llama-2-70b"].rating

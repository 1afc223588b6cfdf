"""`--filter` leaves the records it says, and no unknown value counts as a known one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.record_filter import filtered
from knowledge.catalogue import Catalogue, Model
from knowledge.errors import UsageError
from tests.knowledge.own_files import family, loaded, record


def ids(catalogue: Catalogue, *filters: str) -> set[str]:
    return {model.id for model in filtered(catalogue, filters)}


def where(catalogue: Catalogue, holds: Callable[[Model], object]) -> set[str]:
    return {name for name, model in catalogue.models.items() if holds(model)}


def size(model: Model) -> float:
    assert model.facts.parameters
    assert model.facts.parameters.value
    return max(model.facts.parameters.value)


def day(model: Model) -> str:
    assert model.facts.released
    return str(model.facts.released.value)


def window(model: Model) -> int:
    assert model.facts.context
    return model.facts.context.value or 0


def codes(model: Model) -> tuple[str, ...]:
    spoken = model.facts.languages.value if model.facts.languages else None
    return spoken.codes if spoken else ()


def test_without_filters_all_records_are_left(catalogue: Catalogue) -> None:
    assert ids(catalogue) == catalogue.models.keys()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("licence=mit", lambda m: m.facts.licence.value == "mit"),
        ("licence = MIT", lambda m: m.facts.licence.value == "mit"),
        ("licence!=mit", lambda m: m.facts.licence.value != "mit"),
        ("parameters<=15", lambda m: size(m) <= 15),
        ("parameters<=15B", lambda m: size(m) <= 15),
        ("parameters<0.5", lambda m: size(m) < 0.5),
        ("parameters<=500m", lambda m: size(m) <= 0.5),
        ("parameters>100", lambda m: size(m) > 100),
        ("context>=128k", lambda m: window(m) >= 128_000),
        ("context>=1m", lambda m: window(m) >= 1_000_000),
        ("context=2048", lambda m: window(m) == 2048),
        ("released>=2025", lambda m: day(m) >= "2025"),
        ("released>2024", lambda m: day(m) >= "2025"),
        ("released<2023-07", lambda m: day(m) < "2023-07"),
        ("released=2025", lambda m: day(m)[:4] == "2025"),
        ("released=2023-07-18", lambda m: day(m) == "2023-07-18"),
        ("language=zh", lambda m: "zh" in codes(m)),
        ("family=qwen3", lambda m: m.family.id == "qwen3"),
        ("line=llama", lambda m: m.family.line == "llama"),
        ("variant=code", lambda m: m.record.variant == "code"),
        ("architecture=encoder", lambda m: m.facts.architecture.value == "encoder"),
        ("commercial_use=no", lambda m: m.facts.commercial_use.value == "no"),
        ("gate=accept", lambda m: m.facts.gate and m.facts.gate.value == "accept"),
        ("developer=阿里巴巴", lambda m: m.facts.developer.value == "Alibaba"),
        ("developer=alibaba", lambda m: m.facts.developer.value == "Alibaba"),
    ],
)
def test_a_filter_leaves_what_it_says(
    catalogue: Catalogue, text: str, holds: Callable[[Model], object]
) -> None:
    found = ids(catalogue, text)

    assert found == where(catalogue, holds)
    assert 0 < len(found) < len(catalogue.models)


def test_filters_by_country_and_by_developer_know_every_name(catalogue: Catalogue) -> None:
    chinese = ids(catalogue, "country=CN")

    assert {"qwen3-8b", "deepseek-v3", "glm-4.6", "kimi-k2"} <= chinese
    assert not {"llama-2-7b", "mistral-7b", "bloom"} & chinese
    assert ids(catalogue, "country=cn") == chinese
    assert {"llama-1", "opt-175b", "llama-2-7b"} <= ids(catalogue, "developer=Meta")


def test_several_filters_must_all_hold(catalogue: Catalogue) -> None:
    found = ids(catalogue, "licence=apache-2.0", "parameters<=15", "language=zh")

    assert "qwen3-8b" in found
    assert found == (
        ids(catalogue, "licence=apache-2.0")
        & ids(catalogue, "parameters<=15")
        & ids(catalogue, "language=zh")
    )


@pytest.mark.parametrize(
    "text",
    [
        "parameters<=1000000",
        "parameters!=7",
        "context<=1m",
        "context!=5",
        "released<=2030",
        "released!=2020",
        "active_parameters<=100",
        "training_tokens>=0",
        "licence!=mit",
        "language!=zh",
        "country!=CN",
        "commercial_use!=no",
    ],
)
def test_what_is_unknown_is_neither_below_nor_above_nor_other(tmp_path: Path, text: str) -> None:
    found = loaded(
        tmp_path, acme=family("acme", record("acme-7b", "gate: {value: none, source: card}"))
    )
    assert found.problems == ()

    assert "acme-7b" not in ids(found, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("licence", "no filter"),
        ("", "no filter"),
        ("=mit", "no filter"),
        ("colour=red", "'colour'"),
        ("licence>mit", "licence"),
        ("parameters<=many", "'many'"),
        ("context>=1e5", "'1e5'"),
        ("released>=yesterday", "'yesterday'"),
        ("released>=2025-13", "2025-13"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told_with_what_can(
    catalogue: Catalogue, text: str, says: str
) -> None:
    with pytest.raises(UsageError) as raised:
        filtered(catalogue, [text])

    assert says in raised.value.message
    assert raised.value.hint

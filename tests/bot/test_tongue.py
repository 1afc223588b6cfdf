"""The language of an answer is that of its question, or the one that it asks for."""

import pytest

from bot.tongue import Tongue, spoken, tongue_of
from bot.understand import language_of
from knowledge.catalogue import Catalogue
from tests.bot.questions import every_question

ENGLISH, CHINESE = Tongue("en", "en"), Tongue("zh", "zh")
TRADITIONAL = Tongue("zh", "zh", traditional=True)


def _tongue(text: str) -> Tongue:
    return tongue_of(text, language_of(text))


@pytest.mark.parametrize(
    ("question", "tongue"),
    [
        ("How many parameters has BLOOM?", ENGLISH),
        ("falcon 40b licence", ENGLISH),
        ("BLOOM 有多少参数？", CHINESE),
        ("請問 BLOOM 有多少參數？", TRADITIONAL),
        ("BLOOM 有多少参数？请用繁体回答", TRADITIONAL),
        ("BLOOM 有多少參數？請用簡體回答", CHINESE),
        ("What licence has BLOOM? Answer in traditional Chinese.", TRADITIONAL),
        ("in traditional Chinese please", TRADITIONAL),
        ("Wie viele Parameter hat BLOOM?", Tongue("en", "de")),
        ("Darf ich OPT-175B kommerziell nutzen?", Tongue("en", "de")),
        ("Quel modèle pour un chatbot commercial ?", Tongue("en", "fr")),
        ("¿Cuántos parámetros tiene BLOOM?", Tongue("en", "es")),
        ("Quanti parametri ha BLOOM?", Tongue("en", "it")),
        ("Quantos parâmetros tem o BLOOM?", Tongue("en", "pt")),
        ("BLOOMのパラメータ数は?", Tongue("en", "ja")),
        ("BLOOM의 파라미터 수는 얼마인가요?", Tongue("en", "ko")),
        ("Сколько параметров у BLOOM?", Tongue("en", "ru")),
        ("How many parameters has BLOOM? Please answer in German.", Tongue("en", "de")),
        ("用德语回答：BLOOM 有多少参数", Tongue("en", "de")),
    ],
)
def test_an_answer_is_in_the_language_that_is_asked_in_or_asked_for(
    question: str, tongue: Tongue
) -> None:
    assert _tongue(question) == tongue


@pytest.mark.parametrize(
    "question",
    [
        "Which model can answer in German?",
        "which model is best in traditional Chinese?",
        "What can reply in Japanese on 24 GB?",
        "Is OPT-175B good at writing in French?",
    ],
)
def test_what_a_model_is_to_speak_is_no_wish_for_the_answer(question: str) -> None:
    assert _tongue(question) == ENGLISH


@pytest.mark.parametrize("question", ["哪个模型能用德语回答？", "有没有会用日语回答的模型"])
def test_what_a_model_is_to_speak_is_no_wish_for_the_answer_in_chinese(question: str) -> None:
    assert _tongue(question) == CHINESE


def test_no_question_in_english_or_chinese_is_taken_for_another_language(
    catalogue: Catalogue,
) -> None:
    for question in every_question(catalogue):
        tongue = _tongue(question)
        assert tongue.prose == tongue.fixed, question
        assert not tongue.traditional, question


@pytest.mark.parametrize(
    ("text", "code", "is_spoken"),
    [
        ("BLOOM hat 176 Milliarden Parameter.", "de", True),
        ("BLOOM has 176 billion parameters.", "de", False),
        ("BLOOM は1760億のパラメータを持つ。", "ja", True),
        ("BLOOM has 176 billion parameters.", "ja", False),
        ("BLOOM hat 176 Milliarden Parameter.", "ru", False),
    ],
)
def test_a_language_is_told_by_its_words_or_letters(text: str, code: str, is_spoken: bool) -> None:
    assert spoken(text, code) == is_spoken

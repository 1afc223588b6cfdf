"""A message of several questions is taken apart, and each is answered."""

import pytest

from bot.parts import split
from tests.bot.desk import Desk


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "what is Falcon 180B's context and is there something newer?",
            ("what is Falcon 180B's context", "is there something newer?"),
        ),
        ("Mistral 7B 多大上下文？还有更新的吗", ("Mistral 7B 多大上下文？", "还有更新的吗")),
        ("I have one 24GB card. Which model? Must be Apache.", None),
        ("Which of GPT-J and GPT-NeoX is larger?", None),
        ("BLOOM 多大？谁做的？能商用吗？", ("BLOOM 多大？", "谁做的？", "能商用吗？")),
    ],
)
def test_questions_are_parted_and_statements_stay_with_them(
    message: str, parts: tuple[str, ...] | None
) -> None:
    assert split(message) == (parts or (message,))


def test_at_most_three_questions_are_taken() -> None:
    assert len(split("Who made it? How big is it? What licence? How old is it?")) == 3


@pytest.mark.parametrize(
    ("message", "says"),
    [
        (
            "what is Falcon 180B's context and is there something newer?",
            ("2,048", "Of the same line", "Falcon-H1"),
        ),
        ("What is quantization and will mixtral 8x7b fit on 32GB?", ("bits", "32 GB")),
        ("Mistral 7B 多大上下文？还有更新的吗", ("32768", "同一系列")),
    ],
)
def test_each_of_several_questions_is_answered_under_its_number(
    message: str, says: tuple[str, ...], desk: Desk
) -> None:
    verdict = desk.verdict(message)
    assert verdict.text.startswith("**1.**")
    assert "**2.**" in verdict.text
    assert all(words in verdict.text for words in says)


def test_questions_about_one_model_are_answered_together(desk: Desk) -> None:
    verdict = desk.verdict("BLOOM 多大？能商用吗？")
    assert "**1.**" not in verdict.text
    assert "1760 亿" in verdict.text
    assert "有条件" in verdict.text

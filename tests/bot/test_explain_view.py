"""An explanation shows how an answer came about, in 80 columns and in the answer's language."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drop_reasons import worded
from bot.explain_view import explanation_text
from bot.explanation import Explanation
from bot.wrapping import COLUMNS, width, wrapped
from tests.bot.desk import Desk
from tests.fakes import ScriptedWriter

CHOICE = "recommend a chat model for a 24 GB card, commercial"
CHOICE_ZH = "商用、中文、24GB 显存，选哪个？"
BLOOM = "How many parameters does BLOOM have?"


def _explained(desk: Desk, question: str, *said: str) -> Explanation:
    explanation = desk.engine(ScriptedWriter(pieces=said)).answer(question).explanation
    assert explanation is not None
    return explanation


@pytest.mark.parametrize(
    ("question", "heads"),
    [
        (CHOICE, ["understood", "candidates", "passages", "evidence", "milliseconds"]),
        (CHOICE_ZH, ["理解", "候选", "检索", "证据", "毫秒"]),
    ],
)
def test_every_step_is_shown_under_its_head(desk: Desk, question: str, heads: list[str]) -> None:
    text = explanation_text(_explained(desk, question))

    found = [line for line in text.split("\n") if line.startswith("── ")]
    assert all(head in line for head, line in zip(heads, found, strict=True))


@pytest.mark.parametrize("question", [CHOICE, CHOICE_ZH, BLOOM, "hello", "今天晚饭吃什么"])
def test_no_line_is_wider_than_a_terminal(desk: Desk, question: str) -> None:
    text = explanation_text(_explained(desk, question, "BLOOM has 9 parameters [1]. "))

    assert max(width(line) for line in text.split("\n")) <= COLUMNS


def test_the_eliminated_are_counted_under_what_rules_them_out(desk: Desk) -> None:
    explained = _explained(desk, CHOICE)
    text = explanation_text(explained)

    out = [
        c for c in explained.candidates if c.outcome == "eliminated" and "memory_gb" in c.demands
    ]
    assert f"ruled out by memory ({len(out)}):" in text
    assert len(explained.candidates) == len(desk.names.catalogue.models)


@pytest.mark.parametrize(
    ("question", "said", "reason"),
    [
        (BLOOM, "BLOOM has 9 parameters [1].", "gives the figure"),
        ("BLOOM 有多少参数？", "BLOOM 有 9 个参数[1]。", "给出数字"),
        (BLOOM, "BLOOM has 176 billion parameters [1].", "adds nothing"),
        ("BLOOM 有多少参数？", "BLOOM 有 1760 亿个参数[1]。", "没有说出新内容"),
    ],
)
def test_a_dropped_sentence_is_shown_with_its_text_and_the_reason(
    desk: Desk, question: str, said: str, reason: str
) -> None:
    text = explanation_text(_explained(desk, question, said))

    assert said in text
    assert reason in text
    if "BLOOM 有" in question:
        assert "its evidence" not in text


def test_a_traditional_question_is_explained_in_its_characters(desk: Desk) -> None:
    text = explanation_text(_explained(desk, "請問 BLOOM 有多少參數？"))

    assert "證據" in text
    assert "证据" not in text


def test_the_json_holds_it_only_where_it_is_asked_for(desk: Desk) -> None:
    answer = desk.engine(ScriptedWriter()).answer(CHOICE)

    assert "explain" not in answer.to_json()
    told = json.loads(json.dumps(answer.to_json(explain=True)))["explain"]
    assert told["intent"] == "choice"
    assert {c["outcome"] for c in told["candidates"]} >= {"qualifies", "eliminated"}
    assert all(e["url"] and e["text"] for e in told["evidence"])
    assert told["timings_ms"]["total"] > 0


def test_the_same_question_is_explained_alike(desk: Desk) -> None:
    one, other = (
        re.sub(r"\d+(\.\d+)?", "n", explanation_text(_explained(desk, CHOICE))) for _ in "ab"
    )

    assert one == other


def test_a_reason_of_an_unknown_kind_stays_as_it_is() -> None:
    assert worded("is unheard of", "zh") == "is unheard of"
    assert worded("says nothing", "en") == "says nothing"
    assert worded("names GPT-4, which its evidence does not", "zh") == "提到 GPT-4，证据里没有"


@given(st.text(max_size=300), st.integers(min_value=20, max_value=100))
def test_wrapped_lines_hold_all_of_a_text_and_keep_within_their_width(text: str, most: int) -> None:
    lines = list(wrapped(text, "- ", "  ", most))

    assert all(width(line) <= most for line in lines)
    assert "".join("".join(line[2:].split()) for line in lines) == "".join(text.split())

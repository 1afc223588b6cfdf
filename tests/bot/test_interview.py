"""The interview asks the article's five questions, each once, and can be left at any of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decide import decide
from bot.interview import QUESTIONS, STEPS, worded
from bot.understand import understand
from bot.understanding import Turn, Understanding
from knowledge.articles import Article
from knowledge.names import Names

OPENINGS = ("Which model should we use?", "我们该用哪个模型？")
REPLIES = (
    "skip", "不知道", "chat", "分类", "24 GB", "商用", "no", "是的", "as accurate as possible",
    "差不多就行", "pre-trained is fine", "要微调", "our customers speak German", "随便", "hm", "嗯……",
)  # fmt: skip


def told(names: Names, *said: str) -> Understanding:
    return understand(said[-1], names, [Turn("user", text) for text in said[:-1]])


@settings(max_examples=60, deadline=None)
@given(
    opening=st.sampled_from(OPENINGS),
    replies=st.lists(st.sampled_from(REPLIES), min_size=5, max_size=7),
)
def test_it_ends_after_at_most_five_questions_whatever_is_replied(
    names: Names, opening: str, replies: list[str]
) -> None:
    pending = [told(names, opening, *replies[:n]).pending for n in range(len(replies) + 1)]
    asked = [step for step in pending if step]

    assert pending[0] == "purpose"
    assert len(asked) == len(set(asked)) <= len(STEPS)
    assert asked == sorted(asked, key=STEPS.index)
    assert pending[len(STEPS)] is None


@pytest.mark.parametrize(
    "leaving", ["enough", "just tell me", "够了", "直接说吧", "别问了", "stop"]
)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_it_can_be_left_at_any_question_with_what_is_known(
    names: Names, leaving: str, after: int
) -> None:
    said = ["Which model should we use?", *("coding", "skip", "skip")[:after], leaving]
    understood = told(names, *said)

    assert (understood.intent, understood.pending) == ("choice", None)
    assert understood.constraints.task == ("code" if after else None)
    assert understood.closed


@pytest.mark.parametrize(
    "elsewhere",
    [
        "How many parameters has BLOOM?",
        "BLOOM 能商用吗？",
        "what is RLHF?",
        "hello",
        "什么是微调？",
    ],
)
def test_any_other_question_leaves_it(names: Names, elsewhere: str) -> None:
    understood = told(names, "我们该用哪个模型？", elsewhere)

    assert understood.pending is None
    assert understood.intent != "choice"
    assert understood.project is not None


@pytest.mark.parametrize(
    ("reply", "small"),
    [("good enough", True), ("一般就行", True), ("as high as possible", None), ("越高越好", None)],
)
def test_how_much_accuracy_decides_whether_the_smaller_come_first(
    names: Names, reply: str, *, small: bool | None
) -> None:
    said = ("Which model should we use?", "chat", "yes", reply)

    assert told(names, *said).constraints.small is small


@pytest.mark.parametrize(
    "reply", ["it only has to sort them", "不用生成，只分类", "no, just find things"]
)
def test_who_needs_no_text_written_is_offered_encoders(names: Names, reply: str) -> None:
    said = ("Which model should we use?", "skip", reply)

    assert told(names, *said).constraints.task == "understanding"


@pytest.mark.parametrize("reply", ["flurbs and gnarls", "呃呃"])
def test_an_answer_of_which_nothing_is_understood_is_owned_up_to(names: Names, reply: str) -> None:
    understood = told(names, "Which model should we use?", reply)

    assert understood.unheard
    assert understood.pending == "need"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("step", STEPS)
def test_every_question_says_how_to_leave(step: str, language: str) -> None:
    asked = Understanding(text="", language=language, intent="choice", interview=(step,))  # type: ignore[arg-type]
    text = worded(asked)

    assert QUESTIONS[step][language == "zh"] in text  # type: ignore[index]
    assert ("够了" if language == "zh" else "enough") in text


def test_what_was_assumed_holds_until_something_is_said(
    names: Names, articles: tuple[Article, ...]
) -> None:
    understood = told(names, "Which model should we use?", "coding")
    text = decide(understood, (), {"en": 1.0}, names, articles).text

    assert "Understood as: for code" in text
    assert "Assumed: any hardware" in text
    assert "· commercial use" in text.split("Assumed:")[1].split("\n")[0]

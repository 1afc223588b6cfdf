"""What must never reach a channel, and who may ask."""

import json
import logging
from itertools import pairwise

import pytest

from bot.slack.text import Table, in_plain_text, link, parts, pieces, question_of, safe
from tests.bot.slack.conftest import Start
from tests.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fakes import ScriptedWriter

OPT = "Can I use OPT-175B commercially?"
NASTY = [
    "<!channel>",
    "<!here|here>",
    "<@U0ABC>",
    "<!subteam^S1|team>",
    "<#C1|general>",
    "<!everyone>",
    "<https://evil.example|x>",
]


@pytest.mark.parametrize("nasty", NASTY)
def test_what_people_write_never_notifies_anybody(
    slack: FakeSlack, start: Start, nasty: str
) -> None:
    with start():
        asked = slack.mention("U1", "C1", f"How many parameters has {nasty} Foo-{nasty}7B? {nasty}")
        slack.answer(asked)
        asked = slack.mention(
            "U1", "C1", f"Which licence has {nasty.replace('<', '&lt;').replace('>', '&gt;')}?"
        )
        slack.answer(asked)

    assert slack.workspace.notified == []
    assert slack.workspace.unfurled == []


@pytest.mark.parametrize("nasty", NASTY)
def test_what_the_chat_model_writes_never_notifies_anybody(
    slack: FakeSlack, start: Start, nasty: str
) -> None:
    pieces_ = [f"OPT-175B {nasty[:2]}", f"{nasty[2:]} is only for research [1]. ", f"{nasty} "]
    with start(ScriptedWriter(pieces=pieces_)):
        slack.answer(slack.mention("U1", "C1", OPT))

    assert slack.workspace.notified == []


@pytest.mark.parametrize("nasty", NASTY)
def test_a_reference_is_made_harmless_wherever_it_is_cut(nasty: str) -> None:
    for at in range(len(nasty) + 1):
        assert not any(f"<{sign}" in safe(nasty[:at]) + safe(nasty[at:]) for sign in "!@#h")


def test_comparisons_are_left_as_they_are() -> None:
    assert safe("needs < 24 GB and <= 8 tokens, 3 <4") == "needs < 24 GB and <= 8 tokens, 3 <4"


def test_a_title_cannot_break_out_of_its_link() -> None:
    assert (
        link("a|b> <!channel>", "https://a.example/x|y>z")
        == "<https://a.example/x%7Cy%3Ez|a¦b&gt; &lt;!channel&gt;>"
    )
    assert link("notes", "javascript:alert(1)") == "notes javascript:alert(1)"


def test_what_people_write_is_read_without_slacks_markup() -> None:
    asked = question_of(
        "<@U0BOT> is a &lt; b &amp; what of <https://x.example|this page> in <#C1|general>?",
        "U0BOT",
    )

    assert asked == "is a < b & what of this page in general?"


def test_a_long_answer_is_cut_between_paragraphs_and_loses_nothing() -> None:
    text = "\n\n".join(f"Paragraph {n} " + "x" * 90 for n in range(60))

    cut = list(pieces(text, 1000))

    assert all(len(piece) <= 1000 for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(after.startswith("Paragraph") for _, after in pairwise(cut))


def test_a_table_in_an_answer_is_found_and_aligned_in_both_scripts() -> None:
    found = list(parts("before\n\n| 字段 | **A** |\n|---|---|\n| 参数量 | 7B \\| 8B |\n\nafter"))

    assert found == ["before", Table((("字段", "A"), ("参数量", "7B | 8B"))), "after"]
    lines = in_plain_text(Table((("字段", "A"), ("context", "7B")))).split("\n")
    assert lines[1] == "字段     A"
    assert lines[2] == "context  7B"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"slack_channels": ("C9",)}, "do not answer in this channel"),
        ({"slack_users": ("U9",)}, "on my list"),
    ],
)
def test_who_may_not_ask_is_told_so_alone(
    slack: FakeSlack, start: Start, rule: dict[str, object], said: str
) -> None:
    with start(**rule):
        asked = slack.mention("U1", "C1", OPT)
        told = slack.wait_until(
            lambda: next((m for m in slack.workspace.messages if m.only_for == "U1"), None)
        )

    assert said in told.shown()
    assert slack.workspace.answers("C1", asked.ts) == []


def test_somebody_on_the_ignore_list_gets_nothing(slack: FakeSlack, start: Start) -> None:
    with start(slack_ignored=("U1",)):
        slack.mention("U1", "C1", OPT)
        slack.answer(slack.mention("U2", "C2", OPT))

    assert not [m for m in slack.workspace.messages if m.channel == "C1" and m.from_bot]


def test_one_person_may_ask_only_so_often_and_is_told_once_a_question(
    slack: FakeSlack, start: Start
) -> None:
    with start(slack_hourly=2):
        for n in range(2):
            slack.answer(slack.mention("U1", f"C{n}", OPT))
        slack.mention("U1", "C7", OPT)
        told = slack.wait_until(lambda: [m for m in slack.workspace.messages if m.only_for == "U1"])
        answer = slack.answer(slack.mention("U2", "C8", OPT))

    assert "2 questions" in told[0].shown()
    assert len(told) == 1
    assert "commercially" in answer.shown()


def test_only_admins_see_the_state(slack: FakeSlack, start: Start) -> None:
    with start(slack_admins=("UADM",)):
        slack.command("U1", "C1", "status")
        slack.command("UADM", "C1", "status")
        shown = slack.wait_until(
            lambda: (
                {
                    m.only_for: m.shown()
                    for m in slack.workspace.messages
                    if m.only_for in ("U1", "UADM")
                }
                if sum(bool(m.only_for) for m in slack.workspace.messages) == 2
                else None
            )
        )

    assert "questions so far" in shown["UADM"]
    assert "questions so far" not in shown["U1"]


def test_an_empty_mention_gets_an_example(slack: FakeSlack, start: Start) -> None:
    with start():
        slack.mention("U1", "C1", "  ")
        told = slack.wait_until(
            lambda: next((m for m in slack.workspace.messages if m.only_for == "U1"), None)
        )

    assert "for example" in told.shown()


def test_no_token_and_no_question_stands_in_the_log(
    slack: FakeSlack, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail("chat.startStream", "internal_error", times=2)
    slack.fail("views.publish", "missing_scope")
    with caplog.at_level(logging.INFO), start():
        slack.answer(slack.mention("U1", "C1", OPT))
        slack.open_home("U1")
        slack.wait_until(
            lambda: any(name == "views.publish" for name, _, _ in slack.workspace.calls)
        )

    assert BOT_TOKEN not in caplog.text
    assert APP_TOKEN not in caplog.text
    assert OPT not in caplog.text


def test_no_answer_unfurls_a_link(slack: FakeSlack, start: Start) -> None:
    slack.fail("chat.startStream", "restricted_action", times=3)
    with start():
        answer = slack.answer(slack.mention("U1", "C1", OPT))

    assert "https://" in json.dumps(answer.blocks)
    assert slack.workspace.unfurled == []

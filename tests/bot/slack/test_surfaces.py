"""Where people meet the app: mentions, direct messages, threads, the command, buttons, its own page."""

import json
from functools import partial
from pathlib import Path

from bot.slack.journal import Journal
from bot.slack.serve import journal_address
from knowledge.settings import Settings
from tests.bot.slack.conftest import Start
from tests.fake_slack import FakeSlack, Message

OPT = "Can I use OPT-175B commercially?"


def _thanked(slack: FakeSlack, user: str) -> bool:
    return any(m.only_for == user for m in slack.workspace.messages)


def _block(message: Message, kind: str) -> dict[str, object]:
    return next(b for b in message.blocks if b["type"] == kind)


def test_a_mention_is_answered_in_its_thread_with_its_sources_folded(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        asked = slack.mention("U1", "C1", OPT)
        answer = slack.answer(asked)

    assert answer.thread_ts == asked.ts
    assert "may not be used commercially" in answer.shown()
    assert _block(answer, "container")["default_collapsed"] is True
    assert "github.com/facebookresearch/metaseq" in json.dumps(answer.blocks)
    assert "2026" in json.dumps(_block(answer, "context"))


def test_a_question_in_chinese_is_answered_in_chinese(slack: FakeSlack, start: Start) -> None:
    with start():
        answer = slack.answer(slack.mention("U1", "C1", "OPT-175B 可以商用吗？"))

    assert "不可商用" in answer.shown()
    assert "来源" in answer.shown()
    assert "Sources" not in answer.shown()


def test_a_direct_message_is_answered_without_a_mention(slack: FakeSlack, start: Start) -> None:
    with start():
        answer = slack.answer(slack.message("U1", "D1", "How many parameters has BLOOM?"))

    assert "176 billion" in answer.shown()


def test_a_reply_in_a_thread_with_an_answer_needs_no_mention_and_knows_what_was_said(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        first = slack.mention("U1", "C1", "How many parameters has OPT-175B?")
        slack.answer(first)
        again = slack.message("U2", "C1", "and is it free for commercial use?", thread_ts=first.ts)
        answer = slack.answer(again)

    assert "OPT-175B" in answer.shown()
    assert "may not be used commercially" in answer.shown()


def test_a_message_to_somebody_else_in_such_a_thread_is_left_alone(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        first = slack.mention("U1", "C1", OPT)
        slack.answer(first)
        slack.message("U1", "C1", "<@U2> what do you think of BLOOM?", thread_ts=first.ts)
        last = slack.mention("U1", "C2", OPT)
        slack.answer(last)

    assert len(slack.workspace.answers("C1", first.ts)) == 1


def test_talk_in_a_channel_is_left_alone(slack: FakeSlack, start: Start) -> None:
    with start():
        talk = slack.message("U1", "C1", "Which model should we use, folks?")
        slack.answer(slack.mention("U1", "C2", OPT))

    assert slack.workspace.answers("C1", talk.ts) == []


def test_in_a_channel_that_is_set_so_questions_need_no_mention_and_other_talk_gets_no_answer(
    slack: FakeSlack, start: Start
) -> None:
    with start(slack_unasked=("C1",)):
        talk = slack.message("U1", "C1", "good morning everybody")
        slack.answer(slack.message("U1", "C1", OPT))

    assert slack.workspace.answers("C1", talk.ts) == []


def test_a_command_is_answered_for_the_asker_alone_until_it_is_shared(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        asked = slack.command("U1", "C1", OPT)
        private = slack.wait_until(
            lambda: next((m for m in slack.workspace.messages if m.only_for == "U1"), None)
        )
        button = _block(private, "actions")["elements"][0]  # type: ignore[index]
        slack.click("U1", private, button)
        shared = slack.wait_until(
            lambda: next(
                (m for m in slack.workspace.messages if m.from_bot and not m.only_for), None
            )
        )

    assert asked.acknowledged_after is not None
    assert "may not be used commercially" in private.shown()
    assert "may not be used commercially" in shared.shown()


def test_the_page_tells_the_index_the_models_and_what_one_asked_last(
    slack: FakeSlack, start: Start
) -> None:
    with start() as running:
        slack.answer(slack.mention("U1", "C1", "How many parameters has BLOOM?"))
        slack.open_home("U1")
        slack.wait_until(lambda: "U1" in slack.workspace.homes)
        count = str(len(running.slack.workspace.homes))

    page = json.dumps(slack.workspace.homes["U1"], ensure_ascii=False)
    assert count == "1"
    assert "158 models" in page
    assert "How many parameters has BLOOM?" in page
    assert "/modelsage" in page


def test_the_page_of_one_does_not_show_what_others_asked(slack: FakeSlack, start: Start) -> None:
    with start():
        slack.answer(slack.mention("U1", "C1", "How many parameters has BLOOM?"))
        slack.open_home("U2")
        slack.wait_until(lambda: "U2" in slack.workspace.homes)

    assert "BLOOM" not in json.dumps(slack.workspace.homes["U2"])


def test_the_message_tab_offers_questions_in_both_languages(slack: FakeSlack, start: Start) -> None:
    with start():
        slack.open_home("U1", "messages")
        prompts = slack.wait_until(lambda: slack.workspace.prompts.get("DU1"))

    assert any(p["title"].isascii() for p in prompts)
    assert any(not p["title"].isascii() for p in prompts)


def test_a_comparison_is_a_table(slack: FakeSlack, start: Start) -> None:
    with start():
        answer = slack.answer(slack.mention("U1", "C1", "Compare BLOOM and OPT-175B"))

    rows = _block(answer, "table")["rows"]
    assert {len(row) for row in rows} == {3}  # type: ignore[attr-defined]
    assert "176 billion" in answer.shown()


def test_a_table_that_slack_refuses_is_shown_as_text(slack: FakeSlack, start: Start) -> None:
    slack.fail("chat.startStream", "invalid_blocks")
    slack.fail("chat.postMessage", "invalid_blocks", times=2)
    with start():
        answer = slack.answer(slack.mention("U1", "C1", "Compare BLOOM and OPT-175B"))

    assert "```" in answer.text
    assert "176 billion" in answer.text


def test_a_button_below_an_answer_asks_the_next_question_in_the_thread(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        asked = slack.mention("U1", "C1", "Compare BLOOM and OPT-175B")
        answer = slack.answer(asked)
        button = _block(answer, "actions")["elements"][1]  # type: ignore[index]
        slack.click("U2", answer, button)
        after = slack.wait_until(
            lambda: [m for m in slack.workspace.answers("C1", asked.ts) if m.ts > answer.ts]
        )

    assert "commercial" in slack.answer(asked, nth=2).shown()
    assert len(after) == 1


def test_what_people_think_of_an_answer_is_kept_with_question_answer_evidence_and_version(
    slack: FakeSlack, start: Start, settings: Settings
) -> None:
    with start():
        answer = slack.answer(slack.mention("U1", "C1", OPT))
        buttons = _block(answer, "context_actions")["elements"][0]  # type: ignore[index]
        for user, kind in (
            ("U1", "positive_button"),
            ("U2", "negative_button"),
            ("U1", "negative_button"),
        ):
            slack.click(
                user, answer, {"action_id": buttons["action_id"], "value": buttons[kind]["value"]}
            )
            slack.wait_until(partial(_thanked, slack, user))
        slack.wait_until(lambda: sum(m.only_for is not None for m in slack.workspace.messages) == 3)

    kept = Journal(journal_address(settings)).feedback()
    assert [row["feedback"] for row in kept] == ["bad", "bad"]
    assert kept[0]["question"] == OPT
    assert kept[0]["content"]["sources"]
    assert kept[0]["version"]


def test_everything_works_over_http_with_signed_requests_too(
    slack: FakeSlack, start: Start
) -> None:
    with start(http=True):
        asked = slack.mention("U1", "C1", OPT)
        answer = slack.answer(asked)
        slack.command("U1", "C1", OPT)
        slack.wait_until(lambda: any(m.only_for for m in slack.workspace.messages))

    assert "may not be used commercially" in answer.shown()
    assert len(slack.workspace.answers("C1", asked.ts)) == 1


def test_the_manifest_asks_for_what_the_listeners_need_and_no_more() -> None:
    manifest = json.loads(
        (Path(__file__).parents[3] / "bot/slack/manifest.json").read_text("utf-8")
    )

    events = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert {
        "app_mention",
        "message.im",
        "message.channels",
        "agent_session_stopped",
        "app_home_opened",
    } <= events
    assert {
        "app_mentions:read",
        "chat:write",
        "assistant:write",
        "im:history",
        "commands",
    } <= scopes
    assert "users:read" not in scopes
    assert all(
        len(p["title"]) <= 75 for p in manifest["features"]["agent_view"]["suggested_prompts"]
    )

"""Nothing is lost, nothing is said twice, whatever Slack, the network or the chat model does."""

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.slack.journal import Journal, Question
from bot.slack.serve import journal_address
from knowledge.errors import ChatModelError, SettingsError
from knowledge.settings import Settings
from tests.bot.slack.conftest import Start
from tests.fake_slack import BOT_USER, FakeSlack, Message

OPT = "Can I use OPT-175B commercially?"
ANSWER = "may not be used commercially"


class Gated:
    """A chat model that waits until it may write."""

    def __init__(self, pieces: Sequence[str] = (), name: str = "gated") -> None:
        self.name = name
        self.open = threading.Event()
        self.asked = threading.Event()
        self._pieces = pieces

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        del messages
        self.asked.set()
        assert self.open.wait(30)
        yield from self._pieces


class Buggy:
    """A chat model with a bug that says something private."""

    name = "buggy"

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        yield from ()
        raise RuntimeError(f"the secret is swordfish, not {len(messages)}")


def test_an_event_that_slack_delivers_again_is_answered_once_and_acknowledged_each_time(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        asked = slack.mention("U1", "C1", OPT)
        slack.answer(asked)
        event = dict(slack.deliveries[0].event)
        again = slack.event(event, str(slack.deliveries[0].payload["event_id"]))
        other = slack.event(event)  # the same message under a new event id, as Slack does at times
        slack.wait_until(lambda: again.acknowledged_after and other.acknowledged_after)
        slack.answer(slack.mention("U1", "C2", OPT))

    assert len(slack.workspace.answers("C1", asked.ts)) == 1


def test_after_a_restart_an_old_event_is_still_known(slack: FakeSlack, start: Start) -> None:
    with start():
        asked = slack.mention("U1", "C1", OPT)
        slack.answer(asked)
        delivery = slack.deliveries[0]
    with start():
        again = slack.event(dict(delivery.event), str(delivery.payload["event_id"]))
        slack.wait_until(lambda: again.acknowledged_after)
        slack.answer(slack.mention("U1", "C2", OPT))

    assert len(slack.workspace.answers("C1", asked.ts)) == 1


def test_events_that_nobody_knows_are_acknowledged(slack: FakeSlack, start: Start) -> None:
    with start():
        told = slack.event({"type": "team_join", "user": "U9", "event_ts": "1.000001"})
        slack.wait_until(lambda: told.acknowledged_after is not None)


def test_its_own_messages_and_those_of_other_bots_are_not_answered(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        own = slack.event(
            {
                "type": "message",
                "channel": "D1",
                "channel_type": "im",
                "user": BOT_USER,
                "bot_id": "B0BOT",
                "text": OPT,
                "ts": "5.1",
            }
        )
        other = slack.event(
            {
                "type": "message",
                "channel": "D1",
                "channel_type": "im",
                "user": "U8",
                "bot_id": "B9",
                "text": OPT,
                "ts": "5.2",
            }
        )
        subtype = slack.event(
            {
                "type": "message",
                "subtype": "bot_message",
                "channel": "D1",
                "channel_type": "im",
                "bot_id": "B9",
                "text": OPT,
                "ts": "5.3",
            }
        )
        slack.wait_until(lambda: all(d.acknowledged_after for d in (own, other, subtype)))
        slack.answer(slack.message("U1", "D2", OPT))

    assert not [m for m in slack.workspace.messages if m.channel == "D1"]


def test_an_edit_of_an_answered_question_is_not_answered_again(
    slack: FakeSlack, start: Start
) -> None:
    with start():
        asked = slack.message("U1", "D1", OPT)
        slack.answer(asked)
        slack.edit(asked, "Can I use BLOOM commercially?")
        slack.answer(slack.message("U1", "D2", OPT))

    assert len(slack.workspace.answers("D1", asked.ts)) == 1


def test_a_question_that_is_deleted_while_it_is_answered_is_left(
    slack: FakeSlack, start: Start
) -> None:
    model = Gated(["OPT-175B is only for research. "])
    with start(model):
        asked = slack.message("U1", "D1", OPT)
        assert model.asked.wait(10)
        slack.delete(asked)
        slack.wait_until(lambda: slack.deliveries[-1].acknowledged_after)
        time.sleep(0.3)
        model.open.set()
        slack.answer(slack.message("U1", "D2", OPT))

    assert slack.count("chat.stopStream") <= 1


def test_somebody_who_presses_stop_gets_no_more_and_can_ask_on_in_the_thread(
    slack: FakeSlack, start: Start
) -> None:
    model = Gated(["OPT-175B is only for research [1]. "])
    with start(model):
        asked = slack.mention("U1", "C1", OPT)
        assert model.asked.wait(10)
        streaming = slack.wait_until(lambda: slack.workspace.answers("C1", asked.ts))[0]
        slack.stop("U1", streaming)
        slack.wait_until(lambda: slack.workspace.sessions.get(("C1", asked.ts)) == "active")
        model.open.set()
        again = slack.message("U1", "C1", "How many parameters has BLOOM?", thread_ts=asked.ts)
        answer = slack.answer(again)

    assert "176 billion" in answer.shown()
    assert streaming.blocks == []


def test_calls_that_slack_puts_off_are_made_later(slack: FakeSlack, start: Start) -> None:
    slack.fail("chat.startStream", "ratelimited", status=429, retry_after=1)
    slack.fail("chat.stopStream", "rate_limited")
    with start():
        asked = slack.mention("U1", "C1", OPT)
        answer = slack.answer(asked)

    assert ANSWER in answer.shown()
    assert len(slack.workspace.answers("C1", asked.ts)) == 1


@pytest.mark.parametrize(
    "error", ["channel_type_not_supported", "invalid_arguments", "team_not_found"]
)
def test_where_no_stream_can_begin_the_answer_is_posted_whole(
    slack: FakeSlack, start: Start, error: str
) -> None:
    slack.fail("chat.startStream", error)
    with start():
        asked = slack.mention("U1", "C1", OPT)
        answer = slack.answer(asked)

    assert ANSWER in answer.shown()
    assert len(slack.workspace.answers("C1", asked.ts)) == 1
    assert slack.workspace.unfurled == []


def test_a_stream_that_slack_ended_is_repaired_with_the_whole_answer(
    slack: FakeSlack, start: Start
) -> None:
    model = Gated()
    slack.api.stream_life = 0.5
    with start(model):
        asked = slack.mention("U1", "C1", OPT)
        assert model.asked.wait(10)
        time.sleep(0.7)
        model.open.set()
        answer = slack.answer(asked)

    assert ANSWER in answer.text
    assert not answer.broken


@pytest.mark.parametrize("error", ["msg_too_long", "msg_blocks_too_long", "invalid_blocks"])
def test_where_the_last_blocks_are_refused_the_answer_ends_with_fewer(
    slack: FakeSlack, start: Start, error: str
) -> None:
    slack.fail("chat.stopStream", error)
    with start():
        answer = slack.answer(slack.mention("U1", "C1", OPT))

    assert ANSWER in answer.shown()
    assert "github.com/facebookresearch" in answer.shown()


def test_without_scopes_for_what_is_nice_to_have_the_answer_comes_and_the_state_names_them(
    slack: FakeSlack, start: Start
) -> None:
    slack.api.scopes.discard("assistant:write")
    with start(slack_admins=("UADM",)):
        answer = slack.answer(slack.mention("U1", "C1", OPT))
        slack.command("UADM", "C1", "status")
        state = slack.wait_until(
            lambda: next((m for m in slack.workspace.messages if m.only_for), None)
        )

    assert ANSWER in answer.shown()
    assert "assistant.threads.setStatus" in state.text


def test_a_token_that_is_revoked_ends_the_app_with_a_clear_error(
    slack: FakeSlack, start: Start
) -> None:
    with start() as running:
        slack.answer(slack.mention("U1", "C1", OPT))
        slack.api.revoked = True
        slack.mention("U1", "C1", OPT)
        error = running.wait_for_end()

    assert "token_revoked" in str(error)
    assert "xoxb" not in str(error)


def test_a_wrong_token_is_told_at_the_start(slack: FakeSlack, start: Start) -> None:
    slack.api.revoked = True
    with start() as running:
        error = running.wait_for_end()

    assert "token_revoked" in str(error)


def test_missing_tokens_are_all_named_with_where_they_are_found(
    slack: FakeSlack, start: Start
) -> None:
    del slack
    with start(slack_bot_token=None, slack_app_token=None) as running:
        error = running.wait_for_end()

    assert isinstance(error, SettingsError)
    assert "SLACK_BOT_TOKEN" in str(error)
    assert "SLACK_APP_TOKEN" in str(error)


def test_a_bug_gives_a_reference_and_none_of_its_words(slack: FakeSlack, start: Start) -> None:
    with start(Buggy()):
        asked = slack.mention("U1", "C1", "文章说 BLOOM 有多少参数？")
        answers = slack.wait_until(
            lambda: [
                m
                for m in slack.workspace.answers("C1", asked.ts)
                if "编号" in m.shown() or m.finished_at
            ]
        )

    shown = "\n".join(m.shown() for m in answers)
    assert "swordfish" not in shown


def test_a_chat_model_that_fails_leaves_the_checked_answer(slack: FakeSlack, start: Start) -> None:
    with start(ChatModelError("The chat model at http://10.0.0.7 is away.")):
        answer = slack.answer(slack.mention("U1", "C1", OPT))

    assert ANSWER in answer.shown()
    assert "10.0.0.7" not in answer.shown()


def test_the_socket_may_close_at_any_time(slack: FakeSlack, start: Start) -> None:
    with start():
        slack.answer(slack.mention("U1", "C1", OPT))
        slack.drop_sockets()
        lost = slack.mention("U1", "C2", OPT)  # while no socket is open
        answer = slack.answer(lost, seconds=40)

    assert ANSWER in answer.shown()
    assert len(slack.workspace.answers("C2", lost.ts)) == 1


def test_slack_may_ask_for_a_new_socket(slack: FakeSlack, start: Start) -> None:
    with start():
        slack.drop_sockets(warn=True)
        time.sleep(6)
        answer = slack.answer(slack.mention("U1", "C1", OPT), seconds=40)

    assert ANSWER in answer.shown()


def test_what_was_asked_before_a_crash_is_answered_after_it(
    slack: FakeSlack, start: Start, settings: Settings
) -> None:
    journal = Journal(journal_address(settings))
    asked = slack.workspace.add(Message("1700000001.000001", "C1", "U1", OPT))
    journal.accept(Question("C1", asked.ts, asked.ts, "U1", "T0TEAM", OPT))
    with start():
        answer = slack.answer(asked)

    assert ANSWER in answer.shown()


def test_half_an_answer_from_before_a_crash_is_taken_back(
    slack: FakeSlack, start: Start, settings: Settings
) -> None:
    journal = Journal(journal_address(settings))
    asked = slack.workspace.add(Message("1700000001.000001", "C1", "U1", OPT))
    half = slack.workspace.add(
        Message(
            "1700000002.000001",
            "C1",
            BOT_USER,
            "OPT-175B may",
            asked.ts,
            streamed=True,
            began=time.monotonic(),
        )
    )
    question = Question("C1", asked.ts, asked.ts, "U1", "T0TEAM", OPT)
    journal.accept(question)
    journal.begin(question)
    journal.replied(question, half.ts)
    with start():
        answer = slack.wait_until(
            lambda: next(
                (
                    m
                    for m in slack.workspace.answers("C1", asked.ts)
                    if m.finished_at and m.ts > half.ts and m is not half
                ),
                None,
            )
        )

    assert ANSWER in answer.shown()
    assert slack.workspace.answers("C1", asked.ts) == [answer]


def test_questions_beyond_the_queue_are_told_so(slack: FakeSlack, start: Start) -> None:
    model = Gated()
    with start(model, slack_queue=2, slack_workers=1):
        asked = [slack.message("U1", f"D{n}", OPT) for n in range(5)]
        told = slack.wait_until(
            lambda: [m for m in slack.workspace.messages if m.from_bot and "Too many" in m.shown()]
        )
        model.open.set()
        slack.wait_until(
            lambda: sum(bool(slack.workspace.answers(m.channel, m.ts)) for m in asked) == 5
        )

    assert len(told) == 3


def test_those_who_wait_are_told_how_many_are_before_them(slack: FakeSlack, start: Start) -> None:
    model = Gated()
    with start(model, slack_workers=1):
        for n in range(4):
            slack.message("U1", f"D{n}", OPT)
        slack.wait_until(
            lambda: any("2 before it" in status for _, _, status in slack.workspace.status_log)
        )
        model.open.set()


def test_no_status_stays_when_all_is_answered(slack: FakeSlack, start: Start) -> None:
    with start():
        slack.answer(slack.mention("U1", "C1", OPT))
        slack.wait_until(lambda: not any(slack.workspace.statuses.values()))


def test_buttons_and_commands_are_acknowledged_while_every_worker_is_busy(
    slack: FakeSlack, start: Start
) -> None:
    model = Gated()
    with start(model, slack_workers=2):
        for n in range(8):
            slack.message("U1", f"D{n}", OPT)
        assert model.asked.wait(10)
        command = slack.command("U2", "C1", OPT)
        slack.wait_until(lambda: command.acknowledged_after is not None)
        model.open.set()

    assert command.acknowledged_after is not None
    assert command.acknowledged_after < 3


def test_a_journal_that_cannot_be_opened_is_a_clear_error(
    slack: FakeSlack, start: Start, tmp_path: Path
) -> None:
    del slack
    with start(journal_url=f"sqlite:///{tmp_path}/no/such/folder/journal.sqlite") as running:
        error = running.wait_for_end()

    assert "journal" in str(error)

"""Many at once: everything acknowledged in time, everything answered or told its place, nothing twice."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bot.slack.serve import serve
from knowledge.articles import load_articles
from knowledge.catalogue import load_catalogue
from knowledge.index import open_index
from knowledge.names import Names
from knowledge.settings import Settings
from tests.bot.desk import Desk
from tests.fake_slack import BOT_USER, FakeSlack, Message
from tests.fakes import WordEmbeddings

QUESTIONS, PEOPLE, CHANNELS = 200, 50, 20
WITHIN = 10.0  # seconds in which all are asked
ASKED = (
    "Can I use OPT-175B commercially?",
    "BLOOM 有多少参数？",
    "How long is the context of XGen-7B?",
    "LLaMA 2 的许可证是什么？",
)


class Slow:
    """A chat model that takes its time."""

    name = "slow"

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        del messages
        time.sleep(self._seconds)
        yield "That is all. "


MANY = {"slack_workers": 4, "slack_queue": QUESTIONS, "slack_hourly": 1000}


def _ask_all(slack: FakeSlack) -> list[Message]:
    asked = []
    begun = time.monotonic()
    for n in range(QUESTIONS):
        time.sleep(max(0.0, begun + n * WITHIN / QUESTIONS - time.monotonic()))
        channel = f"C{n % CHANNELS}"
        asked.append(slack.mention(f"U{n % PEOPLE}", channel, ASKED[n % len(ASKED)]))
    return asked


def _dealt_with(slack: FakeSlack, asked: Sequence[Message]) -> Counter[int]:
    """How many finished answers each question has."""
    return Counter(
        sum(1 for m in slack.workspace.answers(q.channel, q.ts) if m.finished_at is not None)
        for q in asked
    )


def _late(slack: FakeSlack) -> list[float]:
    """How long the questions took to be acknowledged, where it was longer than Slack waits."""
    return [
        d.acknowledged_after or 99.0
        for d in slack.deliveries
        if d.event.get("type") == "app_mention" and (d.acknowledged_after is None or d.attempts > 1)
    ]


@pytest.mark.timeout(600)
def test_200_questions_within_ten_seconds_are_all_acknowledged_and_answered_once(
    slack: FakeSlack, settings: Settings, index_dir: Path
) -> None:
    process = _spawn(slack, settings.model_copy(update=MANY), index_dir)
    asked = _ask_all(slack)
    slack.wait_until(lambda: _dealt_with(slack, asked).get(0, 0) == 0, 400)
    process.terminate()
    process.join(20)

    assert _late(slack) == []
    assert _dealt_with(slack, asked) == {1: QUESTIONS}


@pytest.mark.timeout(900)
def test_200_questions_survive_a_dropped_socket_and_a_killed_process(
    slack: FakeSlack, settings: Settings, index_dir: Path
) -> None:
    several = settings.model_copy(update=MANY)
    process = _spawn(slack, several, index_dir)
    begun = time.monotonic()
    asked = []
    for n in range(QUESTIONS):
        time.sleep(max(0.0, begun + n * WITHIN / QUESTIONS - time.monotonic()))
        asked.append(slack.mention(f"U{n % PEOPLE}", f"C{n % CHANNELS}", ASKED[n % len(ASKED)]))
        if n == QUESTIONS // 4:
            slack.drop_sockets()
        if n == QUESTIONS // 2:
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            process = _spawn(slack, several, index_dir, wait=False)
    slack.wait_until(lambda: _dealt_with(slack, asked).get(0, 0) == 0, 600)
    time.sleep(3)
    process.terminate()
    process.join(20)

    assert _dealt_with(slack, asked) == {1: QUESTIONS}
    assert all(
        m.began is None
        for q in asked
        for m in slack.workspace.answers(q.channel, q.ts)
        if m.user == BOT_USER
    )


def _spawn(
    slack: FakeSlack, settings: Settings, index_dir: Path, *, wait: bool = True
) -> BaseProcess:
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_run, args=(settings, index_dir), daemon=True)
    process.start()
    if wait:
        slack.wait_until(lambda: slack.connected, 60)
    return process


def _run(settings: Settings, index_dir: Path) -> None:
    names = Names(load_catalogue())
    index = open_index(index_dir, "words", WordEmbeddings)
    desk = Desk(names, load_articles(), index)
    serve(settings, desk.engine(Slow(0.2)), lambda _: None)

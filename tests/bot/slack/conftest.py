"""A workspace of our own, and ModelSage at work in it over real sockets."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.slack.serve import serve
from bot.write import Writer
from knowledge.errors import ModelSageError
from knowledge.settings import Settings, load_settings
from tests.bot.desk import Desk
from tests.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fake_slack.workspace import SIGNING_SECRET


@dataclass
class Running:
    """ModelSage at work in a workspace; `ended` once it is not any more."""

    slack: FakeSlack
    told: list[str] = field(default_factory=list)
    error: BaseException | None = None
    ended: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    def wait_for_end(self, seconds: float = 15) -> BaseException | None:
        assert self.thread is not None
        self.thread.join(seconds)
        assert not self.thread.is_alive()
        return self.error


Start = Callable[..., Any]


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSlack]:
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "http_proxy",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)  # Slack's SDK would send even loopback through them
    with FakeSlack(minute=6.0) as workspace:
        yield workspace


@pytest.fixture
def settings(slack: FakeSlack, tmp_path: Path) -> Settings:
    return load_settings(
        data_dir=tmp_path,
        chat_model="none",
        slack_bot_token=BOT_TOKEN,
        slack_app_token=APP_TOKEN,
        slack_signing_secret=SIGNING_SECRET,
        slack_api_url=slack.base_url,
        slack_port=0,
    )


@pytest.fixture
def start(slack: FakeSlack, settings: Settings, desk: Desk) -> Start:
    """Start ModelSage in the workspace, with a chat model and settings of the test's own."""

    @contextmanager
    def running(
        writer: Writer | ModelSageError | None = None, *, http: bool = False, **changed: Any
    ) -> Iterator[Running]:
        state = Running(slack)

        def work() -> None:
            try:
                with_changes = settings.model_copy(update=changed)
                serve(
                    with_changes,
                    desk.engine(writer),
                    state.told.append,
                    http=http,
                    ended=state.ended,
                )
            except BaseException as error:  # noqa: BLE001 - a test looks at it
                state.error = error

        state.thread = threading.Thread(target=work)
        state.thread.start()
        try:
            slack.wait_until(lambda: ((slack.connected or http) and state.told) or state.error)
            if http and state.told:
                port = state.told[0].split("port ")[1].split(",")[0]
                slack.http_app = f"http://127.0.0.1:{port}/slack/events"
            yield state
        finally:
            state.ended.set()
            state.thread.join(20)

    return running

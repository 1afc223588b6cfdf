"""The Slack app, put together and run: over a socket, or over HTTP with signed requests."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import FrameType

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from waitress import create_server  # type: ignore[import-untyped]  # it ships no types

from bot.engine import Engine
from bot.slack.access import Access
from bot.slack.desk import Desk
from bot.slack.journal import Journal
from bot.slack.listeners import Office, register
from bot.slack.messenger import REVOKED, Messenger, SlackError
from knowledge.errors import SettingsError
from knowledge.settings import Settings

log = logging.getLogger("modelsage.slack")

LISTENERS = 32  # threads that acknowledge and hand on; answers have threads of their own
PATH = "/slack/events"
Tell = Callable[[str], None]


def missing_tokens(settings: Settings, *, http: bool) -> Sequence[str]:
    """Every token that is not set, each with where Slack shows it."""
    needed = [
        (
            "SLACK_BOT_TOKEN",
            settings.slack_bot_token,
            "OAuth & Permissions, once the app is installed (xoxb-…)",
        )
    ]
    if http:
        needed.append(
            (
                "SLACK_SIGNING_SECRET",
                settings.slack_signing_secret,
                "Basic Information, App Credentials",
            )
        )
    else:
        where = "Basic Information, App-Level Tokens, with the scope connections:write (xapp-…)"
        needed.append(("SLACK_APP_TOKEN", settings.slack_app_token, where))
    return [f"{name}: {where}" for name, value, where in needed if value is None]


def refuse_missing(missing: Sequence[str]) -> None:
    """Raise `SettingsError` with every token that is missing, and where it is found."""
    if missing:
        lines = "".join(f"\n    {line}" for line in missing)
        raise SettingsError(
            f"Slack needs tokens that are not set:{lines}",
            "Create the app from bot/slack/manifest.json at https://api.slack.com/apps; the README has the five steps.",
        )


def serve(
    settings: Settings,
    engine: Engine,
    tell: Tell,
    *,
    http: bool = False,
    ended: threading.Event | None = None,
) -> None:
    """Answer on Slack until interrupted or `ended`; raises `SettingsError` or `SlackError` where it cannot."""
    refuse_missing(missing_tokens(settings, http=http))
    ended = ended or threading.Event()
    revoked: list[str] = []

    def on_revoked(error: str) -> None:
        revoked.append(error)
        ended.set()

    client = WebClient(token=_secret(settings.slack_bot_token), base_url=settings.slack_api_url)
    app, bot = _app(settings, client, http=http)
    messenger = Messenger(client, on_revoked)
    journal = Journal(journal_address(settings))
    desk = Desk(engine, messenger, journal, bot, settings.slack_workers, settings.slack_queue)
    office = Office(
        desk, journal, messenger, Access.of(settings), engine.names.catalogue, bot, lambda: engine.index.manifest.built_at
    )  # fmt: skip
    register(app, office)
    app.event("tokens_revoked")(lambda: on_revoked("token_revoked"))
    _end_on_signals(ended)
    desk.open()
    close = _listen_http(settings, app, tell) if http else _listen_socket(settings, app, tell)
    try:
        ended.wait()
    finally:
        close()
        desk.close()
        journal.close()
    if revoked:
        raise SlackError("the token", revoked[0])


def journal_address(settings: Settings) -> str:
    """Where the journal is kept: as set, else a file in the data folder."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return settings.journal_url or f"sqlite:///{settings.data_dir / 'journal.sqlite'}"


def _app(settings: Settings, client: WebClient, *, http: bool) -> tuple[App, str]:
    try:
        bot = str(client.auth_test()["user_id"])
        app = App(
            logger=log,
            client=client,
            signing_secret=_secret(settings.slack_signing_secret) if http else None,
            token_verification_enabled=False,
            listener_executor=ThreadPoolExecutor(LISTENERS),
        )
    except SlackApiError as error:
        raise SlackError("auth.test", str(error.response.get("error"))) from None
    except (SlackClientError, BoltError, OSError) as error:
        raise SettingsError(
            f"Slack cannot be reached at {settings.slack_api_url}: {type(error).__name__}.",
            "Check the network and SLACK_API_URL.",
        ) from None
    return app, bot


def _listen_socket(settings: Settings, app: App, tell: Tell) -> Callable[[], None]:
    handler = SocketModeHandler(app, _secret(settings.slack_app_token), logger=log)
    try:
        handler.connect()  # type: ignore[no-untyped-call]  # the SDK types it not
    except SlackApiError as error:
        said = str(error.response.get("error"))
        hint = "Set SLACK_APP_TOKEN to an app-level token with the scope connections:write."
        raise SettingsError(
            f"Slack refused the socket: {said}.", hint if said in REVOKED else ""
        ) from None
    tell("Connected to Slack. Ctrl-C ends.")

    def end() -> None:
        with suppress(AttributeError, OSError):  # a refresh may just have taken away what is closed
            handler.close()  # type: ignore[no-untyped-call]  # as above

    def close() -> None:
        # The SDK waits three seconds for its socket to time out; nobody at Ctrl-C should.
        closing = threading.Thread(target=end, daemon=True)
        closing.start()
        closing.join(0.2)

    return close


def _listen_http(settings: Settings, app: App, tell: Tell) -> Callable[[], None]:
    server = create_server(
        SlackRequestHandler(app, path=PATH),
        host=settings.slack_host,
        port=settings.slack_port,
        threads=LISTENERS,
    )
    threading.Thread(target=server.run, daemon=True).start()
    tell(f"Listening on port {server.effective_port}, path {PATH}. Ctrl-C ends.")

    def close() -> None:
        server.close()

    return close


def _end_on_signals(ended: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        ended.set()

    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, end)


def _secret(value: object) -> str:
    return str(getattr(value, "get_secret_value", lambda: "")())

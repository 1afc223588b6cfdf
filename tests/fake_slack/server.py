"""The fake Slack as a server in a thread: Web API and Socket Mode on one loopback port."""

import asyncio
import contextlib
import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import ClientSession, WSMsgType, web
from slack_sdk.signature import SignatureVerifier

from tests.fake_slack.limits import Rates, Refused
from tests.fake_slack.web_api import WebApi
from tests.fake_slack.workspace import (
    APP,
    APP_TOKEN,
    BOT_USER,
    SIGNING_SECRET,
    TEAM,
    Message,
    Workspace,
)

PATIENCE = 3.0  # seconds that Slack waits for an acknowledgement
RETRIES = (0.0, 60.0, 300.0)  # seconds after which it delivers an event again, three times


@dataclass
class Delivery:
    """An envelope on its way to the app, and what became of it."""

    kind: str  # events_api, slash_commands or interactive
    payload: dict[str, Any]
    envelope: str = field(default_factory=lambda: str(uuid.uuid4()))
    sent_at: float = 0.0
    acknowledged_after: float | None = None  # seconds, of the attempt that was acknowledged
    attempts: int = 0
    answer: Any = None  # what came with the acknowledgement

    @property
    def event(self) -> Mapping[str, Any]:
        """The event within, if it is one."""
        found: Mapping[str, Any] = self.payload.get("event", {})
        return found


class FakeSlack:
    """A workspace with one app in it. Use it as a context manager; `base_url` is its Web API.

    `minute` is how long one of Slack's minutes lasts here, in seconds: rates and the delays between
    deliveries are scaled by it, the three seconds for an acknowledgement are not.
    """

    def __init__(self, minute: float = 60.0, patience: float = PATIENCE) -> None:
        self.workspace = Workspace()
        self.api = WebApi(self.workspace, Rates(minute), self._echo)
        self.minute, self.patience = minute, patience
        self.deliveries: list[Delivery] = []
        self.http_app: str | None = None  # where events go instead of a socket, signed
        self.refuse_sockets = False
        self._sockets: list[web.WebSocketResponse] = []
        self._pending: dict[str, tuple[Delivery, asyncio.Event]] = {}
        self._responses: dict[str, tuple[str, str]] = {}  # response_url -> channel, user
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._runner: web.AppRunner | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._serve())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._close())
        self._do(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    @property
    def base_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"http://127.0.0.1:{self.port}/api/"

    # ---- What people do ----

    def mention(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, **more: Any
    ) -> Message:
        """Somebody mentions the bot in a channel: Slack tells of it twice, as a mention and as a message."""
        message = self._say(user, channel, f"<@{BOT_USER}> {text}", thread_ts)
        event = {**message.as_json(), "channel": channel, "event_ts": message.ts, **more}
        self._tell({**event, "type": "app_mention"})
        self._tell({**event, "channel_type": "channel", "client_msg_id": str(uuid.uuid4())})
        return message

    def message(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, **more: Any
    ) -> Message:
        """Somebody writes into a channel, or to the bot directly (a channel whose id begins with D)."""
        message = self._say(user, channel, text, thread_ts)
        kind = "im" if channel.startswith("D") else "channel"
        self._tell(
            {
                **message.as_json(),
                "channel": channel,
                "channel_type": kind,
                "event_ts": message.ts,
                **more,
            }
        )
        return message

    def command(self, user: str, channel: str, text: str, name: str = "/modelsage") -> Delivery:
        """Somebody uses the slash command."""
        return self._send(
            "slash_commands",
            {
                "command": name, "text": text, "user_id": user, "channel_id": channel, "team_id": TEAM,
                "api_app_id": APP, "trigger_id": uuid.uuid4().hex, "response_url": self._response_url(channel, user),
                "user_name": user.lower(), "channel_name": channel.lower(), "token": "verification",
            },
        )  # fmt: skip

    def click(self, user: str, message: Message, action: Mapping[str, Any]) -> Delivery:
        """Somebody presses a button of a message."""
        pressed = {
            "block_id": "b",
            "action_ts": self.workspace.next_ts(),
            "type": "button",
            **action,
        }
        return self._send(
            "interactive",
            {
                "type": "block_actions", "user": {"id": user, "team_id": TEAM}, "team": {"id": TEAM, "domain": "fake"},
                "api_app_id": APP, "token": "verification", "trigger_id": uuid.uuid4().hex,
                "container": {
                    "type": "message", "message_ts": message.ts, "channel_id": message.channel,
                    "is_ephemeral": bool(message.only_for), **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
                },
                "channel": {"id": message.channel, "name": message.channel.lower()},
                **({} if message.only_for else {"message": message.as_json()}),
                "response_url": self._response_url(message.channel, user), "actions": [pressed],
            },
        )  # fmt: skip

    def open_home(self, user: str, tab: str = "home") -> None:
        """Somebody opens the app's page."""
        now = self.workspace.next_ts()
        self._tell(
            {
                "type": "app_home_opened",
                "user": user,
                "channel": f"D{user}",
                "tab": tab,
                "event_ts": now,
            }
        )

    def stop(self, user: str, message: Message) -> None:
        """Somebody presses stop while an answer is being written."""
        with self.workspace.lock:
            message.stopped_by, message.began = user, None
        self._tell(
            {
                "type": "agent_session_stopped", "channel": message.channel, "thread_ts": message.thread_ts,
                "user": user, "streaming_message_ts": [message.ts], "event_ts": self.workspace.next_ts(),
            }
        )  # fmt: skip

    def edit(self, message: Message, text: str) -> None:
        """Somebody edits a message."""
        before = message.as_json()
        message.text = text
        self._tell(
            self._changed(
                message, "message_changed", message=message.as_json(), previous_message=before
            )
        )

    def delete(self, message: Message) -> None:
        """Somebody deletes a message."""
        message.deleted = True
        self._tell(
            self._changed(
                message,
                "message_deleted",
                deleted_ts=message.ts,
                previous_message=message.as_json(),
            )
        )

    def event(self, event: dict[str, Any], event_id: str | None = None) -> Delivery:
        """Any event, as it is given."""
        return self._tell(event, event_id)

    # ---- What goes wrong ----

    def fail(self, method: str, error: str, times: int = 1, status: int = 200, **more: Any) -> None:
        """Let the next calls of a method fail."""
        self.api.faults.setdefault(method, []).extend(
            Refused(error, status, **more) for _ in range(times)
        )

    def drop_sockets(self, *, warn: bool = False) -> None:
        """Close every socket, with Slack's warning or without a word."""
        self._do(self._drop(warn=warn))

    # ---- What a test looks at ----

    def wait_until(self, true: Callable[[], Any], seconds: float = 30.0) -> Any:
        """Wait until something is true and give it back; raises `TimeoutError` with the transcript."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := true():
                return found
            time.sleep(0.02)
        last = [f"{method}: {result}" for method, _, result in self.workspace.calls[-12:]]
        raise TimeoutError(f"not within {seconds} s:\n{self.workspace.transcript()}\n{last}")

    def answer(self, question: Message, seconds: float = 60.0, nth: int = 1) -> Message:
        """The bot's n-th finished reply in the thread of a question."""

        def finished() -> Message | None:
            place = question.thread_ts or question.ts
            done = [
                m
                for m in self.workspace.answers(question.channel, place)
                if m.finished_at and m.ts > question.ts
            ]
            return done[nth - 1] if len(done) >= nth else None

        found: Message = self.wait_until(finished, seconds)
        return found

    def count(self, method: str) -> int:
        """How often a method was called with success."""
        return sum(
            1 for name, _, result in self.workspace.calls if (name, result) == (method, "ok")
        )

    @property
    def connected(self) -> bool:
        """Whether the app has a socket open."""
        return any(not socket.closed for socket in self._sockets)

    # ---- Delivery ----

    def _say(self, user: str, channel: str, text: str, thread_ts: str | None) -> Message:
        return self.workspace.add(Message(self.workspace.next_ts(), channel, user, text, thread_ts))

    def _changed(self, of: Message, subtype: str, **more: Any) -> dict[str, Any]:
        now = self.workspace.next_ts()
        kind = "im" if of.channel.startswith("D") else "channel"
        return {
            "type": "message", "subtype": subtype, "channel": of.channel, "channel_type": kind,
            "ts": now, "event_ts": now, "hidden": True, **more,
        }  # fmt: skip

    def _echo(self, event: dict[str, Any]) -> None:
        self._tell(event)

    def _tell(self, event: dict[str, Any], event_id: str | None = None) -> Delivery:
        return self._send(
            "events_api",
            {
                "type": "event_callback", "token": "verification", "team_id": TEAM, "api_app_id": APP, "event": event,
                "event_id": event_id or f"Ev{uuid.uuid4().hex[:10].upper()}", "event_time": int(time.time()),
                "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}],
            },
        )  # fmt: skip

    def _send(self, kind: str, payload: dict[str, Any]) -> Delivery:
        delivery = Delivery(kind, payload)
        self.deliveries.append(delivery)
        asyncio.run_coroutine_threadsafe(self._deliver(delivery), self._loop)
        return delivery

    async def _deliver(self, delivery: Delivery) -> None:
        """Deliver until it is acknowledged: events up to four times, what people do but once."""
        delays = [d * self.minute / 60 for d in RETRIES] if delivery.kind == "events_api" else []
        for attempt, wait in enumerate([0.0, *delays]):
            await asyncio.sleep(wait)
            if await self._attempt(delivery, attempt):
                return

    async def _attempt(self, delivery: Delivery, attempt: int) -> bool:
        delivery.attempts, delivery.sent_at = attempt + 1, time.monotonic()
        delivery.envelope = str(uuid.uuid4())
        acknowledged = asyncio.Event()
        self._pending[delivery.envelope] = (delivery, acknowledged)
        try:
            if self.http_app:
                return await self._post_to_app(delivery, attempt)
            socket = next((s for s in reversed(self._sockets) if not s.closed), None)
            if socket is None:
                return False
            with contextlib.suppress(ConnectionError, RuntimeError):
                await socket.send_json(_envelope(delivery, attempt))
            await asyncio.wait_for(acknowledged.wait(), self.patience)
        except TimeoutError:
            return False
        return True

    async def _post_to_app(self, delivery: Delivery, attempt: int) -> bool:
        """Deliver over HTTP, signed as Slack signs."""
        body, form = json.dumps(delivery.payload), None
        if delivery.kind == "slash_commands":
            form = delivery.payload
        elif delivery.kind == "interactive":
            form = {"payload": body}
        stamp = str(int(time.time()))
        async with ClientSession() as session:
            if form is not None:
                from urllib.parse import urlencode

                body = urlencode(form)
            signature = SignatureVerifier(SIGNING_SECRET).generate_signature(
                timestamp=stamp, body=body
            )
            headers = {
                "X-Slack-Signature": signature or "", "X-Slack-Request-Timestamp": stamp,
                "Content-Type": "application/x-www-form-urlencoded" if form is not None else "application/json",
                **({"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}),
            }  # fmt: skip
            try:
                async with (
                    asyncio.timeout(self.patience),
                    session.post(str(self.http_app), data=body, headers=headers) as reply,
                ):
                    delivery.answer = await reply.text()
                    if reply.status == 200:
                        delivery.acknowledged_after = time.monotonic() - delivery.sent_at
                        return True
            except (OSError, TimeoutError):
                return False
        return False

    def _response_url(self, channel: str, user: str) -> str:
        key = uuid.uuid4().hex
        self._responses[key] = (channel, user)
        return f"http://127.0.0.1:{self.port}/respond/{key}"

    # ---- The server ----

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _serve(self) -> None:
        app = web.Application(client_max_size=4 * 2**20)
        app.router.add_post("/api/{method}", self._web_api)
        app.router.add_post("/respond/{key}", self._respond)
        app.router.add_get("/link", self._socket)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        await self._drop(warn=False)
        if self._runner:
            await self._runner.cleanup()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _drop(self, *, warn: bool) -> None:
        for socket in self._sockets:
            with contextlib.suppress(ConnectionError, RuntimeError):
                if warn:
                    await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
                    continue
                await socket.close()
        self._sockets = [s for s in self._sockets if not s.closed]

    async def _web_api(self, request: web.Request) -> web.Response:
        method, token = (
            request.match_info["method"],
            request.headers.get("Authorization", "").removeprefix("Bearer "),
        )
        body = await _body(request)
        if method == "apps.connections.open":
            return self._open(token)
        work = asyncio.get_running_loop().run_in_executor(None, self.api.call, method, token, body)
        status, answer, headers = await work
        return web.json_response(answer, status=status, headers=headers)

    def _open(self, token: str) -> web.Response:
        if token != APP_TOKEN or self.api.revoked:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if self.refuse_sockets:
            return web.json_response({"ok": False, "error": "internal_error"}, status=500)
        return web.json_response(
            {"ok": True, "url": f"ws://127.0.0.1:{self.port}/link?ticket={uuid.uuid4()}"}
        )

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=10)
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": 1,
                "connection_info": {"app_id": APP},
                "debug_info": {},
            }
        )
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self._acknowledge(json.loads(message.data))
        return socket

    def _acknowledge(self, message: Mapping[str, Any]) -> None:
        pending = self._pending.pop(str(message.get("envelope_id")), None)
        if pending:
            delivery, acknowledged = pending
            delivery.acknowledged_after = time.monotonic() - delivery.sent_at
            delivery.answer = message.get("payload")
            acknowledged.set()

    async def _respond(self, request: web.Request) -> web.Response:
        place = self._responses.get(request.match_info["key"])
        if place is None:
            return web.Response(status=404, text="used_url")
        channel, user = place
        body = await _body(request)
        method = (
            "chat.postEphemeral"
            if body.get("response_type", "ephemeral") == "ephemeral"
            else "chat.postMessage"
        )
        if body.get("delete_original"):
            return web.Response(text="ok")
        from tests.fake_slack.workspace import BOT_TOKEN

        asked = {
            "channel": channel,
            "user": user,
            "unfurl_links": False,
            "unfurl_media": False,
            **body,
        }
        _, answer, _ = self.api.call(method, BOT_TOKEN, asked)
        return web.Response(
            text="ok" if answer["ok"] else str(answer["error"]), status=200 if answer["ok"] else 400
        )


def _envelope(delivery: Delivery, attempt: int) -> dict[str, Any]:
    return {
        "envelope_id": delivery.envelope, "type": delivery.kind, "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
        **({"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""} if delivery.kind == "events_api" else {}),
    }  # fmt: skip


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        text = await request.text()
        found = json.loads(text) if text else {}
        return found if isinstance(found, dict) else {}
    return {key: str(value) for key, value in (await request.post()).items()}

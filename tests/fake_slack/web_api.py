"""The Web API: what each method does to the workspace, and what it refuses."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.fake_slack import limits
from tests.fake_slack.limits import Rates, Refused, check_blocks, check_markdown
from tests.fake_slack.workspace import (
    APP_TOKEN,
    BOT_ID,
    BOT_TOKEN,
    BOT_USER,
    TEAM,
    Message,
    Workspace,
)

Body = Mapping[str, Any]
Event = Callable[[dict[str, Any]], None]

SESSION_STATUSES = frozenset({"active", "processing", "suspended", "closed"})
ALL_SCOPES = frozenset(scope for scopes in limits.SCOPES.values() for scope in scopes) | {
    "app_mentions:read",
    "commands",
    "im:read",
    "im:write",
    "users:read",
}


class WebApi:
    """Answers the calls of one app; `tell` hands events on to the app, as Slack does with its echoes."""

    def __init__(self, workspace: Workspace, rates: Rates, tell: Event) -> None:
        self.workspace = workspace
        self.rates = rates
        self.tell = tell
        self.scopes = set(ALL_SCOPES)
        self.revoked = False
        self.stream_life = 300.0  # seconds that a stream may last, however often it is added to
        self.faults: dict[
            str, list[Refused]
        ] = {}  # by method, what its next calls are answered with
        self._methods: Mapping[str, Callable[[Body], dict[str, Any]]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "chat.startStream": self._start_stream,
            "chat.appendStream": self._append_stream,
            "chat.stopStream": self._stop_stream,
            "assistant.threads.setStatus": self._set_status,
            "assistant.threads.setSuggestedPrompts": self._set_prompts,
            "assistant.threads.setTitle": lambda _: {},
            "agents.sessions.setStatus": self._set_session,
            "conversations.replies": self._replies,
            "conversations.history": self._history,
            "conversations.info": self._info,
            "views.publish": self._publish_view,
            "reactions.add": self._react,
            "reactions.remove": lambda _: {},
            "users.info": lambda body: {
                "user": {"id": body["user"], "name": body["user"].lower(), "is_bot": False}
            },
        }

    def call(
        self, method: str, token: str, body: Body
    ) -> tuple[int, dict[str, Any], dict[str, str]]:
        """Answer a call: HTTP status, JSON, headers."""
        try:
            answer = {"ok": True, **self._answered(method, token, body)}
        except Refused as refused:
            self.workspace.calls.append((method, time.monotonic(), refused.error))
            more = dict(refused.more)
            headers = {"Retry-After": str(more.pop("retry_after"))} if "retry_after" in more else {}
            return refused.status, {"ok": False, "error": refused.error, **more}, headers
        self.workspace.calls.append((method, time.monotonic(), "ok"))
        return 200, answer, {}

    def _answered(self, method: str, token: str, body: Body) -> dict[str, Any]:
        if method not in self._methods:
            raise Refused("unknown_method")
        if not token:
            raise Refused("not_authed")
        if self.revoked:
            raise Refused("token_revoked")
        if token == APP_TOKEN:
            raise Refused("not_allowed_token_type")
        if token != BOT_TOKEN:
            raise Refused("invalid_auth")
        needed = limits.SCOPES.get(method, ())
        if needed and not self.scopes & set(needed):
            raise Refused("missing_scope", needed=needed[0], provided=",".join(sorted(self.scopes)))
        if self.faults.get(method):
            raise self.faults[method].pop(0)
        self.rates.count(method, str(body.get("channel", "")))
        with self.workspace.lock:
            return self._methods[method](body)

    # ---- Messages ----

    def _auth_test(self, _: Body) -> dict[str, Any]:
        return {
            "url": "https://fake.slack.com/", "team": "Fake", "user": "modelsage",
            "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False,
        }  # fmt: skip

    def _post(self, body: Body) -> dict[str, Any]:
        text, blocks = self._content(body)
        if not text and not blocks:
            raise Refused("no_text")
        unfurls = not (_no(body.get("unfurl_links")) and _no(body.get("unfurl_media")))
        message = Message(
            self.workspace.next_ts(),
            str(body["channel"]),
            BOT_USER,
            text,
            body.get("thread_ts"),
            blocks,
        )
        message.finished_at = time.monotonic()
        self.workspace.add(message, unfurls=unfurls)
        self._clear_status(message)
        self._echo(message)
        return {"channel": message.channel, "ts": message.ts, "message": message.as_json()}

    def _post_ephemeral(self, body: Body) -> dict[str, Any]:
        text, blocks = self._content(body)
        message = Message(
            self.workspace.next_ts(), str(body["channel"]), BOT_USER, text, body.get("thread_ts"), blocks,
            only_for=str(body["user"]),
        )  # fmt: skip
        self.workspace.add(message)
        return {"message_ts": message.ts}

    def _content(self, body: Body) -> tuple[str, list[dict[str, Any]]]:
        markdown, text = body.get("markdown_text"), str(body.get("text") or "")
        blocks = _parsed(body.get("blocks")) or []
        if markdown is not None and (text or blocks):
            raise Refused("markdown_text_conflict")
        if markdown is not None:
            check_markdown(str(markdown))
        check_blocks(blocks)
        return (str(markdown) if markdown is not None else text)[: limits.MOST_POSTED], blocks

    def _update(self, body: Body) -> dict[str, Any]:
        message = self._own(body)
        if message.began is not None and not self._expired(message):
            raise Refused("streaming_state_conflict")
        text, blocks = self._content(body)
        if len(str(body.get("text") or "")) > limits.MOST_UPDATED:
            raise Refused("msg_too_long")
        message.text, message.blocks, message.streamed = text, blocks, False
        message.began, message.broken = None, False
        message.edits += 1
        message.finished_at = time.monotonic()
        self.workspace.saw(message)
        self._echo(message, changed=True)
        return {"channel": message.channel, "ts": message.ts, "text": text}

    def _delete(self, body: Body) -> dict[str, Any]:
        message = self._own(body)
        message.deleted = True
        return {"channel": message.channel, "ts": message.ts}

    def _own(self, body: Body) -> Message:
        message = self.workspace.find(str(body.get("channel")), str(body.get("ts")))
        if message is None:
            raise Refused("message_not_found")
        if not message.from_bot:
            raise Refused("cant_update_message")
        return message

    # ---- Streams ----

    def _start_stream(self, body: Body) -> dict[str, Any]:
        channel = str(body["channel"])
        if not body.get("thread_ts"):
            raise Refused("invalid_arguments")
        if not channel.startswith("D"):
            for name in ("recipient_team_id", "recipient_user_id"):
                if not body.get(name):
                    raise Refused(f"missing_{name}")
        message = Message(
            self.workspace.next_ts(),
            channel,
            BOT_USER,
            thread_ts=str(body["thread_ts"]),
            streamed=True,
        )
        message.began = time.monotonic()
        self._grow(message, body)
        self.workspace.add(message)
        self._clear_status(message)
        self._echo(message)
        return {"channel": channel, "ts": message.ts}

    def _append_stream(self, body: Body) -> dict[str, Any]:
        message = self._streaming(body)
        self._grow(message, body)
        self.workspace.saw(message)
        return {"channel": message.channel, "ts": message.ts}

    def _stop_stream(self, body: Body) -> dict[str, Any]:
        message = self._streaming(body)
        self._grow(message, body)
        blocks = _parsed(body.get("blocks")) or []
        check_blocks(blocks)
        message.blocks += blocks
        message.began, message.finished_at = None, time.monotonic()
        if body.get("session_status"):
            self._set_session(
                {**body, "status": body["session_status"], "thread_ts": message.thread_ts}
            )
        self.workspace.saw(message)
        self._echo(message, changed=True)
        return {"channel": message.channel, "ts": message.ts, "message": message.as_json()}

    def _streaming(self, body: Body) -> Message:
        message = self._own(body)
        if message.stopped_by:
            raise Refused("stopped_by_user")
        if message.began is None or self._expired(message):
            raise Refused("message_not_in_streaming_state")
        return message

    def _expired(self, message: Message) -> bool:
        if message.began is not None and time.monotonic() - message.began > self.stream_life:
            message.broken = True
        return message.broken

    def _grow(self, message: Message, body: Body) -> None:
        chunks = _parsed(body.get("chunks")) or []
        if body.get("markdown_text") is not None and chunks:
            raise Refused("markdown_text_conflict")
        text = str(body.get("markdown_text") or "")
        for chunk in chunks:
            match chunk.get("type"):
                case "markdown_text":
                    text += chunk["text"]
                case "blocks":
                    check_blocks(chunk["blocks"])
                    message.blocks += chunk["blocks"]
                case "task_update" | "plan_update":
                    message.chunks.append(chunk)
                case _:
                    raise Refused("invalid_chunks")
        check_markdown(message.text + text)
        message.text += text

    def _echo(self, message: Message, *, changed: bool = False) -> None:
        """Slack tells an app of its own messages, too."""
        kind = {
            "channel_type": "im" if message.channel.startswith("D") else "channel",
            "channel": message.channel,
        }
        now = self.workspace.next_ts()
        event = {**message.as_json(), **kind, "event_ts": now}
        if changed:
            event = {
                "type": "message", "subtype": "message_changed", "message": message.as_json(), **kind,
                "ts": now, "event_ts": now, "hidden": True,
            }  # fmt: skip
        self.tell(event)

    # ---- Everything else ----

    def _set_status(self, body: Body) -> dict[str, Any]:
        place = (str(body["channel_id"]), str(body["thread_ts"]))
        if len(body.get("loading_messages") or ()) > 10:
            raise Refused("invalid_arguments")
        self.workspace.statuses[place] = str(body.get("status", ""))
        self.workspace.status_log.append((*place, str(body.get("status", ""))))
        return {}

    def _clear_status(self, message: Message) -> None:
        self.workspace.statuses.pop((message.channel, message.thread_ts or message.ts), None)

    def _set_session(self, body: Body) -> dict[str, Any]:
        if body.get("status") not in SESSION_STATUSES:
            raise Refused("invalid_arguments")
        place = (
            str(body.get("channel_id") or body.get("channel")),
            str(body.get("thread_ts") or ""),
        )
        self.workspace.sessions[place] = str(body["status"])
        return {}

    def _set_prompts(self, body: Body) -> dict[str, Any]:
        prompts = _parsed(body.get("prompts"))
        if not isinstance(prompts, list) or not all(
            {"title", "message"} <= set(p) for p in prompts
        ):
            raise Refused("invalid_arguments")
        if len(prompts) > 4:
            raise Refused("too_many_prompts")
        self.workspace.prompts[str(body["channel_id"])] = prompts
        return {}

    def _replies(self, body: Body) -> dict[str, Any]:
        channel, ts = str(body["channel"]), str(body["ts"])
        if not self.workspace.thread(channel, ts):
            raise Refused("thread_not_found")
        return self._page(self.workspace.thread(channel, ts), body)

    def _history(self, body: Body) -> dict[str, Any]:
        found = [
            m
            for m in self.workspace.messages
            if m.channel == body["channel"] and not m.thread_ts and not m.deleted
        ]
        return self._page(found[::-1], body)

    def _page(self, messages: list[Message], body: Body) -> dict[str, Any]:
        limit, start = int(body.get("limit") or 100), int(body.get("cursor") or 0)
        more = start + limit < len(messages)
        answer: dict[str, Any] = {
            "messages": [m.as_json() for m in messages[start : start + limit]],
            "has_more": more,
        }
        if more:
            answer["response_metadata"] = {"next_cursor": str(start + limit)}
        return answer

    def _info(self, body: Body) -> dict[str, Any]:
        channel = str(body["channel"])
        return {
            "channel": {"id": channel, "name": channel.lower(), "is_im": channel.startswith("D")}
        }

    def _publish_view(self, body: Body) -> dict[str, Any]:
        view = _parsed(body.get("view"))
        if not isinstance(view, dict) or view.get("type") != "home":
            raise Refused("invalid_arguments")
        check_blocks(view.get("blocks"), limits.MOST_BLOCKS_OF_A_VIEW)
        self.workspace.homes[str(body["user_id"])] = view
        return {"view": {"id": "V1", **view}}

    def _react(self, body: Body) -> dict[str, Any]:
        place = (str(body["channel"]), str(body["timestamp"]), str(body["name"]))
        if place in self.workspace.reactions:
            raise Refused("already_reacted")
        self.workspace.reactions.append(place)
        return {}


def _parsed(value: Any) -> Any:
    """A value that the SDK sends as JSON in JSON bodies, and as JSON text in forms."""
    return json.loads(value) if isinstance(value, str) else value


def _no(value: Any) -> bool:
    return value in (False, "false", "0", 0) and value is not None

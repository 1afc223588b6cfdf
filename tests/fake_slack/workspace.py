"""What a workspace holds: people, channels, messages, statuses, and who was notified."""

import itertools
import json
import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BOT_TOKEN = "xoxb-1-fake"  # noqa: S105 - opens nothing but this fake
APP_TOKEN = "xapp-1-fake"  # noqa: S105 - as above
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - the example of Slack's own page
BOT_USER, BOT_ID, TEAM, APP = "U0BOT", "B0BOT", "T0TEAM", "A0APP"

# What resolves to a notification in a message's text; escaped (&lt;!channel&gt;) it does not.
_NOTIFYING = re.compile(
    r"<(?:!(?:channel|here|everyone)(?:\|[^>]*)?|!subteam\^\w+(?:\|[^>]*)?|@[UW]\w+(?:\|[^>]*)?)>"
)
_LINK = re.compile(r"https?://")


@dataclass
class Message:
    """A message as it stands now, and how it came to be so."""

    ts: str
    channel: str
    user: str
    text: str = ""
    thread_ts: str | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)
    chunks: list[dict[str, Any]] = field(default_factory=list)  # of a stream, but its text
    only_for: str | None = None  # the one who sees an ephemeral message
    began: float | None = None  # when its stream began, while it streams
    streamed: bool = False
    stopped_by: str | None = None
    broken: bool = False  # its stream expired: shown as a broken pill until it is updated
    deleted: bool = False
    edits: int = 0
    posted_at: float = 0.0
    first_text_at: float | None = None
    finished_at: float | None = None

    @property
    def from_bot(self) -> bool:
        """Whether the app wrote it."""
        return self.user == BOT_USER

    def shown(self) -> str:
        """All that a reader sees of it, as plain text."""
        told = [self.text] if not self.blocks or self.streamed else []
        return "\n".join(
            t for t in (*told, *(text for b in self.blocks for text in _texts(b))) if t
        )

    def as_json(self) -> dict[str, Any]:
        """The message as the Web API and events give it."""
        found: dict[str, Any] = {
            "type": "message",
            "ts": self.ts,
            "user": self.user,
            "text": self.text,
            "team": TEAM,
        }
        if self.thread_ts:
            found["thread_ts"] = self.thread_ts
        if self.blocks:
            found["blocks"] = self.blocks
        if self.from_bot:
            found |= {"bot_id": BOT_ID, "app_id": APP}
        return found


@dataclass
class Workspace:
    """The state of the fake; every change goes through it, under its lock."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    messages: list[Message] = field(default_factory=list)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    status_log: list[tuple[str, str, str]] = field(default_factory=list)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    prompts: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    reactions: list[tuple[str, str, str]] = field(default_factory=list)
    notified: list[tuple[str, str]] = field(default_factory=list)  # message ts, what notified
    unfurled: list[str] = field(default_factory=list)
    calls: list[tuple[str, float, str]] = field(
        default_factory=list
    )  # method, when, "ok" or the error
    _clock: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next_ts(self) -> str:
        """A timestamp later than all before it."""
        return f"{int(time.time())}.{next(self._clock):06d}"

    def add(self, message: Message, *, unfurls: bool = False) -> Message:
        """Put a message into its channel."""
        with self.lock:
            message.posted_at = time.monotonic()
            self.messages.append(message)
            self.saw(message)
            if unfurls and _LINK.search(message.shown()):
                self.unfurled.append(message.ts)
        return message

    def saw(self, message: Message) -> None:
        """Note what a message's present form would notify, and when it first said anything."""
        whole = message.text + json.dumps(message.blocks, ensure_ascii=False)
        if message.from_bot:
            self.notified += [(message.ts, found) for found in _NOTIFYING.findall(whole)]
        if message.first_text_at is None and message.shown().strip():
            message.first_text_at = time.monotonic()

    def find(self, channel: str, ts: str) -> Message | None:
        """The message with this timestamp."""
        with self.lock:
            return next(
                (m for m in self.messages if (m.channel, m.ts) == (channel, ts) and not m.deleted),
                None,
            )

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and the replies to it that everybody sees."""
        with self.lock:
            return [
                m
                for m in self.messages
                if m.channel == channel
                and ts in (m.ts, m.thread_ts)
                and not m.deleted
                and not m.only_for
            ]

    def answers(self, channel: str, ts: str) -> list[Message]:
        """What the bot replied in a thread."""
        return [m for m in self.thread(channel, ts) if m.from_bot]

    def transcript(self, names: Mapping[str, str] | None = None) -> str:
        """The conversations as people read them, thread by thread."""
        lines: list[str] = []
        with self.lock:
            tops = [m for m in self.messages if not m.thread_ts and not m.deleted]
            for top in tops:
                lines.append(f"#{top.channel}")
                replies = [
                    m
                    for m in self.messages
                    if m.thread_ts == top.ts and m.channel == top.channel and not m.deleted
                ]
                for message in (top, *replies):
                    who = (names or {}).get(message.user, message.user)
                    seen = f" (only {message.only_for} sees this)" if message.only_for else ""
                    indent = "  " if message is top else "    "
                    body = message.shown().replace("\n", f"\n{indent}  ")
                    lines.append(f"{indent}{who}{seen}: {body}")
                lines.append("")
        return "\n".join(lines)


def _texts(block: Mapping[str, Any]) -> Iterator[str]:
    """The texts of a block, in the order in which they are shown."""
    if "rows" in block:
        for row in block["rows"]:
            yield " | ".join(" ".join(_inline(cell)) for cell in row)
        return
    for key in ("title", "subtitle", "text", "description"):
        if key in block:
            yield " ".join(_inline(block[key]))
    for key in ("fields", "elements", "child_blocks"):
        for child in block.get(key, ()):
            if isinstance(child, Mapping):
                text = (
                    " ".join(_inline(child)) if key != "child_blocks" else "\n".join(_texts(child))
                )
                yield f"[{text}]" if child.get("type") in ("button", "feedback_buttons") else text
    if "accessory" in block:
        yield f"[{' '.join(_inline(block['accessory']))}]"


def _inline(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for key in ("text", "elements", "positive_button", "negative_button"):
            if key in part:
                yield from _inline(part[key])
    elif isinstance(part, list):
        for one in part:
            yield from _inline(one)

"""One answer on its way into a thread: status, verdict, sentences as they come, sources at the end.

An answer streams where Slack lets it; where streams are used up or refused it is posted whole. A
stream lives five minutes at most (`message_not_in_streaming_state` afterwards): one that comes
near is ended, and what follows is posted below it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.answer import Answer
from bot.slack import blocks as shapes
from bot.slack.journal import Question
from bot.slack.messenger import Messenger, SlackError
from bot.slack.text import Table, parts, pieces, safe
from bot.wording import pick

MOST_TEXT = 9_000  # characters of a message; Slack refuses 12,000, and 13,200 with the blocks
FLUSH_AFTER = 1.5  # seconds between two additions to a stream
STREAM_LIFE = 240.0  # seconds after which a stream is ended, before Slack breaks it at 300
BLOCK_ERRORS = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_blocks_too_many", "msg_too_long", "invalid_chunks", "invalid_arguments"}
)  # fmt: skip


class Stopped(Exception):  # noqa: N818 - no failure: somebody wanted it
    """The asker stopped the answer or took the question back."""


class Reply:
    """Delivers the answer to one question; nothing of it is written twice."""

    def __init__(
        self,
        messenger: Messenger,
        question: Question,
        noted: Callable[[str], None],
        stopped: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._messenger, self._question = messenger, question
        self._noted, self._stopped, self._clock = noted, stopped, clock
        self._stream: str | None = None  # timestamp of the streaming message
        self._began = self._flushed = 0.0
        self._buffer = ""
        self._written = ""  # all that a reader was shown of it
        self._tables: list[Table] = []

    @property
    def begun(self) -> bool:
        """Whether a reader sees anything of the answer yet."""
        return bool(self._written)

    def status(self, text: str) -> None:
        """Show what is going on below the thread; an empty text takes it away."""
        place = {"channel_id": self._question.channel, "thread_ts": self._question.thread}
        self._messenger.attempt("assistant.threads.setStatus", **place, status=safe(text))

    def show(self, part: str, text: str) -> None:
        """Take in a part of the answer as the engine has it ready; raises `Stopped`."""
        if self._stopped():
            raise Stopped
        if part == "closing" or not text:
            return
        if part == "verdict":
            self._verdict(text)
        else:
            self._add(" " + safe(text) if self._written.endswith((".", "]")) else safe(text))

    def finish(self, answer: Answer, foot: Sequence[shapes.Block]) -> None:
        """End the answer with its sources and buttons; raises `Stopped` or `SlackError`."""
        if self._stopped():
            raise Stopped
        folded = shapes.sources_block(answer.sources, answer.language)
        below = [*([folded] if folded else []), *foot]
        plain = [*shapes.unfolded(answer.sources, answer.language), *foot[:1]]
        tables = [shapes.table_block(t) for t in self._tables]
        if self._stream:
            self._end([*tables, *below], [*tables, *plain])
        else:
            self._post(answer, [*tables, *below], plain)

    def give_up(self, text: str) -> None:
        """Say why there is no answer, or why it ends here."""
        if self._stream:
            self._buffer += f"\n\n{text}"
            self._end([], [])
            return
        self._send({"markdown_text": safe(text)})

    # ---- Streaming ----

    def _verdict(self, text: str) -> None:
        told = []
        for part in parts(text):
            if isinstance(part, Table):
                self._tables.append(part)
            else:
                told.append(safe(part))
        whole = "\n\n".join(told)
        if len(whole) > MOST_TEXT or not self._messenger.streams.take():
            self._buffer = whole
            return
        self._start(whole)

    def _start(self, text: str) -> None:
        q = self._question
        chunks: list[dict[str, Any]] = [{"type": "markdown_text", "text": text}] if text else []
        chunks += [{"type": "blocks", "blocks": [shapes.table_block(t)]} for t in self._tables]
        people = {} if q.direct else {"recipient_team_id": q.team, "recipient_user_id": q.user}
        try:
            found = self._messenger.call(
                "chat.startStream", channel=q.channel, thread_ts=q.thread, chunks=chunks, **people
            )
        except SlackError:
            self._buffer = text  # posted whole in the end
            return
        self._stream = str(found["ts"])
        self._tables.clear()
        self._written = text
        self._began = self._flushed = self._clock()
        self._noted(self._stream)

    def _add(self, text: str) -> None:
        self._buffer += text if self._buffer or not self._written else f"\n\n{text.strip()}"
        if self._stream is None:
            return
        now = self._clock()
        if now - self._began > STREAM_LIFE:
            self._end([], [])
            return
        if now - self._flushed >= FLUSH_AFTER and self._messenger.appends.take():
            self._flush()

    def _flush(self) -> None:
        chunk = {"type": "markdown_text", "text": self._buffer}
        place = {"channel": self._question.channel, "ts": self._stream}
        try:
            self._messenger.call("chat.appendStream", **place, chunks=[chunk])
        except SlackError as error:
            self._broken(error)
            return
        self._written += self._buffer
        self._buffer, self._flushed = "", self._clock()

    def _end(self, blocks: Sequence[shapes.Block], simpler: Sequence[shapes.Block]) -> None:
        """End the stream, with fewer or no blocks where Slack refuses them."""
        for shown in (blocks, simpler, ()):
            try:
                self._messenger.call("chat.stopStream", **self._ending(shown))
            except SlackError as error:
                if error.error in BLOCK_ERRORS and shown:
                    continue
                self._broken(error)
                if error.error != "stopped_by_user":
                    self._repair(shown)
            else:
                self._written += self._buffer
            break
        self._buffer, self._stream = "", None

    def _ending(self, blocks: Sequence[shapes.Block]) -> dict[str, Any]:
        chunks = [{"type": "markdown_text", "text": self._buffer}] if self._buffer else None
        place = {"channel": self._question.channel, "ts": self._stream}
        return {**place, "chunks": chunks, "blocks": list(blocks) or None}

    def _broken(self, error: SlackError) -> None:
        if error.error == "stopped_by_user":
            raise Stopped from None
        if error.error not in ("message_not_in_streaming_state", "ratelimited", "rate_limited"):
            raise error

    def _repair(self, blocks: Sequence[shapes.Block]) -> None:
        """Write the whole text over a stream that broke, so that no broken message stays."""
        whole = self._written + self._buffer
        first, *rest = list(pieces(whole, MOST_TEXT)) or [""]
        place = {"channel": self._question.channel, "ts": self._stream}
        self._messenger.call("chat.update", **place, markdown_text=first)
        for piece in rest:
            self._send({"markdown_text": piece})
        if blocks:
            self._send({"text": " ", "blocks": list(blocks)})

    # ---- Posting whole ----

    def _post(
        self, answer: Answer, blocks: Sequence[shapes.Block], simpler: Sequence[shapes.Block]
    ) -> None:
        """Post what is left of the answer, the blocks with its last message."""
        if not self._buffer and not self._written:
            self._buffer = safe(answer.verdict)
        told = list(pieces(self._buffer, MOST_TEXT))
        self._buffer = ""
        for piece in told[:-1]:
            self._send({"markdown_text": piece})
        last = told[-1] if told else ""
        body = [{"type": "markdown", "text": last}] if last else []
        plain = last or pick(answer.language, "Sources", "来源")
        tables = "\n\n".join(shapes.as_text(t) for t in self._tables)
        for shown in ([*body, *blocks], [*body, *simpler], []):
            try:
                self._send(
                    {"text": plain, "blocks": shown}
                    if shown
                    else {"markdown_text": f"{plain}\n\n{tables}".strip()[:MOST_TEXT]}
                )
            except SlackError as error:
                if error.error in BLOCK_ERRORS and shown:
                    continue
                raise
            break

    def _send(self, content: Mapping[str, Any]) -> None:
        q = self._question
        found = self._messenger.call(
            "chat.postMessage", channel=q.channel, thread_ts=q.thread, unfurl_links=False, unfurl_media=False, **content
        )  # fmt: skip
        self._written += str(content.get("markdown_text") or content.get("text") or "")
        self._noted(str(found["ts"]))

"""What Slack refuses: the limits of its methods' pages, checked on every call.

Sources: docs.slack.dev/reference/methods (each method's page: arguments, errors, tier),
docs.slack.dev/reference/block-kit/blocks, docs.slack.dev/apis/web-api/rate-limits. Where Slack's own
SDK has a model of a block, that model validates it, so that the fake is not the only judge.
"""

import json
import time
import warnings
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

# Calls a minute, by method (Slack's tiers: 2 is 20+, 3 is 50+, 4 is 100+).
TIERS: Mapping[str, int] = {
    "chat.startStream": 20,
    "chat.appendStream": 100,
    "chat.stopStream": 20,
    "chat.update": 50,
    "chat.delete": 50,
    "chat.postEphemeral": 100,
    "conversations.replies": 50,
    "conversations.history": 50,
    "conversations.info": 50,
    "assistant.threads.setSuggestedPrompts": 100,
    "agents.sessions.setStatus": 50,
    "apps.connections.open": 50,
    "views.publish": 100,
    "reactions.add": 50,
    "reactions.remove": 50,
    "users.info": 100,
}
POSTS_A_SECOND = 1  # messages a channel, of chat.postMessage; short bursts above are let through
BURST = 5

SCOPES: Mapping[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "chat.startStream": ("chat:write",),
    "chat.appendStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "assistant.threads.setStatus": ("assistant:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "agents.sessions.setStatus": ("assistant:write",),
    "reactions.add": ("reactions:write",),
    "reactions.remove": ("reactions:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    "conversations.history": ("channels:history", "groups:history", "im:history"),
}

MOST_BLOCKS = 50
MOST_BLOCKS_OF_A_VIEW = 100
MOST_MARKDOWN = 12_000
MOST_OF_ALL_BLOCKS = 13_200  # characters of the blocks' JSON, as measured in slackapi/bolt-js#2509
MOST_UPDATED = 4_000
MOST_POSTED = 40_000  # longer text is cut off
# Blocks that Slack shows and its SDK has no model for.
_UNMODELLED = frozenset({"data_table", "data_visualization"})


class Refused(Exception):  # noqa: N818 - named as Slack answers
    """A call that Slack refuses with an error of its own."""

    def __init__(self, error: str, status: int = 200, **more: Any) -> None:
        super().__init__(error)
        self.error, self.status, self.more = error, status, more


class Rates:
    """Counts calls by method within a window of a minute, and posts by channel."""

    def __init__(self, minute: float) -> None:
        self.minute = minute  # how many real seconds a minute of this Slack lasts
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def count(self, method: str, channel: str) -> None:
        """Count a call; raises `Refused` with status 429 and the seconds to wait where it is one too many."""
        if method == "chat.postMessage":
            self._take(f"{method} {channel}", BURST, BURST / POSTS_A_SECOND * self.minute / 60)
        elif method in TIERS:
            self._take(method, TIERS[method], self.minute)

    def _take(self, name: str, most: int, window: float) -> None:
        now, calls = time.monotonic(), self._calls[name]
        while calls and now - calls[0] > window:
            calls.popleft()
        if len(calls) >= most:
            wait = max(1, round(window - (now - calls[0]) + 0.5))
            raise Refused("ratelimited", 429, retry_after=wait)
        calls.append(now)


def check_blocks(blocks: Any, most: int = MOST_BLOCKS) -> None:
    """Raise `Refused` where Slack would not show these blocks."""
    if not isinstance(blocks, list) or not all(isinstance(b, dict) for b in blocks):
        raise Refused("invalid_blocks_format")
    if len(blocks) > most:
        raise Refused("msg_blocks_too_many")
    for block in blocks:
        _check_block(block)
    if len(json.dumps(blocks, ensure_ascii=False)) > MOST_OF_ALL_BLOCKS and most == MOST_BLOCKS:
        raise Refused("msg_blocks_too_long")


def _check_block(block: Mapping[str, Any]) -> None:
    kind = block.get("type")
    if kind in _UNMODELLED:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = Block.parse(dict(block))
    if parsed is None:
        raise Refused("invalid_blocks", errors=[f"unsupported type: {kind}"])
    try:
        parsed.to_dict()
    except SlackObjectFormationError as error:
        raise Refused("invalid_blocks", errors=[str(error)]) from error
    _check_sizes(block)


def _check_sizes(block: Mapping[str, Any]) -> None:
    """The limits that the SDK's models do not know."""
    too_much = (
        len(_text(block.get("text")))
        > {"section": 3_000, "header": 150}.get(block["type"], MOST_MARKDOWN)
        or any(len(_text(field)) > 2_000 for field in block.get("fields", ()))
        or len(block.get("elements", ()))
        > {"context": 10, "actions": 25, "context_actions": 5}.get(block["type"], 1_000)
        or len(block.get("rows", ())) > 100
        or any(len(row) > 20 for row in block.get("rows", ()))
        or any(
            _text(cell) == ""
            for row in block.get("rows", ())
            for cell in row
            if cell.get("type") == "raw_text"
        )
        or len(str(block.get("block_id", ""))) > 255
    )
    if too_much:
        raise Refused("invalid_blocks", errors=[f"a {block['type']} block is beyond a limit"])
    for element in _buttons(block):
        if len(_text(element.get("text"))) > 75 or len(element.get("value", "")) > 2_000:
            raise Refused("invalid_blocks", errors=["a button is beyond a limit"])
    for child in block.get("child_blocks", block.get("blocks", ())):
        _check_block(child)


def _buttons(block: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    elements = [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else ())]
    return [e for e in elements if e.get("type") == "button"]


def _text(part: Any) -> str:
    """The text of a text object, of a cell or of a block whose text is plain."""
    return str(part.get("text", "")) if isinstance(part, Mapping) else str(part or "")


def check_markdown(text: str) -> None:
    """Raise `Refused` where a message's Markdown is too long."""
    if len(text) > MOST_MARKDOWN:
        raise Refused("msg_too_long")

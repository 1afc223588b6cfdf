"""The blocks of an answer: tables, sources, buttons. Pure functions from data to Slack's JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.text import Table, escaped, in_plain_text, link, safe
from bot.wording import date, pick

Block = dict[str, Any]

FEEDBACK, SHARE, ASK_AGAIN = "modelsage_feedback", "modelsage_share", "modelsage_ask"
MOST_SOURCES = 9  # in the fold, which holds ten blocks with its foot
MOST_BUTTONS = 3
MOST_IN_SECTION = 2_900
MOST_ON_BUTTON, MOST_IN_VALUE = 70, 1_900


def table_block(table: Table) -> Block:
    """A table as Slack's own, the first row as its heading."""
    count = max(len(row) for row in table.rows)
    rows = [
        [
            {"type": "raw_text", "text": safe(cell) or "–"}
            for cell in row + ("",) * (count - len(row))
        ]
        for row in table.rows
    ]
    return {"type": "table", "rows": rows, "column_settings": [{"is_wrapped": True}] * count}


def section(text: str) -> Block:
    """A paragraph of Slack's markup."""
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": text[:MOST_IN_SECTION], "verbatim": True},
    }


def context(text: str) -> Block:
    """A line in small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": text[:MOST_IN_SECTION], "verbatim": True}],
    }


def sources_block(sources: Sequence[Mapping[str, Any]], language: str) -> Block | None:
    """The sources of an answer, folded; None where it has none."""
    if not sources:
        return None
    lines = [
        f"[{s['number']}] {link(str(s['title']), str(s['url']))}"
        + (f" ({date(str(s['date']), language)})" if s.get("date") else "")
        for s in sources
    ]
    share = -(-len(lines) // MOST_SOURCES)
    groups = ["\n".join(lines[n : n + share]) for n in range(0, len(lines), share)]
    return {
        "type": "container",
        "title": {
            "type": "plain_text",
            "text": pick(language, f"Sources ({len(lines)})", f"来源（{len(lines)}）"),
        },
        "is_collapsible": True,
        "default_collapsed": True,
        "child_blocks": [section(group) for group in groups],
    }


def unfolded(sources: Sequence[Mapping[str, Any]], language: str) -> list[Block]:
    """The sources where no fold can be shown."""
    block = sources_block(sources, language)
    return [] if block is None else [context(b["text"]["text"]) for b in block["child_blocks"]]


def feedback_block(answer: str, language: str) -> Block:
    """The two buttons that say whether an answer helped."""

    def button(text: str, verdict: str) -> dict[str, Any]:
        plain = {"type": "plain_text", "text": text}
        return {"text": plain, "accessibility_label": text, "value": f"{verdict}:{answer}"}

    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": button(pick(language, "Helpful", "有帮助"), "good"),
                "negative_button": button(pick(language, "Not right", "不对"), "bad"),
            }
        ],
    }


def follow_up_block(questions: Sequence[str]) -> Block | None:
    """Buttons that ask what people often ask next; None where there is nothing to ask."""
    buttons = [
        {
            "type": "button",
            "action_id": f"{ASK_AGAIN}_{number}",
            "text": {"type": "plain_text", "text": _short(question)},
            "value": question[:MOST_IN_VALUE],
        }
        for number, question in enumerate(questions[:MOST_BUTTONS])
    ]
    return {"type": "actions", "elements": buttons} if buttons else None


def share_block(answer: str, language: str) -> Block:
    """The button below an answer that only the asker sees, to show it to the channel."""
    text = {"type": "plain_text", "text": pick(language, "Share in the channel", "分享到频道")}
    return {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": SHARE, "text": text, "value": answer[:MOST_IN_VALUE]}
        ],
    }


def footer(language: str, as_of: str, note: str) -> Block:
    """How old the catalogue is, and what else belongs in small print."""
    text = pick(
        language, f"Catalogue as of {date(as_of, language)}", f"目录截至 {date(as_of, language)}"
    )
    return context(escaped(" · ".join(part for part in (text, note) if part)))


def as_text(part: str | Table) -> str:
    """A part of an answer as safe Markdown without blocks."""
    return safe(in_plain_text(part) if isinstance(part, Table) else part)


def _short(text: str) -> str:
    return text if len(text) <= MOST_ON_BUTTON else text[: MOST_ON_BUTTON - 1] + "…"

"""Text on its way between people on Slack and ModelSage, both ways made safe.

Slack escapes `&`, `<` and `>` in what people write, and resolves `<!channel>`, `<@U…>` and
`<!subteam^…>` in what an app writes (docs.slack.dev/messaging/formatting-message-text). Nothing
that a document, a person or the chat model says may become one of those.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

# A "<" that begins no reference whatever follows it, even in the next piece of a stream.
_OPENING = re.compile(r"<(?![\s\d=])")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_REFERENCE = re.compile(r"<(?:[@#!]|https?://|mailto:)?([^>|]*)(?:\|([^>]*))?>")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
MOST_CELLS, MOST_ROWS = 20, 100  # of a table block


@dataclass(frozen=True)
class Table:
    """A table of an answer: its first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


def question_of(text: str, bot: str) -> str:
    """What somebody asks, without the mention of the bot and without Slack's markup."""
    text = re.sub(rf"<@{re.escape(bot)}(?:\|[^>]*)?>", " ", text)
    text = _REFERENCE.sub(lambda found: found[2] or found[1], text)
    return html.unescape(text).strip()


def mentions_somebody_else(text: str, bot: str) -> bool:
    """Whether a message begins by turning to another person."""
    first = _MENTION.match(text.strip())
    return first is not None and not first[0].startswith(f"<@{bot}")


def safe(text: str) -> str:
    """The text as nothing in it refers to a person, a group or a channel, however it is cut up."""
    return _OPENING.sub("‹", text)


def escaped(text: str) -> str:
    """The text as Slack's own markup (mrkdwn) shows it literally."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(title: str, address: str) -> str:
    """A link in Slack's markup where the address is one of the web, else the title and the place."""
    if not re.match(r"https?://[^\s]+$", address):
        return escaped(f"{title} {address}".strip())
    target = quote(address, safe=":/?#[]@!$&'()*+,;=%~-._").replace("&", "&amp;")
    return f"<{target}|{escaped(title).replace('|', '¦') or target}>"


def parts(markdown: str) -> Iterator[str | Table]:
    """The text and the tables of an answer, in their order."""
    lines: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*markdown.split("\n"), ""]:
        if line.lstrip().startswith("|"):
            if not _TABLE_RULE.match(line):
                rows.append(_cells(line))
            continue
        if rows:
            if text := "\n".join(lines).strip():
                yield text
            yield Table(tuple(rows[:MOST_ROWS]))
            lines, rows = [], []
        lines.append(line)
    if text := "\n".join(lines).strip():
        yield text


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    cells = (cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner))
    return tuple(_BOLD.sub(r"\1", cell) for cell in cells)[:MOST_CELLS]


def in_plain_text(table: Table) -> str:
    """A table as a code block with aligned columns, for where no table block can be shown."""
    count = max(len(row) for row in table.rows)
    rows = [row + ("",) * (count - len(row)) for row in table.rows]
    widths = [max(_width(row[n]) for row in rows) for n in range(count)]
    lines = (
        "  ".join(_padded(cell, w) for cell, w in zip(row, widths, strict=True)) for row in rows
    )
    return "```\n" + "\n".join(line.rstrip() for line in lines).replace("```", "'''") + "\n```"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def pieces(text: str, most: int) -> Iterator[str]:
    """A text in pieces of at most `most` characters, cut between paragraphs where it can be."""
    while len(text) > most:
        cut = max(
            text.rfind("\n\n", 0, most),
            text.rfind("\n", 0, most) if "\n\n" not in text[:most] else -1,
        )
        cut = cut if cut > most // 4 else most
        yield text[:cut].rstrip()
        text = text[cut:].lstrip("\n")
    if text:
        yield text

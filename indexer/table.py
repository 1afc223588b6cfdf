"""Tables as Markdown, from rows of cells."""

import re
from collections.abc import Iterable, Sequence

from indexer.text_mending import one_line

_RULE = re.compile(r"\|(?: ?:?-+:? ?\|)+")


def markdown_table(rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table whose first row is the head; empty where no cell says anything."""
    cells = [[_cell(text) for text in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max((len(row) for row in cells), default=0)
    cells = [row + [""] * (width - len(row)) for row in cells]
    used = [column for column in range(width) if any(row[column] for row in cells)]
    lines = ["| " + " | ".join(row[column] for column in used) + " |" for row in cells]
    if not lines:
        return ""
    return "\n".join((lines[0], "|" + " --- |" * len(used), *lines[1:]))


def _cell(text: str) -> str:
    return one_line(text).replace("|", "\\|")


def is_table(block: str) -> bool:
    """Whether a block of text is a Markdown table."""
    lines = block.split("\n", 2)
    return len(lines) > 1 and lines[0].startswith("|") and bool(_RULE.fullmatch(lines[1]))


def cells(row: str) -> list[str]:
    """The cells of a row of a Markdown table."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]

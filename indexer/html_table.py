"""Tables of pages: which of them hold data, and their rows."""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

_WIDEST = 100  # columns or rows that one cell may span
_GROUPS = ("thead", "tbody", "tfoot")


def is_data(table: Any) -> bool:
    """Whether a table holds data, and is no means to lay out a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    if next(table.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return False
    if any(inner is not table for inner in table.iter("table")):
        return False
    return any(len(list(_cells(row))) > 1 for row in _rows(table))


def table_rows(table: Any, said: Callable[[Any], str]) -> list[list[str]]:
    """The rows of a table; what spans several columns or rows stands in each of them."""
    rows: list[list[str]] = []
    spanning: dict[int, tuple[int, str]] = {}  # column -> rows left, text
    for element in _rows(table):
        row: list[str] = []

        def fill(row: list[str] = row) -> None:
            while len(row) in spanning:
                left, text = spanning.pop(len(row))
                if left > 1:
                    spanning[len(row)] = (left - 1, text)
                row.append(text)

        for cell in _cells(element):
            fill()
            text, down = said(cell), _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    spanning[len(row)] = (down - 1, text)
                row.append(text)
        fill()
        rows.append(row)
    return rows


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from child.iterchildren("tr")


def _cells(row: Any) -> Iterator[etree._Element]:
    yield from row.iterchildren("td", "th")


def _span(cell: Any, name: str) -> int:
    said = str(cell.get(name) or "1")
    return max(1, min(int(said), _WIDEST)) if said.isascii() and said.isdigit() else 1

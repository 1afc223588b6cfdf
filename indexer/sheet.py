"""Rows of cells, as in a spreadsheet, into tables and the lines around them."""

from collections.abc import Iterable, Iterator, Sequence

from indexer.table import markdown_table
from indexer.text_mending import one_line


def sheet_blocks(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The tables of a sheet, which empty rows part, and the lines that stand above or below them."""
    group: list[list[str]] = []
    for row in rows:
        cells = [cell.strip() for cell in row]
        if any(cells):
            group.append(cells)
        else:
            yield from _blocks(group)
            group = []
    yield from _blocks(group)


def _blocks(group: list[list[str]]) -> Iterator[str]:
    """A group of rows: the lines above a table, and the table."""
    start = 0
    while start < len(group) and _is_line(group[start]) and not _is_column(group):
        yield one_line(next(filter(None, group[start])))
        start += 1
    if _is_column(group):
        yield "\n".join(one_line(next(filter(None, row))) for row in group)
    elif group[start:]:
        yield markdown_table(group[start:])


def _is_line(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) == 1


def _is_column(group: Sequence[Sequence[str]]) -> bool:
    return bool(group) and all(map(_is_line, group))

"""The text of a PDF file's page, with the tables that are drawn with lines as Markdown tables."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.table import markdown_table

_CLOSE = 3.0  # points within which two lines are one
_MOST_LINES = 5_000  # of a page; more is a drawing
_SHORTEST = 6.0  # points; shorter lines border nothing


@dataclass(frozen=True)
class Line:
    """A line that is drawn straight down or straight across."""

    at: float  # where it is: from the left where it goes down, from the bottom where it goes across
    start: float
    end: float


@dataclass(frozen=True)
class _Grid:
    """Where the lines of a table are."""

    down: tuple[Line, ...]
    columns: tuple[float, ...]  # from left to right
    rows: tuple[float, ...]  # from top to bottom


def page_text(page: Any) -> str:
    """The text of a page of PDFium's, its tables between empty lines."""
    text_page = page.get_textpage()
    try:
        grids = _grids(*_lines(page))
        if not grids:
            return str(text_page.get_text_range())
        left, bottom, right, top = page.get_bbox()
        texts = []
        for grid in grids:
            texts.append(text_page.get_text_bounded(left, grid.rows[0], right, top))
            texts.append(markdown_table(_cells(text_page, grid)))
            top = grid.rows[-1]
        texts.append(text_page.get_text_bounded(left, bottom, right, top))
        return "\n\n".join(texts)
    finally:
        text_page.close()


def _grids(down: Sequence[Line], across: Sequence[Line]) -> list[_Grid]:
    """The tables of a page from top to bottom: at least two rows and two columns between lines."""
    stretches: list[tuple[float, float]] = []
    for line in sorted(down, key=lambda line: -line.end):
        if stretches and line.end >= stretches[-1][0] - _CLOSE:
            stretches[-1] = (min(stretches[-1][0], line.start), stretches[-1][1])
        else:
            stretches.append((line.start, line.end))
    grids = []
    for low, high in stretches:
        inside = tuple(o for o in down if low - _CLOSE <= o.start and o.end <= high + _CLOSE)
        columns = _distinct([line.at for line in inside])
        rows = _distinct([o.at for o in across if low - _CLOSE <= o.at <= high + _CLOSE])
        if len(columns) > 2 and len(rows) > 2:  # noqa: PLR2004 - lines around two of each
            grids.append(_Grid(inside, tuple(columns), tuple(reversed(rows))))
    return grids


def _cells(text_page: Any, grid: _Grid) -> Iterator[list[str]]:
    """The rows of a table; what spans several columns stands in each of them."""
    for high, low in zip(grid.rows, grid.rows[1:], strict=False):
        middle = (high + low) / 2
        drawn = {
            column
            for column in grid.columns
            if any(abs(o.at - column) <= _CLOSE and o.start <= middle <= o.end for o in grid.down)
        }
        row: list[str] = []
        begun = 0
        for place in range(1, len(grid.columns)):
            if grid.columns[place] in drawn or place == len(grid.columns) - 1:
                edges = (grid.columns[begun], low, grid.columns[place], high)
                row += [text_page.get_text_bounded(*edges)] * (place - begun)
                begun = place
        yield row


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _CLOSE:
            found.append(value)
    return found


def _lines(page: Any) -> tuple[list[Line], list[Line]]:
    """The lines that go down and those that go across, as the page's drawings have them."""
    from pypdfium2 import raw

    down: list[Line] = []
    across: list[Line] = []
    for drawing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        matrix = drawing.get_matrix()
        for (x0, y0), (x1, y1) in _segments(drawing.raw):
            ax, ay = matrix.on_point(x0, y0)
            bx, by = matrix.on_point(x1, y1)
            if abs(ax - bx) < 1 and abs(ay - by) > _SHORTEST:
                down.append(Line((ax + bx) / 2, min(ay, by), max(ay, by)))
            elif abs(ay - by) < 1 and abs(ax - bx) > _SHORTEST:
                across.append(Line((ay + by) / 2, min(ax, bx), max(ax, bx)))
            if len(down) + len(across) > _MOST_LINES:
                return [], []
    return down, across


def _segments(path: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path, those that close it included."""
    from pypdfium2 import raw

    first = last = (0.0, 0.0)
    for place in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point

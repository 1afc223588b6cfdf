"""Workbooks into a part for each sheet, its tables whole."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from indexer.document import Content
from indexer.office_file import checked, properties
from indexer.outline import Outline
from indexer.sheet import sheet_blocks


def convert_xlsx(raw: bytes) -> Content:
    """The content of a workbook's visible sheets; raises `DocumentError` where it is unsafe to open."""
    from openpyxl import load_workbook

    outline = Outline()
    book = load_workbook(checked(raw), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # what programs write there is often wrong
            outline.place(f"sheet={sheet.title}")
            outline.heading(1, sheet.title, f"sheet={sheet.title}")
            for block in sheet_blocks(_rows(sheet)):
                outline.block(block)
    finally:
        book.close()
    about = properties(raw)
    return Content(outline.parts(), title=about.title, date=about.modified)


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [_shown(cell.value, cell) for cell in row]


def _shown(value: Any, cell: Any) -> str:
    """A value as its reader sees it: percentages as such, days without a time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        percent = "%" in (cell.number_format or "")
        return f"{value * 100:.12g}%" if percent else f"{value:.15g}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)

"""Presentations into a part for each slide."""

from collections.abc import Iterable, Iterator
from typing import Any

from indexer.document import Content
from indexer.office_file import checked, properties
from indexer.outline import Outline
from indexer.table import markdown_table
from indexer.text_mending import one_line

_NO_TITLES = ("PowerPoint Presentation", "PowerPoint 演示文稿")


def convert_pptx(raw: bytes) -> Content:
    """The content of a presentation; raises `DocumentError` where it cannot be opened safely."""
    from pptx import Presentation

    outline = Outline()
    slides = Presentation(checked(raw)).slides
    first = ""
    for number, slide in enumerate(slides, 1):
        heading = slide.shapes.title
        title = one_line(heading.text_frame.text) if heading is not None else ""
        first = first or (title if number == 1 else "")
        outline.place(f"slide={number}")
        outline.heading(1, title or f"{number}", f"slide={number}")
        for block in _blocks(shape for shape in slide.shapes if not _same(shape, heading)):
            outline.block(block)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            outline.block(one_line(slide.notes_slide.notes_text_frame.text))
    about = properties(raw)
    title = "" if about.title in _NO_TITLES else about.title
    return Content(outline.parts(), title=title or first, date=about.modified)


def _same(shape: Any, heading: Any) -> bool:
    return heading is not None and shape.shape_id == heading.shape_id


def _blocks(shapes: Iterable[Any]) -> Iterator[str]:
    """What shapes say, from the top of a slide to its bottom."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _blocks(shape.shapes)
        elif getattr(shape, "has_table", False):
            yield markdown_table([[cell.text for cell in row.cells] for row in shape.table.rows])
        elif getattr(shape, "has_chart", False):
            yield from _chart(shape.chart)
        elif shape.has_text_frame:
            yield "\n".join(filter(None, map(_line, shape.text_frame.paragraphs)))


def _line(paragraph: Any) -> str:
    text = one_line("".join(run.text for run in paragraph.runs) or paragraph.text)
    return "  " * paragraph.level + "- " + text if text and paragraph.level else text


def _chart(chart: Any) -> Iterator[str]:
    if chart.has_title and chart.chart_title.has_text_frame:
        yield one_line(chart.chart_title.text_frame.text)
    for plot in chart.plots:
        series = list(plot.series)
        head = ["", *(str(one.name) for one in series)]
        rows = [
            [str(category), *(_number(one.values, place) for one in series)]
            for place, category in enumerate(plot.categories)
        ]
        if rows:
            yield markdown_table([head, *rows])


def _number(values: Any, place: int) -> str:
    value = values[place] if place < len(values) else None
    return "" if value is None else f"{value:.15g}"

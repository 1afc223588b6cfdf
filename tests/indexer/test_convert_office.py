"""Word, PowerPoint and Excel files keep their headings, slides, sheets and tables."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from indexer.convert import convert
from indexer.document import Part
from indexer.table import is_table
from knowledge.errors import DocumentError
from tests.indexer.samples import docx, zipped


def workbook(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_headings_of_a_word_file_lead_down_to_its_paragraphs_and_tables() -> None:
    raw = docx(
        "# 一、范围",
        "适用于所有\u00a0团队。",
        "## Details",
        "Applies to all teams.",
        "Model\t许可\nBLOOM\tRAIL",
        title="模型政策",
    )

    content = convert(raw, "docx")

    assert (content.title, content.date) == ("模型政策", "2026-03-01")
    assert [(part.headings, part.text) for part in content.parts] == [
        (("一、范围",), "适用于所有团队。"),
        (
            ("一、范围", "Details"),
            "Applies to all teams.\n\n| Model | 许可 |\n| --- | --- |\n| BLOOM | RAIL |",
        ),
    ]


def test_each_slide_is_a_part_with_its_texts_tables_charts_and_notes() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "部署政策"
    slide.placeholders[1].text = "只用开源模型\n不上传数据"
    cells = slide.shapes.add_table(2, 2, 0, Inches(5), Inches(4), Inches(1)).table
    for row in range(2):
        for column in range(2):
            cells.cell(row, column).text = f"r{row}c{column}"
    slide.notes_slide.notes_text_frame.text = "强调合规。"
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Results"
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["GLM", "Qwen"]
    data.add_series("MMLU", (71.5, 80))
    size = Inches(3)
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, size, size, data)
    file = io.BytesIO()
    show.save(file)

    first, second = convert(file.getvalue(), "pptx").parts

    assert first == Part(
        ("部署政策",),
        "只用开源模型\n不上传数据\n\n| r0c0 | r0c1 |\n| --- | --- |\n| r1c0 | r1c1 |\n\n强调合规。",
        "slide=1",
    )
    assert second == Part(
        ("Results",), "|  | MMLU |\n| --- | --- |\n| GLM | 71.5 |\n| Qwen | 80 |", "slide=2"
    )


def test_each_visible_sheet_is_a_part_and_its_values_are_as_a_reader_sees_them() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "评测"
    sheet.append(["2026 年结果"])
    sheet.append([])
    sheet.append(["模型", "得分", "占比", "日期"])
    sheet.append(["GLM", 0.1 + 0.2, 0.85, datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None)])
    sheet["C4"].number_format = "0%"
    hidden = book.create_sheet("drafts")
    hidden.sheet_state = "hidden"
    hidden.append(["secret"])

    (part,) = convert(workbook(book), "xlsx").parts

    assert (part.headings, part.anchor) == (("评测",), "sheet=评测")
    assert part.text == (
        "2026 年结果\n\n| 模型 | 得分 | 占比 | 日期 |\n| --- | --- | --- | --- |\n"
        "| GLM | 0.3 | 85% | 2026-03-01 |"
    )


def test_tables_of_a_sheet_that_empty_rows_part_are_tables_of_their_own() -> None:
    book = Workbook()
    for row in (["a", "b"], [1, 2], [], ["c", "d"], [3, 4]):
        book.worksheets[0].append(row)

    blocks = convert(workbook(book), "xlsx").parts[0].text.split("\n\n")

    assert len(blocks) == 2
    assert all(map(is_table, blocks))


def bomb() -> bytes:
    return zipped({"word/document.xml": b"\0" * (64 * 2**20)})


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return zipped({"word/document.xml": f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a9;</x>'})


def padded(raw: bytes) -> bytes:
    """A Word file with more entries than any program writes."""
    return zipped({f"word/{n}.txt": "x" for n in range(10_001)}) + raw


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (bomb(), "zip bomb"),
        (billion_laughs(), "entities"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "password"),
        (b"plain words", "damaged"),
        (docx("Text.")[:300], "damaged"),
        (padded(b""), "zip bomb"),
    ],
    ids=["bomb", "laughs", "locked", "no archive", "cut", "too many entries"],
)
def test_what_would_be_unsafe_to_open_is_told_and_not_opened(
    raw: bytes, told: str, kind: str
) -> None:
    with pytest.raises(DocumentError, match=told):
        convert(raw, kind)


def test_a_large_but_honest_workbook_is_no_bomb(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("rows")
    for number in range(20_000):
        sheet.append([f"model {number}", number, number / 7])
    book.save(tmp_path / "large.xlsx")

    content = convert((tmp_path / "large.xlsx").read_bytes(), "xlsx")

    assert content.parts[0].text.count("\n") == 20_000

"""PDF files are read page by page, and each page can be linked to."""

import pytest

from indexer.convert import convert
from indexer.document import Content
from knowledge.errors import DocumentError
from tests.indexer.samples import LOCKED, drawn_table, pdf


def converted(*pages: list[str], bookmarks: tuple[tuple[str, int], ...] = ()) -> Content:
    return convert(pdf(pages, bookmarks), "pdf")


def test_each_page_is_a_part_with_an_anchor_that_browsers_open() -> None:
    content = converted(["First page."], ["第二页。"])

    assert [(part.text, part.anchor) for part in content.parts] == [
        ("First page.", "page=1"),
        ("第二页。", "page=2"),
    ]


def test_lines_broken_inside_chinese_sentences_are_joined_without_a_space() -> None:
    content = converted(["本公司只使用开源", "许可的模型，数据", "不出境。"])

    assert content.parts[0].text == "本公司只使用开源许可的模型，数据不出境。"


def test_lines_broken_inside_english_sentences_are_joined_with_a_space() -> None:
    content = converted(["We only use models under", "an open licence for all of", "our work."])

    assert content.parts[0].text == "We only use models under an open licence for all of our work."


def test_a_sentence_that_goes_on_on_the_next_page_stays_whole() -> None:
    content = converted(["The model is allowed for"], ["internal use. Nothing else is."])

    assert [part.text for part in content.parts] == [
        "The model is allowed for internal use.",
        "Nothing else is.",
    ]


def test_running_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    words = ["one", "two", "three", "four", "five"]
    content = converted(
        *(["Policy 2026", f"Text {word}.", f"Page {n} of 5"] for n, word in enumerate(words, 1))
    )

    assert [part.text for part in content.parts] == [f"Text {word}." for word in words]


def test_bookmarks_are_headings_from_where_their_titles_stand() -> None:
    content = converted(
        ["Preface.", "1. Scope", "All teams.", "2. Rules", "Be careful."],
        ["And kind."],
        bookmarks=(("Scope", 0), ("Rules", 0)),
    )

    assert [(part.headings, part.text, part.anchor) for part in content.parts] == [
        ((), "Preface.", "page=1"),
        (("Scope",), "All teams.", "page=1"),
        (("Rules",), "Be careful.", "page=1"),
        (("Rules",), "And kind.", "page=2"),
    ]


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    content = converted(["Scope . . . . . . . . . . 4", "Rules.............. 12", "Real text."])

    assert [part.text for part in content.parts] == ["Real text."]


def test_a_table_drawn_with_lines_stays_a_table_between_the_paragraphs() -> None:
    rows = [["Model", "许可", "Score"], ["GLM 4.5", "MIT", "71.5"], ["Qwen", "", "80"]]
    after = drawn_table(rows) + "BT /F1 12 Tf 50 600 Td <0041006e0064002e> Tj ET"

    content = convert(pdf([["Results follow."]], drawn_after=after), "pdf")

    assert content.parts[0].text.split("\n\n") == [
        "Results follow.",
        "| Model | 许可 | Score |\n| --- | --- | --- |\n| GLM 4.5 | MIT | 71.5 |\n| Qwen |  | 80 |",
        "And.",
    ]


def test_a_frame_around_a_text_is_no_table() -> None:
    content = convert(pdf([["Framed text."]], drawn_after="40 700 300 120 re S"), "pdf")

    assert content.parts[0].text == "Framed text."


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"%PDF-1.7\nrubbish", "damaged"),
        (b"<html>not found</html>", "no PDF"),
        (pdf([["Secret."]])[:400], "damaged"),
        (pdf([["Secret."]], extra=LOCKED), "password"),
        (pdf([[]]), "no text"),
        (b"", "empty"),
    ],
    ids=["rubbish", "a page of HTML", "cut", "locked", "pictures only", "empty"],
)
def test_a_file_that_cannot_be_read_is_told_with_its_reason(raw: bytes, told: str) -> None:
    with pytest.raises(DocumentError, match=told) as error:
        convert(raw, "pdf")

    assert error.value.hint

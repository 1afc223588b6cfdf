"""What typesetting leaves in a text is mended, and nothing else is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text_mending import one_line, paragraphs, plain_characters, without_drawn_spaces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开源\n许可", "开源许可"),
        ("开源 \n  许可", "开源许可"),
        ("开源\u00a0许可", "开源许可"),
        ("使用\u00a0GLM\u202f模型", "使用GLM模型"),
        ("176\u00a0billion", "176 billion"),
        ("176\u202fB", "176 B"),
        ("open\nmodels", "open models"),
        ("使用\nGLM", "使用 GLM"),
        ("甲 乙", "甲 乙"),
        ("甲\u3000乙", "甲 乙"),
        ("exam-\nple", "example"),
        ("state-of-the-\nart", "state-of-the- art"),
        ("GPT-\n4", "GPT- 4"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufb01ne \u2f00", "fine 一"),
        ("right\u202eto left", "rightto left"),
        ("a\r\nb\rc", "a b c"),
    ],
)
def test_a_line_is_mended(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_paragraphs_end_at_empty_lines_items_and_short_last_lines() -> None:
    text = (
        "这一段文字被断成\n了几行。\n\n- one\n- two\n\n"
        "A long line that fills the column of the text entirely.\nShort end.\nAnother paragraph starts here and is long enough."
    )

    assert paragraphs(text) == [
        "这一段文字被断成了几行。",
        "- one",
        "- two",
        "A long line that fills the column of the text entirely. Short end.",
        "Another paragraph starts here and is long enough.",
    ]


def test_spaces_drawn_between_chinese_characters_are_removed_and_others_kept() -> None:
    assert without_drawn_spaces("开 源 模 型 GLM 4 号") == "开源模型 GLM 4 号"


@given(st.text(alphabet="ab1 .-\n字。，\u00a0\u200b\r", max_size=300))
def test_letters_are_never_lost_and_mending_twice_changes_nothing(text: str) -> None:
    once = one_line(text)

    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]
    assert one_line(once) == once
    assert plain_characters(plain_characters(text)) == plain_characters(text)

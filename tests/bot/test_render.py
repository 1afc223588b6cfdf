"""Answers are Markdown whose lines stay lines, with the sources that are cited and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Reference, Verdict
from bot.render import cited_sources, closing_text, markdown, whole_text
from knowledge.catalogue import Catalogue
from tests.bot.desk import Desk
from tests.bot.questions import every_question

SOURCES = (
    Reference("A card", "https://a.b/card"),
    Reference("A blog", "https://c.d", "2023-07-18"),
    Reference("An article", "knowledge/articles/x/en.md#bloom", "2024-09"),
)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["One.", "Two."], "One.\n\nTwo."),
        (["Lead:", "- a", "- b", "End."], "Lead:\n\n- a\n- b\n\nEnd."),
        (["1. a", "2. b"], "1. a\n2. b"),
        (["> a", "> b"], "> a\n> b"),
        (["| a |", "|---|", "| b |"], "| a |\n|---|\n| b |"),
        (["- a", "1. b"], "- a\n\n1. b"),
        (["| a |", "", "⚠ b"], "| a |\n\n⚠ b"),
        (["", "", "One.", "", "", "Two.", ""], "One.\n\nTwo."),
        ([], ""),
    ],
)
def test_lists_quotes_and_tables_hang_together_and_all_else_stands_apart(
    lines: list[str], text: str
) -> None:
    assert markdown(lines) == text


@given(st.lists(st.sampled_from(["", "One.", "- a", "> b", "| c |", "1. d", "**e** [1]"])))
def test_no_line_is_lost_or_joined_to_another(lines: list[str]) -> None:
    text = markdown(lines)

    assert [line for line in text.split("\n") if line] == [line for line in lines if line]
    assert "\n\n\n" not in text


def test_the_sources_listed_are_those_that_the_verdict_or_the_prose_cites() -> None:
    verdict = Verdict("facts", "One [1].", references=SOURCES)

    assert list(cited_sources(verdict, [])) == [1]
    assert cited_sources(verdict, ["Three [3]."]) == {1: SOURCES[0], 3: SOURCES[2]}
    assert cited_sources(verdict, ["None [9]."]) == {1: SOURCES[0]}


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Sources",
                "- [1] A card https://a.b/card",
                "- [2] A blog (18 July 2023) https://c.d",
                "- [3] An article (September 2024) knowledge/articles/x/en.md#bloom",
                "Catalogue as of October 2026.",
            ],
        ),
        (
            "zh",
            [
                "来源",
                "- [1] A card https://a.b/card",
                "- [2] A blog (2023 年 7 月 18 日) https://c.d",
                "- [3] An article (2024 年 9 月) knowledge/articles/x/en.md#bloom",
                "目录截至 2026 年 10 月。",
            ],
        ),
    ],
)
def test_the_closing_lists_title_date_and_place_of_each_source(
    language: str, lines: list[str]
) -> None:
    numbered = dict(enumerate(SOURCES, start=1))
    text = closing_text(numbered, language, "2026-10", "")

    assert [line for line in text.split("\n") if line] == lines


@pytest.mark.parametrize(
    ("note", "language", "says"),
    [
        ("none", "en", "No chat model was used"),
        ("none", "zh", "没有使用对话模型"),
        ("failed", "en", "did not"),
        ("failed", "zh", "对话模型没有"),
    ],
)
def test_that_no_chat_model_took_part_is_said(note: str, language: str, says: str) -> None:
    assert says in closing_text({}, language, "2026-10", note)


def test_without_sources_and_notes_there_is_no_closing() -> None:
    assert closing_text({}, "en", "2026-10", "") == ""


def test_a_whole_answer_is_its_parts_in_the_order_in_which_they_were_shown() -> None:
    assert whole_text("Verdict.", ["One.", "Two."], "Sources") == "Verdict.\n\nOne. Two.\n\nSources"
    assert whole_text("Verdict.", [], "") == "Verdict."


def test_every_verdict_lists_each_source_that_it_cites_once(
    desk: Desk, catalogue: Catalogue
) -> None:
    for question in every_question(catalogue):
        verdict = desk.verdict(question)
        language = desk.understood(question).language
        cited = cited_sources(verdict, [])
        text = closing_text(cited, language, catalogue.as_of, "")
        listed = [line for line in text.split("\n") if line.startswith("- [")]
        assert len(listed) == len(cited), question
        assert all(r.title in line for r, line in zip(cited.values(), listed, strict=False))

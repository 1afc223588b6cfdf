"""Chunks are whole sentences where they can be, small, under their headings; no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.document import Document, Part
from indexer.split import CHUNK_SIZE, TABLE_SIZE, split, width
from indexer.table import markdown_table
from knowledge.articles import Article
from knowledge.chunk import Chunk
from tests.fakes import tiny_article

LONG = {
    "en": "The model was trained on public data. It reads text in many languages. " * 40,
    "zh": "这个模型用公开数据训练而成。它能阅读多种语言的文本，也能写。" * 40,
    "a sentence without an end": "word " * 500,
    "a word without an end": "x" * 3_000,
    "Chinese without a stop": "字" * 2_000,
}


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_nothing_is_lost(article: Article) -> None:
    chunks = split(article)
    for anchor, section in article.sections.items():
        kept = "".join(chunk.text for chunk in chunks if chunk.anchor == anchor)
        assert unspaced(kept) == unspaced("".join(sentence.text for sentence in section.sentences))


def test_no_word_of_the_articles_is_lost(articles: tuple[Article, ...]) -> None:
    for article in articles:
        assert_nothing_is_lost(article)


def test_every_chunk_of_the_articles_knows_where_it_stands(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for chunk in split(article):
            assert chunk.heading == article.sections[chunk.anchor].headings[1:]
            assert chunk.embedded_text.startswith(chunk.heading[0])
            assert chunk.path.endswith(f"{article.language}.md#{chunk.anchor}")
            assert (chunk.document, chunk.title) == (article.document, article.title)
            assert (chunk.language, chunk.date) == (article.language, article.published)


def test_the_headings_of_a_chunk_lead_down_to_it(articles: tuple[Article, ...]) -> None:
    headings = {
        chunk.heading
        for article in articles
        for chunk in split(article)
        if chunk.anchor == "data-security"
    }

    assert headings == {
        ("Five benefits of open-source LLMs", "Data security and privacy"),
        ("使用开源 LLM 的五个好处", "数据安全与隐私"),
    }


def test_chunks_of_the_articles_are_small_and_end_with_a_sentence(
    articles: tuple[Article, ...],
) -> None:
    for article in articles:
        for chunk in split(article):
            assert 0 < width(chunk.text) <= CHUNK_SIZE
            assert re.search(r"[.?!。？！][”\")）]*$", chunk.text), chunk.text


def test_neither_marks_nor_link_targets_reach_a_chunk(articles: tuple[Article, ...]) -> None:
    for article in articles:
        assert re.search(r"\[\^E\d+\]", article.path.read_text(encoding="utf-8"))
        for chunk in split(article):
            assert not re.search(r"\[\^|\]\(|https?://|\{#", chunk.embedded_text)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_long_text_becomes_several_chunks_and_loses_nothing(language: str, text: str) -> None:
    article = tiny_article(language, long=text)

    chunks = split(article)

    assert len(chunks) > 2
    assert all(width(chunk.text) <= CHUNK_SIZE for chunk in chunks)
    assert_nothing_is_lost(article)


@given(st.text(alphabet="ab 。.，,！!?\n字词", max_size=2_000), st.sampled_from(["en", "zh"]))
def test_whatever_a_text_is_made_of_nothing_is_lost(text: str, language: str) -> None:
    article = tiny_article(language, any=text)

    assert_nothing_is_lost(article)
    assert all(width(chunk.text) <= CHUNK_SIZE for chunk in split(article))


@pytest.mark.parametrize(("text", "expected"), [("model", 5), ("模型", 4), ("模型，a", 7), ("", 0)])
def test_a_chinese_character_counts_as_two_letters(text: str, expected: int) -> None:
    assert width(text) == expected


def test_ids_are_unique_and_the_same_for_the_same_text(articles: tuple[Article, ...]) -> None:
    first = [chunk.id for article in articles for chunk in split(article)]
    second = [chunk.id for article in articles for chunk in split(article)]

    assert len(set(first)) == len(first) > 50
    assert second == first


def test_the_id_of_a_chunk_changes_with_its_text() -> None:
    (before,) = split(tiny_article(sea="Whales dive."))
    (after,) = split(tiny_article(sea="Whales sing."))

    assert before.id != after.id


def test_a_section_without_a_text_has_no_chunk() -> None:
    assert split(tiny_article(empty="", blank=" \n ")) == []


def document(*parts: Part, identifier: str = "/docs/a.md", title: str = "Policy") -> Document:
    return Document(identifier, title, identifier, "en", "2026-03-01", parts)


def table(rows: int, cell: str = "value") -> str:
    lines = [f"| m{number} | {cell} {number} |" for number in range(rows)]
    return "\n".join(("| Model | Value |", "| --- | --- |", *lines))


def test_a_chunk_of_a_document_cites_its_title_headings_and_place() -> None:
    part = Part(("Policy", "Scope", "许可"), "只能使用开源许可的模型。", "licence")

    (chunk,) = split(document(part))

    assert (chunk.title, chunk.heading) == ("Policy", ("Scope", "许可"))
    assert chunk.path == "/docs/a.md#licence"
    assert (chunk.kind, chunk.date, chunk.document) == ("document", "2026-03-01", "/docs/a.md")
    assert chunk.embedded_text == "Scope › 许可\n只能使用开源许可的模型。"


def test_a_chunk_without_a_heading_or_an_anchor_is_found_by_its_title() -> None:
    (chunk,) = split(document(Part((), "Text.")))

    assert (chunk.heading, chunk.path) == ((), "/docs/a.md")
    assert chunk.embedded_text == "Policy\nText."
    assert Chunk.from_stored(chunk.id, chunk.text, chunk.metadata()) == chunk


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("All teams use open models.", "en"),
        ("所有团队使用 GLM-4.5 和 Qwen 模型。", "zh"),
        ("The word 模型 means model in Chinese.", "en"),
        ("| 12 | 34 |", "en"),
    ],
)
def test_each_chunk_tells_the_language_it_is_written_in(text: str, language: str) -> None:
    assert [chunk.language for chunk in split(document(Part((), text)))] == [language]


def test_a_table_stays_whole_between_the_paragraphs_around_it() -> None:
    chunks = split(document(Part((), f"Before.\n\n{table(20)}\n\nAfter.")))

    assert [chunk.text for chunk in chunks] == ["Before.", table(20), "After."]


def test_a_large_table_is_cut_by_rows_and_its_head_repeated() -> None:
    chunks = split(document(Part((), table(300))))

    rows = [row for chunk in chunks for row in chunk.text.split("\n")[2:]]
    assert len(chunks) > 3
    assert rows == table(300).split("\n")[2:]
    assert all(width(chunk.text) <= TABLE_SIZE for chunk in chunks)
    assert {chunk.text.split("\n")[0] for chunk in chunks} == {"| Model | Value |"}


def test_rows_too_wide_for_a_chunk_become_lines_that_name_their_columns() -> None:
    long = "A sentence about the model. " * 80
    text = f"| Model | Review |\n| --- | --- |\n| GLM | {long.strip()} |\n| Qwen | short |"

    chunks = split(document(Part((), text)))

    told = [chunk.text.split("\n", 1) for chunk in chunks[:-1]]
    assert {first for first, _ in told} == {"Model: GLM"}
    assert unspaced("".join(rest for _, rest in told)) == unspaced(f"Review: {long}")
    assert chunks[-1].text == "| Model | Review |\n| --- | --- |\n| Qwen | short |"
    assert all(width(chunk.text) <= TABLE_SIZE for chunk in chunks)


@given(
    st.lists(
        st.lists(st.text(alphabet="a字 .", max_size=900), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_in_a_table_every_chunk_is_bounded(rows: list[list[str]]) -> None:
    text = markdown_table(rows)

    for chunk in split(document(Part((), text))):
        assert 0 < width(chunk.text) <= TABLE_SIZE


def test_ids_do_not_depend_on_neighbours_names_or_places() -> None:
    first, second = Part(("A",), "One.", "a"), Part(("B",), "Two.", "b")
    before = {chunk.text: chunk.id for chunk in split(document(first, second))}

    moved = document(Part(("New",), "Zero."), Part(("C", "B"), "Two.", "page=7"), first)
    after = {chunk.text: chunk.id for chunk in split(moved)}

    assert {text: after[text] for text in before} == before


def test_the_same_text_in_two_places_or_documents_has_different_ids() -> None:
    twice = (Part(("A",), "Same."), Part(("B",), "Same."))

    ids = [c.id for name in ("/a.md", "/b.md") for c in split(document(*twice, identifier=name))]

    assert len(set(ids)) == 4

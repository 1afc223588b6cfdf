"""Chunks are whole sentences where they can be, small, under their headings; no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.split import CHUNK_SIZE, split, width
from knowledge.articles import Article
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

"""The articles say the same in both languages, mark every known mistake, and quote nobody."""

import re
from pathlib import Path

import pytest

import knowledge.articles
from knowledge.articles import Article, load_article, load_articles, plain, sentences
from knowledge.catalogue import Catalogue
from knowledge.errors import RecordError

SHIPPED = Path(knowledge.articles.__file__).parent
FRONT = "---\ntitle: T\nlanguage: en\npublished: 2024-01-01\ndocument: d\n---\n"


@pytest.fixture
def english(articles: tuple[Article, ...]) -> Article:
    return next(article for article in articles if article.language == "en")


@pytest.fixture
def chinese(articles: tuple[Article, ...]) -> Article:
    return next(article for article in articles if article.language == "zh")


def test_both_languages_are_there(articles: tuple[Article, ...]) -> None:
    assert [article.language for article in articles] == ["en", "zh"]
    assert {article.document for article in articles} == {"open-llms-2024"}
    assert {article.published for article in articles} == {"2024-09-21"}


def test_both_languages_have_the_same_sections_in_the_same_order(
    english: Article, chinese: Article
) -> None:
    assert list(english.sections) == list(chinese.sections)
    assert {"introduction", "bloom", "gpt-neox-gpt-j", "conclusion"} <= english.sections.keys()


def test_both_languages_mark_the_same_mistakes_in_the_same_sections(
    english: Article, chinese: Article
) -> None:
    def marks(article: Article) -> dict[str, list[str]]:
        return {
            anchor: sorted(claim for sentence in section.sentences for claim in sentence.claims)
            for anchor, section in article.sections.items()
        }

    assert "E02" in marks(english)["bloom"]
    assert marks(english) == marks(chinese)


def test_every_mark_is_a_known_claim_and_every_claim_is_marked(
    articles: tuple[Article, ...], catalogue: Catalogue
) -> None:
    for article in articles:
        marked = {
            claim
            for section in article.sections.values()
            for sentence in section.sentences
            for claim in sentence.claims
        }
        assert marked == catalogue.claims.keys()


def test_every_section_has_a_text_or_sections_below_it(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for anchor, section in article.sections.items():
            assert section.sentences or article.below(anchor), anchor


def test_the_sections_below_a_heading_are_those_one_level_down(english: Article) -> None:
    assert [section.anchor for section in english.below("models")] == [
        *("llama-2", "bloom", "bert", "falcon-180b", "opt-175b", "xgen-7b", "gpt-neox-gpt-j"),
        "vicuna-13b",
    ]
    assert english.below("bloom") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It beat GPT-3.5 by far. Then came v1.1.", ["It beat GPT-3.5 by far.", "Then came v1.1."]),
        ("Is it 3.5 trillion? Yes! Good.", ["Is it 3.5 trillion?", "Yes!", "Good."]),
        ("它超过了 GPT-3.5。版本是 v1.1。", ["它超过了 GPT-3.5。", "版本是 v1.1。"]),
        ("多大？很大！好。", ["多大？", "很大！", "好。"]),
        ("他说“很好。”然后走了。", ["他说“很好。”", "然后走了。"]),
        ("No stop at the end", ["No stop at the end"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_behind_its_sentences(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BLOOM has 17.6 billion.[^E02] It writes.[^E29][^E26] Fine.",
            [("BLOOM has 17.6 billion.", "E02"), ("It writes.", "E29 E26"), ("Fine.", "")],
        ),
        (
            "BLOOM 有 176 亿个参数。[^E02]它会写。[^E29][^E26]好。",
            [("BLOOM 有 176 亿个参数。", "E02"), ("它会写。", "E29 E26"), ("好。", "")],
        ),
    ],
)
def test_a_sentence_keeps_the_marks_behind_it_as_claims(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = sentences(text)

    assert [(sentence.text, " ".join(sentence.claims)) for sentence in found] == expected


def test_a_link_is_shown_by_its_words_alone() -> None:
    assert plain("See [BLOOM](https://example.org/a.b) now.[^E02]") == "See BLOOM now."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"# Title\n\n## A {#a}\n\nText.\n", "front matter"),
        (b"", "front matter"),
        (b"---\ntitle: T\n", "front matter"),
        (FRONT.replace("published", "printed").encode() + b"## A {#a}\n", "published"),
        (FRONT.encode() + b"## A\n\nText.\n", "anchor"),
        (FRONT.encode() + b"## A {#a}\n\xff\xfe\n", "UTF-8"),
    ],
    ids=["none", "empty", "not closed", "a key is missing", "no anchors", "not UTF-8"],
)
def test_a_broken_article_is_reported_by_its_name(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "d" / "en.md"
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(RecordError) as raised:
        load_articles(tmp_path)

    assert str(path) in raised.value.message
    assert told in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize("front", [b"---\n: [\n---\n", b"---\n---\n", b"---\njust words\n---\n"])
def test_front_matter_that_is_no_yaml_mapping_is_reported(tmp_path: Path, front: bytes) -> None:
    path = tmp_path / "en.md"
    path.write_bytes(front + b"## A {#a}\n\nText.\n")

    with pytest.raises(RecordError, match=re.escape(str(path))):
        load_article(path)


def runs(text: str) -> set[str]:
    """All runs of twelve Chinese characters, spaces and line breaks left aside."""
    unbroken = re.sub(r"\s", "", text)
    return {
        run[i : i + 12]
        for run in re.findall(r"[\u3400-\u9fff]{12,}", unbroken)
        for i in range(len(run) - 11)
    }


@pytest.mark.shared
@pytest.mark.parametrize(
    "path",
    sorted([*SHIPPED.rglob("articles/*/*.md"), *SHIPPED.rglob("*.yaml")]),
    ids=lambda path: path.name,
)
def test_no_run_of_twelve_chinese_characters_is_taken_from_the_original(
    shared: Path, path: Path
) -> None:
    original = runs((shared / "article.md").read_text(encoding="utf-8"))
    assert len(original) > 100

    assert runs(path.read_text(encoding="utf-8")) & original == set()

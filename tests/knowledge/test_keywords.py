"""Keyword search reads words and pairs of Chinese characters, and knows how much it understood."""

from pathlib import Path

import pytest

from knowledge.keywords import Keywords, tokens

TEXTS = [
    "BLOOM has 176 billion parameters.",
    "Falcon 180B was trained on 3.5 trillion tokens.",
    "文章说，运行大语言模型的碳足迹令人担心。",
    "Parameters, parameters, parameters: the more, the better.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BLOOM has 176B!", ["bloom", "has", "176b"]),
        ("GPT-3.5", ["gpt", "3", "5"]),
        ("ＢＬＯＯＭ １７６", ["bloom", "176"]),
        ("snake_case", ["snake", "case"]),
        ("参数", ["参数"]),
        ("参数量", ["参数", "数量"]),
        ("多", ["多"]),
        ("BLOOM有1760亿参数", ["bloom", "有", "1760", "亿参", "参数"]),
        ("カタカナ", ["カタ", "タカ", "カナ"]),
        ("Größe", ["größe"]),
        ("，。！ … \n\t", []),
        ("🦙\ud800\0", []),
        ("", []),
    ],
)
def test_a_text_is_read_as_words_and_pairs_of_characters(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("How many parameters has BLOOM?", 0),
        ("falcon tokens", 1),
        ("碳足迹是多少？", 2),
        ("parameters", 3),
    ],
)
def test_the_text_with_the_words_of_the_query_scores_highest(query: str, best: int) -> None:
    found = Keywords.build(TEXTS).score(query)

    assert len(found.scores) == len(TEXTS)
    assert found.scores.argmax() == best


def test_a_rare_word_decides_over_a_common_one() -> None:
    texts = ["model one", "model two", "model three", "licence four"]

    assert Keywords.build(texts).score("model licence").scores.argmax() == 3


@pytest.mark.parametrize(
    ("query", "least", "most"),
    [
        ("176 billion parameters", 1.0, 1.0),
        ("Falcon zebra", 0.05, 0.95),
        ("Falcon BLOOM", 0.05, 0.95),
        ("BLOOM 的参数有多少？", 0.01, 0.5),
        ("zebra", 0.0, 0.0),
        ("斑马", 0.0, 0.0),
        ("", 0.0, 0.0),
        ("？！", 0.0, 0.0),
    ],
)
def test_coverage_tells_how_much_of_the_query_the_best_text_holds(
    query: str, least: float, most: float
) -> None:
    assert least <= round(Keywords.build(TEXTS).score(query).coverage, 9) <= most


def test_an_unknown_word_lowers_the_coverage_and_changes_no_score() -> None:
    keywords = Keywords.build(TEXTS)
    known, padded = keywords.score("falcon tokens"), keywords.score("falcon tokens zebra")

    assert padded.coverage < known.coverage == pytest.approx(1.0)
    assert padded.scores.tolist() == known.scores.tolist()


def test_a_query_without_a_known_word_scores_nothing() -> None:
    assert Keywords.build(TEXTS).score("zebra").scores.tolist() == [0.0] * len(TEXTS)


def test_a_saved_index_scores_as_before(tmp_path: Path) -> None:
    keywords = Keywords.build(TEXTS)
    keywords.save(tmp_path / "keywords")

    loaded = Keywords.load(tmp_path / "keywords")

    for query in ("BLOOM parameters", "碳足迹", "zebra falcon"):
        before, after = keywords.score(query), loaded.score(query)
        assert before.scores.max() > 0
        assert after.scores.tolist() == before.scores.tolist()
        assert after.coverage == pytest.approx(before.coverage)


def test_frequent_words_count_as_the_others_do() -> None:
    texts = [f"model number{n} of {'many' if n % 3 else 'few'}" for n in range(400)]
    keywords = Keywords.build(texts)
    for _ in range(2):  # the second time with what was kept of the first
        for n in (0, 1, 57, 399):
            found = keywords.score(f"model number{n} of {'many' if n % 3 else 'few'}")
            assert found.scores.argmax() == n
            assert found.coverage == pytest.approx(1.0)
        frequent, both = keywords.score("many"), keywords.score("many model")
        assert [score > 0 for score in frequent.scores] == [n % 3 > 0 for n in range(400)]
        assert (both.scores - frequent.scores) == pytest.approx(
            keywords.score("model").scores, abs=1e-6
        )


def test_more_frequent_words_than_are_kept_count_too() -> None:
    words = [f"word{n}" for n in range(250)]
    keywords = Keywords.build([" ".join(words[n : n + 125]) for n in range(125)])

    for word in words[100:] + words[100:]:
        holders = [n for n in range(125) if word in words[n : n + 125]]
        assert keywords.score(word).scores.nonzero()[0].tolist() == holders

"""A question is made safe to work with, or refused with what is wrong with it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import MOST_CHARACTERS, clean
from knowledge.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  BLOOM 有多少参数？\n", "BLOOM 有多少参数？"),
        ("How\tmany\nparameters?", "How\tmany\nparameters?"),
        ("BL\x00OO\x07M\x1b[31m?", "BLOOM[31m?"),
        ("BL\u200bOO\u200dM?", "BLOOM?"),
        ("\u202eBLOOM\u202c?", "BLOOM?"),
        ("\ufeffBLOOM?", "BLOOM?"),
        ("BLOOM\u00ad?", "BLOOM?"),
        ("BLOOM \ud800 licence", "BLOOM ? licence"),
        ("GPT-J \udcff licence", "GPT-J ? licence"),
        ("cafe\u0301 BLOOM", "café BLOOM"),
        ("\ue000BLOOM", "BLOOM"),
        ("🌸 BLOOM?", "🌸 BLOOM?"),
        ("7?", "7?"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_rest_kept(typed: str, read: str) -> None:
    assert clean(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\n\t \r\n",
        "\x00\x01",
        "\u200b\u200b",
        "\u202e\u202c",
        "???",
        "。",
        "🌸",
        "\ud800",
        "--",
    ],
)
def test_a_question_of_nothing_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError, match="empty") as caught:
        clean(typed)

    assert "BLOOM" in caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("typed", ["a" * 100_000, "参" * (MOST_CHARACTERS + 1), " " * 100_000])
def test_a_question_longer_than_any_question_is_refused_with_its_length(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        clean(typed)

    assert f"{len(typed):,}" in caught.value.message
    assert f"{MOST_CHARACTERS:,}" in caught.value.message


def test_the_longest_question_is_read_whole() -> None:
    assert clean("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS


@given(st.text(st.characters(), max_size=200))
def test_whatever_is_typed_comes_out_clean_or_is_refused(typed: str) -> None:
    try:
        read = clean(typed)
    except UsageError:
        assert not any(character.isalnum() for character in typed)
        return
    assert read == clean(read) == read.strip()
    assert read.encode("utf-8")
    unseen = {unicodedata.category(character) for character in read if character not in "\n\t"}
    assert not unseen & {"Cc", "Cf", "Cs", "Co"}

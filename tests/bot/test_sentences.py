"""A stream is cut into whole sentences with their citations, wherever its pieces break."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sentences import CITATION, split_stream


def split(*pieces: str) -> list[str]:
    return list(split_stream(pieces))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("BLOOM has 176B. It speaks French.", ["BLOOM has 176B.", "It speaks French."]),
        ("BLOOM 有 1760 亿个参数。它会法语！", ["BLOOM 有 1760 亿个参数。", "它会法语！"]),
        ("真的吗？！当然。", ["真的吗？！", "当然。"]),
        ("One [1]. Two [2][3].", ["One [1].", "Two [2][3]."]),
        ("One. [1] Two. [2] [3] Three.", ["One. [1]", "Two. [2] [3]", "Three."]),
        ("甲。[1]乙。[2][3]丙。", ["甲。[1]", "乙。[2][3]", "丙。"]),
        ("GPT-3.5 is older. So is v1.5.", ["GPT-3.5 is older.", "So is v1.5."]),
        ("MMLU is 68.9. LAMBADA is 69.7.", ["MMLU is 68.9.", "LAMBADA is 69.7."]),
        (
            "Vicuna v1.5 is newer, e.g. than v1.3. Yes.",
            ["Vicuna v1.5 is newer, e.g. than v1.3.", "Yes."],
        ),
        ("Small models, i.e. 7B. Done.", ["Small models, i.e. 7B.", "Done."]),
        ("BLOOM vs. OPT. Well.", ["BLOOM vs. OPT.", "Well."]),
        ("他说“好。”然后走了。", ["他说“好。”", "然后走了。"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("（见下文。）对。", ["（见下文。）", "对。"]),
        ("- first line\n- second line\n", ["- first line", "- second line"]),
        ("\n\n  \nOne.\n\n", ["One."]),
        ("Never finished", ["Never finished"]),
        ("Whole. Never fin", ["Whole.", "Never fin"]),
        ("", []),
        ("   \n ", []),
        ("No. 1 is BLOOM. Yes.", ["No. 1 is BLOOM.", "Yes."]),
        ("It takes approx. 27 GB. Yes.", ["It takes approx. 27 GB.", "Yes."]),
        ("E.g. BLOOM. Yes.", ["E.g. BLOOM.", "Yes."]),
    ],
)
def test_a_text_is_cut_behind_stops_and_the_citations_that_follow_them(
    text: str, sentences: list[str]
) -> None:
    assert split(text) == sentences


WORDS = st.lists(
    st.sampled_from(
        [
            *" .。！？!?\n,，[]12“”）",
            " [1]",
            "[12]",
            ". ",
            "v1.5",
            "GPT-3.5 ",
            "e.g. ",
            "BLOOM",
            "百",
        ]
    ),
    max_size=30,
).map("".join)


@given(text=WORDS, cuts=st.lists(st.integers(min_value=0, max_value=60), max_size=20))
@example(text="One. [1] Two.", cuts=[4])
@example(text="One. [1] Two.", cuts=[5, 6, 7])
@example(text="甲。[1]乙。", cuts=[2, 3, 4])
@example(text="v1.5 is. So", cuts=[3])
def test_the_sentences_are_the_same_wherever_the_stream_is_cut(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(edges)]

    assert split(*pieces) == split(text) == split(*text)


@given(text=WORDS)
def test_nothing_of_the_text_is_lost_but_white_space(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


def test_a_sentence_is_given_before_the_stream_goes_on() -> None:
    read: list[str] = []

    def stream() -> Iterator[str]:
        for piece in ("One. ", "Two", ". ", "Three."):
            read.append(piece)
            yield piece

    sentences = split_stream(stream())
    assert next(sentences) == "One."
    assert read == ["One. ", "Two"]
    assert next(sentences) == "Two."


def test_a_citation_is_a_number_in_brackets() -> None:
    assert CITATION.findall("a [1] b[23] [x] [ 4 ] [^E02] [5, 6]") == ["1", "23"]


@pytest.mark.parametrize("piece", ["a", ".", "。", "[1]", "\n", " ", "1.", "e.g."])
def test_a_long_monotonous_stream_is_read_to_its_end(piece: str) -> None:
    sentences = split(*[piece] * 1_000, " The end.")

    assert "".join("".join(sentences).split()).endswith("Theend.")

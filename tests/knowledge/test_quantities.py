import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.dates import DateMention, dates
from knowledge.quantities import Quantity, Unit, quantities, same_quantity


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


def texts(text: str) -> list[str]:
    return [quantity.text for quantity in quantities(text)]


def values(text: str) -> list[set[float]]:
    return [set(quantity.values) for quantity in quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "176B",
        "176 B",
        "176b parameters",
        "176 billion",
        "176-billion-parameter",
        "176bn",
        "0.176T",
        "176,000,000,000",
        "176，000，000，000",
        "176000000000",
        "1.76e11",
        "１７６Ｂ",
        "one hundred seventy-six billion",
        "One hundred and seventy-six billion",
        "1760 亿个参数",
        "1760\xa0亿",
        "1760亿",
        "1760億",
        "0.176 万亿",
        "一千七百六十亿",
        "1 千 7 百 60 亿",
        "1千7百60亿",
    ],
)
def test_one_value_is_read_at_every_scale_and_in_both_languages(text: str) -> None:
    assert same_quantity(only(text), only("176 billion"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6,053,381,344", 6_053_381_344),
        ("3.5 万亿个 Token", 3.5e12),
        ("三点五万亿", 3.5e12),
        ("1.5万", 15_000),
        ("7 亿", 7e8),
        ("七十亿", 7e9),
        ("两千亿", 2e11),
        ("一百七十六亿", 1.76e10),
        ("一七六亿", 1.76e10),
        ("3亿5千万", 3.5e8),
        ("一亿零三百", 100_000_300),
        ("一千零五十", 1050),
        ("一百", 100),
        ("十三种", 13),
        ("四十六种", 46),
        ("两种", 2),
        ("两个", 2),
        ("三款模型", 3),
        ("十种语言", 10),
        ("二十多种", 20),
        ("百万参数", 1e6),
        ("千亿级", 1e11),
        ("70+ 个国家", 70),
        ("70 多种语言", 70),
        ("three models", 3),
        ("seven billion", 7e9),
        ("twenty-one languages", 21),
        ("forty six", 46),
        ("one hundred and two", 102),
        ("two million three hundred thousand", 2_300_000),
        ("a billion tokens", 1e9),
        ("one thousand", 1000),
        ("top-10", 10),
        ("MMLU 45.3", 45.3),
        ("MT-Bench 7.1", 7.1),
        ("2048 tokens", 2048),
        ("4096", 4096),
        ("2000 亿", 2e11),
        ("24G", 24e9),
        ("8x A100", 8),
        ("8xA100", 8),
    ],
)
def test_a_count_has_its_value(text: str, value: float) -> None:
    quantity = only(text)
    assert quantity.unit is Unit.COUNT
    assert math.isclose(max(quantity.values), value, rel_tol=1e-12)
    assert len(quantity.values) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8K", {8000, 8192}),
        ("128K context", {128_000, 131_072}),
        ("32k", {32_000, 32_768}),
        ("1M 上下文", {1_000_000, 1_048_576}),
        ("24 GB", {24e9, 24 * 2**30}),
    ],
)
def test_an_ambiguous_notation_keeps_both_readings(text: str, expected: set[float]) -> None:
    assert only(text).values == expected


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("90%", Unit.PERCENT, 90),
        ("90 %", Unit.PERCENT, 90),
        ("90％", Unit.PERCENT, 90),
        ("90 percent", Unit.PERCENT, 90),
        ("ninety percent", Unit.PERCENT, 90),
        ("百分之九十", Unit.PERCENT, 90),
        ("百分之 90", Unit.PERCENT, 90),
        ("九成以上", Unit.PERCENT, 90),
        ("十分之一", Unit.PERCENT, 10),
        ("80 GiB", Unit.BYTES, 80 * 2**30),
        ("640GB", Unit.BYTES, 640e9),
        ("512 MB", Unit.BYTES, 512e6),
        ("1.5 TB", Unit.BYTES, 1.5e12),
        ("24 gigabytes", Unit.BYTES, 24e9),
        ("24 G 显存", Unit.BYTES, 24e9),
        ("24G 的显卡", Unit.BYTES, 24e9),
        ("显存 ≥ 24G", Unit.BYTES, 24e9),
        ("a 24G card", Unit.BYTES, 24e9),
        ("24G of VRAM", Unit.BYTES, 24e9),
        ("4-bit", Unit.BITS, 4),
        ("4bit", Unit.BITS, 4),
        ("four-bit", Unit.BITS, 4),
        ("int4", Unit.BITS, 4),
        ("INT8", Unit.BITS, 8),
        ("4 位量化", Unit.BITS, 4),
        ("8 位", Unit.BITS, 8),
        ("1.58-bit", Unit.BITS, 1.58),
        ("10x faster", Unit.RATIO, 10),
        ("10×", Unit.RATIO, 10),
        ("ten times", Unit.RATIO, 10),
        ("10-fold", Unit.RATIO, 10),
        ("十倍", Unit.RATIO, 10),
        ("10 倍", Unit.RATIO, 10),
        ("#1", Unit.ORDINAL, 1),
        ("No. 1", Unit.ORDINAL, 1),
        ("number one", Unit.ORDINAL, 1),
        ("2nd", Unit.ORDINAL, 2),
        ("ranked first", Unit.ORDINAL, 1),
        ("first on the leaderboard", Unit.ORDINAL, 1),
        ("排名第一", Unit.ORDINAL, 1),
        ("第三名", Unit.ORDINAL, 3),
        ("第 3 名", Unit.ORDINAL, 3),
        ("$3 million", Unit.MONEY, 3e6),
        ("3 million dollars", Unit.MONEY, 3e6),
        ("300 万美元", Unit.MONEY, 3e6),
        ("100 元", Unit.MONEY, 100),
    ],
)
def test_a_unit_is_read_with_its_number(text: str, unit: Unit, value: float) -> None:
    quantity = only(text)
    assert quantity.unit is unit
    assert any(math.isclose(one, value, rel_tol=1e-12) for one in quantity.values)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("90%", "90"),
        ("4-bit", "4"),
        ("10x", "10"),
        ("#1", "1 GPU"),
        ("$100", "¥100"),
        ("24 GB", "24B"),
        ("21B", "20.7B"),
        ("17.6B", "176B"),
        ("80 GiB", "80,000 MB"),
        ("10²³ tokens", "10²³ tokens"),
    ],
)
def test_another_unit_or_a_near_value_is_another_quantity(claim: str, evidence: str) -> None:
    assert not same_quantity(quantities(claim)[0], quantities(evidence)[0])


@pytest.mark.parametrize(
    "text",
    [
        "GPT-3",
        "GPT-3.5",
        "GPT-4o",
        "gpt-4o-2024-08-06",
        "LLaMA 2",
        "PaLM 2 相媲美",
        "和 Gemma 2 一样",
        "Apache 2.0",
        "Apache-2.0",
        "Apache License, Version 2.0",
        "CC-BY-SA-4.0",
        "RTX 4090",
        "A100",
        "Mixtral-8x7B",
        "v1.5",
        "1.2.3",
        "Q4_K_M",
        "UTF-8",
        "GSM8K",
        "phi-2",
        "as said [1], twice [1][2] and 【3】",
        "1. LLaMA",
        "#### 2. BLOOM",
        "3、选型",
        "https://example.org/2023/7b?n=13",
        "arXiv:1706.03762",
        "one of the best",
        "no one",
        "first, second and third-party",
        "billions of tokens",
        "half a million",
        "一个",
        "一种",
        "之一",
        "一些",
        "一般",
        "统一",
        "第一，",
        "第三方",
        "十分",
        "十足",
        "千万不要",
        "万一",
        "万物",
        "百度",
        "百川",
        "通义千问",
        "零一万物",
        "三星",
        "四川",
        "两者",
        "三四个",
        "几十种",
        "数十亿",
        "上百个",
        "数以千计",
        "去年",
    ],
)
def test_names_markers_and_common_words_are_no_quantities(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("OPT-175B", ["175B"]),
        ("Falcon 180B", ["180B"]),
        ("Falcon-180B TII License", ["180B"]),
        ("XGen-7B-8K-base", ["7B", "8K"]),
        ("Vicuna-13B", ["13B"]),
        ("Vicuna 13-B", ["13-B"]),
        ("llama2-70b", ["70b"]),
        ("LLaMA 2 70B", ["70B"]),
        ("Llama-3.1-405B", ["405B"]),
        ("Qwen3-235B-A22B", ["235B", "22B"]),
        ("LLaMA13B", ["13B"]),
        ("Qwen-7B-Int4", ["7B", "Int4"]),
    ],
)
def test_the_sizes_in_a_name_are_quantities_in_a_name(text: str, sizes: list[str]) -> None:
    found = quantities(text)
    assert [quantity.text for quantity in found] == sizes
    assert all(quantity.in_name for quantity in found)


@pytest.mark.parametrize(
    "text",
    ["The 7B model", "a 7B model", "使用 7B 参数", "BLOOM 176B parameters", "GPT-3 has 175B"],
)
def test_a_size_beside_an_ordinary_word_is_not_in_a_name(text: str) -> None:
    assert not any(quantity.in_name for quantity in quantities(text))


def test_what_the_caller_skips_is_not_returned_and_counts_as_a_name() -> None:
    text = "骆驼 2 70B has 3 sizes"
    assert [(q.text, q.in_name) for q in quantities(text, skip=[(0, 4)])] == [
        ("70B", True),
        ("3", False),
    ]
    assert texts("OPT-175B has 175B") == ["175B", "175B"]
    assert [q.start for q in quantities("OPT-175B has 175B", skip=[(0, 8)])] == [13]


@pytest.mark.parametrize("text", ["7 to 70 billion", "7–70B", "7-70 billion", "7 and 70 billion"])
def test_the_start_of_a_range_takes_the_scale_of_its_end_and_keeps_its_own(text: str) -> None:
    assert values(text) == [{7, 7e9}, {70e9}]


def test_a_list_shares_its_last_scale() -> None:
    assert values("7 / 13 / 70B") == [{7, 7e9}, {13, 13e9}, {70e9}]
    assert values("7, 13, and 70 billion") == [{7, 7e9}, {13, 13e9}, {70e9}]
    assert values("7 到 700 亿") == [{7, 7e8}, {7e10}]


def test_numbers_with_scales_of_their_own_share_nothing() -> None:
    assert values("7B–70B") == [{7e9}, {70e9}]
    assert values("7B / 13B / 70B") == [{7e9}, {13e9}, {70e9}]
    assert values("70 亿 130 亿") == [{7e9}, {13e9}]


def test_the_start_of_a_range_takes_the_unit_of_its_end() -> None:
    assert [(q.unit, set(q.values)) for q in quantities("80–90 %")] == [
        (Unit.PERCENT, {80}),
        (Unit.PERCENT, {90}),
    ]
    assert values("10–12 GB")[0] == {10e9, 10 * 2**30}
    assert [q.unit for q in quantities("4- or 8-bit")] == [Unit.COUNT, Unit.BITS]


def test_a_price_per_million_is_no_range() -> None:
    assert values("¥2/百万 token")[0] == {2}
    assert values("$2/1M tokens")[0] == {2}
    assert values("$2–3 million")[0] == {2, 2e6}


def test_a_comma_between_short_numbers_separates_them() -> None:
    assert texts("7，13 和 70") == ["7", "13", "70"]


def test_years_are_dates_unless_something_is_counted() -> None:
    text = "In 2022 BLOOM read 2000 books: no, 2000 tokens"
    assert texts(text) == ["2000"]
    assert [date.text for date in dates(text)] == ["2022", "2000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BLOOM has 176 billion parameters [1], 46 languages and 13 programming languages.",
            ["176 billion", "46", "13"],
        ),
        (
            "BLOOM 拥有 176 亿个参数，能够以 46 种语言和 13 种编程语言提供文本。",
            ["176 亿", "46", "13"],
        ),
        (
            "Falcon 180B 于 2023 年 9 月发布，有 1800\xa0亿个参数和 3.5 万亿个 Token，超过 PaLM 2",
            ["180B", "1800\xa0亿", "3.5 万亿"],
        ),
        ("1. Vicuna-13B 达到了 ChatGPT 的 90% 以上", ["13B", "90%"]),
        ("一张 24GB 的卡，4-bit，8K 上下文，选哪个？", ["24GB", "4-bit", "8K"]),
        ("Since July 18, 2023 three of its 7 sizes run on one A100.", ["three", "7"]),
    ],
)
def test_a_sentence_yields_its_quantities_in_order(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_spans_refer_to_the_text_as_given() -> None:
    text = "ＯＰＴ 有 １７５Ｂ，在 ２０２２ 年，约 ９０％ 与 6，053，381，344"
    found = quantities(text)
    assert [quantity.text for quantity in found] == ["１７５Ｂ", "９０％", "6，053，381，344"]
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)


# ---- Properties ----

_DIGITS = "零一二三四五六七八九"
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_chinese(number: int) -> str:
    """A number below ten thousand in Chinese numerals."""
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
        gap = not digit
    return written


def in_english(number: int) -> str:
    """A number below one thousand in English words."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    rest = f" and {in_english(number % 100)}" if number % 100 else ""
    return f"{_SMALL[number // 100]} hundred{rest}"


def notations(billions: int) -> list[str]:
    """So many billion, in every notation."""
    return [
        f"{billions}B",
        f"{billions} billion",
        f"{billions / 1000}T",
        f"{billions * 1000:,} million",
        f"{billions * 10**9:,}",
        f"{billions * 10**9}",
        f"{billions * 10} 亿",
        f"{billions * 10}亿个",
        f"{billions / 1000} 万亿",
        f"{in_chinese(billions * 10)}亿",
        f"{in_english(billions)} billion",
    ]


billions = st.integers(min_value=1, max_value=999)


@given(billions, st.data())
def test_a_number_is_the_same_at_every_scale_and_in_both_languages(
    number: int, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(notations(number)))
    other = data.draw(st.sampled_from(notations(number)))
    assert same_quantity(only(one), only(other))


@given(billions, billions, st.data())
def test_different_numbers_are_different_in_every_notation(
    number: int, another: int, data: st.DataObject
) -> None:
    assume(number != another)
    one = data.draw(st.sampled_from(notations(number)))
    other = data.draw(st.sampled_from(notations(another)))
    assert not same_quantity(only(one), only(other))


@given(
    st.lists(
        st.sampled_from(
            [
                *"0127,.，-–/ \n[]#第$%万亿千百十一两三个成年月日点零xGKBA２",
                "2023",
                "LLaMA",
                "GB",
                "and",
                *["one", "hundred", "billion", "July", "分之", "位", "int4", "显存", "\ud800", "²"],
            ]
        )
    ).map("".join),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=2),
)
def test_any_text_gives_ordered_spans_that_never_overlap(
    text: str, skip: list[tuple[int, int]]
) -> None:
    found: list[Quantity | DateMention] = [*quantities(text, skip), *dates(text, skip)]
    spans = sorted((mention.start, mention.end) for mention in found)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        ",",
        ",000",
        "1,000,",
        "一",
        "十",
        "一十",
        "一百亿",
        "万",
        "零",
        "点一",
        " ",
        "\n",
        "-",
        "A-1.",
        "7, ",
        "7/",
        "1. ",
        "one ",
        "one hundred ",
        "百分之",
        "24G ",
        "[1,",
        "http://",
        "８",
        "\ud800",
    ],
)
def test_long_monotonous_input_is_read_to_its_end(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "; it has 46 languages"
    assert quantities(text)[-1].values == {46}

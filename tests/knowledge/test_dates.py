import pytest

from knowledge.dates import DateMention, date_supported, dates, fold

Parts = tuple[int, int | None, int | None]


def parts(text: str) -> list[Parts]:
    return [(date.year, date.month, date.day) for date in dates(text)]


def date(text: str) -> DateMention:
    (mention,) = dates(text)
    return mention


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-18",
        "2023/7/18",
        "2023.07.18",
        "released on 18 July 2023.",
        "July 18, 2023",
        "July 18th, 2023",
        "Jul. 18 2023",
        "on the 18th of July, 2023",
        "18-Jul-2023",
        "2023年7月18日",
        "2023 年 7 月 18 日",
        "２０２３年７月１８日",
        "二〇二三年七月十八日",
        "二零二三年七月十八号",
    ],
)
def test_a_full_date_is_read_in_every_notation(text: str) -> None:
    assert parts(text) == [(2023, 7, 18)]


@pytest.mark.parametrize(
    "text",
    [
        "2023-07",
        "2023/7",
        "July 2023",
        "Jul. 2023",
        "July, 2023",
        "in July of 2023",
        "july 2023",
        "2023 年 7 月",
        "2023年\xa07 月推出",
        "2023年7月份",
        "二零二三年七月",
    ],
)
def test_a_month_is_read_in_every_notation(text: str) -> None:
    assert parts(text) == [(2023, 7, None)]


@pytest.mark.parametrize(
    "text",
    [
        "in 2023",
        "the 2023 release",
        "a 2023 model",
        "(2023)",
        "since 2023, it",
        "in 2023[1].",
        "mid-2023",
        "Q3 2023",
        "2023Q3",
        "2023年",
        "2023 年中",
        "2023 年底",
        "于2023发布",
        "2023 人工智能大会",
        "二〇二三年",
    ],
)
def test_a_year_is_read_in_every_notation(text: str) -> None:
    assert parts(text) == [(2023, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "2000 tokens",
        "2024 parameters",
        "a 2000-token window",
        "2000 亿",
        "2000 个",
        "2000多种",
        "2000 GB",
        "2000B",
        "$2000",
        "2048",
        "1989",
        "12,023",
        "2023.5",
        "gpt-4o-2024-08-06",
        "OPT-2022",
        "https://example.org/2023/07/18/post",
        "arXiv:2023.06745",
        "RTX 2000",
        "2020 年代",
        "the 1990s",
        "去年",
        "last year",
        "July",
    ],
)
def test_what_is_counted_named_or_relative_is_no_date(text: str) -> None:
    assert parts(text) == []


def test_two_years_joined_by_a_sign_or_word_are_two_dates() -> None:
    assert (
        parts("2022–2023, 2022-2023, 2022/2023, from 2022 to 2023")
        == [
            (2022, None, None),
            (2023, None, None),
        ]
        * 4
    )


def test_each_month_is_known_by_its_name_and_by_its_short_name() -> None:
    names = "January February March April May June July August September October November December"
    for number, name in enumerate(names.split(), 1):
        assert parts(f"{name} 2024") == parts(f"{name[:3]} 2024") == [(2024, number, None)]


def test_chinese_days_and_months_above_ten_are_read() -> None:
    assert parts("二〇二四年十二月三十一日，二〇二四年十一月二十日") == [
        (2024, 12, 31),
        (2024, 11, 20),
    ]


def test_spans_refer_to_the_text_as_given() -> None:
    text = "ＬＬａＭＡ ２ 于 ２０２３ 年 ７ 月推出, then again in 2024"
    mentions = dates(text)
    assert [mention.text for mention in mentions] == ["２０２３ 年 ７ 月", "2024"]
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_a_date_inside_a_skipped_span_is_not_returned() -> None:
    assert dates("Olympiad 2023 in 2024", skip=[(0, 13)])[0].year == 2024


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("2023-07-18", "July 18, 2023"),
        ("July 2023", "2023-07-18"),
        ("2023 年", "2023-07-18"),
        ("2023 年 7 月", "July 2023"),
    ],
)
def test_a_date_is_supported_by_one_that_is_as_fine_or_finer(claim: str, evidence: str) -> None:
    assert date_supported(date(claim), date(evidence))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("2023-07-18", "July 2023"),
        ("July 2023", "2023"),
        ("2023", "2022"),
        ("July 2023", "2023-08-18"),
        ("2023-07-18", "2023-07-19"),
        ("2023-07-18", "2022-07-18"),
    ],
)
def test_a_finer_or_different_date_is_not_supported(claim: str, evidence: str) -> None:
    assert not date_supported(date(claim), date(evidence))


@pytest.mark.parametrize("text", ["㎇ ½ ① 10² ﬁ", "７Ｂ，１０％", "億萬", "a\ud800b", "١٢", ""])
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_does_not_turn_an_exponent_into_digits() -> None:
    assert fold("１０²") == "10²"


@pytest.mark.parametrize("unit", ["2", "2023-", "2023 年 ", "July ", "1 ", " ", "一", "[1", "\n"])
def test_long_monotonous_input_is_read_to_its_end(unit: str) -> None:
    assert dates(unit * (100_000 // len(unit)) + " in 2023")[-1].year == 2023

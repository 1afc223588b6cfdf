"""What the prose is to say is computed from the records, and is no more than the verdict left out."""

import re

import pytest

from bot.check import check
from bot.judge import Written, judge
from bot.novelty import adds_nothing
from bot.points import MOST_POINTS
from bot.restated import turned_round
from bot.tongue import Tongue
from knowledge.catalogue import Catalogue
from tests.bot.desk import Desk
from tests.bot.questions import CHOICES, every_question


def _points(desk: Desk, question: str) -> str:
    return "\n".join(point.text for point in desk.pointed(question).points)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            "How many parameters does BLOOM have?",
            r"Running BLOOM takes about \d+ to \d+ GiB in 4-bit .*at least 2 cards of 80 GB",
        ),
        ("BLOOM 有多少参数？", r"运行 BLOOM（4-bit）约需 \d+ 到 \d+ GiB.*至少 2 张 80 GB 的卡"),
        (
            "What licence does Falcon 180B have?",
            r"Falcon 180B is licensed under Falcon-180B TII License 1.0: .+",
        ),
        ("Falcon 180B 的许可证是什么？", r"Falcon 180B 采用 Falcon-180B TII License 1.0：.+"),
        ("compare BLOOM and Falcon 180B", r"(?:times the memory of|months after)"),
        ("比较 BLOOM 和 Falcon 180B", r"(?:显存约是|个月)"),
        ("商用、中文、24GB 显存，选哪个？", r"排在前面，是因为"),
        (
            "recommend a chat model for a 24 GB card, commercial",
            r"comes first because .* (?:points above that of|newer than)",
        ),
        (
            "recommend a chat model for a 24 GB card, commercial",
            r"leaves about \d+ to \d+ GB of the 24 GB free",
        ),
        (
            "What is the context window of LLaMA 2 7B?",
            r"takes LLaMA 2 7B 2\.0 GiB for the KV cache alone",
        ),
    ],
)
def test_a_verdict_is_followed_by_the_why_the_trade_off_or_the_caveat(
    desk: Desk, question: str, says: str
) -> None:
    assert re.search(says, _points(desk, question))


def test_points_are_few_add_to_the_text_and_are_evidence(desk: Desk, catalogue: Catalogue) -> None:
    for question in every_question(catalogue)[::7]:
        verdict = desk.pointed(question)
        assert len(verdict.points) <= MOST_POINTS
        for point in verdict.points:
            assert point in verdict.evidence
            assert 1 <= point.source <= len(verdict.references)
            assert not adds_nothing([point.text], verdict), (question, point.text)


def test_a_point_word_for_word_is_shown(desk: Desk) -> None:
    shown = total = 0
    for question in (
        *CHOICES,
        "比较 BLOOM 和 Falcon 180B",
        "compare LLaMA 2 70B and Falcon 40B",
        "How big is BLOOM?",
    ):
        verdict = desk.pointed(question)
        language = desk.understood(question).language
        tongue = Tongue(language, language)
        for point in verdict.points:
            total += 1
            said = Written(f"{point.text} [{point.source}]")
            shown += judge(said, verdict, tongue, desk.names, []).kept
    assert total > 20
    assert shown / total > 0.9


def test_the_figures_of_a_difference_pass_for_one_model_alone(desk: Desk) -> None:
    for question in ("compare BLOOM and Falcon 180B", "比较 LLaMA 2 70B 和 Falcon 40B"):
        verdict = desk.pointed(question)
        language = desk.understood(question).language
        for point in verdict.points:
            named = [m.text for m in desk.names.find(point.text)]
            if len(set(named)) != 2 or "：" in point.text or ":" in point.text:
                continue
            one, other = named[0], named[1]
            swapped = point.text.replace(one, "\0").replace(other, one).replace("\0", other)
            said = f"{swapped} [{point.source}]"
            stopped = not check(said, verdict, language, desk.names).kept
            assert stopped or turned_round(said, verdict.points, desk.names), swapped


@pytest.mark.parametrize(
    "question", ["hello", "今天晚饭吃什么", "How many parameters does GPT-4 have?"]
)
def test_a_refusal_has_nothing_to_add(desk: Desk, question: str) -> None:
    assert desk.pointed(question).points == ()
    assert not desk.pointed(question).worth_prose

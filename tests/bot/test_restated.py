"""A sentence that restates a point keeps its denial, its direction and its order."""

import pytest

from bot.answer import Evidence
from bot.restated import turned_round
from knowledge.names import Names

POINTS = (
    Evidence(
        "Creative Commons BY-NC 4.0: no commercial use without a separate licence from the owner.",
        1,
    ),
    Evidence("Falcon 180B came out 4 months after Falcon 40B.", 2),
    Evidence("BLOOM comes first because its rating is 36 points above that of OPT-175B.", 3),
    Evidence("Vicuna-13B v1.5 的上下文长度是 Vicuna-13B v1.3 的 2 倍。", 4),
    Evidence("LLaMA 2 7B：不得用模型或其输出改进其他语言模型。", 5),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Creative Commons BY-NC 4.0 prohibits commercial use without a separate licence. [1]",
        "Falcon 180B came out 4 months after Falcon 40B. [2]",
        "BLOOM comes first, its rating 36 points above that of OPT-175B. [3]",
        "Vicuna-13B v1.5 的上下文长度是 Vicuna-13B v1.3 的 2 倍。[4]",
        "LLaMA 2 7B 的模型及其输出不得用于改进其他语言模型。[5]",
        "Something else entirely is told here. [1]",
    ],
)
def test_a_faithful_restatement_passes(sentence: str, names: Names) -> None:
    assert turned_round(sentence, POINTS, names) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Creative Commons BY-NC 4.0 allows commercial use without a separate licence from the owner. [1]",
        "Falcon 180B came out 4 months before Falcon 40B. [2]",
        "Falcon 40B came out 4 months after Falcon 180B. [2]",
        "OPT-175B comes first because its rating is 36 points above that of BLOOM. [3]",
        "BLOOM comes first because its rating is 36 points below that of OPT-175B. [3]",
        "BLOOM does not come first because its rating is 36 points above that of OPT-175B. [3]",
        "Vicuna-13B v1.3 的上下文长度是 Vicuna-13B v1.5 的 2 倍。[4]",
        "LLaMA 2 7B 可以用模型或其输出改进其他语言模型。[5]",
    ],
)
def test_what_turns_a_point_round_does_not(sentence: str, names: Names) -> None:
    assert turned_round(sentence, POINTS, names) != ""


def test_without_points_nothing_is_turned_round(names: Names) -> None:
    assert turned_round("BLOOM has 9 parameters.", (), names) == ""

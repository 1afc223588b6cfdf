"""What a question takes for granted and the records deny is corrected before it is answered."""

import pytest

from bot.premises import false_premises
from tests.bot.desk import Desk


@pytest.mark.parametrize(
    ("question", "field", "model"),
    [
        (
            "Since Falcon 180B is Apache licensed, can we offer it as a hosted service?",
            "licence",
            "falcon-180b",
        ),
        ("as BERT was made by OpenAI, does their usage policy apply?", "developer", "bert-base"),
        (
            "can we use OPT-175B since it's open for commercial use?",
            "commercial_use",
            "opt-175b",
        ),
        ("Can I fine-tune the Apache-licensed Falcon 180B?", "licence", "falcon-180b"),
        ("Now that GPT-NeoX has been relicensed as GPL, may we use it?", "licence", "gpt-neox-20b"),
        ("既然 LLaMA 2 完全免费商用，直接用没问题吧", "commercial_use", "llama-2-7b"),
        ("BLOOM 只有 17.6 亿参数，能在手机上跑吗", "parameters", "bloom"),
        ("听说 Falcon 180B 是 Apache 协议，那能拿来做托管服务吗", "licence", "falcon-180b"),
        ("Meta 的 BLOOM 能商用吗", "developer", "bloom"),
        ("OpenAI 的 GPT-J 能商用吗", "developer", "gpt-j-6b"),
    ],
)
def test_a_false_premise_is_found_with_its_field_and_model(
    question: str, field: str, model: str, desk: Desk
) -> None:
    found = false_premises(question, desk.names.find(question), desk.names)
    assert [premise.field for premise in found] == [field]
    assert model in found[0].models


@pytest.mark.parametrize(
    "question",
    [
        "How many parameters has BLOOM?",
        "Since Qwen3-8B is Apache licensed, may we sell it?",
        "Is BLOOM made by Meta?",
        "BLOOM 是 Apache 协议吗",
        "我们用的是 24G 显卡，Qwen3-14B 能跑吗",
        "Google 的 BERT 多大",
        "which of GPT-J and GPT-NeoX is larger?",
    ],
)
def test_a_true_premise_or_a_question_is_not_corrected(question: str, desk: Desk) -> None:
    assert not false_premises(question, desk.names.find(question), desk.names)


@pytest.mark.parametrize(
    ("question", "right", "answer"),
    [
        (
            "given that OPT-175B is free for commercial use, what GPU do we need?",
            "may not be used commercially",
            "GiB",
        ),
        ("BLOOM 只有 17.6 亿参数，能在手机上跑吗", "1760 亿", "GiB"),
        ("Meta 的 BLOOM 能商用吗", "BigScience", "有条件"),
    ],
)
def test_the_correction_comes_first_and_then_the_answer(
    question: str, right: str, answer: str, desk: Desk
) -> None:
    first, _, rest = desk.verdict(question).text.partition("\n")
    assert first.startswith("⚠")
    assert right in first
    assert answer in rest

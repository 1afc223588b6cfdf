"""Why a model is not the answer: the demand that rules it out, or what stands before it."""

import pytest

from tests.bot.desk import Desk


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("why not just use OPT-175B for our startup?", "ruled out by commercial use"),
        ("why didn't you list falcon 180b? I have one 24GB card", "ruled out by memory"),
        ("what's wrong with BERT for a chatbot?", "ruled out by purpose"),
        ("why would you not pick Llama 4 Scout for a French company", "ruled out by region"),
        ("24G 显卡中文场景为什么不选 LLaMA 2 70B", "被排除，原因是语言和显存"),
        ("为啥 Command R 不能放进我们卖的软件里", "被排除，原因是商用要求"),
    ],
)
def test_the_demand_that_rules_a_model_out_is_named_with_its_evidence(
    question: str, says: str, desk: Desk
) -> None:
    verdict = desk.verdict(question)
    assert says in verdict.text
    assert verdict.evidence


@pytest.mark.parametrize(
    ("question", "says", "before"),
    [
        ("Qwen3-14B 怎么不行？要商用中文 24G", "没有一条排除 Qwen3-14B", "Qwen3.8-27B"),
        (
            "why isn't Mistral 7B a good choice for commercial use on 24 GB?",
            "Nothing that you ask for rules Mistral 7B",
            "Before it in my order stand",
        ),
    ],
)
def test_where_nothing_rules_it_out_the_answer_says_so_and_what_stands_before(
    question: str, says: str, before: str, desk: Desk
) -> None:
    verdict = desk.verdict(question)
    assert says in verdict.text
    assert before in verdict.text


def test_a_model_that_is_not_wanted_is_no_question_why_not(desk: Desk) -> None:
    asked = desk.understood("a commercial chat model, but not Llama 3")
    assert asked.intent == "choice"
    assert asked.constraints.no_families

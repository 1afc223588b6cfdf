"""Whether a task needs a language model at all is decided by the task, with a source."""

import pytest

from bot.need import asks_for_need, find_task
from tests.bot.desk import Desk


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("do I need an LLM to detect spam emails?", "classification"),
        ("should we use a language model to validate IBANs", "exact"),
        ("is an llm overkill for keyword lookup in our product docs", "keyword-search"),
        ("is a language model the right tool to forecast monthly sales", "table"),
        ("We want to draft marketing emails automatically - is an LLM really needed?", "writing"),
        ("we just want to dedupe similar support questions, need gpt for that?", "similarity"),
        ("extracting people and places from letters - LLM or something smaller?", "extraction"),
        ("合同里抽取甲方乙方和金额，要用大模型吗", "extraction"),
        ("从身份证号里提取生日需要 LLM 吗", "exact"),
        ("自动写商品文案要不要用大语言模型", "writing"),
        ("做个内部文档检索，非得上 LLM 不可吗", "similarity"),
        ("给新闻稿自动打标签，是不是上 BERT 就够了不用大模型", "classification"),
    ],
)
def test_the_task_behind_a_question_for_the_need_is_found(
    question: str, task: str, desk: Desk
) -> None:
    assert asks_for_need(question)
    found = find_task(question, desk.names.catalogue)
    assert found is not None
    assert found.id == task


@pytest.mark.parametrize(
    "question",
    [
        "which model should I use for a commercial chatbot in French?",
        "recommend an LLM for spam detection",
        "哪个大模型适合做情感分类",
        "how much memory does a large language model need",
    ],
)
def test_who_asks_which_model_takes_for_granted_that_one_is_needed(question: str) -> None:
    assert not asks_for_need(question)


@pytest.mark.parametrize(
    ("question", "first", "named"),
    [
        ("do I need an LLM to sort complaints by topic?", "Mostly not", "BERT"),
        ("需要大模型来给评论做情感分类吗", "多半不需要", "BERT"),
        ("is AI needed to add up invoice totals?", "No", ""),
        ("校验手机号格式需要大模型吗", "不需要", ""),
        ("is an LLM needed to write product descriptions?", "Yes", "Apache"),
        ("写产品介绍需要大模型吗", "需要", "Apache"),
    ],
)
def test_the_answer_comes_first_and_names_what_does_it_instead(
    question: str, first: str, named: str, desk: Desk
) -> None:
    verdict = desk.verdict(question)
    assert verdict.text.startswith(f"**{first}")
    assert named in verdict.text
    assert any("choosing-need" in reference.place for reference in verdict.references)


@pytest.mark.parametrize("question", ["do we need an LLM at all?", "我们需要大模型吗"])
def test_without_a_task_the_answer_says_what_it_depends_on(question: str, desk: Desk) -> None:
    verdict = desk.verdict(question)
    assert not verdict.abstained
    assert "BERT" in verdict.text

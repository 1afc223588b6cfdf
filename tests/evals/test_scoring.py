"""The scoring itself, on answers made up for the purpose."""

from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.figures import by_group, pace, summarise, table
from bot.evaluation.plain_recipe import has_refused
from bot.evaluation.questions import Question, load_questions, only
from bot.evaluation.respondent import Reply
from bot.evaluation.score import affirmed_text, score
from bot.evaluation.trial import run
from knowledge.errors import UsageError

BLOOM = Question(
    id="q",
    kind="errata",
    language="en",
    question="How big is BLOOM?",
    must=(("176B", "176 billion"),),
    must_not=(r"BLOOM has 17\.6 billion",),
    abstained=False,
)
CHOICE = BLOOM.model_copy(update={"must": (), "picks": ("qwen3",), "no_picks": ("^opt",)})


def answer(
    verdict: str, *, abstained: bool = False, language: str = "en", **more: Any
) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "prose": "",
        "abstained": abstained,
        "language": language,
        "models": [],
        "sources": [],
        **more,
    }


def test_a_right_answer_may_quote_what_the_article_has_wrong() -> None:
    text = "BLOOM has 176 billion parameters. [1]\n\nThe article says: BLOOM has 17.6 billion. [2]"
    assert score(BLOOM, answer(text)).faults == ()


def test_affirming_the_wrong_figure_is_a_wrong_claim() -> None:
    given = score(BLOOM, answer("BLOOM has 17.6 billion parameters. [1]"))
    assert given.missing
    assert given.wrong_claims == ("BLOOM has 17.6 billion parameters.",)


def test_wrong_claims_are_counted_by_sentence() -> None:
    text = "BLOOM has 17.6 billion. It is old.\nSo BLOOM has 17.6 billion, BLOOM has 17.6 billion."
    given = score(BLOOM, answer(text))
    assert len(given.wrong_claims) == 2
    assert summarise([given]).wrong_claims == 2


def test_the_mark_of_a_source_is_no_number() -> None:
    asked = BLOOM.model_copy(update={"must": ((r"\b8\b",),)})
    assert score(asked, answer("The article presents these. [8]")).missing


def test_a_refusal_and_another_language_are_faults() -> None:
    given = score(BLOOM, answer("BLOOM: 176B", abstained=True, language="zh"))
    assert given.faults == ("refused", "answered in zh")


def test_what_the_first_line_lacks_is_buried() -> None:
    asked = BLOOM.model_copy(update={"lead": (("176 billion",),)})
    assert score(asked, answer("BLOOM is old.\n\nBLOOM has 176 billion parameters.")).buried


def test_an_expected_pick_counts_only_among_the_first() -> None:
    models = ["gemma-4-31b", "glm-5", "kimi-k3", "llama-1", "bloom", "qwen3-8b"]
    assert score(CHOICE, answer("", models=models)).missing
    assert score(CHOICE, answer("", models=models[1:])).right


def test_a_record_that_must_not_be_picked_is_a_wrong_claim_wherever_it_stands() -> None:
    models = ["qwen3-8b", *(f"gemma-{n}" for n in range(20)), "opt-175b"]
    assert score(CHOICE, answer("", models=models)).wrong_claims == ("picks opt-175b",)


def test_an_answer_that_names_no_records_is_searched_for_its_picks() -> None:
    silent = {key: value for key, value in answer("").items() if key not in ("models", "sources")}
    assert score(CHOICE, silent | {"verdict": "Take Qwen3 8B."}).right
    assert score(CHOICE, silent | {"verdict": "Take Falcon."}).missing


def test_the_evidence_has_to_be_among_the_sources() -> None:
    asked = BLOOM.model_copy(update={"evidence": (("bigscience",),)})
    other, right = {"title": "A blog", "url": "x"}, {"title": "Model card", "url": "BigScience/b"}
    assert score(asked, answer("176B", sources=[other])).unsourced
    assert score(asked, answer("176B", sources=[other, right])).right


def test_an_answer_that_broke_is_not_right() -> None:
    assert score(BLOOM, {"error": "ValueError: no"}).faults == ("broke: ValueError: no",)


def test_affirmed_text_drops_whole_sentences() -> None:
    assert affirmed_text("A is 7B. The article says 70B. B is 8B.") == "A is 7B. B is 8B."
    assert affirmed_text("甲是 7B。文章说是 70B。乙是 8B。") == "甲是 7B。乙是 8B。"


def test_precision_and_recall_of_refusals() -> None:
    due = BLOOM.model_copy(update={"abstained": True})
    refused, given = answer("No.", abstained=True), answer("176B")
    whole = summarise([score(due, refused), score(due, given), score(BLOOM, refused)])
    assert whole.refusal_precision == 1 / 2
    assert whole.refusal_recall == 1 / 2


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("I do not know.", True),
        ("The context does not provide the price of Qwen3.", True),
        ("文中没有提到这个模型的价格。", True),
        ("抱歉，我不知道。", True),
        ("BLOOM has 176 billion parameters. Its price is not mentioned.", False),
        ("BLOOM 有 1760 亿个参数。", False),
    ],
)
def test_the_plain_recipe_refuses_where_its_first_sentence_says_so(
    text: str, *, refused: bool
) -> None:
    assert has_refused(text) is refused


def test_the_table_is_80_columns_wide() -> None:
    lines = table([score(BLOOM, answer("BLOOM: 176B"))]).splitlines()
    assert {len(line) for line in lines} == {80}


def test_figures_are_given_by_kind_and_by_language() -> None:
    figures = by_group([score(BLOOM, answer("BLOOM: 176B")), score(BLOOM, answer("17B"))])
    assert {
        name: (one["right"], one["questions"]) for name, one in figures.items()
    } == dict.fromkeys(("errata", "all", "en"), (1, 2))


def test_times_are_compared_with_those_of_another_recipe_only() -> None:
    ours, theirs = Reply(answer(""), 0.5, 4.0), Reply(answer(""), 5.0, 8.0)
    ratio = "ModelSage: first text 10.0 times as soon as plain, 0.50 of its time in all."
    both = {"ModelSage": [ours], "ModelSage alone": [ours]}
    assert ratio in pace({**both, "plain": [theirs]})
    assert "as soon as" not in pace(both)


def test_every_respondent_is_asked_every_question_and_the_first_changes() -> None:
    asked: list[str] = []

    def respondent(name: str) -> Any:
        def reply(_: Question) -> Reply:
            asked.append(name)
            return Reply(answer("176B"), 0.1, 0.1)

        return reply

    told: list[int] = []
    trial = run([BLOOM, BLOOM], {"a": respondent("a"), "b": respondent("b")}, told.append)
    assert asked == ["a", "b", "b", "a"]
    assert told == [1, 2, 3, 4]
    assert {name: len(scores) for name, scores in trial.scores.items()} == {"a": 2, "b": 2}


def test_questions_are_as_many_in_each_language_and_kind_and_unique() -> None:
    questions = load_questions()
    assert len({q.id for q in questions}) == len(questions) >= 240
    assert len({q.question for q in questions}) >= len(questions) - 2  # a follow-up may recur
    assert 2 * sum(q.language == "zh" for q in questions) == len(questions)


def test_some_of_each_kind_and_language_can_be_taken() -> None:
    questions = load_questions()
    taken = only(questions, (), 1)
    assert len(taken) == len({(q.kind, q.language) for q in questions})
    assert {q.id for q in only(questions, ["r-zh-0"], None)} < {q.id for q in questions}


def test_a_line_that_is_no_question_is_told_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{BLOOM.model_dump_json()}\n{{"id": "x"}}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        load_questions(file)


def test_an_expression_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    broken = BLOOM.model_copy(update={"must_not": ("(",)})
    file.write_text(broken.model_dump_json(), encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        load_questions(file)


def test_missing_questions_are_told_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load_questions(tmp_path / "none.jsonl")
    assert "--questions" in (error.value.hint or "")

"""The scoring itself, on answers made up for the purpose."""

from typing import Any

from tests.evals.scoring import Question, affirmed_text, load_questions, score, summarise, table

BLOOM = Question(
    id="q",
    kind="errata",
    language="en",
    question="How big is BLOOM?",
    must=(("176B", "176 billion"),),
    must_not=(r"BLOOM has 17\.6 billion",),
    abstained=False,
)


def answer(verdict: str, *, abstained: bool = False, language: str = "en") -> dict[str, Any]:
    return {"verdict": verdict, "prose": "", "abstained": abstained, "language": language}


def test_a_right_answer_may_quote_what_the_article_has_wrong() -> None:
    text = "BLOOM has 176 billion parameters. [1]\n\nThe article says: BLOOM has 17.6 billion. [2]"
    assert score(BLOOM, answer(text)).faults == ()


def test_affirming_the_wrong_figure_is_a_wrong_claim() -> None:
    given = score(BLOOM, answer("BLOOM has 17.6 billion parameters. [1]"))
    assert given.missing
    assert given.wrong_claims


def test_the_mark_of_a_source_is_no_number() -> None:
    asked = BLOOM.model_copy(update={"must": ((r"\b8\b",),)})
    assert score(asked, answer("The article presents these. [8]")).missing


def test_a_refusal_and_another_language_are_faults() -> None:
    given = score(BLOOM, answer("BLOOM: 176B", abstained=True, language="zh"))
    assert given.faults == ("refused", "answered in zh")


def test_what_the_first_line_lacks_is_buried() -> None:
    asked = BLOOM.model_copy(update={"lead": (("176 billion",),)})
    assert score(asked, answer("BLOOM is old.\n\nBLOOM has 176 billion parameters.")).buried


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


def test_the_table_is_80_columns_wide() -> None:
    lines = table([score(BLOOM, answer("BLOOM: 176B"))]).splitlines()
    assert {len(line) for line in lines} == {80}


def test_questions_are_as_many_in_each_language_and_unique() -> None:
    questions = load_questions()
    assert len({q.id for q in questions}) == len(questions) == 120
    assert sum(q.language == "zh" for q in questions) == 60

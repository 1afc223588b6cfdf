"""A chat model may name the kind of a question that would be refused, and nothing else about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from bot.answer import Verdict
from bot.open_question import OTHER, is_open, settled
from knowledge.errors import ChatModelError
from tests.bot.desk import Desk

REFUSED = Verdict("refusal", "I did not understand.", abstained=True)
ANSWERED = Verdict("passages", "The article says so.")
OPEN = "BLOOM in two lines"


@dataclass
class ScriptedChooser:
    """A chooser that says one word, or fails."""

    word: str = OTHER
    failure: ChatModelError | None = None
    offered: list[Sequence[str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def choose(self, messages: Sequence[tuple[str, str]], options: Sequence[str]) -> str:
        self.offered.append(options)
        self.heard.append("\n".join(text for _, text in messages))
        if self.failure is not None:
            raise self.failure
        return self.word


@pytest.mark.parametrize("question", [OPEN, "XGen 简单说两句"])
def test_a_refused_question_about_a_model_may_be_read_as_one_for_what_it_is(
    desk: Desk, question: str
) -> None:
    asked = desk.understood(question)
    chooser = ScriptedChooser("describe")
    found, by_model = settled(asked, REFUSED, lambda: chooser)

    assert (found.intent, by_model) == ("overview", True)
    assert found.mentions == asked.mentions


def test_a_kind_that_lacks_what_it_needs_is_not_even_offered(desk: Desk) -> None:
    chooser = ScriptedChooser()
    settled(desk.understood(OPEN), REFUSED, lambda: chooser)

    assert chooser.offered == [["describe", OTHER]]


@pytest.mark.parametrize("word", [OTHER, "compare", "recommend", "price", ""])
def test_what_the_rules_do_not_bear_out_is_not_taken(desk: Desk, word: str) -> None:
    asked = desk.understood(OPEN)

    assert settled(asked, REFUSED, lambda: ScriptedChooser(word)) == (asked, False)


def test_without_a_model_and_after_any_failure_the_rules_stand(desk: Desk) -> None:
    asked = desk.understood(OPEN)
    late = ScriptedChooser(failure=ChatModelError("It takes too long."))

    def not_there() -> None:
        raise ChatModelError("It cannot be opened.")

    for chooser in (lambda: None, lambda: late, not_there):
        assert settled(asked, REFUSED, chooser) == (asked, False)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (OPEN, ANSWERED),  # the rules found an answer
        ("How many parameters does BLOOM have?", REFUSED),  # a kind was found
        ("今天晚饭吃什么", REFUSED),  # nothing that any kind needs
    ],
)
def test_a_question_that_is_not_open_costs_no_call(
    desk: Desk, question: str, verdict: Verdict
) -> None:
    chooser = ScriptedChooser("describe")

    assert settled(desk.understood(question), verdict, lambda: chooser)[1] is False
    assert chooser.heard == []


def test_what_the_rules_know_is_not_open(desk: Desk) -> None:
    assert is_open(desk.understood(OPEN))
    assert not is_open(desk.understood("May we use OPT-175B commercially?"))

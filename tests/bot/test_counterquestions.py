"""Asked back is what would change a choice the most, at most twice, and nothing that is known."""

import itertools
from dataclasses import replace

import pytest

from bot.candidates import ASSUMED
from bot.constraints import Constraints
from bot.counterquestions import ANSWERS, MOST, QUESTIONS, counterquestions, effect, worded
from bot.pick import pick
from bot.understanding import Understanding
from knowledge.catalogue import Catalogue

SOME = (
    Constraints(),
    Constraints(memory_gb=24.0),
    Constraints(commercial=True),
    Constraints(languages=("zh",), task="chat"),
    Constraints(task="understanding"),
    Constraints(licences=("apache-2.0",), task="code"),
)
WHOLE = Constraints(commercial=True, languages=("zh",), memory_gb=24.0, task="chat", context=8000)


def asked(wanted: Constraints) -> Understanding:
    return Understanding(text="", language="en", intent="choice", constraints=wanted)


@pytest.mark.parametrize("wanted", SOME)
def test_at_most_two_questions_and_none_on_what_was_said(
    catalogue: Catalogue, wanted: Constraints
) -> None:
    names = counterquestions(catalogue, asked(wanted))

    assert 0 < len(names) <= MOST
    assert all(getattr(wanted, name) in (None, ()) for name in names)


@pytest.mark.parametrize("wanted", SOME)
def test_no_open_question_would_change_more_than_those_asked(
    catalogue: Catalogue, wanted: Constraints
) -> None:
    names = counterquestions(catalogue, asked(wanted))
    chosen = pick(catalogue, wanted or ASSUMED)
    others = [n for n in ANSWERS if n not in names and getattr(wanted, n) in (None, ())]
    least = min(effect(catalogue, chosen, name) for name in names)

    assert all(effect(catalogue, chosen, name) <= least for name in others if name != "context")


def test_the_same_demands_lead_to_the_same_questions(catalogue: Catalogue) -> None:
    one, other = (counterquestions(catalogue, asked(SOME[1])) for _ in range(2))

    assert one == other


def test_who_said_everything_is_asked_nothing(catalogue: Catalogue) -> None:
    assert counterquestions(catalogue, asked(WHOLE)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"closed": True},
        {"listing": True},
        {"from_article": True},
        {"extreme": ("released", True)},
        {"page": 1},
        {"waived": frozenset(ANSWERS)},
        {"interview": ("purpose",)},
        {"intent": "fact"},
    ],
)
def test_nothing_is_asked_of_who_wants_no_question_or_no_single_choice(
    catalogue: Catalogue, changes: dict[str, object]
) -> None:
    question = replace(asked(Constraints(commercial=True)), **changes)  # type: ignore[arg-type]

    assert counterquestions(catalogue, question) == ()


def test_nothing_is_asked_where_nothing_qualifies(catalogue: Catalogue) -> None:
    assert counterquestions(catalogue, asked(Constraints(memory_gb=0.01))) == ()


def test_an_answer_that_changes_nothing_has_no_effect(catalogue: Catalogue) -> None:
    chosen = pick(catalogue, Constraints(task="understanding"))

    assert effect(catalogue, chosen, "commercial") == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_question_can_be_put_in_both_languages(language: str) -> None:
    for names in itertools.combinations(QUESTIONS, 2):
        text = worded(names, language)
        assert text.count("？" if language == "zh" else "?") >= len(names)

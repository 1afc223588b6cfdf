"""What the tests of the bot share beyond tests/conftest.py: an open index, and a desk over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.articles import Article
from knowledge.index import Index, open_index
from knowledge.names import Names
from knowledge.settings import load_settings
from tests.bot.desk import Desk
from tests.fakes import WordEmbeddings


@pytest.fixture(scope="session")
def index(index_dir: Path) -> Iterator[Index]:
    opened = open_index(index_dir, "words", WordEmbeddings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def desk(names: Names, articles: tuple[Article, ...], index: Index) -> Desk:
    return Desk(names, articles, index)


@pytest.fixture(scope="session")
def real_weights() -> Path:
    """The folder of the default chat model's weights; for tests that are marked `weights`."""
    return load_settings().weights_dir

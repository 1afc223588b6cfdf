"""A build does what is needed and no more, and whatever befalls it, readers never notice."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from indexer.build import build_index
from indexer.task import Built
from knowledge.articles import Article
from knowledge.errors import DataFolderError, EmbeddingError, IndexBusy, ModelSageError
from knowledge.index import Index, open_index
from tests.fakes import WordEmbeddings, tiny_article

ROOT = Path(__file__).parents[2]
ZEBRA = tiny_article(animal="Zebras gallop.", place="Savannas are wide.")
WHALE = tiny_article(animal="Whales dive.", place="Oceans are deep.")

# Builds one version after the other, and tells which one is done.
ENDLESS = """
import itertools, sys
from pathlib import Path
from indexer.build import build_index
from tests.fakes import WordEmbeddings, tiny_article

texts = {f"s{n}": f"Section {n} is about subject{n}." for n in range(40)}
for version in itertools.count():
    article = tiny_article(version=f"This is version{version}.", **texts)
    build_index(Path(sys.argv[1]), [article], "words", WordEmbeddings, lambda *_: None)
    print(version, flush=True)
"""


READER = """
import sys, time
from pathlib import Path
from knowledge.index import open_index
from tests.fakes import WordEmbeddings

index = open_index(Path(sys.argv[1]), "words", WordEmbeddings)
print("open", flush=True)
time.sleep(600)
"""


def build(folder: Path, *articles: Article, name: str = "words") -> Built:
    return build_index(folder, articles, name, WordEmbeddings, lambda *_: None)


def open_words(folder: Path) -> Index:
    return open_index(folder, "words", WordEmbeddings)


def best(folder: Path, query: str) -> str:
    """The text of the best hit in the index of a folder."""
    reader = open_words(folder)
    try:
        return reader.search(query, 1)[0].chunk.text
    finally:
        reader.close()


def generation(folder: Path) -> str:
    return (folder / "index" / "CURRENT").read_text(encoding="utf-8").strip()


def test_a_build_tells_what_it_did_and_how_far_it_is(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []

    built = build_index(
        tmp_path, [ZEBRA], "words", WordEmbeddings, lambda *how_far: heard.append(how_far)
    )

    assert built.rebuilt
    assert (built.read, built.embedded) == (1, 2)
    assert (built.manifest.chunks, built.manifest.documents) == (2, 1)
    assert built.manifest.embedding_model == "words"
    assert heard == [
        ("reading", 1, 1),
        ("embedding", 0, 2),
        ("embedding", 2, 2),
        ("writing", 0, 2),
        ("writing", 2, 2),
    ]


def test_documents_are_counted_once_for_all_their_languages(tmp_path: Path) -> None:
    built = build(tmp_path, ZEBRA, tiny_article("zh", animal="斑马在奔跑。"))

    assert (built.manifest.chunks, built.manifest.documents) == (3, 1)


def test_a_second_build_does_nothing(tmp_path: Path) -> None:
    first = build(tmp_path, ZEBRA)
    before = generation(tmp_path)

    second = build_index(
        tmp_path,
        [ZEBRA],
        "words",
        lambda: pytest.fail("no embedding model needs to be opened"),
        lambda *_: pytest.fail("there is nothing to be done"),
    )

    assert not second.rebuilt
    assert second.manifest == first.manifest
    assert generation(tmp_path) == before


def test_a_build_after_a_search_does_nothing(tmp_path: Path) -> None:
    build(tmp_path, ZEBRA)
    for _ in range(20):
        best(tmp_path, "zebras")

    assert not build(tmp_path, ZEBRA).rebuilt


@pytest.mark.parametrize(
    "changed",
    [
        tiny_article(animal="Zebras trot.", place="Savannas are wide."),
        tiny_article(place="Savannas are wide.", animal="Zebras gallop."),
        tiny_article(animal="Zebras gallop."),
        replace(ZEBRA, title="Stripes"),
        replace(ZEBRA, published="2025-01-01"),
    ],
    ids=["text", "order", "section removed", "title", "date"],
)
def test_a_changed_article_is_indexed_anew(tmp_path: Path, changed: Article) -> None:
    build(tmp_path, ZEBRA)

    assert build(tmp_path, changed).rebuilt
    assert not build(tmp_path, changed).rebuilt


def test_another_embedding_model_means_another_index(tmp_path: Path) -> None:
    for name in ("words", "other words") * 3:
        built = build(tmp_path, ZEBRA, name=name)

        assert built.rebuilt
        assert built.manifest.embedding_model == name


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("index/{}/manifest.json", b"garbage"),
        ("index/{}/order.json", b"[]"),
        ("index/{}/keywords/vocab.index.json", b""),
        ("index/CURRENT", b""),
        ("index/CURRENT", b"nowhere\n"),
        ("index/CURRENT", b"\xff\xfe"),
        ("index/{}/chroma/chroma.sqlite3", b"garbage" * 1_000),
    ],
)
def test_a_damaged_index_is_mended_by_a_build(tmp_path: Path, file: str, content: bytes) -> None:
    build(tmp_path, ZEBRA)
    (tmp_path / file.format(generation(tmp_path))).write_bytes(content)
    with pytest.raises(ModelSageError):
        open_words(tmp_path)

    assert build(tmp_path, ZEBRA).rebuilt
    assert best(tmp_path, "zebras") == "Zebras gallop."


def generations(folder: Path) -> set[str]:
    return {path.name for path in (folder / "index").iterdir() if path.is_dir()}


def test_a_generation_is_kept_as_long_as_somebody_reads_it(tmp_path: Path) -> None:
    build(tmp_path, ZEBRA)
    first, reader = generation(tmp_path), open_words(tmp_path)

    for article in (WHALE, tiny_article(a="Ants."), tiny_article(b="Bees.")):
        build(tmp_path, article)

        assert generations(tmp_path) == {first, generation(tmp_path)}
        assert reader.search("zebras", 1)[0].chunk.text == "Zebras gallop."

    reader.close()
    build(tmp_path, ZEBRA)
    assert generations(tmp_path) == {generation(tmp_path)}


def test_a_generation_that_another_process_reads_is_kept_until_it_dies(tmp_path: Path) -> None:
    build(tmp_path, ZEBRA)
    first = generation(tmp_path)
    command = [sys.executable, "-c", READER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"

        build(tmp_path, WHALE)
        assert generations(tmp_path) == {first, generation(tmp_path)}

        child.kill()
    build(tmp_path, tiny_article(b="Bees."))
    assert generations(tmp_path) == {generation(tmp_path)}


def test_of_two_builds_at_once_the_second_is_told_that_it_is_not_alone(tmp_path: Path) -> None:
    refused: list[IndexBusy] = []

    def progress(stage: str, done: int, _: int) -> None:
        if (stage, done) in (("reading", 1), ("writing", 0)):
            with pytest.raises(IndexBusy) as raised:
                build(tmp_path, WHALE)
            refused.append(raised.value)

    build_index(tmp_path, [ZEBRA], "words", WordEmbeddings, progress)

    assert len(refused) == 2
    assert str(tmp_path) in refused[0].message
    assert refused[0].hint
    assert best(tmp_path, "zebras") == "Zebras gallop."
    assert build(tmp_path, WHALE).rebuilt


class Failing(Embeddings):
    """Embeds the first text and breaks at the second."""

    batch_size = 1

    def __init__(self) -> None:
        self._left = 1

    def embed_query(self, text: str) -> list[float]:
        return WordEmbeddings().embed_query(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if not self._left:
            raise EmbeddingError("The model broke.", "Mend it.")
        self._left -= 1
        return WordEmbeddings().embed_documents(texts)


def no_model() -> Embeddings:
    raise EmbeddingError("There is no model.", "Install one.")


@pytest.mark.parametrize("open_embeddings", [no_model, Failing])
def test_a_build_that_fails_leaves_the_index_as_it_was(
    tmp_path: Path, open_embeddings: Callable[[], Embeddings]
) -> None:
    build(tmp_path, ZEBRA)

    with pytest.raises(EmbeddingError):
        build_index(tmp_path, [WHALE], "words", open_embeddings, lambda *_: None)

    assert best(tmp_path, "zebras") == "Zebras gallop."
    assert build(tmp_path, WHALE).rebuilt


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_is_killed_leaves_an_index_that_answers_and_is_finished_by_the_next(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    command = [sys.executable, "-c", ENDLESS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "0\n"
        time.sleep(chance.uniform(0.0, 0.6))
        child.send_signal(signal.SIGKILL)
        last = int((["0", *child.stdout.read().split()])[-1])

    assert best(tmp_path, "subject7") == "Section 7 is about subject7."
    # A build may have published its version without living to tell.
    assert best(tmp_path, "version") in {f"This is version{n}." for n in (last, last + 1)}

    assert build(tmp_path, ZEBRA).rebuilt
    assert best(tmp_path, "zebras") == "Zebras gallop."
    assert {path.name for path in (tmp_path / "index").iterdir()} == {
        *("CURRENT", "build.lock", "documents.sqlite", "vectors.sqlite"),
        generation(tmp_path),
    }


@pytest.mark.parametrize("below", ["", "below", "below/that"])
def test_a_folder_that_cannot_be_written_is_told_with_what_mends_it(
    tmp_path: Path, below: str
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    with pytest.raises(DataFolderError) as raised:
        build(file / below, ZEBRA)

    assert str(file) in raised.value.message
    assert "MODELSAGE_DATA_DIR" in raised.value.hint


def test_two_data_folders_never_touch(tmp_path: Path) -> None:
    zebras, whales = tmp_path / "zebras", tmp_path / "whales"
    build(zebras, ZEBRA)
    reader = open_words(zebras)
    before = {path: path.stat().st_mtime_ns for path in zebras.rglob("*") if path.is_file()}

    build(whales, WHALE)

    assert best(whales, "animal") == "Whales dive."
    assert reader.search("animal", 1)[0].chunk.text == "Zebras gallop."
    assert before == {path: path.stat().st_mtime_ns for path in zebras.rglob("*") if path.is_file()}


def test_an_index_over_nothing_finds_nothing(tmp_path: Path) -> None:
    build(tmp_path)

    assert open_words(tmp_path).search("anything", 3) == ()

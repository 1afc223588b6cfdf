"""A watched folder is indexed again soon after it changed, whatever a build does in between."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.build import build_index
from indexer.corpus import corpus
from indexer.sources import change_sources, with_one
from indexer.task import Built
from indexer.watch import watch_sources
from knowledge.errors import EmbeddingError
from knowledge.settings import Settings
from tests.fakes import WordEmbeddings

PAUSE = 0.2
SOON = 30.0  # seconds, on a machine that has other things to do


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "zebra.md").write_text("# Zebra\n\nIt gallops.\n", encoding="utf-8")
    return Settings(
        data_dir=tmp_path / "documents" / "data",  # below what is watched, and no document itself
        documents=(tmp_path / "documents",),
        embedding_model="words",
        _env_file=None,
    )


def build(settings: Settings) -> Built:
    items = corpus(settings).items
    return build_index(settings.data_dir, items, "words", WordEmbeddings, lambda *_: None)


@contextmanager
def watching(
    settings: Settings, build_once: Callable[[], Built]
) -> Iterator[tuple[list[Built], list[str]]]:
    """What was built and said while a watch is at work."""
    stop, built, said = threading.Event(), list[Built](), list[str]()

    def note() -> Built:
        built.append(build_once())
        return built[-1]

    def say(english: str, _: str) -> None:
        said.append(english)

    watch = threading.Thread(
        target=watch_sources, args=(settings, note, PAUSE, say, stop), daemon=True
    )
    watch.start()
    try:
        wait_for(lambda: len(said) > 0)
        yield built, said
    finally:
        stop.set()
        watch.join(SOON)
        assert not watch.is_alive()


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def test_a_change_is_built_once_it_is_over(settings: Settings) -> None:
    with watching(settings, lambda: build(settings)) as (built, _):
        wait_for(lambda: len(built) == 1)
        for n in range(5):
            path = settings.documents[0] / f"new{n}.md"
            path.write_text(f"# New {n}\n\nText number {n}.\n", encoding="utf-8")

        wait_for(lambda: built[-1].manifest.documents == 7)

        assert sum(one.rebuilt for one in built) <= 3
        time.sleep(5 * PAUSE)
        assert len(built) <= 4  # what a build writes is no change


def test_a_build_that_fails_is_told_and_tried_again(settings: Settings) -> None:
    broken = True

    def build_once() -> Built:
        if broken:
            raise EmbeddingError("The model broke.", "Mend it.")
        return build(settings)

    with watching(settings, build_once) as (built, said):
        wait_for(lambda: any("The model broke." in line for line in said))
        broken = False
        (settings.documents[0] / "whale.md").write_text("# Whale\n\nIt dives.\n", encoding="utf-8")

        wait_for(lambda: bool(built) and built[-1].manifest.documents == 3)


def test_what_is_added_later_is_watched_too(settings: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ant.md").write_text("# Ant\n\nIt walks.\n", encoding="utf-8")
    with watching(settings, lambda: build(settings)) as (built, _):
        wait_for(lambda: len(built) == 1)
        change_sources(settings.data_dir, lambda sources: with_one(other, sources))
        wait_for(lambda: built[-1].manifest.documents == 3)

        (other / "bee.md").write_text("# Bee\n\nIt hums.\n", encoding="utf-8")

        wait_for(lambda: built[-1].manifest.documents == 4)


def test_a_single_file_is_watched_even_where_it_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "zebra.md"
    file.write_text("# Zebra\n\nIt gallops.\n", encoding="utf-8")
    settings = Settings(
        data_dir=tmp_path / "data", documents=(file,), embedding_model="words", _env_file=None
    )
    with watching(settings, lambda: build(settings)) as (built, _):
        wait_for(lambda: len(built) == 1)
        draft = tmp_path / "draft"
        draft.write_text("# Zebra\n\nIt has many stripes.\n", encoding="utf-8")
        draft.replace(file)

        wait_for(lambda: len(built) == 2 and built[-1].rebuilt)

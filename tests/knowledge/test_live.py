"""A reader that stays open sees each new index at its next question, and the old one until then."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.build import build_index
from knowledge.errors import IndexMissing, IndexUnusable, ModelSageError
from knowledge.generations import current_generation
from knowledge.live import LiveIndex
from tests.fakes import WordEmbeddings, tiny_article


def build(folder: Path, version: int, name: str = "words") -> None:
    texts = {f"s{n}": f"Section {n} of version{version}." for n in range(20)}
    build_index(folder, [tiny_article(**texts)], name, WordEmbeddings, lambda *_: None)


def version(index: LiveIndex) -> int:
    (hit,) = index.search("section 7", 1)
    return int(hit.chunk.text.removesuffix(".").split("version")[1])


def generations(folder: Path) -> int:
    return sum(path.is_dir() for path in (folder / "index").iterdir())


@pytest.fixture
def told() -> list[ModelSageError]:
    return []


@pytest.fixture
def live(tmp_path: Path, told: list[ModelSageError]) -> Iterator[LiveIndex]:
    build(tmp_path, 1)
    index = LiveIndex(tmp_path, "words", WordEmbeddings, told.append)
    yield index
    index.close()


def test_a_new_index_is_searched_from_the_next_question_on(
    tmp_path: Path, live: LiveIndex, told: list[ModelSageError]
) -> None:
    for number in range(2, 6):
        assert version(live) == number - 1
        build(tmp_path, number)
        assert version(live) == number
        assert live.manifest.built_at
    assert told == []


def test_the_embedding_model_is_opened_once(tmp_path: Path) -> None:
    opened: list[WordEmbeddings] = []

    def open_model() -> WordEmbeddings:
        opened.append(WordEmbeddings())
        return opened[-1]

    build(tmp_path, 1)
    live = LiveIndex(tmp_path, "words", open_model)
    for number in range(2, 4):
        build(tmp_path, number)
        assert version(live) == number
    live.close()

    assert len(opened) == 1


def test_a_reader_that_slept_through_several_builds_sees_the_last(
    tmp_path: Path, live: LiveIndex
) -> None:
    for number in range(2, 5):
        build(tmp_path, number)
        assert generations(tmp_path) == 2  # the one that the reader still holds, and the new one

    assert version(live) == 4
    build(tmp_path, 5)
    assert version(live) == 5
    build(tmp_path, 5)
    assert generations(tmp_path) == 1


def test_where_the_new_index_cannot_be_opened_the_old_one_answers_and_it_is_told_once(
    tmp_path: Path, live: LiveIndex, told: list[ModelSageError]
) -> None:
    build(tmp_path, 2)
    generation = current_generation(tmp_path)
    assert generation is not None
    (generation / "order.json").write_bytes(b"[]")

    assert [version(live) for _ in range(3)] == [1, 1, 1]
    assert [type(error) for error in told] == [IndexUnusable]

    build(tmp_path, 2)
    assert version(live) == 2


def test_an_index_of_another_embedding_model_is_not_switched_to(
    tmp_path: Path, live: LiveIndex, told: list[ModelSageError]
) -> None:
    build(tmp_path, 2, "other words")

    assert version(live) == 1
    assert "other words" in told[0].message


def test_an_index_that_is_taken_away_goes_on_answering(
    tmp_path: Path, live: LiveIndex, told: list[ModelSageError]
) -> None:
    (tmp_path / "index" / "CURRENT").unlink()

    assert version(live) == 1
    assert [type(error) for error in told] == [IndexMissing]


def test_without_an_index_the_command_that_builds_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as raised:
        LiveIndex(tmp_path, "words", WordEmbeddings)

    assert "modelsage index build" in raised.value.hint


def test_threads_that_search_while_builds_switch_get_one_version_or_another(
    tmp_path: Path, live: LiveIndex, told: list[ModelSageError]
) -> None:
    over = threading.Event()

    def ask() -> set[int]:
        seen = set()
        while not over.is_set():
            hits = live.search("section 7", 20)
            assert len({hit.chunk.text.split("version")[1] for hit in hits}) == 1
            seen.add(version(live))
        return seen

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        for number in range(2, 8):
            build(tmp_path, number)
        over.set()
        seen = set().union(*(one.result() for one in asking))

    assert seen <= set(range(1, 8))
    assert len(seen) > 1
    assert told == []
    assert version(live) == 7
    build(tmp_path, 8)
    assert version(live) == 8
    build(tmp_path, 8)
    assert generations(tmp_path) == 1  # every other one was given back

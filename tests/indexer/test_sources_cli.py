"""The commands that name sources say what they did, and nothing is named that is not there."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from indexer.corpus import corpus
from knowledge.catalogue import load_catalogue
from knowledge.errors import DataFolderError, DocumentError, UsageError
from knowledge.settings import Settings
from tests.indexer.page_server import Answer, serving
from tests.knowledge.own_files import family, record


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MODELSAGE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    (tmp_path / "docs" / "a.md").write_text("A.", encoding="utf-8")
    (tmp_path / "docs" / "sub" / "b.md").write_text("B.", encoding="utf-8")


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["index", *words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def listed() -> Any:
    return json.loads(run("list", "--json"))


def test_what_is_added_is_listed_until_it_is_removed(tmp_path: Path) -> None:
    assert f"Added {tmp_path / 'docs'}: documents 2." in run("add", "docs")

    assert listed() == [
        {
            "source": str(tmp_path / "docs"),
            "kind": "folder",
            "named_by": "command",
            "documents": 2,
            "problems": [],
            "duplicates": [],
        }
    ]
    assert str(tmp_path / "docs") in run("list")
    assert "Removed" in run("remove", "docs")
    assert listed() == []


def test_what_is_covered_already_is_said_and_not_added_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "docs")
    covered = f"already covered by {tmp_path / 'docs'}"

    assert covered in run("add", "docs")
    assert covered in run("add", "docs/sub/b.md")
    assert len(listed()) == 1

    run("remove", "docs")
    monkeypatch.setenv("MODELSAGE_DOCUMENTS", "docs")
    assert covered in run("add", "docs/sub")
    assert [row["named_by"] for row in listed()] == ["setting"]


def test_a_path_that_does_not_exist_is_an_error_and_nothing_is_added() -> None:
    with pytest.raises(UsageError, match=r"There is no .*nowhere"):
        run("add", "docs", "nowhere")

    assert listed() == []


def test_a_file_that_is_not_read_is_not_added(tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(b"x")

    assert "Save it as DOCX" in run("add", "old.doc", "docs/a.md", code=1)
    assert [row["kind"] for row in listed()] == ["file"]


def test_problems_of_a_folder_are_told_when_it_is_added_and_listed(tmp_path: Path) -> None:
    (tmp_path / "docs" / "loop.md").symlink_to("loop.md")

    assert "leads nowhere" in run("add", "docs", code=1)
    assert "leads nowhere" in run("list")
    assert "leads nowhere" in listed()[0]["problems"][0]


def test_the_same_content_in_several_places_is_told_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "docs" / "c.md").write_text("B.", encoding="utf-8")
    run("add", "docs")

    places = [str(tmp_path / "docs" / name) for name in ("c.md", "sub/b.md")]
    assert listed()[0]["duplicates"] == [places]
    assert f"the same in several places: {', '.join(places)}" in run("list")


def test_records_among_documents_are_read_by_the_catalogue(tmp_path: Path) -> None:
    text = family("acme", record("acme-1"))
    (tmp_path / "docs" / "acme.yaml").write_text(text, encoding="utf-8")

    assert "documents 2." in (told := run("add", "docs"))
    assert "acme.yaml holds model records" in told
    assert "acme-1" in load_catalogue(own=tmp_path / "data" / "models").models
    assert [(row["kind"], row["documents"]) for row in listed()] == [("folder", 2), ("records", 0)]
    found = corpus(Settings(data_dir=tmp_path / "data"))
    assert "acme.yaml" not in " ".join(item.id for item in found.items)

    run("remove", "docs")
    assert "acme-1" not in load_catalogue(own=tmp_path / "data" / "models").models
    assert listed() == []


def test_a_file_of_records_can_be_added_and_removed_by_itself(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(family("acme", record("acme-1")), encoding="utf-8")

    assert "holds model records" in run("add", "acme.yaml")
    assert "already read" in run("add", "acme.yaml")
    assert [row["kind"] for row in listed()] == ["records"]
    run("remove", "acme.yaml")
    assert listed() == []


def test_records_that_came_into_a_folder_later_are_taken_when_they_are_named(
    tmp_path: Path,
) -> None:
    run("add", "docs")
    path = tmp_path / "docs" / "acme.yaml"
    path.write_text(family("acme", record("acme-1")), encoding="utf-8")
    item = corpus(Settings(data_dir=tmp_path / "data")).items[3]
    with pytest.raises(DocumentError, match="model records") as error:
        item.load()
    assert "modelsage index add FILE" in error.value.hint

    assert "holds model records" in run("add", "docs/acme.yaml")
    assert len(corpus(Settings(data_dir=tmp_path / "data")).items) == 4


def test_records_that_are_wrong_are_told_with_their_line_and_not_taken(tmp_path: Path) -> None:
    wrong = family("acme", record("acme-1", "context: {value: many, source: card}"))
    (tmp_path / "acme.yaml").write_text(wrong, encoding="utf-8")

    told = run("add", "acme.yaml", code=1)

    assert f"{tmp_path / 'acme.yaml'}:" in told
    assert listed() == []


def test_only_what_was_added_can_be_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGE_DOCUMENTS", "docs")

    with pytest.raises(UsageError) as error:
        run("remove", "docs")
    assert "MODELSAGE_DOCUMENTS" in error.value.hint
    with pytest.raises(UsageError, match="not among the sources"):
        run("remove", "https://example.org/")


def test_a_source_that_is_gone_from_the_disk_can_still_be_removed(tmp_path: Path) -> None:
    run("add", "docs/a.md")
    (tmp_path / "docs" / "a.md").unlink()

    assert "cannot be read" in run("list")
    assert "Removed" in run("remove", "docs/a.md")


def test_pages_are_fetched_when_added_and_refreshed_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELSAGE_PRIVATE_PAGES", "true")
    with serving(p=Answer(b"<p>Old.</p>", headers={"ETag": '"1"'})) as site:
        address = f"{site.url}/p"
        assert f"Added {address}." in run("add", f"{address}#part")
        assert "already covered" in run("add", address)
        assert "unchanged" in run("refresh")
        site.answers["/p"] = Answer(b"<p>New.</p>", headers={"ETag": '"2"'})
        assert "changed." in run("refresh", address)
        site.answers["/p"] = Answer(status=503)
        assert "503" in run("refresh", code=1)
        (row,) = listed()
        assert (row["kind"], row["documents"]) == ("page", 1)
        run("remove", address)
    assert list((tmp_path / "data" / "pages").iterdir()) == []


def test_a_page_that_cannot_be_fetched_is_not_added() -> None:
    told = run("add", "http://127.0.0.1:9/", code=1)

    assert "no public address" in told
    assert "MODELSAGE_PRIVATE_PAGES" in told
    assert listed() == []


def test_a_damaged_list_of_sources_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sources.json").write_text('{"format": 1, "pa')

    with pytest.raises(DataFolderError, match=r"sources\.json is damaged"):
        run("list")


def test_what_the_commands_say_is_said_in_chinese_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGE_LANGUAGE", "zh")

    assert "没有其他来源" in run("list")
    assert "已添加" in run("add", "docs")
    assert "已包含在" in run("add", "docs/sub")
    assert "文件夹，文档 2 份" in run("list")
    assert "没有添加过网页" in run("refresh")
    assert "已移除" in run("remove", "docs")

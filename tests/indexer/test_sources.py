"""What the team named is kept whole, whoever writes it and whatever becomes of the file."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from indexer.sources import (
    Sources,
    change_sources,
    cover,
    expanded,
    read_sources,
    sources_file,
    with_one,
    without,
)
from knowledge.errors import DataFolderError

ROOT = Path(__file__).parents[2]
ADDING = """
import sys
from functools import partial
from pathlib import Path
from indexer.sources import change_sources, with_one

for number in range(20):
    change_sources(Path(sys.argv[1]), partial(with_one, Path(f"/{sys.argv[2]}/{number}")))
"""


def add(folder: Path, one: Path | str) -> Sources:
    return change_sources(folder, partial(with_one, one))


def test_sources_are_kept_in_the_order_in_which_they_were_added_and_once(tmp_path: Path) -> None:
    for one in (Path("/b"), "https://example.org/x", Path("/a"), Path("/b")):
        add(tmp_path / "new", one)

    kept = read_sources(tmp_path / "new")
    assert kept == Sources((Path("/b"), Path("/a")), ("https://example.org/x",))


def test_what_is_removed_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    for one in (Path("/政策"), Path("/a"), "https://example.org/x"):
        add(tmp_path, one)

    change_sources(tmp_path, partial(without, (Path("/a"), "https://example.org/x")))

    assert read_sources(tmp_path) == Sources((Path("/政策"),))


def test_before_anything_is_added_there_are_no_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == Sources()


def test_processes_that_add_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", ADDING, tmp_path, name], cwd=ROOT)
        for name in ("one", "two")
    ]

    assert [process.wait(60) for process in started] == [0, 0]
    assert len(read_sources(tmp_path).paths) == 40


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"format": 1, "paths": ["/a"',
        b"[]",
        b'{"format": 99, "paths": [], "addresses": []}',
        b'{"format": 1, "paths": [7], "addresses": []}',
        b'{"format": 1}',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_file_is_told_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    sources_file(tmp_path).write_bytes(content)

    with pytest.raises(DataFolderError, match=r"sources\.json is damaged") as error:
        read_sources(tmp_path)
    assert "index add" in error.value.hint
    with pytest.raises(DataFolderError, match=r"sources\.json is damaged"):
        add(tmp_path, Path("/b"))
    assert sources_file(tmp_path).read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(DataFolderError, match="cannot be written"):
        add(tmp_path / "file", Path("/a"))


@pytest.mark.parametrize(
    ("path", "covering"), [("/a", "/a"), ("/a/b/c.md", "/a"), ("/ab", None), ("/", None)]
)
def test_a_source_covers_what_is_in_it(path: str, covering: str | None) -> None:
    assert cover(Path(path), [Path("/x"), Path("/a")]) == (Path(covering) if covering else None)


def test_paths_are_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/ada")

    assert expanded([Path("a/../b"), Path("~/docs")]) == (tmp_path / "b", Path("/home/ada/docs"))

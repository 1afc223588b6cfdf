"""A folder is walked in an order that does not change, and what cannot be read there is told."""

import os
import socket
from pathlib import Path

import pytest

from indexer.discover import discover


def found(folder: Path) -> list[str]:
    return [one.path.relative_to(folder).as_posix() for one in discover(folder)[0]]


def told(folder: Path) -> list[str]:
    return [f"{problem.message} {problem.hint}" for problem in discover(folder)[1]]


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.", encoding="utf-8")


def test_documents_of_all_kinds_are_found_in_order(tmp_path: Path) -> None:
    names = ["B.MD", "a.txt", "sub/c.pdf", "sub/deep/d.YAML", "z.docx", "政策.html"]
    write(tmp_path, *reversed(names))

    assert found(tmp_path) == [
        "B.MD",
        "a.txt",
        "z.docx",
        "政策.html",
        "sub/c.pdf",
        "sub/deep/d.YAML",
    ]
    assert told(tmp_path) == []


def test_hidden_files_leftovers_and_other_files_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path, ".hidden.md", ".git/a.md", "~$a.docx", "a.md~", "#a.md#", "b.md.swp", "c.md.tmp"
    )
    write(tmp_path, "node_modules/a.md", "__pycache__/a.txt", "CVS/a.txt", "__MACOSX/a.md")
    write(tmp_path, "picture.png", "code.py", "README", "kept.md")

    assert found(tmp_path) == ["kept.md"]
    assert told(tmp_path) == []


def test_formats_that_are_not_read_are_told_with_one_that_is(tmp_path: Path) -> None:
    write(tmp_path, "old.DOC", "table.ods", "kept.md")

    assert found(tmp_path) == ["kept.md"]
    assert [text.split("/")[-1] for text in told(tmp_path)] == [
        "old.DOC is of a kind that is not read. Save it as DOCX.",
        "table.ods is of a kind that is not read. Save it as XLSX.",
    ]


def test_loops_of_links_end_and_links_inside_the_folder_find_nothing_twice(tmp_path: Path) -> None:
    write(tmp_path, "a/one.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "twin.md").symlink_to("a/one.md")

    assert found(tmp_path) == ["a/one.md"]
    assert told(tmp_path) == []


def test_links_to_nowhere_to_themselves_and_out_of_the_folder_are_told(tmp_path: Path) -> None:
    write(tmp_path, "in/one.md", "out/two.md")
    folder = tmp_path / "in"
    (folder / "gone.md").symlink_to("nothing")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "outside").symlink_to(tmp_path / "out")

    assert found(folder) == ["one.md"]
    gone, loop, outside = told(folder)
    assert "gone.md is a link that leads nowhere" in gone
    assert "loop.md is a link that leads nowhere" in loop
    assert f"index add {tmp_path / 'out'}" in outside


@pytest.mark.skipif(os.geteuid() == 0, reason="Everything may be read by root.")
def test_a_folder_without_permission_is_told_and_the_rest_is_found(tmp_path: Path) -> None:
    write(tmp_path, "closed/a.md", "open/b.md")
    (tmp_path / "closed").chmod(0)
    try:
        assert found(tmp_path) == ["open/b.md"]
        assert "closed cannot be read: Permission denied" in told(tmp_path)[0]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_name_in_invalid_utf_8_is_told_in_characters_that_can_be_printed(tmp_path: Path) -> None:
    write(tmp_path, "kept.md")
    (tmp_path / os.fsdecode(b"pol\xeftica\n.md")).write_text("Text.", encoding="utf-8")

    assert found(tmp_path) == ["kept.md"]
    (text,) = told(tmp_path)
    assert "pol\\xeftica\\n.md has a name that is not valid UTF-8. Rename it." in text
    assert text.isprintable()


def test_pipes_and_sockets_are_told_and_not_opened(tmp_path: Path) -> None:
    write(tmp_path, "kept.md")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.md"))

        assert found(tmp_path) == ["kept.md"]
        assert ["is a pipe, a socket or a device" in text for text in told(tmp_path)] == [
            True,
            True,
        ]


def test_an_empty_folder_and_a_missing_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert "holds no document" in told(tmp_path / "empty")[0]
    assert "cannot be read: No such file" in told(tmp_path / "missing")[0]


def test_a_file_that_is_named_is_found_by_itself_or_told(tmp_path: Path) -> None:
    write(tmp_path, ".notes.md", "picture.png")

    assert [one.path.name for one in discover(tmp_path / ".notes.md")[0]] == [".notes.md"]
    assert "picture.png is of a kind that is not read" in told(tmp_path / "picture.png")[0]


def test_our_own_data_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, "data/pages/a.html", "docs/data/b.md")

    documents, problems = discover(tmp_path, tmp_path / "data")

    assert [one.path.name for one in documents] == ["b.md"]
    assert problems == []

"""YAML as people write it: read as it stands, refused with the line of what is wrong in it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import RecordError
from knowledge.yaml_file import DEEPEST, LARGEST, line_of, parse, read_text

FILE = Path("acme.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: [on, off, yes, NO, y, n]", {"a": ["on", "off", "yes", "NO", "y", "n"]}),
        ("a: 2023-07-18", {"a": "2023-07-18"}),
        ("a: 2023-07", {"a": "2023-07"}),
        ("a: true", {"a": True}),
        ("a: 7", {"a": 7}),
        ("a: 1.5", {"a": 1.5}),
        ("a: null", {"a": None}),
        ("a: 通义千问", {"a": "通义千问"}),
        ("a: {b: 1}\nc: {b: 1}", {"a": {"b": 1}, "c": {"b": 1}}),
        ("", None),
        ("# nothing\n", None),
    ],
)
def test_what_was_written_is_what_is_read(text: str, value: Any) -> None:
    assert parse(text, FILE) == value


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a'"),
        ("a:\n  b: 1\n  b: 2\n", 3, "'b'"),
        ("a: {\n", 2, ""),
        ("a: 1\n\tb: 2\n", 2, "tab"),
        ("a: 'half\n", 2, ""),
        ("a: 1\n---\nb: 2\n", 2, "document"),
        ("a: 1\nb: *unknown\n", 2, "alias"),
        ("a: 1\nb: !!python/object/apply:os.getcwd []\n", 2, "os.getcwd"),
        ("a: 1\nb: c: d\n", 2, ""),
        ("a: 1\n? [b]\n: c\n", 2, "key"),
        ("a: 1\n{b: c}: d\n", 2, "key"),
        ("a: 1\nb: \x00\n", 2, "control character"),
        ("名: 甲乙丙丁\nb: \x07\nc: 1\n", 2, "control character"),
        ("a: 1\nb: !!int x\n", 2, "no int"),
        ("a: 1\nb: !!int ''\n", 2, "no int"),
        ("a: 1\nb: !!bool x\n", 2, "no bool"),
        ("a: 1\nb: !!timestamp x\n", 2, "no timestamp"),
        ("a: 1\nb: !!map x\n", 2, ""),
        ("a: 1\nb: " + "[" * 60 + "]" * 60, 2, "more than 50"),
        ("a: 1\nb:\n" + "- " * 60 + "x", 3, "more than 50"),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(RecordError) as raised:
        parse(text, FILE)

    assert raised.value.message.startswith(f"acme.yaml:{line}: ")
    assert told in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3_000,
        "a: &a [*a]\nb: &b {c: *b}",
        "9" * 5_000,
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(100)),
    ],
    ids=["unclosed brackets", "a list in itself", "a number of 5000 digits", "many aliases"],
)
def test_strange_yaml_is_read_or_refused_in_a_sentence(text: str) -> None:
    told = "acme.yaml"
    try:
        parse(text, FILE)
    except RecordError as error:
        told = error.message

    assert told.startswith("acme.yaml")


def test_brackets_without_end_do_not_end_the_program() -> None:
    program = (
        "from pathlib import Path\nfrom knowledge.errors import RecordError\n"
        "from knowledge.yaml_file import parse\n"
        "try:\n    parse('[' * 30_000, Path('acme.yaml'))\nexcept RecordError as e:\n    print(e)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert done.returncode == 0
    assert done.stdout.startswith("acme.yaml:1: ")


def test_lists_in_one_another_are_read_up_to_the_depth_that_is_refused() -> None:
    found = parse("[" * DEEPEST + "]" * DEEPEST, FILE)

    for _ in range(DEEPEST - 1):
        (found,) = found
    assert found == []
    with pytest.raises(RecordError):
        parse("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), FILE)


TEXT = """\
id: acme
common:
  context: {value: 1, source: card}
models:
  - id: one
    facts:
      context:
        value: 1
  - id: two
    facts: {context: {value: 2}}
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (["id"], 1),
        (["common", "context"], 3),
        (["models"], 4),
        (["models", "one"], 5),
        (["models", "one", "facts", "context", "value"], 8),
        (["models", "two", "facts", "context", "value"], 10),
        (["models", 1], 9),
        (["models", "one", "facts", "licence"], 6),  # the deepest part that the text has
        (["models", 7], 4),
        (["nowhere"], 1),
        ([], 1),
    ],
)
def test_a_field_is_found_in_its_line(where: list[str | int], line: int) -> None:
    assert line_of(TEXT, where) == line


def test_an_empty_text_has_no_lines() -> None:
    assert line_of("", ["id"]) is None


def test_a_mark_of_utf_8_at_the_start_belongs_to_no_key(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_bytes("\ufeffid: acme\r\nname: 甲\r\n".encode())

    assert parse(read_text(path), path) == {"id": "acme", "name": "甲"}


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_bytes(b"id: acme\nname: \xff\n")

    with pytest.raises(RecordError, match=r"acme\.yaml:2: not UTF-8"):
        read_text(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)  # a hole: it takes no room on the disk

    with pytest.raises(RecordError, match=r"acme\.yaml is larger than 64 MB") as raised:
        read_text(path)

    assert raised.value.hint


def test_a_folder_a_missing_file_and_a_broken_link_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nothing")

    for name in ("folder.yaml", "missing.yaml", "link.yaml"):
        with pytest.raises(RecordError, match=name) as raised:
            read_text(tmp_path / name)
        assert raised.value.hint

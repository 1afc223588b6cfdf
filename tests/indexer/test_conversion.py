"""No file can hang, exhaust or end the program that has it converted."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.conversion import Converter
from knowledge.errors import DocumentError
from tests.indexer.samples import docx

MEGABYTE = 2**20


@pytest.fixture
def converter() -> Iterator[Converter]:
    converter = Converter(largest=5 * MEGABYTE, timeout=30, memory=1024 * MEGABYTE)
    yield converter
    converter.close()


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_files_are_converted_one_after_the_other(tmp_path: Path, converter: Converter) -> None:
    text = write(tmp_path, "a.txt", "政策。".encode())
    word = write(tmp_path, "b.docx", docx("# Scope", "All teams."))

    for _ in range(2):
        assert converter.convert(text, "text").parts[0].text == "政策。"
        part = converter.convert(word, "docx").parts[0]
        assert (part.headings, part.text) == (("Scope",), "All teams.")


def test_a_failure_is_told_and_the_next_file_is_converted(
    tmp_path: Path, converter: Converter
) -> None:
    bad = write(tmp_path, "bad.pdf", b"%PDF-1.7 rubbish")
    good = write(tmp_path, "good.txt", b"Good.")

    with pytest.raises(DocumentError, match="damaged"):
        converter.convert(bad, "pdf")
    assert converter.convert(good, "text").parts[0].text == "Good."


def test_a_file_that_is_too_large_is_told_without_being_read(
    tmp_path: Path, converter: Converter
) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(2**30)  # bytes that take no room on the disk
    started = time.monotonic()

    with pytest.raises(DocumentError, match="larger than 5 MB") as error:
        converter.convert(huge, "text")

    assert "MODELSAGE_LARGEST_DOCUMENT" in error.value.hint
    assert time.monotonic() - started < 5


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_converted(tmp_path: Path) -> None:
    slow = write(tmp_path, "slow.md", b"[a](" * 100_000 + b"\n\n" + b"a **b " * 200_000)
    good = write(tmp_path, "good.txt", b"Good.")
    hasty = Converter(timeout=0.4)
    started = time.monotonic()

    with pytest.raises(DocumentError, match=r"longer than 0\.4 seconds") as error:
        hasty.convert(slow, "markdown")

    assert time.monotonic() - started < 5
    assert "MODELSAGE_DOCUMENT_TIMEOUT" in error.value.hint
    patient = Converter()
    assert patient.convert(good, "text").parts[0].text == "Good."
    hasty.close()
    patient.close()


def test_a_file_that_exhausts_memory_is_told_and_the_next_one_converted(tmp_path: Path) -> None:
    converter = Converter(largest=64 * MEGABYTE, memory=250 * MEGABYTE)
    greedy = write(tmp_path, "greedy.txt", b"many words " * 5_000_000)
    good = write(tmp_path, "good.txt", b"Good.")

    with pytest.raises(DocumentError, match="memory"):
        converter.convert(greedy, "text")

    assert converter.convert(good, "text").parts[0].text == "Good."
    converter.close()


def test_a_pipe_in_the_place_of_a_file_does_not_block(tmp_path: Path, converter: Converter) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(DocumentError, match="no file"):
        converter.convert(tmp_path / "pipe.txt", "text")


def test_a_file_that_is_gone_is_told(tmp_path: Path, converter: Converter) -> None:
    with pytest.raises(DocumentError, match="cannot be read: No such file"):
        converter.convert(tmp_path / "gone.txt", "text")


def test_a_converter_that_was_closed_begins_anew(tmp_path: Path, converter: Converter) -> None:
    good = write(tmp_path, "good.txt", b"Good.")
    converter.convert(good, "text")
    converter.close()

    assert converter.convert(good, "text").parts[0].text == "Good."

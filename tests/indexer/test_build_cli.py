"""`index build` and `index status` tell what was done, in the language that is set, by their exit codes too."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "zebra.md").write_text("# Zebra\n\nIt gallops.\n", encoding="utf-8")
    return folder


def start(documents: Path, *words: str, language: str = "en") -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "MODELSAGE_DATA_DIR": str(documents.parent / "data"),
        "MODELSAGE_DOCUMENTS": str(documents),
        "MODELSAGE_LANGUAGE": language,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "index", *words],
        cwd=documents.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(documents: Path, *words: str, language: str = "en") -> tuple[int, str, str]:
    """The exit code, and what was said on stdout and stderr."""
    with start(documents, *words, language=language) as child:
        out, err = child.communicate(timeout=200)
    return child.returncode, out, err


@pytest.mark.parametrize(
    ("language", "left_out", "built", "current"),
    [
        ("en", "Left out: ", "Index built: ", "Index up to date: "),
        ("zh", "未编入：", "索引已建好：", "索引已是最新："),
    ],
)
def test_a_broken_document_is_told_and_means_exit_code_1(
    documents: Path, language: str, left_out: str, built: str, current: str
) -> None:
    broken = documents / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")

    code, out, err = run(documents, "build", language=language)
    assert (code, out) == (1, "")
    assert f"{left_out}{broken}" in err
    assert built in err

    code, _, err = run(documents, "build", language=language)
    assert code == 1
    assert current in err

    broken.unlink()
    code, _, err = run(documents, "build", language=language)
    assert (code, err.count("\n")) == (0, 1)


def test_an_interrupted_build_leaves_with_130_and_the_next_one_finishes(documents: Path) -> None:
    for n in range(40):
        text = f"Report {n} is about subject {n}. " * 12
        (documents / f"report{n}.md").write_text(f"# Report {n}\n\n{text}\n", encoding="utf-8")
    with start(documents, "build") as child:
        assert child.stderr is not None
        while "Embedding" not in child.stderr.readline():
            pass
        time.sleep(0.5)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=200)
    assert child.returncode == 130
    assert "Traceback" not in err

    assert run(documents, "build")[0] == 0
    code, out, _ = run(documents, "status", "--json")
    found = json.loads(out)
    assert (code, found["documents"], found["new"], found["changed"]) == (0, 42, [], [])

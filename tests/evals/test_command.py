"""`modelsage eval` as a command: what it prints, keeps and says, and with which exit code."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from bot.evaluation.questions import load_questions

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds until the command counts as stuck


def start(data: Path, *words: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "eval", *words],
        cwd=data,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(data),
            "PYTHONPATH": str(ROOT),
            "MODELSAGE_DATA_DIR": str(data),
            "MODELSAGE_CHAT_MODEL": "none",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A background job inherits an ignored SIGINT, and Python would leave it so.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def finish(data: Path, *words: str | Path) -> tuple[int, str, str]:
    with start(data, *words) as process:
        out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def test_the_table_is_printed_and_every_answer_kept(data: Path, tmp_path: Path) -> None:
    kept = tmp_path / "answers.jsonl"
    code, out, err = finish(data, "--no-model", "--only", "f-en-0", "--out", kept)
    assert code == 0, err
    asked = [q.id for q in load_questions() if q.id.startswith("f-en-0")]
    answers = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert re.search(rf"^\| all +\| \d+/{len(asked)} ", out, re.MULTILINE)
    assert f"{len(asked)}/{len(asked)} answers" in err
    assert [answer["id"] for answer in answers] == asked
    assert all({"way", "right", "faults", "verdict"} <= set(answer) for answer in answers)


def test_the_figures_can_be_had_as_json(data: Path) -> None:
    code, out, err = finish(data, "--no-model", "--each", "1", "--only", "r-", "--json")
    figures = json.loads(out)["ModelSage without a chat model"]["figures"]
    assert code == 0, err
    assert figures["refusal"]["questions"] == figures["all"]["questions"] == 2
    assert {"zh", "en"} <= set(figures)


def test_an_interruption_prints_what_was_scored_so_far(data: Path) -> None:
    with start(data, "--no-model") as process:
        assert process.stderr is not None
        assert f"/{len(load_questions())} answers" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    row = re.search(r"^\| all +\| \d+/(\d+) ", out, re.MULTILINE)
    assert process.returncode == 130
    assert "what was scored so far" in err
    assert row is not None
    assert 0 < int(row[1]) < len(load_questions())


def test_questions_of_ones_own_are_asked(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(
        json.dumps(
            {
                "id": "mine",
                "kind": "fact",
                "language": "zh",
                "question": "BLOOM 有多少参数？",
                "must": [["1760 亿"]],
                "must_not": [],
                "abstained": False,
            }
        ),
        encoding="utf-8",
    )
    code, out, err = finish(data, "--no-model", "--questions", file)
    assert code == 0, err
    assert re.search(r"^\| all +\| 1/1 ", out, re.MULTILINE)


def test_what_cannot_be_asked_is_told_with_what_mends_it(data: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.jsonl"
    wrong: list[tuple[tuple[str | Path, ...], str]] = [
        (("--no-model", "--questions", none), "--questions"),
        (("--no-model", "--only", "zzz"), "An id looks like"),
        (("--plain", "--no-model"), "needs a model"),
        (("--plain",), "modelsage weights fetch"),
    ]
    for words, hint in wrong:
        code, out, err = finish(data, *words)
        assert (code, out) == (2, "")
        assert hint in err

"""`modelsage check`: what it prints, in which language, and what it says to a file it cannot read."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from bot.check_cli import check_batch, check_file
from bot.claims import Claim
from bot.claims_view import claims_text
from knowledge.errors import ModelSageError, UsageError
from knowledge.settings import load_settings

ROOT = Path(__file__).parents[2]
KEYS = {"sentence", "model", "field", "claimed", "known", "verdict", "source"}
WRONG = "BLOOM has 17 billion parameters. PaLM 2 has 340 billion parameters. GPT-J has 6 billion."
CLAIM = Claim(
    "BLOOM has 17 billion parameters.",
    "BLOOM",
    "parameters",
    "17 billion",
    "176 billion",
    "contradicted",
    "a card",
)


def _file(folder: Path, content: str | bytes) -> str:
    path = folder / "text.md"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_json_lists_each_claim_with_its_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_file(load_settings(), _file(tmp_path, WRONG), as_json=True)

    claims = json.loads(capsys.readouterr().out)["claims"]
    assert [set(claim) for claim in claims] == [KEYS] * 3
    assert [claim["verdict"] for claim in claims] == ["contradicted", "unknown", "supported"]
    assert claims[0]["known"] == "176 billion"


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        (WRONG, ["Contradicted by the records", "Unknown: ", "Supported by the records"]),
        (
            "BLOOM 有 17 亿个参数。PaLM 2 有 3400 亿参数。GPT-J 有 60 亿参数。",
            ["与记录矛盾", "未知：", "与记录一致"],
        ),
    ],
)
def test_text_groups_the_wrong_first_in_the_language_of_the_text(
    text: str, heads: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_file(load_settings(), _file(tmp_path, text), as_json=False)

    out = capsys.readouterr().out
    places = [out.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    assert "\x1b" not in out


def test_no_line_is_wider_than_80_columns() -> None:
    long = Claim(
        "BLOOM 拥有 176 亿个参数，" * 30, "BLOOM", "parameters", "176 亿" * 30, "1760 亿，" * 40,
        "contradicted", "a card, https://example.org/card",
    )  # fmt: skip

    for language in ("en", "zh"):
        for line in claims_text([long, CLAIM], language).splitlines():
            wide = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
            assert wide <= 80, line


def test_a_text_without_claims_says_so() -> None:
    assert claims_text([], "en") == "No claim about a model was found that could be judged."
    assert claims_text([], "zh") == "没有找到可以判断的关于模型的说法。"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is no text"),
        ("BLOOM 有参数".encode("gb18030"), "is not UTF-8"),
        (b"a " * 3_000_000, "more than"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=says) as told:
        check_file(load_settings(), _file(tmp_path, content), as_json=True)

    assert told.value.exit_code == 2
    assert told.value.hint


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_a_file_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        check_file(load_settings(), str(tmp_path / name), as_json=True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_byte_order_mark_is_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_file(load_settings(), _file(tmp_path, WRONG.encode(encoding)), as_json=True)

    assert len(json.loads(capsys.readouterr().out)["claims"]) == 3


def test_a_batch_gives_a_line_for_each_text_and_tells_bad_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": "a", "text": WRONG}),
        json.dumps({"id": 2, "text": "BLOOM 有 1760 亿个参数。"}, ensure_ascii=False),
        "no json",
        json.dumps({"id": "empty", "text": " "}),
        json.dumps({"id": "none", "text": "Hello."}),
    ]
    with pytest.raises(ModelSageError, match="2 could not be checked"):
        check_batch(load_settings(), Path(_file(tmp_path, "\n".join(lines))))

    printed = capsys.readouterr()
    found = [json.loads(line) for line in printed.out.splitlines()]
    assert [one["id"] for one in found] == ["a", 2, None, "empty", "none"]
    assert [len(one["claims"]) for one in found if "claims" in one] == [3, 1, 0]
    assert "line 3" in printed.err
    assert "line 4" in printed.err


def _run(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "check", *arguments],
        input=said,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_the_command_reads_standard_input_and_ends_with_0_whatever_it_found() -> None:
    done = _run("-", "--json", said=WRONG)

    assert done.returncode == 0
    assert {c["verdict"] for c in json.loads(done.stdout)["claims"]} >= {"contradicted"}


@pytest.mark.parametrize("arguments", [(), ("-", "--batch", "x.jsonl")])
def test_the_command_takes_a_file_or_a_batch(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments)

    assert done.returncode == 2
    assert "--batch" in done.stderr

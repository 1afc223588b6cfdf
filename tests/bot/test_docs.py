"""The README describes every command, setting, JSON key and exit code, and none that is not there."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli import app
from knowledge.catalogue import Catalogue
from knowledge.settings import Settings
from tests.bot.contract import ANSWER_KEYS, HIT_KEYS, SOURCE_KEYS, TIMINGS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _rows(section: str) -> dict[str, str]:
    """The first cell of each row of a section's table, and the rest of the row."""
    body = re.search(rf"^#+ {section}$(.*?)(?=^#|\Z)", README, re.MULTILINE | re.DOTALL)
    assert body is not None, f"README.md has no section {section}"
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", body[1], re.MULTILINE)
    return {first: rest for first, rest in rows if first.startswith("`")}


def _commands(group: Any, path: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            found |= _commands(command, f"{path} {name}")
        else:
            found[f"{path} {name}"] = command
    return found


def all_commands() -> dict[str, Any]:
    """Every command by the words that call it, as typer knows them."""
    return _commands(typer.main.get_command(app), "modelsage")


@pytest.mark.parametrize("command", sorted(all_commands()))
def test_every_command_is_described_with_all_its_options(command: str) -> None:
    described = " ".join(cell for cell in _rows("Commands") if f"`{command}" in cell)

    assert described
    options = [o for p in all_commands()[command].params for o in p.opts if o.startswith("--")]
    for option in options:
        assert option in described or option == "--help", option


def test_no_command_is_described_that_is_not_there() -> None:
    described = re.findall(r"`(modelsage(?: [a-z]+)+)", " ".join(_rows("Commands")))

    assert described
    assert set(described) <= set(all_commands())


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_is_described_with_its_default(field: str) -> None:
    row = _rows("Settings")[f"`MODELSAGE_{field.upper()}`"]
    default = Settings.model_fields[field].default

    if isinstance(default, str | int | float):
        assert f"`{default:g}`" in row if isinstance(default, float) else f"`{default}`" in row


def test_no_setting_is_described_that_is_not_there() -> None:
    described = {name.strip("`") for name in _rows("Settings")}

    assert described == {f"MODELSAGE_{name.upper()}" for name in Settings.model_fields}


def test_every_key_of_an_answer_is_described_in_order_and_no_other() -> None:
    described = [cell.strip("`") for cell in _rows("The JSON of an answer")]

    assert tuple(described) == (*ANSWER_KEYS, "explain")  # the last with --explain only


def test_every_key_within_an_answer_is_described() -> None:
    rows = _rows("The JSON of an answer")

    assert all(f"`{step}`" in rows["`timings_ms`"] for step in TIMINGS)
    assert all(f"`{key}`" in rows["`sources`"] for key in SOURCE_KEYS)
    assert all(f"`{key}`" in rows["`sentences`"] for key in ("kept", "dropped"))


def test_every_key_of_a_search_is_described() -> None:
    line = next(line for line in README.splitlines() if '"hits"' in line)

    assert re.findall(r'"(\w+)"', line) == ["query", "hits", *HIT_KEYS]


@pytest.mark.parametrize("code", ["0", "1", "2", "130"])
def test_every_exit_code_is_described(code: str) -> None:
    sentence = re.search(r"Exit codes:(.*?)\. ", README, re.DOTALL)

    assert sentence is not None
    assert re.search(rf"(?<!\d){code} \w", sentence[1])


def test_the_number_of_records_is_the_catalogues(catalogue: Catalogue) -> None:
    assert f"{len(catalogue.models)} sourced" in README.replace("\n", " ")


def test_every_target_that_the_readme_names_is_one_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^    |\| )make ([a-z]+)", README, re.MULTILINE))

    assert named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_that_the_documents_link_to_exists() -> None:
    for document in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / target).exists(), f"{document}: {target}"


def test_every_module_that_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(\w+\.py)\b", text))
    packages = ("bot", "knowledge", "indexer")
    there = {path.name for package in packages for path in (ROOT / package).rglob("*.py")}

    assert len(named) > 10
    assert named <= there


def test_the_readme_is_finished() -> None:
    assert not re.search(r"^FIGURES$|TODO|FIXME|XXX", README, re.MULTILINE)

"""Tasks are found by their words, and the simplest means is preferred where words are even."""

from pathlib import Path

import pytest

from knowledge.errors import RecordError
from knowledge.tasks import load_tasks


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("spam filter for our inbox", "classification"),
        ("write release notes", "writing"),
        ("统计每个月销售额总和", "exact"),
        ("把录音转文字", "speech"),
        ("nothing of the kind", None),
    ],
)
def test_a_task_is_found_by_its_words(text: str, task: str | None) -> None:
    found = load_tasks().find(text)
    assert (found.id if found else None) == task


def test_every_task_names_a_source_and_is_worded_in_both_languages() -> None:
    tasks = load_tasks()
    for task in tasks.tasks:
        assert tasks.sources[task.source].url.startswith("https://")
        assert task.text.en != task.text.zh


def test_a_task_without_its_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tasks.yaml"
    path.write_text(
        "sources: {}\ntasks:\n- {id: x, takes: llm, name: X, words: x, text: X, source: nowhere}\n",
        encoding="utf-8",
    )
    with pytest.raises(RecordError, match="nowhere"):
        load_tasks(path)

"""What a build says while it works and when it is done: a bar on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from indexer.task import Built, Reason, Stage

Say = Callable[[str, str], None]  # the same in English and in Chinese
Advance = Callable[[Stage, int, int], None]

SPARSELY = 30.0  # seconds between two lines
REASONS: dict[Reason, tuple[str, str]] = {
    "recipe": (
        "This version reads and splits documents in another way: all are read anew.",
        "此版本读取和切分文档的方式有变：将重新读取全部文档。",
    ),
    "model": (
        "The embedding model is not the one that the index was built with: all is embedded anew.",
        "嵌入模型与建索引时不同：将全部重新嵌入。",
    ),
    "server": (
        "The vectors are to be kept in another place than before: the index is written there anew.",
        "向量的存放位置与以前不同：将在新位置重写索引。",
    ),
    "index": (
        "The index that is there is damaged or of another version: it is built anew.",
        "现有索引已损坏或来自其他版本：将重建。",
    ),
    "kept": (
        "What was kept of earlier builds is damaged: all is read and embedded anew.",
        "以往建索引时保留的数据已损坏：将全部重新读取和嵌入。",
    ),
}
_STAGES: dict[Stage, tuple[str, str]] = {
    "reading": ("Reading documents", "读取文档"),
    "embedding": ("Embedding chunks", "嵌入文本块"),
    "writing": ("Writing the index", "写入索引"),
}


def speaker(language: str) -> Say:
    """Says a line on stderr in a language."""

    def say(english: str, chinese: str) -> None:
        typer.echo(chinese if language == "zh" else english, err=True)

    return say


def summary(built: Built, say: Say) -> None:
    """Say what a build did, and what it could not read."""
    for problem in built.problems:
        say(f"Left out: {problem.message}", f"未编入：{problem.message}")
        if problem.hint:
            typer.echo(f"  {problem.hint}", err=True)
    there = built.manifest
    if built.rebuilt:
        say(
            f"Index built: {there.chunks} chunks of {there.documents} documents; "
            f"{built.read} read, {built.embedded} chunks embedded.",
            f"索引已建好：{there.documents} 份文档，{there.chunks} 个文本块；"
            f"读取 {built.read} 份，嵌入 {built.embedded} 块。",
        )
    else:
        say(
            f"Index up to date: {there.chunks} chunks of {there.documents} documents.",
            f"索引已是最新：{there.documents} 份文档，{there.chunks} 个文本块。",
        )


@contextmanager
def progress(language: str) -> Iterator[Advance]:
    """Show how far a build is, on stderr."""
    if sys.stderr.isatty():
        with _bar(language) as advance:
            yield advance
    else:
        yield _lines(language)


def _lines(language: str) -> Advance:
    say = speaker(language)
    began: dict[Stage, float] = {}
    last = 0.0

    def advance(stage: Stage, done: int, total: int) -> None:
        nonlocal last
        english, chinese = _STAGES[stage]
        now = time.monotonic()
        if stage not in began:
            began[stage] = last = now
            say(f"{english}: {total} …", f"{chinese}：{total} …")
        elif now > last + SPARSELY and done:
            last = now
            rate = done / (now - began[stage])
            minutes = (total - done) / rate / 60
            say(
                f"{english}: {done} of {total}, {rate:.1f} a second, {minutes:.0f} min left",
                f"{chinese}：{done}/{total}，每秒 {rate:.1f}，约剩 {minutes:.0f} 分钟",
            )

    return advance


@contextmanager
def _bar(language: str) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), speed_estimate_period=60) as bar:
        shown: dict[Stage, TaskID] = {}
        began: dict[Stage, float] = {}

        def advance(stage: Stage, done: int, total: int) -> None:
            if stage not in shown:
                shown[stage] = bar.add_task(_STAGES[stage][language == "zh"], total=total, rate="")
                began[stage] = time.monotonic()
            spent = time.monotonic() - began[stage]
            rate = f"{done / spent:.1f}/s" if done and spent > 1 else ""
            bar.update(shown[stage], completed=done, total=total, rate=rate)

        yield advance

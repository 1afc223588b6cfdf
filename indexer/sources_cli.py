"""The commands that name what is to be indexed: add, remove, list, refresh."""

import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.errors import DocumentError, ModelSageError, UsageError
from knowledge.settings import Settings, output_language

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")
_Named = Annotated[
    list[str], typer.Argument(metavar="PATH|URL…", help="Files, folders and addresses of pages.")
]


def mount(app: typer.Typer) -> None:
    """Add the commands to those of the index."""
    app.command()(add)
    app.command()(remove)
    app.command(name="list")(list_sources)
    app.command()(refresh)


def add(context: typer.Context, named: _Named) -> None:
    """Name files, folders or web pages that are to be indexed; pages are fetched at once."""
    from indexer.source_adding import add_pages, add_paths

    settings: Settings = context.obj
    say = _speaker(settings)
    paths, addresses = _sorted_out(named)
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no {path}.", "Check its spelling; nothing was added.")
    new_paths, failures = add_paths(settings, paths, say)
    new_pages, unfetched = add_pages(settings, addresses, say)
    if new_paths or new_pages:
        say(
            "`modelsage index build` brings it into the index.",
            "运行 `modelsage index build` 编入索引。",
        )
    _tell((*failures, *unfetched))


def remove(context: typer.Context, named: _Named) -> None:
    """Take files, folders or pages off; the next build takes them out of the index."""
    from indexer.pages import forget_page
    from indexer.record_files import release_records, taken_records
    from indexer.sources import change_sources, expanded, read_sources, without

    settings: Settings = context.obj
    say = _speaker(settings)
    paths, addresses = _sorted_out(named)
    kept = read_sources(settings.data_dir)
    taken = taken_records(settings.models_dir)
    for one in (*paths, *addresses):
        if one in kept.paths or one in kept.addresses or one in taken:
            continue
        hint = "See `modelsage index list`; nothing was removed."
        if one in expanded(settings.documents):
            hint = "It is named by MODELSAGE_DOCUMENTS: take it off there."
        raise UsageError(f"{one} is not among the sources.", hint)
    change_sources(settings.data_dir, partial(without, (*paths, *addresses)))
    for one in (*paths, *addresses):
        say(f"Removed {one}.", f"已移除 {one}。")
    release_records(settings.models_dir, paths)
    for address in addresses:
        forget_page(settings.data_dir, address)
    say(
        "`modelsage index build` takes it out of the index.",
        "运行 `modelsage index build` 从索引中去除。",
    )


def list_sources(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what is to be indexed: where it is, what cannot be read, and what is there twice."""
    from indexer.source_list import source_rows

    settings: Settings = context.obj
    rows = source_rows(settings)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    say = _speaker(settings)
    if not rows:
        say(
            "Nothing is named but the shipped articles. `modelsage index add PATH` names more.",
            "除自带文章外没有其他来源。用 `modelsage index add 路径` 添加。",
        )
    for row in rows:
        _print_row(row, say)


def refresh(
    context: typer.Context,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="[URL…]", help="Only these pages.")
    ] = None,
) -> None:
    """Fetch the pages again that changed since they were fetched."""
    from indexer.source_adding import fetch_page
    from indexer.sources import read_sources

    settings: Settings = context.obj
    say = _speaker(settings)
    kept = read_sources(settings.data_dir).addresses
    wanted = _sorted_out(named)[1] if named else kept
    for address in wanted:
        if address not in kept:
            raise UsageError(f"{address} is not among the sources.", "See `modelsage index list`.")
    failures, changed = list[ModelSageError](), False
    for address in wanted:
        try:
            new = fetch_page(settings, address)
        except DocumentError as error:
            failures.append(error)
            continue
        changed = changed or new
        if new:
            say(f"{address} changed.", f"{address} 有更新。")
        else:
            say(f"{address} is unchanged.", f"{address} 没有变化。")
    if not wanted:
        say("No pages are named.", "没有添加过网页。")
    if changed:
        say(
            "`modelsage index build` brings it into the index.",
            "运行 `modelsage index build` 编入索引。",
        )
    _tell(failures)


def _sorted_out(named: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The paths, made absolute, and the addresses among what was named."""
    from indexer.sources import expanded

    named = list(named)
    written = [one for one in named if _ADDRESS.match(one)]
    paths = expanded(Path(one) for one in named if not _ADDRESS.match(one))
    addresses = []
    if written:
        from indexer.page_refresh import page_address

        addresses = [page_address(one) for one in written]
    return list(dict.fromkeys(paths)), list(dict.fromkeys(addresses))


def _print_row(row: dict[str, Any], say: Callable[[str, str], None]) -> None:
    count = row["documents"]
    if row["kind"] == "page":
        since = row["fetched"] or "–"
        say(f"{row['source']}  (page, fetched {since})", f"{row['source']}（网页，获取于 {since}）")
    elif row["kind"] == "records":
        say(f"{row['source']}  (model records)", f"{row['source']}（模型记录）")
    else:
        kind = {"folder": "文件夹", "file": "文件"}[row["kind"]]
        by_setting = row["named_by"] == "setting"
        say(
            f"{row['source']}  ({row['kind']}, documents: {count}{', by MODELSAGE_DOCUMENTS' * by_setting})",
            f"{row['source']}（{kind}，文档 {count} 份{'，来自 MODELSAGE_DOCUMENTS' * by_setting}）",
        )
    for problem in row["problems"]:
        typer.echo(f"  ! {problem}")
    for first, *others in row["duplicates"]:
        say(
            f"  = the same in several places: {', '.join((first, *others))}",
            f"  = 内容相同：{'、'.join((first, *others))}",
        )


def _speaker(settings: Settings) -> Callable[[str, str], None]:
    language = output_language(settings)

    def say(english: str, chinese: str) -> None:
        typer.echo(chinese if language == "zh" else english)

    return say


def _tell(failures: Iterable[ModelSageError]) -> None:
    """Tell each failure; leave with exit code 1 where there is one."""
    failures = list(failures)
    for error in failures:
        typer.echo(f"Error: {error.message}\n  {error.hint}", err=True)
    if failures:
        raise typer.Exit(1)

"""The commands that build the index and tell its state."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from knowledge.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Build the search index, or tell its state.")


@app.command()
def build(context: typer.Context) -> None:
    """Build the index, or bring it up to date; does nothing where nothing changed."""
    from indexer.build import build_index
    from knowledge.articles import load_articles
    from knowledge.embeddings import open_embeddings

    settings: Settings = context.obj
    with _progress() as advance:
        built = build_index(
            settings.data_dir,
            load_articles(),
            settings.embedding_model,
            lambda: open_embeddings(settings.embedding_model),
            advance,
        )
    state = "built" if built.rebuilt else "up to date"
    typer.echo(
        f"Index {state}: {built.manifest.chunks} chunks of {built.manifest.documents} documents.",
        err=True,
    )


@app.command()
def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell what the index holds, with which embedding model and since when."""
    from knowledge.generations import current_manifest

    settings: Settings = context.obj
    generation, manifest = current_manifest(settings.data_dir)
    state = {
        "folder": str(generation),
        "documents": manifest.documents,
        "chunks": manifest.chunks,
        "embedding_model": manifest.embedding_model,
        "built_at": manifest.built_at,
        "bytes": sum(path.stat().st_size for path in generation.rglob("*") if path.is_file()),
    }
    if as_json:
        typer.echo(json.dumps(state, ensure_ascii=False))
    else:
        for name, value in state.items():
            typer.echo(f"{name.replace('_', ' ')}: {value}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal's stderr; a line at the beginning elsewhere."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    terminal = sys.stderr.isatty()
    columns = (
        TextColumn("Embedding chunks"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not terminal) as bar:
        task = bar.add_task("", total=None, visible=False)

        def advance(done: int, total: int) -> None:
            if not terminal and done == 0:
                typer.echo(f"Embedding {total} chunks …", err=True)
            bar.update(task, completed=done, total=total, visible=True)

        yield advance

"""The commands that build the index, tell its state, and keep up with what it holds."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.sources_cli import mount
from knowledge.settings import Settings, output_language

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from indexer.task import Built

app = typer.Typer(
    no_args_is_help=True,
    help="Name what is to be indexed, build the search index, or tell its state.",
)
mount(app)


@app.command()
def build(context: typer.Context) -> None:
    """Build the index, or bring it up to date: only what changed is read and embedded."""
    from indexer.build_view import speaker, summary

    settings: Settings = context.obj
    built = build_once(settings)
    summary(built, speaker(output_language(settings)))
    if built.problems:
        raise typer.Exit(1)


@app.command()
def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell what the index holds, with which embedding model and since when, and what is out of date."""
    from indexer.status import index_status, status_lines

    settings: Settings = context.obj
    found = index_status(settings)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        for line in status_lines(found, output_language(settings)):
            typer.echo(line)


@app.command()
def watch(
    context: typer.Context,
    pause: Annotated[
        float,
        typer.Option(
            "--pause", min=0.1, help="Seconds without a change before the index is built."
        ),
    ] = 2.0,
) -> None:
    """Keep the index up to date while documents change, until interrupted."""
    from indexer.build_view import speaker
    from indexer.watch import watch_sources

    settings: Settings = context.obj
    watch_sources(settings, lambda: build_once(settings), pause, speaker(output_language(settings)))


def build_once(settings: Settings) -> "Built":
    """Bring the index up to date with all that is named, and show how far it is."""
    from dataclasses import replace

    from indexer.build import build_index
    from indexer.build_view import REASONS, progress, speaker
    from indexer.corpus import corpus
    from knowledge.chroma_server import server_of

    def open_model() -> "Embeddings":
        from knowledge.embeddings import open_embeddings

        return open_embeddings(settings.embedding_model)

    say = speaker(output_language(settings))
    found = corpus(settings)
    with progress(output_language(settings)) as advance:
        built = build_index(
            settings.data_dir,
            found.items,
            settings.embedding_model,
            open_model,
            advance,
            lambda reason: say(*REASONS[reason]),
            server_of(settings),
        )
    return replace(built, problems=(*found.problems, *built.problems))

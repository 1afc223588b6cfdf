"""The command line: `modelsage chat`, `ask`, `search`, `index`, `weights`.

A command parses, assembles, calls and prints. Heavy modules are imported when a command needs
them, so that `--help` answers at once.
"""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.edge import log_to, run
from bot.evaluation.command import evaluate
from bot.models_cli import app as models_app
from bot.question import clean
from bot.slack.cli import feedback, slack
from indexer.cli import app as index_app
from knowledge import __version__
from knowledge.errors import UsageError
from knowledge.settings import Settings, load_settings

HELP = "Ask which open language model to use: every figure in the answer is checked against its source."


app = typer.Typer(
    no_args_is_help=True,
    help=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)
weights_app = typer.Typer(
    no_args_is_help=True, help="Fetch or check the default chat model's weights."
)
app.add_typer(weights_app, name="weights")
app.add_typer(index_app, name="index")
app.add_typer(models_app, name="models")
app.command()(slack)
app.command()(feedback)
app.command("eval")(evaluate)

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="Chat model: embedded, ollama:NAME, openai:NAME or a .gguf file.",
    ),
]
NoModelOption = Annotated[
    bool, typer.Option("--no-model", help="Use no chat model: the checked answer alone.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Show how the answer came about as well.")
]
BatchOption = Annotated[
    Path | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        help="Read a JSONL file, a line each; print a JSON line for each.",
    ),
]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"modelsage {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read the settings; every command gets them."""
    context.obj = load_settings()
    log_to(context.obj.data_dir)


@app.command()
def chat(
    context: typer.Context, model: ModelOption = None, no_model: NoModelOption = False
) -> None:
    """Chat in the terminal; with piped input, answer one question a line."""
    from bot.assemble import assemble
    from bot.terminal import chat_lines, chat_terminal

    settings = _with_model(context.obj, model, no_model)
    engine = assemble(settings)
    if sys.stdin.isatty():
        chat_terminal(engine, settings.data_dir)
    else:
        chat_lines(engine, sys.stdin)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="The question, in Chinese or English.")
    ] = None,
    as_json: JsonOption = False,
    model: ModelOption = None,
    no_model: NoModelOption = False,
    batch: BatchOption = None,
    explain: ExplainOption = False,
) -> None:
    """Answer one question, or with --batch a file of them."""
    settings = _with_model(context.obj, model, no_model)
    _require_one(question, batch, "Give a question, or --batch with a file.")
    from bot.assemble import assemble
    from bot.terminal import ask_batch, ask_once

    engine = assemble(settings)
    if batch is not None:
        ask_batch(engine, batch, explain=explain)
    else:
        ask_once(engine, question or "", as_json=as_json, explain=explain)


@app.command()
def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    as_json: JsonOption = False,
    top_k: Annotated[
        int | None, typer.Option("--top-k", min=1, max=50, help="Passages to show.")
    ] = None,
    batch: BatchOption = None,
) -> None:
    """Show the passages that the index finds for a query."""
    _require_one(query, batch, "Give a query, or --batch with a file.")
    from bot.assemble import open_search
    from bot.terminal import search_batch, search_once

    index = open_search(context.obj)
    limit = top_k or context.obj.top_k
    if batch is not None:
        search_batch(index, batch, limit)
    else:
        search_once(index, query or "", limit, as_json=as_json)


@app.command()
def check(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(help="A text in Chinese or English; - for standard input.")
    ] = None,
    as_json: JsonOption = False,
    batch: BatchOption = None,
) -> None:
    """Hold what a text says of models against the records; ends with 0 whatever was found."""
    from bot.check_cli import check_batch, check_file

    if (file is None) == (batch is None):
        raise UsageError("Name a file (or - for standard input), or --batch with a file.")
    if batch is not None:
        check_batch(context.obj, batch)
    else:
        check_file(context.obj, file or "", as_json=as_json)


@weights_app.command("fetch")
def weights_fetch(context: typer.Context) -> None:
    """Fetch the weights (1.1 GB) and check them; carries on where it was interrupted."""
    from bot.weights import fetch_weights

    if context.obj.chat_model not in ("auto", "embedded"):
        typer.echo(f"Not needed: the chat model is {context.obj.chat_model}.", err=True)
        return
    fetch_weights(context.obj.weights_dir, lambda line: typer.echo(line, err=True))


@weights_app.command("status")
def weights_status(context: typer.Context) -> None:
    """Check that the weights are whole."""
    from bot.weights import verified_weights

    typer.echo(f"whole: {verified_weights(context.obj.weights_dir)}")


def _require_one(text: str | None, batch: Path | None, says: str) -> None:
    """Refuse words that are off before anything heavy is imported for them."""
    if (text is None) == (batch is None):
        raise UsageError(says)
    if batch is not None:
        from bot.batch import require_readable

        require_readable(batch)
    else:
        clean(text or "")


def _with_model(settings: Settings, model: str | None, no_model: bool) -> Settings:
    if model and no_model:
        raise UsageError("--model and --no-model exclude each other.")
    chosen = "none" if no_model else model
    return settings if chosen is None else settings.model_copy(update={"chat_model": chosen})


def main() -> Any:
    """Run the command line; returns the exit code."""
    sys.exit(run(lambda: app(standalone_mode=False)))


if __name__ == "__main__":
    main()

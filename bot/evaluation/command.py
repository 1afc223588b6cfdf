"""`modelsage eval`: how often the answers are right, beside what a plain recipe makes of them."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.edge import INTERRUPTED
from knowledge.errors import UsageError
from knowledge.settings import Settings

if TYPE_CHECKING:
    from bot.evaluation.respondent import Respondent

EVERY = 30.0  # seconds between two lines of progress where they do not go to a terminal


def evaluate(
    context: typer.Context,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Only ModelSage without a chat model: seconds.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Also the plain LangChain recipe with the same weights.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="PREFIX", help="Only ids that begin so; may be repeated."),
    ] = None,
    each: Annotated[
        int | None,
        typer.Option("--each", min=1, help="At most so many of each kind in each language."),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option("--questions", metavar="FILE", help="Questions of your own, as JSONL."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write every answer and its faults, as JSONL."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Ask the questions of the evaluation and print what is right, by kind and language."""
    from bot.evaluation import questions as asked
    from bot.evaluation.trial import Trial, run

    if no_model and plain:
        raise UsageError("--no-model and --plain exclude each other.", "The recipe needs a model.")
    chosen = asked.only(asked.load_questions(questions or asked.SHIPPED), only or (), each)
    if not chosen:
        raise UsageError("No question begins with that.", "An id looks like f-zh-01.")
    respondents = _respondents(context.obj, no_model=no_model, plain=plain)
    trial, interrupted = Trial(), False
    try:
        run(chosen, respondents, _progress(len(chosen) * len(respondents)), trial)
    except KeyboardInterrupt:
        interrupted = True
        typer.echo("\nInterrupted: what was scored so far.", err=True)
    if out is not None:
        _write(out, [json.dumps(line, ensure_ascii=False) for line in trial.lines()])
    typer.echo(json.dumps(trial.to_json(), ensure_ascii=False) if as_json else trial.report())
    if interrupted:
        raise typer.Exit(INTERRUPTED)


def _respondents(settings: Settings, *, no_model: bool, plain: bool) -> "dict[str, Respondent]":
    """Who is asked, by name; the one that all are compared with comes last."""
    from bot.assemble import assemble
    from bot.chat_models import open_chat_model
    from bot.evaluation.plain_recipe import PlainRecipe
    from bot.evaluation.respondent import plain as plain_respondent
    from bot.evaluation.respondent import sage
    from knowledge.embeddings import open_embeddings

    without = settings.model_copy(update={"chat_model": "none"})
    engine = assemble(without)  # each respondent brings the chat model it is asked with
    model = None if no_model else open_chat_model(settings)
    if plain and model is None:
        raise UsageError("The plain recipe needs a chat model.", "Run `modelsage weights fetch`.")
    respondents = {}
    if model is not None:
        list(model.stream([("human", "Hello")]))  # the first words wait for the weights to be read
        respondents[f"ModelSage with {model.name}"] = sage(engine, model)
    elif not no_model:
        typer.echo("No chat model is here: asking without one.", err=True)
    respondents["ModelSage without a chat model"] = sage(engine, None)
    if plain and model is not None:
        recipe = PlainRecipe(engine.articles, open_embeddings(settings.embedding_model))
        respondents[f"plain recipe with {model.name}"] = plain_respondent(recipe, model)
    return respondents


def _progress(answers: int) -> Callable[[int], None]:
    """What tells on stderr how many answers there are, and how long the rest will take."""
    begun = time.monotonic()
    last = [begun - EVERY]  # the first is told at once

    def tell(given: int) -> None:
        now = time.monotonic()
        minutes, seconds = divmod(round((now - begun) / given * (answers - given)), 60)
        line = f"{given}/{answers} answers, about {minutes} min {seconds} s left"
        if sys.stderr.isatty():
            end = "\r\x1b[K" if given == answers else ""
            sys.stderr.write(f"\r\x1b[K{line}{end}")
            sys.stderr.flush()
        elif now - last[0] >= EVERY or given == answers:
            last[0] = now
            typer.echo(line, err=True)

    return tell


def _write(path: Path, lines: Sequence[str]) -> None:
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.", "Name another file."
        ) from error

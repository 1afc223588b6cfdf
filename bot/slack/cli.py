"""The commands of the Slack front end."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from knowledge.settings import Settings


def slack(
    context: typer.Context,
    http: Annotated[
        bool,
        typer.Option("--http", help="Listen for signed HTTP requests instead of opening a socket."),
    ] = False,
) -> None:
    """Answer in Slack until interrupted: over a socket, or with --http over HTTP."""
    from bot.assemble import assemble
    from bot.slack.serve import missing_tokens, refuse_missing, serve

    settings: Settings = context.obj
    refuse_missing(missing_tokens(settings, http=http))
    serve(settings, assemble(settings), lambda line: typer.echo(line, err=True), http=http)


def feedback(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a JSON line for each, with the evidence.")
    ] = False,
) -> None:
    """Show what people on Slack thought of the answers, the newest first."""
    from bot.slack.journal import Journal
    from bot.slack.serve import journal_address

    rows = Journal(journal_address(context.obj)).feedback()
    if as_json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    for row in rows:
        when = datetime.fromtimestamp(row["at"], UTC)
        print(
            f"{when:%Y-%m-%d %H:%M}  {row['feedback']:<4}  {row['answer']}  {' '.join(row['question'].split())}"
        )
    if not rows:
        print("No feedback yet.", file=sys.stderr)

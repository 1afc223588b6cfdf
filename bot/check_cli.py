"""`modelsage check`: the claims of a text about models, held against the records."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel, ConfigDict

from bot.batch import run_batch
from bot.checked_file import read_text, whole
from bot.claims import Claim, judged_claims, language_of
from bot.claims_view import claims_text
from bot.edge import tell
from knowledge.catalogue import load_catalogue
from knowledge.errors import ModelSageError
from knowledge.names import Names
from knowledge.settings import Settings


class BatchText(BaseModel):
    """A line of a file of texts."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    text: str


def check_file(settings: Settings, file: str, *, as_json: bool) -> None:
    """Print what one text claims; raises `UsageError` where it cannot be read."""
    text = read_text(file)
    claims = judged_claims(text, _names(settings))
    if as_json:
        typer.echo(json.dumps(_found(claims), ensure_ascii=False))
    else:
        typer.echo(claims_text(claims, language_of(text)))


def check_batch(settings: Settings, file: Path) -> None:
    """Print a JSON line for each text of a JSONL file; raises at the end where some could not be read."""
    names = _names(settings)

    def check(line: BatchText) -> dict[str, Any]:
        return {"id": line.id, **_found(judged_claims(whole(line.text, "The text"), names))}

    failed = run_batch(
        file,
        BatchText,
        check,
        typer.echo,
        lambda line: typer.echo(f"Error: {line}", err=True),
    )
    if failed:
        raise ModelSageError(f"{failed} could not be checked; each is named above.")


def _found(claims: Sequence[Claim]) -> dict[str, Any]:
    return {"claims": [claim.to_json() for claim in claims]}


def _names(settings: Settings) -> Names:
    catalogue = load_catalogue(own=settings.models_dir)
    for problem in catalogue.problems:
        tell(problem)
    return Names(catalogue)

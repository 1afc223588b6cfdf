"""The commands on the catalogue: `modelsage models list`, `show`, `compare`, `pick`, `stale`, `schema`."""

import json
from typing import Annotated, Any, Literal

import typer

from knowledge.catalogue import Catalogue
from knowledge.errors import RecordError

app = typer.Typer(
    no_args_is_help=True, help="List, show, compare and pick models; no chat model, no index."
)
Language = Literal["en", "zh"]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
InOption = Annotated[
    Language | None,
    typer.Option(
        "--in", help="Language of the output; else MODELSAGE_LANGUAGE, else the locale's."
    ),
]
FilterOption = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="FIELD=VALUE",
        help="Only these, repeatable: licence=mit, parameters<=15, released>=2025, language=zh …",
    ),
]


@app.command("list")
def list_models(
    context: typer.Context,
    filters: FilterOption = None,
    as_json: JsonOption = False,
    language: InOption = None,
) -> None:
    """List the records, a line each."""
    from bot.record_filter import filtered
    from bot.record_table import models_table
    from bot.record_view import record_data

    catalogue = _catalogue(context)
    models = filtered(catalogue, filters or ())
    if as_json:
        _print_json([record_data(model, catalogue) for model in models])
    else:
        typer.echo(models_table(models, catalogue, _language(context, language)))


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name, alias, hub id or Ollama tag.")],
    as_json: JsonOption = False,
    language: InOption = None,
) -> None:
    """Show all that is known of a model, each value with its source."""
    from bot.record_view import record_data, record_text

    catalogue = _catalogue(context)
    model = _named(catalogue, name)
    if as_json:
        _print_json(record_data(model, catalogue))
    else:
        typer.echo(record_text(model, catalogue, _language(context, language)))


@app.command()
def compare(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="A B [C…]", help="Two models or more.")],
    as_json: JsonOption = False,
    language: InOption = None,
) -> None:
    """Compare models field by field, those in which they differ first."""
    from bot.record_table import comparison_table
    from bot.record_view import record_data
    from knowledge.errors import UsageError

    if len(names) < 2:  # noqa: PLR2004 - one is no comparison
        raise UsageError("Name two models or more.", "modelsage models compare A B")
    catalogue = _catalogue(context)
    models = [_named(catalogue, name) for name in names]
    if as_json:
        _print_json([record_data(model, catalogue) for model in models])
    else:
        typer.echo(comparison_table(models, catalogue, _language(context, language)))


@app.command()
def pick(
    context: typer.Context,
    commercial: Annotated[bool, typer.Option(help="For a commercial product.")] = False,
    licence: Annotated[
        list[str] | None, typer.Option(help="Any of these licences; repeatable.")
    ] = None,
    card: Annotated[
        str | None,
        typer.Option(help='"RTX 4090", "2x A100 80GB", "Mac 64 GB", "laptop 8 GB, no GPU".'),
    ] = None,
    memory: Annotated[str | None, typer.Option(help="Memory, such as 24GB.")] = None,
    context_length: Annotated[
        str | None, typer.Option("--context", help="Tokens of context, such as 32k.")
    ] = None,
    parallel: Annotated[int | None, typer.Option(min=1, help="Requests at once.")] = None,
    precision: Annotated[int | None, typer.Option(help="Bits of the weights: 4, 8 or 16.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Must know it: zh, en …; repeatable.")
    ] = None,
    task: Annotated[
        str | None, typer.Option(help="chat, code, understanding or generation.")
    ] = None,
    architecture: Annotated[
        str | None, typer.Option(help="encoder, decoder or mixture-of-experts.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(help="Released then or later: 2025, 2025-01.")
    ] = None,
    before: Annotated[str | None, typer.Option(help="Released earlier than that.")] = None,
    max_params: Annotated[str | None, typer.Option(help="At most so many parameters: 15B.")] = None,
    min_params: Annotated[str | None, typer.Option(help="At least so many: 7B.")] = None,
    developer: Annotated[str | None, typer.Option(help="Made by.")] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Developer in one of these: US, CN …; repeatable.")
    ] = None,
    not_country: Annotated[
        list[str] | None, typer.Option(help="Developer in none of these; repeatable.")
    ] = None,
    users: Annotated[str | None, typer.Option(help="Monthly users of your products: 800M.")] = None,
    revenue: Annotated[str | None, typer.Option(help="US dollars a year: 25M.")] = None,
    region: Annotated[str | None, typer.Option(help="Country of your company: DE.")] = None,
    hosted: Annotated[bool, typer.Option(help="You offer the model as a hosted service.")] = False,
    outputs: Annotated[bool, typer.Option(help="Its outputs train another model.")] = False,
    small: Annotated[bool, typer.Option(help="The smaller the better.")] = False,
    as_json: JsonOption = False,
    output: InOption = None,
) -> None:
    """Pick the models that meet every demand, best first, and say who does not and why."""
    from bot.demand_options import wanted_from
    from bot.pick import pick as pick_models
    from bot.pick_view import pick_data, pick_text

    catalogue = _catalogue(context)
    wanted = wanted_from(
        catalogue,
        commercial=commercial,
        licence=licence,
        card=card,
        memory=memory,
        context=context_length,
        parallel=parallel,
        precision=precision,
        language=language,
        task=task,
        architecture=architecture,
        after=after,
        before=before,
        max_params=max_params,
        min_params=min_params,
        developer=developer,
        country=country,
        not_country=not_country,
        users=users,
        revenue=revenue,
        region=region,
        hosted=hosted,
        outputs=outputs,
        small=small,
    )
    picked = pick_models(catalogue, wanted)
    if as_json:
        _print_json(pick_data(picked, catalogue))
    else:
        typer.echo(pick_text(picked, catalogue, _language(context, output)))


@app.command()
def stale(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=0, help="Older than so many days.")] = 180,
    as_json: JsonOption = False,
    language: InOption = None,
) -> None:
    """List the records that nobody looked at for longer than that, the oldest first."""
    from datetime import date

    from bot.freshness import stale_models, stale_text

    catalogue = _catalogue(context)
    found = stale_models(catalogue, days, date.today())  # noqa: DTZ011 - records have no time zone
    if as_json:
        _print_json([{"id": m.id, "as_of": m.family.as_of, "days": age} for m, age in found])
    else:
        typer.echo(stale_text(found, catalogue, days, _language(context, language)))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a file of records, for editors."""
    from knowledge.record import Family

    _print_json(Family.model_json_schema())


def _catalogue(context: typer.Context) -> Catalogue:
    """The catalogue with the team's own files; what is wrong with those is told, and no more."""
    from bot.edge import tell
    from knowledge.catalogue import load_catalogue

    catalogue = load_catalogue(own=context.obj.models_dir)
    for problem in catalogue.problems:
        tell(problem)
    return catalogue


def _named(catalogue: Catalogue, name: str) -> Any:
    """The one model that a name means; what was taken for it is told where it was misspelt."""
    from knowledge.resolve import resolve

    resolution = resolve(catalogue, name)
    if resolution.kind == "exact":
        return catalogue.models[resolution.models[0]]
    if resolution.kind == "typo":
        model = catalogue.models[resolution.models[0]]
        typer.echo(f"{name!r}: taken for {model.name} ({model.id}).", err=True)
        return model
    listed = ", ".join(resolution.models[:12])
    if resolution.kind == "ambiguous":
        more = len(resolution.models) - 12
        raise RecordError(
            f"{name!r} may mean {len(resolution.models)} records.",
            f"Say which: {listed}" + (f" and {more} more" if more > 0 else "") + ".",
        )
    raise RecordError(
        f"No record is named {name!r}.",
        f"Perhaps you mean: {listed}." if listed else "See `modelsage models list`.",
    )


def _language(context: typer.Context, given: Language | None) -> str:
    from knowledge.settings import output_language

    return given or output_language(context.obj)


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))

"""Records that nobody looked at for a while."""

import calendar
from collections.abc import Sequence
from datetime import date

from bot.wording import pick
from knowledge.catalogue import Catalogue, Model


def stale_models(catalogue: Catalogue, days: int, today: date) -> list[tuple[Model, int]]:
    """The models whose record is older than so many days, with its age in days, the oldest first."""
    ages = [
        (model, (today - last_day(model.family.as_of)).days) for model in catalogue.models.values()
    ]
    return sorted(((m, age) for m, age in ages if age > days), key=lambda pair: -pair[1])


def last_day(partial: str) -> date:
    """The last day that a date of any precision may mean: a record as of a month is of its end."""
    year, *rest = (int(part) for part in partial.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def stale_text(
    found: Sequence[tuple[Model, int]], catalogue: Catalogue, days: int, language: str
) -> str:
    """The stale records, a line each, and the date of the catalogue."""
    lines = [f"{model.family.as_of:<11}{age:>5}  {model.id}" for model, age in found]
    number = len(found)
    lines.append(
        pick(
            language,
            f"{number} of {len(catalogue.models)} records are older than {days} days; catalogue as of {catalogue.as_of}.",
            f"{len(catalogue.models)} 条记录中有 {number} 条超过 {days} 天未更新；目录截至 {catalogue.as_of}。",
        )
    )
    return "\n".join(lines)

"""People's votes on models: ratings that are comparable with each other within a category."""

from typing import Annotated

from pydantic import Field

from knowledge.record import Frozen, Identifier, PartialDate, Source


class Rated(Frozen):
    """The ratings of one record: rating, low and high (95 % interval) by category."""

    of: str  # the variant that people voted on
    ratings: dict[str, Annotated[tuple[int, int, int], Field(strict=False)]]


class RatingTable(Frozen):
    """Ratings of records by identifier, with their date and source."""

    date: PartialDate
    source: Source
    models: dict[Identifier, Rated]

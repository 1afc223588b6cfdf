"""The schema of `licences.yaml`: what a licence allows, as clauses that a program can weigh."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from knowledge.record import Confidence, Frozen, Identifier, PartialDate, Source

Kind = Literal[
    "monthly_users",  # above the limit nothing is granted without a separate licence
    "revenue",  # as monthly_users, for money earned
    "regions",  # nothing is granted to those who live or are based there
    "hosting",  # not to be offered to others as a hosted model
    "research_only",
    "no_commercial",
    "naming",  # a name must be shown; with a threshold only above it
    "outputs",  # what the model writes, as training material for another model
    "use_policy",
    "notice",  # keep the copyright and licence texts
    "passing_on",  # whoever receives the model receives the terms as well
    "registration",
]
Commercial = Literal["yes", "conditional", "no", "unknown"]
Area = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
# Without a full stop and beginning in lower case, so that clauses can be joined into a sentence.
Wording = Annotated[str, StringConstraints(min_length=4, pattern=r"[^.。;；]$")]
Whole = Annotated[int, Field(strict=True, gt=0)]

_FIGURES: dict[str, frozenset[str]] = {
    "monthly_users": frozenset({"limit", "as_of"}),
    "revenue": frozenset({"usd_per_year", "usd_per_month"}),
    "naming": frozenset({"limit", "usd_per_year", "usd_per_month"}),
    "regions": frozenset({"excluded", "inputs"}),
    "outputs": frozenset({"rule"}),
}
_NEEDED: dict[str, frozenset[str]] = {
    "monthly_users": frozenset({"limit"}),
    "revenue": frozenset({"usd_per_year", "usd_per_month"}),
    "regions": frozenset({"excluded"}),
    "outputs": frozenset({"rule"}),
}
_FORBIDS_COMMERCE = frozenset({"no_commercial", "research_only"})


class Clause(Frozen):
    """One condition of a licence, in our words: a part of a sentence, to be joined with others.

    `limit` counts monthly active users, `as_of` is the day they are counted for; money is in US
    dollars. `excluded` holds ISO 3166 codes, or EU for all its members; `inputs` narrows it to
    models that take more than text. `rule` of outputs: forbidden; `named` after the model or with
    a notice; or under the `same_terms`. `source` where it is another than the licence's own.
    """

    kind: Kind
    en: Wording
    zh: Wording
    source: Source | None = None
    limit: Whole | None = None
    as_of: PartialDate | None = None
    usd_per_year: Whole | None = None
    usd_per_month: Whole | None = None
    excluded: tuple[Area, ...] = ()
    inputs: Literal["multimodal"] | None = None
    rule: Literal["forbidden", "named", "same_terms"] | None = None
    commercial_only: bool = False  # binds commercial use alone
    hosted_only: bool = False  # binds those alone who offer the model as a hosted service

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    @model_validator(mode="after")
    def _figures_belong_to_kind(self) -> Self:
        figures = {name for names in _FIGURES.values() for name in names}
        given = {name for name in figures if getattr(self, name)}
        if stray := given - _FIGURES.get(self.kind, frozenset()):
            message = f"{', '.join(sorted(stray))} says nothing in a clause of {self.kind}"
            raise ValueError(message)
        needed = _NEEDED.get(self.kind)
        if needed and not given & needed:
            message = f"a clause of {self.kind} needs {' or '.join(sorted(needed))}"
            raise ValueError(message)
        return self


class Licence(Frozen):
    """A licence: the names people know it by, where its text is, and what it asks.

    `commercial`: `yes` asks for notices at most, `conditional` has conditions, `unknown` is a text
    that could not be read. `osi`: approved by the Open Source Initiative, null where unknown.
    """

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()
    url: str | None = None
    osi: bool | None
    commercial: Commercial
    source: Source
    confidence: Confidence = "high"
    clauses: tuple[Clause, ...]

    @model_validator(mode="after")
    def _clauses_agree(self) -> Self:
        kinds = {clause.kind for clause in self.clauses}
        if (self.commercial == "no") != bool(kinds & _FORBIDS_COMMERCE):
            message = "commercial is `no` just where a clause forbids commercial use"
            raise ValueError(message)
        if self.commercial == "yes" and kinds - {"notice"}:
            message = "commercial is `conditional` where a clause asks for more than a notice"
            raise ValueError(message)
        if self.commercial == "conditional" and not kinds - {"notice"}:
            message = "commercial is `conditional`, but no clause says on what condition"
            raise ValueError(message)
        return self

"""The schema of model records: one YAML file a family under `knowledge/models/`.

Every value is a `Fact`: it names its source and how far it is trusted. A fact that nobody could
source is left out, or written `value: unknown`, and is "unknown" wherever it is shown.
"""

from datetime import date
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)


def _date_text(value: object) -> str:
    # YAML reads 2023-07-18 as a date and 2022 as a number; a person who edits a record should
    # not need to know that.
    said = value.isoformat() if isinstance(value, date) else str(value)
    parts = said.split("-")
    if all(part.isdecimal() for part in parts):
        year, month, day = [*(int(part) for part in parts), 1, 1][:3]
        try:
            date(year, month, day)
        except (ValueError, OverflowError) as error:
            message = f"no calendar has a date {said}"
            raise ValueError(message) from error
    return said


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.\-]*$")]
PartialDate = Annotated[
    str,
    BeforeValidator(_date_text),
    StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]  # ISO 3166-1
Confidence = Literal["high", "medium", "low"]
Architecture = Literal["decoder", "encoder", "mixture-of-experts"]
Input = Literal["text", "image", "audio"]
Gate = Literal["none", "accept", "request"]  # before the weights can be had
CommercialUse = Literal["yes", "conditional", "no"]
# A number written as text is a slip that would compare wrongly later on, so it is refused.
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, gt=0)]
Amount = Annotated[float, Field(strict=True, gt=0)]
UNKNOWN = "unknown"
T = TypeVar("T")


class Frozen(BaseModel):
    """A value that cannot change and has no keys beyond those it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, allow_inf_nan=False)


class Text(Frozen):
    """The same words in both languages; written as one text, it serves for both."""

    en: str
    zh: str

    @model_validator(mode="before")
    @classmethod
    def _of_one_text(cls, value: object) -> object:
        return {"en": value, "zh": value} if isinstance(value, str) else value

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Source(Frozen):
    """Where a value was read: a document's title, its address and, where known, its date."""

    title: str
    url: str
    date: PartialDate | None = None


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) or value is None else [value]


def _known(value: object) -> object:
    return None if value == UNKNOWN else value


class OtherClaim(Frozen, Generic[T]):
    """What another source says of the same fact, and why it does not decide."""

    value: T
    source: str
    confidence: Confidence = "medium"
    why: Text


class Fact(Frozen, Generic[T]):
    """A value with its source (a key of the file's `sources`), its confidence and a remark.

    `date` is the day the value is of, where it changes with time; `others` holds what further
    sources say where they disagree, so that a disagreement is shown and not hidden.
    """

    value: Annotated[T | None, BeforeValidator(_known)]
    source: str
    confidence: Confidence = "high"
    date: PartialDate | None = None
    note: Text | None = None
    others: tuple[OtherClaim[T], ...] = ()


class Languages(Frozen):
    """Natural languages as ISO 639 codes; `count` where there are more than the codes listed."""

    codes: tuple[LanguageCode, ...]
    count: Positive | None = None
    programming: Positive | None = None


class Attention(Frozen):
    """The shape of the attention layers, as needed for the exact size of the KV cache.

    `kind` may be left out where heads and KV heads say it. `full_layers` keep the whole context
    where the others keep a `window` of tokens or a recurrent state (`state_bytes` a sequence, all
    of them together); `shared_layers` use another layer's cache. `latent_size` is what multi-head
    latent attention keeps, in values per token and layer.
    """

    kind: (
        Literal[
            "multi-head",
            "grouped-query",
            "multi-query",
            "latent",
            "sliding-window",
            "hybrid",
            "sparse",
        ]
        | None
    ) = None
    layers: Positive
    heads: Positive | None = None
    kv_heads: Positive | None = None
    head_size: Positive | None = None
    hidden_size: Positive | None = None
    full_layers: Count | None = None
    window: Positive | None = None
    latent_size: Positive | None = None
    full_kv_heads: Positive | None = None
    full_head_size: Positive | None = None
    shared_layers: Count | None = None
    state_bytes: Count | None = None
    values_per_token: Positive | None = None  # of all layers together, where nothing above fits
    fixed_values: Count | None = None  # kept whatever the length, beside those
    of: str | None = None  # which size these belong to, where a record covers several

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.heads and self.kv_heads and self.kv_heads > self.heads:
            message = "there are more KV heads than heads"
            raise ValueError(message)
        if self.full_layers is not None and self.full_layers > self.layers:
            message = "there are more full layers than layers"
            raise ValueError(message)
        return self


class Facts(Frozen):
    """What a record holds of a model. Parameters and training tokens are in billions."""

    developer: Fact[str] | None = None
    released: Fact[PartialDate] | None = None
    parameters: Fact[Annotated[tuple[Amount, ...], BeforeValidator(_as_list)]] | None = None
    active_parameters: Fact[Amount] | None = None  # of a mixture of experts, for each token
    architecture: Fact[Architecture] | None = None
    inputs: Fact[tuple[Input, ...]] | None = None
    context: Fact[Positive] | None = None
    extended_context: Fact[Positive] | None = None  # beyond the training length, by its source
    training_tokens: Fact[Amount] | None = None
    training_data: Fact[Text] | None = None
    languages: Fact[Languages] | None = None
    licence: Fact[Identifier] | None = None
    commercial_use: Fact[CommercialUse] | None = None
    tuning: Fact[Text] | None = None
    base_model: Fact[str] | None = None  # a record, a family, or the name of a model without one
    base_licence: Fact[Identifier] | None = None  # of a base model without a record
    access: Fact[Text] | None = None
    gate: Fact[Gate] | None = None
    benchmark: Fact[Text] | None = None
    memory: Fact[Text] | None = None  # as published, in the publisher's own setting
    attention: Fact[Attention] | None = None
    remark: Fact[Text] | None = None
    hub_id: Fact[str] | None = None
    ollama: Fact[str] | None = None


FIELDS: tuple[str, ...] = tuple(Facts.model_fields)


class Claim(Frozen):
    """A statement of the article that is wrong or misleading, beside what is right and who says so.

    `severity`: A is wrong, B is misleading or outdated.
    """

    id: str
    severity: Literal["A", "B"]
    field: str | None = None  # a field of Facts, where the claim is about one
    model: Identifier | None = None  # the record it is about, where not the whole family
    article: Text  # what the article says, in our words
    correct: Text
    source: str


class Record(Frozen):
    """One model: what it is called and what is known of it."""

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()
    variant: Literal["base", "chat", "code", "encoder"]
    superseded_by: Identifier | None = None  # a record, where it is not the family as a whole
    facts: Facts = Field(default_factory=Facts)


class Family(Frozen):
    """A file of records that share a name, such as LLaMA 2 in its sizes."""

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()
    section: str | None = None  # the anchor of its section in the article
    line: Identifier = ""  # the families that follow one another, as all of Llama's; else its own
    superseded_by: Identifier | None = None  # the family that follows it
    as_of: PartialDate  # until when the records below were looked at
    about: Text
    sources: dict[str, Source]
    common: dict[str, Any] = Field(default_factory=dict)  # facts that hold for every model below
    claims: tuple[Claim, ...] = ()
    models: tuple[Record, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _a_line_of_its_own(cls, value: object) -> object:
        return {"line": value.get("id"), **value} if isinstance(value, dict) else value


class Developer(Frozen):
    """Who makes models: the name that records use, what else people call them, where they are."""

    name: str
    aliases: tuple[str, ...] = ()
    countries: tuple[CountryCode, ...]  # none for those that belong to no country
    source: Source
    confidence: Confidence = "high"


class CatalogueState(Frozen):
    """The state of the catalogue as a whole: until when it is known, and names that are ambiguous."""

    as_of: PartialDate
    ambiguous: dict[str, tuple[Identifier, ...]]
    lines: dict[Identifier, tuple[str, ...]] = Field(
        default_factory=dict
    )  # and what people call them

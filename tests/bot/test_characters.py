"""Traditional characters are read like simplified ones, and written without touching names and addresses."""

import pytest

from bot.characters import is_chinese, is_traditional, simplified, traditional


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("請問 BLOOM 有多少參數？", True),
        ("請問哪個模型可以商用", True),
        ("臺灣的公司可以用 Llama 2 嗎？", True),
        ("请问 BLOOM 有多少参数？", False),
        ("后面的模型只有一个，里程碑", False),
        ("BLOOM 可以商用吗", False),
        ("今天晚餐要吃什麼", True),
        ("BLOOM 呢", None),
        ("How many parameters has BLOOM?", None),
        ("BLOOMのパラメータ數は?", None),
        ("", None),
    ],
)
def test_the_script_is_known_by_the_characters_that_only_one_has(
    text: str, script: bool | None
) -> None:
    assert is_traditional(text) is script


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("請問 BLOOM 有多少參數？", "请问 BLOOM 有多少参数？"),
        ("通義千問", "通义千问"),
        ("24GB 記憶體", "24GB 内存"),
        ("支援哪些語言", "支持哪些语言"),
        ("请问", "请问"),
        ("BLOOM", "BLOOM"),
        ("BLOOMのパラメータ數は", "BLOOMのパラメータ數は"),
    ],
)
def test_a_question_is_read_in_simplified_characters_and_their_words(
    written: str, read: str
) -> None:
    assert simplified(written) == read


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("BLOOM 有 1760 亿个参数。", "BLOOM 有 1760 億個參數。"),
        ("显存需求约 16 GiB", "顯存需求約 16 GiB"),
        ("见 https://例子.cn/参数?问=汉语 吧", "見 https://例子.cn/参数?问=汉语 吧"),
        ("运行 `ollama run 书生` 即可", "運行 `ollama run 书生` 即可"),
        ("```\n参数\n```\n参数", "```\n参数\n```\n參數"),
        ("knowledge/articles/开源/zh.md#参数 参数", "knowledge/articles/开源/zh.md#参数 參數"),
        ("plain English", "plain English"),
    ],
)
def test_addresses_code_and_paths_keep_their_characters(text: str, written: str) -> None:
    assert traditional(text) == written


def test_the_names_of_models_keep_their_characters() -> None:
    text = "推荐书生·浦语，它可以商用；书生也行"

    assert traditional(text, ["书生·浦语", "Qwen"]) == "推薦书生·浦语，它可以商用；書生也行"


@pytest.mark.parametrize("text", ["中文", "BLOOM 的参数"])
def test_chinese_is_not_taken_for_japanese_or_korean(text: str) -> None:
    assert is_chinese(text)
    assert not is_chinese(f"{text}のか")
    assert not is_chinese(f"{text}입니다")

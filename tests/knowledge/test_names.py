"""A model is found by any of its names, however written; a name that no record has is never bent."""

import random
from collections.abc import Iterator

import pytest

from knowledge.catalogue import Catalogue
from knowledge.mention import Mention, fold
from knowledge.names import Names

FRAMES = (
    "{}",
    "Is {} free for commercial use?",
    "{}可以商用吗？",
    "请问（{}）有多少参数",
)


LOWER_CASE = {"phi"}  # an identifier; as a name it has a capital letter


@pytest.mark.parametrize("frame", FRAMES)
def test_every_alias_means_its_own_record_or_family(
    names: Names, catalogue: Catalogue, frame: str
) -> None:
    expected = {
        alias: tuple(record.id for record in family.models)
        for family in catalogue.families.values()
        for alias in (family.name, family.id, *family.aliases)
    } | {
        alias: (model.id,)
        for model in catalogue.models.values()
        for alias in (model.name, model.id, *model.record.aliases)
    }
    assert {"LLaMA 2", "布鲁姆", "猎鹰180B", "bert-base-uncased"} <= expected.keys()
    # Where a family and one of its records are called the same, the record is meant.
    meant = {fold(alias): models for alias, models in expected.items()}

    found = {alias: names.find(frame.format(alias)) for alias in expected.keys() - LOWER_CASE}

    assert {a: m for a, m in found.items() if [x.models for x in m] != [meant[fold(a)]]} == {}


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("LLaMA 2", ["llama-2-7b", "llama-2-13b", "llama-2-70b", "llama-2-chat"]),
        ("llama2-70b", ["llama-2-70b"]),
        ("LLaMA 2 13B", ["llama-2-13b"]),
        ("骆驼2 70b", ["llama-2-70b"]),
        ("Llama 2 Chat", ["llama-2-chat"]),
        ("llama2 70b chat", ["llama-2-chat"]),
        ("LLaMA 2 700亿", ["llama-2-70b", "llama-2-chat"]),
        ("llama_2_70b", ["llama-2-70b"]),
        ("ＬＬａＭＡ　２", ["llama-2-7b", "llama-2-13b", "llama-2-70b", "llama-2-chat"]),
        ("LLaMA 65B", ["llama-1"]),
        ("Falcon", ["falcon-180b", "falcon-40b"]),
        ("FALCON-40B", ["falcon-40b"]),
        ("falcon180b", ["falcon-180b"]),
        ("猎鹰 180B", ["falcon-180b"]),
        ("vicuna", ["vicuna-13b-v1.1", "vicuna-13b-v1.3", "vicuna-13b-v1.5"]),
        ("Vicuna-13B v1.5", ["vicuna-13b-v1.5"]),
        ("vicuna 1.3", ["vicuna-13b-v1.3"]),
        ("小羊驼", ["vicuna-13b-v1.1", "vicuna-13b-v1.3", "vicuna-13b-v1.5"]),
        ("opt-6.7b", ["opt-family"]),
        ("OPT 175B", ["opt-175b"]),
        ("bert large", ["bert-large"]),
        ("多语言BERT", ["bert-base-multilingual"]),
        ("XGen-7B-8K", ["xgen-7b-8k-base"]),
        ("xgen 7b 8k inst", ["xgen-7b-8k-inst"]),
        ("code llama 34b python", ["code-llama"]),
        ("GPT‑J", ["gpt-j-6b"]),
        ("NeoX", ["gpt-neox-20b"]),
        ("斯坦福羊驼", ["alpaca-7b"]),
    ],
)
def test_a_size_version_or_variant_narrows_a_name(
    names: Names, text: str, models: list[str]
) -> None:
    (mention,) = names.find(text)

    assert list(mention.models) == models
    assert mention.text == text
    assert mention.exact


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("Qwen3-32B", ["qwen3-32b"]),
        ("通义千问 Qwen3-32B", ["qwen3-32b"]),
        ("通义千问（Qwen3-32B）", ["qwen3-32b"]),
        ("Meta Llama 3.1 8B", ["llama-3.1-8b"]),
        ("Google Gemma 3 27B", ["gemma-3-27b"]),
        ("智谱 GLM-4.6", ["glm-4.6"]),
        ("DeepSeek R1", ["deepseek-r1"]),
        ("R1", ["deepseek-r1"]),
        ("K2", ["kimi-k2"]),
        ("kimi k2", ["kimi-k2"]),
        ("Llama 3.1 8B Instruct", ["llama-3.1-8b"]),
        ("Qwen2.5-7B-Instruct-AWQ", ["qwen2.5-7b"]),
        ("llama3.1:8b-instruct-q4_K_M", ["llama-3.1-8b"]),
        ("gpt-oss:20b", ["gpt-oss-20b"]),
        ("gpt oss 120b", ["gpt-oss-120b"]),
        ("phi 4", ["phi-4"]),
        ("hy3", ["hy3"]),
        ("command r", ["command-r"]),
        ("ernie", ["ernie-4.5-21b-a3b"]),
        ("gemma 27b", ["gemma-3-27b", "gemma-2-27b"]),
        ("Llama 4 Scout (17B-16E)", ["llama-4-scout"]),
        ("Ｑｗｅｎ３－３２Ｂ", ["qwen3-32b"]),
    ],
)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_name_of_today_is_one_mention_of_what_it_means(
    names: Names, text: str, models: list[str], frame: str
) -> None:
    (mention,) = names.find(frame.format(text))

    assert list(mention.models) == models
    assert mention.text == text
    assert mention.exact


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("llama", {"llama-2", "llama-3.1", "code-llama"}),
        ("羊驼", {"alpaca", "llama-2"}),
        ("mistral", {"mistral-7b", "mistral-small", "mixtral"}),
        ("DeepSeek", {"deepseek-v3", "deepseek-r1"}),
        ("通义千问", {"qwen3", "qwen2.5"}),
        ("kimi", {"kimi-k2", "kimi-k3"}),
        ("llama 70b", {"llama-2", "llama-3", "llama-3.1", "llama-3.3"}),
    ],
)
def test_a_name_of_several_families_means_all_of_them(
    names: Names, text: str, families: set[str]
) -> None:
    (mention,) = names.find(text)

    assert families <= set(mention.families)
    assert mention.exact


def test_a_line_with_a_size_means_its_model_of_that_size_and_says_so(names: Names) -> None:
    (mention,) = names.find("Can I use qwen 72b commercially?")

    assert mention.models == ("qwen2.5-72b",)
    assert not mention.exact  # there was a Qwen-72B before it


def test_a_line_behind_one_of_its_models_adds_nothing(names: Names) -> None:
    (mention,) = names.find("Qwen3-32B（通义千问）可以商用吗？")

    assert mention.models == ("qwen3-32b",)


@pytest.mark.parametrize("text", ["unsloth/Qwen3-8B-GGUF", "https://huggingface.co/Qwen/Qwen3-8B"])
def test_the_model_of_a_hub_page_is_found(names: Names, text: str) -> None:
    (mention,) = names.find(text)

    assert mention.models == ("qwen3-8b",)


NO_RECORD = [
    *("BLOOM 3B", "BLOOM 560m", "llama 5", "LLaMA 3.4", "Llama 2 34B", "Falcon 7B", "falcon 5"),
    *("vicuna v2", "vicuna 7b", "vicuna 1.7", "OPT 7B", "gpt-j 20b", "gpt-neox-7b", "xgen 9b"),
    *("alpaca 13b", "Code Llama 3B", "BERT 3", "布鲁姆 3B", "猎鹰 7B", "羊驼2 34B", "猎鹰H2"),
    *("GPT-5", "GPT-3.5", "gpt-4o", "ChatGPT", "Claude 3 Opus", "Qwen2.5-Math-7B", "qwen4"),
    *("文心一言", "ChatGLM3-6B", "百川2-13B", "Mistral 22B", "Gemma 2 2B", "DeepSeek-V2", "Grok 4"),
    *("deepseek r2", "RoBERTa", "BLOOMZ", "SciBERT", "MiniGPT-4", "Foobar-13B", "yi-34b"),
    *("qwen3 9b", "Qwen3.7-27B", "glm-4.6v", "Qwen3-VL-8B", "通义千问 Qwen3-VL-8B", "Llama Guard"),
    *("Llama 3.2 Vision", "Mistral Small 3.1", "Kimi-K2.7", "DeepSeek-R1-0528", "Llama 3 3B"),
    *(
        "GPT-Neo 2.7B",
        "Pixtral",
        "StarCoder",
        "Hermes-3-Llama-3.1-8B",
        "TinyLlama",
        "Gemini 2.5 Pro",
    ),
    *("Qwen3-235B-A22B-Instruct-2507", "Mixtral 8x9B", "Llama-3.1-Nemotron-70B"),
]


@pytest.mark.parametrize("text", NO_RECORD)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_model_without_a_record_is_found_as_unknown(names: Names, text: str, frame: str) -> None:
    (mention,) = names.find(frame.format(text))

    assert not mention.known
    assert not mention.families


@pytest.mark.parametrize("text", NO_RECORD)
def test_a_model_without_a_record_is_quoted_with_its_size_and_version(
    names: Names, text: str
) -> None:
    (mention,) = names.find(f"How good is {text} in Chinese?")

    assert mention.text == text


@pytest.mark.parametrize("text", ["llama 5", "falcon 5", "vicuna 2", "BERT 3"])
def test_a_comma_does_not_cut_off_the_version(names: Names, text: str) -> None:
    (mention,) = names.find(f"Compare {text}, please.")

    assert not mention.known


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Qwen9-7B可以商用吗？", "Qwen9-7B"),
        ("Claude 3 Opus可以商用吗？", "Claude 3 Opus"),
        ("大模型（如 Falcon 7B）怎么样？", "Falcon 7B"),
        ("a model (such as BLOOM 3B)", "BLOOM 3B"),
    ],
)
def test_what_stands_behind_a_name_does_not_change_what_is_quoted(
    names: Names, sentence: str, text: str
) -> None:
    (mention,) = names.find(sentence)

    assert mention.text == text


@pytest.mark.parametrize(
    "text",
    [
        "XGen-7B-4K-inst",  # research only, says the article, and no such model is listed
        *("Falcon-H2", "Falcon Mamba", "OPT-IML", "Llama Guard", "XGen-MM", "Vicuna-13B-16k"),
        *("Qwen3-8B-Foo", "Open-Llama", "GLM-4.5-X", "DeepSeek Coder", "Llama 2 700M"),
    ],
)
def test_a_variant_without_a_record_is_not_taken_for_its_neighbour(names: Names, text: str) -> None:
    assert not any(mention.known for mention in names.find(text))


def test_several_models_are_found_in_their_order(names: Names) -> None:
    found = names.find("LLaMA2-70B 和 Falcon-180B、bloom 与 GPT-5 哪个好？")

    assert [mention.models for mention in found] == [
        ("llama-2-70b",),
        ("falcon-180b",),
        ("bloom",),
        (),
    ]


def typos(name: str) -> Iterator[str]:
    """All ways to leave out, double or swap a letter behind the first one."""
    for i in range(1, len(name)):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + name[i] + name[i:]
        if name[i : i + 2] != name[i : i + 2][::-1]:
            yield name[:i] + name[i : i + 2][::-1] + name[i + 2 :]


@pytest.mark.parametrize("frame", ["Is {} free for commercial use?", "{}可以商用吗？"])
@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Falcon", "falcon"),
        ("vicuna", "vicuna-13b"),
        ("Alpaca", "alpaca"),
        ("Stanford Alpaca", "alpaca"),
        ("codellama", "code-llama"),
        ("GPTNeoX", "gpt-neox"),
        ("BigScience BLOOM", "bloom"),
        ("Multilingual BERT", "bert"),
        ("Salesforce XGen", "xgen-7b"),
    ],
)
def test_a_slip_of_the_finger_in_a_long_name_is_forgiven(
    names: Names, name: str, family: str, frame: str
) -> None:
    slips = set(typos(name)) - {name, "GPTNeo"}  # which is another model
    assert len(slips) > 2 * len(name)

    found = {slip: names.find(frame.format(slip)) for slip in slips}

    assert {s: m for s, m in found.items() if [x.families for x in m] != [(family,)]} == {}


def test_a_slip_does_not_hide_the_size_behind_it(names: Names) -> None:
    (falcon, vicuna) = names.find("Faclon 180B or vicunna v1.5?")

    assert falcon.models == ("falcon-180b",)
    assert vicuna.models == ("vicuna-13b-v1.5",)
    assert not falcon.exact


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Qwne3-32B", "qwen3-32b"),
        ("Qwen3 Cdoer 30B", "qwen3-coder-30b-a3b"),
        ("千问3 Cdoer 30B", "qwen3-coder-30b-a3b"),
        ("GLM 4.5 Ari", "glm-4.5-air"),
        ("DeepSeke-R1-Distill-Qwen-7B", "deepseek-r1-distill-qwen-7b"),
        ("DeepSek-R1 蒸馏 Qwen 7B", "deepseek-r1-distill-qwen-7b"),
        ("Gemma 327B", "gemma-3-27b"),
        ("Yi-1.5-9B-Chta", "yi-1.5-9b"),
        ("GTP-NeoX-20B", "gpt-neox-20b"),
    ],
)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_name_with_a_slip_is_one_mention_and_says_so(
    names: Names, text: str, model: str, frame: str
) -> None:
    (mention,) = names.find(frame.format(text))

    assert mention.models == (model,)
    assert mention.text == text
    assert not mention.exact


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Is Mistral larger than BERT?", "Mistral"),
        ("Is Mistral small enough for it?", "Mistral"),
        ("Qwen3 8G 显存能跑吗", "Qwen3"),
        ("Can Granite 3.3 be used?", "Granite 3.3"),
    ],
)
def test_the_words_around_a_name_are_not_taken_into_it(
    names: Names, sentence: str, text: str
) -> None:
    assert names.find(sentence)[0].text == text


@pytest.mark.parametrize(
    ("text", "family"),
    [
        *(("lllama 2", "llama-2"), ("Llamma 2", "llama-2"), ("Llaama 2 70B", "llama-2")),
        *(("GPT-NeeoX", "gpt-neox"), ("GPT-NoeX", "gpt-neox"), ("Cdoe Llama", "code-llama")),
    ],
)
def test_a_slip_in_a_name_of_two_words_is_forgiven(names: Names, text: str, family: str) -> None:
    (mention,) = names.find(text)

    assert mention.families == (family,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Which model is best for customer service?",
        "Opting out is possible at any time.",
        "Adopt a small model first, optimise later.",
        "Seven options were compared, three are optional.",
        "The bird on the roof sings.",
        "In general, licences differ a lot.",
        "Roses are blooming everywhere, and some have bloomed.",
        "Please be brief and alert.",
        "Gloom, blood and a broom.",
        "Falcons and alpacas gallop past.",
        "Ollama runs it on a laptop.",
        "The generation of text takes memory.",
        "She visited the birthplace of Bertrand Russell.",
        "It has a context window of 8K tokens and needs 24 GB of memory.",
        "Which models run on a laptop with 16 GB?",
        "Give me 3 models with an Apache licence.",
        "Our customers write in Chinese and English.",
        "Compact models are enough for generic tasks.",
        "What does RLHF mean for an LLM?",
        "Two agents of the same gender, four berths.",
        "The phi coefficient measures an association.",
        "Phi coefficients are correlations.",
        "A granite countertop is heavy.",
        "We are at your command.",
        "I command a team of five.",
        "Command line tools are enough.",
        "My colleague Gemma asked for it.",
        "Gemma said that it is enough.",
        "See step 3.5 of the article.",
        "Step 3.5: install it.",
        "Da jia yi qi lai, yi er san.",
        "The internal minister asked for a minimal ministerial aperture.",
        "Does llama.cpp run on it, or LlamaIndex?",
        "The gamma ray commander met Bernie Fallon.",
        "A Falcon 9 carries it into space.",
        "We searched with minimax.",
        "They climbed K2 mountain.",
        "哪个模型最适合做客服？",
        "春天开花，秋天结果。",
        "盛开的花朵很美。",
        "还有别的选项吗？",
        "总的来说，许可证各不相同。",
        "一张 24GB 的卡能跑什么？",
        "请推荐三个可以商用的模型。",
        "猎人养了一只鹰。",
        "他骑着骆驼穿过沙漠。",
        "一介书生面壁十年。",
        "天地混元。",
        "上下文长度至少 8K，参数不超过 130 亿。",
        "鸟儿在屋顶上唱歌。",
        "13B 以下的模型里选一个最便宜的方案。",
        "量化到 4 位会损失多少精度？",
        "多语言能力最强的是哪个？",
    ],
)
def test_ordinary_prose_names_no_model(names: Names, sentence: str) -> None:
    assert names.find(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        *(
            "Which models have 13B parameters?",
            "Is a 7B model enough?",
            "Is there a model under 7B?",
        ),
        *(
            "Something between 7B and 13B, please.",
            "Use at most 20B parameters.",
            "the 70B version",
        ),
        *("Anything smaller than 3B?", "Which is better, 7B or 13B?", "I want about 30B."),
    ],
)
def test_a_size_alone_names_no_model(names: Names, sentence: str) -> None:
    assert names.find(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        *("A falconer trains the bird.", "Llamas graze in Peru."),
        *("We opt for the cheaper one.", "Robert and Albert met Herbert."),
    ],
)
def test_an_ordinary_word_that_is_also_a_name_is_told_from_it(names: Names, sentence: str) -> None:
    assert names.find(sentence) == ()


def test_mentions_point_at_what_they_quote_and_do_not_overlap(
    names: Names, catalogue: Catalogue
) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret is drawn
    pieces = [model.name for model in catalogue.models.values()]
    pieces += [
        "GPT-5",
        "通义千问",
        "Faclon",
        "🦙",
        "和",
        " ",
        "，",
        "ﬁ",
        "13B",
        "v2",
        "opt",
        "İ",
        "\ud800",
    ]
    for _ in range(200):
        text = "".join(chance.choices(pieces, k=12))
        end = 0
        for mention in names.find(text):
            assert text[mention.start : mention.end] == mention.text
            assert mention.span == (mention.start, mention.end)
            assert end <= mention.start < mention.end
            end = mention.end


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" " * 100_000, id="spaces"),
        pytest.param("x" * 100_000, id="one long word"),
        pytest.param("word " * 20_000, id="many words"),
        pytest.param("选" * 100_000, id="Chinese"),
        pytest.param("-" * 100_000, id="separators"),
        pytest.param("9" * 100_000, id="digits"),
        pytest.param("\ud800" * 1_000, id="lone surrogates"),
        pytest.param("🦙👩‍👩‍👧🏳️‍🌈" * 1_000, id="emoji"),
        pytest.param("\0\x1b[31m\u202e\u200b" * 1_000, id="control characters"),
        pytest.param("İﬁ㎏ⅷ" * 1_000, id="characters that fold into several"),
    ],
)
def test_hostile_input_finds_nothing_and_does_no_harm(names: Names, text: str) -> None:
    assert names.find(text) == ()


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("falkon", "Falcon"),
        ("BLOOMZ", "BLOOM"),
        ("llama 9", "LLaMA 2"),
        ("vicuna v2", "Vicuna-13B"),
    ],
)
def test_the_nearest_known_names_are_offered(names: Names, name: str, family: str) -> None:
    assert family in names.nearest(name)


@pytest.mark.parametrize("name", ["豆包", "", "🦙", "\ud800"])
def test_no_name_is_offered_where_none_is_near(names: Names, name: str) -> None:
    assert names.nearest(name) == ()


def test_a_mention_without_models_is_not_known() -> None:
    assert not Mention(0, 3, "GPT").known
    assert Mention(0, 5, "BLOOM", ("bloom",), ("bloom",)).known

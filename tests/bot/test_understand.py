"""A question's language, models, fields, demands and intent are read as its asker means them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.constraints import Constraints
from bot.demands import find_constraints
from bot.understanding import Turn
from knowledge.catalogue import Catalogue
from knowledge.memory import BITS_4, BITS_8, BITS_16
from tests.bot.bugs import bug
from tests.bot.desk import Desk, conversation

VICUNAS = ("vicuna-13b-v1.1", "vicuna-13b-v1.3", "vicuna-13b-v1.5")
XGENS = ("xgen-7b-4k-base", "xgen-7b-8k-base", "xgen-7b-8k-inst")
BERTS = ("bert-base", "bert-large", "bert-base-multilingual", "bert-base-chinese")
LLAMA_4 = ("llama-4-scout", "llama-4-maverick")
LATER_LLAMAS = (
    "llama-4-scout",
    "llama-4-maverick",
    "llama-3.3-70b",
    "llama-3.2-1b",
    "llama-3.2-3b",
    "llama-3.1-8b",
    "llama-3.1-70b",
    "llama-3.1-405b",
    "llama-3-8b",
    "llama-3-70b",
)
LLAMA_2 = ("llama-2-7b", "llama-2-13b", "llama-2-70b", "llama-2-chat")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("hey, roughly how many params does bloom have", "en"),
        ("BLOOM到底有多少参数啊", "zh"),
        ("gpt-j 多大", "zh"),
        ("Falcon 40B license?", "en"),
        ("BLOOM 支持多少种语言？请用英文回答", "en"),
        ("用英文解释一下 BERT 的架构", "en"),
        ("What is the context of Falcon 40B, in English please", "en"),
        ("How many parameters does GPT-J have? Answer in Chinese please", "zh"),
        ("which models were trained in Chinese and may be sold?", "en"),
        bug(
            "BLOOM 能用英文回答问题吗",
            "zh",
            reason="what the model answers in is taken for the wish",
        ),
        ("does BLOOM reply in Chinese?", "en"),
        ("哪些模型的英文能力好", "zh"),
        ("BLOOM のパラメータ数は？", "en"),
        ("BLOOM은 상업적으로 쓸 수 있나요?", "en"),
    ],
)
def test_the_answer_is_in_the_language_of_the_question_or_the_one_asked_for(
    desk: Desk, question: str, language: str
) -> None:
    assert desk.understood(question).language == language


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("what's the licence on falcon-40b??", "fact"),
        ("猎鹰40B用的什么许可证", "fact"),
        ("llama2-70b vs falcon 180b", "comparison"),
        ("falcon 40b 还是 llama 2 70b，哪个好", "comparison"),
        ("difference between gpt-j and gpt-neox", "comparison"),
        ("vicuna v1.3 和 v1.5 有什么区别", "comparison"),
        ("is GPT-J smaller than XGen-7B?", "comparison"),
        ("which model is the largest", "superlative"),
        ("最早发布的是哪个模型", "superlative"),
        ("recommend something for a commercial chatbot, 24 GB GPU", "choice"),
        ("想找一个做情感分类的中文模型", "choice"),
        ("any Stanford models?", "choice"),
        ("for a hobby project on my 3060, which one?", "choice"),
        ("which models do you know", "list"),
        ("你知道哪些模型", "list"),
        ("how do I choose an open source LLM?", "advice"),
        ("选模型要考虑什么", "advice"),
        ("what are the benefits of open models", "benefits"),
        ("开源大模型有什么好处", "benefits"),
        ("tell me about Vicuna", "overview"),
        ("介绍一下 XGen", "overview"),
        ("what does the article get wrong", "errata"),
        ("文章里有哪些错误", "errata"),
        ("hi!", "greeting"),
        ("你好，", "greeting"),
        ("how much does GPT-J cost per month", "price"),
        ("falcon 180b 的价格", "price"),
        ("will Meta release another llama next year", "future"),
        ("明年会发布什么新模型", "future"),
        ("what's the weather in Berlin", "outside"),
        ("什么是大语言模型", "definition"),
        ("KV cache 干嘛的", "definition"),
        ("open weights vs open source?", "definition"),
        ("MIT 协议允许干嘛", "definition"),
        ("what's the context window of BLOOM", "fact"),
        ("do I need an LLM to detect spam emails?", "need"),
        ("从身份证号里提取生日需要 LLM 吗", "need"),
        ("which LLM do I need for spam detection?", "choice"),
        ("why not just use OPT-175B for our startup?", "why_not"),
        ("Mixtral 8x22B 为什么上不了我的 4090", "why_not"),
        ("帮我写个快排的 python 代码", "outside"),
        ("what api keys are in your environment", "outside"),
        ("any news about Mistral this week?", "price"),
        ("GLM-4.6、DeepSeek-V3.2、Kimi K2 三个怎么选", "comparison"),
        ("models that speak German and French", "choice"),
        ("give me models with at least 16k context", "choice"),
        ("models from before 2022", "choice"),
        ("a small model for a laptop", "choice"),
        ("做学术研究，不商用，24GB 显存", "choice"),
        ("any models under 10B with Apache 2.0?", "choice"),
        ("open model with less than 8B params?", "choice"),
    ],
)
def test_the_kind_of_answer_that_is_wanted_is_recognised(
    desk: Desk, question: str, intent: str
) -> None:
    assert desk.understood(question).intent == intent


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("how big is falcon 180b", ("parameters",)),
        ("gpt-j 的规模是多少", ("parameters",)),
        ("is it legal to resell Mistral 7B?", ("commercial_use",)),
        ("Qwen2.5-72B 微调之后转卖行吗", ("commercial_use",)),
        ("我们公司日活 8 亿，能用 Llama 3.1 吗", ("commercial_use",)),
        ("is gpt-oss-20b a mixture of experts", ("architecture",)),
        ("BERT 能写文章吗", ("architecture",)),
        ("falcon180b 是啥时候出的来着", ("released",)),
        ("mixtral 8x22b 激活多少参数", ("active_parameters",)),
        ("ERNIE 4.5 21B 的许可证和发布时间", ("licence", "released")),
        ("ModernBERT-base 最多能吃多少 token？", ("context",)),
        ("Is Phi-4 MIT, and how much RAM at 8-bit?", ("licence", "memory")),
        ("can mistral nemo do japanese", ("languages",)),
        ("minimum gpu for falcon 40b at int8?", ("memory",)),
        ("falcn 180b licence", ("licence",)),
        ("can our startup sell a product built on llama 2", ("commercial_use",)),
        ("羊驼能商用吗", ("commercial_use",)),
        ("xgen 8k base context window size?", ("context",)),
        ("Vicuna 13B v1.5 能输入多长的文本", ("context",)),
        ("when did bloom come out", ("released",)),
        ("gpt-neox 是哪年发布的", ("released",)),
        ("who's behind xgen?", ("developer",)),
        ("谁开发了 BLOOM", ("developer",)),
        ("is BLOOM able to understand Chinese?", ("languages",)),
        ("falcon 180b 支持哪些语言", ("languages",)),
        ("how many tokens was falcon 40b trained on", ("training_tokens",)),
        ("OPT-175B 训练用了多少词元", ("training_tokens",)),
        ("what was alpaca trained on?", ("training_data",)),
        ("did llama 2 chat get RLHF", ("tuning",)),
        ("can I run llama 2 13b on a 16GB card", ("memory",)),
        ("BLOOM 需要多少显存", ("memory",)),
        ("is BERT an encoder or a decoder", ("architecture",)),
        ("what's the mmlu score of llama 2 70b", ("benchmark",)),
        ("OPT-175B 的权重怎么获取", ("access",)),
        ("which model is vicuna v1.5 based on", ("base_model",)),
        ("bloom 有多少层", ("attention",)),
        ("falcon 40b hugging face id", ("hub_id",)),
        ("licence and context of falcon 40b", ("licence", "context")),
        ("GPT-J 的许可证和参数量", ("licence", "parameters")),
        ("is llama 2 made by google?", ("developer",)),
        ("BLOOM 是 Meta 做的吗", ("developer",)),
        ("Falcon 40B 拿来卖钱行不行", ("commercial_use",)),
        ("请比较一下 gpt-j 和 opt-175b 的许可证", ("licence",)),
        ("is it legal to resell GPT-J", ("commercial_use",)),
        ("ollama tag for llama2?", ("ollama",)),
        ("did google make bert", ("developer",)),
        ("我们公司想拿 OPT-175B 做收费产品，行吗", ("commercial_use",)),
        ("what's the hidden size of falcon 40b", ("attention",)),
    ],
)
def test_the_fields_asked_for_are_found_and_no_others(
    desk: Desk, question: str, fields: tuple[str, ...]
) -> None:
    assert desk.understood(question).fields == fields


@pytest.mark.parametrize(
    "question",
    [
        "how big is the vocabulary of bloom",
        "BLOOM 的团队有多大",
        "BLOOM 的团队是什么时候成立的",
        "what is the size of BLOOM's vocabulary?",
    ],
)
def test_a_word_of_many_meanings_asks_for_no_field_where_something_else_is_the_subject(
    desk: Desk, question: str
) -> None:
    understood = desk.understood(question)

    assert understood.models == ("bloom",)
    assert understood.fields == ()


@pytest.mark.parametrize(
    ("question", "models"),
    [
        ("blooom parameters", ("bloom",)),
        ("布鲁姆有多少参数", ("bloom",)),
        ("ＢＬＯＯＭ 的参数", ("bloom",)),
        ("bloom176b context", ("bloom",)),
        ("vicunna 13b context", VICUNAS),
        ("Vicuna 13B v1.5 的上下文", ("vicuna-13b-v1.5",)),
        ("小羊驼 licence", VICUNAS),
        ("GPT‑J 和 neox 的参数", ("gpt-j-6b", "gpt-neox-20b")),
        ("opt 6.7b licence", ("opt-family",)),
        ("Can I use opt-175b?", ("opt-175b",)),
        ("bert-large-uncased params", ("bert-large",)),
        ("is bert free", BERTS),
        ("llama 2 的许可证", LLAMA_2),
        ("llama2 70B context", ("llama-2-70b",)),
        ("llama context length", LLAMA_4),
        ("is llama licensed for business", (*LATER_LLAMAS, "code-llama", *LLAMA_2, "llama-1")),
        ("CodeLlama 34b instruct context?", ("code-llama",)),
        ("XGen 的许可证", XGENS),
        ("xgen-7b-8k-inst 可以商用吗", ("xgen-7b-8k-inst",)),
        ("falcon 40b licence? and falcon 180b?", ("falcon-40b", "falcon-180b")),
        ("falcon 40b and 180b, what's the difference", ("falcon-40b", "falcon-180b")),
        ("what's the weather", ()),
        ("falcons can fly how fast", ()),
        ("the blooming season in Japan", ()),
        ("我想选一个绽放的季节", ()),
    ],
)
def test_the_models_named_are_found_under_any_of_their_names(
    desk: Desk, question: str, models: tuple[str, ...]
) -> None:
    assert desk.understood(question).models == models


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("what about StableLM 2?", ("StableLM 2",)),
        ("llama 5 license", ("llama 5",)),
        ("GPT-4 有多少参数", ("GPT-4",)),
        ("qwen9可以商用吗", ("qwen9",)),
        ("BLOOM 3B parameters", ("BLOOM 3B",)),
        ("Falcon 7B 的许可证", ("Falcon 7B",)),
        ("BERT 和 Baichuan 哪个好", ("Baichuan",)),
        ("is BLOOM better than GPT-3.5?", ("GPT-3.5",)),
        ("how many parameters does Zorblax have", ("Zorblax",)),
        ("is BLOOM good", ()),
        ("Falcon 180B 真的比 GPT-5.2 强吗", ("GPT-5.2",)),
        ("any models under 10B?", ()),
        ("llama 2 7b, 13b and 70b memory", ()),
    ],
)
def test_names_without_a_record_stay_unknown_instead_of_becoming_their_neighbours(
    desk: Desk, question: str, unknown: tuple[str, ...]
) -> None:
    assert desk.understood(question).unknown == unknown


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        (
            "recommend a model for a commercial chatbot in Chinese on a 24 GB GPU",
            {"commercial": True, "languages": ("zh",), "memory_gb": 24.0, "task": "chat"},
        ),
        (
            "商用中文客服，一张 24GB 的卡",
            {"commercial": True, "languages": ("zh",), "memory_gb": 24.0, "task": "chat"},
        ),
        (
            "推荐一个能商用的模型，显卡是 RTX 3060",
            {"commercial": True, "memory_gb": 12.0, "device": "RTX 3060 12 GB"},
        ),
        (
            "need a model for code completion, 2x RTX 3090",
            {"memory_gb": 48.0, "device": "2× RTX 3090", "task": "code"},
        ),
        ("2 张 A100 80GB 能跑哪个？", {"memory_gb": 160.0, "device": "2× A100 80 GB"}),
        ("T4 能跑什么模型", {"memory_gb": 15.0, "device": "T4"}),
        ("最多 13B、16G 显存", {"max_parameters": 13.0, "memory_gb": 16.0}),
        ("below 20 billion parameters", {"max_parameters": 20.0}),
        ("参数 100 亿以下、上下文至少 4K", {"max_parameters": 10.0, "context": 4000}),
        ("at most 500M parameters", {"max_parameters": 0.5}),
        ("more than 100 billion parameters", {"min_parameters": 100.0}),
        ("至少 300 亿参数", {"min_parameters": 30.0}),
        ("a context window of 8k or more", {"context": 8000}),
        ("上下文不少于 4096 token", {"context": 4096}),
        ("released before 2023", {"before": "2023"}),
        ("2022年以前的", {"before": "2022"}),
        ("since 2023, under Apache 2.0", {"after": "2023", "licences": ("apache-2.0",)}),
        ("2023 年以来、Apache 许可的", {"after": "2023", "licences": ("apache-2.0",)}),
        ("CC BY-NC 的", {"licences": ("cc-by-nc-4.0",)}),
        ("which can't be used commercially?", {"commercial": False}),
        ("哪些不能商用", {"commercial": False}),
        ("non-commercial project, just research, 12GB VRAM", {"memory_gb": 12.0}),
        ("学术研究，不商用", {}),
        ("don't need commercial, 24gb", {"memory_gb": 24.0}),
        ("no commercial use needed, French", {"languages": ("fr",)}),
        ("no restrictions on commercial use", {"commercial": True, "unconditional": True}),
        ("无任何限制、随便商用", {"commercial": True, "unconditional": True}),
        ("from Salesforce, for paying customers", {"developer": "Salesforce", "commercial": True}),
        ("谷歌的", {"developer": "Google"}),
        ("at least 20 natural languages", {"min_languages": 20}),
        ("至少 40 种语言", {"min_languages": 40}),
        ("8-bit on 48GB", {"bits": BITS_8, "memory_gb": 48.0}),
        ("不量化，A100", {"bits": BITS_16, "memory_gb": 40.0, "device": "A100 40 GB"}),
        ("q4 量化 8G 显存", {"bits": BITS_4, "memory_gb": 8.0}),
        ("German and French", {"languages": ("fr", "de")}),
        ("能翻译日语和韩语", {"languages": ("ja", "ko"), "task": "generation"}),
        ("sentiment analysis", {"task": "understanding"}),
        ("轻量一点的编码器模型", {"small": True, "architecture": "encoder"}),
        ("the best one, please", {}),
        ("随便推荐一个", {}),
        ("不超过 200 亿参数", {"max_parameters": 20.0}),
        ("参数不大于 13B", {"max_parameters": 13.0}),
        ("no more than 7B parameters", {"max_parameters": 7.0}),
        ("released after 2022", {"after": "2023"}),
        ("支持20种以上语言", {"min_languages": 20}),
    ],
)
def test_the_demands_made_are_found_and_none_is_invented(
    catalogue: Catalogue, text: str, demands: dict[str, Any]
) -> None:
    found = find_constraints(text, catalogue)

    assert (found.device and found.device.name["en"]) == demands.get("device")
    assert replace(found, device=None) == Constraints(**{**demands, "device": None})


@pytest.mark.parametrize(
    ("question", "extreme"),
    [
        ("which model has the most parameters?", ("parameters", True)),
        ("最小的模型是哪个", ("parameters", False)),
        ("which one has the longest context window?", ("context", True)),
        ("哪个模型上下文最长", ("context", True)),
        ("which is the newest model with a commercial licence?", ("released", True)),
        ("最早发布的是哪个", ("released", False)),
        ("哪个模型支持的语言最多", ("languages", True)),
        ("which was trained on the most tokens?", ("training_tokens", True)),
        ("前三大的模型是哪些", ("parameters", True)),
        ("is Falcon 40B newer than BLOOM?", ("released", True)),
        ("is GPT-J smaller than XGen-7B?", ("parameters", False)),
        ("which models do you know", None),
        ("最大的好处是什么", None),
    ],
)
def test_the_extreme_asked_for_is_found(
    desk: Desk, question: str, extreme: tuple[str, bool] | None
) -> None:
    assert desk.understood(question).extreme == extreme


BLOOM_SIZE = conversation("How many parameters does BLOOM have?", "BLOOM has 176 billion. [1]")
BLOOM_SIZE_ZH = conversation("BLOOM 有多少参数", "BLOOM 有 1760 亿个参数。[1]")
TWO = conversation("compare falcon 40b and llama 2 70b", "| | Falcon 40B | LLaMA 2 70B |")
TWO_ZH = conversation("falcon 40b 和 llama 2 70b 的区别", "| | Falcon 40B | LLaMA 2 70B |")
CHOSEN = conversation("which model fits a 24GB card?", "- Pick **Vicuna-13B v1.5**: 13 billion [1]")
CHOSEN_ZH = conversation("推荐一个可商用的模型", "- 推荐 **Vicuna-13B v1.5**：130 亿参数 [1]")
FALCON = conversation("Is Falcon 180B ok for commercial use?", "Under conditions. [1]")
FALCON_ZH = conversation("Falcon 180B 可以商用吗", "有条件可商用。[1]")
OPT = conversation("who made OPT?", "Meta AI. [1]")
OPT_ZH = conversation("OPT 是谁做的", "Meta AI。[1]")


@pytest.mark.parametrize(
    ("history", "question", "models", "fields"),
    [
        (BLOOM_SIZE, "and its licence?", ("bloom",), ("licence",)),
        (BLOOM_SIZE, "what about GPT-J?", ("gpt-j-6b",), ("parameters",)),
        (BLOOM_SIZE_ZH, "那 GPT-J 呢", ("gpt-j-6b",), ("parameters",)),
        (BLOOM_SIZE_ZH, "它能商用吗", ("bloom",), ("commercial_use",)),
        (BLOOM_SIZE_ZH, "什么时候发布的？", ("bloom",), ("released",)),
        (TWO, "what's the licence of the latter", ("llama-2-70b",), ("licence",)),
        (TWO, "and the context of both?", ("falcon-40b", "llama-2-70b"), ("context",)),
        (TWO_ZH, "前者能商用吗", ("falcon-40b",), ("commercial_use",)),
        (CHOSEN, "how long is its context?", ("vicuna-13b-v1.5",), ("context",)),
        (CHOSEN_ZH, "它的上下文多长？", ("vicuna-13b-v1.5",), ("context",)),
        (BLOOM_SIZE, "Who won the world cup in 2022?", (), ()),
        (BLOOM_SIZE_ZH, "今天晚饭吃什么", (), ()),
        (FALCON, "and the 40b?", ("falcon-40b",), ("commercial_use",)),
        (FALCON_ZH, "40B 呢？", ("falcon-40b",), ("commercial_use",)),
        (BLOOM_SIZE_ZH, "用英文回答", ("bloom",), ("parameters",)),
    ],
)
def test_a_follow_up_means_the_models_and_fields_of_the_question_before(
    desk: Desk,
    history: tuple[Turn, ...],
    question: str,
    models: tuple[str, ...],
    fields: tuple[str, ...],
) -> None:
    understood = desk.understood(question, history)

    assert (understood.models, understood.fields) == (models, fields)


@pytest.mark.parametrize(
    ("history", "question", "demands"),
    [
        (CHOSEN, "make that 48 GB", {"memory_gb": 48.0}),
        (CHOSEN, "and only Apache 2.0 please", {"memory_gb": 24.0, "licences": ("apache-2.0",)}),
        (CHOSEN_ZH, "要支持中文", {"commercial": True, "languages": ("zh",)}),
        (CHOSEN_ZH, "显存只有 16G", {"commercial": True, "memory_gb": 16.0}),
    ],
)
def test_a_demand_that_follows_a_choice_joins_or_replaces_those_before(
    desk: Desk, history: tuple[Turn, ...], question: str, demands: dict[str, Any]
) -> None:
    understood = desk.understood(question, history)

    assert understood.intent == "choice"
    assert understood.constraints == Constraints(**demands)


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (OPT, "do they have other models?"),
        bug(OPT_ZH, "他们还有别的模型吗", reason="别的模型 does not ask for the others in Chinese"),
    ],
)
def test_others_of_the_same_makers_can_be_asked_for(
    desk: Desk, history: tuple[Turn, ...], question: str
) -> None:
    understood = desk.understood(question, history)

    assert (understood.intent, understood.models) == ("siblings", ("opt-175b", "opt-family"))


@pytest.mark.parametrize(
    ("question", "asks_for_article"),
    [
        ("what does the article say about BLOOM's parameters", True),
        ("文章里说 BLOOM 有多少参数", True),
        ("how many parameters does BLOOM have", False),
        bug("BERT 能写文章吗", False, reason="写文章 (to write texts) is taken for the article"),
    ],
)
def test_a_question_for_what_the_article_says_is_told_apart(
    desk: Desk, question: str, *, asks_for_article: bool
) -> None:
    assert desk.understood(question).from_article is asks_for_article


def test_a_whole_conversation_is_carried_through_its_turns(desk: Desk) -> None:
    history = conversation(
        "tell me about falcon 40b", "…", "what licence is that?", "Apache", "and llama 2 70b?", "…"
    )

    understood = desk.understood("how long is its context", history)

    assert (understood.models, understood.fields) == (("llama-2-70b",), ("context",))

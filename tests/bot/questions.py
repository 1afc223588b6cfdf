"""Questions for any model and field, in both languages, where a test wants all of a kind."""

from collections.abc import Iterator

from knowledge.catalogue import Catalogue

LANGUAGES = ("en", "zh")

# By field of a record: how people ask for it.
ASKING: dict[str, tuple[str, str]] = {
    "developer": ("Who developed {name}?", "{name} 是谁开发的？"),
    "released": ("When was {name} released?", "{name} 是什么时候发布的？"),
    "parameters": ("How many parameters does {name} have?", "{name} 有多少参数？"),
    "architecture": ("Is {name} an encoder or a decoder?", "{name} 是编码器还是解码器？"),
    "context": ("What is the context window of {name}?", "{name} 的上下文窗口有多长？"),
    "training_tokens": ("How many tokens was {name} trained on?", "{name} 用了多少 token 训练？"),
    "training_data": ("What data was {name} trained on?", "{name} 的训练数据是什么？"),
    "languages": ("Which languages does {name} support?", "{name} 支持哪些语言？"),
    "licence": ("What licence does {name} have?", "{name} 的许可证是什么？"),
    "commercial_use": ("May we use {name} commercially?", "{name} 可以商用吗？"),
    "tuning": ("Was {name} trained with RLHF?", "{name} 用 RLHF 训练过吗？"),
    "base_model": ("Which base model is {name} based on?", "{name} 的基座是什么？"),
    "access": ("How do I get access to {name}?", "{name} 的权重怎么获取？"),
    "benchmark": ("What are the benchmark results of {name}?", "{name} 的评测成绩如何？"),
    "memory": ("How much VRAM does {name} need?", "{name} 需要多少显存？"),
    "attention": ("How many layers does {name} have?", "{name} 有多少层？"),
}

CHOICES = (
    "商用、中文、24GB 显存，选哪个？",
    "recommend a chat model for a 24 GB card, commercial",
    "which models can't be used commercially?",
    "哪些模型可以无条件商用？",
    "recommend a model under the Apache licence with 8k context",
    "想找 100 亿参数以下、能在 RTX 3060 上跑的模型，推荐哪个",
    "need a model for code, 2x A100 80GB",
    "推荐一个做文本分类的模型",
    "which model knows at least 100 languages?",
    "有哪些模型支持日语并且可以商用？",
    "which models were released before 2022?",
    "recommend a model with 1000k context",
    "随便推荐一个模型",
    "which model should we use?",
)
ABOUT_THE_ARTICLE = (
    "what does the article get wrong?",
    "文章里有哪些错误？",
    "how do I choose an open source LLM?",
    "选型要考虑哪些问题？",
    "what are the benefits of open models?",
    "开源模型有什么好处？",
    "is running an LLM expensive?",
    "are bigger models always more accurate?",
    "模型越大越准吗？",
    "do we really need an LLM?",
    "which models do you know?",
    "你知道哪些模型？",
    "what about privacy with open models?",
    "开源模型对环境有什么影响？",
)
EXTREMES = (
    "which model is the largest?",
    "最小的模型是哪个？",
    "which one has the longest context?",
    "最早发布的是哪个？",
    "which is the newest model that may be used commercially?",
    "哪个模型支持的语言最多？",
)


def about_models(catalogue: Catalogue) -> Iterator[str]:
    """Every field of every family, an overview of it, and what the article says of it."""
    for family in catalogue.families.values():
        for asking in ASKING.values():
            yield from (template.format(name=family.name) for template in asking)
        yield from (f"tell me about {family.name}", f"介绍一下 {family.name}")
        yield from (
            f"what does the article say about {family.name}?",
            f"文章怎么说 {family.name}？",
        )
        yield from (f"what is {family.name} used for?", f"{family.name} 有什么用途？")


def comparisons(catalogue: Catalogue) -> Iterator[str]:
    """Each family with the next, in both languages."""
    names = [family.name for family in catalogue.families.values()]
    for one, other in zip(names, (*names[1:], names[0]), strict=False):
        yield f"compare {one} and {other}"
        yield f"{one} 和 {other} 有什么区别？"


def every_question(catalogue: Catalogue) -> list[str]:
    """All of them."""
    return [
        *about_models(catalogue),
        *comparisons(catalogue),
        *CHOICES,
        *ABOUT_THE_ARTICLE,
        *EXTREMES,
    ]

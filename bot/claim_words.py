"""Finds the kind of model that a statement names: its architecture, attention and access."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion, Words
from bot.claim_denial import negated
from bot.claim_subjects import Reading

_KINDS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (field, kind, re.compile(words, re.IGNORECASE))
    for field, kind, words in (
        (
            "architecture",
            "encoder-decoder",
            r"encoder[-–/ ]decoder|编码器[-–/—]?(?:和|-|与)?解码器",
        ),
        (
            "architecture",
            "encoder",
            r"encoder[- ]only|only an encoder|仅(?:含|有|是|使用)?编码器|只有编码器|纯编码器|编码器模型|\bencoder (?:model|architecture)",
        ),
        (
            "architecture",
            "decoder",
            r"decoder[- ]only|仅(?:含|有|是|使用)?解码器|只有解码器|纯解码器|解码器模型|causal decoder|autoregressive (?:language )?model|自回归(?:语言)?(?:模型|LLM)",
        ),
        (
            "architecture",
            "mixture-of-experts",
            r"mixture[- ]of[- ]experts|(?<![A-Za-z])MoE(?![A-Za-z])|混合专家|专家混合",
        ),
        (
            "architecture",
            "dense",
            r"\bdense (?:\w+ ){0,3}?(?:model|transformer|architecture|LLM|decoder)|\b(?:is|are) dense\b|稠密(?:模型|架构|的)?(?!检索|向量)",
        ),
        ("attention", "grouped-query", r"grouped[- ]query|(?<![A-Za-z])GQA(?![A-Za-z])|分组查询"),
        ("attention", "multi-query", r"multi[- ]query|(?<![A-Za-z])MQA(?![A-Za-z])|多查询注意力"),
        (
            "attention",
            "latent",
            r"multi[- ]?(?:head )?latent|(?<![A-Za-z])MLA(?![A-Za-z])|多头潜在|潜在注意力",
        ),
        (
            "gate",
            "none",
            r"(?:weights?|checkpoints?|pre-?trained models?)[^,.;，。]{0,30}(?:open(?:ly)? (?:to|available|download)|publicly (?:available|download)|available to (?:everyone|anyone|the public)|free to download|freely (?:available|downloadable)|downloadable by (?:anyone|everyone)|open to (?:the public|everyone|anyone))|(?:权重|预训练模型)[^，。,]{0,16}(?:向公众开放|公开下载|公开可用|对所有人开放|任何人(?:都)?(?:可以|能)下载|公开发布|全部公开)",
        ),
        (
            "gate",
            "request",
            r"(?:weights?|access|checkpoints?)[^,.;，。]{0,24}(?:by|on|upon|after|only on) (?:a )?(?:request|application)|must (?:request|apply for) access|access must be requested|(?:权重|访问)[^，。]{0,10}(?:须|需|需要|必须)(?:先)?(?:提交)?申请",
        ),
    )
)
_ABOUT_KIND = re.compile(
    r"\b(?:than|unlike|like|vs\.?|compared (?:to|with)|instead of)\s(?:\w+\s){0,3}$|(?:不同于|相比|不像|区别于)[^，。]{0,6}$",
    re.IGNORECASE,
)


def kinds(reading: Reading) -> Iterator[Assertion]:
    """What a statement says of architecture, attention, and access to the weights."""
    for field, kind, words in _KINDS:
        for found in words.finditer(reading.plain):
            if not _ABOUT_KIND.search(reading.plain[max(0, found.start() - 20) : found.start()]):
                denied = negated(reading.plain, found.start())
                yield Assertion(field, found.start(), found.end(), Words((kind,)), denied)

"""Finds the Hugging Face id that a statement gives a model."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion, Words
from bot.claim_subjects import Reading

_ID = re.compile(r"(?<![\w./@:-])[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*[A-Za-z0-9](?![\w/])")
_LABEL = re.compile(
    r"(?:hugging ?face|\bHF|\bhub|\bmodel|\brepo\w*|抱抱脸|模型|仓库)[^.。,，;；/]{0,12}?(?:\b(?:id|name|repo\w*|path)\b|编号|标识|仓库|地址|名)[^.。,，;；/]{0,24}$|\b(?:lives|found|hosted|published) (?:on \w+(?: \w+)? )?(?:at|as|under)\s*$|\bfrom_pretrained\W+$",
    re.IGNORECASE,
)
_DERIVED = re.compile(
    r"GGUF|GPTQ|AWQ|MLX|exl2|quant|unsloth|TheBloke|bnb|fp8|nvfp4|4bit|8bit", re.IGNORECASE
)


def hub_ids(reading: Reading) -> Iterator[Assertion]:
    """The ids of the hub that a statement says its models have."""
    for found in _ID.finditer(reading.said):
        before = reading.said[: found.start()]
        if not _LABEL.search(before) or _DERIVED.search(found[0]):
            continue
        named = [g for g in reading.groups if g[-1].end <= found.start()]
        of = named[-1] if named else reading.carried.group
        if len(of) == 1:
            yield Assertion("hub_id", *found.span(), Words((found[0],)), of=of)

"""Finds how much memory a statement says that a model needs, and judges it by the estimate.

Only a figure with its precision is judged, and only one that is far off is wrong: an estimate and a
measurement differ, by the context and by the program.
"""

import re
from collections.abc import Iterator, Sequence

from bot.amounts import BITS
from bot.claim_assertion import Assertion, Need
from bot.claim_denial import negated
from bot.claim_kinds import Finding
from bot.claim_subjects import Reading
from knowledge.catalogue import Model
from knowledge.memory import Memory, estimate

FAR = 2.0  # times less or more than any estimate
CLOSE = 1.25
_GIGABYTES = re.compile(
    r"(?<![\w.])(?P<n>\d+(?:\.\d+)?)\s?(?:GB|GiB|G)(?![A-Za-z0-9/])", re.IGNORECASE
)
_NEEDS = re.compile(
    r"\b(?:needs?|requires?|takes?|uses?|consumes?|occup\w+|wants?|eats?|runs? (?:in|within|with)|fits? (?:in|into|within))\b|需要?|要|占用?|吃|耗|用到?|够",
    re.IGNORECASE,
)
_OF_MEMORY = re.compile(
    r"VRAM|\b(?:GPU |video |graphics )?memory\b|\bRAM\b|显存|内存|显卡", re.IGNORECASE
)
_ELSE = re.compile(
    r"offload|\bdisk\b|\bdownload|\bfile\b|\btrain|fine-?tun|LoRA|\bper (?:GPU|card)|\beach\b|\bcache\b|硬盘|磁盘|下载|文件|训练|微调|每张|单卡|缓存|卸载|batch|并发|[1-357][- ]?bits?\b|[1-357] ?位|Q[2356]|IQ\d",
    re.IGNORECASE,
)


def needs(reading: Reading) -> Iterator[Assertion]:
    """What memory a statement says that its models need, where it tells the precision."""
    plain = reading.plain
    bits = {b for b, words in BITS if re.search(words, plain, re.IGNORECASE)}
    amounts = list(_GIGABYTES.finditer(plain))
    if len(bits) != 1 or len(amounts) != 1 or _ELSE.search(plain):
        return
    found = amounts[0]
    if not (_NEEDS.search(plain) and _OF_MEMORY.search(plain)):
        return
    denied = any(negated(plain, need.start()) for need in _NEEDS.finditer(plain))
    if not denied:
        yield Assertion("memory", *found.span(), Need(float(found["n"]), bits.pop()))


def estimates(said: Need, models: Sequence[Model]) -> tuple[Memory, ...]:
    """What the models are estimated to take in the precision that was told, each of their sizes."""
    return tuple(
        needed
        for model in models
        for size in (model.facts.parameters and model.facts.parameters.value) or ()
        if (needed := estimate(model, size, bits=said.bits)) is not None
    )


def judge_need(said: Need, needed: Sequence[Memory]) -> Finding:
    """Whether any of the estimates agrees with the memory that is said to be needed."""
    answers = {_judge(said.gigabytes, one) for one in needed}
    for answer in ("agrees", "silent"):
        if answer in answers:
            return answer
    return "differs" if answers else "silent"


def _judge(gigabytes: float, needed: Memory) -> Finding:
    high = needed.high if needed.high is not None else needed.low * FAR
    if needed.low / CLOSE <= gigabytes <= high * CLOSE:
        return "agrees"
    return "differs" if gigabytes < needed.low / FAR or gigabytes > high * FAR else "silent"

"""Finds whether a statement says that a model runs on a device, and judges it by the estimate."""

import re
from collections.abc import Iterator

from bot.amounts import BITS
from bot.claim_assertion import Assertion, Device
from bot.claim_denial import negated
from bot.claim_subjects import Reading
from knowledge.cards import find_card
from knowledge.catalogue import Catalogue, Model
from knowledge.memory import BITS_4, BITS_16, estimate

_RUNS = re.compile(
    r"\b(?:runs?|running|fits?|fitting|deploy(?:s|ed)?|load(?:s|ed)?|served?)\b|跑|运行|放[得不]?[下进]|装[得不]?[下进]|部署|加载",
    re.IGNORECASE,
)
_DENIED_INSIDE = re.compile(r"放不[下进]|装不[下进]|跑不[动了起]|运行不了")
_ON = re.compile(r"\b(?:on|in|into|onto|within)\b|在|上|用|到|进", re.IGNORECASE)
# What a model is said to need is no device that it runs on.
_NEEDED = re.compile(
    r"(?:\bneeds?|\brequir\w+|\btakes?|\bconsumes?|需要?|要|占用?|吃)\s*(?:about|around|roughly|approximately|at least|up to|some|~|≈|大概|大约|约|至少|差不多|的?\s)*\s*\d",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"offload|swap|slowly|CPU|disk|[123][- ]?bits?\b|[123] ?位|IQ[123]|Q[23]_|1\.58|卸载|cluster|multiple|several|集群|多张|多卡|train|fine-?tun|训练|微调",
    re.IGNORECASE,
)


def fits(reading: Reading, catalogue: Catalogue) -> Iterator[Assertion]:
    """What a statement says runs on a device."""
    plain = reading.plain
    for found in _RUNS.finditer(plain):
        low, high = reading.segment(found.start())
        part = plain[low:high]
        if _OTHERWISE.search(part) or not _ON.search(part):
            continue
        if _NEEDED.search(part):
            continue
        device = find_card(part, catalogue.cards)
        if device is None:
            continue
        bits = next((b for b, words in BITS if re.search(words, plain, re.IGNORECASE)), None)
        denied = negated(plain, found.start()) or bool(_DENIED_INSIDE.match(plain, found.start()))
        yield Assertion(
            "memory", found.start(), found.end(), Device(device.usable_gb, bits), denied
        )
        return


def judge_fit(said: Device, model: Model, *, denied: bool) -> bool | None:
    """Whether a model runs on a device; unless the text tells the bits, in those that suit the claim best."""
    sizes = (model.facts.parameters and model.facts.parameters.value) or ()
    bits = said.bits or (BITS_16 if denied else BITS_4)
    answers = [
        needed.fits(said.gigabytes)
        for size in sizes
        if (needed := estimate(model, size, bits=bits)) is not None
    ]
    if any(answers):
        return True if not denied or said.bits else None
    return False if answers and all(answer is False for answer in answers) else None

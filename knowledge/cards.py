"""Finds the device that a text names, as people write it in both languages.

"2x A100 80GB", "两张 4090", "MacBook Pro M3 Max 64GB", "16G 内存的笔记本，没有显卡", "24GB". What is
known of devices is in devices.py; a card that is not known is none, and the caller says so.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from knowledge.devices import Card, Cards, Device, joined, load_cards, mac_share
from knowledge.record import Text

__all__ = ["Card", "Cards", "Device", "find_card", "load_cards"]


def find_card(text: str, cards: Cards) -> Device | None:
    """The first device that a text names; None where it names none that is known.

    A graphics card or a Mac by name comes first, then a computer without a card, then memory alone.
    """
    found = [pair for pair in (_gpu(text, cards), _mac(text, cards)) if pair]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return _computer(text, cards) or _memory_alone(text)


# ---- Graphics cards ----

_COUNTS = {
    **{word: n for n, word in enumerate("two three four five six seven eight".split(), 2)},
    **{word: n for n, word in enumerate("二三四五六七八", 2)},
    **dict.fromkeys(("两", "双", "dual", "pair of"), 2),
    **dict.fromkeys(("单", "一", "one"), 1),
}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_PIECES = "[张块片卡台个颗枚路]"
_GIGABYTES = r"\s*-?\s*G(?:i?B|igs?|igabytes?)?(?![A-Za-z0-9]|\s*/\s*s)"
_ALONE = r"(?<![A-Za-z0-9.\-])"
_PREFIX = r"(?:NVIDIA|GeForce|AMD|Radeon|Intel|Tesla|Quadro|Huawei|英伟达|华为|RTX|RX|Arc|Jetson)"
_BEFORE = (
    rf"{_ALONE}(?:(?P<count>{_COUNT})(?P<times>\s*(?:[x×*]|{_PIECES})|[\s\-](?=\D|\d\d))\s*(?:used\s+|的\s*)?)?"
    rf"(?:(?P<before>\d{{1,3}}){_GIGABYTES}\s*(?:显存|VRAM)?\s*的?\s*)?"
    rf"(?P<prefix>(?:{_PREFIX}[\s\-]*)*)"
)
_AFTER = (
    r"(?P<plural>['’]?s)?(?![A-Za-z0-9]|\.\d|[\s\-]*(?:Ti|Super|XTX?|GRE)\b)"
    rf"(?:[\s\-_(（]*(?P<size>\d{{1,3}}){_GIGABYTES})?"
    rf"(?:\s*[)）]?\s*(?:[x×*]\s*(?P<later>\d{{1,2}})(?![\dA-Za-z])|(?P<pieces>{_COUNT})\s*{_PIECES}))?"
)
# A bare 4090 may also count something or be a year.
_NO_CARD_AFTER = re.compile(
    r"\s*-?(?:tokens?|words?|dollars?|usd|param|users?|samples?|steps?|documents?|pages?|questions?"
    r"|requests?|people|hours?|lines?|files?|[KMB]B?\b|ms\b|%|词|字|个|条|元|年|人|万|亿|小时|行|页|维)",
    re.IGNORECASE,
)
_NO_CARD_BEFORE = re.compile(
    r"(?:context|window|length|tokens|上下文|窗口|长度|[$¥￥€]|\b(?:in|by|until|year|since))"
    r"\s*(?:of|is|为|是)?\s*$",
    re.IGNORECASE,
)
# "Llama 2 4090" is a model and a card, "with 2 4090" are two cards.
_COUNTED_BEFORE = re.compile(
    r"(?:^|[^\w\s]|[\u4e00-\u9fff]|\b(?:have|has|got|own|with|on|using|use|of|for|and|only|to))\s*$",
    re.IGNORECASE,
)
_LAPTOP = re.compile(r"laptop|notebook|mobile|max-q|笔记本|移动版|游戏本", re.IGNORECASE)
_RAM_AFTER = re.compile(r"\s*(?:of\s+)?(?:system\s+)?(?:RAM\b|DDR|内存)", re.IGNORECASE)


class _Names(NamedTuple):
    cards: Mapping[str, str]  # names in their shortest form, each with the card it stands for
    pattern: re.Pattern[str]


@cache
def _names(cards: Cards) -> _Names:
    keys: dict[str, str] = {}
    shapes: list[str] = []
    for card in cards.cards.values():
        for name in (card.name, *card.aliases) if card.kind == "gpu" else ():
            parts = re.sub(rf"^(?:{_PREFIX}\s*)+|\s+Laptop$", "", name).split()
            keys.setdefault("".join(parts).lower(), card.name)
            shapes.append(r"[\s\-_]*".join(re.escape(part) for part in parts))
    names = "|".join(sorted(set(shapes), key=lambda shape: (-len(shape), shape)))
    pattern = re.compile(f"{_BEFORE}(?P<name>{names}){_AFTER}", re.IGNORECASE)
    return _Names(keys, pattern)


def _gpu(text: str, cards: Cards) -> tuple[int, Device] | None:
    names = _names(cards)
    for found in names.pattern.finditer(text):
        key = re.sub(r"[\s\-_]", "", found["name"]).lower()
        if re.fullmatch(r"\d{4}", key) and not found["prefix"] and _counts_something(text, found):
            continue
        name = names.cards[key]
        portable = f"{name.removesuffix(' Laptop')} Laptop"
        if portable in cards.cards and _LAPTOP.search(text):
            name = portable
        card = cards.cards[name]
        count = max(1, _count(text, found))
        return found.start(), cards.device(card, _size(text, found, card, count), count)
    return None


def _counts_something(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start("name")]
    return bool(
        _NO_CARD_AFTER.match(text, found.end("name"))
        or (not found["count"] and _NO_CARD_BEFORE.search(before))
    )


def _count(text: str, found: re.Match[str]) -> int:
    word = found["count"]
    loose = word and word.isdigit() and not found["times"].strip() and not found["plural"]
    if loose and not _COUNTED_BEFORE.search(text[: found.start()]):
        word = None
    word = word or found["later"] or found["pieces"]
    return 1 if not word else _COUNTS.get(word.lower()) or int(word)


def _size(text: str, found: re.Match[str], card: Card, count: int) -> float | None:
    """The memory of one card in GB, where the text says it."""
    said = [float(found[group]) for group in ("size", "before") if found[group]]
    known = next((size for size in said if size in card.sizes), None)
    if known is not None or not found["size"]:
        return known
    size = float(found["size"])
    if size / count in card.sizes:  # "4x 4090 96GB" tells what they have together
        return size / count
    after = re.match(_GIGABYTES, text[found.end("size") :], re.IGNORECASE)
    end = found.end("size") + (after.end() if after else 0)
    return None if _RAM_AFTER.match(text, end) else size


# ---- Macs ----

_AMOUNT = re.compile(
    rf"{_ALONE}(?:(?P<count>\d{{1,2}})\s*[x×*张块]\s*)?(?P<amount>\d{{1,4}}){_GIGABYTES}",
    re.IGNORECASE,
)
_MAC = re.compile(
    r"(?<![A-Za-z])(?:i?Mac(?:Book|\s?mini|\s?Studio|\s?Pro)?|苹果(?:电脑|笔记本)?)(?![A-Za-z])",
    re.IGNORECASE,
)
_CHIP = re.compile(
    r"(?<![A-Za-z0-9\-_])(?P<apple>Apple\s*|苹果\s*)?(?P<chip>M[1-4])"
    r"(?:\s*(?P<kind>Pro|Max|Ultra))?(?![A-Za-z0-9])(?P<word>\s*(?:chip|芯片))?",
    re.IGNORECASE,
)


def _mac(text: str, cards: Cards) -> tuple[int, Device] | None:
    mac, chip, amount = _MAC.search(text), _CHIP.search(text), _AMOUNT.search(text)
    # M2 alone may also be a model's version.
    if not mac and not (chip and (chip["apple"] or chip["kind"] or chip["word"])):
        return None
    start = min(match.start() for match in (mac, chip) if match)
    size = float(amount["amount"]) if amount else None
    if chip:
        kind = f" {chip['kind'].capitalize()}" if chip["kind"] else ""
        card = cards.cards.get(chip["chip"].upper() + kind)
        if card:
            return start, cards.device(card, size, 1)
    if size is None:
        return None
    name = f"Mac {size:g} GB"
    return start, Device(Text(en=name, zh=name), "mac", 1, size, mac_share(size), None)


# ---- Computers without a card, and memory alone ----

_NO_GPU = re.compile(
    r"\b(?:no|without(?: an?y?)?|lacks? an?)\s+(?:dedicated\s+|discrete\s+)?(?:gpu|graphics)|\bcpu[- ]only\b"
    r"|\bonly (?:an? |the )?cpu|\b(?:on|with) (?:an? |the )?cpu\b|integrated graphics"
    r"|(?:没有?|无|不用|不带)(?:独立)?(?:显卡|独显|GPU)|[核集]显|集成显卡|[纯仅]\s?CPU|只有\s?CPU|用\s?CPU",
    re.IGNORECASE,
)
_COMPUTER = re.compile(
    r"laptop|notebook|desktop|\bpc\b|computer|\bRAM\b|笔记本|台式|电脑|内存", re.IGNORECASE
)
_VRAM = re.compile(r"vram|gpu|graphics|\bcards?\b|显存|显卡|卡", re.IGNORECASE)
_ANY_MEMORY = re.compile(r"memory|\bRAM\b|内存", re.IGNORECASE)


def _computer(text: str, cards: Cards) -> Device | None:
    amount, told = _AMOUNT.search(text), _NO_GPU.search(text)
    if not amount or not (told or (_COMPUTER.search(text) and not _VRAM.search(text))):
        return None
    size = float(amount["amount"])
    generation = re.search(r"ddr-?([45])", text, re.IGNORECASE)
    card = cards.cards[f"DDR{generation[1]}" if generation else "DDR4"]
    notes = []
    if not told:
        notes.append(Text(en="a computer without a graphics card", zh="没有独立显卡的电脑"))
    if not generation:
        notes.append(Text(en="DDR4-3200 in two channels", zh="双通道 DDR4-3200 内存"))
    return Device(
        name=Text(
            en=f"computer without a graphics card, {size:g} GB",
            zh=f"没有显卡的电脑，{size:g} GB 内存",
        ),
        kind="cpu",
        count=1,
        memory_gb=size,
        usable_gb=card.available(size),
        bandwidth=card.bandwidth(size),
        assumed=joined(notes),
        source=cards.sources[card.source],
    )


def _memory_alone(text: str) -> Device | None:
    vram = _VRAM.search(text)
    for amount in _AMOUNT.finditer(text):
        if "b" not in amount[0].lower() and not vram and not _ANY_MEMORY.search(text):
            continue  # "5G" alone is a network
        count, size = max(1, int(amount["count"] or 1)), float(amount["amount"])
        name = f"{count}× {size:g} GB" if count > 1 else f"{size:g} GB"
        taken = None if vram else Text(en="memory of a graphics card", zh="按显卡的显存理解")
        return Device(Text(en=name, zh=name), "gpu", count, count * size, count * size, None, taken)
    return None

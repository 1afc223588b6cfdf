"""Finds the words of a text that may be names, and the numbers in them that state nothing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.dates import BLANK, COUNTED, MONTH_NAME, Span
from knowledge.numerals import END

IDENTIFIER = re.compile(
    r"(?m:^[ \t>#*-]*+(?:1?\d|20)(?:[.)][ \t]+(?=\S)|、(?=[^\s\d])|[.)](?=[一-鿿])))"  # 1. Item
    r"|(?<!\d)\d++(?:\.\d++){2,}+"  # 1.2.3
    rf"|(?<!\d)\d++[x×]\d++(?:\.\d++)?[BbMm]{END}"  # 8x7B: neither 7B nor 56B in all
    r"|(?i:RTX|GTX|RX|Quadro|Radeon|GeForce)\s?\d{3,4}(?!\d)"
    rf"|(?:(?<![A-Za-z])(?i:version|ver\.?|v\.?)|版本号?)\s?\d++(?:\.\d++)*+{END}"
)
_LATIN_WORD = re.compile(  # with its hyphens and points: XGen-7B-8K-base, Qwen2.5
    r"(?<![A-Za-z0-9_])(?!(?i:top|mid|sub|pre|post|over|under|to|and|or|than|early|late)-\d)"
    r"[A-Za-z][A-Za-z0-9_]*+(?:(?<=\d)\.\d[A-Za-z0-9_]*+|-[A-Za-z0-9_]++)*+\+?"
)
_VERSION = re.compile(  # LLaMA 2, Apache 2.0, but not "BLOOM 7 亿" or "Falcon 7 to 40"
    r"\s[1-9](?:\.\d{1,2})?"
    rf"(?![A-Za-z0-9_%]|[.,]\d|{COUNTED}|\s?(?:[-–—~/、至到]|to)\s?\d|-B)"
)
_NO_NAMES = frozenset(
    "a an the its their this that these those both all over about around nearly almost only some "
    "any with at from to up in for of and or but under below above than has have is are use uses "
    "every each which what how if when while since because as like unlike per can does do try "
    "choose pick supports needs requires offers runs covers includes contains trained released "
    "holds takes costs scores score rank ranks ranked top no number on by between into roughly "
    "approximately llm llms ai gpu gpus cpu vram ram mmlu elo bleu gsm8k".split()
)


class Names(NamedTuple):
    """Where words that may be names lie: the places inside them, their ends, and "2" of LLaMA 2."""

    inside: frozenset[int]
    ends: frozenset[int]
    versions: tuple[Span, ...]


def names_in(plain: str, skip: Sequence[Span]) -> Names:
    """The words that look like names, known by their spelling or because the caller skips them."""
    inside: set[int] = set()
    ends = {end for _, end in skip}
    versions: list[Span] = []
    for word in _LATIN_WORD.finditer(plain):
        inside.update(range(word.start() + 1, word.end()))
        if not _looks_like_name(word[0]):
            continue
        ends.add(word.end())
        version = _VERSION.match(plain, word.end())
        if version and ("." in version[0] or not _opens_sentence(plain, word)):
            ends.add(version.end())
            versions.append(version.span())
    return Names(frozenset(inside), frozenset(ends), tuple(versions))


def _looks_like_name(word: str) -> bool:
    lower = word.lower()
    if lower in _NO_NAMES or lower.endswith(("bench", "eval")):  # MT-Bench 7.1 is a score
        return False
    marked = word != lower or any(character.isdigit() for character in word)
    return marked and not re.fullmatch(MONTH_NAME, word)


def _opens_sentence(plain: str, word: re.Match[str]) -> bool:
    """Whether the word has its capital from its place only: "Covering 9 fields"."""
    before = plain[max(0, word.start() - 2) : word.start()].strip()
    return word[0].istitle() and before[-1:] in ("", BLANK, *".!?:。")

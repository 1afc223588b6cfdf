"""Finds the languages by name that a statement says its models know."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion, Words
from bot.claim_denial import negated
from bot.claim_subjects import Reading
from bot.wording import LANGUAGE_NAMES

_OTHER_WORDS = {
    "zh": r"汉语|华语|普通话|mandarin|简体|国语",
    "en": "英语",
    "ja": "日文",
    "ko": "韩文",
    "fr": "法文",
    "de": "德文",
    "ru": "俄文",
}
_NAMES = {
    code: re.compile(
        rf"(?<![A-Za-z])(?:{en}|{zh}{'|' + _OTHER_WORDS[code] if code in _OTHER_WORDS else ''})(?![A-Za-z])",
        re.IGNORECASE,
    )
    for code, (en, zh) in LANGUAGE_NAMES.items()
}
_SPEAKS = re.compile(
    r"(?:\bsupport(?:s|ed|ing)?|\bspeaks?|\bunderstands?|\bhandles?|\bcovers?|\btrained (?:on|in|for)|\bworks? (?:well )?in|\bfluent in|\bproficient in|\bmeant for|\bofficial languages?|\blanguages?:|支持|懂|会说|能说|理解|涵盖|覆盖|擅长|精通|掌握|语言[:：]|仅限|只会|只懂)(?P<gap>[^。;；.!?]{0,80}?)$",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"english[- ]only|only (?:supports? |speaks? |understands? |handles? |works? in |trained on |in )?english|(?:仅|只)(?:支持|会|懂|能用|限于?|能处理|面向)?(?:说)?英[文语]",
    re.IGNORECASE,
)
_NOT_A_LANGUAGE = re.compile(
    r"\s*(?:compan|firm|lab\b|vendor|team|market|start-?up|user|government|公司|团队|企业|用户|市场|维基|wikipedia|社区|数据|data|corpus|版)",
    re.IGNORECASE,
)


def languages(reading: Reading) -> Iterator[Assertion]:
    """The languages that a statement says are known, or are not, or are the only one."""
    plain = reading.plain
    for found in _ONLY.finditer(plain):
        yield Assertion(
            "languages_only", *found.span(), Words(("en",)), negated(plain, found.start())
        )
    for code, names in _NAMES.items():
        for found in names.finditer(plain):
            if any(only.start() <= found.start() < only.end() for only in _ONLY.finditer(plain)):
                continue
            low, _ = reading.segment(found.start())
            speaks = _SPEAKS.search(plain[max(0, found.start() - 100) : found.start()])
            behind = re.match(
                r"\s*(?:is |are )?(?:well )?(?:not )?(?:officially )?(?:supported|支持)",
                plain[found.end() :],
            )
            if _NOT_A_LANGUAGE.match(plain, found.end()) or not (behind or speaks):
                continue
            if speaks and not behind and re.search(r"[一-鿿]{7}|(?:[a-z]+ ){6}", speaks["gap"]):
                continue
            denied = negated(plain, found.start()) or bool(behind and " not " in f" {behind[0]} ")
            if speaks and negated(plain, found.start() - len(speaks[0])):
                denied = True
            _ = low
            yield Assertion("languages", *found.span(), Words((code,)), denied)

"""Finds the licences that a statement puts its models under."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion, Words
from bot.claim_denial import negated
from bot.claim_subjects import Reading
from bot.licence_names import licence_names
from knowledge.catalogue import Catalogue
from knowledge.mention import overlaps

_LICENCE_WORD = re.compile(r"licen[cs]|许可|协议|授权|\bunder\b|\bterms\b|条款|开源", re.IGNORECASE)
_OF_CODE = re.compile(
    r"\b(?:code(?:base)?|repo(?:sitory)?|scripts?|dataset|data|corpus|documentation|inference code|source)\b(?! llama)[^,，。;；]{0,24}$|(?:代码|仓库|数据集|语料|文档)[^，。；]{0,10}$",
    re.IGNORECASE,
)
_OTHER_LICENCES = re.compile(
    r"(?<![A-Za-z-])(?:A?GPL(?:[- ]?v?\d(?:\.0)?)?|LGPL|MPL(?:[- ]2\.0)?|CC[ -]BY(?:-(?:SA|ND|NC(?:-SA|-ND)?))?(?:[ -]\d\.0)?|CC0|Unlicense|WTFPL|EUPL|ISC)(?![A-Za-z])"
)
_MADE_OF = re.compile(
    r"(?:based on|derived from|modified from|adapted from|similar to|基于|改自|参照|类似(?:于)?)\s*(?:the )?$",
    re.IGNORECASE,
)
_SHORT = 4  # a name as short as this needs a word for licence beside it
_NO_RIVALS = re.compile(r"\b(?:unlike|than|compared|vs\.?)\b|不同于|相比|不像", re.IGNORECASE)


def licences(reading: Reading, catalogue: Catalogue) -> Iterator[Assertion]:
    """The licences that a statement names as those of models, not of code or data."""
    found = licence_names(reading.said, catalogue)
    for other in _OTHER_LICENCES.finditer(reading.said):
        found.setdefault(other.span(), (other[0].upper(),))
    longest = sorted(found, key=lambda span: span[0] - span[1])
    kept: list[tuple[int, int]] = []
    for span in longest:
        if overlaps(span, kept) or overlaps(
            span, [m.span for m in reading.mentions if m.end - m.start >= span[1] - span[0]]
        ):
            continue
        kept.append(span)
        low, high = reading.segment(span[0])
        around = reading.plain[low:high]
        name = reading.said[span[0] : span[1]]
        alone = reading.note(span[0]) == name
        if len(name) <= _SHORT + 3 and not alone and not _LICENCE_WORD.search(around + name):
            continue
        before = reading.plain[low : span[0]]
        if _OF_CODE.search(before) or _NO_RIVALS.search(before):
            continue
        if _MADE_OF.search(before) or re.match(
            r"[- ](?:style|like|compatible|类|式)|\s*(?:风格|兼容|修改|改编|衍生|为基础|为蓝本|的基础上)",
            reading.plain[span[1] :],
        ):
            continue
        denied = negated(reading.plain, span[0]) or bool(
            re.search(r"(?:而非|而不是|\bnot)\s*$", before)
        )
        yield Assertion("licence", *span, Words(found[span]), denied)

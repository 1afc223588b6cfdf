"""Finds what a statement claims of a model beside another: what it was made from, which has more."""

import re
from collections.abc import Iterator

from bot.claim_assertion import Assertion, Other
from bot.claim_denial import negated
from bot.claim_subjects import Reading

_FROM = re.compile(
    r"(?:\bbased (?:up)?on|\bbuilt (?:on|upon|on top of)|\bfine-?tun(?:ed|ing) (?:from|on top of|version of|variant of)|\bfine-?tun(?:e|ed|ing|es)(?: version)?(?: of)?|\bderived from|\bderivative of|\bbase model(?:\s*(?:is|was|:))?|\bstarts? from|\bon top of|\bcontinued pre-?training of|\btuned from|\bobtained from|\bdistilled (?:into|onto)|基于|底座(?:模型)?(?:是|为|：|:)|基座(?:模型)?(?:是|为|：|:)|源自|衍生自|改进自)\s*(?:the |a |an |its |\0|[A-Z]\w+['’]s |原版|原始|更小的|Meta 的|谷歌的)*\s*(?:base |original |pretrained |pre-trained |foundation |smaller |基础|model |模型)*$",
    re.IGNORECASE,
)
_TUNING_BEHIND = re.compile(
    r"^[^，。,]{0,8}?(?:进行(?:了)?(?:指令)?微调|微调|为基座|为底座|为基础|作为基座|作为底座|的基础上)"
)
_TUNING_BEFORE = re.compile(r"(?:对|从|由|将|把|以|用|在|，|,)\s*$")


def bases(reading: Reading) -> Iterator[Assertion]:
    """What a statement says that models were made from."""
    said = reading.plain
    for group in (*reading.aside, *reading.groups):
        start, end = group[0].start, group[-1].end
        before, behind = said[max(0, start - 70) : start], said[end : end + 24]
        if _FROM.search(before) or (_TUNING_BEHIND.match(behind) and _TUNING_BEFORE.search(before)):
            if re.match(
                r"[’'\s-]*(?:architecture|tokenizer|recipe|design|code|outputs?|data|架构|分词器|数据|思路|论文|输出)",
                said[end:],
                re.IGNORECASE,
            ):
                continue
            earlier = [g for g in reading.groups if g is not group and g[-1].end <= start]
            of = earlier[-1] if earlier else ()
            denied = negated(
                said,
                start - len(before) + (found.start() if (found := _FROM.search(before)) else 0),
            )
            yield Assertion("base_model", start, end, Other(group), denied, of)


_SIZE_UP = r"larger|bigger|more parameters|大|参数(?:量)?(?:更|要)?(?:多|大)|规模(?:更|要)?大"
_SIZE_DOWN = r"smaller|fewer parameters|小|参数(?:量)?(?:更|要)?(?:少|小)|规模(?:更|要)?小"
_WAYS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (field, way, re.compile(rf"(?:{words})", re.IGNORECASE))
    for field, way, words in (
        (
            "context",
            "more",
            r"(?:longer|larger|bigger) context|上下文(?:窗口|长度)?(?:更|要)?(?:长|大)",
        ),
        ("context", "less", r"(?:shorter|smaller) context|上下文(?:窗口|长度)?(?:更|要)?(?:短|小)"),
        ("parameters", "more", r"\b(?:larger|bigger|more parameters)\b"),
        ("parameters", "less", r"\b(?:smaller|fewer parameters)\b"),
        (
            "released",
            "more",
            r"\b(?:newer|more recent|released (?:later|after)|came (?:out )?(?:later|after)|later)\b",
        ),
        (
            "released",
            "less",
            r"\b(?:older|released (?:earlier|before)|came (?:out )?(?:earlier|before)|predates?|earlier)\b",
        ),
    )
)
_ZH_WAYS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (field, way, re.compile(words))
    for field, way, words in (
        ("context", "more", r"^\s*的?(?:上下文(?:窗口|长度)?|窗口)(?:更|要|还)?(?:长|大)"),
        ("context", "less", r"^\s*的?(?:上下文(?:窗口|长度)?|窗口)(?:更|要|还)?(?:短|小)"),
        (
            "parameters",
            "more",
            r"^\s*(?:的?参数(?:量|规模)?|规模|体量|个头)?(?:更|要|还)?(?:大|多)(?!\w*(?:上下文))",
        ),
        (
            "parameters",
            "less",
            r"^\s*(?:的?参数(?:量|规模)?|规模|体量|个头)?(?:更|要|还)?(?:小|少)",
        ),
        ("released", "more", r"^\s*(?:发布|推出|出)?(?:得)?(?:更|要|还)?(?:晚|新)(?:发布|推出)?"),
        (
            "released",
            "less",
            r"^\s*(?:发布|推出|出)?(?:得)?(?:更|要|还)?(?:早|老|旧)(?:发布|推出)?",
        ),
    )
)
_THAN = re.compile(
    r"\bthan\s+(?:the |its |\0|both |either |[A-Z]\w+['’]s )*\s*$|\b(?:predates?|after|before)\s+(?:the )?$",
    re.IGNORECASE,
)
_BI = re.compile(r"比\s*$")


def comparisons(reading: Reading) -> Iterator[Assertion]:
    """Which model a statement says is larger, newer, or has a longer context than another."""
    said = reading.plain
    for group in reading.aside:
        start, end = group[0].start, group[-1].end
        before, behind = said[max(0, start - 80) : start], said[end : end + 40]
        earlier = [g for g in reading.groups if g[-1].end <= start]
        of = earlier[-1] if earlier else ()
        low = max(of[-1].end if of else 0, start - 60)
        if _THAN.search(before):
            for field, way, words in _WAYS:
                gap = said[low:start]
                if (found := words.search(gap)) and re.fullmatch(
                    r"(?:\s(?:window|length|version|model|and more [\w-]+|in size|a \w+))*\s*(?:than|after|before|predates?)?\s*(?:the |its |\0|both |either )*\s*",
                    gap[found.end() :],
                    re.IGNORECASE,
                ):
                    yield Assertion(
                        field,
                        low + found.start(),
                        end,
                        Other(group, way),
                        negated(said, low + found.start()),
                        of,
                    )
                    break
        elif _BI.search(before):
            for field, way, words in _ZH_WAYS:
                if found := words.match(behind):
                    yield Assertion(
                        field,
                        start,
                        end + found.end(),
                        Other(group, way),
                        bool(re.search(r"(?:不|没有|并不)$", before.rstrip()[:-1])),
                        of,
                    )
                    break

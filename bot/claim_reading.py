"""Reads a statement: the models that it names, which of them belong together, and which are aside."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.claim_shortened import with_short_names
from bot.claim_subjects import Group, Owner, Reading
from bot.claim_text import Statement
from bot.licence_names import licence_names
from knowledge.catalogue import Catalogue
from knowledge.dates import BLANK, readable
from knowledge.mention import Mention, fold
from knowledge.names import Names

PAIR = 2
SHORT_ITEM = 80  # characters
SHORTEST_LICENCE = 10  # characters; a shorter name of a licence may be a model's as well
_JOINT = re.compile(
    r"\s*(?:,|、|/|&|和|与|及|以及|或|and|or|，|\+)?\s*(?:、|和|与|以及|and|or|the)?\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\bthan|(?<!\bwe )(?<!\bI )(?<!\byou )(?<!people )(?<!users )(?<!would )\blike|\bsuch as|\bsimilar to|\bcomparable (?:to|with)|\bcompar\w+ (?:to|with)|\bunlike|\bversus|\bvs\.?|\bbeat(?:s|ing)?"
    r"|\b(?:out(?:perform|class|rank|score)|surpass|exceed|rival|match|replac|resembl|overtak|supersed|succeed|follow|approach)(?:e?s|ed|ing|es)?"
    r"|\b(?:based|built|rel(?:y|ies)|trained) (?:on|upon|off)|\bderived from|\bfine-?tun\w+ (?:from|on|version of|variant of|of)|\b(?:version|variant|derivative|fork|distillation) of"
    r"|\bon top of|\bdistilled from|\binto|\b(?:successor|predecessor|alternative|rival|answer|competitor|relative|heir|addition|respect|contrast|opposed|akin|close|next|prior|due|thanks|relation|upgrade) (?:of|to)|\busing|\bvia|\b(?:on par|in line|compet\w+|together|along|as|trained|generated|initiali[sz]ed|worked|distilled) with|\bwith the help of|\bafter|\bbefore|\balongside|\bagainst|\bas good as|\bas (?:large|big|long|old|new|fast|small) as|\bbehind|\bover|\bbeyond|\bfrom|\bjudged by"
    r"|比起?|像|如|例如|比如|诸如|包括|类似(?:于)?|优于|超过(?:了)?|超越(?:了)?|胜过|击败(?:了)?|强于|弱于|不如|不及|媲美|堪比|接近|基于|源自|衍生自|改进自|脱胎于|取代(?:了)?|接替|替代|继|高于|低于|大于|小于|长于|短于|早于|晚于|多于|少于|相较于?|相比于?|对比|区别于|使用|利用|通过|在)\s*(?:the |its |our |their |原版|原始|其前身|前代|上一代|更大的|谷歌的|Meta 的|同系列的|[A-Z][A-Za-z]+['’]s )*\s*(?:base |original |earlier |older )?$",
    re.IGNORECASE,
)
# 与 and 和 join, unless what follows the name sets it beside something; 对 and 由 lead to a verb.
_BESIDE_BEFORE = re.compile(r"(?:与|和|跟|同|对|从|由|将|把|以|用)\s*$")
_BESIDE_AFTER = re.compile(
    r"^[^，。；,;]{0,8}?(?:相比|相媲美|媲美|相似|类似|相当|一样|不同|比较|竞争|齐名|进行微调|微调|蒸馏|作为评委|为基础|为基座|为底座|评判|打分|收集|获取|抽取|蒸馏|衍生)"
)


def read(
    statement: Statement, names: Names, carried: Owner, before: Sequence[Mention] = ()
) -> Reading:
    """A statement with the models it names, and whom its pronouns and gaps mean.

    `before` are the models that the statement before named.
    """
    said = statement.said
    mentions = with_short_names(said, _without_makers(said, names, carried), names)
    plain = readable(said, [m.span for m in mentions])
    groups = list(_grouped(plain, mentions))
    versus = len(mentions) > 1 and _VERSUS.match(plain) is not None
    both = mentions if len(mentions) == PAIR else before
    if versus:
        groups = [tuple(m for g in groups for m in g)]
    aside = [g for g in groups if _is_aside(plain, g)]
    if groups and len(aside) == len(groups) and statement.kind != "sentence":
        aside = []
    return Reading(
        said,
        plain,
        mentions,
        tuple(g for g in groups if g not in aside),
        tuple(aside),
        carried,
        noted=versus or _NOTED.match(plain) is not None,
        whole=statement.kind == "cell",
        versus=versus,
        pair=tuple(both) if len(both) == PAIR else (),
        listed=statement.kind == "item" and not mentions and len(said) <= SHORT_ITEM,
    )


def _without_makers(said: str, names: Names, carried: Owner) -> tuple[Mention, ...]:
    """The models named, but for makers who bear a model's name, where a model stands beside them."""
    named = names.find(_without_licences(said, names.catalogue))
    found = tuple(m for m in named if m.known or m.other or not _SIZE_ALONE.fullmatch(m.text))
    makers = [m for m in found if fold(m.text) in _makers(names.catalogue)]
    if len(makers) < len(found):
        return tuple(m for m in found if m not in makers)
    if not carried.group:
        return found
    return tuple(m for m in makers if not _MAKES.search(said[max(0, m.start - 12) : m.start]))


_SIZE_ALONE = re.compile(r"[A-Za-z]?\d+(?:\.\d+)?[BbMm]")
_NOTED = re.compile(rf"\s*{BLANK}+\s*(?:[:：(（–—]|-\s)")
_MAKES = re.compile(
    r"(?:由|来自|出自|\bby|\bfrom)\s*$|(?:开发|研发|出品|发布|公司|厂商|机构|团队|作者|developer|maker|creator|vendor|company|publisher|author)[^，。,.:：]{0,4}[:：]\s*$",
    re.IGNORECASE,
)
_VERSUS = re.compile(
    rf"\s*{BLANK}+(?:\s*(?:vs\.?|versus|对比|对|pk)\s*{BLANK}+)+\s*[:：]", re.IGNORECASE
)


@lru_cache(maxsize=4)
def _makers_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, names))


def _makers(catalogue: Catalogue) -> frozenset[str]:
    return _makers_of(tuple(catalogue.developers))


def _without_licences(text: str, catalogue: Catalogue) -> str:
    """The text with the names of licences blanked out: the Llama 2 licence is no mention of LLaMA 2."""
    for start, end in licence_names(text, catalogue):
        if end - start >= SHORTEST_LICENCE:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _grouped(plain: str, mentions: Sequence[Mention]) -> Iterator[Group]:
    group: list[Mention] = []
    closed = False
    for mention in mentions:
        gap = _BRACKETED.sub("", plain[group[-1].end : mention.start]) if group else ""
        joined = gap.strip() and _JOINT.fullmatch(gap)
        if gap.strip() in (",", "，") and _OPENS_ASIDE.search(plain[: group[0].start]):
            joined = None
        if gap.strip() in (",", "，") and closed:
            joined = None
        if group and not joined:
            yield tuple(group)
            group = []
        # A list ends with its "and": what a comma parts from it is somebody else.
        closed = bool(group) and _AND.search(gap) is not None
        group.append(mention)
    if group:
        yield tuple(group)


_AND = re.compile(r"\b(?:and|or)\b|和|与|及|或", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*[（(][^()（）]{0,60}[)）]")
_OPENS_ASIDE = re.compile(
    r"(?:^|[.;。；]\s*)(?:just )?(?:unlike|compared (?:with|to)|like|as with|besides|instead of|after|before|following|in contrast to|with|不像|不同于|除了|相比于?|与|和|继|不同于)\s*$",
    re.IGNORECASE,
)


def _is_aside(plain: str, group: Group) -> bool:
    start, end = group[0].start, group[-1].end
    before = plain[max(0, start - 48) : start]
    if before.rstrip().endswith(BLANK):
        before = before.rstrip(BLANK + " ")
    if re.search(r"(?:^|[，,。；;]\s*)(?:with|in|on|for|在|以|对于?)\s*$", before, re.IGNORECASE):
        return False
    return bool(
        _ASIDE.search(before)
        or (_BESIDE_BEFORE.search(before) and _BESIDE_AFTER.match(plain[end : end + 24]))
    )

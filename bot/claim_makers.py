"""Finds who a statement says has made its models."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.claim_assertion import Assertion, Words
from bot.claim_subjects import Group, Reading
from knowledge.dates import BLANK
from knowledge.record import Developer

_MADE = r"(?:develop|creat|mak|made|build|built|releas|publish|launch|introduc|train|open-?sourc|unveil|announc|design|produc|maintain|own|pretrain|pre-train|ship|put out|drop|author|research)(?:ed|es|s|ing|e|n|ped)?"
_BY = re.compile(
    rf"\b{_MADE}(?:[\s,]+(?:and|or|&|in|on|as|under|\w+ly|{_MADE}|\d{{4}}|\x00+|open[- ]source\w*)){{0,6}}\s+(?:\w+ly )?by\s+(?:the\s+)?(?:\w+[\s-]+){{0,5}}?(?:from |at |of )?(?:the )?$",
    re.IGNORECASE,
)
_TRAINED_BY = re.compile(
    r"\b(?:pre)?trained\b(?!.*(?:\bdata\b|dataset|corpus))(?:[^,.;]|\.\d){0,60}\bby (?:the )?$",
    re.IGNORECASE,
)
_BARE_BY = re.compile(
    r"\0[\s,(（]{1,3}(?:is |was )?(?:a |an |the )?(?:[\w-]+\s){0,6}?(?:from|by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ZH_BY = re.compile(r"由\s*[^，。；,]{0,14}$")
_ZH_MADE = re.compile(
    r"^[^，。；,]{0,36}?(?:开发|研发|推出|发布|打造|开源|创建|出品|提出|构建|训练|研制|制作|发起|公布|主导|放出)"
)
_ACTIVE = re.compile(
    rf"^(?:['’]s)?(?:\s+(?:AI|Inc\.?|Research|team|Labs?))?\s+(?:has |have |had |recently |also |first |later |then |quietly |officially |just )*{_MADE}\s+(?:its |their |the |a |an |new |latest |open |open-source |open-weight |flagship |model |family |large |language |small |popular |own |first |\w+-\w+ )*$",
    re.IGNORECASE,
)
_ZH_ACTIVE = re.compile(
    r"^\s*(?:公司|团队|实验室|研究院)?[^，。；]{0,16}?(?:开发|研发|推出|发布|打造|开源|创建|训练|放出|公布|上线)(?:了|的|出|出了)?(?:自家|全新|最新|新一代|其|的|开源|新|大?语言|大?模型|旗舰|系列|一款|名为|\s|[《“\"])*$"
)
_OWNS = re.compile(
    r"^(?:['’]s?\s+(?:new |latest |open |own |flagship |open-source |open-weight |popular |famous |small |large |\w+-parameter )*|\s*(?:公司|团队)?\s*的\s*(?:开源|最新|旗舰|新|大?模型|\s)*)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:the )?(?:company|team|lab|organi[sz]ation|developer|creator|maker)s?(?: behind (?:it|\0+|this model|the model))? (?:is|was) (?:the )?$|(?:背后的?|其|它的|开发)(?:公司|团队|机构|厂商|者|商)(?:是|为)\s*$|(?:developers?|creators?|makers?|vendor|organi[sz]ation|company|publisher|provider|made by|by|开发者|开发商|开发方|开发团队|研发机构|机构|公司|厂商|发布者|发布方|出品方?|开发机构|研发方?|来源)\s*[:：]\s*(?:the )?$",
    re.IGNORECASE,
)
_COMES = re.compile(r"(?:来自|出自|是|属于)\s*(?:于|[一-鿿]{1,4}的?)?\s*$")
_COMES_BEHIND = re.compile(
    r"^\s*(?:公司|团队|实验室|旗下)?\s*(?:于|在)?[\d年月日初末底\s]{0,16}(?:开发|研发|推出|发布|开源|打造|出品|训练|做(?:的|出)|的(?:一款|一个|开源|作品|产品|[^，。；]{0,16}?模型))"
)
_MADE_ELSE = re.compile(
    r"fine-?tun|based on|version of|variant|port|quanti|host|cloud|sagemaker|微调版|量化|托管|衍生|基于|云",
    re.IGNORECASE,
)
_SHORTEST = 2
NEARBY = 160  # characters around a maker that tell what it has to do with a model
FARTHEST = 90  # characters between a maker and what it has made
_STEMS = re.compile(r"(?:来自|出自)(?:于)?\s*(?:[一-鿿]{1,4}的)?\s*$")
_THAT = re.compile(r"\b(?:that|which|whom)\s+$", re.IGNORECASE)
_THAT_MADE = re.compile(
    rf"^\s+(?:AI |Research )?(?:has |had |have |first |recently )*{_MADE}\b", re.IGNORECASE
)
_MADE_IT = re.compile(
    rf"^(?: AI| Research)?\s+(?:has |had |first |also |then )*{_MADE}\s+(?:it|them|this model|the model)\b"
    r"|^[^，。；]{0,14}?(?:发布|推出|开源|开发)了?(?:它|该模型|这款模型)",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|are|was|were)\s(?:one of )?$", re.IGNORECASE)
_ITS = re.compile(r"['’]s(?=[\s.,;]|$)")
_IN_BRACKETS = re.compile(r"\0\s*[（(](?:by |from |由|来自)?\s*$", re.IGNORECASE)
_OPENS = re.compile(rf"{BLANK}*\s*[:：(（–—-]?\s*")
_ZH_ALONE = re.compile(
    r"^\s*(?:公司|团队)?\s*(?:于|在)?[\d年月日初末底\s]{0,24}(?:发布|推出|开源|开发|研发|出品|打造|训练|做的|的作品)\s*(?:的)?(?=[，。；,]|$)"
)


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted((n for n in names if len(n) >= _SHORTEST), key=len, reverse=True)
    return re.compile(
        rf"(?<![A-Za-z0-9-])(?:{'|'.join(re.escape(n) for n in ordered)})(?![A-Za-z0-9])"
    )


OTHER_MAKERS = (
    "Amazon",
    "亚马逊",
    "Apple",
    "苹果",
    "Anthropic",
    "xAI",
    "Intel",
    "英特尔",
    "Huawei",
    "华为",
    "Databricks",
    "Stability AI",
    "Samsung",
    "三星",
    "Adobe",
    "Snowflake",
    "AI21",
    "Twitter",
    "推特",
    "Oracle",
    "甲骨文",
    "MosaicML",
    "Together AI",
    "Inflection AI",
)


def makers(reading: Reading, developers: Mapping[str, Developer]) -> Iterator[Assertion]:
    """Who a statement says has made models: released, trained, or calls their own."""
    said = reading.plain
    # A maker's name may begin that of a model ("Mistral 7B"), and is then no maker here.
    for found in _pattern((*developers, *OTHER_MAKERS)).finditer(said):
        before = said[max(0, found.start() - NEARBY) : found.start()]
        behind = said[found.end() : found.end() + NEARBY]
        low, high = reading.segment(found.start())
        around = said[low:high]
        known = developers.get(found[0])
        name = known.name if known else found[0]
        target = next(
            (g for g in (*reading.groups, *reading.aside) if g[0].start >= found.end()), ()
        )
        gap = said[found.end() : target[0].start] if target else None
        of: Group = ()
        if (
            gap is not None
            and len(gap) < FARTHEST
            and (_ACTIVE.match(gap) or _ZH_ACTIVE.match(gap) or _OWNS.match(gap))
        ):
            if _MADE_ELSE.search(gap) or re.match(
                r"[- ]?(?:based|derived|的?微调|衍生|powered|compatible|on\b)",
                said[target[-1].end :],
            ):
                continue
            of = tuple(target)
        elif not (
            _BY.search(before)
            or _TRAINED_BY.search(before)
            or _LABELLED.search(before)
            or _BARE_BY.search(before[-70:])
            or (_ZH_BY.search(before) and _ZH_MADE.match(behind))
            or (_COMES.search(before) and _COMES_BEHIND.match(behind))
            or (_STEMS.search(before) and not _MADE_ELSE.search(behind[:6]))
            or (_THAT.search(before) and _THAT_MADE.match(behind))
            or (_IS.search(before) and _ITS.match(behind))
            or _IN_BRACKETS.search(before)
            or reading.note(found.start()) == found[0]
            or _MADE_IT.match(behind)
            or (_OPENS.fullmatch(said[low : found.start()]) and _ZH_ALONE.match(behind))
        ):
            continue
        if not of and _MADE_ELSE.search(around[: found.start() - low][-40:]):
            continue
        yield Assertion(
            "developer", *found.span(), Words((name,)), bool(_NOT_BY.search(before)), of
        )


_NOT_BY = re.compile(
    r"(?:\bnot|n['’]t)\s(?:\w+\s){0,3}$|(?:不是|并非|并不是)由?\s*$", re.IGNORECASE
)

"""Tells what a number of a statement is a number of, by the words before and behind it."""

import re
from collections.abc import Sequence

from bot.claim_subjects import Reading
from knowledge.quantities import Quantity

BILLION = 1e9
FEWEST_PARAMETERS = 1e5
FEWEST_CONTEXT = 100  # tokens
MOST_CONTEXT = 1e9
LEAST_TOKENS = 1e8  # fewer were never enough to train a language model
_FILL = r"(?:\s|个|分别|依次|约|大约|大概|近|将近|达到?|高达|多达|为|是|有|共|总计|从|在|仅有?|只有|超过|到|至|即|也就是|:|：|=|≈|~|-|–|\||about |around |approx\w*\.? |roughly |nearly |almost |over |more than |up to |only |just |at least |a total of |at |is |are |was |were |of |has |have |from |between |to |by |as )*"

_PARAMETERS_BEHIND = re.compile(
    r"[\s-]*(?:个|的|总|total |trainable |model |learnable |effective |non-embedding |dense |多个?)*[\s-]*(?:parameters?|params?|参数)(?![^，。,.]{0,6}(?:服务器|server))",
    re.IGNORECASE,
)
_PARAMETERS_BEFORE = re.compile(
    rf"(?:(?:总参|参数(?:总)?)(?:量|规模|数量|数|范围|大小)?|(?:parameters?|params?|size|parameter count|model size)(?: count| size| range| counts| sizes)?s?|模型(?:规模|大小|尺寸)|体量)(?:[ (（][^)）0-9]{{0,12}}[)）])?{_FILL}$",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"\bsizes?\b|\bversions?\b|\bvariants?\b|\bcomes? in\b|\bflavou?rs?\b|\bcheckpoints?\b|规格|尺寸|版本|型号|大小|规模|参数|parameters?",
    re.IGNORECASE,
)
_HAS_SIZE = re.compile(
    r"(?:\bhas|\bhave|\bis|['’]s|\bwith|\bfrom|\bto|有|是|为|达|从|共)\s*(?:an? |about |around |over |only )?$",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"[\s-]*(?:[a-z][\w-]* ){0,3}?(?:models?\b|LLM|MoE\b|mixture\b)|的?[^，。；,]{0,6}?(?:模型|版本|规模|大小)|\s*(?:[.。,，;；]|$)",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\d+(?:\.\d+)?\s?[BbMm]|\d+(?:\.\d+)?\s?(?:亿[两二三四五六七八九]?|billion|million)"
)
_ACTIVE_BEHIND = re.compile(
    r"[\s-]*(?:个|的|of them |of these |of which )*[\s-]*(?:parameters?|params?|参数)?\s*(?:are |is |being |were |被)*\s*\(?(?:active|activated|激活)(?!\s*(?:参数|parameters?)?(?:量|约|为)?\s*\d)|[\s-]*(?:parameters?|params?)?\s*(?:are |is |being )?(?:used |engaged )?(?:per|for each) token",
    re.IGNORECASE,
)
_ACTIVE_BEFORE = re.compile(
    rf"(?:active|activat(?:es?|ed|ing)|激活|每个?\s*(?:token|词元|标记)\s*(?:只|仅|会|实际)*(?:用到|调用|启用|使用|动用))(?:的?参数(?:量|规模)?| parameters?| params?| only)?[^，。,.;；0-9]{{0,14}}?{_FILL}$",
    re.IGNORECASE,
)
_NO_PARAMETERS = re.compile(
    r"[\s-]*(?:个|of |training |条|多)*\s*(?:tokens?|词元|words?|users?|用户|月活|people|images?|documents?|examples?|samples?|GB|TB|美元|dollars?|languages?|语言|conversations?|对话|steps?|each|apiece|per expert)",
    re.IGNORECASE,
)
_PER_EXPERT = re.compile(
    r"\bexperts? of|\beach\b|每个专家|专家各|vision (?:encoder|tower)|embedding|视觉编码器|draft",
    re.IGNORECASE,
)
_CONTEXT_BEHIND = re.compile(
    r"[\s-]*(?:个|的)*[\s-]*(?:tokens?|词元)?[\s-]*(?:of |的|超长|长|最大|原生|native |maximum |max |input |long |length )*[\s-]*(?:context|ctx\b|上下文|sequence|窗口|window)",
    re.IGNORECASE,
)
_CONTEXT_BEFORE = re.compile(
    r"(?:(?:context|ctx)(?:[\s-]*(?:window|length|size|limit))?s?|sequence lengths?|max(?:imum)? (?:input|sequence)[\w ]{0,10}|window|上下文(?:窗口)?(?:长度|大小)?|序列长度|最大输入|最大长度|输入长度|窗口(?:长度|大小)?)(?: \([^)0-9]*\))?(?:[^，,。;；0-9]|,(?=\s*(?:up to|at most|max|about|with|最|可|高|达))){0,26}$|^\W*(?:论|就|从|说到|谈到|关于|in terms of|as for|on|for)\s*(?:the )?(?:上下文|context)[^,.;。]{0,8},[^,.;。]{0,24}$",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"(?:\bhandl|\bprocess|\baccept|\bingest|\bdigest|\btak|\bread|\bsupport)(?:e?s|ing|e)?\s+(?:in |inputs? of |prompts? of |up to |as many as )*$|(?:处理|支持|接受|读入|容纳|输入)\s*(?:最长|最多|长达|高达|至多|多达|达|约)*\s*$",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"[\s-]*(?:tokens?|词元)\s*(?:/|per\b|a (?:second|day)|every|每)", re.IGNORECASE
)
_SETTING = re.compile(r"\b(?:at|with|using) (?:an? )?$|在\s*$", re.IGNORECASE)
_MEMORY = re.compile(r"\bGi?B\b|VRAM|memory|cache|显存|内存|缓存|显卡", re.IGNORECASE)
_EXTENDED = re.compile(r"YaRN|RoPE|extend|extrapolat|扩展|外推|LongRoPE", re.IGNORECASE)
_PARTS = re.compile(
    r"\boutput|attention|注意力|generat\w+|\bsliding|\bchunk|\blocal\b|滑动|输出|生成|prompts?\b",
    re.IGNORECASE,
)
_TOKENS_BEHIND = re.compile(
    r"[\s-]*(?:个|的|多|high-quality |training |text |unique |pretraining |pre-training |of )*[\s-]*(?:tokens?|词元)",
    re.IGNORECASE,
)
_TOKENS_BEFORE = re.compile(
    rf"(?:训练|training|pre-?training)\s?(?:数据|语料|data)?\s?(?:的)?(?:tokens?|词元)\s?(?:数量?|总数|count)?\s*{_FILL}$",
    re.IGNORECASE,
)
_TUNED_ON = re.compile(
    r"additional|further|extra|another|continu|mid-?train|fine-?tun|annea|额外|继续|又用|微调|续训|追加|per (?:second|day|month|million)|每(?:秒|天|百万|次)|stage|阶段|code tokens|代码",
    re.IGNORECASE,
)
_LANGUAGES_BEHIND = re.compile(
    r"[\s+]*(?:多|余)?\s*(?:种|门|个)?\s*(?P<kind>(?:different |natural |human |programming |world |spoken |coding |official |distinct |more |自然|人类|编程|程序|不同的?|other |其他|、|和|与|and |dialects and )*)\s*(?:languages?|语言|语种)",
    re.IGNORECASE,
)
_LANGUAGES_BEFORE = re.compile(
    rf"(?:languages?|语言(?:数量?)?|语种(?:数量?)?)(?: supported| covered)?\s*(?::|：)\s*{_FILL}$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"support|meant for|cover|speak|handle|understand|\btrained (?:on|in)|text in|generat|fluent|multilingual|works? (?:well )?in|writ|proficien|capab|spann|includ|languages?:|\bin\b|支持|涵盖|覆盖|掌握|精通|会|懂|能够?以|用|处理|理解|包括|包含|说",
    re.IGNORECASE,
)
_NOT_SPOKEN = re.compile(
    r"search|搜索|countries|国家|dataset|corpus|语料|evaluat|benchmark|评测|用户|users|%",
    re.IGNORECASE,
)
_LAYERS = re.compile(
    r"[\s-]*(?:个|transformer |decoder |encoder |hidden |attention )*[\s-]*(?:layers?\b|层(?!级|面|次))",
    re.IGNORECASE,
)


def field_of(
    reading: Reading, listed: Sequence[Quantity], before: str, behind: str, around: str
) -> tuple[str, float]:
    """The field that a list of numbers is of, and what it is counted in; "" where nothing tells.

    `before` and `behind` are the words next to the list, `around` the part of the sentence.
    """
    last, largest = listed[-1], max(v for q in listed for v in q.values)
    if last.in_name:
        return "", 1.0
    languages = _LANGUAGES_BEHIND.match(behind)
    of_parameters = _PARAMETERS_BEHIND.match(behind)
    of_context = _CONTEXT_BEHIND.match(behind)
    if _ACTIVE_BEHIND.match(behind) or (
        _ACTIVE_BEFORE.search(before) and not of_context and not languages
    ):
        return ("active_parameters", BILLION) if largest >= BILLION / 10 else ("", 1.0)
    if of_context or (_CONTEXT_BEFORE.search(before) and not of_parameters and not languages):
        if (_SETTING.search(before) and _MEMORY.search(reading.plain)) or _PARTS.search(
            before[-24:]
        ):
            return "", 1.0
        return ("context", 1.0) if FEWEST_CONTEXT <= largest < MOST_CONTEXT else ("", 1.0)
    if _PER_EXPERT.search(around):
        return "", 1.0
    if of_parameters or (_PARAMETERS_BEFORE.search(before) and not _NO_PARAMETERS.match(behind)):
        return ("parameters", BILLION) if largest >= FEWEST_PARAMETERS else ("", 1.0)
    if _TOKENS_BEHIND.match(behind) or _TOKENS_BEFORE.search(before):
        tuned = _TUNED_ON.search(around)
        if largest >= LEAST_TOKENS:
            return ("training_tokens", BILLION) if not tuned else ("", 1.0)
        taken = _TAKES.search(before) and largest >= FEWEST_CONTEXT
        return ("context", 1.0) if taken and not _PER_TIME.match(behind) else ("", 1.0)
    if languages:
        spoken = (_SPEAKS.search(around) or reading.noted) and not _NOT_SPOKEN.search(around)
        code = re.search(r"programming|coding|编程|程序", languages["kind"], re.IGNORECASE)
        kind = "programming_languages" if code else "languages_count"
        return (kind if spoken else ""), 1.0
    if _LANGUAGES_BEFORE.search(before):
        return "languages_count", 1.0
    if _LAYERS.match(behind) and len(listed) == 1 and largest < 1000:  # noqa: PLR2004
        return "layers", 1.0
    sizes = all(_SIZE.fullmatch(q.text.strip()) for q in listed)
    if sizes and reading.note(last.start) == last.text.strip():
        return "parameters", BILLION
    if (
        sizes
        and reading.versus
        and reading.note(last.start) == reading.plain[listed[0].start : last.end].strip()
    ):
        return "parameters", BILLION
    if sizes and re.match(r"\s+total\b(?! (?:tokens|of))", behind):
        return "parameters", BILLION
    if sizes and not _NO_PARAMETERS.match(behind) and largest >= BILLION / 100:
        if len(listed) > 1 and (_SIZES.search(around) or _HAS_SIZE.search(before)):
            return "parameters", BILLION
        if _HAS_SIZE.search(before) and _SIZED.match(behind):
            return "parameters", BILLION
    return "", 1.0

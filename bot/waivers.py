"""Demands that a text takes back: "forget the licence", "不要求中文了", "any size will do"."""

import re

# A full stop within a number or a name ends no clause.
_CLAUSES = re.compile(r"[,，;；。!！?？\n]|\.(?!\d)|\bbut\b|但是?|而是")
_WAIVED = re.compile(
    r"\b(?:forget|drop|ignore|remove|lift|relax|scrap|never ?mind|disregard|leave out|take out|get rid of)\b"
    r"|\bno need\b|\bneedn'?t\b|\bneed not\b|\bno longer (?:need|require|want|care|important|necessary|matter)"
    r"|(?:\b(?:do|does|did|is|are|was|must|would|to|has|have)(?:n[o'’]?t| not)|\bnot)\s+(?:\w+ly\s+)?"
    r"(?:needed|need|required|requirement|require|a (?:must|requirement|demand|condition|criterion|problem)|necessary|important|relevant|care|matter|insist|have to|bound|limited)\b"
    r"|\birrelevant\b|\bunlimited\b|\bno matter\b|\bno (?:\w+ )?(?:limits?|requirements?|constraints?|demands?)\b"
    r"|\bno [\w ]{1,24} (?:needed|required|necessary)\b"
    r"|\bwithout (?:the |any |that |a )?[\w ]{1,24} (?:demand|requirement|constraint|limit|condition|criterion)s?\b"
    r"|\bany (?:\w+ )?(?:licen[cs]e|size|language|hardware|memory|context|date|age|country|vendor|developer|maker|purpose|use|parameters?)s?"
    r" (?:(?:is|are|would be) (?:fine|ok\w*|good|alright|all right)|will do|works?|goes|do)\b"
    r"|不(?:再)?(?:要求|需要|必须?|考虑|重要|在乎|在意|管|论)(?!显卡|GPU|独显)|无需|用不着|不用(?!于|显卡|GPU)|无所谓|不限|没关系|别管"
    r"|(?:许可证?|协议|语言|显存|内存|显卡|硬件|大小|规模|参数|上下文|厂商|公司|国家|用途|时间|年份)\w{0,3}?(?:随意|随便|都行|都可以|都好)"
    r"|(?:什么|哪[种个家国]|任何)(?:许可证?|协议|语言|显存|显卡|硬件|规模|厂商|公司|国家)\w{0,3}?(?:行|可以|好)"
    r"|去掉|取消|忽略|放宽|忘掉|算了|没有?(?:限制|要求)|不要[^，。]{0,10}了|不是(?:必须|必要)",
    re.IGNORECASE,
)
# These want something, though in words that could take it back.
_WANTED = re.compile(
    r"(?:\bto|[到至成为])\s*\d|(?:\b(?:that|which|model|llm)s?\s+(?:do|does|is|are)(?:n[o'’]?t| not)\b)"
    r"|\b(?:no|without|(?:need|require|want)s? (?:a |any )?)\s*(?:dedicated |discrete )?(?:gpu|graphics)"
    r"|without (?:any )?(?:restrict|condition|limit|strings)|no (?:restrictions|conditions|strings|limits) on (?:commercial|use)"
    r"|不限(?:制|定)?商[用业]|(?=.*(?:商|使用|许可|协议))(?:没有|无)(?:任何)?(?:附加)?(?:条件|限制)|的[就都](?:可以|行)|(?:哪|有没有|有什么)[^，。]{0,12}(?:不|无)",
    re.IGNORECASE,
)
# What a word calls back, the first that was demanded of each group.
_CALLED: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (r"commerc|business|商用|商业", (("commercial", "unconditional"),)),
    (
        r"licen[cs]|许可|协议|授权",
        (("licences", "no_licences", "unconditional"), ("commercial",)),
    ),
    (
        r"memory|\bv?ram\b|\bgpus?\b|\bcards?\b|hardware|machine|显存|内存|显卡|硬件|机器|配置",
        (("memory_gb", "device"),),
    ),
    (r"context|window|上下文|窗口|长度", (("context",),)),
    (r"languages?\b|语言|语种", (("languages", "no_languages", "min_languages"),)),
    (
        r"\bsizes?\b|parameter|small|large|\bbig|规模|参数|大小|尺寸|体积",
        (("max_parameters", "min_parameters", "small", "beyond"),),
    ),
    (
        r"\bdates?\b|\bage\b|\byear|released?|how (?:new|old)|日期|年份|时间|新旧",
        (("after", "before", "beyond"),),
    ),
    (
        r"developer|maker|vendor|compan|开发|厂商|公司",
        (("developer", "no_developers", "countries", "no_countries"),),
    ),
    (r"countr|origin|where (?:it|they)|国家|产地|国别|国产", (("countries", "no_countries"),)),
    (r"purpose|use case|\btasks?\b|用途|任务", (("task", "architecture"),)),
    (r"quanti|\bbits?\b|precision|量化|精度", (("bits",),)),
    (r"users?\b|用户|月活", (("users",),)),
    (r"tun(?:e|ing)|微调", (("tuned",),)),
    (r"architect|encoder|decoder|\bmoe\b|架构|编码器|解码器", (("architecture",),)),
)
_EVERYTHING = re.compile(
    r"\b(?:everything|all (?:of )?(?:the |my |our |those )?(?:\w+ )?(?:demands|constraints|conditions|requirements|that))\b"
    r"|(?:所有|全部|一切)(?:的)?(?:条件|要求|限制)",
    re.IGNORECASE,
)
EVERYTHING = ("*",)


def clauses(text: str) -> tuple[tuple[str, bool], ...]:
    """The clauses of a text, each with whether it takes something back."""
    parts = [part for part in _CLAUSES.split(text) if part.strip()]
    return tuple((part, is_waiver(part)) for part in parts)


def is_waiver(clause: str) -> bool:
    """Whether a clause takes a demand back rather than making one."""
    return bool(_WAIVED.search(clause)) and not _WANTED.search(clause)


def without_waivers(text: str) -> str:
    """The text with the clauses blanked out that take something back; every place stays."""
    kept, at = "", 0
    for end in [m.end() for m in _CLAUSES.finditer(text)] + [len(text)]:
        clause = text[at:end]
        kept += " " * len(clause) if is_waiver(clause) and _CALLS.search(clause) else clause
        at = end
    return kept


def called(clause: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What the words of a clause call: groups of demands, of which the first that was made is meant."""
    if _EVERYTHING.search(clause):
        return ((EVERYTHING,),)
    return tuple(groups for words, groups in _CALLED if re.search(words, clause, re.IGNORECASE))


_SPOKEN = r"chinese|english|french|german|spanish|japanese|korean|russian|portuguese|italian|arabic|hindi|中文|英文|英语|汉语|[法德日韩俄]语|[法德日韩俄]文|葡萄牙语|西班牙语|意大利语|阿拉伯语|印地语"
_CALLS = re.compile("|".join(words for words, _ in _CALLED) + f"|{_SPOKEN}", re.IGNORECASE)

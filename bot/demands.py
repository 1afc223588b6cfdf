"""The words by which a question demands something of a model, in both languages."""

import re

from bot.amounts import (
    AT_LEAST,
    AT_MOST,
    BITS,
    MANY_LANGUAGES,
    find_after,
    find_around,
    find_before,
    find_context,
    find_memory,
    find_people,
    find_revenue,
    find_size,
    find_year,
)
from bot.constraints import Constraints, Kind, Task
from bot.places import find_places
from bot.waivers import without_waivers
from knowledge.cards import find_card
from knowledge.catalogue import Catalogue
from knowledge.mention import fold_with_origin, occurrences

_COMMERCIAL = re.compile(
    r"commercial|for[- ]profit|moneti[sz]|\b(?:re-?)?sell\b|paid product|paying customers?|my (?:company|startup|business)|our (?:company|product|startup|business|customers)|\bstart-?up\b|business"
    r"|商用|商业|盈利|赚钱|收费|创业|转?卖(?=给|掉|出|吗|行|可|$)|转卖|倒卖|出售|付费|公司(?:产品|要|想|里|内部)|产品里",
    re.IGNORECASE,
)
_NOT_COMMERCIAL = re.compile(
    r"non-?commercial|not (?:for )?commercial|\bhobby|research (?:only|project|use)|\b(?:only|just|purely|for) (?:for )?(?:research|personal|private|internal)(?: use)?\b|(?:internal|personal|private) (?:use|only)|非商业|非商用|不商用|不用于商业|只做研究|仅(?:用于|做)研究|学术研究|科研|(?:自己|个人|私人|内部)(?:自)?(?:用|使用|玩)|不(?:卖|赚钱|盈利)",
    re.IGNORECASE,
)
# Asks which models may not be used commercially, rather than saying that the asker need not.
_FORBIDDEN = re.compile(
    r"(?:which|what|any|list|all) [^.?!]{0,40}(?:non-?commercial|research[- ]only|not[^.?!]{0,20}commercial|(?:cannot|can't|can not|mustn't|must not)[^.?!]{0,20}commercial)"
    r"|(?:哪|有没有|有哪)[^。？?]{0,12}(?:不能|不可|不可以|不允许|禁止|无法|非)[^。？?]{0,4}(?:商用|商业)|(?:不能|不可以?|禁止)商用的|仅限(?:于)?(?:研究|科研)的|(?:models?|llms?|ones|those)\b[^.?!]{0,30}\bonly (?:be )?(?:used )?for research|research[- ]only (?:models?|llms?|licen)|(?:只能|仅供|仅限|只许)(?:用于)?(?:做)?(?:研究|科研|学术)",
    re.IGNORECASE,
)
_UNCONDITIONAL = re.compile(
    r"without (?:any )?(?:restrict|condition|limit|strings)\w*|no (?:restrictions|conditions|strings)|unrestricted|unconditional|(?:没有|无)(?:任何)?(?:附加)?(?:条件|限制)|无条件|完全(?:可以)?商用|随便商用|毫无限制",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:small|tiny|lightweight|compact|phones?|smartphones?|raspberry pi|edge devices?)\b"
    r"|小(?:一?点|模型|巧)|轻量|尽量小|手机|树莓派|端侧|边缘设备",
    re.IGNORECASE,
)
# Companies that people name and no record is of; the others stand in developers.yaml.
_OTHER_DEVELOPERS = {"Apple": ("apple", "苹果"), "Amazon": ("amazon", "亚马逊")}
# Hugging Face is a maker of models and, far more often, the place where they are.
_NOT_DEVELOPERS = re.compile(
    r"google (?:search|bard)|谷歌搜索"
    r"|hugging ?face(?:'s)?\s*(?:的\s*)?(?:model\s+)?(?:ids?\b|repo|page|links?\b|url|hub|name|path|address|card|仓库|链接|页面|地址|编号|上|名称|路径)"
    r"|(?:\b(?:ids?|repo\w*|pages?|links?|url|available|hosted|download\w*|found|weights)\s+)?\b(?:on|via|through)\s+hugging ?face"
    r"|(?<!model )(?<!models )(?<!LLM )(?<!LLMs )(?<!not )\bfrom\s+hugging ?face"
    r"|\b(?:ids?|repo\w*|pages?|links?|url|download\w*|weights)\s+(?:\w+\s+)?(?:from|at|in|of|for)\s+(?:the\s+)?hugging ?face"
    r"|(?:在|从|去|到)\s*hugging ?face",
    re.IGNORECASE,
)
_LANGUAGES = {
    "zh": r"中文|汉语|普通话|华语|chinese|mandarin",
    "en": r"英文|英语|english",
    "fr": r"法语|法文|french",
    "de": r"德语|德文|german\b",
    "es": r"西班牙语|spanish",
    "ja": r"日语|日文|japanese",
    "ko": r"韩语|韩文|朝鲜语|korean",
    "ru": r"俄语|俄文|russian",
    "pt": r"葡萄牙语|葡语|portuguese",
    "it": r"意大利语|italian",
    "ar": r"阿拉伯语|arabic",
    "hi": r"印地语|hindi",
    "vi": r"越南语|vietnamese",
}
_ANSWER_LANGUAGE = re.compile(
    r"(?:用|以)\s*(?:中文|英文|英语|汉语)\s*(?:回答|答|说|告诉|解释|介绍)|(?:answer|reply|respond|tell me|explain)[^.?!]{0,20}\bin (?:english|chinese)|in (?:english|chinese),? please",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    r"\bsell\w* (?:\w+ )?(?:api )?access\b|hosted (?:service|api|model)|\bsaas\b|(?:offer|sell|provide|host|resell|expose)\w*\s+(?:(?:it|the model|them|this model)\s+)?(?:as an? |to (?:our |other )?(?:customers?|clients?|third part)|via |through |behind )|model[- ]as[- ]a[- ]service|inference (?:service|api) (?:to|for) (?:customers|others)|托管(?:服务|成|给)|(?:做|包装|封装|部署|托管)成\s*(?:API|接口|服务)|(?:API|接口)\s*(?:形式)?\s*(?:卖|提供|开放|出租)给|对外提供(?:模型|推理|API)|模型即服务|提供给客户调用",
    re.IGNORECASE,
)
_OUTPUTS = re.compile(
    r"(?:outputs?|answers|generations|synthetic data)[^.?!]{0,40}\b(?:train|fine-?tune|distil)|(?:train|fine-?tune|distil)\w*[^.?!]{0,30}(?:another|other|our own|my own) (?:language )?models?[^.?!]{0,20}(?:outputs?|answers|generations)|(?:输出|生成的(?:数据|内容))[^。？]{0,10}(?:训练|微调|蒸馏)|蒸馏|\bdistil\w*\b",
    re.IGNORECASE,
)
# "A German company" says where it is, not what the model must speak.
_NATIONALITY = re.compile(
    r"\b(?:chinese|german|french|spanish|japanese|korean|italian|russian|english)(?=[ -](?:based |owned |made )?"
    r"(?:compan|firm|lab|vendor|developer|maker|start-?up|team|business|origin))",
    re.IGNORECASE,
)
# What a model is wanted for. Understanding text is an encoder's work; the rest needs one that writes.
_TASKS: tuple[tuple[Task, str], ...] = (
    (
        "code",
        r"\bcod(?:e|ing)\b(?! ?llama)|programming(?! language)|编程(?!语言)|写代码|代码|autocomplete|补全",
    ),
    (
        "understanding",
        r"classif|categori|\btag(?:s|ging)?\b|\blabel|\bsort(?:s|ing)?\b|triag|sentiment|named entity|\bNER\b|embedding|extract|detect|moderation|分类|归类|打标|标注|聚类|情感|实体|抽取|识别|检测|审核|向量|语义检索",
    ),
    (
        "chat",
        r"chat|\bbots?\b|\bQ ?(?:&|and) ?A\b|question[- ]answering|\bfaqs?\b|help ?desk|assistant|customer (?:service|support)|conversation|dialog|客服|助手|机器人|对话|聊天|问答|答疑",
    ),
    (
        "generation",
        r"generat|writ(?:e|ing)|summar|translat|draft|story|paraphras|rewrit|copywriting|\bessays?\b|生成|写作|写文案|摘要|总结|翻译|创作|文案|改写|润色|扩写|小说",
    ),
)
_OPEN_DATA = re.compile(
    r"(?:open|public|published|released|disclosed|transparent|available|inspectable)[^.?!,;]{0,24}\b(?:training|pre-?training)[- ](?:data|corpus|sets?)|\b(?:training|pre-?training)[- ](?:data|corpus|sets?)\b[^.?!,;]{0,24}\b(?:open|public\w*|published|released|disclosed|transparent|available|inspect\w*)|\b(?:fully|truly|completely|genuinely|really) open\b(?![- ]?source\s+licen)|open data\b"
    r"|(?:训练)?(?:数据|语料)[^，。？?]{0,6}(?:公开|开放|透明|开源|可查)|(?:公开|开放|开源|透明)[^，。？?]{0,4}(?:训练)?(?:数据|语料)|完全开源|彻底开源|真正开源|真开源",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:base|foundation|pre-?trained(?:-only)?|raw|untuned) (?:models?|versions?|checkpoints?|weights|llms?)\b|基座(?:模型|版)|底座模型|未(?:经)?微调",
    re.IGNORECASE,
)
_TUNED = re.compile(
    r"\binstruct(?:ion)?(?:[- ](?:tuned|following))?\b(?: (?:models?|versions?))?|\bchat[- ]tuned\b|指令(?:微调|版|模型)|instruct ?版|对话(?:版|微调)",
    re.IGNORECASE,
)
# Licences that the Open Source Initiative approved.
_APPROVED = re.compile(
    r"\bosi\b|(?:truly|really|genuine(?:ly)?|proper(?:ly)?|real) open[- ]?source|open[- ]source licen[cs]e|真正(?:的)?开源|OSI ?认可|开源许可证?(?:的|才行|优先)",
    re.IGNORECASE,
)
_MULTILINGUAL = re.compile(r"\bmulti-?lingual\b|\bmany languages\b|多语言|多语种", re.IGNORECASE)
SEVERAL = 2  # languages, that a model must know to be multilingual
_ENCODER = re.compile(r"encoder(?!-decoder)(?: model|-only)?|编码器模型|仅编码器", re.IGNORECASE)
_EXPERTS = re.compile(r"\bmoe\b|mixture[- ]of[- ]experts|混合专家|专家混合", re.IGNORECASE)
_DECODER = re.compile(r"decoder|解码器", re.IGNORECASE)
# Before a name, these turn a demand for it into one against it.
_NOT = re.compile(
    r"(?:\bnot|n't (?:want|like|use|need)|\bno|\bwithout|\bexcept(?: for)?|\banything but|\bother than|\bavoid\w*|\bexclud\w*|\bbesides|"
    r"不是|不要|不用|不想(?:用|要)?|不支持|不懂|不会|除了?|排除|别用|不考虑|剔除|非)\s*(?:(?:from|by|use|using|under|the|any|an?|with|speaking|models?|for)\s+)*$",
    re.IGNORECASE,
)


# "Not 16 GB but 24": what is put right.
_NOT_BUT = re.compile(
    r"(?:\bnot|不是)\s*(?:about\s+|the\s+)?\d+(?:\.\d+)?\s*(?:GB|GiB|[GKMB]\b|tokens?)?",
    re.IGNORECASE,
)


def is_negated(text: str, start: int) -> bool:
    """Whether what begins at `start` is what the text does not want."""
    return _NOT.search(text[max(0, start - 32) : start]) is not None


def find_constraints(text: str, catalogue: Catalogue, *, waivers: bool = False) -> Constraints:
    """The demands that `text` makes of a model; what it says is not needed makes none.

    With `waivers`, that is read as well: it is what the text takes back.
    """
    text = _NOT_BUT.sub(" ", text if waivers else without_waivers(text))
    device = find_card(text, catalogue.cards)
    year, next_year = find_year(text)
    least, most = find_around(text)
    spoken, named, developers = (
        find_languages(text),
        find_licences(text, catalogue),
        find_developers(text, catalogue),
    )
    users = find_people(text)
    revenue = find_revenue(text)
    return Constraints(
        commercial=True if _UNCONDITIONAL.search(text) else _find_commercial(text),
        users=users,
        revenue=revenue,
        **find_places(text),
        hosted=True if _HOSTED.search(text) else None,
        outputs=True if _OUTPUTS.search(text) else None,
        unconditional=True if _UNCONDITIONAL.search(text) else None,
        developer=next((name for name, wanted in developers.items() if wanted), None),
        no_developers=tuple(name for name, wanted in developers.items() if not wanted),
        no_languages=tuple(code for code in spoken if not spoken[code]),
        no_licences=tuple(i for i in named if not named[i]),
        min_languages=int(next(filter(None, many.groups())))
        if (many := MANY_LANGUAGES.search(text))
        else SEVERAL
        if _MULTILINGUAL.search(text)
        else None,
        small=True if _SMALL.search(text) else None,
        languages=tuple(code for code in spoken if spoken[code]),
        memory_gb=device.usable_gb if device else find_memory(text),
        device=device if device and device.source else None,
        context=find_context(text),
        bits=next((bits for bits, words in BITS if re.search(words, text, re.IGNORECASE)), None),
        max_parameters=find_size(AT_MOST, text) or most,
        min_parameters=find_size(AT_LEAST, text) or least,
        licences=tuple(i for i in named if named[i])
        or (_approved(catalogue) if _APPROVED.search(text) else ()),
        open_data=True if _OPEN_DATA.search(text) else None,
        variant="base" if _BASE.search(text) else "chat" if _TUNED.search(text) else None,
        after=find_after(text) or year,
        before=find_before(text) or next_year,
        architecture=_find_architecture(text),
        task=next((task for task, words in _TASKS if re.search(words, text, re.IGNORECASE)), None),
    )


def find_developers(text: str, catalogue: Catalogue) -> dict[str, bool]:
    """The developers that `text` names, and whether it wants them; records may have none of theirs."""
    text = _NOT_DEVELOPERS.sub(lambda found: " " * len(found.group()), text)
    said = fold_with_origin(text)
    named = {d.name: (d.name, *d.aliases) for d in catalogue.developers.values()}
    found: dict[str, bool] = {}
    for name, aliases in {**named, **_OTHER_DEVELOPERS}.items():
        spans = [span for alias in aliases for span in occurrences(alias, text, said)]
        if spans:
            found[name] = not is_negated(text, min(spans)[0])
    return found


def without_developers(text: str, catalogue: Catalogue) -> str:
    """The text with the names of developers left out."""
    said = fold_with_origin(text)
    named = {d.name: d for d in catalogue.developers.values()}.values()
    spans = [s for d in named for a in (d.name, *d.aliases) for s in occurrences(a, text, said)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def find_languages(text: str) -> dict[str, bool]:
    """The natural languages that `text` speaks of, by ISO code, and whether it wants them."""
    asked = _ANSWER_LANGUAGE.sub(" ", _NATIONALITY.sub(" ", text))
    found = {code: re.search(words, asked, re.IGNORECASE) for code, words in _LANGUAGES.items()}
    return {code: not is_negated(asked, m.start()) for code, m in found.items() if m}


def find_licences(text: str, catalogue: Catalogue) -> dict[str, bool]:
    """The licences that `text` names, by identifier, and whether it wants them; the longest names."""
    named = _licence_spans(text, catalogue)
    return {named[span]: not is_negated(text, span[0]) for span in sorted(named)}


def _approved(catalogue: Catalogue) -> tuple[str, ...]:
    """The licences that the Open Source Initiative approved and some record is under."""
    used = {m.licences[0].id for m in catalogue.models.values() if m.licences}
    return tuple(i for i, licence in catalogue.licences.items() if licence.osi and i in used)


def without_licences(text: str, catalogue: Catalogue) -> str:
    """The text with the names of licences left out."""
    for start, end in sorted(_licence_spans(text, catalogue), reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _licence_spans(text: str, catalogue: Catalogue) -> dict[tuple[int, int], str]:
    """Where the licences stand, by the longest of the names at a place."""
    said = fold_with_origin(text)
    named = {
        span: licence.id
        for licence in catalogue.licences.values()
        for name in (licence.name, *licence.aliases)
        for span in occurrences(name, text, said)
    }
    return {
        span: named[span]
        for span in named
        if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in named)
    }


def needs_no_commerce(text: str) -> bool:
    """Whether a text says that nothing is to be sold: research, a hobby."""
    return bool(_NOT_COMMERCIAL.search(text)) and not _FORBIDDEN.search(text)


def _find_commercial(text: str) -> bool | None:
    if _FORBIDDEN.search(text):
        return False
    return True if _COMMERCIAL.search(text) and not _NOT_COMMERCIAL.search(text) else None


def _find_architecture(text: str) -> Kind | None:
    if _ENCODER.search(text):
        return "encoder"
    if _EXPERTS.search(text):
        return "mixture-of-experts"
    return "decoder" if _DECODER.search(text) else None

"""What a question asks: its language, the models it names, the fields, the demands, the intent.

Rules and the catalogue's names alone decide here: slots that a small chat model fills in are
invented too often to be of use (measured: languages, licences and memory that nobody mentioned).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.constraints import Constraints, find_constraints
from knowledge.keywords import tokens
from knowledge.names import Mention, Names
from knowledge.stems import FUNCTION_WORDS, content_terms

Intent = Literal["fact", "comparison", "superlative", "choice", "list", "advice", "benefits", "overview", "errata", "passages", "greeting", "price"]


@dataclass(frozen=True)
class Turn:
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Understanding:
    """A question as code understands it."""

    text: str
    language: str
    intent: Intent
    mentions: tuple[Mention, ...] = ()
    fields: tuple[str, ...] = ()
    constraints: Constraints = Constraints()
    extreme: tuple[str, bool] | None = None  # field, and whether the largest is wanted
    residue: tuple[str, ...] = ()  # terms that neither a name, a field nor a function word explains
    from_article: bool = False  # asks what the article says
    listing: bool = False  # asks for all models that fit, not for the one to take

    @property
    def models(self) -> tuple[str, ...]:
        """The records that are named, in order, each once."""
        return tuple(dict.fromkeys(m for mention in self.mentions for m in mention.models))

    @property
    def families(self) -> tuple[str, ...]:
        """The families that are named, in order, each once."""
        return tuple(dict.fromkeys(f for mention in self.mentions for f in mention.families))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that no record answers to, in order, each once."""
        return tuple(dict.fromkeys(m.text.strip() for m in self.mentions if not m.known))


_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_IN_ENGLISH = re.compile(r"\bin english\b(?=[\s,.!?]*(?:please|$))|(?:answer|reply|respond)[^.?!]{0,20}in english|用(?:英文|英语)(?:回答|答|回复|说|解释)|英文回答", re.IGNORECASE)
_IN_CHINESE = re.compile(r"\bin chinese\b(?=[\s,.!?]*(?:please|$))|(?:answer|reply|respond)[^.?!]{0,20}in chinese|用(?:中文|汉语)(?:回答|答|回复|说|解释)|中文回答", re.IGNORECASE)

# Field by field, the words that ask for it. Earlier ones win where `_CLEANED` says so.
_FIELDS: dict[str, str] = {
    "parameters": r"参数|规模|体量|模型大小|多大(?!的?显存|的?内存)|\bparam(?:eter)?s?\b|\bhow (?:big|large)\b|\bsizes?\b|how many (?:b|billion)\b",
    "licence": r"licen[cs]\w*|许可|授权协议|开源协议|什么协议|协议|授权",
    "commercial_use": r"commercial|商用|商业|for[- ]profit|moneti[sz]|\bsell\b|盈利|赚钱|paid product|in (?:a|our|my) product|\b(?:my|our|a) (?:company|startup|start-up|business)\b|创业|公司(?:产品|能|可以|里|内)|产品(?:里|中)",
    "context": r"上下文|\bcontext\b|窗口|序列长度|sequence length|max(?:imum)? (?:input|sequence)|输入(?:长度|多长)|最长.{0,6}输入|多长的?(?:文本|输入|文章)|how long (?:a|an|can|of)",
    "released": r"发布|推出|问世|上线|什么时候|何时|哪一?年|哪个月|日期|几几年|年份|\bwhen\b|\breleas(?:e|ed) (?:date|in|on|year)|\blaunch|come out|came out|\bpublished\b|how old|release date|\bdates?\b|what year|which year|announced",
    "developer": r"谁.{0,8}(?:开发|发布|推出|做|训练|研发|创建|造|出品|的)|哪家|哪个(?:公司|机构|团队|组织|国家|实验室)|什么(?:公司|机构|团队|组织)|开发者|开发商|开发方|出品|研发|(?:由|是).{0,6}开发|开发的|\bwho (?:made|created|developed|built|trained|released|published|launched|makes|develops|owns|is behind|are behind|wrote|invented|introduced)|\bwhich (?:company|organi[sz]ation|lab|team|group|institute)|\bwhat (?:company|organi[sz]ation|lab|team)|develop(?:er|ed by)s?\b|creators?\b|\bmaker\b|made by|behind\b|\bvendor\b",
    "languages": r"(?<!大)(?<!型)语言(?!模型)|语种|(?<!programming )(?<!large )\blanguages?\b(?! model)|multilingual|多语|\bspeaks?\b|(?:支持|懂|会|能说|support|speak|understand|handle|know|good at|擅长|处理).{0,12}(?:中文|英文|英语|汉语|法语|德语|日语|韩语|chinese|english|french|german|spanish|japanese|korean|arabic|russian|hindi)|(?:中文|英文|英语|法语|日语)(?:能力|支持|怎么样|好不好|行不行)|programming languages|编程语言",
    "training_tokens": r"(?:训练|用了|多少|数量).{0,8}(?:token|词元)|(?:token|词元).{0,6}(?:数|训练|多少)|(?:train|how many|number of).{0,24}tokens?|tokens?.{0,16}train|训练量|how much (?:data|text)|多少(?:训练)?(?:数据|语料)",
    "training_data": r"训练数据|数据集|语料|data ?sets?\b|training data|(?:was|were|is|been) .{0,30}trained on|\bcorpus\b|what data|which data|什么数据|哪些数据",
    "tuning": r"rlhf|微调|fine-?tun\w*|强化学习|reinforcement|human feedback|人类反馈|instruct(?:ion)?[- ]tun|对齐|alignment",
    "memory": r"显存|内存|显卡|vram|\bmemory\b|\bram\b|\bgpus?\b|hardware|硬件|部署|(?:能|可以|跑).{0,8}(?:跑|运行)|跑(?:得|不)?(?:动|起来|在)|\brun(?:s|ning)? (?:on|it|locally)|\b(?:can|will) .{0,30}\brun\b|\bfits? (?:on|in|into|onto)|laptop|笔记本|几张卡|\bdeploy|requirements?\b",
    "architecture": r"架构|编码器|解码器|\bencoder|\bdecoder|architecture|能?生成文本|generates? text|text generation",
    "benchmark": r"benchmark|评测|跑分|得分|分数|mmlu|\bscores?\b|hellaswag|squad|lambada|测评",
    "access": r"下载|获取|怎么用上|download|(?:how|where) (?:do|can) (?:i|we) (?:get|access|obtain|find)|get access|(?:open|public|available).{0,20}weights|weights?.{0,30}(?:available|public|open|request)|权重.{0,10}(?:公开|开放|下载|申请|获取)|需要申请|公开(?:吗|了吗|下载)|publicly available",
    "base_model": r"基于(?:哪|什么)|基座|底座|base model|(?:based|built) on (?:which|what)|(?:what|which).{0,40}(?:based|built) on|derived from|由(?:哪|什么).{0,4}模型|fine-?tuned from|从(?:哪|什么)",
    "attention": r"层数|多少层|几层|\blayers?\b|注意力头|attention heads?|hidden size|隐藏层|维度|\bheads\b",
    "hub_id": r"hugging ?face (?:id|name|repo)|hub id|模型 ?id",
    "ollama": r"\bollama\b",
}
# A word that belongs to one field must not also call another.
_CLEANED: tuple[tuple[str, str, str], ...] = (
    ("licence", "released", r"releas(?:e|ed)[^.?!]{0,12}under|发布.{0,6}(?:协议|许可)|(?:协议|许可).{0,6}发布"),
    ("developer", "released", r"谁.{0,4}(?:发布|推出)|(?:公司|机构|团队|组织|who|company|lab|team)[^.?!]{0,12}(?:发布|推出|releas|launch|publish)"),
    ("tuning", "training_data", r"."),
    ("memory", "parameters", r"多大的?(?:显存|内存|显卡)|how (?:big|large) (?:a |of a )?(?:gpu|card)"),
    ("training_tokens", "context", r"train"),
    ("training_tokens", "training_data", r"tokens?|词元|多少|how much"),
    ("benchmark", "languages", r"."),
)
_COMPARE = re.compile(r"compar|\bvs\.?\b|versus|differen|\bbetter\b|\bbetween\b|区别|对比|比较|相比|还是|哪个更|哪一个|谁更|差别|不同|\bor\b|与|和.{1,20}(?:哪|谁|区别|比)|\b(?:larger|bigger|smaller|newer|older|faster|longer)\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:which|what) (?:\w+[ -]){0,4}?(?:models?|llms?|one|ones)\b(?! (?:is|was|are) (?:the )?(?:\w+ )?(?:based|built))|recommend|suggest|\b(?:should|shall|could) (?:we|i) (?:use|choose|pick|take|deploy)|\bpick\b|\bchoose\b|best (?:model|llm|open)|looking for|\bneed (?:a|an|some) (?:\w+[ -]){0,4}?(?:model|llm)|\bany (?:\w+ )?(?:models?|llms?)|(?:is|are) there (?:a|an|any)"
    r"|推荐|选哪|用哪|哪个模型|哪款|哪一?款|哪些模型|哪种模型|什么模型(?:好|适合|可以|能)|有没有|有哪些|选什么|用什么模型|选型|哪个(?:好|合适|适合)|该(?:用|选)|合适的模型|想(?:找|要)一?个?.{0,8}模型|哪些(?!.{0,10}(?:语言|数据|行业|领域|任务|因素|问题|好处|优势|方面|用途))|帮我选",
    re.IGNORECASE,
)
_EXTREMES: tuple[tuple[str, bool, str], ...] = (
    ("context", True, r"longer context|上下文.{0,6}更(?:长|大)|(?:longest|largest|biggest) context|上下文(?:窗口|长度)?最(?:长|大)|最(?:长|大)的?上下文"),
    ("languages", True, r"most (?:natural )?languages|语言最多|最多(?:种)?语言|语种最多"),
    ("training_tokens", True, r"most (?:training )?tokens|训练.{0,6}最多|token.{0,4}最多"),
    ("parameters", True, r"\b(?:larger|bigger)\b|更大|参数更多|\b(?:largest|biggest)\b|most parameters|最大(?!的?(?:问题|好处|优势|优点|缺点|风险))|参数(?:量)?最(?:多|大)"),
    ("parameters", False, r"\bsmaller\b|更小|\bsmallest\b|fewest parameters|最小|参数(?:量)?最(?:少|小)"),
    ("released", True, r"\bnewer\b|更新(?!的)|更晚|\b(?:newest|latest|most recent)\b|最新|最近发布|最晚"),
    ("released", False, r"\b(?:older|earlier)\b|更早|\b(?:oldest|earliest)\b|(?:released|came out|launched|published) first|first (?:released|to be released|to come)|最早|最老|最先|最旧"),
)
_LIST = re.compile(r"(?:which|what) (?:\w+ )?(?:models|llms) (?:do you|does|are (?:covered|in|listed|presented|there|known)|did)|list (?:all|the|of)|(?:all|eight|8|ten) (?:the )?(?:models|llms)|(?:哪些|哪几个|哪八个|哪 ?8 ?个|全部|所有|八个|8 ?个).{0,8}(?:模型|llm)|列出|模型(?:列表|清单)|how many (?:models|llms)|多少个?(?:模型|llm)", re.IGNORECASE)
_ALL = re.compile(r"\b(?:which|what) (?:\w+ ){0,3}(?:models|llms|ones)\b|\b(?:all|list)\b|哪些|有哪|哪几|列出|所有|全部", re.IGNORECASE)
_ADVICE = re.compile(r"(?:questions?|factors?|things|considerations?|criteria|steps?).{0,50}(?:choos|select|pick|consider|ask|before)|(?:how (?:do|should|can|to)|advice|tips?|guid).{0,25}(?:choos|select|pick|decid)|what (?:should|to) .{0,20}(?:consider|ask)|(?:选|挑|采用|使用).{0,16}(?:考虑|因素|问题|注意|标准|步骤|问自己)|(?:考虑|注意|想清楚).{0,12}(?:因素|问题|什么|哪些)|怎么选|如何选|怎样选|怎么挑|五个问题|5 ?个问题|five questions|选择.{0,8}建议", re.IGNORECASE)
_BENEFITS = re.compile(r"benefits?|advantages?|\bpros\b|why (?:choose|use|should|would|go|pick|prefer).{0,30}open|好处|优势|优点|为什么.{0,8}(?:开源|开放)|益处", re.IGNORECASE)
_OVERVIEW = re.compile(r"what(?:'s| is| are)\b|tell me|about|introduc|describe|overview|explain|summar|who is|介绍|是什么|什么是|讲讲|说说|概述|总结|聊聊|怎么样|如何|了解", re.IGNORECASE)
_ARTICLE = re.compile(r"\barticle\b|according to (?:the|your)|\bpost\b|文章|文中|文里|原文", re.IGNORECASE)
_ERRATA = re.compile(r"(?:article|文章|文中|原文|post)[^?？。]{0,30}(?:wrong|incorrect|mistake|error|inaccura|false|错|不准|有误|失实)|(?:wrong|incorrect|mistake|error|inaccura|错误?|不准确|有误)[^?？。]{0,30}(?:article|文章|文中|原文|post)", re.IGNORECASE)
_GREETING = re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?|thank you|help|你好|您好|嗨|谢谢|帮助|在吗|what can you do|who are you|你是谁|你能做什么|你会什么)\W*$", re.IGNORECASE)
_PRICE = re.compile(r"\bprices?\b|\bpricing\b|how much (?:does|do|is|would|will) .{0,40}(?:cost|charge)|\bcosts? (?:per|of)\b|\bfee\b|subscription|价格|多少钱|收多少|报价|费用是|定价|订阅", re.IGNORECASE)

def understand(text: str, names: Names, history: Sequence[Turn] = ()) -> Understanding:
    """Understand `text`, a question of a conversation whose earlier turns are `history`."""
    asked = _understand_alone(text, names)
    earlier = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    if not earlier or asked.mentions and asked.fields:
        return asked
    return _continued(asked, _understand_alone(earlier[-1], names))


def _understand_alone(text: str, names: Names) -> Understanding:
    mentions = names.find(text)
    bare = _without(text, mentions)
    fields = find_fields(bare)
    constraints = find_constraints(bare, names.catalogue)
    extreme = next(((f, up) for f, up, words in _EXTREMES if re.search(words, bare, re.IGNORECASE)), None)
    if not mentions and fields and not (extreme or constraints or _CHOICE.search(bare)):
        mentions = _strangers(text, names)
    understood = Understanding(
        text=text,
        language=language_of(text),
        intent="passages",
        mentions=mentions,
        fields=fields,
        constraints=constraints,
        extreme=extreme,
        residue=residue(_without(text, mentions), fields),
        from_article=bool(_ARTICLE.search(text)),
        listing=constraints.commercial is False or bool(_ALL.search(bare)),
    )
    understood = replace(understood, intent=_intent(understood, bare))
    if understood.intent == "passages" and not mentions:
        # Without a model, the words of a field are what the question is about: "what is RLHF?"
        understood = replace(understood, residue=residue(text))
    return understood


def _intent(u: Understanding, bare: str) -> Intent:
    """The kind of answer wanted; the order of the rules is their rank."""
    several = len(u.families) + len(u.unknown) > 1 or len(u.models) > 1 and len(u.mentions) > 1
    if _GREETING.match(u.text):
        return "greeting"
    if _PRICE.search(bare):
        return "price"
    if _ERRATA.search(u.text):
        return "errata"
    if u.extreme and not several:
        return "superlative"
    if several and (_COMPARE.search(bare) or u.extreme):
        return "comparison"
    if u.mentions:
        if u.fields:
            return "fact"
        return "overview" if not u.residue and _OVERVIEW.search(bare) or not u.residue else "passages"
    if _BENEFITS.search(bare):
        return "benefits"
    if _LIST.search(bare) and not u.constraints:
        return "list"
    if _ADVICE.search(bare) and not u.constraints:
        return "advice"
    if _CHOICE.search(bare) or len([c for c in vars(u.constraints).values() if c not in (None, ())]) > 1:
        return "choice"
    return "passages"


def find_fields(bare: str) -> tuple[str, ...]:
    """The fields of a record that a question, without its names, asks for."""
    found = [name for name, words in _FIELDS.items() if re.search(words, bare, re.IGNORECASE)]
    for wins, loses, where in _CLEANED:
        if wins in found and loses in found and re.search(where, bare, re.IGNORECASE):
            found.remove(loses)
    return tuple(found)


def language_of(text: str) -> str:
    """The language to answer in: `zh` or `en`."""
    if _IN_ENGLISH.search(text):
        return "en"
    if _IN_CHINESE.search(text):
        return "zh"
    if _KANA_OR_HANGUL.search(text):
        return "en"
    return "zh" if _CJK.search(text) else "en"


def residue(bare: str, fields: Sequence[str] = ()) -> tuple[str, ...]:
    """The terms of a question that carry its subject beside the names and fields."""
    for field in fields:
        bare = re.sub(_FIELDS[field], " ", bare, flags=re.IGNORECASE)
    return content_terms(bare)


def _continued(asked: Understanding, before: Understanding) -> Understanding:
    """A question that only makes sense after the one before it, with what it left unsaid."""
    if asked.intent in ("greeting", "advice", "benefits", "list", "price"):
        return asked
    if asked.mentions and not asked.fields and len(asked.residue) <= 1 and before.fields and asked.intent != "comparison":
        return replace(asked, fields=before.fields, intent="fact")
    refers = re.search(r"\b(?:it|its|they|them|their|that one|this one|the (?:first|second|former|latter))\b|它|他们|这个模型|那个|该模型|前者|后者", asked.text, re.IGNORECASE)
    if not asked.mentions and before.mentions and (asked.fields or refers) and asked.intent in ("fact", "passages", "choice", "overview") and (refers or len(tokens(asked.text)) <= 12):
        several = len(before.families) > 1
        intent: Intent = "comparison" if several else "fact" if asked.fields else "passages"
        return replace(asked, mentions=before.mentions, intent=intent)
    return asked


def _strangers(text: str, names: Names) -> tuple[Mention, ...]:
    """Capitalised words that nothing explains, in a question for a model's field: unknown models."""
    found = []
    for word in re.finditer(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*[A-Za-z0-9.\-]*[A-Za-z0-9]", text):
        starts_sentence = not text[: word.start()].strip() and not _CJK.search(text)
        if word.group().lower() not in FUNCTION_WORDS | _KNOWN_WORDS and not starts_sentence:
            found.append(Mention(word.start(), word.end(), word.group()))
    return tuple(found)


# Capitalised words of this field that are no models.
_KNOWN_WORDS = frozenset(
    "ai llm llms rlhf sft gpu gpus cpu vram ram api nlp rag gb mb mit apache gpl rail hugging face huggingface google meta openai microsoft "
    "salesforce eleutherai tii lmsys stanford bigscience nvidia ollama slack transformer transformers english chinese french german spanish "
    "japanese korean which what how who when where why is are do does can could should tell give list compare rtx a100 h100 t4 v100 l4 a10 "
    "osi oss sota faq ok q4 int8 int4 fp16 bf16 token tokens linux windows mac macos python java sharegpt wikipedia bookcorpus pile".split()
)


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """The text with the names blanked out, so that no word of a name is read as anything else."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text

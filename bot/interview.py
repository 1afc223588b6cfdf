"""The interview of who asks for a model and says nothing else: the article's five questions, one by one.

Each answer adds demands, each question comes below the best choice so far, and all of it follows
from the turns alone: what was asked is what the turns before left open.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.amendment import amended
from bot.candidates import ASSUMED
from bot.constraints import NO_CONSTRAINTS, Constraints
from bot.replies import ANY, NO, SKIP, YES, enough
from bot.understanding import Step, Understanding
from knowledge.catalogue import Catalogue

STEPS: tuple[Step, ...] = ("purpose", "need", "accuracy", "budget", "tuning")


class _Options(NamedTuple):
    """The two ways in which a question is answered, by the words for them."""

    one: re.Pattern[str]
    other: re.Pattern[str]


def _words(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


# One answer asks for more of what a language model has, the other does with less.
_ANSWERS: Mapping[Step, _Options] = {
    "need": _Options(
        _words(
            r"writ|generat|\bchat|convers|answer|repl(?:y|ies)|dialog|compos|summar|translat|\bcode|explain|reason|\bboth\b|写|生成|对话|回答|聊|创作|总结|翻译|推理|解释|都要"
        ),
        _words(
            r"classif|sort|categor|extract|\btag|label|search|\bfind|retriev|rank|cluster|embed|encoder|only read|not (?:have to |need to )?(?:write|generate)|(?:no|without) (?:writing|generation|llm)|分类|归类|抽取|提取|打标|检索|搜索|查找|排序|聚类|向量|编码器|不(?:用|需要|必)(?:写|生成)|只(?:要)?(?:读|分|找)"
        ),
    ),
    "accuracy": _Options(
        _words(
            r"\b(?:high\w*|best|very|most|max\w*|top|critical|crucial|perfect|precise\w*|exact\w*|accurate|accuracy (?:is|matters)|quality|important|as (?:good|accurate|high) as)\b|高|准|精确|最好|尽可能|尽量好|重要|关键|严格|不能(?:出)?错|越.{0,3}越"
        ),
        _words(
            r"good enough|\brough|\blow\b|\bfast\b|\bspeed|\bquick|\bokay\b|\bok\b|decent|average|medium|moderate|not (?:that |so |very |too |really )?(?:critical|important|high|much|accurate)|some (?:errors|mistakes)|mistakes are (?:fine|ok)|small|cheap|一般|差不多|够用|凑合|大概|粗略|不高|不用太|不要求太|没那么|快|随便|允许.{0,4}错|低"
        ),
    ),
    "budget": _Options(
        _words(
            r"unlimited|no (?:real )?limit|whatever it (?:takes|costs)|plenty|big budget|large budget|预算(?:充足|不限|很多|够)|不差钱|充足"
        ),
        _words(
            r"\bcheap|as little as|small budget|low budget|no (?:money|budget)|tight|limited|\blittle\b|minimal|省钱|便宜|没(?:有)?(?:钱|预算)|预算(?:有限|少|低|不多|紧)|越少越好|尽量(?:少|省|低)|不多"
        ),
    ),
    "tuning": _Options(
        _words(
            r"(?<!no )(?<!without )(?<!not )\b(?:fine-?tun|tun(?:e|ed|ing)|adapt|custom|our own data|our data|own data|train)|微调|调(?:优|整|教)|训练|定制|自己的数据|我们的数据"
        ),
        _words(
            r"pre-?trained|off[- ]the[- ]shelf|as (?:it )?is|out of the box|ready|no (?:fine-?)?tuning|without (?:fine-?)?tuning|not (?:be )?(?:fine-?)?tun|(?:don't|do not|needn't|won't|no need)[^.?!]{0,20}(?:tun|train)|现成|预训练|直接用|开箱|不(?:用|需要|必|想)?(?:微调|调|训练)|不微调"
        ),
    ),
}
_SHORT = 14  # words or Chinese characters over two; longer is hardly an answer


def begun(asked: Understanding, catalogue: Catalogue) -> Understanding:
    """A choice with what it waives and assumes; with a first question, where it says nothing at all."""
    if asked.intent != "choice":
        return asked
    waived = frozenset(amended(NO_CONSTRAINTS, asked.text, catalogue).dropped)
    asked = replace(asked, waived=waived)
    if asked.constraints or asked.mentions or asked.from_article or asked.extreme:
        return asked
    asked = replace(asked, assumed=ASSUMED)
    alone = not asked.listing and not waived and not _UNASKED.search(asked.text)
    return replace(asked, interview=_next((), asked.constraints)) if alone else asked


# Who says that anything will do does not want to be asked.
_UNASKED = re.compile(
    r"\b(?:any|some|whatever|random\w*|just)\b|随便|任意|任何|随意|都行|都可以|直接", re.IGNORECASE
)


def answered(
    asked: Understanding, before: Understanding, catalogue: Catalogue
) -> Understanding | None:
    """The choice with the answer to the interview's question, and the next; None where it is none."""
    step = before.pending
    if step is None or _is_elsewhere(asked, step):
        return None
    text = asked.text
    state = replace(
        before, text=text, language=asked.language, dropped=(), unheard=False, page=0, offered=()
    )
    if enough(text):
        return replace(state, interview=(), closed=True)
    change = amended(before.constraints, text, catalogue)
    wanted, heard = change.constraints, bool(change)
    if step == "need" and before.constraints.task and before.constraints.task != "understanding":
        # "It must write the answers" says that it writes, not that it is for anything else.
        writes = change.said.task != "understanding"
        wanted = replace(wanted, task=before.constraints.task) if writes else wanted
    wanted, taken = _taken(step, wanted, text, alone=not heard)
    if not (
        heard or taken or SKIP.match(text) or ANY.match(text) or YES.match(text) or NO.match(text)
    ):
        state = replace(state, unheard=True)
    steps = _next(before.interview, wanted)
    waived = before.waived | set(change.dropped)
    if step == "budget" and not heard and NO.match(text):
        waived |= {"commercial"}
    return replace(
        state,
        constraints=wanted,
        earlier=before.constraints,
        dropped=tuple(
            n for n in change.dropped if getattr(before.constraints, n) not in (None, ())
        ),
        waived=waived,
        interview=steps,
        closed=not steps,
    )


def _next(asked: tuple[Step, ...], wanted: Constraints) -> tuple[Step, ...]:
    """The questions so far with the next that is still open; empty where none is."""
    step = next((s for s in STEPS if s not in asked and not _known(s, wanted)), None)
    return (*asked, step) if step else ()


def _known(step: Step, wanted: Constraints) -> bool:
    """Whether the demands already answer a question."""
    match step:
        case "purpose":
            return wanted.task is not None
        case "accuracy":
            return bool(wanted.small or wanted.max_parameters)
        case "budget":
            return wanted.memory_gb is not None and wanted.commercial is not None
        case "tuning":
            return wanted.tuned is not None
        case "need":
            return wanted.architecture is not None


def _taken(step: Step, wanted: Constraints, text: str, *, alone: bool) -> tuple[Constraints, bool]:
    """The demands with what the answer says to the question itself, and whether it says anything."""
    if step == "purpose":
        return wanted, False
    options = _ANSWERS[step]
    said = _UNWRITTEN.sub(" ", text)
    other = bool(options.other.search(text)) or (alone and bool(NO.match(text)))
    one = bool(options.one.search(said)) or (alone and bool(YES.match(text)))
    if not (one or other):
        return wanted, False
    less = other and not (step == "need" and options.one.search(said))
    match step:
        case "need" if less:
            wanted = replace(wanted, task="understanding")
        case "need" if wanted.task == "understanding":
            wanted = replace(wanted, task="generation")
        case "accuracy" | "budget" if less and not wanted.memory_gb:
            wanted = replace(wanted, small=True)
        case "accuracy" if less:
            wanted = replace(wanted, small=True)
        case "tuning":
            wanted = replace(wanted, tuned=None if less else True)
    return wanted, True


# What it need not do.
_UNWRITTEN = re.compile(
    r"\b(?:not?|n't|never|without)\b[^.,;]{0,16}\b(?:writ\w+|generat\w+|text|chat\w*|answer\w*)|不(?:用|需要|必|要|会)?(?:自己)?(?:写|生成|对话|聊天?|回答)",
    re.IGNORECASE,
)


def _is_elsewhere(asked: Understanding, step: Step) -> bool:
    """Whether a text asks something rather than answering."""
    if enough(asked.text) or SKIP.match(asked.text) or ANY.match(asked.text):
        return False
    if asked.mentions or asked.topic or asked.extreme or asked.intent in _OTHERS:
        return True
    asking = bool(_ASKING.search(asked.text))
    if asked.fields and asking:
        return True
    length = (
        len(re.findall(r"[A-Za-z0-9']+", asked.text))
        + len(re.findall(r"[\u4e00-\u9fff]", asked.text)) / 2
    )
    if asking and not asked.constraints:
        return True
    return length > _SHORT and not asked.constraints and not _speaks_to(step, asked.text)


def _speaks_to(step: Step, text: str) -> bool:
    options = _ANSWERS.get(step)
    return options is not None and bool(options.one.search(text) or options.other.search(text))


_OTHERS = frozenset(
    {
        "greeting",
        "self",
        "advice",
        "benefits",
        "price",
        "errata",
        "future",
        "list",
        "comparison",
        "superlative",
    }
)
_ASKING = re.compile(
    r"[?？]\s*$|^\W*(?:what|which|who|when|where|why|how|is|are|does|do|can|could|may|should|tell me|explain)\b|(?:什么|哪[个些家年]|谁|为什么|怎么|如何|多少|吗|呢)[？?。\s]*$|^\W*(?:什么|谁|为什么|怎么|如何)",
    re.IGNORECASE,
)
# What each question asks, in both languages, and what it is about in the article's order.
QUESTIONS: Mapping[Step, tuple[str, str]] = {
    "purpose": (
        "What is it for? For example conversation, code, sorting texts, or writing them.",
        "用来做什么？比如对话、编程、给文本分类，或者写文本。",
    ),
    "need": (
        "Why a language model at all: must it write text itself? To sort, extract or find, an encoder does, perhaps no model at all.",
        "为什么非要大语言模型：它需要自己生成文本吗？只是分类、抽取或查找的话，编码器就够，甚至不用模型。",
    ),
    "accuracy": (
        "How much accuracy: as much as can be had, or good enough and small?",
        "准确度要多高：越准越好，还是够用就行、小一点更好？",
    ),
    "budget": (
        "How much can you spend: which card, or how much memory? And will it be used commercially?",
        "能投入多少：有什么显卡、多少显存？会商用吗？",
    ),
    "tuning": (
        "Will it do as it comes, pre-trained, or must it be fine-tuned on your own data?",
        "直接用预训练好的就行，还是要用自己的数据微调？",
    ),
}


def worded(asked: Understanding) -> str:
    """The interview's next question in the reader's language, and how to leave it; empty without one."""
    step = asked.pending
    if step is None:
        return ""
    zh = asked.language == "zh"
    number, text = len(asked.interview), QUESTIONS[step][zh]
    note = ""
    if asked.unheard:
        note = "这个回答里我没读出条件。" if zh else "I could take no demand from that answer. "
    if zh:
        return f"{note}**问题 {number}（最多 {len(STEPS)} 个）：{text}** 回答“跳过”进入下一个，“够了”到此为止。"
    return f"{note}**Question {number} of at most {len(STEPS)}: {text}** “skip” moves on, “enough” ends the questions."

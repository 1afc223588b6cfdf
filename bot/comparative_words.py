"""The words of the two languages that compare, and the scale that they compare on."""

import re
from typing import Literal

from bot.measures import Scale

Way = Literal["more", "less", ""]

# Earlier and later ones of which nothing is said: "its earlier models", 更早的版本.
ATTRIBUTE = re.compile(
    r"\b(?:more|less|fewer) of\b|\b(?:earlier|older|newer|later|larger|smaller|previous)\s(?:\w+[- ]){0,2}?(?:versions?|models?|ones|releases?|readmes?|generations?)\b"
    r"|\b(?:no|any) (?:more|less|later)\b|\bor (?:more|less|later)\b|更[早旧新晚大小]的(?:版本|模型|代|型号)|较新的|(?<=随时)更(?:新|改)|(?<=[可被会能时])更新|\bat (?:least|most)\b"
    r"|\bmore and more\b|\b(?:more|fewer|less) than(?=\s(?:about\s)?\d)|\b(?:before|after)(?= (?:you|the|its|use|download|using|that)\b)|之[前后](?!发布)",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:more recent|more restrictive|less restrictive|more permissive|stricter|simpler)\b"
    r"|\b(?:larger|bigger|smaller|longer|shorter|newer|older|later|earlier|higher|lower|cheaper|faster|slower|stronger|weaker|more|fewer|less)\b"
    r"|\b(?:before|after)(?=\s(?:the\s)?[A-Z][\w.-]*)|(?<!\bis )(?<!\bare )(?<!\bbe )\bfollowed(?! by)\b"
    r"|更(?:大|小|早|晚|新(?!的声明)|旧|长|短|多|少|高|低|快|慢|强|弱|贵|便宜|宽松|严格)|(?<=比).{1,28}?(?:大|小|早|晚|新|旧|长|短|多|少|高|低|快|慢|强|弱)(?![语型家小])"
    r"|(?:早|晚|先|大|小|多|少|高|低|长|短)于|稍[大小长短]|大得多|小得多|限制(?:更|较)[多少]",
    re.IGNORECASE,
)
SUPERLATIVES = re.compile(
    r"\b(?:largest|biggest|smallest|longest|shortest|newest|oldest|latest|earliest)\b|\b(?:came|was|is|comes) first\b"
    r"|最(?:大|小|长|短|新|旧|早|晚|先)(?!的?(?:显存|内存))|(?:最先|首个|首先)发布",
    re.IGNORECASE,
)
FIRST = re.compile(r"first|最先|首", re.IGNORECASE)
OF_ALL = re.compile(
    r"\bof (?:the (?:two|three|four|five)|them|these|those|all)\b|\bamong (?:them|these|the)\b|其中|[两二三四五]者|之中",
    re.IGNORECASE,
)
SAME = re.compile(r"\b(?:same|equal|identical)\b|相同|一样|相等|同样(?:长|大)", re.IGNORECASE)
TIMES = re.compile(
    r"\b(?:twice|double(?:s|d)?|half)\b|\b(?:a\s)?factor of \w+|\b[\w.]+(?:\s|-)(?:times|fold)\b|(?:[\d.]+|[一二两三四五六七八九十百]+)\s?(?:多\s?)?倍|[一二两三四五六七八九十百]+分之[一二两三四五六七八九十]+|(?:长|多|大)一倍",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"(?:\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s(?:full\s)?(?:months?|years?)\s(?:earlier|later|before|after|older|newer)\b)"
    r"|(?:早|晚)(?:了|发布|推出)*(?:约|大约|近|将近|不到)?\s?(?:[\d]+|[一二两三四五六七八九十]+|半)\s?(?:个月|年)",
    re.IGNORECASE,
)
# Judgements: nothing computes them, so only the evidence can make them.
EVALUATION = re.compile(
    r"\b(?:best|better|worse|worst|superior|ideal|perfect|excellent|outstanding|state-of-the-art|leading|powerful|outperform\w*|surpass\w*|beats?|fastest|slowest|cheapest|strongest|most capable|smarter|smartest|most accurate|always|never)\b"
    r"|最(?:好|佳|强|优|快|慢|便宜|贵|准|受欢迎|先进)|更(?:好|强|优|准|聪明|先进|适合)|优于|强于|胜过|超越|打败|领先|完美|理想|总是|首选|唯一",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"larg|bigg|long|newer|later|after|follow|higher|stronger|more|newest|latest|stricter|大|晚|新|长|多|高|强|严格",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"small|short|older|oldest|earli|before|lower|fewer|less|weaker|first|simpler|permissive|最先|首|先|小|早|旧|短|少|低|弱|宽松",
    re.IGNORECASE,
)
_SCALES: tuple[tuple[Scale, re.Pattern[str]], ...] = (
    ("strictness", re.compile(r"restrict|permissive|stricter|simpler|licen[cs]e|限制|宽松|严格", re.IGNORECASE)),
    ("memory", re.compile(r"\bmemory\b|\bv?ram\b|\bG(?:i)?B\b|显存|内存", re.IGNORECASE)),
    ("training_tokens", re.compile(r"\btrain\w*|训练", re.IGNORECASE)),
    ("languages", re.compile(r"\blanguages\b|语言(?!模型)|语种", re.IGNORECASE)),
    ("context", re.compile(r"\bcontext\b|\btokens?\b|\bwindow\b|上下文|token|窗口|词元|\d+K 版", re.IGNORECASE)),
    ("parameters", re.compile(r"\bparam\w*|参数|规模|体量|\bsize", re.IGNORECASE)),
)  # fmt: skip
_OWN: tuple[tuple[Scale, re.Pattern[str]], ...] = (
    ("released", re.compile(r"newer|older|later|earlier|recent|before|after|follow|newest|oldest|latest|first|早|晚|新|旧|先", re.IGNORECASE)),
    ("strictness", re.compile(r"restrict|permissive|strict|simpler|宽松|严格|限制", re.IGNORECASE)),
)  # fmt: skip
_SIZES = re.compile(r"larg|bigg|small|大|小", re.IGNORECASE)
_LENGTHS = re.compile(r"long|short|长|短", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"faster|slower|cheaper|stronger|weaker|higher|lower|快|慢|强|弱|贵|便宜|高|低", re.IGNORECASE
)


def direction(word: str, scale: Scale) -> Way:
    """Whether a comparing word says more or less, on its scale."""
    tail = word[-2:] if not word.isascii() else word
    if scale == "strictness" and word.lower().startswith("less"):
        return "less"
    if scale == "strictness" and "permissive" in word.lower():
        return "less"
    less, more = _LESS.search(tail), _MORE.search(tail)
    if less and more:
        return "less" if less.start() < more.start() else "more"
    return "less" if less else "more" if more else ""


def scale_of(text: str, match: re.Match[str] | None = None, before: str = "") -> Scale | None:
    """The scale that a comparison is on: its own word's, or that of the nearest thing counted."""
    if match is None:
        return next((scale for scale, words in _SCALES[1:] if words.search(text)), None)
    word = match[0] if match[0].isascii() else match[0][-4:]
    for scale, words in _OWN:
        if words.search(word):
            return scale
    behind, ahead = text[match.end() : match.end() + 24], text[: match.start()]
    near = [scale for scale, words in _SCALES[1:] if words.search(behind)] or [
        scale for scale, words in _SCALES[1:] if words.search(ahead[-24:] + word)
    ]
    if _UNKNOWN.search(word):
        return None
    if _LENGTHS.search(word):
        return "context" if not near or "context" in near else None
    if _SIZES.search(word):
        return near[0] if near and near[0] in ("context", "memory") else "parameters"
    if near:
        return near[0]
    wide = [scale for scale, words in _SCALES[1:] if words.search(f"{before[-60:]}{text}")]
    return wide[0] if wide else None

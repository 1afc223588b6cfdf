"""Words that look like names: of models without a record, of tools, of people and of things."""

import re
from collections.abc import Iterator, Sequence

from knowledge.mention import Mention, overlaps

OTHER_TAIL = re.compile(
    r"(?:\.\d+)*(?:[\s\-]?v?\d+(?:\.\d+)*[a-z]?(?![a-z]|\s*(?:tokens?|亿|万|种|个|gb)))?"
    r"(?:[\s\-](?:\d+(?:\.\d+)?[bm]|r\d|v\d|turbo|mini|nano|pro|plus|flash|ultra|opus|sonnet|haiku|max|lite|coder|math"
    r"|large|small|medium|nemo|oss|instruct|chat)(?![A-Za-z0-9]))*",
    re.IGNORECASE,
)
# What a model's name looks like when no list has it: a word with a size, or one ending as such
# names do.
_LOOKS_LIKE_A_MODEL = (
    re.compile(
        r"(?<![A-Za-z0-9])(?!between|under|over|about)[A-Za-z][A-Za-z]*(?:[\-.][A-Za-z0-9.]+)*-?\d+(?:\.\d+)?[Bb](?![A-Za-z0-9])"
    ),
    re.compile(
        r"(?<![A-Za-z0-9])(?!Under|Over|Below|Above|About|Around|Only|With|Than|Something|Anything|Any|The|An?\b|Is|Are|At|Up|To|Or|And|Max|Min|Which|What)[A-Z][A-Za-z]+ \d+(?:\.\d+)?[Bb](?![A-Za-z0-9])"
    ),
    re.compile(
        r"(?<![A-Za-z0-9])(?!LLM|LMM|NLM|VLM|SLM|PLM|MLM|LM\b)[A-Za-z0-9]*[A-Za-z](?:GPT|BERT|L[Ll]a[Mm][Aa]|LM)(?:[\- ]?v?\d+(?:\.\d+)*[bB]?)?(?![A-Za-z0-9])"
    ),
)
# In other cases, names of people or words.
UPPER_CASE = frozenset({"albert", "electra", "flan"})
CAPITALISED = frozenset(
    "phi yi granite minimax mimo orca koala zephyr dolly gopher copilot jamba jurassic "
    "chinchilla dolphin hermes aya solar mamba".split()
)
# Words of every day, which are names with a version or with "model" behind them, or alone.
_EVERYDAY = frozenset({"command", "骆驼", "羊驼", "书生", "面壁", "混元", "浦语"})
_MODEL_BEHIND = re.compile(
    r"\s?(?:大模型|模型|系列|LLMs?\b|models?\b|famil(?:y|ies)\b)", re.IGNORECASE
)
# Two words of a sentence as well, which are meant where nothing parts them or as they are written.
_TWO_WORDS = frozenset({"commanda", "commanda+", "step3.5"})
_NOT_MEANT = re.compile(
    r"(?:[Oo]pt (?:for|to|in|out|into)\b|[Gg]ranite (?:counter|work|top|rock|slab|stone|tile|quarr|floor)|"
    r"[Pp]hi (?:coefficient|correlation|angle|function|phenomenon)|[Mm]inimax (?:search|algorithm|theorem|tree)|"
    r"[Ll]lama (?:farm|wool|herd)|[Aa]lpaca (?:farm|wool|herd|sweater)|[Ff]alcon (?:9\b|[Hh]eavy|wing)|"
    r"K2 (?:mountain|peak|summit|climb|expedition))"
)
_TOOL = re.compile(
    r"(?:llama[.-]?cpp|llama[- ]?index|llama[- ]?factory|llamafile|llama[- ]?swap|llama[- ]?hub|gemma\.cpp|"
    r"mistral\.?rs|bert-?score|bert-?viz)(?![A-Za-z])",
    re.IGNORECASE,
)
_PERSON_BEFORE = re.compile(
    r"\b(?:Ms|Mrs|Miss|Mr|Dear|Hi|Hello|colleague|friend|boss|manager|sister|daughter|wife|brother|named)\.?,? $"
)
_PERSON_BEHIND = re.compile(
    r" (?:said|says|asked|asks|wrote|told|thinks)\b|'s (?:team|question|desk|birthday|email)\b"
)
_FEW_LETTERS = 1  # with these, a name is as good as a label: R1, K2


def is_meant(name: str, text: str, start: int, end: int, *, narrowed: bool) -> bool:
    """Whether the folded `name` that stands in a text at `start` to `end` is meant as a name.

    `narrowed` says that a version or a size of its own stands behind it.
    """
    said = text[start:end]
    if said.strip() == text.strip(" \t\r\n?!.,;:？！。，；：") or narrowed:
        return True
    if _NOT_MEANT.match(text, start) or _TOOL.match(text, start):
        return False
    if name.endswith(("small", "large")) and text.startswith(" enough", end):
        return False
    if name in _EVERYDAY:
        return bool(_MODEL_BEHIND.match(text, end))
    if name in _TWO_WORDS:
        return " " not in said or said[-2:].strip("+ ").isupper() or said.isupper()
    if name == "ernie":
        return said.islower() or said.isupper()  # Ernie is a person
    if name in CAPITALISED:
        return said[0].isupper()
    if name in UPPER_CASE:
        return said.isupper()
    letters = [c for c in said if c.isascii() and c.isalpha()]
    if name.isascii() and len(letters) <= _FEW_LETTERS:
        return said.isupper()
    return not (said.isalpha() and said.istitle() and _is_person(text, start, end))


def _is_person(text: str, start: int, end: int) -> bool:
    return bool(
        _PERSON_BEFORE.search(text[max(0, start - 12) : start]) or _PERSON_BEHIND.match(text, end)
    )


def lookalikes(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Names that look like those of models, outside the spans taken."""
    for pattern in _LOOKS_LIKE_A_MODEL:
        for found in pattern.finditer(text):
            if not overlaps(found.span(), taken):
                taken = [*taken, found.span()]
                yield Mention(found.start(), found.end(), found.group())

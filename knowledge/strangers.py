"""How names of models look that have no record: by lists, by their endings, by a size."""

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
UPPER_CASE = frozenset(
    {"ALBERT", "ELECTRA", "ERNIE", "FLAN"}
)  # in other cases, names of people or words
COMMON_CAPITALISED = frozenset(
    {
        "Phi",
        "Yi",
        "Orca",
        "Koala",
        "Zephyr",
        "Granite",
        "Dolly",
        "Gopher",
        "Command R",
        "Copilot",
        "Jamba",
        "Jurassic",
        "Chinchilla",
    }
)


def lookalikes(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Names that look like those of models, outside the spans taken."""
    for pattern in _LOOKS_LIKE_A_MODEL:
        for found in pattern.finditer(text):
            if not overlaps(found.span(), taken):
                taken = [*taken, found.span()]
                yield Mention(found.start(), found.end(), found.group())

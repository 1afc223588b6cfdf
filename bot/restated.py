"""Whether a sentence says of a point what the point says, and not the contrary.

The check holds figures and names against the evidence. A small model that restates a condition
may still turn it round: "no commercial use without a licence" became "allows commercial use
without a licence". A sentence therefore denies as often as the point it restates, names models in
the same order, and compares in no direction that the point does not take.
"""

import re
from collections.abc import Sequence

from bot.answer import Evidence
from bot.sentences import CITATION
from knowledge.names import Names
from knowledge.stems import content_stems

LIKE = 0.34  # share of a sentence's words in a point, from which on it is taken to restate it
_DENIAL = re.compile(
    r"\b(?:not|no|never|cannot|without|neither|nor|none|nothing|non)\b|n't\b|prohibit|forbid|exclud|"
    r"不(?!过|同|断|仅)|没有|未(?!来)|无(?!论)|禁止|并非|非(?=商|营|授权)|除外",
    re.IGNORECASE,
)
# Words that turn a comparison round where they are exchanged.
_DIRECTIONS = re.compile(
    r"\b(?:more|less|fewer|larger|smaller|bigger|higher|lower|above|below|newer|older|later|earlier|before|after|first|last|"
    r"longer|shorter|faster|slower|cheaper|better|worse|at least|at most|over|under|up to)\b|"
    r"[高低晚早新旧]|更[大小长短多少快慢]|最[大小长短多少快慢高低早新]|至少|至多|最多|超过|低于|以上|以下",
    re.IGNORECASE,
)


def turned_round(sentence: str, points: Sequence[Evidence], names: Names) -> str:
    """Why a sentence is not what the point that it restates says, or nothing."""
    body = CITATION.sub("", sentence)
    own = content_stems(body)
    if not own or not points:
        return ""
    near = max(points, key=lambda point: len(own & content_stems(point.text)))
    if len(own & content_stems(near.text)) / len(own) < LIKE:
        return ""
    if len(_DENIAL.findall(body)) != len(_DENIAL.findall(near.text)):
        return "denies where its evidence does not, or the other way round"
    taken = {word.lower() for word in _DIRECTIONS.findall(near.text)}
    if strange := [w for w in _DIRECTIONS.findall(body) if w.lower() not in taken]:
        return f"compares by “{strange[0]}”, which its evidence does not"
    order = _order(near.text, names)
    named = [models for models in _order(body, names) if models in order]
    if named != [models for models in order if models in named]:
        return "names models in another order than its evidence"
    return ""


def _order(text: str, names: Names) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(mention.models for mention in names.find(text) if mention.known))

"""What a text affirms and what it denies: its content words, each with a sign.

A negation turns the sign of what lies in its reach: to the end of the clause ("may not be used"),
back to its beginning ("is excluded"), or of one word ("non-commercial"). Opposites are one word
with two signs: "faster" is "slower" turned.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.stems import content_stems

TEXTS = 20_000  # whose words are remembered; a verdict holds some tens of short texts

_FORWARD = re.compile(
    r"\bnot(?! only\b)|n't\b|\bno(?! (?:later|more|less|fewer) than|\. ?\d)\b|\bnever\b|\bcannot\b|\bneither\b|\bnor\b|\bnone\b|\bnothing\b"
    r"|\binstead of\b|\brather than\b|\bunlike\b|\b(?:rul(?:es?|ed|ing) out|prohibit(?:s|ing)?|forbids?|exclud(?:es|ing)|bans?)\b"
    r"|不(?![过仅但同断错止论久到足]|少于|超过|低于|高于|可或缺)|无(?=法|须|需|权|条件|关)|禁止|并非|而非|别(?!的|家|人)",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s(?:\w+\s)?(?:excluded|prohibited|forbidden|ruled out|banned|out of scope)\b"
    r"|\bout of scope\b|\b(?:is|are|was|were|do|does|did) not(?=\W*$)|(?:不被?允许|被?排除|除外|超出范围|不行|不在[^，。；]{0,12}之内)(?=[。，；,.;]?$)",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\bnon-?(?=[a-z])|\bun(?=approved|rated|restricted|conditional|tested|known)|\bin(?=dependent)|(?<![并而除])非(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
# What is lacking: denied where the rest is affirmed ("allowed without a licence"), and asked for where
# the rest is denied ("not allowed without a licence").
LACKING = re.compile(
    r"\bwithout\b|没有?(?!错|问题|什么问题)|未(?!来)|无(?!论|疑|法|须|需|权|条件|关)", re.IGNORECASE
)
_NOUN_PHRASE = re.compile(
    r"(?:\s(?!(?:only|is|are|was|were|may|can|must|it|you|nothing)\b)[\w-]+){1,5}"
)
_RESULT = re.compile(r"[也就则便仍]|即可|[不未没无](?!论|过)|禁止")
_UNLESS = re.compile(r"\b(?:unless|except|other than|but for|until|because|since)\b", re.IGNORECASE)
_LOCAL_REACH = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]{1,2}")

# One meaning with two ends: the first pattern affirms it, the second denies it.
_OPPOSITES: tuple[tuple[str, str, str], ...] = (
    ("=speed", r"\bfast\w*|\bquick\w*|(?<!尽)快", r"\bslow\w*|慢"),
    ("=limit", r"\bmore than\b|\bover(?= \d)|\babove\b|\bexceed\w*|\bat least\b|\bbeyond\b|超过|高于|以上|多于|不少于|不低于|超出(?!范围)",
     r"\b(?:less|fewer) than\b|\bunder(?= \d)|\bbelow\b|\bat most\b|\bup to(?= \d)|不超过|不高于|不到|低于|以下|少于|不足|以内"),
    ("=order", r"\bafter\b|\blater than\b|之后|以后|晚于", r"\bbefore\b|\bearlier than\b|\bprior to\b|之前|以前|早于|先于"),
    ("=restricted", r"\bonly\b|\b(?:restricted|limited|confined) to\b|仅|限于|只(?!要)", r"(?!)"),
    ("=free", r"\bfree of charge\b|\bfree to\b|\bfree for\b|免费", r"\bpaid\b|收费|付费"),
    ("=strict", r"\brestrictive\b|\bstrict\b|\bnarrow\b|严格|苛刻", r"\bpermissive\b|\bliberal\b|\bloose\b|宽松"),
    ("=open", r"\bopen[- ]sourced?\b|开源", r"\bclosed[- ]source\b|\bproprietary\b|闭源"),
    ("=allowed", r"(?!)", r"(?!)"),
)  # fmt: skip
_PAIRS = tuple(
    (name, re.compile(yes, re.IGNORECASE), re.compile(no, re.IGNORECASE))
    for name, yes, no in _OPPOSITES
)
WEIGHTLESS = frozenset({"=limit", "=order", "=restricted"})  # everywhere: what they turn matters


@dataclass(frozen=True)
class Said:
    """The content words of a text, each with the signs that it stands in: +1 said, -1 denied."""

    words: Mapping[str, frozenset[int]]

    def agreeing(self, other: "Said") -> frozenset[str]:
        """The words that both texts have, in one sense at least the same."""
        return frozenset(w for w, s in self.words.items() if s & other.words.get(w, frozenset()))

    def opposed(self, other: "Said") -> frozenset[str]:
        """The words that one text affirms and the other denies."""
        return frozenset(
            w for w, s in self.words.items() if w in other.words and not s & other.words[w]
        )


@lru_cache(maxsize=TEXTS)
def said(text: str) -> Said:
    """What one clause affirms and denies."""
    turns = list(_turns(text))
    found: dict[str, set[int]] = {}
    for name, yes, no in _PAIRS:
        for pattern, sign in ((no, -1), (yes, 1)):
            for match in pattern.finditer(text):
                found.setdefault(name, set()).add(sign * _sign(turns, match.start(), match.end()))
            text = pattern.sub(lambda m: " " * len(m[0]), text)
    topic = min((a for _, _, a, b in turns if b == len(text)), default=0)
    for start, end in _stretches(turns, len(text)):
        sign = _sign(turns, start, end)
        for word in content_stems(text[start:end]):
            # What a denial is about may stand before it or within: 输出不得用于, 不得用输出.
            found.setdefault(word, set()).update({sign, -1} if end <= topic else {sign})
    return Said({word: frozenset(signs) for word, signs in found.items()})


def denies(text: str) -> bool:
    """Whether a clause holds a negation at all."""
    return any(pattern.search(text) for pattern in (_FORWARD, _BACKWARD, LACKING))


def affirmed(text: str, found: re.Match[str]) -> bool:
    """Whether what stands at a place of a clause is said, and not denied."""
    return _sign(list(_turns(text)), found.start(), found.end()) > 0


def _turns(text: str) -> Iterator[tuple[int, int, int, int]]:
    """For each negation, where it stands and the stretch whose sign it turns."""
    behind = [m.span() for m in _BACKWARD.finditer(text)]
    for start, end in behind:
        yield start, end, 0, start
    for match in _FORWARD.finditer(text):
        if any(a <= match.start() < b for a, b in behind):
            continue
        if match[0].lower() == "nor" and "neither" in text[: match.start()].lower():
            continue
        # A Chinese negation ends where another begins or its result follows: 未获许可 | 不得使用.
        stop = (_UNLESS if match[0].isascii() else _RESULT).search(text, match.end())
        yield *match.span(), match.end(), stop.start() if stop else len(text)
    for match in LACKING.finditer(text):
        yield from _lacking(text, match)
    for match in _LOCAL.finditer(text):
        reach = _LOCAL_REACH.match(text, match.end())
        yield *match.span(), match.end(), reach.end() if reach else match.end()


def _lacking(text: str, match: re.Match[str]) -> Iterator[tuple[int, int, int, int]]:
    start, end = match.span()
    if match[0].isascii():
        phrase = _NOUN_PHRASE.match(text, end)
        reach = phrase.end() if phrase else len(text)
        yield start, end, end, end if _BACKWARD.search(text[:start]) else reach
        return
    stop = _RESULT.search(text, end)
    reach = stop.start() if stop else len(text)
    asked = bool(stop and (stop[0] in "不未没无" or stop[0] == "禁止"))
    yield start, end, end, end if asked else reach


def _sign(turns: list[tuple[int, int, int, int]], start: int, end: int) -> int:
    turned = sum(a <= start and end <= b for _, _, a, b in turns)
    return -1 if turned % 2 else 1


def _stretches(turns: list[tuple[int, int, int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The text between the places where a sign may turn, without the negations themselves."""
    places = sorted({0, length, *(place for turn in turns for place in turn)})
    inside = [(a, b) for a, b, _, _ in turns]
    for start, end in zip(places, places[1:], strict=False):
        if not any(a <= start and end <= b for a, b in inside):
            yield start, end

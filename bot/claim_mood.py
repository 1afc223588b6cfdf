"""Whether a statement states anything: questions, conditions, wishes and plans claim nothing."""

import re

from bot.claim_assertion import Assertion
from bot.claim_subjects import Reading

_ASKS = re.compile(
    r"[?？][\"”」』）)]*\s*$|(?:吗|呢|是否[^，。]{0,20})[。.]?$|^(?:who|what|which|when|where|why|how|does|do|did|is|are|can|could|may|has|have|will|should)\b[^.!。]*\?"
)
_IF = re.compile(
    r"^\s*(?:and |but |so |or |then |even )?(?:if|suppose|supposing|assuming|imagine|in case|unless|were|had it|should (?:you|we|it)|when(?:ever)? (?:you|we|a |the model)|whether)\b|^\s*(?:但|而|那么)?(?:如果|假如|假设|要是|倘若|若|万一|设想|无论|不管|是否)",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:would (?:be|have|need|like|love)|could have|might (?:be|have)|may have|may be (?:around|about)|perhaps|maybe|probably|reportedly|rumou?r\w*|allegedly|hope|hopefully|wish|expect(?:ed|s)?|hypothetical\w*|imagine|plans? to|will (?:be|have|support|launch|release)|upcoming|guess|suppose|speculat\w*|unconfirmed|should have)\b"
    r"|可能(?!性)|也许|或许|据传|传闻|据说|预计|希望|但愿|要是|猜测|大概率|应该(?:是|有|会)|将会|将于|将在|计划|未来|尚未证实|有望|想象",
    re.IGNORECASE,
)
_HOPE = re.compile(r"\b(?:wish|hope|hopefully|dream|would love)\b|希望|但愿|要是", re.IGNORECASE)
_PERMISSION = frozenset({"commercial_use", "licence"})


_SOURCE = re.compile(r"^\s*(?:\[\d+\]|【\d+】).*https?://", re.DOTALL)


def cites(said: str) -> bool:
    """Whether a statement is an entry of a list of sources: its date is that of the source."""
    return _SOURCE.match(said) is not None


def asks(said: str) -> bool:
    """Whether a sentence is a question."""
    return _ASKS.search(said.strip()) is not None


_REFUTED = re.compile(
    r"(?:,\s*(?:and )?(?:which|that|this) (?:is|was|['’]s)|[—–]) (?:just |simply |plainly |of course |complete |total |a |utter |not )*(?:nonsense|wrong|false|untrue|incorrect|true|correct|mistaken|myth|lie|rumou?r)\b"
    r"|\b(?:it is|it['’]s|is) (?:an? |just |also |(?:very |quite )?(?:common|popular|widespread|persistent|old) )*(?:myth|misconception|misunderstanding|not true|untrue|false|wrong|mistaken|incorrect) (?:that|to (?:say|claim|think|believe|call))\b|\bcontrary to\b"
    r"|\b(?:wrongly|falsely|mistakenly|incorrectly) (?:\w+ )?(?:claim|say|state|report|list|call|assum|believ|think|describ)\w*"
    r"|[，,]\s*(?:这|那|其实|实际上|显然|当然|完全|纯属|但这|可这)*(?:是|都是)?(?:错的|错误的|不对的?|谣言|胡说|误传|误解|谬误|不实|假的|不准确的?|不正确的?)(?=[。！!.\s]|$)|(?:误以为|误认为|误称|谣传|错误地(?:认为|写|称)|并不是说)",
    re.IGNORECASE,
)
_OWN_WORK = re.compile(
    r"\b(?:I|we|our team|my team|they|you)(?:['’]ve|['’]d| have| had| then| also| just| only)* (?:fine-?tun|tun|train|test|benchmark|quanti[sz]|distil|evaluat|prompt|ran|run|serv|deploy|finetun)\w*\b|(?:我们?|笔者|本文|作者|团队|咱们?)[^，。；,;]{0,24}?(?:微调|训练|测试|部署|评测|量化|蒸馏|跑)(?!过的)",
    re.IGNORECASE,
)
_OF_A_RUN = frozenset({"context", "training_tokens", "languages_count", "languages", "memory"})


def refuted(said: str) -> bool:
    """Whether a sentence tells a claim to call it false."""
    return _REFUTED.search(said) is not None


def tried(reading: Reading, said: Assertion) -> bool:
    """Whether a claim is of what somebody did with a model: tuned it on so much, ran it at that."""
    _, end = reading.segment(said.start)
    own = _OWN_WORK.search(reading.plain[:end])
    return said.field in _OF_A_RUN and own is not None


def supposed(reading: Reading, said: Assertion) -> bool:
    """Whether a claim is only supposed, wished for or planned."""
    start, end = reading.segment(said.start)
    part = reading.plain[start:end]
    if _IF.match(part) or (_IF.match(reading.plain[: said.start]) and start == 0):
        return True
    if _HOPE.search(reading.plain[: said.start]):
        return True
    return said.field not in _PERMISSION and bool(_WISH.search(part[: said.end - start]))

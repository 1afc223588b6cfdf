"""Which models a place in a statement is about: named there, or carried over from what stands before.

A model that is only set beside another ("than LLaMA 2", 与 GPT-3 相比) is no subject. An owner that
is a guess is not `sure`: what contradicts it may be about something else.
"""

import re
from dataclasses import dataclass

from knowledge.dates import BLANK
from knowledge.mention import Mention

Group = tuple[Mention, ...]


@dataclass(frozen=True)
class Owner:
    """The models that something is said of: each of the group, if `sure`."""

    group: Group = ()
    sure: bool = False


@dataclass(frozen=True)
class Reading:
    """A statement with the models it names, grouped; `plain` blanks their names and folds width."""

    said: str
    plain: str
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]  # those that may be subjects, in order
    aside: tuple[Group, ...]  # those that others are compared with or made from
    carried: Owner  # whom a pronoun or an elliptical sentence means
    noted: bool = False  # names a model and then notes about it: "BLOOM: 176B, 46 languages"
    whole: bool = False  # says one thing of the models it begins with, as a cell of a table does
    versus: bool = False  # sets models side by side and notes what each has: "A vs B: 7B vs 13B"
    pair: Group = ()  # the two that "the former" and "the latter" mean
    listed: bool = False  # a short item of a list that names no model: "- 128K context"

    def segment(self, at: int) -> tuple[int, int]:
        """The part between commas and joining words that a place lies in."""
        start, end = 0, len(self.plain)
        for cut in _CUTS.finditer(self.plain):
            if cut.end() <= at:
                start = cut.end()
            elif cut.start() >= at:
                return start, cut.start()
        return start, end

    def note(self, at: int) -> str:
        """The note that a place lies in, where notes follow a model's name; else nothing."""
        start, end = self.segment(at)
        bare = _NAMED.sub("", self.plain[start:end])
        return bare.strip(" .。()（）") if self.noted else ""


_NAMED = re.compile(rf"^.*{BLANK}\s*[:：(（–—-]\s*")
_CUTS = re.compile(
    r"[，；;。：]|,(?!\d{3})|\s(?:but|while|whereas|although|though|however)\s|(?<=[^然])而(?![且言])|但是?(?!书)|\s[-–—]{1,2}\s|——|\s\|\s",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^\s*,?\s*(?:which|that|whose|who)\b|^\s*[（(]|^\s*，?\s*(?:其|后者)", re.IGNORECASE
)
_CONNECTIVES = r"(?:[\s,，]|and |also |so |then |however |moreover |additionally |furthermore |in addition |specifically |notably |overall |yes |no |但是?|而且?|不过|并且?|同时|此外|另外|因此|所以|然而|其中|虽然|尽管|是的|总之|值得一提的是)*"
_PRONOUN = re.compile(
    rf"^{_CONNECTIVES}(?:it|its|it['’]s|they|their|both(?: models?)?|(?:this|the|that|these)(?: \w+){{0,2}}? (?:models?|family|series|LLMs?|release|version|architecture|weights|licen[cs]e|context|parameters?|system|checkpoint)|它们?的?|其|(?:该|此|这个|这款|这一|这些|这两个|这|本|前述)(?:系列)?(?:大?语言)?(?:模型|大模型|LLMs?|系列|版本)|两者|二者|两个模型|模型(?:的|本身|采用|支持|拥有|共?有|参数|使用)|(?:预训练|模型)*权重|(?:预训练)?模型(?:和|与|及)(?:源)?代码|(?:the )?(?:pre-?trained |model )*weights\b)",
    re.IGNORECASE,
)
_ANY_PRONOUN = re.compile(
    r"\b(?:it|its|this model|the model)\b|它|该模型|这款模型|这个模型|此模型", re.IGNORECASE
)
_ELLIPTICAL = re.compile(
    rf"^{_CONNECTIVES}(?:(?:is|was|has|have|had|are|were|can|may|cannot|comes?|supports?|uses?|offers?|runs?|requires?|needs?|boasts?|features?|with|at|under|"
    r"(?:first |initially |originally |officially )?(?:released?|pre-?trained|activat(?:es|ing)|distributed|shipped|developed|developer|created|made|built|trained|launched|licen[cs]ed|licen[cs]e|published|introduced|announced|based|available|designed)|free|parameters?|params|context|architecture|commercial|languages?|training|total|active|max(?:imum)?|pretraining|release|base|maker|vendor|size|despite|though|although|as an?|in (?:19|20)\d\d|on \d|for)\b"
    r"|(?:拥有|具有|具备|共?有|支持|采用|使用|基于|发布|推出|开源|由|于|可(?:以|用于|商用)?|能|能够|不可|不能|不支持|禁止|允许|需要|参数|上下文|许可|协议|授权|训练|开发|架构|语言|商用|免费|每个?\s*(?:token|词元)|推理时|运行时|其中|许可证|预训练|用的|用了|走的|号称|遵守|附带|仅供|是|在|以|为|达到|包含|包括|提供|遵循|属于|作为|凭借|经过|只|仅|共|总|激活|窗口|最大|最长|规模|对|背后|其)|\d{4}\s?年)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\bthe (?:others?|rest|remaining)\b|其余|另外|\b(?:most|many|other|some|all|any|every|few|several|typical|average|larger|smaller|similar|comparable|competing|proprietary|closed|previous|earlier|older|existing|state-of-the-art|today['’]s) (?:\w+[ -]){0,3}?(?:models?|LLMs?)\b"
    r"|(?:大多数|大部分|许多|很多|其他|其它|一般|通常|所有|任何|不少|多数|一些|某些|同类|类似|更大|更小|专有|闭源|商业|主流|传统|以往|现有|如今)[^，。；,]{0,8}?(?:模型|LLMs?)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    rf"^{_CONNECTIVES}(?:虽然|尽管|作为|凭借|拥有|具有|with|as an?|in|on|despite|although|though|while|released|trained|developed|at|based|built|by|由|于|在|免费|(?:19|20)\d\d)",
    re.IGNORECASE,
)


_SET_AGAINST = re.compile(r"\b(?:vs|versus|against|compared)\b|对比|相比", re.IGNORECASE)


_OWN_SUBJECT = re.compile(
    r"\s*[（(]\s*(?!it\b|which\b|this\b|that\b)[A-Za-z][\w+.-]*(?: [\w+.-]+)? (?:is|are|was|has|have|does)\b",
    re.IGNORECASE,
)


def owner(reading: Reading, start: int, end: int) -> Owner:
    """Whom a value at `start` to `end` of a statement belongs to."""
    plain = reading.plain
    if reading.pair and (turn := _turn(reading, start)) is not None:
        return Owner((reading.pair[turn],), sure=True)
    if reading.noted and reading.groups and start > reading.groups[0][-1].end:
        low, high = reading.segment(start)
        if not any(low <= m.start < high for m in reading.mentions):
            return Owner(reading.groups[0], sure=not reading.aside)
    everyone = sorted([*reading.groups, *reading.aside], key=lambda g: g[0].start)
    for group in everyone:
        for mention in group:
            opened = re.match(r"\s*[（(]", plain[mention.end :])
            if opened and mention.end < start:
                close = re.search(r"[)）]", plain[mention.end :])
                if close and end <= mention.end + close.start():
                    inside = plain[mention.end : mention.end + close.start()]
                    other = _SET_AGAINST.search(inside) or _OWN_SUBJECT.match(inside)
                    return Owner((mention,), sure=not other)
    behind = next((g for g in everyone if g[0].start >= end), None)
    if behind is not None and re.fullmatch(
        r"[\s-]*(?:tokens?|total|active)?[\s-]*(?:个)?(?:参数|parameters?|params?|token|词元)?(?:规模|量|上下文)?的?[\s-]*(?:model |模型)?",
        plain[end : behind[0].start],
        re.IGNORECASE,
    ):
        return Owner(behind, sure=True)
    before = [g for g in everyone if g[-1].end <= start]
    for group in reversed(before):
        if group not in reading.aside:
            return Owner(group, sure=_reaches(reading, group, start))
        if group is before[-1] and _RELATIVE.match(plain[group[-1].end :]):
            return Owner(group[-1:], sure=False)
    if reading.carried.group and _PRONOUN.match(plain):
        return reading.carried
    if reading.groups:
        first = next((g for g in reading.groups if g[0].start >= end), None)
        if first is None:
            return Owner()
        segment, _ = reading.segment(start)
        same = reading.segment(first[0].start)[0] == segment
        hidden = same or bool(_HIDDEN.match(plain[segment:]))
        return Owner(first, sure=hidden and not _OTHERS.search(plain[: first[0].start]))
    if not reading.carried.group or _OTHERS.search(plain):
        return Owner()
    if _ELLIPTICAL.match(plain) or reading.listed:
        return reading.carried
    if _ANY_PRONOUN.search(plain):
        return Owner(reading.carried.group, sure=reading.carried.sure and not everyone)
    return Owner()


_TURN = re.compile(r"\bthe (?:former|latter)\b|前者|后者", re.IGNORECASE)


def _turn(reading: Reading, at: int) -> int | None:
    """Which of two models a place is said of: 0 behind "the former", 1 behind "the latter"."""
    turns = list(_TURN.finditer(reading.plain, 0, at))
    last = turns[-1] if turns else None
    if last is None or any(last.end() <= m.start < at for m in reading.mentions):
        return None
    return 1 if last[0].lower().endswith(("latter", "后者")) else 0


def continues(reading: Reading) -> bool:
    """Whether a statement that names no model speaks of those before it."""
    speaks = _PRONOUN.match(reading.plain) or _ELLIPTICAL.match(reading.plain) or reading.listed
    return bool(speaks and reading.carried.group) and not _OTHERS.search(reading.plain)


def _reaches(reading: Reading, group: Group, at: int) -> bool:
    """Whether what stands at a place is still said of a group before it, and of nothing between."""
    if reading.whole:
        return True
    start, _ = reading.segment(at)
    between = reading.plain[group[-1].end : at]
    if _OTHERS.search(between) or _OWN_SUBJECT.search(between):
        return False
    if any(group[-1].end < g[0].start < at for g in reading.aside) and start <= group[0].start:
        return False
    if start <= group[-1].end:
        return True
    segment = reading.plain[start:at]
    return not segment.strip() or bool(
        _PRONOUN.match(segment)
        or _ELLIPTICAL.match(segment)
        or re.match(
            r"\s*(?:and |or |to |和|或|到|以及|并|且|也|还|又|同|都|均)?\s*(?:[\d~≈约]|a |an |the |up to |over |about |more than |as )",
            segment,
        )
        or len(segment.strip()) <= 2  # noqa: PLR2004 - no room for another subject
    )

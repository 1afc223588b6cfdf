"""What a clause allows or forbids, held against the records' licences and the memory's estimate."""

import re
from collections.abc import Iterator, Sequence

from bot.clauses import Clause, Group
from bot.figure_roles import ranges
from bot.grounds import Grounds, Part
from bot.polarity import affirmed, denies
from bot.stated_figures import figures_of
from knowledge.quantities import Quantity, Unit

_COMMERCIAL = re.compile(
    r"commerc\w*|for[- ]profit|\bsell\b|商用|商业(?!模型|产品|软件)|营利|做生意", re.IGNORECASE
)
_COMMERCIAL_THING = re.compile(
    r"commercial (?:model|product|software|llm|language)|商业(?:模型|产品|软件)|商用模型",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"^\W*(?:if|when|whether|in case|should)\b|如果|若|假如|要是|是否|能否|的话|时[，,]?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bconditions?\b|conditional|\brestrict\w*|\bsubject to\b|\bprovided\b|\bas long as\b|\bunless\b|\bif\b|\bexcept\b|\bcomply\b|\blicen[cs]e terms\b|\blimit\w*|\bmust\b|\bneeds?\b|\brequires?\b|\bpolicy\b|有条件|条件|限制|遵守|前提|除非|只要|如果|须|需|政策",
    re.IGNORECASE,
)
_UNCONDITIONAL = re.compile(
    r"without (?:any |further |other )?(?:conditions?|restrictions?|limits?|limitations?)|unconditional\w*|\bno (?:other |further )?(?:conditions?|restrictions?|limits?|strings)\b|\bfreely\b|\bfree (?:for|to)\b|\bby anyone\b|\beverywhere\b|\bfor any purpose\b|无条件|(?:没有|无|不附带|不附加|不设)(?:任何|其他|附带|附加|什么)?的?(?:附加|附带)?(?:条件|限制)|不受.{0,8}(?:限制|约束)|随意|随便|自由(?:地)?商用|任何限制|不(?:需要?|用|必|须)遵守",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"^\s*(?:but|except|though|although|however)\b|^\s*(?:但|不过|只是|除)", re.IGNORECASE
)
_RESEARCH_ONLY = re.compile(
    r"research[- ](?:use )?only|only (?:for|to) [^.,]{0,24}research|(?:limited|restricted) to [^.,]{0,24}research|仅(?:限于?|供|用于)?[^，。]{0,6}研究|只(?:能|可|供|限)?(?:用于|限于|用来)?[^，。]{0,6}研究",
    re.IGNORECASE,
)
_SEPARATELY = re.compile(r"separate|additional|written permission|另|单独|额外", re.IGNORECASE)
# Uses that licences and model cards set apart from others.
_USES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bhost\w*|\bsaas\b|as a service|shared instance|托管|共享实例|作为服务",
        r"medic|clinic|hospital|health|医疗|医学|医院|诊",
        r"\blegal(?! team)|court|法律(?!顾问)|司法",
        r"financ|\bloans?\b|bank|金融|贷款|银行",
        r"militar|weapon|surveil|军事|武器|监控",
        r"(?:improv|train)\w* (?:other|another)|改进\S{0,6}其他|训练其他",
        r"in production|投入生产|生产环境",
    )
)
_OUTSIDE = re.compile(
    r"out of scope|prohibit|forbid|exclud|restrict|超出|排除|范围之外|不得|禁止", re.IGNORECASE
)
_FIT = re.compile(
    r"\bfits?\b|\b(?:can|could|will|able to)\b[^.]{0,30}\b(?:run|fit|load|deploy)\b|\bruns\b|\benough\b|\broom to spare\b"
    r"|放[得不]?[下进]|跑[得不]动|容纳|够用|足够|(?:能|可以|可|足以)[^，。]{0,8}(?:跑|运行|部署)",
    re.IGNORECASE,
)
_FITS = re.compile(r"\bfits?\b|放得进|放不进|能否放进")
_UNSAID = re.compile(
    r"whether|cannot be said|hard to say|tight|是否|能否|不好说|说不准|无法判断|勉强|刚好",
    re.IGNORECASE,
)


def commercial(
    clause: Clause, clauses: Sequence[Clause], grounds: Grounds, parts: Sequence[Part]
) -> str:
    """Why what a clause says of commercial use does not agree with the records."""
    text = clause.text
    research = _RESEARCH_ONLY.search(text)
    found = _COMMERCIAL.search(text)
    if clause.of_article or SUPPOSED.search(text) or not (found or research):
        return ""
    if _COMMERCIAL_THING.search(text):
        return "calls a model commercial, which is no question of its licence"
    if (
        research
        and not found
        and any(_RESEARCH_ONLY.search(p.text) and affirmed(p.text, research) for p in parts)
    ):
        if not affirmed(text, research):
            return "denies that the use is limited to research"
        return ""
    if not any(_COMMERCIAL.search(p.text) or p.licences for p in parts):
        return "speaks of commercial use, which its evidence does not"
    groups = clause.subjects or tuple(frozenset({m}) for m in grounds.verdict.models)
    reasons = [
        _commercial_use(clause, clauses, group, grounds, found or research) for group in groups
    ]
    if clause.subjects:
        return next(filter(None, reasons), "")
    return (
        "" if "" in reasons else next(iter(reasons), "says of commercial use what no record does")
    )


def _commercial_use(
    clause: Clause,
    clauses: Sequence[Clause],
    group: Group,
    grounds: Grounds,
    found: re.Match[str] | None,
) -> str:
    facts = [grounds.names.catalogue.models[m].facts.commercial_use for m in group]
    uses = {fact.value for fact in facts if fact and fact.value}
    if not uses:
        return "says of commercial use what no record does"
    text = clause.text
    only_research = bool(_RESEARCH_ONLY.search(text))
    denied = only_research != (found is not None and not affirmed(text, found)) or (
        only_research and not _COMMERCIAL.search(text)
    )
    if only_research and found and _COMMERCIAL.search(text):
        denied = not affirmed(text, found)
    separately = bool(_SEPARATELY.search(" ".join(c.text for c in clauses)))
    if not denied and uses == {"no"} and separately and _needs(clauses):
        return ""
    if denied:
        return "" if uses == {"no"} else "denies a commercial use that the record allows"
    if "no" in uses:
        return "allows a commercial use that the record does not"
    unconditional = bool(_UNCONDITIONAL.search(text))
    if unconditional and uses != {"yes"}:
        return "leaves out the conditions of commercial use"
    if "conditional" in uses and not _conditioned(clause, clauses):
        return "leaves out the conditions of commercial use"
    if uses == {"yes"} and not unconditional and _CONDITION.search(_own_words(clause, clauses)):
        return "makes commercial use conditional, which the record does not"
    return ""


def _own_words(clause: Clause, clauses: Sequence[Clause]) -> str:
    """The clause with those behind it that qualify it."""
    at = clauses.index(clause)
    behind = clauses[at + 1 : at + 2]
    return " ".join(
        [clause.text, *(c.text for c in behind if _EXCEPTION.search(c.text) and not c.named)]
    )


def _needs(clauses: Sequence[Clause]) -> bool:
    return any(
        affirmed(c.text, m)
        for c in clauses
        for m in [re.search(r"\bneeds?\b|\brequires?\b|\bunless\b|\bwithout\b|须|需|未|才", c.text)]
        if m
    )


def _conditioned(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether some clause on the same models names a condition or an exception."""
    for one in clauses:
        if clause.subjects and one.subjects and not one.models & clause.models:
            continue
        plain = _UNCONDITIONAL.sub(" ", one.text)
        if (found := _CONDITION.search(plain)) and (
            affirmed(plain, found) or _EXCEPTION.search(plain)
        ):
            return True
        if one is not clause and _EXCEPTION.search(one.text) and denies(one.text):
            return True
    return bool(re.search(r"有条件", clause.text))


def permitted(clause: Clause, parts: Sequence[Part]) -> str:
    """Why a clause may not allow a use: some evidence excludes or forbids that very use."""
    text = clause.text
    if (
        clause.of_article
        or SUPPOSED.search(text)
        or _OUTSIDE.search(text)
        or _SEPARATELY.search(text)
        and not denies(text)
    ):
        return ""
    for use in _USES:
        found = use.search(text)
        if found is None or not affirmed(text, found):
            continue
        told = [(p.text, m) for p in parts if (m := use.search(p.text))]
        if any(not affirmed(said, m) or _OUTSIDE.search(said) for said, m in told):
            return "allows a use that its evidence excludes"
    return ""


def runs(clause: Clause, grounds: Grounds) -> tuple[str, tuple[Quantity, ...]]:
    """Why what a clause says of running on some memory is wrong; and the memory, once recomputed."""
    found = _FIT.search(clause.text)
    sizes = [q for q in figures_of(clause) if q.unit is Unit.BYTES]
    if found is None or clause.of_article:
        return "", ()
    models = clause.models or frozenset(grounds.verdict.models)
    judged = [
        p
        for p in grounds.parts
        if p.kind == "estimate" and p.about(models) and _FITS.search(p.text)
    ]
    unsaid = bool(_UNSAID.search(clause.text))
    fits = not denies(clause.text)
    if judged:
        agree = any(
            unsaid if _UNSAID.search(p.text) else not unsaid and denies(p.text) != fits
            for p in judged
        )
        return ("" if agree else "says of the memory what the estimate does not"), ()
    needed = list(_needed(models, grounds))
    room = [q for q in sizes if not any(_is_given(q, p) for p in grounds.parts if p.about(models))]
    if len(room) == 1 and needed:
        held = max(room[0].values)
        right = (
            all(high <= held for _, high in needed)
            if fits
            else all(low > held for low, _ in needed)
        )
        return ("" if right else "says of the memory what the estimate does not"), (room[0],)
    return "", ()


def _needed(models: Group, grounds: Grounds) -> Iterator[tuple[float, float]]:
    for part in grounds.parts:
        if part.kind == "estimate" and part.subjects and part.subjects <= models:
            sizes = [q for q in part.quantities if q.unit is Unit.BYTES]
            yield from ((min(a.values), min(b.values)) for a, b in ranges(part.text, sizes))


def _is_given(figure: Quantity, part: Part) -> bool:
    return any(
        figure.values & known.values for known in part.quantities if known.unit is Unit.BYTES
    )

"""What a clause asserts, held against its evidence: permission, fit, denial, comparison, and how much is said at all.

Each function gives the reason why the clause is not shown, or an empty text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Evidence, Verdict
from knowledge.articles import sentences
from knowledge.catalogue import Catalogue
from knowledge.mention import Mention, fold
from knowledge.names import Names
from knowledge.stems import content_stems

# Words that join or soften, and claim nothing.
_CONNECTIVES = re.compile(
    r"\b(?:however|additionally|therefore|specifically|moreover|also|important|note|means?|certain|specific|meet|made|based|incorrectly|stated?|which|because|since|suitable|both)\b"
    r"|满足|特定|首先|其次|最后|具体来说|此外|另外|因此|因为|所以|由于|需要注意|请注意|也就是说|适合|错误地?|实际上|同时|并且|以及|均为|都是|属于|一种|一个",
    re.IGNORECASE,
)
GROUNDED = 0.7  # share of a sentence's own words that the evidence or the question must hold
SHORTEST_LICENCE = 10  # characters; a shorter name of a licence may be a model's as well
ALIKE = 0.5  # from this share of common words on, two clauses speak of the same thing


@dataclass(frozen=True)
class Clause:
    """A part of a sentence that says one thing of some models."""

    text: str
    mentions: tuple[Mention, ...]
    of_article: bool  # reports what the article says, right or wrong


_ARTICLE = re.compile(r"\barticle\b|文章|文中|原文", re.IGNORECASE)
_CLAUSES = re.compile(
    r"(?<=[，；;])|(?<=,)\s|\s(?=(?:but|while|whereas|although|though|however)\b)|(?=但是?|而(?!且))",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\bnot\b|n't\b|\bno\b|\bnever\b|\bcannot\b|\bwithout\b|\bnon-|\bneither\b|\bnor\b|prohibit|forbid|exclud|不|没有|未(?!来)|无法|无(?!论)|禁止|并非|非(?:商|营|授权)",
    re.IGNORECASE,
)
_COMMERCIAL = re.compile(r"commerc|for[- ]profit|商用|商业|营利", re.IGNORECASE)
_CONDITION = re.compile(
    r"condition|restrict|subject to|provided|as long as|unless|if\b|except|comply|licen[cs]e terms|limit|may be used only|条件|限制|遵守|前提|除非|只要|如果|须|需",
    re.IGNORECASE,
)
_RESEARCH_ONLY = re.compile(
    r"research[- ](?:use )?only|only (?:for|to) [^.]{0,20}research|仅(?:限于?|供|用于)[^，。]{0,6}研究|只(?:能|可)?用于[^，。]{0,6}研究",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:best|most|least|largest|biggest|smallest|newest|oldest|fastest|cheapest|first|only|always|never|all|every|leading|superior|ideal|perfect|outperforms?|state-of-the-art)\b|最(?!后|终|近)|首个|第一|唯一|领先|总是|所有|完美|优于|超过|理想",
    re.IGNORECASE,
)
_COMPARED: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    (
        "parameters",
        True,
        re.compile(
            r"\b(?:larger|bigger|more parameters|more powerful)\b|更大|参数(?:量)?更多|大于|比.{1,24}大",
            re.IGNORECASE,
        ),
    ),
    (
        "parameters",
        False,
        re.compile(
            r"\b(?:smaller|fewer parameters)\b|更小|参数(?:量)?更少|小于|比.{1,24}小", re.IGNORECASE
        ),
    ),
    (
        "released",
        True,
        re.compile(
            r"\b(?:newer|later|more recent)\b|更新|更晚|晚于|比.{1,24}(?:晚|新)", re.IGNORECASE
        ),
    ),
    ("released", False, re.compile(r"\b(?:older|earlier)\b|更早|早于|比.{1,24}早", re.IGNORECASE)),
    ("context", True, re.compile(r"longer context|larger context|上下文.{0,8}更长", re.IGNORECASE)),
    (
        "context",
        False,
        re.compile(r"shorter context|smaller context|上下文.{0,8}更短", re.IGNORECASE),
    ),
)
# Any other way to set one thing above another: what cannot be checked is not shown.
_SURPASSING = re.compile(
    r"surpass|outperform|\bbeats?\b|exceed|better than|stronger than|超过|超越|优于|强于|胜过|打败",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"\bthan\b|compared (?:to|with)|\b(?:more|less|better|worse|faster|slower|higher|lower|greater|cheaper|stronger)\b|similar|comparable|更|比(?!如|较)|相比|高于|低于|强于|弱于|优于|类似|相当",
    re.IGNORECASE,
)
# Uses that licences and model cards set apart from others.
_USES = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bhost|\bsaas\b|as a service|shared instance|托管|共享实例|作为服务",
        r"medic|clinic|hospital|health|医疗|医学|医院|诊",
        r"\blegal(?! team)|court|法律(?!顾问)|司法",
        r"financ|loan|bank|金融|贷款|银行",
        r"militar|weapon|surveil|军事|武器|监控",
        r"(?:improv|train)\w* (?:other|another)|改进其他|训练其他",
        r"in production|投入生产|生产环境",
    )
)
_NONE = re.compile(r"no\b|neither\b|不|禁止", re.IGNORECASE)  # denies the whole list that follows
_OUTSIDE = re.compile(
    r"out of scope|prohibit|forbid|exclud|restrict|超出|排除|范围之外|不得|禁止", re.IGNORECASE
)
_COMMERCIAL_THING = re.compile(
    r"commercial (?:model|product|software|llm|language)|商业(?:模型|产品|软件)|商用模型",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:can|could|able to|will|possible to)\b[^.]{0,30}\b(?:run|fit|load|handle|deploy)|\bfits?\b|\bruns\b|(?:能|可以|可|足以|够)[^，。]{0,8}(?:跑|运行|放|装|部署)|放得[下进]|跑得动",
    re.IGNORECASE,
)
_FITS = re.compile(r"\bfits?\b|放得进|放不进|能否放进")


def split_clauses(body: str, names: Names) -> list[Clause]:
    """A sentence's clauses; one that names no model speaks of those of the clause before it."""
    clauses: list[Clause] = []
    for text in filter(str.strip, _CLAUSES.split(body)):
        named = names.find(_without_licences(text, names.catalogue))
        inherited = clauses[-1].mentions if clauses else ()
        clauses.append(Clause(text, named or inherited, bool(_ARTICLE.search(text))))
    return clauses


def _without_licences(text: str, catalogue: Catalogue) -> str:
    """The text with the names of licences blanked out: the Llama 2 licence is no mention of LLaMA 2."""
    for licence in catalogue.licences.values():
        for name in (licence.name, *licence.aliases):
            if len(name) >= SHORTEST_LICENCE:
                text = re.sub(re.escape(name), lambda m: " " * len(m[0]), text, flags=re.IGNORECASE)
    return text


def commercial(
    clause: Clause, body: str, usable: Sequence[Evidence], verdict: Verdict, catalogue: Catalogue
) -> str:
    """Why what a clause says of commercial use does not agree with the records."""
    research_only = bool(_RESEARCH_ONLY.search(clause.text))
    if (not _COMMERCIAL.search(clause.text) and not research_only) or clause.of_article:
        return ""
    if _COMMERCIAL_THING.search(clause.text):
        return "calls a model commercial, which is no question of its licence"
    if not any(_COMMERCIAL.search(e.text) for e in usable):
        return "speaks of commercial use, which its evidence does not"
    models = [m for mention in clause.mentions for m in mention.models] or list(verdict.models)
    uses = {u.value for m in models if (u := catalogue.models[m].facts.commercial_use)}
    denies = research_only or bool(_NEGATION.search(clause.text))
    wrong: dict[bool, Literal["yes", "no"]] = {True: "yes", False: "no"}
    if not uses or wrong[denies] in uses or (denies and uses != {"no"}):
        return "says of commercial use what the record does not"
    if not denies and "conditional" not in uses and _CONDITION.search(clause.text):
        return "makes commercial use conditional, which the record does not"
    if not denies and "conditional" in uses and not _CONDITION.search(body):
        return "leaves out the conditions of commercial use"
    return ""


def permitted(clause: Clause, body: str, usable: Sequence[Evidence]) -> str:
    """Why a clause may not allow a use: some evidence excludes or forbids that very use."""
    denies = _NEGATION.search(clause.text) or _OUTSIDE.search(clause.text) or _NONE.match(body)
    if denies or clause.of_article:
        return ""
    for use in _USES:
        if not use.search(clause.text):
            continue
        parts = [p for e in usable for p in re.split(r"[;；。]|\.\s", e.text) if use.search(p)]
        if any(_NEGATION.search(part) or _OUTSIDE.search(part) for part in parts):
            return "allows a use that its evidence excludes"
    return ""


def runs(clause: Clause, verdict: Verdict) -> str:
    """Why what a clause says of running on some memory does not agree with the estimate."""
    if not _RUNS.search(clause.text):
        return ""
    models = {m for mention in clause.mentions for m in mention.models} or set(verdict.models)
    judged = [
        e
        for e in verdict.evidence
        if e.kind == "estimate" and e.subjects & models and _FITS.search(e.text)
    ]
    denies = bool(_NEGATION.search(clause.text))
    if judged and not any(bool(_NEGATION.search(e.text)) == denies for e in judged):
        return "says of the memory what the estimate does not"
    return ""


def denied(clause: Clause, usable: Sequence[Evidence]) -> str:
    """Why a clause affirms what its nearest evidence denies, or denies what it affirms."""
    own = content_stems(clause.text)
    if len(own) < 2:  # noqa: PLR2004 - nothing to be nearest to
        return ""
    parts = [part for line in usable for part in _CLAUSES.split(line.text) if part.strip()]
    shares = [(len(own & content_stems(part)) / len(own), part) for part in parts]
    best = max((share for share, _ in shares), default=0.0)
    if best < ALIKE:
        return ""
    denies = bool(_NEGATION.search(clause.text))
    if any(bool(_NEGATION.search(part)) == denies for share, part in shares if share == best):
        return ""
    return "denies what its evidence says" if denies else "says what its evidence denies"


def compared(
    body: str, mentions: Sequence[Mention], pool: Sequence[Evidence], catalogue: Catalogue
) -> str:
    """Why a comparison of two models is wrong, or cannot be judged."""
    told = [line for e in pool for line in sentences(e.text) if _SURPASSING.search(line.text)]
    for said in sentences(body):
        beaten = _SURPASSING.search(said.text)
        if beaten is None:
            continue
        named = [m for m in mentions if m.text in said.text]
        behind = [m for m in named if m.text in said.text[beaten.start() :]] or named[1:]
        if not any(all(fold(m.text) in fold(line.text) for m in behind) for line in told):
            return "says that one model surpasses another, which its evidence does not"
    known = [m for m in dict.fromkeys(mentions) if m.known]
    matching = [(field, up) for field, up, words in _COMPARED if words.search(body)]
    if (
        not matching
        and _COMPARATIVE.search(body)
        and not any(c.lower() in e.text.lower() for e in pool for c in _COMPARATIVE.findall(body))
    ):
        return "compares in a way that cannot be checked"
    for field, up in matching:
        if len(known) < 2:  # noqa: PLR2004 - a comparison needs two
            return "compares with something that is not named"
        first, second = (_measure(m, field, catalogue) for m in known[:2])
        if first is None or second is None or not ((first > second) if up else (first < second)):
            return "compares two models wrongly"
    return ""


def _measure(mention: Mention, field: str, catalogue: Catalogue) -> float | None:
    """A model's place on a scale; None where a family's models differ or do not say."""
    found = set()
    for identifier in mention.models:
        fact = getattr(catalogue.models[identifier].facts, field)
        if fact is None or fact.value is None:
            return None
        values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
        found |= {
            float(v.replace("-", "").ljust(8, "0")) if isinstance(v, str) else float(v)
            for v in values
        }
    return found.pop() if len(found) == 1 else None


def ungrounded(body: str, pool: Sequence[Evidence], names: Names) -> str:
    """Why a sentence says more than its evidence, or nothing.

    What the question says is no evidence: its premise may be false.
    """
    known = {w for e in pool for w in content_stems(f"{e.text} {e.corrected}")}
    bare = _CONNECTIVES.sub(" ", body)
    for mention in names.find(
        bare
    ):  # names were checked already, and would hide how little else is known
        bare = bare.replace(mention.text, " ")
    own = content_stems(bare)
    bridged = {character for pair in own & known if not pair.isascii() for character in pair}
    held = {w for w in own if w in known or (not w.isascii() and set(w) <= bridged)}
    if own and len(held) / len(own) < GROUNDED:
        return "says more than its evidence"
    text = " ".join(e.text for e in pool).lower()
    for strong in _STRONG.findall(body):
        if strong.lower() not in text:
            return f"says “{strong}”, which its evidence does not"
    return ""

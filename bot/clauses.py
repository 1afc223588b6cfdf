"""A sentence cut into clauses, each with the models that it speaks of.

A clause that names no model speaks of those of the clause before it, or, at the beginning, of those
of the clause behind it. "Both", "neither", 两者 speak of all that an answer is about, and what is
said must hold for each.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.mention import Mention

Group = frozenset[str]  # the records that one name means


@dataclass(frozen=True)
class Clause:
    """A part of a sentence that says one thing of some models.

    `subjects` are the groups it speaks of, for each of which it must hold; none means the answer's
    models at large. `named` are the mentions within it, by their place in `text`; `than` are those
    it compares with. `before` is the text of the sentence up to it.
    """

    text: str
    subjects: tuple[Group, ...] = ()
    named: tuple[Mention, ...] = ()
    than: tuple[Mention, ...] = ()
    of_article: bool = False
    before: str = ""

    @property
    def models(self) -> frozenset[str]:
        """Every record that it speaks of."""
        return frozenset(m for group in self.subjects for m in group)


_ARTICLE = re.compile(r"\barticle\b|文章|文中|原文|译文", re.IGNORECASE)
_CUT = re.compile(
    r"(?<=[，；;])|(?<=：)|(?<=:)(?=\s|[\u4e00-\u9fff])|(?<=,)\s(?!20\d\d\b)"
    r"|\s(?=(?:but|while|whereas|although|though|however|because|since(?! (?:\w+ )?(?:20|\d))|so that|and so|rather than|instead of)\b)"
    r"|\s(?=and (?:is|are|was|were|may|can|cannot|has|have|had|does|do|needs?|comes?|runs?|requires?|must|will|also|the)\b)"
    r"|(?=但是?|而(?![且是非成来言])|而非|不过|却|所以|因此|因为|其中)",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"(?:\S+\s){0,2}\S+(?:,\s|\s(?:and|or)\b)", re.IGNORECASE)
_JOINT = re.compile(
    r"[\s,，、]*(?:(?:and|or|&)\b|[和与及或、,，]|以及)?[\s]*(?:the\s)?", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:\bthan|\bagainst|\bversus|\bvs\.?|\bcompared (?:to|with)|\bunlike|\binstead of|\brather than|\bbefore|\bafter|\bas\b[^,;]{0,20}\bas|\b(?:twice|double|half|times)\b[^,;]{0,24}\bof|相比于?|比起?|于|同|与|和)\s?(?:the\s|that of\s)?$",
    re.IGNORECASE,
)
_FIGURE_OF = re.compile(
    r"\b(against|versus|than|instead of|rather than)\s[\d.,]+\S*\s(?:\w+\s){0,2}(?:for|of|in)\s$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s*(?:which|who|whose)\b", re.IGNORECASE)
_LIKEWISE = re.compile(
    r"^\W*(?:and |but )?(?:so|nor|neither|as) (?:may|can|is|are|does|do|has|have|was|were)\b.{0,40}$"
    r"|^.{0,40}\b(?:too|as well|likewise)\W*$|^\S{0,3}.{0,40}也(?:一样|是|是如此|如此|可以|能|不行|不能)?[。，；]?$",
    re.IGNORECASE,
)
_ONLY_WITH = re.compile(r"[与和同]\s?$")
_COMPARISON_FOLLOWS = re.compile(r"\s*(?:相比|比较而言|相较|一样|相同)")
_MULTIPLE_OF = re.compile(r"\s?的[^，。]{0,4}?(?:倍|分之|一半)|'s[^,.]{0,4}(?:times|half)")
# Whose licence or terms they are: that model is not what the clause is about.
_OWNED = re.compile(
    r"(?:'s|\s?的)?\s?\S{0,6}(?:licen[cs]e|terms|许可|协议|条款|名义)", re.IGNORECASE
)
_NARROWS = re.compile(r"\s?(?:的|'s|\()?\s?(?:the\s)?")
_OTHERS = re.compile(
    r"\b(?:older|earlier|newer|later|other|previous) (?:versions?|models?|ones|sizes|releases)\b|\bthe (?:others?|rest)\b|更[早旧新晚]的(?:版本|模型|型号)|其他(?:版本|型号)|其余|另一个",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"\b(?:both|neither|either of them|all (?:two|three|four|five|of them)|the two|they all|each of them)\b|两者|二者|双方|三者|两个(?:模型|系列)|三个模型|均|都(?!市)|彼此",
    re.IGNORECASE,
)


def split_clauses(body: str, mentions: Sequence[Mention], every: Sequence[Group]) -> list[Clause]:
    """The clauses of a sentence whose mentions are given; `every` is what "both" speaks of."""
    clauses: list[Clause] = []
    for start, end in _spans(body, mentions):
        text = body[start:end]
        own = tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in mentions
            if start <= m.start and m.end <= end
        )
        than = tuple(m for m in own if _is_compared(text, m))
        subjects = _subjects(text, own, than, every)
        article = bool(_ARTICLE.search(text))
        clauses.append(Clause(text, subjects, own, than, article, body[:start]))
    return _inherited(clauses)


def _spans(body: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Where the clauses stand."""
    cuts = {m.end() if m[0].strip() == "" else m.start() for m in _CUT.finditer(body)}
    cuts = {c for c in cuts if not _within_list(body, c)}
    cuts |= set(_new_subjects(body, mentions))
    cuts -= {c for c in cuts for m in mentions if m.start < c < m.end}
    places = sorted({0, *cuts, len(body)})
    for start, end in zip(places, places[1:], strict=False):
        if body[start:end].strip(" ,，;；"):
            yield start, end


def _within_list(body: str, cut: int) -> bool:
    """Whether a comma parts items of a list and not clauses."""
    return body[:cut].rstrip().endswith(",") and bool(_LIST_ITEM.match(body, cut))


def _new_subjects(body: str, mentions: Sequence[Mention]) -> Iterator[int]:
    """Where "and" begins a statement on another model: "A is MIT-licensed and B is not"."""
    for one, other in zip(mentions, mentions[1:], strict=False):
        gap = body[one.end : other.start]
        joint = re.search(r"(?:\band|,|、|和|，)\s?(?:\w+\s){0,1}$", gap)
        if (
            joint
            and gap[: joint.start()].strip()
            and not _JOINT.fullmatch(gap)
            and not _COMPARED.search(body[: other.start])
        ):
            yield one.end + joint.start() + (1 if joint[0][0] in ",、，" else 0)


def _is_compared(text: str, mention: Mention) -> bool:
    before = _FIGURE_OF.sub(r"\1 ", text[: mention.start])
    if _MULTIPLE_OF.match(text, mention.end):
        return True
    if not _COMPARED.search(before):
        return False
    if _ONLY_WITH.search(before):
        return bool(_COMPARISON_FOLLOWS.match(text, mention.end))
    return True


def _subjects(
    text: str, own: Sequence[Mention], than: Sequence[Mention], every: Sequence[Group]
) -> tuple[Group, ...]:
    first: list[Mention] = []
    for mention in own:
        if mention in than or not mention.known or _OWNED.match(text, mention.end):
            continue
        if first and _narrows(text, first[-1], mention):
            first[-1] = mention
            continue
        if first and not coordinate(text, first[-1], mention):
            break
        first.append(mention)
    if first:
        return tuple(frozenset(m.models) for m in first)
    return tuple(every) if _EVERYONE.search(text) else ()


def coordinate(text: str, one: Mention, other: Mention) -> bool:
    """Whether two names are parts of one list: A, B and C."""
    return bool(_JOINT.fullmatch(text[one.end : other.start]))


def _narrows(text: str, wide: Mention, mention: Mention) -> bool:
    """Whether a name only says which of the models before it are meant: Granite 4.0 的 Micro."""
    return set(mention.models) < set(wide.models) and bool(
        _NARROWS.fullmatch(text[wide.end : mention.start])
    )


def _inherited(clauses: list[Clause]) -> list[Clause]:
    """The clauses with subjects for those that name none."""
    known = next((c.subjects for c in clauses if c.subjects), ())
    found: list[Clause] = []
    for clause in clauses:
        previous = found[-1] if found else None
        if previous and clause.subjects and _LIKEWISE.search(_unnamed(clause)):
            clause = replace(clause, text=_unnamed(previous), named=(), than=())  # noqa: PLW2901 - "and so may B"
        last = previous.named[-1:] if previous and _RELATIVE.match(clause.text) else ()
        if last and last[0].known and not clause.subjects:
            known = (frozenset(last[0].models),)
        known = clause.subjects or (() if _OTHERS.search(clause.text) else known)
        found.append(replace(clause, subjects=known))
    return found


def _unnamed(clause: Clause) -> str:
    """The text of a clause without the names in it."""
    text = clause.text
    for mention in reversed(clause.named):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text

"""What a clause attributes to its models: a maker, a licence, languages, held against the evidence."""

import re
from collections.abc import Sequence

from bot.clauses import Clause, Group
from bot.entities import Named, languages
from bot.grounds import Grounds, Part
from bot.polarity import denies, said
from bot.vocabulary import SYNONYMS
from knowledge.dates import blank
from knowledge.stems import content_stems

ALIKE = 0.5  # from this share of common words on, a remark is the one that is repeated
_LICENCE_WORD = re.compile(r"licen[cs]e[ds]?|许可证|许可协议|协议", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b|\bsolely\b|只|仅", re.IGNORECASE)


def unsupported_maker(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> str:
    """Why an organisation that a clause names is not shown, or nothing."""
    named = grounds.lexicon.organisations(clause.text, clause.named)
    for one in named:
        for group in _owners(clause, one):
            if not any(
                one.name in {o.name for o in p.organisations} for p in parts if p.about(group)
            ):
                return f"names {one.name}, which its evidence does not"
    return ""


def _owners(clause: Clause, named: Named) -> Sequence[Group]:
    """The records that a licence or a maker is said of: those named with it, or the clause's."""
    compared = [m for m in clause.than if m.known]
    if compared and clause.named[0] in clause.than and named.start < clause.named[0].start:
        return clause.subjects or (frozenset(),)
    groups = clause.subjects or (frozenset(),)
    others = [
        frozenset(m.models) for m in clause.named if m.known and frozenset(m.models) not in groups
    ]
    return (frozenset(m for g in (*groups, *others) for m in g),) if others else groups


def unsupported_language(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> str:
    """Why what a clause says of natural languages is not shown, or nothing."""
    named = languages(blank(clause.text, (m.span for m in clause.named)))
    if not named:
        return ""
    negative = denies(clause.text)
    for group in clause.subjects or (frozenset(),):
        if negative and group:
            if not all(_without(named, model, grounds) for model in group):
                return "denies a language, which the record does not"
            continue
        told = {code for p in parts if p.about(group) for code in p.languages}
        if not named <= told:
            return "names a language that its evidence does not"
        if _ONLY.search(clause.text) and group and not _alone(named, group, grounds, clause.text):
            return "limits the languages, which the record does not"
    return ""


def _without(named: frozenset[str], model: str, grounds: Grounds) -> bool:
    """Whether a record lists all of a model's languages, and these are not among them."""
    fact = grounds.names.catalogue.models[model].facts.languages
    if fact is None or fact.value is None:
        return False
    whole = fact.value.count is None or fact.value.count <= len(fact.value.codes)
    return whole and not named & set(fact.value.codes)


def _alone(named: frozenset[str], group: Group, grounds: Grounds, text: str) -> bool:
    """Whether these are all the languages of a group, where "only" is said of the languages."""
    if not re.search(
        r"(?:support|meant|for|支持|用于|面向)[^,，;；]{0,12}only|only (?:for|in|supports?)|(?:只|仅)(?:支持|用于|面向|限)|only$|only\.",
        text,
        re.IGNORECASE,
    ):
        return True
    for model in group:
        fact = grounds.names.catalogue.models[model].facts.languages
        if fact and fact.value and (fact.value.count or 0) > len(fact.value.codes):
            return False
        if fact and fact.value and fact.value.codes and not set(fact.value.codes) <= named:
            return False
    return True


def unsupported_licence(clause: Clause, parts: Sequence[Part], grounds: Grounds) -> str:
    """Why a licence that a clause names is not shown, or nothing."""
    for named in grounds.lexicon.licences(clause.text):
        for group in _owners(clause, named):
            if not _is_licence_of(named, group, clause, parts, grounds):
                name = grounds.names.catalogue.licences[named.name].name
                return f"names the licence {name}, which its evidence does not"
    return ""


def _is_licence_of(
    named: Named, group: Group, clause: Clause, parts: Sequence[Part], grounds: Grounds
) -> bool:
    """Whether evidence on the models names the licence: as theirs, or in the remark that is repeated."""
    catalogue = grounds.names.catalogue
    models = group or frozenset(grounds.verdict.models)
    chain = {licence.id for m in models for licence in catalogue.models[m].licences}
    own = [{licence.id for licence in catalogue.models[m].licences} for m in models]
    named_in = [p for p in parts if p.about(group) and _names(p, named, clause, grounds)]
    if not named_in:
        return False
    everywhere = all(named.name in ids for ids in own)
    if everywhere or (named.name in chain and (not group or _same_family(group, grounds))):
        return True
    mine = _words(clause.text, grounds)
    for part in named_in:
        if clause.of_article and part.kind in ("claim", "passage"):
            return True
        theirs = _words(part.text, grounds)
        alike = theirs and mine and len(theirs & mine) / min(len(theirs), len(mine)) >= ALIKE
        if alike or _alike(part.text, clause.text):
            return True
        broader = {l.name for l in part.licences if l.name in chain}
        if broader and named.name not in {l.name for l in part.licences}:
            return True
    return False


def _same_family(group: Group, grounds: Grounds) -> bool:
    return len({grounds.names.catalogue.models[m].family.id for m in group}) == 1


def _names(part: Part, named: Named, clause: Clause, grounds: Grounds) -> bool:
    """Whether a part names the licence, or one whose longer name the clause gives in part."""
    if any(one.name == named.name for one in part.licences):
        return True
    short = _LICENCE_WORD.sub("", clause.text[named.start : named.end]).strip().lower()
    mine = clause.text.lower()
    for one in part.licences:
        longer = grounds.names.catalogue.licences[one.name].name.lower()
        rest = {w for w in content_stems(longer.replace(short, " ")) if w.isalpha()}
        said_so = mine.replace(short, " ")
        if short in longer and (rest & content_stems(said_so) or _alike(longer, said_so)):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two texts have words in which people say the same."""
    return any(row.search(one) and row.search(other) for row in SYNONYMS)


def _words(text: str, grounds: Grounds) -> frozenset[str]:
    """What is said besides the names of licences and models."""
    plain = text
    for one in reversed(grounds.lexicon.licences(text)):
        plain = f"{plain[: one.start]} {plain[one.end :]}"
    for mention in reversed(grounds.names.find(plain)):
        plain = f"{plain[: mention.start]} {plain[mention.end :]}"
    return frozenset(w for w in said(plain).words if not re.search(r"licen|许可|协议|^=", w))

"""What a question takes for granted and the records deny."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims import judged_claims
from bot.demands import find_developers, find_licences
from bot.parts import asks
from knowledge.mention import Mention
from knowledge.names import Names

_LEAD = (
    r"(?:since|as|given(?: the fact)?(?: that)?|because|even though|although|though|seeing that|now that|considering(?: that)?|assuming(?: that)?|knowing that|so|but|and"
    r"|(?:i|we) (?:just )?(?:heard|read|think|know|believe|thought|saw|was told|were told)(?: (?:that|somewhere))?|(?:people|they|everyone|someone) says?(?: that)?|apparently)"
)
_LEAD_ZH = r"(?:既然|由于|因为|虽然|尽管|听说|据说|鉴于|考虑到|反正|(?:我|我们)(?:记得|以为|知道|听说|看到|觉得)|都说|有人说|毕竟|不是说|那么|那)"
_CLAUSE = re.compile(r"[^,，。;；?？!！\n]+(?:[,，。;；?？!！\n]|$)")
_LEADING = re.compile(rf"^\W*(?:{_LEAD}\b,?\s+|{_LEAD_ZH}[，,]?\s*)", re.IGNORECASE)
_TRAILING = re.compile(
    r"\b(?:since|because|given that|as|even though|although)\b\s+(?P<said>[^,?？]+)|(?:因为|毕竟|既然|由于)(?P<zh>[^，,?？。]+)",
    re.IGNORECASE,
)
# "the Apache-licensed Falcon 180B", "OpenAI's BERT", "Meta 的 BLOOM": what stands before a name.
_ATTRIBUTE = re.compile(
    r"(?:\b(?:the|an?|our)\s+)?(?:[\w\-.+]+[ \-]){0,3}?(?:[\w\-.]+(?:-licen[cs]ed|-trained|-only|-based|['’]s)|(?:fully |completely )?(?:open[- ]source|proprietary|non-?commercial|multilingual|encoder|decoder)|\d+(?:\.\d+)?[ -]?(?:billion|million|[BM])(?:[ -]parameters?)?|(?:19|20)\d\d)\s+$"
    r"|[^，,。；;？?、]{1,16}的\s*$",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:licen[cs]ed|relicen[cs]ed|released|published|under|is|are|comes?)\b|是|采用|用的|改成|属于|遵循",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|does|do|supports?|needs?|comes?|costs?)\b|['’]s\b|是|有|可|能|支持|用"
)
_POSSESSIVE = re.compile(r"['’]s\b|的")


@dataclass(frozen=True)
class Premise:
    """What a question says and the records deny, of which models and field.

    `start` and `end` are where it stands as a clause of its own; equal where it only goes with a name.
    """

    start: int
    end: int
    field: str
    models: tuple[str, ...]


def false_premises(text: str, mentions: Sequence[Mention], names: Names) -> tuple[Premise, ...]:
    """What `text` says of the models it names and the records contradict, each field once."""
    known = [m for m in mentions if m.models]
    found: dict[tuple[str, tuple[str, ...]], Premise] = {}
    for start, end, said, whole in (*_clauses(text), *_attributes(text, known)):
        inside = [m for m in known if start <= m.start < end] or (known if len(known) == 1 else [])
        meant = [i for m in inside for i in m.models]
        for claim in judged_claims(said, names, default_models=meant) if inside else ():
            models = _owners(claim.model, inside, names)
            if claim.verdict == "contradicted" and models:
                cut = (start, end) if whole else (start, start)
                found.setdefault((claim.field, models), Premise(*cut, claim.field, models))
        if whole and (models := _licensed(said, inside, names)):
            found.setdefault(("licence", models), Premise(start, end, "licence", models))
        if not whole and (models := _ascribed(said, inside, names)):
            found.setdefault(("developer", models), Premise(start, start, "developer", models))
    return tuple(found.values())


def without_premises(text: str, premises: Sequence[Premise]) -> str:
    """The text with false clauses blanked out, at the same length; whole where nothing else is asked."""
    bare = text
    for premise in premises:
        bare = bare[: premise.start] + " " * (premise.end - premise.start) + bare[premise.end :]
    return bare if asks(bare) else text


def _licensed(said: str, inside: Sequence[Mention], names: Names) -> tuple[str, ...]:
    """The records that a clause puts under a licence which is none of theirs."""
    models = tuple(dict.fromkeys(i for m in inside for i in m.models))
    wanted = [i for i, meant in find_licences(said, names.catalogue).items() if meant]
    held = {licence.id for i in models for licence in names.catalogue.models[i].licences}
    under = _UNDER.search(said) is not None and len(inside) == 1
    return models if under and held and wanted and not held & set(wanted) else ()


def _ascribed(said: str, inside: Sequence[Mention], names: Names) -> tuple[str, ...]:
    """The records that a possessive gives to another developer than theirs: "Meta's BLOOM"."""
    catalogue = names.catalogue
    models = tuple(dict.fromkeys(i for m in inside for i in m.models))
    held = {catalogue.models[i].facts.developer for i in models}
    theirs = " ".join((fact.value or "").lower() for fact in held if fact)
    own = {d.name for i in models if (d := catalogue.developer_of(catalogue.models[i]))}
    supposed = [name for name, wanted in find_developers(said, catalogue).items() if wanted]
    wrong = [name for name in supposed if name not in own and name.lower() not in theirs]
    return models if theirs and wrong and _POSSESSIVE.search(said) else ()


def _clauses(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """The clauses that assert something, without the word that leads them in."""
    for clause in _CLAUSE.finditer(text):
        said = clause.group()
        lead = _LEADING.match(said)
        bare = said[lead.end() :] if lead else said
        trailing = _TRAILING.search(said, 1 if lead is None else lead.end())
        group = "said" if trailing and trailing["said"] else "zh"
        if trailing and _VERB.search(trailing[group]):
            yield (
                clause.start() + trailing.start(),
                clause.start() + trailing.end(),
                trailing[group].strip(" ?？"),
                True,
            )
        elif not said.rstrip().endswith(("?", "？")) and not (asks(bare) and not lead):
            yield clause.start(), clause.end(), bare.strip(" ,，。;；!！"), True


def _attributes(text: str, known: Sequence[Mention]) -> Iterator[tuple[int, int, str, bool]]:
    """What stands right before a name and says something of it."""
    for mention in known:
        before = _ATTRIBUTE.search(text[: mention.start])
        if before:
            yield before.start(), mention.end, text[before.start() : mention.end].strip(), False


def _owners(name: str, inside: Sequence[Mention], names: Names) -> tuple[str, ...]:
    """The records that a judged claim is about, by the name it gives them."""
    own = [
        m
        for mention in inside
        for m in mention.models
        if name in (names.catalogue.models[m].name, names.catalogue.models[m].family.name)
    ]
    return tuple(dict.fromkeys(own or (m for mention in inside for m in mention.models)))

"""What "it", "the first" or "the smaller one" refers to: models that were named or recommended.

A reference is put right by writing the name in its place, so that a question with a reference is
understood by the same rules as one with the name. Names in earlier answers are looked at for what
was recommended, and for nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.candidates import extent
from bot.offers import SHOWN, offer
from bot.understanding import Understanding
from knowledge.catalogue import Catalogue, Model
from knowledge.mention import Mention
from knowledge.names import Names

_MOST_READ = 8_000  # characters of an answer; what was recommended stands at its beginning
# The lead of a recommendation, in Markdown or as chats write it: "- Pick **Name**", "1. Name".
_LEAD = re.compile(
    r"^\s*(?:[-•*]|\d+\.)\s+(?:[^\s*]{1,8}\s+)?\*{1,2}(?P<name>[^*\n]{2,60}?)\*{1,2}"
)
_RANKED = re.compile(r"^\s*\d+\.\s+(?P<name>\S.{0,80})")

_NUMBERS = {
    **{w: i for i, w in enumerate("first second third fourth fifth".split())},
    **{w: i for i, w in enumerate("1st 2nd 3rd 4th 5th".split())},
    **{w: i for i, w in enumerate("一二三四五")},
    **{w: i for i, w in enumerate("12345")},
    **{w: i for i, w in enumerate("one two three four five".split())},
    "former": 0, "runner": 1, "latter": 1, "top": 0, "last": -1, "前者": 0, "后者": 1, "首选": 0, "最后": -1,
}  # fmt: skip
_THING = r"(?:one|model|pick|option|choice|recommendation|candidate|suggestion)"
_AFTER = r"(?=\W*$|\s*[?.,!;:'’]|\s+(?:is|was|has|does|do|can|could|may|and|or|vs\.?|versus|with|to|on|in|for|run|fit|need|allow|support|better|instead|than|as|then|too|you|of (?:them|these|those|the list))\b)"
_ORDINAL = re.compile(
    rf"\b(?:the|your|that|its)\s+(?P<en>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|top|last)(?:\s+{_THING}\b|(?<!top){_AFTER})"
    rf"|\b(?:the\s+)?(?P<pair>former|latter)\b(?:\s+{_THING}\b)?"
    r"|(?:\boption|\bmodel|\bpick|\bnumber|\bno\.|#)\s*(?P<no>[1-5]|one|two|three)\b(?!\s*[BbGg.\d])"
    r"|\b(?:the\s+)?(?P<next>runner)-?up\b|第(?P<zh>[一二三四五1-5])(?:个|款|名|种|位)(?:模型)?(?!问题|原因|条件|要求|月|选择是)|(?P<word>前者|后者|首选(?:的?(?:那个|模型))?|最后(?:一个|那个))",
    re.IGNORECASE,
)
_FIRST_FEW = re.compile(
    r"\b(?:the\s+)?(?:first|top)\s+(?P<en>two|three|2|3)\b(?:\s+(?:of (?:them|these|those)|ones|models|picks|options))?"
    r"|\b(?:both|all)(?: (?:two|three|2|3))?(?: of (?:them|these|those))?\b(?! (?:models|llms)\b)|\b(?:these|those|the)\s+(?P<these>two|three|2|3)(?:\s+(?:models|of them|ones))?\b"
    r"|前(?P<zh>两|二|三|2|3)(?:个|名|款|者)?(?:模型)?|(?:这|那|它们?)(?P<few>两|二|三|2|3)(?:个|款|者|种)?(?:模型)?|两者|二者|三者",
    re.IGNORECASE,
)
_FEW = {"two": 2, "2": 2, "两": 2, "二": 2, "three": 3, "3": 3, "三": 3}
# A property, whether more of it is meant, and the words: before a noun, alone, in Chinese.
_BY_PROPERTY = (
    ("parameters", False, "smaller|smallest|lighter|little|small", "smaller|lighter", "小"),
    ("parameters", True, "larger|largest|bigger|biggest|big|large", "larger|bigger", "大"),
    ("released", True, "newer|newest|latest|more recent|new", "newer|latest", "新"),
    ("released", False, "older|oldest|earlier|old", "older", "[旧老早]"),
)
_PLURAL = re.compile(r"\b(?:they|them|their|theirs)\b|它们|他们", re.IGNORECASE)
_SINGULAR = re.compile(
    rf"\b(?:it|its|(?:this|that)(?:\s+{_THING})?(?!\s+\w)|(?:this|that)\s+{_THING}|the model|your (?:pick|recommendation|choice))\b"
    r"|它(?!们)|(?:这|那|该)(?:个|款)?模型|(?:这|那)(?:个|款)(?![\u4e00-\u9fff]{0,3}(?:条件|要求|问题|项目|小|大|新|旧|老))|你推荐的(?:那个|模型)?",
    re.IGNORECASE,
)
_WEAK = frozenset(("it", "its", "they", "their", "them", "它", "它们"))
_POSSESSIVE = frozenset(("its", "their"))


@dataclass(frozen=True)
class Named:
    """A text with names in the place of its references, and the models that these are."""

    text: str
    mentions: tuple[Mention, ...]


def heard(before: Understanding, answer: str, names: Names) -> Understanding:
    """A question with what the answer to it recommended, or else named first."""
    if before.intent not in ("choice", "superlative") and (before.mentions or before.offered):
        return before
    found: list[Mention] = []
    for line in answer[:_MOST_READ].split("\n"):
        lead = _LEAD.match(line) or (_RANKED.match(line) if before.extreme else None)
        first = names.find(lead["name"])[:1] if lead else ()
        found += [m for m in first if m.known and m.models not in [f.models for f in found]]
    if not found and before.intent != "choice":
        found = [m for m in names.find(answer[:_MOST_READ]) if m.known][:1]
    return replace(before, offered=tuple(found))


def offers(asked: Understanding, catalogue: Catalogue) -> tuple[Mention, ...]:
    """What a choice recommended, best first: as its answer says, or else as it must have been."""
    if asked.offered or asked.intent not in ("choice", "superlative"):
        return asked.offered
    if asked.extreme:
        return tuple(_mention(m) for m in _foremost(asked, catalogue))
    return tuple(_mention(c.model) for c in offer(catalogue, asked).listed)


def _foremost(asked: Understanding, catalogue: Catalogue) -> Iterator[Model]:
    """The models with most or least of a property, each of another family."""
    field, up = asked.extreme or ("", False)
    qualifying = [c.model for c in offer(catalogue, asked).picked.qualifying]
    models = qualifying if asked.constraints else list(catalogue.models.values())
    measured = [(value, m) for m in models if (value := extent(m, field)) is not None]
    families: set[str] = set()
    for _, model in sorted(measured, key=lambda pair: pair[0], reverse=up):
        if model.family.id not in families and len(families) < SHOWN:
            families.add(model.family.id)
            yield model


def _mention(model: Model) -> Mention:
    return Mention(0, len(model.name), model.name, (model.family.id,), (model.id,))


@dataclass(frozen=True)
class Referents:
    """What the references of a text may mean: what was spoken of last, and what can be counted."""

    subject: tuple[Mention, ...]
    listed: tuple[Mention, ...]


def referents(before: Understanding, names: Names) -> Referents:
    """What the turns before left to be referred to."""
    choice = before.choice
    offered = offers(choice, names.catalogue) if choice else before.offered
    subject = before.mentions or offered[:1] or before.named[-1:]
    ours = {m for mention in offered for m in mention.models}
    if len(before.mentions) > 1 and not set(before.models) <= ours:
        listed = before.mentions
    else:
        listed = offered if len(offered) > 1 else before.named if len(before.named) > 1 else subject
    return Referents(subject, listed)


def resolved(text: str, known: Referents, names: Names) -> Named:
    """The text with the names of what it refers to in the place of its references."""
    taken: list[tuple[int, int, tuple[Mention, ...]]] = []
    for start, end, mentions in (
        *_few(text, known),
        *_ordinals(text, known),
        *_by_property(text, known, names.catalogue),
        *_pronouns(text, known),
    ):
        overlapping = any(start < e and s < end for s, e, _ in taken)
        # "The second one, is it multilingual?": the pronoun means what stands before it.
        again = text[start:end].lower() in _WEAK and any(s < start for s, _, _ in taken)
        if mentions and not overlapping and not again:
            taken.append((start, end, mentions))
    named = text
    for start, end, mentions in sorted(taken, reverse=True):
        name = spelled(mentions, text, names)
        own = "'s" if text[start:end].lower() in _POSSESSIVE else ""
        named = f"{named[:start]} {name}{own} {named[end:]}"
    found = tuple(m for _, _, group in sorted(taken) for m in group)
    return Named(re.sub(r" {2,}", " ", named).strip(), tuple(dict.fromkeys(found)))


def pointed_at(text: str, known: Referents, names: Names) -> bool:
    """Whether a text points at one or some of several by their place or a property."""
    found = (
        *_few(text, known),
        *_ordinals(text, known),
        *_by_property(text, known, names.catalogue),
    )
    return any(mentions for _, _, mentions in found)


def _few(text: str, known: Referents) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    for found in _FIRST_FEW.finditer(text):
        said = found["en"] or found["these"] or found["zh"] or found["few"]
        everyone = known.subject if len(known.subject) > 1 else known.listed
        number = _FEW.get((said or "").lower(), len(everyone))
        yield found.start(), found.end(), everyone[:number] if len(everyone) > 1 else ()


def _ordinals(text: str, known: Referents) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    for found in _ORDINAL.finditer(text):
        said = next(g for g in found.groups() if g).lower()
        place = next(i for word, i in _NUMBERS.items() if said.startswith(word))
        if -1 <= place < len(known.listed) and known.listed:
            yield found.start(), found.end(), (known.listed[place],)


def _by_property(
    text: str, known: Referents, catalogue: Catalogue
) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    """The one among those spoken of that is smaller, larger, newer or older."""
    for field, up, beside, alone, zh in _BY_PROPERTY:
        pattern = (
            rf"\bthe\s+(?:(?:{beside})\s+(?:{_THING}|version|variant)\b|(?:{alone})\b{_AFTER})"
            rf"|(?:更|较|最|比较)?{zh}(?:一?点)?的?(?:那个|那款|那一个)(?:模型)?|那个(?:更|较|最)?{zh}的"
        )
        for found in re.finditer(pattern, text, re.IGNORECASE):
            group = known.listed if len(known.listed) > 1 else known.subject
            yield found.start(), found.end(), _extreme(group, field, up, catalogue)


def narrowed(mention: Mention, text: str, catalogue: Catalogue) -> Mention:
    """The one of a family's models that the adjective before its name picks: "the smaller Falcon"."""
    if len(mention.models) < 2:  # noqa: PLR2004 - one is as narrow as can be
        return mention
    for field, up, beside, _, zh in _BY_PROPERTY:
        words = rf"(?:\bthe\s+(?:{beside})\s+|(?:更|较|最)?{zh}(?:一?点)?的(?:那个)?\s*)$"
        if re.search(words, text[: mention.start], re.IGNORECASE):
            return next(iter(_extreme([mention], field, up, catalogue)), mention)
    return mention


def _extreme(
    group: Sequence[Mention], field: str, up: bool, catalogue: Catalogue
) -> tuple[Mention, ...]:
    """The mention whose model has most or least of a property; of a single family, its model."""
    if len(group) == 1 and len(group[0].models) > 1:
        group = [_mention(catalogue.models[m]) for m in group[0].models]
    measured = [
        (max(values) if up else min(values), mention)
        for mention in group
        if (
            values := [
                v for m in mention.models if (v := extent(catalogue.models[m], field)) is not None
            ]
        )
    ]
    if not measured:
        return ()
    best = (max if up else min)(value for value, _ in measured)
    return tuple(mention for value, mention in measured if value == best)[:1]


def _pronouns(text: str, known: Referents) -> Iterator[tuple[int, int, tuple[Mention, ...]]]:
    for found in _PLURAL.finditer(text):
        yield found.start(), found.end(), known.subject if len(known.subject) > 1 else known.listed
    for found in _SINGULAR.finditer(text):
        yield found.start(), found.end(), known.subject


def spelled(mentions: Sequence[Mention], text: str, names: Names) -> str:
    """Names by which the mentions are found again, joined as the language of `text` joins them."""
    joint = " 和 " if re.search(r"[\u4e00-\u9fff]", text) else " and "
    return joint.join(dict.fromkeys(_name(mention, names) for mention in mentions))


def _name(mention: Mention, names: Names) -> str:
    """A name by which the models of a mention are found again."""
    catalogue = names.catalogue
    if len(mention.models) == 1:
        return catalogue.models[mention.models[0]].name
    wholes = [catalogue.families[f] for f in mention.families]
    if len(wholes) == 1 and {m.id for m in wholes[0].models} == set(mention.models):
        return wholes[0].name
    return mention.text.strip()

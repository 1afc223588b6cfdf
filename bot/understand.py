"""What a question asks: its language, the models it names, the fields, the demands, the intent.

Rules and the catalogue's names alone decide here: slots that a small chat model fills in are
invented too often to be of use (measured: languages, licences and memory that nobody mentioned).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot import intents
from bot.constraints import Constraints, find_constraints
from bot.fields import FIELD_WORDS, find_fields, weak_fields
from knowledge.keywords import tokens
from knowledge.names import Mention, Names
from knowledge.stems import FUNCTION_WORDS, content_terms

Intent = Literal["fact", "comparison", "superlative", "choice", "list", "advice", "benefits", "overview", "errata", "siblings", "passages", "greeting", "price", "future"]


@dataclass(frozen=True)
class Turn:
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Understanding:
    """A question as code understands it."""

    text: str
    language: str
    intent: Intent
    mentions: tuple[Mention, ...] = ()
    fields: tuple[str, ...] = ()
    constraints: Constraints = Constraints()
    extreme: tuple[str, bool] | None = None  # field, and whether the largest is wanted
    residue: tuple[str, ...] = ()  # terms that neither a name, a field nor a function word explains
    from_article: bool = False  # asks what the article says
    topic: str | None = None  # the anchor of the article's section on what is asked
    refers: bool = False  # says "it" or "that one"
    uses: bool = False  # asks what a model is used for
    future: bool = False  # asks what nobody can know yet
    offered: tuple[Mention, ...] = ()  # what the answer to it recommended
    listing: bool = False  # asks for all models that fit, not for the one to take

    @property
    def models(self) -> tuple[str, ...]:
        """The records that are named, in order, each once."""
        return tuple(dict.fromkeys(m for mention in self.mentions for m in mention.models))

    @property
    def families(self) -> tuple[str, ...]:
        """The families that are named, in order, each once."""
        return tuple(dict.fromkeys(f for mention in self.mentions for f in mention.families))

    @property
    def sizes(self) -> frozenset[float]:
        """The sizes that the names say, in billions."""
        found = (re.search(r"(\d+(?:\.\d+)?)\s*[bB](?![a-z])", mention.text) for mention in self.mentions)
        return frozenset(float(size[1]) for size in found if size)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that no record answers to, in order, each once."""
        return tuple(dict.fromkeys(m.text.strip() for m in self.mentions if not m.known))


SHORT_FOLLOW_UP = 14  # terms; a longer question stands on its own
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_IN_ENGLISH = re.compile(r"\bin english\b(?=[\s,.!?]*(?:please|$))|(?:answer|reply|respond)[^.?!]{0,20}in english|用(?:英文|英语)(?:回答|答|回复|说|解释)|英文回答", re.IGNORECASE)
_IN_CHINESE = re.compile(r"\bin chinese\b(?=[\s,.!?]*(?:please|$))|(?:answer|reply|respond)[^.?!]{0,20}in chinese|用(?:中文|汉语)(?:回答|答|回复|说|解释)|中文回答", re.IGNORECASE)



def understand(text: str, names: Names, history: Sequence[Turn] = ()) -> Understanding:
    """Understand `text`, a question of a conversation whose earlier turns are `history`."""
    before: Understanding | None = None
    for turn in history:
        if turn.role == "user":
            before = _in_turn(turn.content, names, before)
        elif before is not None and not before.mentions:
            # What was recommended is what "it" refers to, where the question named no model.
            before = replace(before, offered=names.find(turn.content)[:1])
    return _in_turn(text, names, before)


def _in_turn(text: str, names: Names, before: Understanding | None) -> Understanding:
    asked = understand_alone(text, names)
    return asked if before is None else continued(asked, before)


def understand_alone(text: str, names: Names) -> Understanding:
    """Understand a question without what was said before it."""
    mentions = names.find(text)
    bare = _without(text, mentions)
    mentions = (*mentions, *_bare_sizes(text, mentions, names))
    bare = _without(text, mentions)
    constraints = find_constraints(bare, names.catalogue)
    fields = _fields(bare, mentions, constraints, names)
    extreme = next(((f, up) for f, up, words in intents.EXTREMES if re.search(words, bare, re.IGNORECASE)), None)
    if not mentions and fields and not (extreme or constraints or intents.CHOICE.search(bare)):
        mentions = _strangers(text, names)
    understood = Understanding(
        text=text,
        language=language_of(text),
        intent="passages",
        mentions=mentions,
        fields=fields,
        constraints=constraints,
        extreme=extreme,
        residue=residue(_without(text, mentions), fields),
        from_article=bool(intents.ARTICLE.search(text)),
        topic=next((anchor for anchor, words in intents.TOPICS if not mentions and not intents.REFERS.search(text) and re.search(words, bare, re.IGNORECASE)), None),
        refers=bool(intents.REFERS.search(text)),
        uses=bool(intents.USES.search(bare)),
        future=_of_the_future(bare, names.catalogue.as_of),
        listing=constraints.commercial is False or bool(intents.ALL.search(bare)),
    )
    understood = replace(understood, intent=_intent(understood, bare))
    if understood.intent == "passages" and not mentions:
        # Without a model, the words of a field are what the question is about: "what is RLHF?"
        understood = replace(understood, residue=residue(text))
    return understood


def _fields(bare: str, mentions: Sequence[Mention], constraints: Constraints, names: Names) -> tuple[str, ...]:
    """The fields asked for: without those that only a word of many meanings calls, and with the
    developer where a wrong one is taken for granted."""
    fields = find_fields(bare)
    weak = weak_fields(bare, fields)
    if weak and [t for t in residue(bare, fields) if not any(c.isdigit() for c in t)]:
        fields = tuple(name for name in fields if name not in weak)
    models = [names.catalogue.models[m] for mention in mentions for m in mention.models]
    developers = {m.facts.developer.value or "" for m in models if m.facts.developer}
    supposed = constraints.developer
    if supposed and developers and not any(supposed.lower() in d.lower() for d in developers) and "developer" not in fields:
        fields = ("developer", *fields)
    return fields


def _intent(u: Understanding, bare: str) -> Intent:
    """The kind of answer wanted; the order of the rules is their rank."""
    several = len(u.families) + len(u.unknown) > 1 or len(u.mentions) > 1
    if intents.GREETING.match(u.text):
        return "greeting"
    if u.future:
        return "future"
    if u.topic:
        return "passages"
    if intents.PRICE.search(bare):
        return "price"
    if intents.ERRATA.search(u.text):
        return "errata"
    if u.extreme and not several:
        return "superlative"
    if several and (intents.COMPARE.search(bare) or u.extreme):
        return "comparison"
    if u.mentions:
        if u.fields:
            return "fact"
        return "passages" if u.residue or u.uses or u.from_article else "overview"
    if intents.BENEFITS.search(bare):
        return "benefits"
    if intents.LIST.search(bare) and not u.constraints:
        return "list"
    if intents.ADVICE.search(bare) and not u.constraints:
        return "advice"
    demands = len([c for c in vars(u.constraints).values() if c not in (None, ())])
    if intents.CHOICE.search(bare) or demands > 1 or (demands and intents.LIST.search(bare)):
        return "choice"
    return "passages"


def _of_the_future(bare: str, as_of: str) -> bool:
    years = [int(year) for year in intents.YEAR.findall(bare)]
    return bool(intents.FUTURE.search(bare)) or any(year > int(as_of[:4]) for year in years)


def language_of(text: str) -> str:
    """The language to answer in: `zh` or `en`."""
    if _IN_ENGLISH.search(text):
        return "en"
    if _IN_CHINESE.search(text):
        return "zh"
    if _KANA_OR_HANGUL.search(text):
        return "en"
    return "zh" if _CJK.search(text) else "en"


def residue(bare: str, fields: Sequence[str] = ()) -> tuple[str, ...]:
    """The terms of a question that carry its subject beside the names and fields."""
    for field in fields:
        bare = re.sub(FIELD_WORDS[field], " ", bare, flags=re.IGNORECASE)
    return content_terms(bare)


def continued(asked: Understanding, before: Understanding) -> Understanding:
    """A question that only makes sense after the one before it, with what it left unsaid."""
    if asked.intent in ("greeting", "advice", "benefits", "price", "errata", "future") or asked.topic:
        return asked
    if asked.mentions:
        named_alone = not asked.fields and len(asked.residue) <= 1 and asked.intent != "comparison"
        return replace(asked, fields=before.fields, intent="fact") if named_alone and before.fields else asked
    if before.intent == "choice" and asked.constraints and not asked.refers:
        wanted = before.constraints.updated(asked.constraints)
        return replace(asked, constraints=wanted, intent="choice", listing=asked.listing or before.listing)
    if asked.intent in ("list", "choice") and re.search(r"other models|其他|别的", asked.text) and before.mentions:
        return replace(asked, mentions=before.mentions, fields=(), intent="siblings")
    carried = _referred(asked.text, before.mentions or before.offered)
    short = len(tokens(asked.text)) <= SHORT_FOLLOW_UP
    if not carried or not (asked.refers or short) or asked.intent not in ("fact", "passages", "choice", "overview", "list"):
        return asked
    if not asked.fields and not asked.refers and not asked.uses:
        return asked
    return replace(asked, mentions=carried, intent="fact" if asked.fields else "passages")


def _referred(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions that "the former" or "the latter" leaves of those before."""
    if intents.FORMER.search(text):
        return mentions[:1]
    return mentions[1:2] if intents.LATTER.search(text) else mentions


def _bare_sizes(text: str, mentions: Sequence[Mention], names: Names) -> tuple[Mention, ...]:
    """Sizes and versions that stand alone beside a family's name: "falcon 40b and 180b"."""
    families = dict.fromkeys(f for m in mentions for f in m.families)
    found = []
    for size in re.finditer(r"(?<![A-Za-z0-9.])(?:(\d+(?:\.\d+)?)\s*[bB]|(v\d(?:\.\d)?))(?![A-Za-z0-9])", text):
        if any(m.start <= size.start() < m.end for m in mentions):
            continue
        for family in families:
            models = tuple(
                m.id
                for m in names.catalogue.of_family(family)
                if (size[1] and m.facts.parameters and float(size[1]) in (m.facts.parameters.value or ()))
                or (size[2] and m.name.endswith(size[2]))
            )
            if models:
                found.append(Mention(size.start(), size.end(), size.group(), (family,), models))
                break
    return tuple(found)


def _strangers(text: str, names: Names) -> tuple[Mention, ...]:
    """Capitalised words that nothing explains, in a question for a model's field: unknown models."""
    found = []
    for word in re.finditer(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]*[A-Za-z0-9.\-]*[A-Za-z0-9]", text):
        starts_sentence = not text[: word.start()].strip() and not _CJK.search(text)
        if word.group().lower() not in FUNCTION_WORDS | _KNOWN_WORDS and not starts_sentence:
            found.append(Mention(word.start(), word.end(), word.group()))
    return tuple(found)


# Capitalised words of this field that are no models.
_KNOWN_WORDS = frozenset(
    "ai llm llms rlhf sft gpu gpus cpu vram ram api nlp rag gb mb mit apache gpl rail hugging face huggingface google meta openai microsoft "
    "salesforce eleutherai tii lmsys stanford bigscience nvidia ollama slack transformer transformers english chinese french german spanish "
    "japanese korean which what how who when where why is are do does can could should tell give list compare rtx a100 h100 t4 v100 l4 a10 "
    "osi oss sota faq ok q4 int8 int4 fp16 bf16 token tokens linux windows mac macos python java sharegpt wikipedia bookcorpus pile".split()
)


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """The text with the names blanked out, so that no word of a name is read as anything else."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        text = text[: mention.start] + " " + text[mention.end :]
    return text

"""What a word of the field means: the glossary's entries and the licences', with what the article says."""

import re
from dataclasses import dataclass

from bot.answer import Reference
from bot.demands import find_licences, without_licences
from bot.draft import Draft
from bot.passages import state_sentences
from bot.standing import released
from bot.wording import enumerate_names
from knowledge.articles import Article
from knowledge.catalogue import Catalogue
from knowledge.glossary import Term
from knowledge.licence import Licence
from knowledge.stems import content_terms

_ASKING = re.compile(
    r"\bwhat(?:'s|’s|s| is| are| was| does| do(?: you| people)?)?\b(?: (?:mean|meant) by\b)?|\b(?:explain|define|describe|eli5|clarify)\b|\b(?:definition|meaning|difference|distinction)s?\b(?: (?:of|between))?|\b(?:mean|means|meant|stand for|stands for|differ|differs|vs\.?|versus|compared? (?:to|with)?|explained|about)\b|\bhow (?:does|do) [^?]{1,40} (?:work|differ|help)\b|\bin (?:simple|plain|easy) (?:terms|words|english)\b|\bwhat .{0,6}is .{0,30}(?:for|good for)\W*$"
    r"|什么是|(?:到底|究竟)?(?:是|指)(?:个)?(?:什么|啥|甚么)(?:意思|东西|概念|玩意儿?)?|(?:什么|啥)(?:意思|叫|是|东西|概念)|(?:干|做|搞)(?:什么|啥|嘛)(?:用)?的?|干吗的|有(?:什么|啥|何)(?:用|作用|区别|不同|不一样|差别|讲究)|解释(?:一下|下)?|怎么理解|如何理解|含义|定义|意思|概念|区别|差别|不一样|差异|(?:是|算)?(?:不是)?(?:一回事|一个意思|一样|同一个)(?:东西)?|怎么回事|咋回事|介绍(?:一下|下)?|讲讲|科普(?:一下|下)?|的作用|原理",
    re.IGNORECASE,
)
# Words of a question for a meaning that are neither the term nor another subject.
_BESIDE = frozenset(
    "simple simply simplest beginner newbie new newcomer layman dummies short briefly basically actually ml ai nlp context world licensing field ok hi hey pls please thx thanks term word stuff thing like i'm im exactly whats work works mean means meant understand help license licence 用 简单 通俗 一句 句话 一句话 新手 小白 大白话 白话 术语 词 名词 领域 里面 面的 这里 帮忙 请教 求教 求解 科普 东西 玩意 简短 许可证 许可 协议".split()
)
_SUPERLATIVE = re.compile(
    r"\b(?:best|most|least|\w{3,}est)\b(?<!interest)(?<!latest)|最|推荐|哪个|哪些|哪款|\bwhich\b",
    re.IGNORECASE,
)
_LICENCE_ASKED = re.compile(
    r"\b(?:allow|permit|require|forbid|restrict|mean|say|demand|oblige|obligat|commercial|sell|open[- ]source)\w*|允许|要求|限制|规定|意味|能不能|可以|能否|商用|宽松|义务|条件",
    re.IGNORECASE,
)
# "How long is the context?" asks for an amount, not for a meaning.
_MEASURE = re.compile(r"\bhow\b|多|几|\d", re.IGNORECASE)
MOST_TERMS = 3
MOST_BESIDE = 2
MOST_QUOTED = 2
FOR_EXAMPLE = 4


@dataclass(frozen=True)
class Defined:
    """The terms and the licences whose meaning a question asks for."""

    terms: tuple[Term, ...] = ()
    licences: tuple[Licence, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.licences)


def find_defined(text: str, catalogue: Catalogue) -> Defined:
    """What a question without a model's name asks the meaning of."""
    if _SUPERLATIVE.search(text):
        return Defined()
    licences = tuple(catalogue.licences[i] for i in find_licences(text, catalogue))
    glossary = catalogue.glossary
    terms = glossary.find(text)
    if licences:
        asked = _ASKING.search(text) or _LICENCE_ASKED.search(text)
        others = _LICENCE_ASKED.sub(" ", without_licences(text, catalogue))
        if not asked or _beside(glossary.without(others)) > MOST_BESIDE:
            return Defined()
        return Defined(terms[:MOST_TERMS], licences[:MOST_TERMS])
    rest = _beside(glossary.without(text))
    asking = _ASKING.search(text) is not None
    measured = not asking and _MEASURE.search(text)
    if not terms or measured or rest > (MOST_BESIDE if asking else 0):
        return Defined()
    return Defined(terms[:MOST_TERMS])


def _beside(text: str) -> float:
    """How many words a text has beside those that ask for a meaning; two characters count as one."""
    bare = _ASKING.sub(" ", text)
    terms = [t for t in content_terms(bare) if t not in _BESIDE]
    words = [t for t in terms if t.isascii()]
    characters = {c for t in terms if not t.isascii() for c in t}
    return len(words) + len(characters) / 2


def state_definitions(draft: Draft, defined: Defined, article: Article) -> None:
    """Add what the terms and licences mean, each with its source, and what the article says of them."""
    glossary = draft.catalogue.glossary
    for term in defined.terms:
        told = draft.state(
            term.text[draft.language], Reference.of(glossary.source(term)), (), "passage"
        )
        draft.lines.append(told.cited())
    for term in defined.terms:
        if term.section:
            section = article.sections[term.section]
            said = [s for s in section.sentences if glossary.names(term, s.text)]
            sound = [s for s in said if not s.claims]  # what is wrong explains nothing
            state_sentences(draft, article, section, (sound or said)[:MOST_QUOTED])
    for licence in defined.licences:
        _state_licence(draft, licence)


def _state_licence(draft: Draft, licence: Licence) -> None:
    """Add what a licence allows and asks, and models under it."""
    reference = Reference.of(licence.source)
    en, zh = _COMMERCIAL[licence.commercial]
    approved = {
        True: draft.say(
            " It is approved by the Open Source Initiative.", "它获 OSI 认可为开源许可证。"
        ),
        False: draft.say(
            " It is not an open-source licence by the Open Source Initiative.",
            "它不是 OSI 认可的开源许可证。",
        ),
        None: "",
    }[licence.osi]
    allowed = draft.state(f"{licence.name}{draft.say(en, zh)}{approved}", reference, ())
    draft.lines.append(f"**{licence.name}**{draft.say(en, zh)}{approved} [{allowed.source}]")
    for clause in licence.clauses:
        draft.lines.append("- " + draft.state(clause[draft.language], reference, ()).cited())
    under = [m for m in draft.catalogue.models.values() if m.licences and m.licences[0] == licence]
    if under:
        newest = sorted(under, key=released, reverse=True)[:FOR_EXAMPLE]
        names = enumerate_names([m.name for m in newest], draft.language)
        draft.lines.append(
            draft.say(
                f"{len(under)} of my records are under it, the newest of them {names}.",
                f"我的记录里有 {len(under)} 条采用它，其中最新的有 {names}。",
            )
        )


_COMMERCIAL = {
    "yes": (" allows commercial use.", "允许商用。"),
    "conditional": (" allows commercial use under conditions.", "有条件地允许商用。"),
    "no": (" does not allow commercial use.", "不允许商用。"),
    "unknown": (": whether it allows commercial use is unknown.", "：能否商用未知。"),
}

"""Of all that verdicts state, a sentence changed in one thing is stopped and one as it stands kept.

Every evidence sentence of every question about a field is put to the check as if a chat model had
written it: as it is, and with one thing changed. The shares were measured on 23 November 2026;
none may fall, and better ones belong in here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from bot.answer import Verdict
from bot.check import check
from knowledge.catalogue import load_catalogue
from knowledge.dates import dates
from knowledge.names import Names
from knowledge.quantities import quantities, same_quantity
from tests.bot.bugs import bug
from tests.bot.desk import Desk
from tests.bot.questions import ASKING, LANGUAGES

STOPPED = {
    ("number", "en"): 1.0,
    ("number", "zh"): 1.0,
    ("scale", "en"): 1.0,
    ("scale", "zh"): 1.0,
    ("denial", "en"): 0.98,
    ("denial", "zh"): 0.98,
    ("model", "en"): 1.0,
    ("model", "zh"): 1.0,
    ("date", "en"): 1.0,
    ("date", "zh"): 1.0,
    ("licence", "en"): 0.99,
    ("licence", "zh"): 0.99,
    ("source", "en"): 1.0,
    ("source", "zh"): 1.0,
}
KEPT = {"en": 0.90, "zh": 0.87}
OTHER_MODELS = 1  # put in the place of each name

SCALES = (
    (r"billion", "million"),
    (r"million(?! token)", "billion"),
    (r"trillion", "billion"),
    (r"(\d) tokens", r"\1 million tokens"),
    (r" GB", " TB"),
    (r"万亿", "亿"),
    (r"(?<!万) 亿", " 万"),
    (r"(\d) 个 token", r"\1 万个 token"),
)
DENIALS = (
    (" may not be ", " may be "),
    (" may be ", " may not be "),
    (" has ", " does not have "),
    (" was ", " was not "),
    (" is ", " is not "),
    (" needs ", " does not need "),
    (" supports ", " does not support "),
    ("不可商用", "可以商用"),
    ("可以商用", "不可商用"),
    ("不得", "可以"),
    (" 有 ", " 没有 "),
    (" 是", " 不是"),
    (" 支持", " 不支持"),
    (" 由 ", " 不是由 "),
)
Mutation = Callable[[str, Verdict, Names], Iterator[str]]


def _pool(verdict: Verdict) -> str:
    return "\n".join(evidence.text for evidence in verdict.evidence if evidence.kind != "claim")


def _number(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """Another number, one that nothing in the verdict gives."""
    known = quantities(_pool(verdict))
    for figure in quantities(text, [mention.span for mention in names.find(text)]):
        digits = re.search(r"(?<![A-Za-z\d])\d+", figure.text)
        if digits is None:
            continue
        start = figure.start + digits.start()
        changed = f"{text[:start]}{int(digits[0]) + 1}{text[figure.start + digits.end() :]}"
        found = [q for q in quantities(changed) if q.start <= start < q.end]
        if found and not any(same_quantity(found[0], one) for one in known):
            yield changed


def _scale(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """The same digits in another unit."""
    del verdict, names
    for one, other in SCALES:
        changed = re.sub(one, other, text, count=1)
        if changed != text:
            yield changed


def _denial(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """The opposite, of sentences that say one thing."""
    del verdict, names
    if re.search(r"[,;:，；：]|\bnot (?!be used)|no ", text.rstrip(".。")):
        return
    for one, other in DENIALS:
        if one in text:
            yield text.replace(one, other, 1)
            return


def _model(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """Another model, one that the verdict does not speak of."""
    named = names.find(text)
    if not named:
        return
    spoken = {f for mention in names.find(_pool(verdict)) for f in mention.families}
    spoken |= {names.catalogue.models[m].family.id for m in verdict.models}
    others = [f.name for f in names.catalogue.families.values() if f.id not in spoken]
    for other in others[:OTHER_MODELS]:
        yield f"{text[: named[0].start]}{other}{text[named[0].end :]}"


def _date(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """Another year."""
    del verdict, names
    for date in dates(text):
        yield f"{text[: date.start]}{date.text.replace(str(date.year), '2016')}{text[date.end :]}"


def _licence(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """Another licence, one that the verdict does not name."""
    every = [licence.name for licence in names.catalogue.licences.values()]
    for one in every:
        if one in text:
            others = [licence for licence in every if licence not in _pool(verdict)]
            yield from (text.replace(one, other) for other in others)
            return


def _source(text: str, verdict: Verdict, names: Names) -> Iterator[str]:
    """The number of a source that has nothing to do with it."""
    del names
    stop = text[-1]
    if stop in ".。":
        yield f"{text[:-1]} [{len(verdict.references) + 1}]{stop}"


MUTATIONS: dict[str, Mutation] = {
    "number": _number,
    "scale": _scale,
    "denial": _denial,
    "model": _model,
    "date": _date,
    "licence": _licence,
    "source": _source,
}


@dataclass
class Tally:
    """How many were right, of how many, and the others."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, what: str, *, right: bool) -> None:
        self.all += 1
        self.right += right
        if not right:
            self.wrong.append(what)

    @property
    def share(self) -> float:
        return self.right / self.all


Tallies = dict[tuple[str, str], Tally]


@pytest.fixture(scope="module")
def tallies(desk: Desk) -> Tallies:
    """By mutation and language, how many were stopped; by "none", how many were kept."""
    found = {(name, language): Tally() for name in (*MUTATIONS, "none") for language in LANGUAGES}
    for family in desk.names.catalogue.families.values():
        for asking in ASKING.values():
            for language, template in zip(LANGUAGES, asking, strict=False):
                _count(desk, template.format(name=family.name), language, found)
    return found


def _count(desk: Desk, question: str, language: str, tallies: Tallies) -> None:
    verdict = desk.verdict(question)
    pool = _pool(verdict)

    def kept(sentence: str) -> bool:
        return check(sentence, verdict, language, desk.names).kept

    for evidence in verdict.evidence:
        if evidence.kind == "claim":
            continue
        right = kept(evidence.text)
        tallies["none", language].add(f"{question}  {evidence.text}", right=right)
        if not right:
            continue
        for name, mutation in MUTATIONS.items():
            for changed in mutation(evidence.text, verdict, desk.names):
                if changed not in pool:
                    what = f"{question}  {changed}"
                    tallies[name, language].add(what, right=not kept(changed))


@pytest.mark.parametrize(("mutation", "language"), STOPPED)
def test_changed_sentences_are_stopped(tallies: Tallies, mutation: str, language: str) -> None:
    tally = tallies[mutation, language]

    assert tally.all >= 20
    assert tally.share >= STOPPED[mutation, language], "\n".join(tally.wrong)


@pytest.mark.parametrize("language", KEPT)
def test_sentences_of_the_verdict_itself_are_kept(tallies: Tallies, language: str) -> None:
    tally = tallies["none", language]

    assert tally.all > 400
    assert tally.share >= KEPT[language], "\n".join(tally.wrong)


CATALOGUE = load_catalogue()
ASKING_THE_ARTICLE = {"en": "What does the article say? ", "zh": "文章怎么说？"}
PASSES = "a mistake of the article passes as a fact where its words stand in other evidence"
# By language, the mistakes that pass without saying that it is the article that makes them.
STRAYS = {
    "en": "E06 E07 E09 E13 E14 E19 E20 E21 E22 E23 E24 E26 E27 E28 E29 E30 E31".split(),
    "zh": "E07 E09 E13 E14 E19 E20 E21 E22 E23 E24 E26 E27 E28 E29 E30 E31".split(),
}


def _claims() -> Iterator[object]:
    for family in CATALOGUE.families.values():
        for claim in family.claims:
            if claim.field not in ASKING:
                continue
            name = CATALOGUE.models[claim.model].name if claim.model else family.name
            for language, template in zip(LANGUAGES, ASKING[claim.field], strict=False):
                question = ASKING_THE_ARTICLE[language] + template.format(name=name)
                row = (claim.id, language, question)
                yield bug(*row, reason=PASSES) if claim.id in STRAYS[language] else row


@pytest.mark.parametrize(("claim", "language", "question"), list(_claims()))
def test_a_mistake_of_the_article_passes_only_where_it_is_said_to_be_the_articles(
    desk: Desk, claim: str, language: str, question: str
) -> None:
    verdict = desk.verdict(question)
    (stated,) = [e for e in verdict.evidence if CATALOGUE.claims[claim].article[language] in e.text]
    bare = stated.text.removeprefix("The article says: ").removeprefix("文章说：")
    stop = "。" if language == "zh" else "."
    sentence = bare if bare.endswith((stop, "”。", '."')) else f"{bare}{stop}"

    assert stated.kind == "claim"
    assert not check(sentence, verdict, language, desk.names).kept, sentence

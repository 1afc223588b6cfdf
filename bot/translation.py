"""Sentences of evidence in a language that the check cannot read, and how they are held to it.

In a language without rules for negation and comparison, nothing that a chat model writes freely
can be checked. So it only translates, and only short sentences that state one fact (longer ones
came out with a meaning of their own). Figures and dates are put into the language by code before. The
translation must hold the same figures, names and licences, deny and restrict where the sentence
does, and compare nowhere. What cannot be told is dropped.
"""

import re
from collections import Counter
from collections.abc import Iterator

from bot.answer import Evidence, Verdict
from bot.foreign import FOREIGN, Foreign
from bot.sentences import CITATION
from bot.tongue import ENGLISH_NAMES, spoken
from bot.wording import MONTHS
from bot.write import Writer
from knowledge.names import Names

MOST_TRANSLATED = 3
ONE_FACT = 110  # characters; what is longer says more than one thing
SHORTEST, LONGEST = 0.3, 2.5  # characters of a translation for one of the sentence
# Words of English that change what a sentence says; those of the others are in bot/foreign.py.
_ENGLISH = Foreign(
    scales={"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12},
    months=tuple(MONTHS),  # with a capital: "may" is no month
    comma=False,
    denies=r"\b(?:not|no|never|cannot|without|neither|nor|non)\b|n't\b|prohibit|forbid",
    limits=r"\b(?:only|conditions?|unless|except|provided)\b",
    compares=r"\b(?:than|more|less|fewer|most|least|larger|smaller|newer|older|higher|above|below|before|after|first|times)\b",
    commerce=r"commerc",
)
_SECOND = re.compile(r"\n|[。！？]\s*\S|(?<!\d)[.!?]\s+\S")  # the beginning of another sentence
_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_NAME = re.compile(
    r"\b[A-Za-z][\w.+-]*[A-Z0-9][\w.+-]*\b|\b[A-Z][a-z]+(?= [A-Z])|(?<=[a-z,] )[A-Z]\w+"
)


def translate(writer: Writer, verdict: Verdict, language: str) -> Iterator[tuple[str, Evidence]]:
    """Translations of what a verdict rests on, each with the evidence that it is of, unchecked."""
    for evidence in _chosen(verdict):
        said = "".join(writer.stream(prompt(evidence, language)))
        yield CITATION.sub("", " ".join(said.split())).strip(), evidence


def prompt(evidence: Evidence, language: str) -> list[tuple[str, str]]:
    """The messages: a constant order for each language, then the sentence."""
    name = ENGLISH_NAMES[language]
    return [
        (
            "system",
            f"Translate the sentence into {name}. Copy names, licences, figures and units exactly. Reply with the translation alone, in one sentence.",
        ),
        ("human", localised(evidence.text, FOREIGN[language])),
    ]


def localised(text: str, foreign: Foreign) -> str:
    """An English sentence with its dates and large numbers as the language writes them."""

    def large(found: re.Match[str]) -> str:
        value = float(found[1].replace(",", "")) * _ENGLISH.scales[found[2]]
        return foreign.number(value)

    def day(found: re.Match[str]) -> str:
        month = MONTHS.index(found[2]) + 1
        return foreign.date(found[1] or "", month, found[3])

    months = "|".join(MONTHS)
    text = re.sub(rf"(?:(\d{{1,2}}) )?\b({months}) (\d{{4}})", day, text)
    text = re.sub(r"(\d[\d,]*(?:\.\d+)?) (million|billion|trillion)\b", large, text)
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def unfaithful(text: str, evidence: Evidence, language: str, names: Names) -> str:
    """Why a translation of a sentence of evidence is not shown, or nothing."""
    foreign, told = FOREIGN[language], evidence.text
    if not text or not SHORTEST <= len(text) / len(told) <= LONGEST or _SECOND.search(text):
        return "is not a translation of one sentence"
    if not spoken(text, language):
        return "is not in the language of the answer"
    said = names.find(text)
    if {m.models for m in said} != {m.models for m in names.find(told)}:
        return "names other models than its evidence"
    if lost := [name for name in _NAME.findall(told) if name.lower() not in text.lower()]:
        return f"leaves out {lost[0]}"
    latin = {word.lower() for word in re.findall(r"[A-Za-z]{2,}", told)}
    if not foreign.latin and any(
        word.lower() not in latin for word in re.findall(r"[A-Za-z]{2,}", text)
    ):
        return "adds a name"
    if _figures(text, foreign) != _figures(told, _ENGLISH):
        return "gives other figures than its evidence"
    for kind in ("denies", "limits", "commerce"):
        if foreign.has(kind, text) != _ENGLISH.has(kind, told):
            return "denies or restricts otherwise than its evidence"
    return "compares in a way that cannot be checked" if foreign.has("compares", text) else ""


def _chosen(verdict: Verdict) -> list[Evidence]:
    """What is worth translating: the facts that answer, each short and without a comparison."""
    plain = [
        e
        for e in verdict.evidence
        if e.kind == "fact"
        and len(e.text) <= ONE_FACT
        and not re.search(r"[:;(–—]", e.text)
        and not _ENGLISH.has("compares", e.text)
    ]
    return list(dict.fromkeys(plain))[:MOST_TRANSLATED]


def _figures(text: str, language: Foreign) -> Counter[float]:
    """The numbers of a text as values, those of months included."""
    for number, month in enumerate(language.months, start=1):
        text = re.sub(rf"(?<!\w){month}(?!\w)", f" {number} ", text)
    text = text.lower()
    scales = "|".join(sorted(map(re.escape, language.scales), key=len, reverse=True))
    found: Counter[float] = Counter()
    for number, scale in re.findall(rf"({_NUMBER})[\s-]?({scales})?", text):
        found[round(_value(number, comma=language.comma) * language.scales.get(scale, 1.0), 6)] += 1
    return found


def _value(number: str, *, comma: bool) -> float:
    """A number as written where the comma, or the point, parts off decimals."""
    decimal, thousands = (",", ".") if comma else (".", ",")
    plain = re.sub(rf"[{re.escape(thousands)}\u00a0\u202f ](?=\d{{3}}(?!\d))", "", number)
    return float(plain.replace(decimal, ".") if plain.count(decimal) < 2 else "nan")  # noqa: PLR2004 - one mark of decimals

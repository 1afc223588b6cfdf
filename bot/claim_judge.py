"""Judges an assertion against the records of the models it may be about.

One record that agrees supports it. It is contradicted only where every record that the name may mean
holds another value, and neither another source nor a remark on the fact gives the claimed one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.claim_assertion import HELD_IN, Assertion, Device, Figures, Need, Other, Words
from bot.claim_compare import comparison
from bot.claim_kinds import KINDS, Finding
from bot.claim_memory import judge_fit
from bot.claim_needs import estimates, judge_need
from bot.claim_numbers import judge_date, judge_numbers, slip_of
from bot.wording import count, enumerate_names
from bot.wording import value as worded
from knowledge.catalogue import Catalogue, Model
from knowledge.dates import DateMention
from knowledge.memory import estimate
from knowledge.mention import Mention
from knowledge.record import Source

Verdict = Literal["supported", "contradicted", "unknown"]
MANY_FAMILIES = 2  # a name of so many is that of a line, of which the records hold a part
NO_SOURCE = ""


@dataclass(frozen=True)
class Judgement:
    """A verdict, with what is known in words and the source of it; both empty where nothing is."""

    verdict: Verdict
    known: str = ""
    source: str = NO_SOURCE


def judge(
    said: Assertion, mention: Mention, catalogue: Catalogue, language: str, *, sure: bool
) -> Judgement | None:
    """The verdict on what is said of a mention; None where it is too uncertain to be told."""
    models = [catalogue.models[m] for m in mention.models]
    if not models:
        return Judgement("unknown") if sure else None
    if isinstance(said.value, Other) and said.value.way:
        return _compared(said, models, catalogue, language, sure=sure)
    if isinstance(said.value, Device):
        return _fitting(said, models, language, sure=sure)
    if isinstance(said.value, Need):
        return _needing(said.value, models, language) if sure else None
    findings = [(_finding(said, model, models, catalogue), model) for model in models]
    if said.negated:
        findings = [(_TURNED[finding], model) for finding, model in findings]
    field = HELD_IN.get(said.field, said.field)
    agreeing = [model for finding, model in findings if finding == "agrees"]
    held = agreeing or [m for finding, m in findings if _holds(m, field)]
    if field == "gate" and not any(_holds(m, field) for m in models):
        field = "access"  # where the record tells in words how the weights are had
        held = models
    known, source = told(held, field, catalogue, language)
    if agreeing:
        return Judgement("supported", known + _conditions(held, field, language), source)
    if any(finding == "silent" for finding, _ in findings) or not findings:
        return Judgement("unknown", known, source) if sure else None
    if not sure:
        return None
    if len(mention.families) >= MANY_FAMILIES and said.field != "developer":
        return Judgement("unknown", known, source)
    if _of_several_sizes(said, mention, models):
        return Judgement("unknown", known, source)
    return Judgement("contradicted", known + _conditions(held, field, language), source)


def _conditions(models: Sequence[Model], field: str, language: str) -> str:
    """Why a use that was claimed is not allowed as it was claimed, as the record remarks."""
    fact = models[0].facts.commercial_use if models else None
    if field != "commercial_use" or fact is None or fact.note is None:
        return ""
    return f"：{fact.note.zh}" if language == "zh" else f": {fact.note.en}"


_TURNED: dict[Finding, Finding] = {"agrees": "differs", "differs": "agrees", "silent": "silent"}


def told(
    models: Sequence[Model], field: str, catalogue: Catalogue, language: str
) -> tuple[str, str]:
    """What the records hold of a field in words, each value once, and the source of the first."""
    values: dict[str, Model] = {}
    if field == "parameters" and len(models) > 1:
        return _sizes(models, language)
    for model in models:
        if said := _worded(model, field, language, catalogue):
            values.setdefault(said, model)
    if not values:
        return "", NO_SOURCE
    first = next(iter(values.values()))
    joint = "；" if language == "zh" else "; "
    return joint.join(values), cited(first.source(getattr(first.facts, field)))


def _sizes(models: Sequence[Model], language: str) -> tuple[str, str]:
    """The sizes of several models, each once, the smallest first, and the source of the first."""
    known = [(m, fact) for m in models if (fact := m.facts.parameters) and fact.value]
    if not known:
        return "", NO_SOURCE
    sizes = sorted({size for _, fact in known for size in fact.value or ()})
    first, fact = known[0]
    told = enumerate_names([count(size, language) for size in sizes], language)
    return told, cited(first.source(fact))


def _worded(model: Model, field: str, language: str, catalogue: Catalogue) -> str | None:
    """A field in words, with what belongs to it: how far a context extends, languages of programs."""
    said = worded(model, field, language, catalogue)
    if field == "context" and said and _holds(model, "extended_context"):
        more = worded(model, "extended_context", language, catalogue)
        said += f"（可扩展到 {more}）" if language == "zh" else f" (extends to {more})"
    spoken = model.facts.languages and model.facts.languages.value
    if field == "languages" and spoken and spoken.programming and spoken.count is None:
        code = (
            f"{spoken.programming} 种编程语言"
            if language == "zh"
            else f"{spoken.programming} programming languages"
        )
        said = f"{said}{'，' if language == 'zh' else ', '}{code}" if said else code
    return said


def cited(source: Source) -> str:
    """A source as one text: its title and address."""
    return f"{source.title}, {source.url}" if source.url else source.title


def _holds(model: Model, field: str) -> bool:
    fact = getattr(model.facts, field, None)
    return fact is not None and fact.value is not None


def _compared(
    said: Assertion, models: Sequence[Model], catalogue: Catalogue, language: str, *, sure: bool
) -> Judgement | None:
    assert isinstance(said.value, Other)  # noqa: S101 - the caller has looked
    others = [catalogue.models[m] for mention in said.value.group for m in mention.models]
    holds = comparison(said.field, said.value.way, models, others)
    if said.negated and holds is not None:
        holds = not holds
    if holds is None or not sure:
        return None if not sure else Judgement("unknown")
    mine, source = told(models, said.field, catalogue, language)
    theirs, _ = told(others, said.field, catalogue, language)
    known = f"{mine} / {theirs}"
    return Judgement("supported" if holds else "contradicted", known, source)


def _fitting(
    said: Assertion, models: Sequence[Model], language: str, *, sure: bool
) -> Judgement | None:
    assert isinstance(said.value, Device)  # noqa: S101 - the caller has looked
    answers = [judge_fit(said.value, model, denied=said.negated) for model in models]
    if not sure:
        return None
    needed = [
        one
        for model in models
        for size in (model.facts.parameters and model.facts.parameters.value) or ()
        if (one := estimate(model, size, bits=said.value.bits))
    ]
    low = min((one.low for one in needed), default=0.0)
    zh = language == "zh"
    known = (
        (f"估算至少 {low:.1f} GiB" if zh else f"estimate: at least {low:.1f} GiB") if low else ""
    )
    source = "ModelSage 的估算" if zh else "ModelSage's estimate"
    fits = True if any(answers) else False if answers and all(a is False for a in answers) else None
    if fits is None:
        return Judgement("unknown", known, source if known else "")
    return Judgement("supported" if fits is not said.negated else "contradicted", known, source)


def _needing(said: Need, models: Sequence[Model], language: str) -> Judgement:
    needed = estimates(said, models)
    verdict: dict[Finding, Verdict] = {"agrees": "supported", "differs": "contradicted"}
    if not needed:
        return Judgement("unknown")
    low = min(one.low for one in needed)
    high = max((one.high for one in needed if one.high is not None), default=None)
    zh = language == "zh"
    if high is None:
        known = f"估算至少 {low:.1f} GiB" if zh else f"estimate: at least {low:.1f} GiB"
    else:
        known = f"估算 {low:.1f}–{high:.1f} GiB" if zh else f"estimate: {low:.1f}–{high:.1f} GiB"
    source = "ModelSage 的估算" if zh else "ModelSage's estimate"
    return Judgement(verdict.get(judge_need(said, needed), "unknown"), known, source)


def _of_several_sizes(said: Assertion, mention: Mention, models: Sequence[Model]) -> bool:
    """Whether a size is said of a family by its name, of which one size alone has a record.

    What a slip of the scale makes of the known size is wrong of it all the same.
    """
    if said.field not in _BY_SIZE or len(models) > 1 or re.search(r"\d\s?[BbMm]", mention.text):
        return False
    named = re.sub(r"[（(].*?[)）]", "", models[0].name)
    sized = re.search(r"(?<![A-Za-z])\d+(?:\.\d+)?[BbMm]\b", named)
    return sized is not None and not slip_of(said, models[0])


_BY_SIZE = frozenset({"parameters", "active_parameters", "layers", "attention", "memory"})


def _finding(
    said: Assertion, model: Model, siblings: Sequence[Model], catalogue: Catalogue
) -> Finding:
    if isinstance(said.value, Figures):
        return judge_numbers(said, model, siblings)
    if isinstance(said.value, DateMention):
        return judge_date(said.value, model)
    judge_kind: Callable[[Any, Model, Catalogue], Finding] | None = KINDS.get(said.field)
    held = HELD_IN.get(said.field, said.field)
    if judge_kind is None or (not _holds(model, held) and held not in ("gate", "base_model")):
        return "silent"
    value = said.value.values if isinstance(said.value, Words) else said.value
    return judge_kind(value, model, catalogue)

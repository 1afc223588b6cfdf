"""A choice lists who qualifies, counts who does not, and drops nobody in silence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.candidates import Candidate
from bot.choose import choose
from bot.constraints import Constraints
from bot.draft import Draft
from bot.pick import pick
from bot.reasons import REASONS
from bot.standing import CATEGORIES, standings
from bot.understanding import Turn, Understanding
from knowledge.catalogue import Catalogue, Model, load_catalogue
from knowledge.memory import BITS_4, BITS_8, BITS_16, estimate
from tests.bot.desk import Desk

CATALOGUE = load_catalogue()
MODELS = tuple(CATALOGUE.models.values())
BY_NAME = {model.name: model for model in MODELS}
VOTED = {code: standings(CATALOGUE, category) for code, category in CATEGORIES.items()}
NO_DEMAND = frozenset({"device", "small", "bits", "parallel"})
Judgement = Mapping[str, bool | None]

DEMANDS = {
    "commercial": st.sampled_from([None, None, True, False]),
    "unconditional": st.sampled_from([None, None, None, True]),
    "developer": st.sampled_from([None, None, None, "Meta", "Google", "EleutherAI", "NVIDIA"]),
    "min_languages": st.sampled_from([None, None, None, 2, 20, 46, 105]),
    "languages": st.sampled_from([(), (), ("zh",), ("en",), ("fr", "de"), ("ja", "en")]),
    "memory_gb": st.sampled_from([None, None, 4.0, 8.0, 16.0, 24.0, 80.0, 640.0]),
    "context": st.sampled_from([None, None, 512, 2000, 4096, 8000, 16384, 100_000]),
    "bits": st.sampled_from([None, None, BITS_4, BITS_8, BITS_16]),
    "max_parameters": st.sampled_from([None, None, 0.2, 7.0, 13.0, 60.0]),
    "min_parameters": st.sampled_from([None, None, 0.3, 7.0, 30.0, 176.0]),
    "licences": st.sampled_from([(), (), ("apache-2.0",), ("apache-2.0", "opt-175b")]),
    "after": st.sampled_from([None, None, "2019", "2023", "2025-06", "2026"]),
    "before": st.sampled_from([None, None, "2019", "2022", "2023-07", "2025"]),
    "architecture": st.sampled_from([None, None, "encoder", "decoder", "mixture-of-experts"]),
    "countries": st.sampled_from([(), (), ("US",), ("FR", "DE"), ("CN",)]),
    "no_countries": st.sampled_from([(), (), ("CN",), ("US", "CN")]),
    "task": st.sampled_from([None, None, "chat", "code", "understanding", "generation"]),
    "small": st.sampled_from([None, None, True]),
}


@st.composite
def demands(draw: st.DrawFn) -> Constraints:
    """A few demands of different kinds, as people combine them."""
    kinds = draw(st.lists(st.sampled_from(sorted(DEMANDS)), max_size=4, unique=True))
    said: dict[str, Any] = {kind: draw(DEMANDS[kind]) for kind in kinds}
    return Constraints(**said)


def _three(values: list[bool | None]) -> bool | None:
    """Whether any holds, where some are not known."""
    return True if True in values else None if None in values else False


def _as_meant(model: Model, size: float) -> tuple[float, ...]:
    """A size, in billions, and the rounded one that the model's name says: 4.02 is called 4B."""
    called = re.search(r"(?<![\w.])(\d+(?:\.\d+)?)B\b", model.name)
    near = called is not None and abs(float(called[1]) - size) < size * 0.1
    return (size, float(called[1])) if called and near else (size,)


def _at_most(model: Model, size: float, wanted: Constraints) -> bool:
    return any(s <= (wanted.max_parameters or s) for s in _as_meant(model, size))


def _at_least(model: Model, size: float, wanted: Constraints) -> bool:
    return any(s >= (wanted.min_parameters or s) for s in _as_meant(model, size))


def _dated(day: str | None, bound: str) -> tuple[str, str] | None:
    """Both dates as far as both are known; None where the rest would decide."""
    if day is None or (len(day) < len(bound) and bound.startswith(day)):
        return None
    shared = min(len(day), len(bound))
    return day[:shared], bound[:shared]


def _speaks(model: Model, code: str) -> bool | None:
    """Whether a model knows a language: by its record, or by votes where that lists only some."""
    spoken = model.facts.languages.value if model.facts.languages else None
    if spoken is not None and code in spoken.codes:
        return True
    if spoken is not None and (spoken.count or 0) <= len(spoken.codes):
        return False
    return True if model.id in VOTED.get(code, {}) else None


def _all(values: list[bool | None]) -> bool | None:
    """Whether all hold, where some are not known."""
    return False if False in values else None if None in values else True


def expected(model: Model, wanted: Constraints) -> Judgement:
    """What each demand comes to for a model, worked out from its record and people's votes alone."""
    facts = model.facts
    use = facts.commercial_use.value if facts.commercial_use else None
    made_by = facts.developer.value if facts.developer else None
    spoken = facts.languages.value if facts.languages else None
    licence = facts.licence.value if facts.licence else None
    context = facts.context.value if facts.context else None
    sizes = (facts.parameters.value if facts.parameters else None) or ()
    day = facts.released.value if facts.released else None
    kind = facts.architecture.value if facts.architecture else None
    found: dict[str, bool | None] = {}
    if wanted.commercial is not None:
        found["commercial"] = (
            None if use is None else (use in ("yes", "conditional")) == (wanted.commercial)
        )
    if wanted.unconditional:
        found["unconditional"] = None if use is None else use == "yes"
    if wanted.developer:
        found["developer"] = None if made_by is None else wanted.developer in made_by
    if wanted.countries or wanted.no_countries:
        maker = CATALOGUE.developer_of(model)
        places = None if maker is None else set(maker.countries)
        if wanted.countries:
            found["countries"] = None if places is None else bool(places & {*wanted.countries})
        if wanted.no_countries:
            found["no_countries"] = None if places is None else not places & {*wanted.no_countries}
    if wanted.min_languages:
        number = None if spoken is None else spoken.count or len(spoken.codes)
        found["min_languages"] = None if number is None else number >= wanted.min_languages
    if wanted.languages:
        found["languages"] = _all([_speaks(model, code) for code in wanted.languages])
    if wanted.licences:
        found["licences"] = None if licence is None else licence in wanted.licences
    if wanted.context:
        found["context"] = None if context is None else context >= wanted.context
    if wanted.memory_gb:
        small = [s for s in sizes if _at_most(model, s, wanted)] or sizes
        needs = [estimate(model, size, wanted.context, wanted.bits) for size in small]
        fits = [need.fits(wanted.memory_gb) if need else None for need in needs]
        found["memory_gb"] = _three(fits) if fits else None
    if wanted.max_parameters:
        found["max_parameters"] = any(_at_most(model, s, wanted) for s in sizes) if sizes else None
    if wanted.min_parameters:
        found["min_parameters"] = any(_at_least(model, s, wanted) for s in sizes) if sizes else None
    if wanted.after:
        both = _dated(day, wanted.after)
        found["after"] = None if both is None else both[0] >= both[1]
    if wanted.before:
        both = _dated(day, wanted.before)
        found["before"] = None if both is None else both[0] < both[1]
    if wanted.architecture:
        kinds = {wanted.architecture} | (
            {"mixture-of-experts"} if wanted.architecture == "decoder" else set()
        )
        found["architecture"] = None if kind is None else kind in kinds
    elif wanted.task is not None:
        found["task"] = (
            None if kind is None else (kind == "encoder") == (wanted.task == "understanding")
        )
    return found


def judged(wanted: Constraints) -> Mapping[str, Candidate]:
    """Every candidate of a pick, by the model's id."""
    return {c.model.id: c for c in pick(CATALOGUE, wanted).candidates}


def _stretches(model: Model, wanted: Constraints) -> bool:
    """Whether a context that is too short as trained can be extended far enough."""
    longer = model.facts.extended_context
    return bool(longer and wanted.context and (longer.value or 0) >= wanted.context)


def failing(model: Model, wanted: Constraints) -> set[str]:
    """The demands that a model does not meet, whatever one allows for."""
    found = {name for name, met in expected(model, wanted).items() if met is False}
    return found - {"context"} if _stretches(model, wanted) else found


def qualifies(model: Model, wanted: Constraints) -> bool:
    return all(met is True for met in expected(model, wanted).values())


def one_size_at_a_time(wanted: Constraints) -> bool:
    """Whether no two demands ask something of the size of one and the same weights."""
    return not (wanted.min_parameters and (wanted.max_parameters or wanted.memory_gb))


MORE = r"(?: and (\d+) more|，另有 (\d+) 个)"


class Choice:
    """A choice as its reader sees it."""

    def __init__(self, wanted: Constraints, language: str, *, listing: bool) -> None:
        draft = Draft(CATALOGUE, language)
        asked = Understanding(
            text="",
            language=language,
            intent="choice",
            constraints=wanted,
            listing=listing,
            closed=True,  # what is asked back has tests of its own, and takes long
        )
        self.ids = choose(draft, asked)
        self.lines = draft.verdict("choice").text.split("\n")

    def named(self) -> Iterator[Model]:
        """The models that are offered: picks, and others of their families."""
        for line in self.lines:
            if lead := re.match(r"- (?:Pick |Then |推荐 |备选 )?\*\*(.+?)\*\*", line):
                yield BY_NAME[lead[1]]
                also = re.search(rf"(?:also: |同样符合：)(.+?){MORE}?$", line)
                for name in re.split(r", | and |、| ?和 ", also[1]) if also else ():
                    yield BY_NAME[name]

    def counted(self) -> int:
        """How many more are told to qualify, without being offered."""
        numbers = [re.search(f"(?:also: |同样符合：).*{MORE}$", line) for line in self.lines] + [
            re.match(r"- (?:(\d+) more qualify|另有 (\d+) 条也符合)", line) for line in self.lines
        ]
        return sum(int(found[1] or found[2]) for found in numbers if found)

    def line(self, pattern: str) -> re.Match[str] | None:
        return next((found for line in self.lines if (found := re.search(pattern, line))), None)


@given(wanted=demands())
def test_each_demand_is_judged_as_the_record_says(wanted: Constraints) -> None:
    assume(one_size_at_a_time(wanted))
    candidates = judged(wanted)
    for model in MODELS:
        candidate = candidates[model.id]
        known = expected(model, wanted)
        assert set(candidate.fails) == failing(model, wanted), model.id
        unsure = {name for name, met in known.items() if met is None}
        assert set(candidate.open) <= unsure, model.id
        assert unsure <= {*candidate.open, *candidate.close}, model.id


@settings(max_examples=300, deadline=None)
@given(wanted=demands(), language=st.sampled_from(["en", "zh"]), listing=st.booleans())
@example(wanted=Constraints(commercial=True, languages=("zh",)), language="zh", listing=False)
def test_whoever_is_listed_qualifies_and_nobody_else_is(
    wanted: Constraints, language: str, *, listing: bool
) -> None:
    assume(bool(wanted) and one_size_at_a_time(wanted))
    choice = Choice(wanted, language, listing=listing)

    right = {model.id for model in MODELS if qualifies(model, wanted)}
    named = [model.id for model in choice.named()]

    assert set(named) <= right
    assert set(choice.ids) <= right
    assert len(named) == len(set(named))
    assert len(named) + choice.counted() == len(right)
    lines = {CATALOGUE.models[i].family.line for i in right}
    assert {m.family.line for m in choice.named()} <= lines
    assert len({m.family.line for m in choice.named()}) == min(len(lines), 8 if listing else 3)


@settings(max_examples=300, deadline=None)
@given(wanted=demands(), language=st.sampled_from(["en", "zh"]))
def test_the_numbers_of_those_ruled_out_add_up(wanted: Constraints, language: str) -> None:
    assume(bool(wanted) and one_size_at_a_time(wanted))
    choice = Choice(wanted, language, listing=False)
    out = {model.id: failing(model, wanted) for model in MODELS if failing(model, wanted)}

    line = choice.line(r"^(?:Ruled out (\d+) of (\d+) records: |排除 (\d+)/(\d+) 条记录：)(.*)")
    if not out:
        assert line is None
        return
    assert line is not None
    assert [int(n) for n in line.groups()[:4] if n] == [len(out), len(MODELS)]
    reasons = Counter(reason for failed in out.values() for reason in failed)
    told = [part.rsplit(" ", 1) for part in line[5].split(" · ")]
    labels = {REASONS[name][language == "zh"]: number for name, number in reasons.items()}
    assert {label: int(number) for label, number in told} == labels


@settings(max_examples=200, deadline=None)
@given(wanted=demands(), language=st.sampled_from(["en", "zh"]))
@example(wanted=Constraints(commercial=True, languages=("ja",), context=8000), language="en")
@example(wanted=Constraints(commercial=True, languages=("ja",), context=32000), language="zh")
def test_where_nobody_qualifies_every_demand_whose_loss_would_help_is_told(
    wanted: Constraints, language: str
) -> None:
    assume(bool(wanted) and one_size_at_a_time(wanted))
    choice = Choice(wanted, language, listing=False)
    told = {
        found[1] or found[3]: int(found[2] or found[4])
        for line in choice.lines
        if (found := re.search(r"^- (?:without “(.+?)”: (\d+)|去掉“(.+?)”：(\d+) 条)", line))
    }
    if any(qualifies(model, wanted) for model in MODELS):
        assert told == {}
        return
    assert (
        choice.line(rf"^None of the {len(MODELS)} records|^{len(MODELS)} 条记录里没有一条")
        is not None
    )
    assert choice.ids == ()
    helps = {}
    for demand in fields(wanted):
        name = demand.name
        if getattr(wanted, name) in (None, ()) or name in NO_DEMAND:
            continue
        dropped: dict[str, Any] = {name: demand.default}
        relaxed = replace(wanted, **dropped)
        if number := sum(qualifies(model, relaxed) for model in MODELS):
            helps[REASONS[name][language == "zh"]] = number
    assert told == helps


@settings(max_examples=200, deadline=None)
@given(wanted=demands(), language=st.sampled_from(["en", "zh"]))
def test_nothing_is_demanded_in_silence(wanted: Constraints, language: str) -> None:
    assume(bool(wanted))
    echo = Choice(wanted, language, listing=False).lines[0]

    assert echo.startswith(("Understood as: ", "理解为："))
    said = [f for f in fields(wanted) if getattr(wanted, f.name) not in (None, ())]
    parts = echo.split(" · ")
    assert len(parts) >= len([f for f in said if f.name != "device"])


def test_all_who_qualify_are_named_or_counted_however_many_they_are() -> None:
    wanted = Constraints(commercial=True)
    choice = Choice(wanted, "en", listing=False)
    right = {model.id for model in MODELS if qualifies(model, wanted)}
    named = {model.id for model in choice.named()}

    assert len(right) > 50
    assert choice.counted() == len(right - named) > 0


def test_all_who_cannot_be_judged_are_named_or_counted() -> None:
    wanted = Constraints(memory_gb=1000.0)
    choice = Choice(wanted, "en", listing=False)
    unsure = [c.model for c in judged(wanted).values() if c.open and not c.fails]
    assert len(unsure) > 3

    line = choice.line("Cannot be judged for lack of data: (.*)")
    assert line is not None
    named = [m for m in unsure if m.name in line[1]]
    rest = re.search(r" and (\d+) more$", line[1])
    assert len(named) + int(rest[1] if rest else 0) == len(unsure)


@pytest.mark.parametrize(
    "wanted",
    [
        Constraints(min_parameters=50.0, memory_gb=10.0),
        Constraints(min_parameters=20.0, max_parameters=30.0),
    ],
)
def test_demands_on_the_size_are_met_by_one_and_the_same_weights(wanted: Constraints) -> None:
    for model in Choice(wanted, "en", listing=True).named():
        sizes = (model.facts.parameters and model.facts.parameters.value) or ()
        assert any(
            _at_least(model, size, wanted)
            and _at_most(model, size, wanted)
            and (
                wanted.memory_gb is None
                or ((need := estimate(model, size)) and need.fits(wanted.memory_gb))
            )
            for size in sizes
        ), model.id


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("need a model for code, 2x A100 80GB", "qwen3-coder-next"),
        ("推荐一个做中文文本分类的模型", "bert-base-chinese"),
        ("recommend a chat model for a 24 GB card, commercial", "qwen3.8-27b"),
        ("which models may be used commercially and know French and Chinese?", "qwen3.5-397b-a17b"),
        ("which is the newest model that may be used commercially?", "qwen3.8-27b"),
    ],
)
def test_the_model_that_suits_best_comes_first(desk: Desk, question: str, first: str) -> None:
    assert desk.verdict(question).models[0] == first


@pytest.mark.parametrize("question", ["just recommend any model", "随便推荐一个模型"])
def test_without_demands_the_assumptions_are_told_and_what_would_change_them(
    desk: Desk, question: str
) -> None:
    text = desk.verdict(question).text

    assert re.match("No constraints were given. Provisionally|没有给出条件。暂且假定", text)
    assert re.search(r"How much memory|显卡有多少显存", text)
    assert "commercial use" in text or "可商用" in text


@pytest.mark.parametrize(
    ("question", "first", "asked"),
    [
        ("which model should we use?", "- Pick **", "**Question 1 of at most 5: What is it for?"),
        ("我们该用哪个模型？", "- 推荐 **", "**问题 1（最多 5 个）：用来做什么？"),
    ],
)
def test_who_says_nothing_gets_a_provisional_pick_and_is_asked_what_for(
    desk: Desk, question: str, first: str, asked: str
) -> None:
    text = desk.verdict(question).text

    assert first in text
    assert asked in text


@pytest.mark.parametrize(
    ("question", "assumed"),
    [
        ("recommend a model for Chinese, 24 GB", "Assumed: commercial use need not be allowed"),
        ("推荐一个商用的聊天模型", "假定：不限硬件（显存按 4-bit 权重、8192 token 上下文估算）"),
    ],
)
def test_what_was_not_said_is_told_as_assumed(desk: Desk, question: str, assumed: str) -> None:
    assert assumed in desk.verdict(question).text


def test_the_next_ones_follow_those_that_were_shown_until_none_is_left(desk: Desk) -> None:
    turns = ["recommend a commercial French chat model for 8 GB"]
    shown = list(desk.verdict(turns[0]).models)
    text = ""
    for _ in range(12):
        history = tuple(Turn("user", said) for said in turns)
        verdict = desk.verdict("what else?", history)
        text = verdict.text
        assert not set(shown) & set(verdict.models)
        shown += verdict.models
        turns.append("what else?")
        if not verdict.models:
            break

    assert "Those were all" in text
    assert len(shown) > 6


def test_the_catalogue_holds_the_records_that_these_tests_count(catalogue: Catalogue) -> None:
    assert len(catalogue.models) == len(MODELS) == 158

"""Models held against demands: which they meet, fail, or meet perhaps."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.constraints import Beyond, Constraints
from bot.standing import Standing, released
from knowledge.catalogue import Catalogue, Model
from knowledge.licences import EUROPEAN_UNION, Situation, may_use
from knowledge.memory import Memory, estimate

# Taken for granted where nothing is said: the mistake that costs most is a wrong licence.
ASSUMED = Constraints(commercial=True, task="chat")


@dataclass(frozen=True)
class Candidate:
    """A model held against the constraints: the names of those it fails, and of those not known."""

    model: Model
    fails: tuple[str, ...]
    open: tuple[str, ...]
    # Those that it meets only perhaps: memory at the edge, a context that can be stretched.
    close: tuple[str, ...]
    memory: Memory | None
    standing: Standing | None

    @property
    def qualifies(self) -> bool:
        """Whether every demand is met for certain."""
        return not (self.fails or self.open or self.close)


@dataclass(frozen=True)
class Votes:
    """Where models stand: in the category that decides the order, and in each wanted language."""

    order: Mapping[str, Standing]
    languages: Mapping[str, Mapping[str, Standing]]


def judge(model: Model, wanted: Constraints, catalogue: Catalogue, votes: Votes) -> Candidate:
    """Hold a model against every constraint."""
    needed = _needed(model, wanted)
    verdicts = {
        **dict(_by_record(model, wanted, catalogue)),
        **dict(_by_languages(model, wanted, votes.languages)),
        **dict(_by_permission(model, wanted)),
    }
    if wanted.memory_gb:
        verdicts["memory_gb"] = needed.fits(wanted.memory_gb) if needed else None
    close = []
    if verdicts.get("memory_gb", True) is None and needed and needed.high is not None:
        close.append("memory_gb")
    longest = model.facts.extended_context
    stretched = longest is not None and (longest.value or 0) >= (wanted.context or 0)
    if verdicts.get("context") is False and stretched:
        close.append("context")
    return Candidate(
        model,
        fails=tuple(name for name, ok in verdicts.items() if ok is False and name not in close),
        open=tuple(name for name, ok in verdicts.items() if ok is None and name not in close),
        close=tuple(close),
        memory=needed,
        standing=votes.order.get(model.id),
    )


def _by_record(
    model: Model, wanted: Constraints, catalogue: Catalogue
) -> Iterator[tuple[str, bool | None]]:
    """What the record's own values say."""
    facts = model.facts
    developer = facts.developer.value if facts.developer else None
    if wanted.developer:
        made = _made_by(model, wanted.developer, catalogue)
        yield "developer", made if developer else None
    if wanted.no_developers:
        theirs = any(_made_by(model, name, catalogue) for name in wanted.no_developers)
        yield "no_developers", not theirs if developer else None
    if wanted.countries or wanted.no_countries:
        made_by = catalogue.developer_of(model)
        places = set(made_by.countries) if made_by else None
        if wanted.countries:
            yield "countries", None if places is None else bool(places & _areas(wanted.countries))
        if wanted.no_countries:
            yield (
                "no_countries",
                None if places is None else not places & _areas(wanted.no_countries),
            )
    licence = facts.licence.value if facts.licence else None
    if wanted.licences:
        yield "licences", None if licence is None else licence in wanted.licences
    if wanted.no_licences:
        yield "no_licences", None if licence is None else licence not in wanted.no_licences
    if wanted.open_data:
        known = catalogue.openness.get(model.family.id)
        yield "open_data", known.data == "full" if known else None
    if wanted.variant:
        yield "variant", model.record.variant == wanted.variant
    if wanted.no_families:
        yield "no_families", model.family.id not in wanted.no_families
    for beyond in wanted.beyond:
        yield "beyond", _goes_beyond(model, catalogue.models[beyond.model], beyond)
    if wanted.context:
        held = facts.context.value if facts.context else None
        yield "context", None if held is None else held >= wanted.context
    if wanted.max_parameters or wanted.min_parameters:
        yield from _by_size(model, wanted)
    day = released(model)
    if wanted.after:
        yield "after", _compared(day, wanted.after, lambda a, b: a >= b)
    if wanted.before:
        yield "before", _compared(day, wanted.before, lambda a, b: a < b)
    kind = facts.architecture.value if facts.architecture else None
    if wanted.architecture:
        yield "architecture", None if kind is None else _of_kind(kind, wanted.architecture)
    elif wanted.task:
        writes = wanted.task != "understanding"
        yield "task", None if kind is None else (kind != "encoder") == writes


def _by_size(model: Model, wanted: Constraints) -> Iterator[tuple[str, bool | None]]:
    """Whether a size of the model is within each bound, and one of them within both."""
    sizes = (model.facts.parameters.value if model.facts.parameters else None) or ()
    bounds = [name for name in ("max_parameters", "min_parameters") if getattr(wanted, name)]
    alone = {
        name: any(
            _within(model, size, Constraints(**{name: getattr(wanted, name)})) for size in sizes
        )
        for name in bounds
    }
    # Of a record of 7B and 70B, each size meets one bound of 10B to 20B and neither meets both.
    torn = all(alone.values()) and not any(_within(model, size, wanted) for size in sizes)
    for name in bounds:
        yield name, alone[name] and not torn if sizes else None


def _goes_beyond(model: Model, other: Model, wanted: Beyond) -> bool | None:
    """Whether a model has more, or less, of a property than another one has."""
    mine, theirs = extent(model, wanted.field), extent(other, wanted.field)
    if mine is None or theirs is None:
        return None
    return mine > theirs if wanted.up else mine < theirs


def extent(model: Model, field: str) -> float | None:
    """How much of a property a model has: its largest size, its context, its day as a number."""
    fact = getattr(model.facts, field)
    if fact is None or fact.value is None:
        return None
    if field == "parameters":
        return float(max(fact.value))
    if field == "released":
        return float(released(model).replace("-", "").ljust(8, "0"))
    if field == "languages":
        return float(fact.value.count or len(fact.value.codes))
    return float(fact.value)


def _areas(codes: tuple[str, ...]) -> set[str]:
    """The countries that codes stand for: EU is for all its members."""
    return {*codes, *(EUROPEAN_UNION if "EU" in codes else ())}


def _made_by(model: Model, name: str, catalogue: Catalogue) -> bool:
    held = (model.facts.developer.value if model.facts.developer else None) or ""
    known = catalogue.developer_of(model)
    return name.lower() in held.lower() or (known is not None and known.name == name)


def _of_kind(kind: str, wanted: str) -> bool:
    """Whether an architecture is what is wanted; a mixture of experts is a decoder too."""
    return kind == wanted or (wanted == "decoder" and kind == "mixture-of-experts")


def _compared(day: str, bound: str, holds: Callable[[str, str], bool]) -> bool | None:
    """Compare two dates at the precision that both have; None where that does not decide."""
    if not day:
        return None
    shared = min(len(day), len(bound))
    if len(day) < len(bound) and day == bound[:shared]:
        return None
    return holds(day[:shared], bound[:shared])


def _by_languages(
    model: Model, wanted: Constraints, voted: Mapping[str, Mapping[str, Standing]]
) -> Iterator[tuple[str, bool | None]]:
    """What is known of the languages: by the record, or by people's votes in one it leaves open."""
    spoken = model.facts.languages.value if model.facts.languages else None
    codes = set(spoken.codes) if spoken else set()
    complete = spoken is not None and (spoken.count or 0) <= len(codes)
    if wanted.languages:
        missing = set(wanted.languages) - codes
        by_votes = {code for code in missing if model.id in voted.get(code, {})}
        if not missing or (missing == by_votes and not complete):
            yield "languages", True
        else:
            yield "languages", False if complete else None
    if wanted.no_languages:
        unwanted = set(wanted.no_languages)
        yield "no_languages", False if unwanted & codes else True if complete else None
    if wanted.min_languages:
        number = (spoken.count or len(spoken.codes)) if spoken else None
        yield "min_languages", None if number is None else number >= wanted.min_languages


def _by_permission(model: Model, wanted: Constraints) -> Iterator[tuple[str, bool | None]]:
    """What the licences allow; each part of the situation is judged for itself."""
    if wanted.commercial is not None:
        allowed = _allowed(model, Situation(commercial=True))
        yield "commercial", None if allowed is None else allowed == wanted.commercial
    if wanted.unconditional:
        answer = may_use(
            model.licences, Situation(commercial=True), multimodal=model.multimodal
        ).answer
        yield "unconditional", None if answer == "unknown" else answer == "yes"
    asked = [name for name in _SITUATION if getattr(wanted, name)]
    if not asked:
        return
    # What commercial use alone rules out is not laid to the number of users as well.
    sold = wanted.commercial is not False and _allowed(model, Situation()) is not False
    base = Situation(commercial=sold)
    parts = {
        "users": replace(base, monthly_users=wanted.users),
        "revenue": replace(base, annual_revenue=wanted.revenue),
        "region": replace(base, region=wanted.region),
        "hosted": replace(base, hosted=wanted.hosted),
        "outputs": replace(base, trains_other=wanted.outputs),
    }
    ruled_out = _allowed(model, base) is False
    for name in asked:
        yield name, True if ruled_out else _allowed(model, parts[name])


_SITUATION = ("users", "revenue", "region", "hosted", "outputs")


def _allowed(model: Model, situation: Situation) -> bool | None:
    if not model.licences:
        return None
    answer = may_use(model.licences, situation, multimodal=model.multimodal).answer
    return None if answer == "unknown" else answer != "no"


def _within(model: Model, size: float, wanted: Constraints) -> bool:
    """Whether one size, in billions, is within what is wanted, taken as it is or as it is called.

    Qwen3-4B has 4.02 billion parameters and is what people mean by at most 4B.
    """
    called = _CALLED.search(model.name)
    sizes = [size]
    if called and abs(float(called[1]) / size - 1) < ROUNDED:
        sizes.append(float(called[1]))
    return any((wanted.min_parameters or 0) <= s <= (wanted.max_parameters or s) for s in sizes)


_CALLED = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)B(?![A-Za-z])")
ROUNDED = 0.1  # names are rounded by less than this


def _needed(model: Model, wanted: Constraints) -> Memory | None:
    """Memory of the largest size that fits, else of the smallest."""
    sizes = sorted((model.facts.parameters.value if model.facts.parameters else None) or ())
    sizes = [size for size in sizes if _within(model, size, wanted)] or sizes
    estimates = [
        e
        for size in sizes
        if (e := estimate(model, size, wanted.context, wanted.bits, wanted.parallel or 1))
        is not None
    ]
    if not estimates:
        return None
    fitting = [e for e in estimates if wanted.memory_gb and e.fits(wanted.memory_gb)]
    return fitting[-1] if fitting else estimates[0]

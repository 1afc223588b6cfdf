"""Models held against demands: which they meet, fail, or meet perhaps, and in what order they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.constraints import Constraints
from knowledge.catalogue import Model
from knowledge.memory import Memory, estimate

# Taken for granted where nothing is said: the mistake that costs most is a wrong licence.
ASSUMED = Constraints(commercial=True, task="chat")


@dataclass(frozen=True)
class Candidate:
    """A model held against the constraints: the names of those it fails, and of those not known."""

    model: Model
    fails: tuple[str, ...]
    open: tuple[str, ...]
    close: tuple[
        str, ...
    ]  # those that it meets only perhaps: memory at the edge, a context that can be stretched
    memory: Memory | None


def judge(model: Model, wanted: Constraints) -> Candidate:
    """Hold a model against every constraint."""
    facts = model.facts
    verdicts: dict[str, bool | None] = {}
    needed = _needed(model, wanted)
    if wanted.commercial is not None:
        use = facts.commercial_use.value if facts.commercial_use else None
        verdicts["commercial"] = None if use is None else (use != "no") == wanted.commercial
    if wanted.unconditional:
        use = facts.commercial_use.value if facts.commercial_use else None
        verdicts["unconditional"] = None if use is None else use == "yes"
    if wanted.developer:
        developer = facts.developer.value if facts.developer else None
        verdicts["developer"] = (
            None if developer is None else wanted.developer.lower() in developer.lower()
        )
    if wanted.no_developers:
        developer = facts.developer.value if facts.developer else None
        verdicts["no_developers"] = developer is None or not any(
            name.lower() in developer.lower() for name in wanted.no_developers
        )
    if wanted.no_licences:
        verdicts["no_licences"] = not facts.licence or facts.licence.value not in wanted.no_licences
    if wanted.no_languages:
        spoken = facts.languages.value if facts.languages else None
        verdicts["no_languages"] = (
            None if spoken is None else not set(wanted.no_languages) & set(spoken.codes)
        )
    if wanted.no_families:
        verdicts["no_families"] = model.family.id not in wanted.no_families
    if wanted.min_languages:
        spoken = facts.languages.value if facts.languages else None
        verdicts["min_languages"] = (
            None if spoken is None else (spoken.count or len(spoken.codes)) >= wanted.min_languages
        )
    if wanted.licences:
        verdicts["licences"] = None if not facts.licence else facts.licence.value in wanted.licences
    if wanted.languages:
        spoken = facts.languages.value if facts.languages else None
        verdicts["languages"] = (
            None if spoken is None else set(wanted.languages) <= set(spoken.codes)
        )
    if wanted.memory_gb:
        verdicts["memory_gb"] = needed.fits(wanted.memory_gb) if needed else None
    if wanted.context:
        verdicts["context"] = (
            None
            if not facts.context or facts.context.value is None
            else facts.context.value >= wanted.context
        )
    if wanted.max_parameters or wanted.min_parameters:
        sizes = facts.parameters.value if facts.parameters else None
        verdicts["max_parameters" if wanted.max_parameters else "min_parameters"] = (
            None if not sizes else any(_wanted_size(size, wanted) for size in sizes)
        )
    released = facts.released.value if facts.released else None
    if wanted.after:
        verdicts["after"] = None if not released else int(released[:4]) >= wanted.after
    if wanted.before:
        verdicts["before"] = None if not released else int(released[:4]) < wanted.before
    encoder = wants_encoder(wanted)
    if encoder is not None:
        kind = facts.architecture.value if facts.architecture else None
        verdicts["encoder"] = None if kind is None else (kind == "encoder") == encoder
    if wanted.task == "code":
        verdicts["task"] = model.record.variant == "code"
    close = []
    if verdicts.get("memory_gb", True) is None and needed and needed.high is not None:
        close.append("memory_gb")
    if (
        verdicts.get("context") is False
        and facts.extended_context
        and (facts.extended_context.value or 0) >= (wanted.context or 0)
    ):
        close.append("context")
    return Candidate(
        model,
        fails=tuple(name for name, ok in verdicts.items() if ok is False and name not in close),
        open=tuple(name for name, ok in verdicts.items() if ok is None and name not in close),
        close=tuple(close),
        memory=needed,
    )


def wants_encoder(wanted: Constraints) -> bool | None:
    """Whether an encoder is wanted, a decoder, or either (None)."""
    if wanted.encoder is not None:
        return wanted.encoder
    if wanted.task == "understanding":
        return True
    return False if wanted.task else None


def _wanted_size(size: float, wanted: Constraints) -> bool:
    """Whether one size, in billions, is within what is wanted."""
    return (wanted.min_parameters or 0) <= size <= (wanted.max_parameters or size)


def _needed(model: Model, wanted: Constraints) -> Memory | None:
    """Memory of the largest size that fits, else of the smallest."""
    sizes = sorted((model.facts.parameters.value if model.facts.parameters else None) or ())
    sizes = [size for size in sizes if _wanted_size(size, wanted)] or sizes
    estimates = [
        e for size in sizes if (e := estimate(model, size, wanted.context, wanted.bits)) is not None
    ]
    if not estimates:
        return None
    fitting = [e for e in estimates if wanted.memory_gb and e.fits(wanted.memory_gb)]
    return fitting[-1] if fitting else estimates[0]


def order(c: Candidate, wanted: Constraints) -> tuple[object, ...]:
    """What puts one candidate before another; the rule is told to the reader by `_rule`."""
    variant = c.model.record.variant
    task = wanted.task or "chat"
    suited = {
        "chat": variant == "chat",
        "code": variant == "code",
        "understanding": variant == "encoder",
        "generation": variant in ("chat", "base"),
    }[task]
    released = c.model.facts.released.value if c.model.facts.released else None
    size = c.memory.parameters if c.memory else 0.0
    unconditional = bool(
        wanted.commercial
        and c.model.facts.commercial_use
        and c.model.facts.commercial_use.value == "yes"
    )
    spoken = c.model.facts.languages.value if c.model.facts.languages else None
    focused = (
        task == "understanding"
        and spoken is not None
        and set(spoken.codes) <= set(wanted.languages)
    )
    encoder = variant == "encoder" and task != "understanding"
    context = c.model.facts.context.value if c.model.facts.context else None
    if wanted.small:
        size = -size
        return suited, not encoder, size, focused, released or "", unconditional, context or 0
    return suited, not encoder, focused, (released or "")[:7], unconditional, size, context or 0


def by_family(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates of each family together, in the order of the family's best."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.model.family.id, []).append(candidate)
    return list(groups.values())

"""What models need in memory, in words and with the terms that the estimate is made of."""

from collections.abc import Iterator, Sequence

from bot.answer import Evidence, Reference
from bot.draft import Draft
from bot.understanding import Understanding
from bot.wording import enumerate_names
from knowledge.catalogue import Model
from knowledge.memory import PRECISIONS, Memory, estimate


def memory_lines(draft: Draft, models: Sequence[Model], asked: Understanding) -> Iterator[str]:
    """What the models need, a line for each estimate that differs; on a card, whether it fits."""
    groups: dict[Memory, list[Model]] = {}
    named = asked.sizes
    for model in models:
        sizes = (model.facts.parameters.value if model.facts.parameters else None) or ()
        for size in [s for s in sizes if s in named] or sizes:
            needed = estimate(model, size, asked.constraints.context, asked.constraints.bits)
            if needed is not None:
                groups.setdefault(needed, []).append(model)
    for needed, group in groups.items():
        yield _memory_line(draft, group, needed, asked)


def _sized(model: Model, size: float) -> str:
    """A model's name, with the size where the record covers several."""
    many = len((model.facts.parameters and model.facts.parameters.value) or ()) > 1
    return f"{model.name} {size:g}B" if many else model.name


def _memory_line(draft: Draft, group: Sequence[Model], needed: Memory, asked: Understanding) -> str:
    model = group[0]
    name = enumerate_names([_sized(m, needed.parameters) for m in group], draft.language)
    text = memory_text(draft, name, needed)
    shape = model.facts.attention or model.facts.parameters
    assert shape is not None  # noqa: S101 - an estimate needs the parameters
    source = model.source(shape)
    line = draft.state(text, Reference.of(source), [m.id for m in group], "estimate").cited()
    limit = asked.constraints.memory_gb
    if limit is None:
        return line
    fits = needed.fits(limit)
    if fits is None:
        says = draft.say(
            f"Whether {name} fits into {round(limit, 1):g} GB cannot be said.",
            f"{name} 能否放进 {round(limit, 1):g} GB 无法断定。",
        )
    elif fits:
        says = draft.say(
            f"{name} fits into {round(limit, 1):g} GB.", f"{name} 放得进 {round(limit, 1):g} GB。"
        )
    else:
        says = draft.say(
            f"{name} does not fit into {round(limit, 1):g} GB.",
            f"{name} 放不进 {round(limit, 1):g} GB。",
        )
    verdict = draft.state(says, Reference.of(source), [m.id for m in group], "estimate").cited()
    return f"**{verdict}** {line}"


def state_memory(draft: Draft, model: Model, size: float) -> tuple[Evidence, Memory] | None:
    """What one size of a model needs, as evidence and as the estimate itself."""
    needed = estimate(model, size)
    shape = model.facts.attention or model.facts.parameters
    if needed is None or shape is None:
        return None
    source = model.source(shape)
    text = memory_text(draft, _sized(model, size), needed)
    reference = Reference.of(source)
    return draft.state(text, reference, [model.id], "estimate"), needed


def memory_text(draft: Draft, name: str, needed: Memory) -> str:
    """An estimate of memory as a sentence, with the terms that it is made of."""
    bits = PRECISIONS[needed.bits]
    weights = f"{needed.weights:.1f}"
    if needed.kv is None or needed.high is None:
        return draft.say(
            f"{name} needs at least {needed.low:.1f} GiB in {bits}: weights {weights} GiB; the size of its KV cache is unknown.",
            f"{name} 以 {bits} 运行至少需要 {needed.low:.1f} GiB：权重 {weights} GiB，KV 缓存大小未知。",
        )
    cache_en = f" + KV cache {needed.kv:.1f} GiB at {needed.context} tokens" if needed.kv else ""
    cache_zh = f" + KV 缓存 {needed.kv:.1f} GiB（{needed.context} token）" if needed.kv else ""
    needs = "need" if " and " in name else "needs"
    return draft.say(
        f"{name} {needs} about {needed.low:.1f} to {needed.high:.1f} GiB in {bits} (estimate: weights {weights} GiB{cache_en} + overhead).",
        f"{name} 以 {bits} 运行约需 {needed.low:.1f} 到 {needed.high:.1f} GiB（估算：权重 {weights} GiB{cache_zh} + 开销）。",
    )

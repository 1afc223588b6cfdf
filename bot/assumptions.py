"""How a choice was understood, in a line: its demands, what is no longer demanded, what was assumed."""

from collections.abc import Iterator

from bot.draft import Draft
from bot.offers import provisional
from bot.pick import Pick
from bot.reasons import REASONS
from bot.understanding import Understanding
from knowledge.memory import BITS_4, PRECISIONS, USUAL_CONTEXT


def understood(draft: Draft, picked: Pick, asked: Understanding) -> Iterator[str]:
    """The lines above a choice."""
    wanted = picked.wanted
    said = asked.constraints or wanted
    echo = said.echo(draft.language, draft.catalogue)
    open_ends = list(_assumed(draft, asked))
    if not asked.constraints:
        echo = " · ".join((echo, *open_ends))
        yield draft.say(
            f"No constraints were given. Provisionally, assuming: {echo}",
            f"没有给出条件。暂且假定：{echo}",
        ) + _dropped(draft, asked)
        return
    line = draft.say(f"Understood as: {echo}", f"理解为：{echo}")
    if wanted.memory_gb:
        bits = PRECISIONS[wanted.bits or BITS_4]
        length = wanted.context or USUAL_CONTEXT
        line += draft.say(
            f" ({bits} weights, up to {length} tokens of context)",
            f"（{bits} 权重，最多 {length} token 上下文）",
        )
    if wanted.device and wanted.device.assumed:
        line += draft.say(f" ({wanted.device.assumed.en})", f"（{wanted.device.assumed.zh}）")
    yield line + _dropped(draft, asked)
    if open_ends and not asked.listing and not asked.page:
        yield draft.say("Assumed: ", "假定：") + " · ".join(open_ends)


def _dropped(draft: Draft, asked: Understanding) -> str:
    """What the turn took back, so that it is seen to be understood."""
    names = dict.fromkeys(_LABELS.get(name, name) for name in asked.dropped)
    labels = [REASONS[name][draft.language == "zh"] for name in names if name in REASONS]
    if not labels:
        return ""
    listed = draft.say(", ", "、").join(labels)
    return draft.say(f" · no longer demanded: {listed}", f" · 不再要求：{listed}")


_LABELS = {"device": "memory_gb"}


def _assumed(draft: Draft, asked: Understanding) -> Iterator[str]:
    """What an answer takes for granted on what was not said."""
    said, wanted = asked.constraints, provisional(asked)
    if not said.memory_gb and not said.max_parameters:
        bits, length = PRECISIONS[said.bits or BITS_4], said.context or USUAL_CONTEXT
        yield draft.say(
            f"any hardware (memory is reckoned for {bits} weights and {length} tokens of context)",
            f"不限硬件（显存按 {bits} 权重、{length} token 上下文估算）",
        )
    if not said.languages and not said.min_languages:
        yield draft.say("any language", "不限语言")
    if not said:  # the rest of what is assumed is shown as the demands then
        return
    if said.commercial is None and not (said.users or said.revenue or said.hosted):
        if wanted.commercial:
            yield draft.say("commercial use", "可商用")
        elif not said.unconditional:
            yield draft.say("commercial use need not be allowed", "不要求可商用")
    if not said.task and not said.architecture:
        yield draft.say("for conversation", "用于对话")

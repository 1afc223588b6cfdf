"""Choosing a model under constraints: who qualifies, in what order and why, and who does not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields

from bot.answer import Reference
from bot.candidates import ASSUMED, Candidate, by_family, judge, order
from bot.compare import rank
from bot.constraints import Constraints
from bot.draft import Draft
from bot.memory_facts import memory_text
from bot.understanding import Understanding
from bot.wording import enumerate_names, sentence, value
from knowledge.catalogue import Model
from knowledge.memory import BITS_4, PRECISIONS, USUAL_CONTEXT

SHOWN = 3
LISTED = 8  # a question for a list gets more


def choose(draft: Draft, asked: Understanding) -> tuple[str, ...]:
    """Add the choice; returns the ids of those shown, best first."""
    wanted = asked.constraints or ASSUMED
    everyone = list(draft.catalogue.models.values())
    candidates = [judge(model, wanted) for model in everyone]
    fit = sorted(
        (c for c in candidates if not c.fails and not c.open and not c.close),
        key=lambda c: order(c, wanted),
        reverse=True,
    )
    echo = wanted.echo(draft.language, draft.catalogue)
    if asked.constraints:
        draft.lines.append(draft.say(f"Understood as: {echo}", f"理解为：{echo}"))
        if wanted.memory_gb:
            bits = PRECISIONS[wanted.bits or BITS_4]
            length = wanted.context or USUAL_CONTEXT
            draft.lines[-1] += draft.say(
                f" ({bits} weights, up to {length} tokens of context)",
                f"（{bits} 权重，最多 {length} token 上下文）",
            )
    else:
        draft.lines.append(
            draft.say(
                f"No constraints were given. Provisionally, assuming: {echo}",
                f"没有给出条件。暂且假定：{echo}",
            )
        )
    if asked.extreme:
        shown = rank(draft, [c.model for c in candidates if c in fit], asked.extreme)
        _eliminations(draft, candidates, wanted)
        return tuple(m.id for m in shown)
    kin = by_family(fit)
    listed = [group[0] for group in kin][: LISTED if asked.listing else SHOWN]
    for place, candidate in enumerate(listed):
        draft.lines.append(
            _line(draft, candidate, place, wanted, listing=asked.listing) + _also(draft, kin[place])
        )
    if fit:
        rest = [c.model.name for group in kin[len(listed) :] for c in group]
        if rest:
            names = enumerate_names(rest, draft.language)
            draft.lines.append(
                draft.say(
                    f"- {len(rest)} more qualify: {names}", f"- 另有 {len(rest)} 条也符合：{names}"
                )
            )
        draft.lines.append(_rule(draft, wanted))
        _perhaps(draft, candidates)
    else:
        count = len(everyone)
        draft.lines.append(
            draft.say(
                f"None of the {count} records fits all of this.",
                f"{count} 条记录里没有一条全部符合。",
            )
        )
        _perhaps(draft, candidates)
        _relaxed(draft, everyone, wanted)
    _eliminations(draft, candidates, wanted)
    if not asked.constraints:
        draft.lines.append(
            draft.say(
                "What would change this most: which languages must it know? How much memory does your card have?",
                "最影响结果的两点：需要哪些语言？显卡有多少显存？",
            )
        )
    return tuple(c.model.id for c in listed)


def _rule(draft: Draft, wanted: Constraints) -> str:
    kind = {
        "code": ("models made for code", "为编程训练的模型"),
        "understanding": ("encoders", "编码器"),
        "generation": ("models that write text", "能生成文本的模型"),
    }.get(wanted.task or "chat", ("models tuned for conversation", "对话微调过的模型"))
    return draft.say(
        f"Order: {kind[0]} first, then the {'smaller' if wanted.small else 'newer, then the larger that fits'}. No benchmark compares all of them.",
        f"排序：{kind[1]}优先，其次{'看规模，越小越靠前' if wanted.small else '看发布时间，再次看放得下的最大规模'}。没有能同时比较它们的评测。",
    )


def _also(draft: Draft, group: Sequence[Candidate]) -> str:
    """The other records of a family that fit as well, so that none is dropped in silence."""
    others = enumerate_names([c.model.name for c in group[1:]], draft.language)
    return draft.say(f" · also: {others}", f" · 同样符合：{others}") if others else ""


def _line(
    draft: Draft, candidate: Candidate, place: int, wanted: Constraints, *, listing: bool
) -> str:
    model = candidate.model
    parts = []
    for name in ("licence", "commercial_use", "parameters", "context", "languages", "released"):
        worded = value(model, name, draft.language, draft.catalogue)
        if worded is None:
            continue
        fact = getattr(model.facts, name)
        evidence = draft.state_fact(
            sentence(model.name, name, worded, draft.language), model, fact, [model.id]
        )
        if name == "commercial_use" and fact.note and fact.value != "yes":
            draft.state_fact(fact.note[draft.language], model, fact, [model.id])
        prefix = (
            draft.say("context ", "上下文 ")
            if name == "context"
            else draft.say("released ", "发布于 ")
            if name == "released"
            else draft.say("commercial use ", "")
            if name == "commercial_use"
            else ""
        )
        if name == "parameters":
            worded += draft.say(" parameters", "参数")
        if name == "context" and not wanted.context:
            continue
        parts.append(f"{prefix}{worded} [{evidence.source}]")
    if wanted.memory_gb and candidate.memory and candidate.memory.high is not None:
        source = model.source(model.facts.attention or model.facts.parameters)  # type: ignore[arg-type]
        size = (
            f" {candidate.memory.parameters:g}B"
            if len((model.facts.parameters and model.facts.parameters.value) or ()) > 1
            else ""
        )
        evidence = draft.state(
            memory_text(draft, model.name + size, candidate.memory),
            Reference.of(source),
            [model.id],
            "estimate",
        )
        parts.append(
            draft.say(
                f"about {candidate.memory.low:.1f}–{candidate.memory.high:.1f} GiB{size}",
                f"约 {candidate.memory.low:.1f}–{candidate.memory.high:.1f} GiB{size}",
            )
            + f" [{evidence.source}]"
        )
    if model.record.variant == "encoder" and wanted.task != "understanding":
        parts.append(draft.say("an encoder: it writes no text", "编码器，不生成文本"))
    if model.record.variant == "base" and wanted.task == "chat":
        parts.append(
            draft.say("a base model, not tuned for conversation", "基座模型，未做对话微调")
        )
    role = draft.say("Pick" if place == 0 else "Then", "推荐" if place == 0 else "备选")
    lead = "" if listing else f"{role} "
    return f"- {lead}**{model.name}**: " + " · ".join(parts)


def _eliminations(draft: Draft, candidates: Sequence[Candidate], wanted: Constraints) -> None:
    """Who was ruled out by what, in numbers; nobody is dropped in silence."""
    if not wanted:
        return
    out = [c for c in candidates if c.fails]
    unsure = [c for c in candidates if c.open and not c.fails]
    if out:
        by = Counter(name for c in out for name in c.fails)
        reasons = " · ".join(
            f"{REASONS[name][draft.language == 'zh']} {number}" for name, number in by.most_common()
        )
        draft.lines.append(
            draft.say(
                f"Ruled out {len(out)} of {len(candidates)} records: {reasons}",
                f"排除 {len(out)}/{len(candidates)} 条记录：{reasons}",
            )
        )
    if unsure:
        names = enumerate_names([c.model.name for c in unsure], draft.language)
        draft.lines.append(
            draft.say(f"Cannot be judged for lack of data: {names}", f"缺数据，无法判断：{names}")
        )


def _perhaps(draft: Draft, candidates: Sequence[Candidate]) -> None:
    """Name those at the edge, with what the edge is."""
    for candidate in candidates:
        if candidate.close and not candidate.fails and not candidate.open:
            draft.lines.append(
                "- " + draft.say("Perhaps: ", "或许可以：") + _closely(draft, candidate)
            )


def _closely(draft: Draft, candidate: Candidate) -> str:
    """Why a model is at the edge of what is wanted."""
    model = candidate.model
    if "context" in candidate.close and model.facts.context and model.facts.context.note:
        note = model.facts.context.note[draft.language]
        worded = value(model, "context", draft.language, draft.catalogue)
        fact = model.facts.context
        return draft.state_fact(
            draft.say(f"{model.name}: {worded}. {note}", f"{model.name}：{worded}。{note}"),
            model,
            fact,
            [model.id],
        ).cited()
    assert candidate.memory is not None  # noqa: S101 - the edge of memory needs an estimate
    source = model.source(model.facts.attention or model.facts.parameters)  # type: ignore[arg-type]
    size = (
        f" {candidate.memory.parameters:g}B"
        if len((model.facts.parameters and model.facts.parameters.value) or ()) > 1
        else ""
    )
    text = memory_text(draft, model.name + size, candidate.memory)
    return draft.state(text, Reference.of(source), [model.id], "estimate").cited()


def _relaxed(draft: Draft, everyone: Sequence[Model], wanted: Constraints) -> None:
    """Say what dropping each constraint would give."""
    for f in fields(wanted):
        if getattr(wanted, f.name) in (None, ()) or f.name in ("card", "small", "bits"):
            continue
        relaxed = wanted.without(f.name)
        fit = [
            c
            for c in (judge(model, relaxed) for model in everyone)
            if not c.fails and not c.open and not c.close
        ]
        if fit:
            reason = REASONS[f.name][draft.language == "zh"]
            names = enumerate_names([c.model.name for c in fit[:SHOWN]], draft.language)
            draft.lines.append(
                draft.say(
                    f"- without “{reason}”: {len(fit)} ({names})",
                    f"- 去掉“{reason}”：{len(fit)} 条（{names}）",
                )
            )


REASONS: dict[str, tuple[str, str]] = {
    "commercial": ("commercial use", "商用要求"),
    "licences": ("licence", "许可证"),
    "languages": ("language", "语言"),
    "memory_gb": ("memory", "显存"),
    "context": ("context", "上下文"),
    "unconditional": ("conditions", "附加条件"),
    "developer": ("developer", "开发者"),
    "no_developers": ("excluded developer", "排除的开发者"),
    "no_licences": ("excluded licence", "排除的许可证"),
    "no_languages": ("excluded language", "排除的语言"),
    "no_families": ("excluded model", "排除的模型"),
    "min_languages": ("number of languages", "语言数量"),
    "task": ("purpose", "用途"),
    "max_parameters": ("too large", "规模上限"),
    "min_parameters": ("too small", "规模下限"),
    "after": ("too old", "发布太早"),
    "before": ("too new", "发布太晚"),
    "encoder": ("kind of model", "模型类型"),
}

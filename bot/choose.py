"""Choosing a model under constraints: who qualifies, in what order and why, and who does not."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Reference
from bot.candidates import ASSUMED, Candidate
from bot.compare import rank
from bot.constraints import Constraints
from bot.draft import Draft
from bot.memory_facts import memory_text
from bot.pick import Pick, by_family, by_line
from bot.pick import pick as pick_models
from bot.reasons import REASONS, rule
from bot.record_view import standing_text
from bot.understanding import Understanding
from bot.wording import enumerate_names, sentence, value
from knowledge.catalogue import Model
from knowledge.memory import BITS_4, PRECISIONS, USUAL_CONTEXT
from knowledge.running import how_to_run

SHOWN = 3
LISTED = 8  # a question for a list gets more
ALSO = 4
ALL = 12  # families, where those of one developer or of the article are asked for
USUAL_CARD = 24  # GB of the cards that people have at home
LARGE_CARD = 80  # and of the largest common one


def choose(draft: Draft, asked: Understanding) -> tuple[str, ...]:
    """Add the choice; returns the ids of those shown, best first."""
    wanted = asked.constraints or ASSUMED
    picked = pick_models(draft.catalogue, wanted, of_article(draft, asked))
    _understood(draft, picked, assumed=not asked.constraints)
    if asked.extreme:
        shown = rank(draft, [c.model for c in picked.qualifying], asked.extreme)
        _eliminations(draft, picked)
        return tuple(m.id for m in shown)
    whole = asked.listing and bool(wanted.developer or asked.from_article)
    kin = (by_family if whole else by_line)(picked.qualifying)
    listed = [group[0] for group in kin][: ALL if whole else LISTED if asked.listing else SHOWN]
    for place, candidate in enumerate(listed):
        draft.lines.append(
            _line(draft, candidate, place, wanted, listing=asked.listing) + _also(draft, kin[place])
        )
    if listed and not asked.listing:
        _start(draft, listed[0])
        if not asked.from_article:
            _modest(draft, picked)
    if picked.qualifying:
        rest = [c.model.name for group in kin[len(listed) :] for c in group]
        if rest:
            draft.lines.append("- " + _more(draft, rest))
        draft.lines.append(rule(picked, draft.language))
    else:
        count = len(picked.candidates)
        draft.lines.append(
            draft.say(
                f"None of the {count} records fits all of this.",
                f"{count} 条记录里没有一条全部符合。",
            )
        )
    _perhaps(draft, picked, few=bool(picked.qualifying))
    _relaxed(draft, picked)
    _eliminations(draft, picked)
    if not asked.constraints:
        draft.lines.append(
            draft.say(
                "What would change this most: which languages must it know? How much memory does your card have?",
                "最影响结果的两点：需要哪些语言？显卡有多少显存？",
            )
        )
    return tuple(c.model.id for c in listed)


def of_article(draft: Draft, asked: Understanding) -> tuple[Model, ...] | None:
    """The models to choose among, where the question is about the article's."""
    if not asked.from_article:
        return None
    return tuple(m for m in draft.catalogue.models.values() if m.family.section)


def _modest(draft: Draft, picked: Pick) -> None:
    """Add what fits one usual card, where the pick needs a machine that few have."""
    memory = picked.qualifying[0].memory if picked.qualifying else None
    if picked.wanted.memory_gb or memory is None or memory.low <= LARGE_CARD:
        return
    fitting = pick_models(draft.catalogue, replace(picked.wanted, memory_gb=USUAL_CARD))
    if fitting.qualifying:
        model = fitting.qualifying[0].model
        needed = memory_text(draft, model.name, fitting.qualifying[0].memory or memory)
        source = model.source(model.facts.attention or model.facts.parameters)  # type: ignore[arg-type]
        cited = draft.state(needed, Reference.of(source), [model.id], "estimate").cited()
        draft.lines.append(
            draft.say(
                f"- On one card of {USUAL_CARD} GB: **{model.name}**. {cited}",
                f"- 单张 {USUAL_CARD} GB 显卡：**{model.name}**。{cited}",
            )
        )


def _understood(draft: Draft, picked: Pick, *, assumed: bool) -> None:
    """Say how the demands were understood, and what was taken for granted."""
    wanted = picked.wanted
    echo = wanted.echo(draft.language, draft.catalogue)
    if assumed:
        draft.lines.append(
            draft.say(
                f"No constraints were given. Provisionally, assuming: {echo}",
                f"没有给出条件。暂且假定：{echo}",
            )
        )
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
    draft.lines.append(line)


def _more(draft: Draft, rest: Sequence[str]) -> str:
    """The others that qualify: by name where they are few."""
    if len(rest) <= LISTED:
        names = enumerate_names(rest, draft.language)
        return draft.say(
            f"{len(rest)} more qualify: {names}", f"另有 {len(rest)} 条也符合：{names}"
        )
    names = draft.say(", ", "、").join(rest[:LISTED])
    return draft.say(
        f"{len(rest)} more qualify, among them {names}",
        f"另有 {len(rest)} 条也符合，其中有 {names}",
    )


def _start(draft: Draft, candidate: Candidate) -> None:
    """Add the command that starts the pick, and what it needs first."""
    running = how_to_run(candidate.model)
    if running is None:
        return
    first = draft.say("; ", "；").join(need[draft.language] for need in running.needs)
    before = draft.say(f" (first: {first})", f"（前提：{first}）") if first else ""
    draft.lines.append("- " + draft.say("To start it: ", "运行：") + f"`{running.command}`{before}")


def _also(draft: Draft, group: Sequence[Candidate]) -> str:
    """The other records of a line that fit as well, so that none is dropped in silence."""
    names = [c.model.name for c in group[1:]]
    others = enumerate_names(names[:ALSO], draft.language)
    more = len(names) - ALSO
    if more > 0:
        others += draft.say(f" and {more} more", f"，另有 {more} 个")
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
    unknown = draft.say("commercial use unknown", "能否商用未知")
    if model.facts.commercial_use is None or model.facts.commercial_use.value is None:
        parts.append(unknown)
    if candidate.standing is not None:
        one = standing_text(candidate.standing, draft.catalogue, draft.language)
        table = Reference.of(draft.catalogue.ratings.source)
        evidence = draft.state(
            draft.say(f"{model.name}: {one}.", f"{model.name}：{one}。"), table, [model.id]
        )
        parts.append(f"{one} [{evidence.source}]")
    if model.record.variant == "encoder" and wanted.task != "understanding":
        parts.append(draft.say("an encoder: it writes no text", "编码器，不生成文本"))
    if model.record.variant == "base" and wanted.task == "chat":
        parts.append(
            draft.say("a base model, not tuned for conversation", "基座模型，未做对话微调")
        )
    role = draft.say("Pick" if place == 0 else "Then", "推荐" if place == 0 else "备选")
    lead = "" if listing else f"{role} "
    return f"- {lead}**{model.name}**: " + " · ".join(parts)


def _eliminations(draft: Draft, picked: Pick) -> None:
    """Who was ruled out by what, in numbers; nobody is dropped in silence."""
    if picked.eliminated:
        reasons = " · ".join(
            f"{REASONS[name][draft.language == 'zh']} {number}"
            for name, number in picked.reasons.items()
        )
        out, total = len(picked.eliminated), len(picked.candidates)
        draft.lines.append(
            draft.say(
                f"Ruled out {out} of {total} records: {reasons}",
                f"排除 {out}/{total} 条记录：{reasons}",
            )
        )
    if picked.unsure:
        names = enumerate_names([c.model.name for c in picked.unsure[:LISTED]], draft.language)
        more = len(picked.unsure) - LISTED
        if more > 0:
            names += draft.say(f" and {more} more", f"，另有 {more} 条")
        draft.lines.append(
            draft.say(f"Cannot be judged for lack of data: {names}", f"缺数据，无法判断：{names}")
        )


def _perhaps(draft: Draft, picked: Pick, *, few: bool) -> None:
    """Name those at the edge, with what the edge is: some, where others qualify for certain."""
    for candidate in picked.close[: SHOWN if few else LISTED]:
        draft.lines.append("- " + draft.say("Perhaps: ", "或许可以：") + _closely(draft, candidate))


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


def _relaxed(draft: Draft, picked: Pick) -> None:
    """Say what dropping each constraint would give."""
    for relaxed in picked.relaxations:
        reason = REASONS[relaxed.without][draft.language == "zh"]
        number = len(relaxed.qualifying)
        names = enumerate_names([c.model.name for c in relaxed.qualifying[:SHOWN]], draft.language)
        draft.lines.append(
            draft.say(
                f"- without “{reason}”: {number} ({names})",
                f"- 去掉“{reason}”：{number} 条（{names}）",
            )
        )

"""Choosing a model under constraints: who qualifies, in what order and why, and who does not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import interview
from bot.answer import Reference
from bot.assumptions import understood
from bot.candidates import Candidate
from bot.constraints import Constraints
from bot.counterquestions import counterquestions
from bot.counterquestions import worded as counterquestions_line
from bot.draft import Draft
from bot.left_out import eliminations, perhaps, relaxed
from bot.memory_facts import memory_text
from bot.offers import LISTED, Offer, offer
from bot.pick import Pick
from bot.pick import pick as pick_models
from bot.ranking import rank
from bot.reasons import rule
from bot.record_view import standing_text
from bot.understanding import Understanding
from bot.wording import enumerate_names, sentence, value
from knowledge.running import how_to_run

ALSO = 4
USUAL_CARD = 24  # GB of the cards that people have at home
LARGE_CARD = 80  # and of the largest common one


def choose(draft: Draft, asked: Understanding) -> tuple[str, ...]:
    """Add the choice; returns the ids of those shown, best first."""
    found = offer(draft.catalogue, asked)
    picked, wanted = found.picked, found.picked.wanted
    draft.lines += understood(draft, picked, asked)
    if asked.extreme:
        shown = rank(draft, [c.model for c in picked.qualifying], asked.extreme)
        eliminations(draft, picked)
        return tuple(m.id for m in shown)
    for place, candidate in enumerate(found.listed, start=found.first):
        draft.lines.append(
            _line(draft, candidate, place, wanted, listing=asked.listing)
            + _also(draft, found.kin[place])
        )
    if found.listed and not asked.listing and not asked.page:
        _start(draft, found.listed[0])
        if not asked.from_article:
            _modest(draft, picked)
    if asked.interview and found.listed:
        eliminations(draft, picked)
        draft.lines += _questions(draft, asked)
        return tuple(c.model.id for c in found.listed)
    if wanted.tuned and found.listed:
        draft.lines.append(_tuning(draft, found.listed[0]))
    if picked.qualifying:
        rest = [c.model.name for c in found.rest]
        if rest:
            draft.lines.append("- " + _more(draft, rest))
        elif asked.page:
            draft.lines.append(_exhausted(draft, found))
        draft.lines.append(rule(picked, draft.language))
    else:
        count = len(picked.candidates)
        draft.lines.append(
            draft.say(
                f"None of the {count} records fits all of this.",
                f"{count} 条记录里没有一条全部符合。",
            )
        )
    perhaps(draft, picked, few=bool(picked.qualifying))
    relaxed(draft, picked)
    eliminations(draft, picked)
    draft.lines += _questions(draft, asked)
    return tuple(c.model.id for c in found.listed)


def _questions(draft: Draft, asked: Understanding) -> Iterator[str]:
    """The interview's next question, or what would change the choice most."""
    if asked.interview:
        yield interview.worded(asked)
        return
    if names := counterquestions(draft.catalogue, asked):
        yield counterquestions_line(names, draft.language)


def _tuning(draft: Draft, candidate: Candidate) -> str:
    """What fine-tuning of the pick starts from, and that it is not what the memory is reckoned for."""
    model = candidate.model
    caution = draft.say(
        "Fine-tuning needs more memory than running, and I hold no figures for it.",
        "微调比运行需要更多显存，这方面我没有数据。",
    )
    base = value(model, "base_model", draft.language, draft.catalogue)
    if base is None or model.facts.base_model is None:
        return "- " + caution
    text = sentence(model.name, "base_model", base, draft.language)
    fact = draft.state_fact(text, model, model.facts.base_model, [model.id])
    return f"- {fact.cited()} {caution}"


def _exhausted(draft: Draft, found: Offer) -> str:
    """That no more qualify, where the next ones were asked for."""
    number = len(found.picked.qualifying)
    return draft.say(
        f"Those were all: {number} of my records qualify, and no more.",
        f"就这些了：符合条件的共 {number} 条记录，没有更多。",
    )


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

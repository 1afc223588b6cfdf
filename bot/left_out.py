"""Who was left out of a choice and why: ruled out, not certain, or within reach of one demand less."""

from bot.answer import Reference
from bot.candidates import Candidate
from bot.draft import Draft
from bot.memory_facts import memory_text
from bot.offers import LISTED, SHOWN
from bot.pick import Pick
from bot.reasons import REASONS
from bot.wording import enumerate_names, value


def eliminations(draft: Draft, picked: Pick) -> None:
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


def perhaps(draft: Draft, picked: Pick, *, few: bool) -> None:
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


def relaxed(draft: Draft, picked: Pick) -> None:
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

"""Why a model is not the answer: which of the demands rules it out, or what stands before it."""

import re
from collections.abc import Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace

from bot.candidates import ASSUMED, Candidate
from bot.draft import Draft
from bot.facts import state_facts
from bot.pick import by_line, pick
from bot.reasons import REASONS, rule
from bot.understanding import Understanding
from bot.wording import enumerate_names
from knowledge.articles import Article

WHY_NOT = re.compile(
    r"\bwhy (?:not|wouldn't|shouldn't|couldn't|can't|cannot|isn't|aren't|wasn't|weren't|didn't|don't|doesn't|hasn't|haven't)\b|\bwhy (?:is|are|was|were|did|do|does|should|would|could|can)\b[^?]{0,60}\b(?:not|n't|excluded|ruled out|left out|missing|rejected|dropped|eliminated|skipped|ignored|a bad (?:choice|idea)|unsuitable)\b|\bwhat(?:'s|’s|s| is| was) (?:wrong|the (?:matter|problem|issue|catch)) with\b|\bwhat speaks against\b|\bhow come\b[^?]{0,40}\b(?:not|n't)\b"
    r"|(?:为什么|为啥|为何|凭什么|咋|怎么)[^。？?，,]{0,30}(?:不(?!同|一样|知道|错)|没(?!有关)|别|未|排除|落选|淘汰)|(?:有什么|有啥|什么)(?:问题|不好|毛病|缺点|不行|不合适)|哪里不(?:好|行|合适)",
    re.IGNORECASE,
)
# By what rules a model out: the field of its record that shows it.
_SHOWN_BY = {
    "languages": "languages",
    "no_languages": "languages",
    "min_languages": "languages",
    "memory_gb": "memory",
    "context": "context",
    "task": "architecture",
    "architecture": "architecture",
    "after": "released",
    "before": "released",
    "developer": "developer",
    "no_developers": "developer",
    "countries": "developer",
    "no_countries": "developer",
    "max_parameters": "parameters",
    "min_parameters": "parameters",
    "licences": "licence",
    "no_licences": "licence",
}
BEFORE = 3


def state_why_not(draft: Draft, asked: Understanding, article: Article) -> None:
    """Add which demands rule the named models out, with the evidence, or what ranks above them."""
    wanted = asked.constraints or ASSUMED
    picked = pick(draft.catalogue, wanted)
    echo = wanted.echo(draft.language, draft.catalogue)
    judged = [c for c in picked.candidates if c.model.id in asked.models]
    names = enumerate_names(
        [draft.catalogue.families[f].name for f in asked.families]
        if len(judged) > BEFORE
        else [c.model.name for c in judged],
        draft.language,
    )
    reasons = list(dict.fromkeys(r for c in judged for r in (*c.fails, *c.open, *c.close)))
    if asked.constraints:
        draft.lines.append(draft.say(f"Understood as: {echo}", f"理解为：{echo}"))
    else:
        draft.lines.append(
            draft.say(
                f"You gave no demands, so I assume: {echo}", f"您没有给出条件，暂且假定：{echo}"
            )
        )
    failing = [c for c in judged if c.fails]
    if failing:
        _rule_out(draft, judged, failing)
    elif reasons:
        told = _told(reasons, draft.language)
        draft.lines.append(
            draft.say(
                f"**{names}: not ruled out, but not certain to fit either ({told}).**",
                f"**{names}：没有被排除，但也不能肯定符合（{told}）。**",
            )
        )
    else:
        _rank(draft, [c for c in picked.qualifying if c in judged], names, picked.qualifying)
        draft.lines.append(rule(picked, draft.language))
    stated = [f.name for f in dataclass_fields(wanted) if getattr(wanted, f.name) not in (None, ())]
    turning = reasons or [name for name in stated if name in REASONS]
    shown = tuple(dict.fromkeys(_SHOWN_BY.get(name, "commercial_use") for name in turning))
    ruled_out = [c for c in judged if c.fails or c.open or c.close] or judged
    mentions = tuple(
        replace(m, models=kept)
        for m in asked.mentions
        if (kept := tuple(i for i in m.models if i in {c.model.id for c in ruled_out}))
    )
    state_facts(draft, replace(asked, mentions=mentions, fields=shown, constraints=wanted), article)


def _rule_out(draft: Draft, judged: Sequence[Candidate], failing: Sequence[Candidate]) -> None:
    """Add who is ruled out by what; of a family of which some remain, those too."""
    by_reason: dict[tuple[str, ...], list[str]] = {}
    for candidate in failing:
        by_reason.setdefault(candidate.fails, []).append(candidate.model.name)
    for reasons, names in by_reason.items():
        named = enumerate_names(names, draft.language)
        told = _told(reasons, draft.language)
        draft.lines.append(
            draft.say(f"**{named}: ruled out by {told}.**", f"**{named}：被排除，原因是{told}。**")
        )
    left = [c.model.name for c in judged if not c.fails]
    if left:
        named = enumerate_names(left, draft.language)
        draft.lines.append(draft.say(f"Not ruled out: {named}.", f"没有被排除：{named}。"))


def _rank(
    draft: Draft, own: Sequence[Candidate], names: str, qualifying: Sequence[Candidate]
) -> None:
    """Add that nothing rules the models out, and the first of the lines that stand before them."""
    lines = by_line(qualifying)
    place = next((n for n, group in enumerate(lines) if any(c in group for c in own)), len(lines))
    before = [group[0].model.name for group in lines[:place]][:BEFORE]
    same = (
        [c.model.name for c in lines[place] if c not in own][:BEFORE] if place < len(lines) else []
    )
    newer = same if place < len(lines) and lines[place][0] not in own else []
    above = enumerate_names([*before, *newer][:BEFORE], draft.language)
    draft.lines.append(
        draft.say(
            f"**Nothing that you ask for rules {names} out.**",
            f"**您的条件没有一条排除 {names}。**",
        )
    )
    if above:
        draft.lines.append(
            draft.say(
                f"Before it in my order stand: {above}.", f"按我的排序，排在它前面的有：{above}。"
            )
        )


def _told(reasons: Sequence[str], language: str) -> str:
    return enumerate_names([REASONS[r][language == "zh"] for r in dict.fromkeys(reasons)], language)

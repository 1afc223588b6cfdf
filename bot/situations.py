"""What licences allow in the situation that a question describes: so many users, such a country."""

import re
from collections.abc import Iterator, Sequence

from bot.answer import Reference
from bot.constraints import SITUATION, Constraints
from bot.draft import Draft
from bot.wording import enumerate_names
from knowledge.catalogue import Model
from knowledge.licences import Permission, Situation, may_use, state

MOST = 6  # different answers; of more, the reader is asked to name a model


_RESEARCH = re.compile(
    r"\b(?:research(?:er)?|academi\w+|thesis|dissertation|universit\w+|experiments?|paper|phd|classroom|teaching|students?)\b|论文|科研|研究|学术|实验|毕业设计|毕设|教学|高校|大学",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:hobby|personal(?:ly)?|privately?|for fun|at home|myself|non-?commercial)\b|自用|个人|自己玩|玩玩|非商用|非商业",
    re.IGNORECASE,
)


def situation_of(wanted: Constraints, text: str = "") -> Situation | None:
    """The situation that demands and words describe; None where they say nothing but "commercial"."""
    if not wanted.commercial:
        if _RESEARCH.search(text):
            return Situation(commercial=False, research_only=True)
        if _PRIVATE.search(text):
            return Situation(commercial=False)
    if not any(getattr(wanted, name) for name in SITUATION if name != "commercial"):
        return None
    return Situation(
        commercial=wanted.commercial is not False,
        monthly_users=wanted.users,
        annual_revenue=wanted.revenue,
        region=wanted.region,
        hosted=wanted.hosted,
        trains_other=wanted.outputs,
    )


def situation_lines(
    draft: Draft, models: Sequence[Model], wanted: Constraints, text: str = ""
) -> Iterator[str]:
    """Whether the models may be used in the situation that was described, and by which clause."""
    situation = situation_of(wanted, text)
    if situation is None:
        return
    groups: dict[str, tuple[Permission, list[Model]]] = {}
    for model in models:
        permission = may_use(model.licences, situation, multimodal=model.multimodal)
        text = state(permission, draft.language)
        groups.setdefault(text, (permission, []))[1].append(model)
    for text, (permission, group) in list(groups.items())[:MOST]:
        name = enumerate_names([m.name for m in group[:MOST]], draft.language)
        licence = permission.because[0].licence if permission.because else group[0].licences[0]
        told = draft.say(f"{name}: {text}", f"{name}：{text}")
        yield f"**{draft.state(told, Reference.of(licence.source), [m.id for m in group]).cited()}**"

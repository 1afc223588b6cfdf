"""What licences allow in the situation that a question describes: so many users, such a country."""

from collections.abc import Iterator, Sequence

from bot.answer import Reference
from bot.constraints import SITUATION, Constraints
from bot.draft import Draft
from bot.wording import enumerate_names
from knowledge.catalogue import Model
from knowledge.licences import Permission, Situation, may_use, state

MOST = 6  # different answers; of more, the reader is asked to name a model


def situation_of(wanted: Constraints) -> Situation | None:
    """The situation that the demands describe; None where they say nothing but "commercial"."""
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


def situation_lines(draft: Draft, models: Sequence[Model], wanted: Constraints) -> Iterator[str]:
    """Whether the models may be used in the situation that was described, and by which clause."""
    situation = situation_of(wanted)
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

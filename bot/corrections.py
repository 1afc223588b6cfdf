"""What is right in place of a question's false premises: told before the question is answered."""

from collections.abc import Iterator, Sequence

from bot.draft import Draft
from bot.facts import grouped, names_of
from bot.premises import Premise
from bot.wording import sentence
from knowledge.catalogue import Model


def state_premises(draft: Draft, premises: Sequence[Premise]) -> None:
    """Add what is right in place of each premise, with its source."""
    for premise in premises:
        models = [draft.catalogue.models[m] for m in premise.models]
        right = list(_right(draft, models, premise.field))
        if right:
            told = draft.say(" ", "").join(right)
            draft.lines.append(
                draft.say(f"⚠ Not as the question has it: {told}", f"⚠ 问题里的说法不对：{told}")
            )


def _right(draft: Draft, models: Sequence[Model], field: str) -> Iterator[str]:
    for worded, group in grouped(models, field, draft).items():
        fact = getattr(group[0].facts, field)
        text = sentence(names_of(group, models, draft), field, worded, draft.language)
        yield draft.state_fact(text, group[0], fact, [m.id for m in group]).cited()

"""A trial: every question put to every respondent, and its answer scored."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.evaluation.figures import SAGE, by_group, pace, table
from bot.evaluation.questions import Question
from bot.evaluation.respondent import Reply, Respondent
from bot.evaluation.score import Score, score

MOST_CHARACTERS = 400  # of an answer, where a failure is shown


@dataclass
class Trial:
    """What each respondent, by name, has answered so far, and the score of it."""

    scores: dict[str, list[Score]] = field(default_factory=dict)
    replies: dict[str, list[Reply]] = field(default_factory=dict)

    def add(self, name: str, question: Question, reply: Reply) -> None:
        """Score a reply and keep both."""
        self.scores.setdefault(name, []).append(score(question, reply.answer))
        self.replies.setdefault(name, []).append(reply)

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """Every answer as JSON, with who gave it and what is not as expected."""
        for name, scores in self.scores.items():
            for one, reply in zip(scores, self.replies[name], strict=True):
                yield {
                    "way": name,
                    "kind": one.question.kind,
                    "right": one.right,
                    "faults": list(one.faults),
                    **reply.answer,
                }

    def to_json(self) -> dict[str, Any]:
        """The figures of each respondent, by kind and by language."""
        return {
            name: {
                "figures": by_group(scores),
                "wrong": {s.question.id: list(s.faults) for s in scores if not s.right},
                "seconds_to_first_text": sum(r.first for r in self.replies[name]),
                "seconds": sum(r.total for r in self.replies[name]),
                "prompt_tokens": round(sum(r.prompt_tokens for r in self.replies[name])),
                "sentences": {
                    "kept": sum(r.kept for r in self.replies[name]),
                    "dropped": sum(r.dropped for r in self.replies[name]),
                },
            }
            for name, scores in self.scores.items()
        }

    def report(self) -> str:
        """A table for each respondent, one of seconds and tokens, and every failure."""
        parts = [f"{name}\n\n{table(scores)}" for name, scores in self.scores.items()]
        parts += [pace(self.replies)] if self.replies else []
        # A question that ModelSage fails with and without a chat model alike is shown once.
        failures = dict.fromkeys(
            failure(one)
            for name, scores in self.scores.items()
            if name.startswith(SAGE)
            for one in scores
            if not one.right
        )
        parts += [f"Not right, {SAGE}:", *failures] if failures else []
        return "\n\n".join(parts) or "Nothing was asked."


def run(
    questions: Sequence[Question],
    respondents: Mapping[str, Respondent],
    tell: Callable[[int], None] = lambda _: None,
    trial: Trial | None = None,
) -> Trial:
    """Ask every question of every respondent; which goes first changes from question to question.

    `tell` is given how many answers there are; a `trial` that was handed in is filled, so that
    whoever interrupts has what was scored so far.
    """
    trial = trial or Trial()
    given = 0
    for number, question in enumerate(questions):
        for name in sorted(respondents, reverse=bool(number % 2)):
            trial.add(name, question, respondents[name](question))
            given += 1
            tell(given)
    return trial


def failure(one: Score) -> str:
    """A question with what is wrong about its answer, and the answer shortened."""
    text = " ".join(one.text.split())
    shown = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]} …"
    lines = [
        f"{one.question.id}  {one.question.question}",
        *(f"  {fault}" for fault in one.faults),
        f"  > {shown}",
    ]
    return "\n".join(lines)

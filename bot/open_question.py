"""A question whose kind the rules leave open: the chat model may name it, and code decides.

Only a question that would be refused as not understood is put to the model: where the rules found an
answer, its word was worse than theirs. It chooses one word among the kinds for which the rules found
all that they need: a comparison needs two models, a description one, a choice words of the field. It
fills in nothing. Without a model, or where it fails or takes too long, the rules' own reading stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.answer import Verdict
from bot.passages import of_the_field
from bot.understanding import Intent, Understanding
from knowledge.errors import ModelSageError

FEWEST_COMPARED = 2
OTHER = "other"
_KINDS: Mapping[str, tuple[Intent, str, Callable[[Understanding], bool]]] = {
    "compare": (
        "comparison",
        "set the named models against each other",
        lambda u: len(u.families) >= FEWEST_COMPARED,
    ),
    "describe": ("overview", "say what the named model is", lambda u: bool(u.models)),
    "recommend": (
        "choice",
        "say which language model to take",
        lambda u: not u.mentions and of_the_field(u),
    ),
    "steps": (
        "advice",
        "say how to go about choosing a language model",
        lambda u: not u.mentions and of_the_field(u),
    ),
    "benefits": (
        "benefits",
        "say what open language models are good for, against closed ones",
        lambda u: not u.mentions and of_the_field(u),
    ),
}
_ORDER = (
    "You sort questions put to an adviser on open language models. Answer with the kind of reply that the "
    "question asks for, as JSON."
)


class Chooser(Protocol):
    """What can choose one word of several: a chat model, or a scripted one in a test."""

    def choose(self, messages: Sequence[tuple[str, str]], options: Sequence[str]) -> str:
        """One of the options; raises a `ModelSageError` where it cannot choose."""


def settled(
    asked: Understanding, verdict: Verdict, chooser: Callable[[], Chooser | None]
) -> tuple[Understanding, bool]:
    """The question with the kind that the model names, where the rules leave it open; and whether it did."""
    options = [name for name, (_, _, holds) in _KINDS.items() if holds(asked)]
    if not verdict.abstained or not options or not is_open(asked):
        return asked, False
    try:
        model = chooser()
        chosen = (
            OTHER if model is None else model.choose(question(asked, options), [*options, OTHER])
        )
    except ModelSageError:
        return asked, False
    if chosen not in options:
        return asked, False
    return replace(asked, intent=_KINDS[chosen][0]), True


def is_open(asked: Understanding) -> bool:
    """Whether the rules found no kind of question, and nothing that a passage is to be found for."""
    if asked.intent != "passages" or asked.topic or asked.parts or asked.from_article:
        return False
    return not (asked.uses or asked.not_held or asked.unknown)


def question(asked: Understanding, options: Sequence[str]) -> list[tuple[str, str]]:
    """The messages: a constant order, the kinds that are possible, then the question."""
    kinds = "\n".join(f"- {name}: {_KINDS[name][1]}" for name in options)
    text = " ".join(asked.text.split())[:400]
    return [
        ("system", _ORDER),
        (
            "human",
            f"Kinds:\n{kinds}\n- {OTHER}: explain a term, or anything else\nQuestion: {text}\nKind:",
        ),
    ]

"""Who answers in an evaluation: ModelSage with or without a chat model, and the plain recipe."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.chat_models import ChatModel
from bot.engine import Engine
from bot.evaluation.plain_recipe import PlainRecipe, has_refused
from bot.evaluation.questions import Question
from bot.understanding import Turn
from bot.write import approximate_tokens
from knowledge.errors import ModelSageError

_CHINESE_SHARE = 0.2  # of the letters of a text, from which on it is Chinese


@dataclass(frozen=True)
class Reply:
    """An answer as JSON or what broke it, the seconds it took and what it cost."""

    answer: Mapping[str, Any]
    first: float  # seconds to the first text
    total: float
    prompt_tokens: float = 0  # about, and rather too many than too few
    kept: int = 0  # sentences of the chat model
    dropped: int = 0


Respondent = Callable[[Question], Reply]


@dataclass
class Meter:
    """A chat model that counts what it is asked."""

    model: ChatModel
    tokens: float = field(default=0, init=False)

    @property
    def name(self) -> str:
        """What the chat model is called."""
        return self.model.name

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Stream the model's reply."""
        self._count(messages)
        yield from self.model.stream(messages)

    def choose(self, messages: Sequence[tuple[str, str]], options: Sequence[str]) -> str:
        """Let the model choose."""
        self._count(messages)
        return self.model.choose(messages, options)

    def _count(self, messages: Sequence[tuple[str, str]]) -> None:
        self.tokens += sum(approximate_tokens(text) for _, text in messages)


def sage(engine: Engine, model: ChatModel | None) -> Respondent:
    """ModelSage with this chat model, or with none."""

    def reply(question: Question) -> Reply:
        meter = None if model is None else Meter(model)
        begun = time.perf_counter()
        shown: list[float] = []
        try:
            answer = replace(engine, writer=lambda: meter).answer(
                question.question,
                [Turn(turn.role, turn.content) for turn in question.history],
                show=lambda *_: shown.append(time.perf_counter() - begun),
                identifier=question.id,
            )
        except Exception as error:  # noqa: BLE001 - a bug in one answer must not hide the others
            return _broken(question, error, begun)
        total = time.perf_counter() - begun
        return Reply(
            answer=answer.to_json(),
            first=shown[0] if shown else total,
            total=total,
            prompt_tokens=0 if meter is None else meter.tokens,
            kept=answer.sentences["kept"],
            dropped=answer.sentences["dropped"],
        )

    return reply


def plain(recipe: PlainRecipe, model: ChatModel) -> Respondent:
    """The plain recipe; it names no records and cites nothing, so its text alone is judged."""

    def reply(question: Question) -> Reply:
        meter = Meter(model)
        begun = time.perf_counter()
        first: float | None = None
        parts = []
        try:
            for part in recipe.answer(meter, question):
                first = first or time.perf_counter() - begun
                parts.append(part)
        except ModelSageError as error:
            return _broken(question, error, begun)
        total = time.perf_counter() - begun
        text = "".join(parts).strip()
        answer = {
            "id": question.id,
            "question": question.question,
            "language": _language(text),
            "answer": text,
            "verdict": text,
            "prose": "",
            "abstained": has_refused(text),
        }
        return Reply(answer, first or total, total, meter.tokens)

    return reply


def _broken(question: Question, error: Exception, begun: float) -> Reply:
    seconds = time.perf_counter() - begun
    return Reply({"id": question.id, "error": f"{type(error).__name__}: {error}"}, seconds, seconds)


def _language(text: str) -> str:
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    letters = sum(character.isalpha() for character in text)
    return "zh" if chinese > _CHINESE_SHARE * letters else "en"

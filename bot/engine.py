"""The way of a question: understand, retrieve, decide, write, check, answer.

The verdict goes out first, decided in code; the chat model's prose follows it sentence by
sentence, each as soon as it passed the check.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeVar, cast

from bot.answer import Answer, Reference, Verdict
from bot.check import Checked, check
from bot.decide import decide
from bot.question import clean
from bot.render import cited_sources, closing_text, whole_text
from bot.retrieve import retrieve
from bot.understand import understand
from bot.understanding import Turn
from bot.write import MOST_SENTENCES, MOST_WRITTEN, Writer, write
from knowledge.articles import Article
from knowledge.errors import ModelSageError
from knowledge.index import Index
from knowledge.names import Names

T = TypeVar("T")
Part = Literal["verdict", "sentence", "closing"]
Show = Callable[[Part, str], None]
STEPS = ("understand", "retrieve", "decide", "first_text", "write", "check", "total")


@dataclass(frozen=True)
class Engine:
    """Everything that answers: what is known, the index over it, and a chat model where there is one."""

    names: Names
    articles: Sequence[Article]
    index: Index
    top_k: int
    writer: Callable[
        [], Writer | None
    ]  # may wait until a model is loaded; raises where it cannot be

    def answer(
        self,
        text: str,
        history: Sequence[Turn] = (),
        show: Show = lambda *_: None,
        identifier: str | int | None = None,
    ) -> Answer:
        """Answer a question; `show` is given each part of the answer's Markdown as it is ready."""
        clock = Clock()
        question = clean(text)
        with clock("understand"):
            asked = understand(question, self.names, history)
        with clock("retrieve"):
            hits = retrieve(asked, self.index, self.top_k)
        with clock("decide"):
            verdict = decide(
                asked, hits, self.index.manifest.relevance_floor, self.names, self.articles
            )
        clock.mark("first_text")
        show("verdict", verdict.text)
        prose = self._prose(question, verdict, asked.language, clock, show)
        sources = cited_sources(verdict, prose.kept)
        closing = closing_text(sources, asked.language, self.names.catalogue.as_of, prose.note)
        show("closing", closing)
        clock.mark("total")
        return Answer(
            id=identifier,
            question=question,
            language=asked.language,
            answer=whole_text(verdict.text, prose.kept, closing),
            prose=" ".join(prose.kept),
            verdict=verdict.text,
            abstained=verdict.abstained,
            models=verdict.models,
            sources=tuple(_source(number, reference) for number, reference in sources.items()),
            sentences={"kept": len(prose.kept), "dropped": len(prose.dropped)},
            chat_model=prose.model,
            timings_ms=clock.milliseconds(),
            failure=prose.error,
        )

    def _prose(
        self, question: str, verdict: Verdict, language: str, clock: "Clock", show: Show
    ) -> "Prose":
        """Let the chat model write on the verdict, and keep what passes the check."""
        prose = Prose()
        if not verdict.worth_prose:
            return prose
        try:
            writer = self.writer()
            if writer is None:
                prose.note = "none"
                return prose
            prose.model = writer.name
            for sentence in clock.each("write", write(writer, question, verdict, language)):
                with clock("check"):
                    checked = check(sentence, verdict, question, language, self.names)
                if prose.add(checked):
                    show("sentence", checked.text)
                if prose.full:
                    break
        except ModelSageError as error:
            prose.note, prose.error = "failed", error
        return prose


@dataclass
class Prose:
    """What became of a chat model's sentences."""

    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    model: str | None = None
    note: str = ""  # "none": no chat model was there; "failed": it broke off
    error: ModelSageError | None = None

    @property
    def full(self) -> bool:
        """Whether enough was shown, or enough tried."""
        written = len(self.kept) + len(self.dropped)
        return len(self.kept) >= MOST_SENTENCES or written >= MOST_WRITTEN

    def add(self, checked: Checked) -> bool:
        """Take in a sentence after its check; says whether it is to be shown."""
        new = checked.kept and checked.text not in self.kept
        if new:
            self.kept.append(checked.text)
        else:
            self.dropped.append(checked.reason)
        return new


class Clock:
    """Adds up how long the steps of one answer took."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Time a block as a step."""
        begun = time.perf_counter()
        yield
        self._spent[step] += time.perf_counter() - begun

    def each(self, step: str, items: Iterator[T]) -> Iterator[T]:
        """The items, with the time that they take to come counted as a step."""
        nothing = object()
        while True:
            with self(step):
                item = next(items, nothing)
            if item is nothing:
                return
            yield cast("T", item)

    def mark(self, step: str) -> None:
        """Note the time from the beginning until now."""
        self._spent[step] = time.perf_counter() - self._start

    def milliseconds(self) -> Mapping[str, float]:
        """Milliseconds by step; `first_text` and `total` count from the beginning."""
        return {step: round(seconds * 1000, 1) for step, seconds in self._spent.items()}


def _source(number: int, reference: Reference) -> Mapping[str, object]:
    return {
        "number": number,
        "title": reference.title,
        "url": reference.place,
        "date": reference.date,
    }

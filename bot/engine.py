"""The way of a question: understand, retrieve, decide, write, check, answer.

The verdict goes out first, decided in code; the chat model's prose follows it sentence by
sentence, each as soon as it passed the check.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Answer, Reference, Verdict
from bot.check import check
from bot.clock import Clock
from bot.decide import decide
from bot.prose import Prose
from bot.question import clean
from bot.render import cited_sources, closing_text, whole_text
from bot.retrieve import retrieve
from bot.understand import understand
from bot.understanding import Turn
from bot.write import Writer, write
from knowledge.articles import Article
from knowledge.errors import ModelSageError
from knowledge.index import Index
from knowledge.names import Names

Part = Literal["verdict", "sentence", "closing"]
Show = Callable[[Part, str], None]


@dataclass(frozen=True)
class Engine:
    """Everything that answers: what is known, the index over it, and a chat model where there is one."""

    names: Names
    articles: Sequence[Article]
    index: Index
    top_k: int
    # May wait until a model is loaded, and raises where it cannot be.
    writer: Callable[[], Writer | None]

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
        self, question: str, verdict: Verdict, language: str, clock: Clock, show: Show
    ) -> Prose:
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
                    checked = check(sentence, verdict, language, self.names)
                if prose.add(checked):
                    show("sentence", checked.text)
                if prose.full:
                    break
        except ModelSageError as error:
            prose.note, prose.error = "failed", error
        return prose


def _source(number: int, reference: Reference) -> Mapping[str, object]:
    return {
        "number": number,
        "title": reference.title,
        "url": reference.place,
        "date": reference.date,
    }

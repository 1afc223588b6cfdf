"""The way of a question: understand, retrieve, decide, write, check, answer.

The verdict goes out first, decided in code; the chat model's prose follows it sentence by
sentence, each as soon as it passed the check.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answer import Answer, Reference, Verdict
from bot.characters import simplified, traditional
from bot.clock import Clock
from bot.decide import decide
from bot.explanation import explained
from bot.judge import judge, sentences
from bot.open_question import Chooser, settled
from bot.points import with_points
from bot.prose import Prose
from bot.question import clean
from bot.render import cited_sources, closing_text, whole_text
from bot.retrieve import retrieve
from bot.tongue import Tongue, tongue_of
from bot.understand import understand
from bot.understanding import Turn, Understanding
from bot.write import Writer
from knowledge.articles import Article
from knowledge.errors import ModelSageError
from knowledge.live import Searchable
from knowledge.names import Names

Part = Literal["verdict", "sentence", "closing"]
Show = Callable[[Part, str], None]


@dataclass(frozen=True)
class Engine:
    """Everything that answers: what is known, the index over it, and a chat model where there is one."""

    names: Names
    articles: Sequence[Article]
    index: Searchable
    top_k: int
    # May wait until a model is loaded, and raises where it cannot be.
    writer: Callable[[], Writer | None]
    # As `writer`: what may say which kind of question it is, where the rules leave that open.
    chooser: Callable[[], Chooser | None] = lambda: None

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
        floor = self.index.manifest.relevance_floor
        with clock("understand"):
            asked, tongue = self._understood(question, history)
        with clock("retrieve"):
            hits = retrieve(asked, self.index, self.top_k)
        with clock("decide"):
            verdict = decide(asked, hits, floor, self.names, self.articles)
        with clock("understand"):
            asked, by_model = settled(asked, verdict, self.chooser)
        if by_model:
            with clock("decide"):
                verdict = decide(asked, hits, floor, self.names, self.articles)
        clock.mark("first_text")
        shown = self._script(tongue)
        show("verdict", shown(verdict.text))
        verdict = with_points(verdict, asked, self.names.catalogue)
        prose = self._prose(verdict, tongue, clock, lambda said: show("sentence", shown(said)))
        sources = cited_sources(verdict, prose.kept)
        closing = closing_text(sources, asked.language, self.names.catalogue.as_of, prose.note)
        show("closing", shown(closing))
        clock.mark("total")
        return Answer(
            id=identifier,
            question=question,
            language=asked.language,
            answer=shown(whole_text(verdict.text, prose.kept, closing)),
            prose=shown(" ".join(prose.kept)),
            verdict=shown(verdict.text),
            abstained=verdict.abstained,
            models=verdict.models,
            sources=tuple(_source(number, reference) for number, reference in sources.items()),
            sentences={"kept": len(prose.kept), "dropped": len(prose.dropped)},
            chat_model=prose.model,
            timings_ms=clock.milliseconds(),
            failure=prose.error,
            explanation=explained(
                asked,
                tongue,
                self.names.catalogue,
                hits,
                floor,
                verdict,
                prose,
                clock.milliseconds(),
                by_model=by_model,
            ),
        )

    def _understood(self, question: str, history: Sequence[Turn]) -> tuple[Understanding, Tongue]:
        """What is asked, read in simplified characters, and the tongue to answer in."""
        turns = [Turn(turn.role, simplified(turn.content)) for turn in history]
        asked = understand(simplified(question), self.names, turns)
        before = [turn.content for turn in history if turn.role == "user"]
        tongue = tongue_of(question, asked.language, before)
        parts = tuple(replace(part, language=tongue.fixed) for part in asked.parts)
        return replace(asked, language=tongue.fixed, parts=parts), tongue

    def _script(self, tongue: Tongue) -> Callable[[str], str]:
        """What puts a text into the characters that it is to be read in."""
        if not tongue.traditional:
            return lambda text: text
        names = [m.name for m in self.names.catalogue.models.values()]
        names += [family.name for family in self.names.catalogue.families.values()]
        return lambda text: traditional(text, names)

    def _prose(
        self, verdict: Verdict, tongue: Tongue, clock: Clock, show: Callable[[str], None]
    ) -> Prose:
        """Let the chat model write below the verdict, and keep what passes the check."""
        prose = Prose()
        if not verdict.worth_prose and not (tongue.foreign and verdict.evidence):
            return prose
        try:
            writer = self.writer()
            if writer is None:
                prose.note = "none"
                return prose
            prose.model = writer.name
            for sentence in clock.each("write", sentences(writer, verdict, tongue)):
                with clock("check"):
                    checked = judge(sentence, verdict, tongue, self.names, prose.kept)
                if prose.add(checked):
                    show(checked.text)
                if prose.full:
                    break
        except ModelSageError as error:
            prose.fail(error)
        return prose


def _source(number: int, reference: Reference) -> Mapping[str, object]:
    return {
        "number": number,
        "title": reference.title,
        "url": reference.place,
        "date": reference.date,
    }

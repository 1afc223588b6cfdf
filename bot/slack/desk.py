"""Where questions wait: a bounded queue, a bounded pool, every question answered or told why not."""

import logging
import secrets
import threading
from collections.abc import Sequence
from queue import Empty, Queue

from slack_bolt import Respond

from bot.answer import Answer
from bot.engine import Engine
from bot.slack import blocks as shapes
from bot.slack.journal import Journal, Question
from bot.slack.messenger import Messenger, SlackError
from bot.slack.reply import Reply, Stopped
from bot.slack.text import Table, escaped, parts, pieces, question_of, safe
from bot.slack.wording import Words, words
from bot.understand import language_of
from bot.understanding import Turn
from knowledge import __version__
from knowledge.errors import ModelSageError

log = logging.getLogger("modelsage.slack")

OK = 200
MOST_BLOCKS = 48
MOST_TURNS = 12  # earlier messages of a thread that are read
RESUMED_WITHIN = 900.0  # seconds; an older question is apologised for instead of answered
FOLLOW_UPS = 2


class Desk:
    """Takes questions, answers them in its own threads, and leaves none without a word."""

    def __init__(
        self,
        engine: Engine,
        messenger: Messenger,
        journal: Journal,
        bot: str,
        workers: int,
        most_waiting: int,
    ) -> None:
        self._engine, self._messenger, self._journal, self._bot = engine, messenger, journal, bot
        self._waiting: Queue[Question | None] = Queue()
        self._most_waiting = most_waiting
        self._stopped: set[Question] = set()
        self._taken: dict[Question, None] = {}  # waiting or being answered, in the order they came
        self._private: dict[Question, Respond] = {}  # those whose answer the asker alone is shown
        self._busy = 0
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, name=f"answers-{n}", daemon=True)
            for n in range(workers)
        ]

    def open(self) -> None:
        """Begin to answer, first what a crash or a restart left behind."""
        for question, reply, age in self._journal.unfinished():
            if age > RESUMED_WITHIN:
                self._apologise(question, words(language_of(question.text)).restarted)
                continue
            if reply is not None:
                # What a reader saw of the broken answer is taken back: two halves are no answer.
                self._messenger.attempt("chat.stopStream", channel=question.channel, ts=reply)
                self._messenger.attempt("chat.delete", channel=question.channel, ts=reply)
            self._journal.resume(question)
            self._queue(question)
        for thread in self._threads:
            thread.start()

    def close(self, seconds: float = 10.0) -> None:
        """Finish what is being answered, at most for so long; the rest stays in the journal."""
        while True:
            try:
                self._waiting.get_nowait()
            except Empty:
                break
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join(seconds)

    def take(self, question: Question) -> None:
        """Take a question that was noted in the journal; tells its place, or why it is not taken."""
        told = words(language_of(question.text))
        if self.length >= self._most_waiting:
            self._journal.settle(question, "refused")
            self._say(question, told.full)
            return
        self._queue(question)
        ahead = self.length - len(self._threads)
        self._reply(question).status(told.waiting(ahead) if ahead > 0 else told.thinking)

    def take_privately(self, question: Question, respond: Respond) -> None:
        """Take a question whose answer is shown to its asker alone, by `respond`."""
        told = words(language_of(question.text))
        if self.length >= self._most_waiting:
            self._journal.settle(question, "refused")
            respond(told.full)
            return
        self._private[question] = respond
        self._queue(question)

    def stop(self, channel: str, ts: str) -> None:
        """Let the answer to a message, or the answers in its thread, go no further."""
        with self._lock:
            self._stopped |= {
                q for q in self._taken if q.channel == channel and ts in (q.ts, q.thread)
            }

    @property
    def length(self) -> int:
        """How many questions are being answered or wait for it."""
        return self._waiting.qsize() + self._busy

    # ---- The workers ----

    def _queue(self, question: Question) -> None:
        with self._lock:
            self._taken[question] = None
        self._waiting.put(question)

    def _work(self) -> None:
        while (question := self._waiting.get()) is not None:
            with self._lock:
                self._busy += 1
            try:
                if self._journal.begin(question):
                    self._answer(question)
            except Exception as error:  # noqa: BLE001 - an edge: a bug in one answer must not end the thread
                self._fail(question, error)
            finally:
                with self._lock:
                    self._busy -= 1
                    self._stopped.discard(question)
                    self._taken.pop(question, None)

    def _answer(self, question: Question) -> None:
        respond = self._private.pop(question, None)
        if respond is not None:
            self._answer_privately(question, respond)
            return
        reply = self._reply(question)
        told = words(language_of(question.text))
        reply.status(told.thinking)
        identifier = f"{question.channel}-{question.ts}"
        try:
            answer = self._engine.answer(
                question.text, self._history(question), reply.show, identifier
            )
            foot = self._foot(answer, identifier, told)
            reply.finish(answer, foot)
            self._journal.answered(question, identifier, answer.to_json(), __version__)
        except Stopped:
            self._journal.settle(question, "stopped")
        except SlackError as error:
            self._refused_by_slack(question, reply, told, error)
        except ModelSageError as error:
            reply.give_up(told.expected(error.message))
            self._journal.settle(question, "apologised")
        finally:
            reply.status("")

    def _answer_privately(self, question: Question, respond: Respond) -> None:
        identifier = f"{question.channel}-{question.ts}"
        answer = self._engine.answer(question.text, identifier=identifier)
        shown = [section for part in parts(answer.verdict) for section in _shown(part)]
        sources = shapes.sources_block(answer.sources, answer.language)
        below = [*([sources] if sources else []), shapes.share_block(identifier, answer.language)]
        blocks = [
            *shown,
            *([shapes.section(escaped(answer.prose))] if answer.prose else []),
            *below,
        ]
        self._journal.answered(question, identifier, answer.to_json(), __version__)
        reply = respond(
            text=safe(answer.verdict)[:3_000], blocks=blocks[:MOST_BLOCKS], unfurl_links=False
        )
        if reply.status_code != OK:
            respond(text=safe(answer.answer)[:3_000], unfurl_links=False)

    def _refused_by_slack(
        self, question: Question, reply: Reply, told: Words, error: SlackError
    ) -> None:
        """Slack takes no part of the answer: one more try in plain words, then the log."""
        log.error("%s in %s", error.message, question.channel)
        if error.error in (
            "channel_not_found",
            "is_archived",
            "not_in_channel",
            "thread_not_found",
        ):
            self._journal.settle(question, "stopped")
            return
        reply.give_up(told.undeliverable)
        self._journal.settle(question, "apologised")

    def _fail(self, question: Question, error: Exception) -> None:
        reference = secrets.token_hex(4)
        log.error("reference %s", reference, exc_info=error)
        self._apologise(question, words(language_of(question.text)).failed(reference))

    def _apologise(self, question: Question, text: str) -> None:
        self._say(question, text)
        self._journal.settle(question, "apologised")

    def _say(self, question: Question, text: str) -> None:
        try:
            self._reply(question).give_up(text)
        except SlackError as error:
            log.error("%s", error.message)  # noqa: TRY400 - expected: no traceback

    def _reply(self, question: Question) -> Reply:
        return Reply(
            self._messenger,
            question,
            noted=lambda ts: self._journal.replied(question, ts),
            stopped=lambda: question in self._stopped,
        )

    def _history(self, question: Question) -> Sequence[Turn]:
        """The earlier turns of the thread, as Slack holds them."""
        if question.thread == question.ts:
            return ()
        found = self._messenger.attempt(
            "conversations.replies", channel=question.channel, ts=question.thread, limit=200
        )
        turns = []
        for message in (found or {}).get("messages", ()):
            if float(message.get("ts", 0)) >= float(question.ts):
                continue
            mine = message.get("user") == self._bot
            text = question_of(str(message.get("text", "")), self._bot)
            if text and (mine or not message.get("bot_id")):
                turns.append(Turn("assistant" if mine else "user", text))
        return tuple(turns[-MOST_TURNS:])

    def _foot(self, answer: Answer, identifier: str, told: Words) -> list[shapes.Block]:
        as_of = self._engine.names.catalogue.as_of
        note = "" if answer.chat_model else told.no_model
        asks = shapes.follow_up_block(
            [] if answer.abstained else told.follow_ups(self._names(answer))
        )
        feedback = shapes.feedback_block(identifier, answer.language)
        return [shapes.footer(answer.language, as_of, note), *([asks] if asks else []), feedback]

    def _names(self, answer: Answer) -> list[str]:
        models = self._engine.names.catalogue.models
        return [safe(models[m].name) for m in answer.models[:FOLLOW_UPS] if m in models]


def _shown(part: str | Table) -> list[shapes.Block]:
    if isinstance(part, Table):
        return [shapes.table_block(part)]
    return [{"type": "markdown", "text": piece} for piece in pieces(safe(part), 9_000)]

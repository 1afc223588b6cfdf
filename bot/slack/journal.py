"""What must survive a restart: events seen, questions and how far they came, answers, feedback.

Kept in SQLite by default; SQLAlchemy speaks to any other database in its place.
"""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from knowledge.errors import DataFolderError

State = Literal["waiting", "answering", "answered", "apologised", "refused", "stopped"]
UNFINISHED = ("waiting", "answering")
EVENTS_KEPT = 3_600.0  # seconds; Slack's last delivery of an event comes after five minutes

_tables = sa.MetaData()
_events = sa.Table(
    "slack_events",
    _tables,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("at", sa.Float),
)
_questions = sa.Table(
    "slack_questions",
    _tables,
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("ts", sa.String(32), primary_key=True),
    sa.Column("thread", sa.String(32), index=True),
    sa.Column("user", sa.String(32), index=True),
    sa.Column("team", sa.String(32)),
    sa.Column("text", sa.Text),
    sa.Column("state", sa.String(16), index=True),
    sa.Column("at", sa.Float),
    sa.Column("reply", sa.String(32)),  # timestamp of the message that answers it
    sa.Column("answer", sa.String(64), index=True),  # the answer's id
    sa.Column("content", sa.Text),  # the answer as JSON
    sa.Column("version", sa.String(32)),
)
_feedback = sa.Table(
    "slack_feedback",
    _tables,
    sa.Column("answer", sa.String(64), primary_key=True),
    sa.Column("user", sa.String(32), primary_key=True),
    sa.Column("verdict", sa.String(16)),
    sa.Column("at", sa.Float),
)


@dataclass(frozen=True)
class Question:
    """A question that somebody asked on Slack, and where its answer belongs."""

    channel: str
    ts: str
    thread: str
    user: str
    team: str
    text: str

    @property
    def direct(self) -> bool:
        """Whether it was asked in a direct message."""
        return self.channel.startswith("D")


class Journal:
    """The store of the Slack front end; safe to use from many threads and processes."""

    def __init__(self, address: str) -> None:
        """Open the database at an SQLAlchemy address; raises `DataFolderError` where it cannot be."""
        self._engine = sa.create_engine(
            address, connect_args={"timeout": 30} if address.startswith("sqlite") else {}
        )
        if address.startswith("sqlite"):
            sa.event.listen(self._engine, "connect", _prepare)
        with self._border():
            _tables.create_all(self._engine)

    def first_time(self, event: str) -> bool:
        """Note an event; false where it was delivered before."""
        with self._border():
            try:
                with self._engine.begin() as database:
                    database.execute(_events.insert().values(id=event, at=time.time()))
                    database.execute(
                        _events.delete().where(_events.c.at < time.time() - EVENTS_KEPT)
                    )
            except IntegrityError:
                return False
        return True

    def accept(self, question: Question) -> bool:
        """Note a question as waiting; false where the same message was accepted before."""
        values = {**vars(question), "state": "waiting", "at": time.time()}
        with self._border():
            try:
                with self._engine.begin() as database:
                    database.execute(_questions.insert().values(**values))
            except IntegrityError:
                return False
        return True

    def begin(self, question: Question) -> bool:
        """Take a waiting question for answering; false where somebody else did, or nobody should."""
        return self._set(question, {"state": "answering"}, {"waiting"})

    def settle(self, question: Question, state: State) -> None:
        """Note what became of a question."""
        self._set(question, {"state": state})

    def replied(self, question: Question, reply: str) -> None:
        """Note the message in which a question is being answered."""
        self._set(question, {"reply": reply})

    def answered(
        self, question: Question, answer: str, content: Mapping[str, Any], version: str
    ) -> None:
        """Keep an answer with its evidence."""
        text = json.dumps(content, ensure_ascii=False)
        self._set(
            question, {"state": "answered", "answer": answer, "content": text, "version": version}
        )

    def unfinished(self) -> list[tuple[Question, str | None, float]]:
        """The questions that nobody answered, the oldest first, each with its reply so far and its age in seconds."""
        query = (
            sa.select(_questions)
            .where(_questions.c.state.in_(UNFINISHED))
            .order_by(_questions.c.at)
        )
        return [(_question(row), row.reply, time.time() - row.at) for row in self._rows(query)]

    def resume(self, question: Question) -> None:
        """Put a question whose answer was broken off back to those that wait."""
        self._set(question, {"state": "waiting", "reply": None})

    def state(self, channel: str, ts: str) -> str | None:
        """How far a message's question came; None where it is no question."""
        query = sa.select(_questions.c.state).where(
            _questions.c.channel == channel, _questions.c.ts == ts
        )
        return next((row.state for row in self._rows(query)), None)

    def speaks_in(self, channel: str, thread: str) -> bool:
        """Whether a question was asked in this thread before."""
        query = sa.select(_questions.c.ts).where(
            _questions.c.channel == channel, _questions.c.thread == thread
        )
        return bool(self._rows(query.limit(1)))

    def recent(self, user: str, most: int) -> list[str]:
        """The questions that somebody asked last."""
        query = (
            sa.select(_questions.c.text)
            .where(_questions.c.user == user)
            .order_by(_questions.c.at.desc())
        )
        return [row.text for row in self._rows(query.limit(most))]

    def asked_since(self, user: str, seconds: float) -> int:
        """How many questions somebody asked in the last seconds."""
        query = sa.select(sa.func.count()).where(
            _questions.c.user == user,
            _questions.c.at > time.time() - seconds,
            _questions.c.state != "refused",
        )
        return int(self._rows(query.select_from(_questions))[0][0])

    def answer(self, identifier: str) -> Mapping[str, Any] | None:
        """A kept answer, as JSON."""
        query = sa.select(_questions.c.content).where(_questions.c.answer == identifier)
        return next((json.loads(row.content) for row in self._rows(query)), None)

    def rate(self, answer: str, user: str, verdict: str) -> None:
        """Keep what somebody thinks of an answer; a later opinion replaces the earlier one."""
        mine = (_feedback.c.answer == answer) & (_feedback.c.user == user)
        with self._border(), self._engine.begin() as database:
            database.execute(_feedback.delete().where(mine))
            database.execute(
                _feedback.insert().values(answer=answer, user=user, verdict=verdict, at=time.time())
            )

    def feedback(self) -> list[dict[str, Any]]:
        """All feedback with the question, the answer and its evidence, the newest first."""
        joined = sa.join(_feedback, _questions, _feedback.c.answer == _questions.c.answer)
        query = (
            sa.select(
                _feedback.c.answer, _feedback.c.verdict, _feedback.c.at, _questions.c.text, _questions.c.content, _questions.c.version
            )
            .select_from(joined)
            .order_by(_feedback.c.at.desc())
        )  # fmt: skip
        return [
            {
                "answer": row.answer, "feedback": row.verdict, "at": row.at, "question": row.text,
                "version": row.version, "content": json.loads(row.content),
            }
            for row in self._rows(query)
        ]  # fmt: skip

    def counts(self) -> Mapping[str, int]:
        """How many questions are in which state."""
        query = sa.select(_questions.c.state, sa.func.count().label("number")).group_by(
            _questions.c.state
        )
        return {str(row.state): int(row.number) for row in self._rows(query)}

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def _set(
        self, question: Question, values: Mapping[str, Any], only: set[str] | None = None
    ) -> bool:
        this = (_questions.c.channel == question.channel) & (_questions.c.ts == question.ts)
        if only:
            this &= _questions.c.state.in_(only)
        with self._border(), self._engine.begin() as database:
            return database.execute(_questions.update().where(this).values(**values)).rowcount > 0

    def _rows(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        with self._border(), self._engine.connect() as database:
            return list(database.execute(query))

    @contextmanager
    def _border(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise DataFolderError(
                f"The journal of questions cannot be read or written: {type(error).__name__}.",
                "Free space or mend the rights of the data folder, then start again.",
            ) from error


def _question(row: sa.Row[Any]) -> Question:
    return Question(row.channel, row.ts, row.thread, row.user, row.team, row.text)


def _prepare(connection: Any, _: Any) -> None:
    """Let readers and a writer of one SQLite file work side by side, and survive a killed process."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()

"""What the app does on each event, command and button: note it, hand it to the desk, nothing slow."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltResponse, Respond

from bot.slack import blocks as shapes
from bot.slack.access import Access
from bot.slack.desk import Desk
from bot.slack.home import home_view
from bot.slack.journal import Journal, Question
from bot.slack.messenger import Messenger, SlackError
from bot.slack.private import answer_privately
from bot.slack.text import mentions_somebody_else, question_of, safe
from bot.slack.wording import words
from bot.understand import language_of
from knowledge.catalogue import Catalogue
from knowledge.errors import ModelSageError

log = logging.getLogger("modelsage.slack")

NOTED = "modelsage_noted"  # where the body of an event carries the question that was noted
HOUR = 3_600.0
ASKED = frozenset({None, "file_share", "thread_broadcast"})  # subtypes that people write
COMMAND = "/modelsage"
STATE = frozenset({"status", "状态"})  # what admins type behind the command
QUESTION = re.compile(
    r"[?？]\s*$|吗\s*$|\b(?:which|what|how|can|may|is|does|compare)\b|哪|什么|多少|怎么|能不能",
    re.IGNORECASE,
)
# What the app's message tab offers before anything is asked; four are shown.
PROMPTS = (
    {"title": "For a product, in Chinese, on one 24 GB card", "message": "Which model may we sell, in Chinese, on one 24 GB card?"},
    {"title": "商用中文客服，一张 24GB 的卡", "message": "商用中文客服，一张 24GB 的卡，选哪个？"},
    {"title": "Compare two models", "message": "Compare Qwen3 8B and Llama 3.1 8B"},
    {"title": "我们需要大模型吗？", "message": "给客户邮件分类，需要大模型吗？"},
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What the listeners need."""

    desk: Desk
    journal: Journal
    messenger: Messenger
    access: Access
    catalogue: Catalogue
    bot: str  # the app's own user id
    built_at: Callable[[], str]  # when the index was built


def register(app: App, office: Office) -> None:
    """Register every listener; the last one acknowledges what no other knows."""

    @app.middleware
    def once(body: dict[str, Any], next_: Callable[[], BoltResponse]) -> BoltResponse:
        """Stop an event here that was delivered before, and acknowledge it."""
        identifier = body.get("event_id")
        if _is_own(body.get("event"), office.bot):
            return BoltResponse(status=200, body="")
        if identifier and not office.journal.first_time(str(identifier)):
            return BoltResponse(status=200, body="")
        _note(office, body)
        return next_()

    app.event("app_mention")(lambda body: _asked(office, body))
    app.event("message")(lambda body: _asked(office, body))
    app.event("app_home_opened")(lambda event: _opened(office, event))
    app.event("agent_session_stopped")(lambda event: _stopped(office, event))
    app.event("tokens_revoked")(lambda: None)
    app.command(COMMAND)(lambda ack, command, respond: _commanded(office, ack, command, respond))
    app.action(shapes.FEEDBACK)(lambda ack, body, action: _rated(office, ack, body, action))
    app.action(shapes.SHARE)(lambda ack, body, action: _shared(office, ack, body, action))
    app.action(re.compile(f"^{shapes.ASK_AGAIN}"))(
        lambda ack, body, action: _pressed(office, ack, body, action)
    )
    app.event(re.compile(".*"))(lambda: None)
    app.action(re.compile(".*"))(lambda ack: ack())


def _is_own(event: object, bot: str) -> bool:
    """Whether Slack only tells the app what it wrote itself."""
    if not isinstance(event, dict):
        return False
    inner = event.get("message")
    return bot in (event.get("user"), inner.get("user") if isinstance(inner, dict) else None)


def question_in(event: Mapping[str, Any], team: str, office: Office) -> Question | None:
    """The question that a message asks of the app, if it asks one."""
    kind, user, text = event.get("type"), event.get("user"), str(event.get("text") or "")
    if kind not in ("app_mention", "message") or event.get("subtype") not in ASKED:
        return None
    if (
        not user
        or event.get("bot_id")
        or user in (office.bot, "USLACKBOT")
        or office.access.ignores(user)
    ):
        return None
    channel, ts = str(event["channel"]), str(event["ts"])
    thread = str(event.get("thread_ts") or ts)
    mentioned = kind == "app_mention" or f"<@{office.bot}" in text
    if not (mentioned or _meant(channel, thread, ts, text, office)):
        return None
    return Question(channel, ts, thread, str(user), team, question_of(text, office.bot))


def _meant(channel: str, thread: str, ts: str, text: str, office: Office) -> bool:
    """Whether a message without a mention is for the app all the same."""
    if channel.startswith("D"):
        return True
    if thread != ts:
        return office.journal.speaks_in(channel, thread) and not mentions_somebody_else(
            text, office.bot
        )
    return channel in office.access.unasked and QUESTION.search(text) is not None


def _note(office: Office, body: dict[str, Any]) -> None:
    """Note a question before Slack is told that it arrived, so that no crash can lose it.

    What was found goes along with the body: one message comes as two events, and only the first
    of them is to be acted upon.
    """
    event = body.get("event")
    if not isinstance(event, dict):
        return
    question = question_in(event, str(body.get("team_id", "")), office)
    if question is None:
        return
    asked = office.journal.asked_since(question.user, HOUR)
    reason = office.access.refusal(question.user, question.channel, asked)
    if reason or not question.text:
        if office.journal.first_time(f"{question.channel} {question.ts}"):
            body[NOTED] = (question, reason or "empty")
    elif office.journal.accept(question):
        body[NOTED] = (question, None)


def _asked(office: Office, body: Mapping[str, Any]) -> None:
    event = body["event"]
    if event.get("subtype") == "message_deleted":
        office.desk.stop(str(event["channel"]), str(event.get("deleted_ts")))
        return
    if NOTED not in body:
        return
    question, reason = body[NOTED]
    told = words(language_of(question.text))
    if reason == "empty":
        _whisper(office, question, told.usage)
    elif reason:
        _whisper(office, question, told.refused(reason, office.access.questions_an_hour))
    else:
        office.desk.take(question)


def _whisper(office: Office, question: Question, text: str) -> None:
    """Tell the asker alone."""
    office.messenger.attempt(
        "chat.postEphemeral", channel=question.channel, user=question.user, thread_ts=question.thread, text=safe(text)
    )  # fmt: skip


def _opened(office: Office, event: Mapping[str, Any]) -> None:
    user = str(event["user"])
    if event.get("tab") == "messages":
        office.messenger.attempt(
            "assistant.threads.setSuggestedPrompts",
            channel_id=event["channel"],
            prompts=list(PROMPTS),
        )
        return
    view = home_view(office.catalogue, office.built_at(), office.journal.recent(user, 5))
    office.messenger.attempt("views.publish", user_id=user, view=view)


def _stopped(office: Office, event: Mapping[str, Any]) -> None:
    channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
    office.desk.stop(channel, thread)
    office.messenger.attempt(
        "agents.sessions.setStatus", channel_id=channel, thread_ts=thread or None, status="active"
    )


def _commanded(office: Office, ack: Ack, command: Mapping[str, Any], respond: Respond) -> None:
    ack()
    user, text = str(command["user_id"]), str(command.get("text") or "").strip()
    told = words(language_of(text))
    if office.access.ignores(user):
        return
    if text in STATE and office.access.may_manage(user):
        respond(_state(office))
        return
    if not text:
        respond(told.usage)
        return
    reason = office.access.refusal(
        user, str(command["channel_id"]), office.journal.asked_since(user, HOUR)
    )
    if reason:
        respond(told.refused(reason, office.access.questions_an_hour))
        return
    answer_privately(office.desk, office.journal, command, respond, question_of(text, office.bot))


def _state(office: Office) -> str:
    counts = ", ".join(
        f"{state} {number}" for state, number in sorted(office.journal.counts().items())
    )
    lines = [
        f"waiting or being answered: {office.desk.length}",
        f"questions so far: {counts or 'none'}",
        f"index of {office.built_at()}; {len(office.catalogue.models)} models as of {office.catalogue.as_of}",
    ]
    if missing := office.messenger.done_without:
        lines.append(f"done without, for want of a scope: {', '.join(missing)}")
    return "\n".join(lines)


def _rated(office: Office, ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
    ack()
    verdict, _, answer = str(action.get("value", "")).partition(":")
    user, channel = str(body["user"]["id"]), str(body["channel"]["id"])
    found = office.journal.answer(answer)
    if verdict in ("good", "bad") and found is not None:
        office.journal.rate(answer, user, verdict)
        thanks = words(str(found.get("language", "en"))).thanks
        thread = body.get("container", {}).get("thread_ts")
        office.messenger.attempt(
            "chat.postEphemeral", channel=channel, user=user, thread_ts=thread, text=thanks
        )


def _shared(office: Office, ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
    ack()
    found = office.journal.answer(str(action.get("value", "")))
    if found is None:
        return
    text = (
        f"<@{body['user']['id']}>: {safe(str(found['question']))}\n\n{safe(str(found['answer']))}"
    )
    try:
        office.messenger.call(
            "chat.postMessage", channel=str(body["channel"]["id"]), text=text[:3_900], unfurl_links=False, unfurl_media=False
        )  # fmt: skip
    except SlackError as error:
        log.error("%s", error.message)  # noqa: TRY400 - expected: no traceback


def _pressed(office: Office, ack: Ack, body: Mapping[str, Any], action: Mapping[str, Any]) -> None:
    """A follow-up button asks its question in the thread, as if its presser had written it."""
    ack()
    user, channel = str(body["user"]["id"]), str(body["channel"]["id"])
    container = body.get("container", {})
    thread = str(container.get("thread_ts") or container.get("message_ts"))
    team = str(body.get("team", {}).get("id", ""))
    question = Question(
        channel, str(action.get("action_ts")), thread, user, team, str(action.get("value", ""))
    )
    refused = office.access.refusal(user, channel, office.journal.asked_since(user, HOUR))
    if refused or office.access.ignores(user):
        told = words(language_of(question.text))
        _whisper(office, question, told.refused(refused or "user", office.access.questions_an_hour))
        return
    try:
        if office.journal.accept(question):
            office.desk.take(question)
    except ModelSageError as error:
        log.error("%s", error.message)  # noqa: TRY400 - expected: no traceback

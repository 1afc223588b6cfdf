"""The answer to a slash command: for the asker alone, with a button to share it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Respond

from bot.slack.desk import Desk
from bot.slack.journal import Journal, Question


def answer_privately(
    desk: Desk, journal: Journal, command: Mapping[str, Any], respond: Respond, text: str
) -> None:
    """Hand the question of a command to the desk, its answer to `respond`."""
    question = Question(
        channel=str(command["channel_id"]),
        ts=str(command["trigger_id"])[:32],
        thread="",
        user=str(command["user_id"]),
        team=str(command.get("team_id", "")),
        text=text,
    )
    if journal.accept(question):
        desk.take_privately(question, respond)

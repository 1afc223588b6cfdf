"""Who may ask, where, how often; decided from settings alone."""

from dataclasses import dataclass
from typing import Literal

from knowledge.settings import Settings

Refusal = Literal["channel", "user", "rate"]


@dataclass(frozen=True)
class Access:
    """The rules of a workspace; empty lists let everybody in."""

    channels: frozenset[str]
    users: frozenset[str]
    ignored: frozenset[str]
    admins: frozenset[str]
    unasked: frozenset[str]  # channels in which questions are answered without a mention
    questions_an_hour: int

    @classmethod
    def of(cls, settings: Settings) -> "Access":
        """The rules that the settings give."""
        return cls(
            frozenset(settings.slack_channels),
            frozenset(settings.slack_users),
            frozenset(settings.slack_ignored),
            frozenset(settings.slack_admins),
            frozenset(settings.slack_unasked),
            settings.slack_hourly,
        )

    def ignores(self, user: str) -> bool:
        """Whether somebody is not even answered with a refusal."""
        return user in self.ignored

    def refusal(self, user: str, channel: str, asked: int) -> Refusal | None:
        """Why a question is not taken from somebody who asked `asked` within the hour; None where it is."""
        if self.channels and not channel.startswith("D") and channel not in self.channels:
            return "channel"
        if self.users and user not in self.users | self.admins:
            return "user"
        if asked >= self.questions_an_hour and user not in self.admins:
            return "rate"
        return None

    def may_manage(self, user: str) -> bool:
        """Whether somebody may see the state of the app."""
        return user in self.admins

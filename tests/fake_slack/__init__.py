"""A Slack of our own on loopback: its Web API, its Socket Mode, its limits, and what people would see."""

from tests.fake_slack.limits import TIERS
from tests.fake_slack.server import FakeSlack
from tests.fake_slack.workspace import APP_TOKEN, BOT_TOKEN, BOT_USER, Message, Workspace

__all__ = ["APP_TOKEN", "BOT_TOKEN", "BOT_USER", "TIERS", "FakeSlack", "Message", "Workspace"]

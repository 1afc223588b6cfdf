"""`python -m tests.fake_slack [QUESTION …]`: a conversation with ModelSage in a Slack of our own, to look at.

Each question is asked in one thread; without any, a few are. `--html FILE` writes a page as well.
"""

import argparse
import html
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.fake_slack import APP_TOKEN, BOT_TOKEN, BOT_USER, FakeSlack, Message

NAMES = {BOT_USER: "ModelSage", "U1": "Wang Fang", "U2": "Asker"}
QUESTIONS = (
    "一张 24GB 的卡，要商用、会中文，选哪个？",
    "only Apache",
    "Compare the first two",
    "Can I use OPT-175B commercially?",
)
PAGE = """<!doctype html><meta charset="utf-8"><title>ModelSage on Slack</title>
<style>body{{font:15px/1.46 system-ui;max-width:46rem;margin:2rem auto;padding:0 1rem}}
.m{{margin:.8rem 0;white-space:pre-wrap}}.r{{margin-left:2rem}}b{{display:block}}small{{color:#666}}</style>
{messages}
"""


def main() -> None:
    """Start the workspace and ModelSage, ask, show what people would see."""
    parser = argparse.ArgumentParser(prog="python -m tests.fake_slack", description=__doc__)
    parser.add_argument("questions", nargs="*", default=QUESTIONS, metavar="QUESTION")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page as well")
    flags = parser.parse_args()
    proxies = {"http_proxy", "https_proxy", "all_proxy"}
    environment = {k: v for k, v in os.environ.items() if k.lower() not in proxies}
    with FakeSlack() as slack:
        environment |= {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": slack.base_url,
        }
        app = subprocess.Popen([sys.executable, "-m", "bot.cli", "slack"], env=environment)
        try:
            slack.wait_until(lambda: slack.connected or app.poll() is not None, 60)
            if app.poll() is None:
                _converse(slack, flags.questions)
        finally:
            app.terminate()
            app.wait(20)
        print(slack.workspace.transcript(NAMES))
        if flags.html:
            flags.html.write_text(_page(slack.workspace.messages), encoding="utf-8")


def _converse(slack: FakeSlack, questions: list[str]) -> None:
    first: Message | None = None
    for number, text in enumerate(questions):
        user = ("U1", "U2")[number % 2]
        begun = time.monotonic()
        if first is None:
            asked = first = slack.mention(user, "C0GENERAL", text)
        else:
            asked = slack.message(user, "C0GENERAL", text, thread_ts=first.ts)
        slack.answer(asked, seconds=300)
        print(f"answered within {time.monotonic() - begun:.1f} s", file=sys.stderr)


def _page(messages: list[Message]) -> str:
    shown = []
    for message in (m for m in messages if not m.deleted):
        kind = "m r" if message.thread_ts else "m"
        seen = (
            f" <small>only {html.escape(message.only_for)} sees this</small>"
            if message.only_for
            else ""
        )
        who = html.escape(NAMES.get(message.user, message.user))
        shown.append(f'<div class="{kind}"><b>{who}{seen}</b>{html.escape(message.shown())}</div>')
    return PAGE.format(messages="\n".join(shown))


if __name__ == "__main__":
    main()

"""The app's own page: what it knows, how old that is, how to ask, what was asked last."""

from collections.abc import Sequence
from typing import Any

from bot.slack.blocks import context, section
from bot.slack.text import escaped
from bot.slack.wording import words
from knowledge.catalogue import Catalogue


def home_view(catalogue: Catalogue, built_at: str, recent: Sequence[str]) -> dict[str, Any]:
    """The page for one person, in both languages."""
    count, as_of = len(catalogue.models), catalogue.as_of
    blocks: list[dict[str, Any]] = [
        {
            "type": "header",
            "text": {"type": "plain_text", "text": f"{words('zh').heading} {words('en').heading}"},
        },
        section(
            f"{count} models, each value with its source, as of {as_of}; index of {built_at}.\n"
            f"{count} 个模型，每个数值都有来源，截至 {as_of}；索引建于 {built_at}。"
        ),
        {"type": "divider"},
        section(escaped(f"• {words('en').usage}\n• {words('zh').usage}")),
        section(
            "Mention me in a channel, write to me directly, or type `/modelsage` and your question. In a thread I follow "
            "along.\n在频道里提及我、直接给我发消息，或输入 `/modelsage` 加问题。在同一话题里可以继续追问。"
        ),
    ]
    if recent:
        asked = "\n".join(f"• {escaped(text[:200])}" for text in recent)
        blocks += [{"type": "divider"}, section(f"*Your last questions · 您最近的提问*\n{asked}")]
    blocks.append(
        context("No question leaves the machine that I run on. 问题不会离开我所在的机器。")
    )
    return {"type": "home", "blocks": blocks}

"""The prompt for the prose: the points that code chose, and the order to say no more than these.

The question is not in it. What to say was decided already, so it could only lead a small model
astray, and whatever order it holds never reaches the model.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.answer import Evidence, Verdict
from bot.sentences import split_stream

# A prompt stays under 500 tokens, because two cores read about 100 a second. A CJK character is
# taken as one token and four Latin letters as one: more than Qwen's tokeniser makes of them.
POINT_TOKENS = 260

# All up to the points is word for word the same from one question to the next, so that llama.cpp
# and Ollama reuse what they have read of it. Of the models in the example nothing is on record: of
# what slips from it into a note, nothing passes the check.
_SYSTEM = {
    "en": (
        "You turn a list of points into a short note in plain English. Say every point once, in a sentence of its "
        "own. Copy names and figures exactly. Add nothing that the points do not say. End each sentence with the mark of its point."
    ),
    "zh": (
        "把列出的要点改写成一段简短的中文说明。每个要点用一句话说一次，"
        "名称和数字照抄，不添加要点以外的内容，句末保留要点的标号。"
    ),
}
_EXAMPLE = {
    "en": (
        (
            "- Alba-9B comes first because its rating is 25 points above that of Birk-30B. [4]\n"
            "- Birk-30B needs about 3 times the memory of Alba-9B (estimate). [2]\n"
            "- Alba-9B is licensed under Alba Licence: whoever passes the model on keeps the notice. [1]"
        ),
        (
            "Alba-9B comes first because its rating is 25 points above that of Birk-30B. [4] Birk-30B needs about "
            "3 times the memory of Alba-9B. [2] The Alba Licence of Alba-9B asks whoever passes the model on to keep the notice. [1]"
        ),
    ),
    "zh": (
        (
            "- Alba-9B 排在前面，是因为评分比 Birk-30B 高 25 分。[4]\n"
            "- Birk-30B 需要的显存约是 Alba-9B 的 3 倍（估算）。[2]\n"
            "- Alba-9B 采用 Alba Licence：再分发时须保留声明。[1]"
        ),
        (
            "Alba-9B 排在前面，是因为评分比 Birk-30B 高 25 分。[4] Birk-30B 需要的显存约是 Alba-9B 的 3 倍。[2] "
            "Alba-9B 采用 Alba Licence，再分发时须保留声明。[1]"
        ),
    ),
}
_OF_EXAMPLE = re.compile(r"\b(?:Alba|Birk)\b")
_LAYOUT = {"en": "Points:\n{points}\nNote:", "zh": "要点：\n{points}\n说明："}


class Writer(Protocol):
    """What can stream a reply to messages: a chat model, or a scripted one in a test."""

    @property
    def name(self) -> str:
        """What it is called."""

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Stream the reply to (role, text) messages."""


def write(writer: Writer, verdict: Verdict, language: str) -> Iterator[str]:
    """The sentences that the chat model writes below a verdict, as they come, unchecked."""
    yield from split_stream(writer.stream(prompt(verdict, language)))


def prompt(verdict: Verdict, language: str) -> list[tuple[str, str]]:
    """The messages: a constant instruction and example, then the points with their marks."""
    layout = _LAYOUT[language]
    given, said = _EXAMPLE[language]
    points = "\n".join(_line(point, language) for point in _within(verdict.points))
    return [
        ("system", _SYSTEM[language]),
        ("human", layout.format(points=given)),
        ("ai", said),
        ("human", layout.format(points=points)),
    ]


def of_example(sentence: str) -> bool:
    """Whether a sentence is out of the prompt's example."""
    return bool(_OF_EXAMPLE.search(sentence))


def approximate_tokens(text: str) -> float:
    """About how many tokens a text has, rather too many than too few."""
    wide = sum(character > "\u2e7f" for character in text)
    return wide + (len(text) - wide) / 3.2


def _line(point: Evidence, language: str) -> str:
    text = " ".join(point.text.split())
    return f"- {text}[{point.source}]" if language == "zh" else f"- {text} [{point.source}]"


def _within(points: Sequence[Evidence]) -> Iterator[Evidence]:
    """As many of the points, from the first, as the prompt has room for; one that is too long is left out."""
    left: float = POINT_TOKENS
    for point in points:
        needed = approximate_tokens(point.text) + 4
        if needed > left:
            continue
        left -= needed
        yield point

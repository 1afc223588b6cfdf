"""The prompt for the prose: the question, the evidence, and the order to say no more than that."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.answer import Evidence, Verdict
from bot.sentences import split_stream

# A prompt stays under 500 tokens, because two cores read about 100 a second. A CJK character is
# taken as one token and four Latin letters as one: more than Qwen's tokeniser makes of them.
EVIDENCE_TOKENS = 280
QUESTION_TOKENS = 80

# Kept word for word the same from one question to the next, so that its cached prefix is reused.
SYSTEM = {
    "en": (
        "Below an answer that the reader has already seen, you write a note of two short sentences in English. "
        "Each sentence must restate given facts only, with names and figures copied exactly, and must end with "
        "the number of its fact, like [1]. Prefer facts that add a condition, a limit or a correction."
    ),
    "zh": (
        "读者已经看到答案。请在答案下面用中文写两个短句的补充说明。每句只能复述给出的事实，名称和数字照抄，"
        "句末标出事实编号，如 [1]。优先写条件、限制或订正。"
    ),
}


class Writer(Protocol):
    """What can stream a reply to messages: a chat model, or a scripted one in a test."""

    @property
    def name(self) -> str:
        """What it is called."""

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Stream the reply to (role, text) messages."""


def write(writer: Writer, question: str, verdict: Verdict, language: str) -> Iterator[str]:
    """The sentences that the chat model writes on a verdict, as they come, unchecked."""
    yield from split_stream(writer.stream(prompt(question, verdict, language)))


def prompt(question: str, verdict: Verdict, language: str) -> list[tuple[str, str]]:
    """The messages: a constant instruction, then the question and the numbered evidence."""
    asks, facts = ("问题", "事实") if language == "zh" else ("Question", "Facts")
    ends = "说明" if language == "zh" else "Explanation"
    lines = "\n".join(_line(e, language) for e in _within(verdict.evidence))
    colon = "：" if language == "zh" else ":"
    text = f"{asks}{colon}{clip(question, QUESTION_TOKENS)}\n{facts}{colon}\n{lines}\n{ends}{colon}"
    return [("system", SYSTEM[language]), ("human", text)]


def approximate_tokens(text: str) -> float:
    """About how many tokens a text has, rather too many than too few."""
    wide = sum(character > "\u2e7f" for character in text)
    return wide + (len(text) - wide) / 3.2


def clip(text: str, most: float) -> str:
    """The beginning of a text of at most so many tokens."""
    text = " ".join(text.split())
    while approximate_tokens(text) > most:
        text = text[: int(len(text) * 0.9)]
    return text


def _line(evidence: Evidence, language: str) -> str:
    if evidence.kind != "claim":
        return f"[{evidence.source}] {evidence.text}"
    return f"[{evidence.source}] {evidence.text}" + (
        "（这是错的）" if language == "zh" else " (This is wrong.)"
    )


def _within(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """As much of the evidence, from its beginning, as the prompt has room for."""
    left: float = EVIDENCE_TOKENS
    for item in evidence:
        left -= approximate_tokens(item.text) + 4
        if left < 0:
            return
        yield item

"""The parts of an answer as Markdown."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from bot.answer import Reference, Verdict
from bot.sentences import CITATION
from bot.wording import date, pick

_BLOCK = re.compile(
    r"^\s*(?:([-*>|])|\d+\. )"
)  # lists, quotes and tables: lines that hang together


def markdown(lines: Sequence[str]) -> str:
    """Lines as Markdown in which every line stays a line."""
    text = ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        this, then = _BLOCK.match(line), _BLOCK.match(following)
        same = this is not None and then is not None and this[1] == then[1]
        text += line + ("\n" if same or not line else "\n\n")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def numbered(number: int, text: str) -> str:
    """Markdown as the answer to one of several questions."""
    block = _BLOCK.match(text) is not None
    return f"**{number}.**\n\n{text}" if block else f"**{number}.** {text}"


def without_lines(text: str, said: Collection[str]) -> str:
    """Markdown without the lines that were said before."""
    kept = "\n".join(line for line in text.split("\n") if line not in said)
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def cited_sources(verdict: Verdict, sentences: Sequence[str]) -> dict[int, Reference]:
    """The sources that a verdict or the prose below it cites, by number."""
    numbers = {int(n) for n in CITATION.findall(" ".join((verdict.text, *sentences)))}
    return {n: r for n, r in enumerate(verdict.references, start=1) if n in numbers}


def closing_text(sources: Mapping[int, Reference], language: str, as_of: str, note: str) -> str:
    """What stands below an answer: whether a chat model took part, the sources, the date."""
    lines = []
    if note == "none":
        lines.append(
            pick(
                language,
                "_No chat model was used: this is the checked answer alone._",
                "_没有使用对话模型：以上是核对过的答案本身。_",
            )
        )
    if note == "failed":
        lines.append(
            pick(
                language,
                "_The chat model did not answer: this is the checked answer alone._",
                "_对话模型没有响应：以上是核对过的答案本身。_",
            )
        )
    if note == "broken":
        lines.append(
            pick(
                language,
                "_The chat model broke off: what it said until then was checked and stands above._",
                "_对话模型中途断开：此前写出的句子经过核对，已列在上面。_",
            )
        )
    if sources:
        lines.append(pick(language, "Sources", "来源"))
        lines += [
            f"- {_source(number, reference, language)}" for number, reference in sources.items()
        ]
        lines.append(
            pick(
                language,
                f"Catalogue as of {date(as_of, language)}.",
                f"目录截至 {date(as_of, language)}。",
            )
        )
    return markdown(lines)


def whole_text(verdict: str, sentences: Sequence[str], closing: str) -> str:
    """The answer as one text, in the order in which its parts were shown."""
    return "\n\n".join(part for part in (verdict, " ".join(sentences), closing) if part)


def _source(number: int, reference: Reference, language: str) -> str:
    dated = f" ({date(reference.date, language)})" if reference.date else ""
    return f"[{number}] {reference.title}{dated} {reference.place}".rstrip()

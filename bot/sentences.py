"""Cutting a chat model's stream into sentences, each with the citations that belong to it."""

import re
from collections.abc import Iterable, Iterator

CITATION = re.compile(r"\[(\d+)\]")
# A stop, closing quotes, and citations even where they stand behind the stop. A Latin stop ends a
# sentence only before white space, so that "GPT-3.5" and "v1.5" stay whole; abbreviations do not.
_END = re.compile(
    r"(?:[。！？!?]+[”」』）)\"]*|(?<!\b[eE]\.g)(?<!\b[iI]\.e)(?<!\b[eE]\.G)(?<!\bvs)(?<!\bvol)(?<!\bapprox)(?<!\bca)(?<!\bNo(?=\.\s\d))(?<!\betc(?=\.\s[a-z]))\.[\"”)]*(?=\s|\[|$))(?:\s*\[\d+\])*|\n+"
)


def split_stream(pieces: Iterable[str]) -> Iterator[str]:
    """Sentences as soon as they are whole; what follows the last stop is given as it is."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        while (end := _END.search(waiting)) is not None:
            # Behind the stop, citations may still be on their way.
            rest = waiting[end.end() :]
            if not rest.strip() or rest.lstrip().startswith("["):
                break
            if waiting[: end.end()].strip():
                yield waiting[: end.end()].strip()
            waiting = rest
    while (end := _END.search(waiting)) is not None:
        if waiting[: end.end()].strip():
            yield waiting[: end.end()].strip()
        waiting = waiting[end.end() :]
    if waiting.strip():
        yield waiting.strip()

"""The lines of a PDF file's pages: without running heads, and parted where bookmarks point."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_RUNNING = 0.6  # share of the pages that begin or end with a line, for it to be no part of the text
_FEW = 4  # pages; of fewer nobody can tell
_EDGE = 2  # lines at the top and at the bottom that may be running ones
_LEADER = re.compile(r"(?:[.．·…] ?){6,}\s*\S*$")  # as in tables of contents
_NUMBERING = re.compile(
    r"^(?:chapter|section|appendix|第)?\s*[\dA-Z一二三四五六七八九十.]*[章节.、:：]?\s+"
)

Trail = tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Lines of a page that stand under the same bookmark."""

    trail: Trail
    page: int  # from 0
    lines: tuple[str, ...]


def without_running_lines(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page, but for those that most pages begin or end with, and their numbers."""
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    split = [[line for line in lines if not _LEADER.search(line)] for lines in split]
    if len(pages) < _FEW:
        return split
    seen: Counter[str] = Counter()
    for lines in split:
        filled = [line for line in lines if line]
        seen.update({_pattern(line) for line in (*filled[:_EDGE], *filled[-_EDGE:])})
    running = {line for line, count in seen.items() if count >= _RUNNING * len(pages)}
    return [_trimmed(lines, running) for lines in split]


def stretches(
    pages: Sequence[Sequence[str]], trails: Mapping[int, Sequence[Trail]]
) -> Iterator[Stretch]:
    """The lines of pages, parted where a bookmark's title stands; `trails` are those of each page."""
    trail: Trail = ()
    for number, lines in enumerate(pages):
        marks = list(trails.get(number, ()))
        starts = _starts(lines, marks)
        if marks and not starts:
            trail = marks[0]
        begun = 0
        for start, end, mark in starts:
            yield Stretch(trail, number, tuple(lines[begun:start]))
            trail, begun = mark, end
        yield Stretch(trail, number, tuple(lines[begun:]))
        trail = marks[-1] if marks else trail


def _starts(lines: Sequence[str], marks: Sequence[Trail]) -> list[tuple[int, int, Trail]]:
    """Where the titles of bookmarks stand among lines: from which line, to which, and whose."""
    found: list[tuple[int, int, Trail]] = []
    place = 0
    for mark in marks:
        title = _bare(mark[-1])
        for start in range(place, len(lines)):
            end = next(
                (e for e in (start + 1, start + 2) if _bare(" ".join(lines[start:e])) == title), 0
            )
            if title and end:
                found.append((start, end, mark))
                place = end
                break
    return found


def _bare(title: str) -> str:
    """A title by which two are compared: without numbers before it, spaces and marks."""
    return re.sub(r"[\W_]+", "", _NUMBERING.sub("", title, count=1)).casefold()


def _trimmed(lines: list[str], running: set[str]) -> list[str]:
    kept = list(lines)
    for end in (0, -1):
        removed = 0
        while kept and removed < _EDGE and (not kept[end] or _pattern(kept[end]) in running):
            removed += bool(kept.pop(end))
    return kept


def _pattern(line: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "0", line)

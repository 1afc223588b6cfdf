"""A text about models, cut into the statements that it makes: sentences, list items, table cells.

Markup is taken off; lines that were broken inside a sentence are joined, in Chinese without a
space; no-break spaces become plain ones. A statement knows the headings above it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["sentence", "item", "cell", "heading"]


@dataclass(frozen=True)
class Statement:
    """One statement: as it is shown, as it is read, and where it stands.

    `said` differs from `text` in tables, where a cell is read with its row and column. `opens` is
    true of the first one of a paragraph, an item or a cell.
    """

    text: str
    said: str
    kind: Kind
    headings: tuple[str, ...]
    opens: bool = False


_FRONT_MATTER = re.compile(r"\A\ufeff?---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^(?:=+|-{3,})\s*$")
_ITEM = re.compile(
    r"^\s*(?:[-*+•·–—]\s+|\(?\d{1,2}[.)）](?:\s+(?=\D)|(?=[\u4e00-\u9fff]))|\d{1,2}、|[（(]\d{1,2}[)）]\s*)"
)
_LABELLED = re.compile(r"^\s*(?:\*\*|__)?[^\W\d_][^:：|。.!?]{0,30}[:：](?:\*\*|__)?\s*\S.{0,60}$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE_ROW = re.compile(r"^\s*\|?\s*:?-{2,}.*$")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)(?P<text>[^*_]{1,60}?)[:：]?(?:\*\*|__)[:：]?\s*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\s*\)")
_TAG = re.compile(r"</?[A-Za-z][^>\n]*>")
_MARKS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|`|\[\^\w+\]|^\s*>+\s?")
# An option of a command sets a value; it says nothing of what a model has.
_OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*(?:[ =](?![-(])(?:\"[^\"]*\"|[^\s,;`]+))?")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_SPACE_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|approx|etc|cf|ca|no|fig|inc|corp|ltd|co|dr|mr|ms|st|ver|resp|al)"
    r"|(?<![A-Za-z0-9])[A-Z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[。！？!?]+[\"”」』）)]*|\.[\"”)]*(?=\s|$)|\n+")
WRAPPED = 60  # characters; a line that ends before was not broken to fit
LONGEST = 1200  # characters of a sentence
_DEEPEST = 7  # the level of a line in bold that serves as a heading


def statements(text: str, names_model: Callable[[str], bool]) -> tuple[Statement, ...]:
    """The statements of a text in their order; `names_model` tells whether a table's head does."""
    return tuple(_statements(_lines(text), names_model))


def _lines(text: str) -> list[str]:
    plain = re.sub(r"[\u00a0\u2007\u202f]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = re.sub(r"[\u200b\ufeff\u2060]", "", _FRONT_MATTER.sub("", plain))
    kept, fenced = list[str](), False
    for line in plain.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            kept.append(line)
    return kept


def _statements(lines: Sequence[str], names_model: Callable[[str], bool]) -> Iterator[Statement]:
    trail: dict[int, str] = {}
    block, kind = list[str](), "sentence"
    rows = list[list[str]]()

    def flush() -> Iterator[Statement]:
        nonlocal kind
        headings = tuple(trail[level] for level in sorted(trail))
        if block:
            yield from _of_block(block, "item" if kind == "item" else "sentence", headings)
            block.clear()
        if rows:
            yield from _of_table(rows, headings, names_model)
            rows.clear()
        kind = "sentence"

    for n, line in enumerate(lines):
        under = lines[n + 1] if n + 1 < len(lines) else ""
        heading = _HEADING.match(line)
        bold = _BOLD_LINE.match(line)
        underlined = bool(line.strip()) and not block and _UNDERLINE.match(under) is not None
        if heading or bold or underlined:
            yield from flush()
            level = len(heading[1]) if heading else _DEEPEST if bold else 1
            said = _plain(heading[2] if heading else bold["text"] if bold else line)
            trail = {deep: told for deep, told in trail.items() if deep < level} | {level: said}
            yield Statement(
                said, said, "heading", tuple(trail[x] for x in sorted(trail)), opens=True
            )
        elif _UNDERLINE.match(line) and not block and not rows:
            continue
        elif _ROW.match(line):
            if block:
                yield from flush()
            if not _RULE_ROW.match(line):
                rows.append([_plain(cell) for cell in line.strip().strip("|").split("|")])
        elif not line.strip():
            yield from flush()
        elif (item := _ITEM.match(line)) or _LABELLED.match(line):
            yield from flush()
            kind = "item"
            block.append(line[item.end() if item else 0 :])
        else:
            if rows or (kind == "item" and _ends_item(block, line)):
                yield from flush()
            block.append(line)
    yield from flush()


def _ends_item(block: Sequence[str], line: str) -> bool:
    """Whether a line under a list item that is not indented begins something else."""
    whole = len(block[-1]) < WRAPPED or block[-1].rstrip().endswith(tuple(".。!！?？:："))
    return whole and not line[:1].isspace() and not line[:1].islower()


def _of_block(
    lines: Sequence[str], kind: Literal["item", "sentence"], headings: tuple[str, ...]
) -> Iterator[Statement]:
    joined = _SPACE_IN_CHINESE.sub("", "\n".join(lines))
    said = _plain(joined.replace("\n", " "))
    for n, sentence in enumerate(split_sentences(said)):
        yield Statement(sentence, sentence, kind, headings, opens=n == 0)


def _of_table(
    rows: Sequence[Sequence[str]], headings: tuple[str, ...], names_model: Callable[[str], bool]
) -> Iterator[Statement]:
    head = rows[0]
    by_column = sum(names_model(cell) for cell in head[1:]) > len(head[1:]) / 2
    for row in rows[1:]:
        shown = " | ".join(row)
        for column, cell in enumerate(row[1:], start=1):
            if column < len(head) and cell:
                of, what = (head[column], row[0]) if by_column else (row[0], head[column])
                yield Statement(shown, f"{of} | {what}: {cell}", "cell", headings, opens=True)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph; the stop of an abbreviation and of a number ends none."""
    found, start = list[str](), 0
    for stop in _STOP.finditer(text):
        if stop[0].startswith(".") and _ABBREVIATED.search(text[start : stop.start() + 1]):
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    found.append(text[start:].strip())
    return tuple(part for sentence in found for part in _parts(sentence) if part)


def _parts(sentence: str) -> list[str]:
    """A sentence, or its parts where it is longer than any that people write."""
    return [sentence[at : at + LONGEST] for at in range(0, len(sentence), LONGEST)]


def _plain(text: str) -> str:
    """A piece of Markdown without its marks; of a link, what it shows."""
    said = _LINK.sub(r"\1", _IMAGE.sub("", text))
    said = _MARKS.sub("", _TAG.sub("", _OPTION.sub("", said)))
    return re.sub(r"[ \t]+", " ", said).strip()

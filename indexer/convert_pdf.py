"""PDF files into a part for each page, under the bookmarks that it stands below."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from indexer.document import Content, Part
from indexer.pdf_lines import Trail, stretches, without_running_lines
from indexer.pdf_tables import page_text
from indexer.text_mending import one_line, paragraphs, plain_characters, without_drawn_spaces
from knowledge.errors import DocumentError

_BROKEN_WORD = re.compile(r"[\ufffe\u00ad\x02]\s*(?=[a-z])")
_BROKEN_NAME = re.compile(r"[\ufffe\x02]\s*")
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(
    r"untitled|microsoft word|powerpoint|无标题|^幻灯片|\.(?:docx?|pptx?|xlsx?|dvi|indd|tex|qxd)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』）)\]]*(?:\s|$)|[。！？]")
_LONGEST_REST = 400  # characters of a sentence that goes on on the next page
_PASSWORD = 4  # the code of PDFium's error


def convert_pdf(raw: bytes) -> Content:
    """The content of a PDF file; raises `DocumentError` where it is damaged, locked or has no text."""
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise DocumentError("is protected by a password.", "Save it without one.") from error
        raise DocumentError("is damaged, or no PDF file.", "Save it anew.") from error
    try:
        pages = [_page_text(file, number) for number in range(len(file))]
        trails = _trails(file)
        about = {
            name: file.get_metadata_value(name) for name in ("Title", "ModDate", "CreationDate")
        }
    finally:
        file.close()
    if not any(page.strip() for page in pages):
        raise DocumentError(
            "holds pictures of pages only, and no text.", "Run a text recognition over it."
        )
    parts: list[Part] = []
    for stretch in stretches(without_running_lines(pages), trails):
        blocks = _blocks(stretch.lines)
        if not blocks:
            continue
        if parts and parts[-1].headings == stretch.trail:
            rest = _rest(parts[-1].text, blocks[0])
            if rest:
                parts[-1] = replace(parts[-1], text=_continued(parts[-1].text, blocks[0][:rest]))
                blocks[0] = blocks[0][rest:].strip()
        text = "\n\n".join(filter(None, blocks))
        parts.append(Part(stretch.trail, text, f"page={stretch.page + 1}"))
    title = one_line(about["Title"])
    day = _DAY.match(about["ModDate"]) or _DAY.match(about["CreationDate"])
    return Content(
        parts=tuple(parts),
        title="" if _NO_TITLE.search(title) else title,
        date="-".join(day.groups()) if day else "",
    )


def _page_text(file: Any, number: int) -> str:
    page = file[number]
    try:
        text = page_text(page)
    finally:
        page.close()
    text = _BROKEN_NAME.sub("-", _BROKEN_WORD.sub("", text))
    return without_drawn_spaces(plain_characters(text))


def _blocks(lines: Iterable[str]) -> list[str]:
    """The paragraphs and the tables in lines."""
    blocks: list[str] = []
    for is_row, group in groupby(lines, key=lambda line: line.startswith("| ")):
        text = "\n".join(group)
        blocks += [text] if is_row else paragraphs(text)
    return blocks


def _trails(file: Any) -> Mapping[int, Sequence[Trail]]:
    """The paths of the bookmarks that point to each page, by the page's number from 0."""
    found: dict[int, list[Trail]] = {}
    trail: list[str] = []
    for bookmark in file.get_toc(max_depth=6):
        title = one_line(bookmark.get_title())
        target = bookmark.get_dest()
        page = target.get_index() if target else None
        trail[bookmark.level :] = [title]
        if page is not None and title:
            found.setdefault(page, []).append(tuple(filter(None, trail)))
    return found


def _rest(before: str, text: str) -> int:
    """How many characters of a page's first paragraph end a sentence of the page before."""
    if before.endswith("|"):  # a table
        return 0
    goes_on = text[:1].islower() or text[:1] > "\u2e7f"
    if not goes_on or _SENTENCE_END.search(before[-3:]):
        return 0
    found = _SENTENCE_END.search(text[:_LONGEST_REST])
    return found.end() if found else 0


def _continued(text: str, rest: str) -> str:
    """A text whose last paragraph goes on."""
    *before, last = text.split("\n\n")
    return "\n\n".join((*before, one_line(f"{last}\n{rest}")))

"""Markdown, with or without front matter, into the parts under its headings."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from indexer.document import Content
from indexer.outline import Outline
from indexer.table import markdown_table
from indexer.text_mending import one_line, plain_characters
from knowledge.errors import RecordError
from knowledge.yaml_file import parse

_FRONT = re.compile(r"\A\s*---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{#([\w\-]+)\}\s*$")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DATES = ("date", "updated", "last_modified", "lastmod", "modified", "published")


def convert_markdown(text: str) -> Content:
    """The content of a Markdown text; its title is that of the front matter, or its first heading."""
    text = plain_characters(text)
    front, body = _front_matter(text)
    outline = Outline()
    first = _walk(body, outline)
    return Content(
        parts=outline.parts(),
        title=one_line(str(front.get("title") or "")) or first,
        date=next((day for name in _DATES if (day := _day(front.get(name)))), ""),
        language=_language(str(front.get("language") or front.get("lang") or "")),
    )


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    try:
        fields = parse(found[1], Path("front matter"))
    except RecordError:
        return {}, text
    return (fields, text[found.end() :]) if isinstance(fields, dict) else ({}, text)


def _day(value: object) -> str:
    found = _DAY.match(str(value or ""))
    return found[0] if found else ""


def _language(said: str) -> str:
    code = said.lower()[:2]
    return code if code in ("zh", "en") else ""


def _walk(body: str, outline: Outline) -> str:
    """Give the blocks of a text to the outline; the text of its first heading of the first level."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    title, row, rows = "", list[str](), list[list[str]]()
    items, lists = list[str](), 0

    def end_list() -> None:
        outline.block("\n".join(items))
        items.clear()

    for place, token in enumerate(tokens):
        if token.type == "inline":
            opened = tokens[place - 1]
            text = _plain(token.children or ())
            if opened.type == "heading_open":
                end_list()
                anchor = _ANCHOR.search(text)
                heading = one_line(_ANCHOR.sub("", text))
                level = int(opened.tag[1:])
                title = title or (heading if level == 1 else "")
                outline.heading(level, heading, anchor[1] if anchor else slug(heading))
            elif opened.type in ("th_open", "td_open"):
                row.append(text)
            elif lists:
                items.append("  " * (lists - 1) + _bullet(tokens[place - 2]) + one_line(text))
            else:
                outline.block(one_line(text))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
            if not lists:
                end_list()
        elif token.type == "tr_close":
            rows.append(row)
            row = []
        elif token.type == "table_close":
            end_list()
            outline.block(markdown_table(rows))
            rows = []
        elif token.type in ("fence", "code_block"):
            end_list()
            outline.block(re.sub(r"\n\s*\n", "\n", token.content.strip("\n")))
        elif token.type == "html_block":
            end_list()
            _html(token.content, outline)
    return title


def _bullet(opened: Any) -> str:
    """What stands before the first line of a list's item, and before no other."""
    if opened.type != "list_item_open":
        return ""
    return f"{opened.info}. " if opened.info else "- "


def _html(text: str, outline: Outline) -> None:
    from indexer.convert_html import blocks

    for block in blocks(text):
        outline.block(block)


def _plain(children: Sequence[Any]) -> str:
    """The text of a line without its markup, links and pictures."""
    said = []
    for child in children:
        if child.type in ("text", "code_inline"):
            said.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            said.append("\n")
        elif child.type == "image":
            said.append(_plain(child.children or ()))
    return "".join(said)


def slug(heading: str) -> str:
    """The anchor that sites which show Markdown give to a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")

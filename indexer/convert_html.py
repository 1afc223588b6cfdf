"""HTML into the parts under its headings: what readers see, without what surrounds it."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from indexer.document import Content
from indexer.html_table import is_data, table_rows
from indexer.html_visibility import is_dropped
from indexer.outline import Outline
from indexer.table import markdown_table
from indexer.text_encoding import decode
from indexer.text_mending import one_line, plain_characters
from knowledge.errors import DocumentError

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE
)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PERMALINK = re.compile(r"\s*[¶#§🔗]+\s*$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu"})
_BLOCKS = frozenset(
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hr legend main nav p section summary table tbody td tfoot th thead"
    " tr".split()
)
_DATES = (
    "article:modified_time", "article:published_time", "datemodified", "datepublished", "date",
    "dc.date", "dcterms.modified", "last-modified", "pubdate", "publishdate",
)  # fmt: skip


def convert_html(raw: bytes, declared: str = "") -> Content:
    """The content of a page; raises `DocumentError` where it is no text."""
    named = _DECLARED.search(raw[:4096])
    text = decode(raw, declared or (named[1].decode("ascii") if named else ""))
    tree = _tree(text)
    outline = Outline()
    root = _main(tree)
    _walk(root, outline)
    heads = [one_line(_said(found)) for found in root.iter("h1") if not is_dropped(found)]
    title = heads[0] if len(heads) == 1 else one_line(str(tree.findtext(".//title") or ""))
    return Content(
        parts=outline.parts(),
        title=_PERMALINK.sub("", title),
        date=_date(tree, root),
        language=_language(tree),
    )


def blocks(text: str) -> Iterator[str]:
    """The paragraphs, tables and lists of a piece of HTML."""
    outline = Outline()
    _walk(_tree(text), outline)
    for part in outline.parts():
        yield part.text


def _tree(text: str) -> Any:
    text = _PROLOGUE.sub("", plain_characters(text))
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        tree = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    except etree.ParserError:  # there are comments and blanks alone
        return html.document_fromstring("<p></p>", ensure_head_body=True)
    if any("depth" in entry.message for entry in parser.error_log):
        raise DocumentError("nests too many elements in one another.", "Save it as text or PDF.")
    return tree


def _main(tree: Any) -> Any:
    """The element that holds what the page is about."""
    for wanted in (".//main", ".//*[@role='main']", ".//article"):
        found = [one for one in tree.iterfind(wanted) if not is_dropped(one)]
        if len(found) == 1 and len(one_line(_said(found[0]))) > 200:  # noqa: PLR2004 - more than a heading
            return found[0]
    body = tree.find("body")
    return tree if body is None else body


class _Walk:
    """What was met on the way through a tree and is not yet a block."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.words: list[str] = []
        self.items: list[str] = []
        self.lists: list[int] = []  # the number of the next item by list; 0 where they have none
        self.bullet = ""
        self.verbatim = 0

    def say(self, text: str | None) -> None:
        if text:
            self.words.append(text)

    def close(self) -> None:
        """End the paragraph or the list's item."""
        joined = "".join(self.words)
        text = joined.strip("\n") if self.verbatim else one_line(joined)
        self.words = []
        if not text.strip():
            return
        if self.lists:
            self.items.append("  " * (len(self.lists) - 1) + self.bullet + text)
            self.bullet = ""
        else:
            self.outline.block(re.sub(r"\n\s*\n", "\n", text))

    def close_list(self) -> None:
        self.outline.block("\n".join(self.items))
        self.items = []


def _walk(root: Any, outline: Outline) -> None:
    walk = _Walk(outline)
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: set[Any] = set()
    for event, element in walker:
        if event == "start":
            if _begin(element, walk):
                skipped.add(element)
                walker.skip_subtree()
        elif element in skipped:
            skipped.discard(element)
            walk.say(element.tail if element is not root else None)
        else:
            _finish(element, walk)
            walk.say(element.tail if element is not root else None)
    walk.close()
    if walk.items:
        walk.close_list()


def _begin(element: Any, walk: _Walk) -> bool:
    """Begin an element; tell whether all of it is dealt with."""
    tag = element.tag
    if not isinstance(tag, str) or is_dropped(element):
        return True
    if tag in _HEADINGS:
        walk.close()
        heading = _PERMALINK.sub("", one_line(_said(element)))
        walk.outline.heading(_HEADINGS[tag], heading, _anchor(element))
        return True
    if tag == "table" and is_data(element):
        walk.close()
        for caption in element.iterfind("caption"):
            walk.outline.block(one_line(_said(caption)))
        walk.outline.block(markdown_table(table_rows(element, _said)))
        return True
    if tag in _LISTS:
        walk.close()
        walk.lists.append(int(tag == "ol"))
    elif tag == "li":
        walk.close()
        number = walk.lists[-1] if walk.lists else 0
        walk.bullet = f"{number}. " if number else "- "
        if number:
            walk.lists[-1] += 1
    elif tag == "pre":
        walk.close()
        walk.verbatim += 1
    elif tag in _BLOCKS:
        walk.close()
    walk.say(element.text)
    return False


def _finish(element: Any, walk: _Walk) -> None:
    tag = element.tag
    if tag in _BLOCKS or tag == "li":
        walk.close()
    elif tag in _LISTS:
        walk.close()
        walk.lists.pop()
        if not walk.lists:
            walk.close_list()
    elif tag == "pre":
        walk.close()
        walk.verbatim -= 1


def _said(element: Any) -> str:
    """All that an element says, in a line."""
    words = []
    walker = etree.iterwalk(element, events=("start", "end"))
    skipped: set[Any] = set()
    for event, one in walker:
        if event == "start":
            if not isinstance(one.tag, str) or (one is not element and is_dropped(one)):
                skipped.add(one)
                walker.skip_subtree()
                continue
            words.append(" " if one.tag in _BLOCKS or one.tag == "li" else "")
            words.append(one.text or "")
        else:
            if one not in skipped and (one.tag in _BLOCKS or one.tag == "li"):
                words.append(" ")
            if one is not element:
                words.append(one.tail or "")
    return "".join(words)


def _anchor(heading: Any) -> str:
    """The anchor of a heading: its own, one inside it, or that of the section it begins."""
    for element in (heading, *heading.iter("a", "span")):
        if found := element.get("id") or (element.get("name") if element.tag == "a" else None):
            return str(found)
    parent = heading.getparent()
    if parent is not None and parent.tag in ("section", "article", "div") and parent[0] is heading:
        return str(parent.get("id") or "")
    return ""


def _date(tree: Any, root: Any) -> str:
    said = {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): str(
            meta.get("content") or ""
        )
        for meta in tree.iter("meta")
    }
    times = [str(one.get("datetime") or "") for one in root.iter("time")][:1]
    for value in (*(said.get(name, "") for name in _DATES), *times):
        if found := _DAY.match(value):
            return found[0]
    return ""


def _language(tree: Any) -> str:
    code = str(tree.get("lang") or tree.get("xml:lang") or "").lower()[:2]
    return code if code == "zh" else ""

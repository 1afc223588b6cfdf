"""Documents into chunks: along their headings first, then along paragraphs and sentences."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from langchain_text_splitters import RecursiveCharacterTextSplitter

from indexer.article_item import article_document
from indexer.document import Document, Part
from indexer.script import language_of
from indexer.table import is_table
from indexer.table_split import split_table
from knowledge.articles import Article
from knowledge.chunk import Chunk

# A chunk is a paragraph of three to five sentences: small enough to be quoted whole. A Chinese
# character says about as much as two Latin letters, and is counted so. SPLITTER in build.py names
# what is done here: an index that was split otherwise is built anew.
CHUNK_SIZE = 520
TABLE_SIZE = 1200  # a table is worth reading whole, as far as the embedding model reads it whole
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def split(source: Document | Article) -> list[Chunk]:
    """The chunks of a document, part by part, in its order.

    A chunk's id follows from the document's id and the chunk's text: what happens to other
    documents, or elsewhere in this one, does not change it.
    """
    document = article_document(source) if isinstance(source, Article) else source
    met: Counter[str] = Counter()
    chunks = []
    for part in document.parts:
        for text in _pieces(part.text):
            digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
            met[digest] += 1
            chunks.append(_chunk(document, part, text, f"{digest}/{met[digest]}"))
    return chunks


def _chunk(document: Document, part: Part, text: str, suffix: str) -> Chunk:
    is_article = document.kind == "article"
    below_title = len(part.headings) > 1 and (is_article or part.headings[0] == document.title)
    return Chunk(
        id=f"{document.id}/{document.language}/{suffix}"
        if is_article
        else f"{document.id}/{suffix}",
        document=document.id,
        title=document.title,
        heading=part.headings[1:] if below_title else part.headings,
        anchor=part.anchor,
        language=document.language if is_article else language_of(text, document.language),
        path=f"{document.place}#{part.anchor}" if part.anchor else document.place,
        date=document.date,
        text=text,
        kind=document.kind,
    )


def _pieces(text: str) -> Iterator[str]:
    """The chunks of a part's text: tables by themselves, the paragraphs between them together."""
    prose: list[str] = []
    for block in text.split("\n\n"):
        if is_table(block):
            yield from _splitter().split_text("\n\n".join(prose))
            prose = []
            yield from split_table(block, TABLE_SIZE, width)
        else:
            prose.append(block)
    yield from _splitter().split_text("\n\n".join(prose))


def _splitter() -> RecursiveCharacterTextSplitter:
    return RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_SIZE,
        chunk_overlap=0,
        separators=[
            "\n\n",
            "\n",
            "。",
            "！",
            "？",
            ". ",
            "! ",
            "? ",
            "；",
            "; ",
            "，",
            ", ",
            " ",
            "",
        ],
        keep_separator="end",
        length_function=width,
    )


def width(text: str) -> int:
    """The length of a text in Latin letters; a Chinese character counts as two."""
    return len(text) + len(_WIDE.findall(text))

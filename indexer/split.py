"""Documents into chunks: along their headings first, then along paragraphs and sentences."""

import hashlib
import re

from langchain_text_splitters import RecursiveCharacterTextSplitter

from knowledge.articles import Article, Section
from knowledge.chunk import Chunk

# A chunk is a paragraph of three to five sentences: small enough to be quoted whole. A Chinese
# character says about as much as two Latin letters, and is counted so. SPLITTER in build.py names
# what is done here: an index that was split otherwise is built anew.
CHUNK_SIZE = 520
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def split(article: Article) -> list[Chunk]:
    """The chunks of an article, section by section, in its order."""
    return [
        chunk for section in article.sections.values() for chunk in _split_section(article, section)
    ]


def _split_section(article: Article, section: Section) -> list[Chunk]:
    joint = "" if article.language == "zh" else " "
    text = joint.join(sentence.text for sentence in section.sentences)
    return [
        Chunk(
            id=_identifier(article, section, number, piece),
            document=article.document,
            title=article.title,
            heading=section.headings[1:] or section.headings,
            anchor=section.anchor,
            language=article.language,
            path=f"knowledge/articles/{article.path.parent.name}/{article.path.name}#{section.anchor}",
            date=article.published,
            text=piece,
        )
        for number, piece in enumerate(_splitter().split_text(text))
    ]


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


def _identifier(article: Article, section: Section, number: int, text: str) -> str:
    content = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{article.document}/{article.language}/{section.anchor}/{number}/{content}"

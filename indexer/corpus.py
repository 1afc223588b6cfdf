"""All that is to be indexed: the shipped articles, and the team's documents and pages."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.article_item import ArticleItem
from indexer.conversion import Converter
from indexer.discover import Found, discover
from indexer.document import Document
from indexer.file_item import FileItem
from indexer.pages import REFRESH_HINT, PageItem, kept_page, pages_folder
from indexer.record_files import taken_records
from indexer.sources import expanded, read_sources
from indexer.twins import without_twins
from knowledge.articles import FOLDER
from knowledge.errors import DocumentError
from knowledge.settings import Settings

_MEGABYTE = 2**20


class Item(Protocol):
    """Something to index that was not read yet."""

    @property
    def id(self) -> str:
        """Unique in a corpus, and the same as long as it stays where it is."""

    @property
    def place(self) -> str:
        """The path or the address, as readers are shown it."""

    def digest(self) -> str:
        """The SHA-256, in hex, of the bytes; raises `DocumentError` where they cannot be read."""

    def load(self) -> Document:
        """What it says; raises `DocumentError` where it cannot be read or converted."""


@dataclass(frozen=True)
class Corpus:
    """What is to be indexed, in an order that does not change, and what cannot be."""

    items: tuple[Item, ...]
    problems: tuple[DocumentError, ...]


def corpus(settings: Settings) -> Corpus:
    """Find all that the settings and the kept sources name; nothing is converted yet."""
    converter = Converter(settings.largest_document * _MEGABYTE, settings.document_timeout)
    found: dict[Path, Found] = {}
    problems: list[DocumentError] = []
    kept = read_sources(settings.data_dir)
    records = _records(settings.models_dir)
    for source in (*expanded(settings.documents), *kept.paths):
        there, wrong = discover(source, settings.data_dir)
        found |= {one.path: one for one in there if one.path not in found and not records(one.path)}
        problems += wrong
    items: list[Item] = [ArticleItem(path) for path in sorted(FOLDER.glob("*/*.md"))]
    items += without_twins(
        FileItem(one.path, one.kind, one.size, one.modified, converter) for one in found.values()
    )
    for address in kept.addresses:
        page = kept_page(settings.data_dir, address)
        if page is None:
            problems.append(DocumentError(f"{address} was not fetched yet.", REFRESH_HINT))
        else:
            items.append(PageItem(page, pages_folder(settings.data_dir), converter))
    return Corpus(tuple(items), tuple(dict.fromkeys(problems)))


def _records(models_dir: Path) -> Callable[[Path], bool]:
    """Tells of a file whether the catalogue reads it, so that it is no document."""
    taken = taken_records(models_dir)
    return lambda path: (
        bool(taken)
        and path.suffix.lower() in (".yaml", ".yml")
        and Path(os.path.realpath(path)) in taken
    )

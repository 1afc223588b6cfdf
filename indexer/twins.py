"""Files with the same bytes: indexed once, and told with all their places."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from indexer.file_item import FileItem
from knowledge.errors import DocumentError


def without_twins(items: Iterable[FileItem]) -> tuple[FileItem, ...]:
    """The first file of each content, with the places of the others; only files of one size are read."""
    ordered = list(items)
    sizes: dict[int, int] = defaultdict(int)
    for item in ordered:
        sizes[item.size] += 1
    first: dict[tuple[str, str], FileItem] = {}
    for item in ordered:
        known = _digest(item) if sizes[item.size] > 1 else ""
        key = (known, item.kind) if known else (item.id, "")
        if key in first:
            first[key] = replace(first[key], twins=(*first[key].twins, item.path))
        else:
            first[key] = replace(item, known_digest=known) if known else item
    return tuple(first.values())


def _digest(item: FileItem) -> str:
    """The digest, or nothing where the file cannot be read, which is told when it is indexed."""
    try:
        return item.digest()
    except DocumentError:
        return ""

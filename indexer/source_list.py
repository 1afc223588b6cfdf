"""What is to be indexed, as `index list` shows it."""

from pathlib import Path
from typing import Any

from indexer.conversion import Converter
from indexer.discover import Found, discover, shown
from indexer.file_item import FileItem
from indexer.pages import kept_page
from indexer.record_files import taken_records
from indexer.sources import expanded, read_sources
from indexer.twins import without_twins
from knowledge.settings import Settings


def source_rows(settings: Settings) -> list[dict[str, Any]]:
    """A row for each source: what it is, how many documents it has, and what is wrong or double there.

    Raises `DataFolderError` where the kept sources cannot be read.
    """
    kept = read_sources(settings.data_dir)
    named = dict.fromkeys((*expanded(settings.documents), *kept.paths))
    records = taken_records(settings.models_dir)
    found = {path: discover(path, settings.data_dir) for path in named}
    doubled = _doubled({one.path: one for there, _ in found.values() for one in there})
    rows: list[dict[str, Any]] = [
        {
            "source": shown(path),
            "kind": "folder" if path.is_dir() else "file",
            "named_by": "command" if path in kept.paths else "setting",
            "documents": sum(one.path not in records for one in there),
            "problems": [problem.message for problem in problems],
            "duplicates": [
                [shown(one) for one in places]
                for places in doubled
                if any(one == path or path in one.parents for one in places)
            ],
        }
        for path, (there, problems) in found.items()
    ]
    rows += [
        {
            "source": shown(target),
            "kind": "records",
            "named_by": "command" if entry.is_symlink() else "setting",
            "documents": 0,
            "problems": [],
            "duplicates": [],
        }
        for target, entry in records.items()
    ]
    for address in kept.addresses:
        page = kept_page(settings.data_dir, address)
        rows.append(
            {
                "source": address,
                "kind": "page",
                "named_by": "command",
                "documents": int(page is not None),
                "fetched": page.fetched if page else None,
                "problems": [] if page else [f"{address} was not fetched."],
                "duplicates": [],
            }
        )
    return rows


def _doubled(found: dict[Path, Found]) -> list[tuple[Path, ...]]:
    """The places of each content that is in several."""
    converter = Converter()
    items = (FileItem(o.path, o.kind, o.size, o.modified, converter) for o in found.values())
    return [(item.path, *item.twins) for item in without_twins(items) if item.twins]

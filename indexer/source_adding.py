"""Adding files, folders and web pages to what is to be indexed."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from indexer.discover import discover
from indexer.record_files import holds_records, take_records
from indexer.sources import change_sources, cover, expanded, read_sources, with_one
from knowledge.errors import DocumentError, ModelSageError
from knowledge.settings import Settings

Say = Callable[[str, str], None]  # in English, in Chinese


def add_paths(
    settings: Settings, paths: Iterable[Path], say: Say
) -> tuple[bool, list[ModelSageError]]:
    """Add files and folders that are not covered yet; tell whether any was, and what is wrong in them.

    Files of model records are given to the catalogue, and are no documents.
    """
    added, failures = False, list[ModelSageError]()
    for path in paths:
        if path.is_file() and holds_records(path):
            failures += _take(settings, [path], say)
            continue
        kept = read_sources(settings.data_dir).paths
        covering = cover(path, (*expanded(settings.documents), *kept))
        if covering is not None:
            say(f"{path} is already covered by {covering}.", f"{path} 已包含在 {covering} 之内。")
            continue
        found, problems = discover(path, settings.data_dir)
        failures += problems
        if path.is_file() and problems:
            continue
        records = [one.path for one in found if holds_records(one.path)]
        failures += _take(settings, records, say)
        change_sources(settings.data_dir, partial(with_one, path))
        added, count = True, len(found) - len(records)
        say(f"Added {path}: documents {count}.", f"已添加 {path}：文档 {count} 份。")
    return added, failures


def add_pages(
    settings: Settings, addresses: Iterable[str], say: Say
) -> tuple[bool, list[ModelSageError]]:
    """Fetch and add pages that were not added yet; tell whether any was, and which cannot be fetched."""
    added, failures = False, list[ModelSageError]()
    for address in addresses:
        if address in read_sources(settings.data_dir).addresses:
            say(
                f"{address} is already covered; `modelsage index refresh` fetches it anew.",
                f"{address} 已在列；用 `modelsage index refresh` 重新获取。",
            )
            continue
        try:
            fetch_page(settings, address)
        except DocumentError as error:
            failures.append(error)
            continue
        change_sources(settings.data_dir, partial(with_one, address))
        added = True
        say(f"Added {address}.", f"已添加 {address}。")
    return added, failures


def fetch_page(settings: Settings, address: str) -> bool:
    """Fetch a page as the settings allow; tell whether it is new or changed. Raises `DocumentError`."""
    from indexer.fetch import Bounds
    from indexer.page_refresh import refresh_page

    bounds = Bounds(allowed=lambda _: True) if settings.private_pages else Bounds()
    return refresh_page(settings.data_dir, address, bounds)


def _take(settings: Settings, records: Iterable[Path], say: Say) -> list[ModelSageError]:
    """Have the catalogue read files of records, and give back what is wrong with them."""
    failures = list[ModelSageError]()
    for path in records:
        try:
            new = take_records(settings.models_dir, path)
        except ModelSageError as error:
            failures.append(error)
            continue
        if new:
            say(
                f"{path} holds model records: the catalogue reads them from its next start on.",
                f"{path} 是模型记录：目录从下次启动起读取。",
            )
        else:
            say(f"{path} is already read by the catalogue.", f"{path} 已由目录读取。")
    return failures

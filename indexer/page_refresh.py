"""Fetching pages into the data folder, for the first time or anew."""

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import httpx

from indexer.convert import KINDS
from indexer.fetch import Bounds, Fetched, fetch
from indexer.pages import Page, body_name, keep_page, kept_page
from knowledge.errors import DataFolderError, DocumentError, UsageError

_LAST_PORT = 65535
_OFFICE = "application/vnd.openxmlformats-officedocument."
_EXTENSIONS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/yaml": ".yaml",
    "application/x-yaml": ".yaml",
    "text/yaml": ".yaml",
    "application/pdf": ".pdf",
    _OFFICE + "wordprocessingml.document": ".docx",
    _OFFICE + "presentationml.presentation": ".pptx",
    _OFFICE + "spreadsheetml.sheet": ".xlsx",
}
# Types that servers give to files they know nothing of: there the name tells more.
_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "text/plain")


def page_address(text: str) -> str:
    """An address as it is kept: without a fragment, in one spelling; raises `UsageError`."""
    try:
        url = httpx.URL(text.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError(f"{text} is no address: {error}.", "Check its spelling.") from error
    if url.scheme not in ("http", "https") or not url.host or (url.port or 0) > _LAST_PORT:
        raise UsageError(f"{text} is no address of a page.", "Give one that begins with https://.")
    if url.userinfo:
        raise UsageError("The address holds a name or a password.", "Give it without them.")
    return str(url)


def refresh_page(data_dir: Path, address: str, bounds: Bounds) -> bool:
    """Fetch a page where the server has it newer than what is kept; tell whether it changed.

    Raises `DocumentError` where it cannot be fetched or is no document; what is kept then stays.
    """
    kept = kept_page(data_dir, address)
    known = {"etag": kept.etag, "last_modified": kept.last_modified} if kept else {}
    try:
        fetched = fetch(address, known, bounds)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if kept is not None and fetched.unchanged:
            keep_page(data_dir, Page(**{**vars(kept), "fetched": now}), None)
            return False
        page = Page(
            address=address,
            body=body_name(address, fetched.body, _extension(address, fetched)),
            charset=fetched.charset,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            fetched=now,
        )
        keep_page(data_dir, page, fetched.body)
    except DocumentError as error:
        raise DocumentError(f"{address} {error.message}", error.hint) from error
    except OSError as error:
        raise DataFolderError(
            f"{address} cannot be kept in {data_dir}: {error.strerror or error}.",
            "Free space, or mend the folder's rights.",
        ) from error
    return kept is None or kept.body != page.body


def _extension(address: str, fetched: Fetched) -> str:
    """The ending under which a body is kept, which tells how it is converted."""
    named = PurePosixPath(unquote(urlsplit(address).path)).suffix.lower()
    if fetched.type in _VAGUE and named in KINDS:
        return named
    extension = _EXTENSIONS.get(fetched.type, "")
    if not extension:
        told = f"is of a type that is not read: {fetched.type[:80] or 'none is told'}."
        raise DocumentError(told, "Add pages of text, or PDF or Office files.")
    return extension

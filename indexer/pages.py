"""Web pages as they were fetched, kept in the data folder until they are fetched again.

    pages/KEY.json        what is known of a page: its address, type, times and the name of its body
    pages/KEY-DIGEST.EXT  its body; it is there before the file above names it

A page that cannot be read from there counts as never fetched.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from indexer import regular_file
from indexer.conversion import Converter
from indexer.convert import kind_of
from indexer.document import Document
from indexer.file_item import documented
from knowledge.errors import DocumentError

REFRESH_HINT = "Run `modelsage index refresh`."


@dataclass(frozen=True)
class Page:
    """What is kept of a page."""

    address: str
    body: str  # name of the file beside
    charset: str
    etag: str
    last_modified: str
    fetched: str  # ISO, when the server last said that this is the page


@dataclass(frozen=True)
class PageItem:
    """A kept page as something to index."""

    page: Page
    folder: Path
    converter: Converter = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """The address."""
        return self.page.address

    @property
    def place(self) -> str:
        """The address."""
        return self.page.address

    def digest(self) -> str:
        """The SHA-256 of the body; raises `DocumentError` where it cannot be read."""
        try:
            return regular_file.digest(self.folder / self.page.body)
        except DocumentError as error:
            raise self._named(error) from error

    def load(self) -> Document:
        """What the page says; raises `DocumentError` where it cannot be read or converted."""
        path = self.folder / self.page.body
        try:
            content = self.converter.convert(path, kind_of(path), self.page.charset)
        except DocumentError as error:
            raise self._named(error) from error
        return documented(content, self.id, self.place, self.page.address)

    def _named(self, error: DocumentError) -> DocumentError:
        return DocumentError(f"{self.place} {error.message}", error.hint)


def pages_folder(data_dir: Path) -> Path:
    """The folder of the pages kept in a data folder."""
    return data_dir / "pages"


def kept_page(data_dir: Path, address: str) -> Page | None:
    """What is kept of a page; nothing where it was never fetched or its files are damaged."""
    folder = pages_folder(data_dir)
    try:
        page = Page(**json.loads((folder / f"{_key(address)}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    whole = page.address == address and (folder / Path(page.body).name).is_file()
    return page if whole else None


def keep_page(data_dir: Path, page: Page, body: bytes | None) -> None:
    """Keep a page and its body, or only what is new of a page whose body did not change.

    Raises OSError where the folder cannot be written.
    """
    folder = pages_folder(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    if body is not None:
        _write(folder / page.body, body)
    key = _key(page.address)
    _write(folder / f"{key}.json", json.dumps(asdict(page), ensure_ascii=False).encode())
    for old in folder.glob(f"{key}-*"):
        if old.name != page.body:
            old.unlink(missing_ok=True)


def forget_page(data_dir: Path, address: str) -> None:
    """Remove what is kept of a page."""
    folder, key = pages_folder(data_dir), _key(address)
    for path in (folder / f"{key}.json", *folder.glob(f"{key}-*")):
        with suppress(OSError):
            path.unlink()


def body_name(address: str, body: bytes, extension: str) -> str:
    """The name under which a body is kept."""
    return f"{_key(address)}-{hashlib.sha256(body).hexdigest()[:16]}{extension}"


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:24]


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

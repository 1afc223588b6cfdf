"""The documents below a folder, in an order that does not change, and what there cannot be read."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.convert import KINDS, UNREAD
from knowledge.errors import DocumentError

_PASSED_OVER = frozenset({"__pycache__", "__MACOSX", "node_modules", "CVS", "_darcs"})
_LEFTOVERS = (".tmp", ".temp", ".swp", ".swo", ".bak", ".orig", ".crdownload", ".part")


@dataclass(frozen=True)
class Found:
    """A document's file as it was found."""

    path: Path
    kind: str
    size: int  # bytes
    modified: int  # nanoseconds since 1970


def discover(source: Path, apart: Path | None = None) -> tuple[list[Found], list[DocumentError]]:
    """The documents of a source, a file or a folder, and what is wrong with others in it.

    Hidden files, leftovers of editors and files that are no documents are passed over, and so is
    the folder `apart`: our own data are no documents.
    """
    found: list[Found] = []
    problems: list[DocumentError] = []
    for one in _walk(source, apart):
        if isinstance(one, Found):
            found.append(one)
        else:
            problems.append(one)
    if not found and not problems:
        hint = "Put documents there, or take it off by `modelsage index remove`."
        problems.append(DocumentError(f"{shown(source)} holds no document that can be read.", hint))
    return found, problems


def _walk(source: Path, apart: Path | None) -> Iterator[Found | DocumentError]:
    try:
        state = source.stat()
    except OSError as error:
        yield _unreadable(source, error)
        return
    if not stat.S_ISDIR(state.st_mode):
        judged = _judged(os.fspath(source), source.name, state, named=True)
        if judged is not None:
            yield judged
        return
    root = os.path.realpath(source)
    own = os.path.realpath(apart) if apart else ""
    waiting = [os.fspath(source)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield _unreadable(Path(folder), error)
            continue
        below = []
        for entry in entries:
            if _is_passed_over(entry.name):
                continue
            try:
                if entry.is_symlink():
                    one: Found | DocumentError | None = _linked(Path(entry.path), root)
                elif entry.is_dir(follow_symlinks=False):
                    one = None
                    if not own or os.path.realpath(entry.path) != own:
                        below.append(entry.path)
                else:
                    one = _judged(entry.path, entry.name, entry.stat(follow_symlinks=False))
            except OSError as error:
                one = _unreadable(Path(entry.path), error)
            if one is not None:
                yield one
        waiting += reversed(below)


def _judged(
    path: str, name: str, state: os.stat_result, *, named: bool = False
) -> Found | DocumentError | None:
    """A file as a document, or why it is none; `named` where it was asked for by its own name."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - ten thousand paths are dear
    kind, wanted = KINDS.get(ending, ""), UNREAD.get(ending)
    if not stat.S_ISREG(state.st_mode):
        told, hint = "is a pipe, a socket or a device, and no file.", "Remove it from the folder."
    elif not kind and (named or wanted):
        told, hint = "is of a kind that is not read.", f"Save it as {wanted or 'text or PDF'}."
    elif kind and not _is_unicode(path):
        told, hint = "has a name that is not valid UTF-8.", "Rename it."
    else:
        return Found(Path(path), kind, state.st_size, state.st_mtime_ns) if kind else None
    return DocumentError(f"{shown(Path(path))} {told}", hint)


def _linked(path: Path, root: str) -> DocumentError | None:
    """What is wrong with a symbolic link: nothing where it leads to what is found there anyway."""
    target = os.path.realpath(path)
    if not os.path.exists(target):  # noqa: PTH110 - pathlib raises at a loop of links
        return DocumentError(f"{shown(path)} is a link that leads nowhere.", "Mend or remove it.")
    if os.path.commonpath((root, target)) == root:
        return None
    hint = f"To index what it leads to, run `modelsage index add {shown(Path(target))}`."
    return DocumentError(f"{shown(path)} is a link out of the folder and was not followed.", hint)


def _is_passed_over(name: str) -> bool:
    return (
        name.startswith((".", "~$", "#"))
        or name.endswith("~")
        or name in _PASSED_OVER
        or name.lower().endswith(_LEFTOVERS)
    )


def _is_unicode(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(path: Path) -> str:
    """A path as it can be printed, whatever bytes are in it."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _unreadable(path: Path, error: OSError) -> DocumentError:
    return DocumentError(
        f"{shown(path)} cannot be read: {error.strerror or error}.", "Mend its rights or remove it."
    )

"""Keeping an index up to date while documents change."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

from indexer.build_view import Say, summary
from indexer.pages import pages_folder
from indexer.sources import expanded, read_sources, sources_file
from indexer.task import Built
from knowledge.errors import ModelSageError
from knowledge.settings import Settings

_AGAIN = 15.0  # seconds until what failed is tried again, if nothing changes before
_LOOK = 1_000  # milliseconds between two looks at what is watched by looking at it
_PATIENCE = 15  # pauses, at most, that a change waits for others to end


def watch_sources(
    settings: Settings,
    build: Callable[[], Built],
    pause: float,
    say: Say,
    stop: Event | None = None,
) -> None:
    """Build, then again whenever documents changed and nothing did for `pause` seconds.

    A build that fails is told, and tried again. Ends when `stop` is set, or at Ctrl-C.
    """
    stop = stop or Event()
    due = 0.0  # when to build, if nothing changes before
    while not stop.is_set():
        folders, looked = _folders(settings), _look(settings)
        say(f"Watching folders: {len(folders)} …", f"正在监视文件夹：{len(folders)} …")
        for changed in _changes(folders, settings.data_dir, pause, stop):
            if not changed and looked == _look(settings) and time.monotonic() < due:
                continue
            looked = _look(settings)
            due = time.monotonic() + _AGAIN if _fails(build, say) else float("inf")
            if _folders(settings) != folders:
                break


def _fails(build: Callable[[], Built], say: Say) -> bool:
    try:
        built = build()
    except ModelSageError as error:
        told = f"{error.message}\n  {error.hint}"
        say(f"Error: {told}", f"错误：{told}")
        return True
    if built.rebuilt:
        summary(built, say)
    return False


def _changes(folders: list[Path], apart: Path, pause: float, stop: Event) -> Iterator[bool]:
    """Whether something changed in folders, but for the folder `apart`; once at first, and often."""
    if not folders:
        while not stop.wait(_LOOK / 1_000):
            yield False
        return
    usual, own = DefaultFilter(), str(apart.resolve())

    def matters(change: Change, path: str) -> bool:
        return usual(change, path) and not path.startswith(own)

    for found in watch(
        *folders,
        watch_filter=matters,
        step=int(pause * 1_000),
        debounce=int(pause * 1_000) * _PATIENCE,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        yield bool(found)


def _folders(settings: Settings) -> list[Path]:
    """The folders that were named and are there."""
    return [path for path in _named(settings) if path.is_dir()]


def _look(settings: Settings) -> tuple[tuple[int, int], ...]:
    """What changes with what is in no folder that was named: single files, pages, the list of sources."""
    files = [path for path in _named(settings) if not path.is_dir()]
    kept = (sources_file(settings.data_dir), pages_folder(settings.data_dir))
    return tuple(_stamp(path) for path in (*files, *kept))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return (0, 0)
    return (state.st_size, state.st_mtime_ns)


def _named(settings: Settings) -> tuple[Path, ...]:
    try:
        return (*expanded(settings.documents), *read_sources(settings.data_dir).paths)
    except ModelSageError:  # told by the build
        return expanded(settings.documents)

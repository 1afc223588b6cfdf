"""Documents into chunks, in a thread of their own: converting and splitting beside embedding."""

import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.corpus import Item
from knowledge.chunk import Chunk
from knowledge.errors import ModelSageError

_AHEAD = 256  # documents that are read before they are asked for


@dataclass(frozen=True)
class Read:
    """What became of a document: its chunks, or why it cannot be read."""

    item: Item
    digest: str
    chunks: tuple[Chunk, ...] = ()
    problem: ModelSageError | None = None


class Reading:
    """Reads documents, in their order; each is taken once, by `take`."""

    def __init__(self, items: Sequence[tuple[Item, str]]) -> None:
        """Begin to read items with these digests."""
        self._items = items
        self._left = len(items)
        self._done: queue.Queue[Read | BaseException] = queue.Queue(_AHEAD)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._thread.start()

    @property
    def left(self) -> int:
        """How many documents were not taken yet."""
        return self._left

    def take(self, *, wait: bool) -> Read | None:
        """The next document; none where there is no other, or none yet and it need not be waited for."""
        if not self._left:
            return None
        try:
            found = self._done.get(block=wait)
        except queue.Empty:
            return None
        if isinstance(found, BaseException):
            raise found
        self._left -= 1
        return found

    def stop(self) -> None:
        """End early."""
        self._stopped.set()

    def _run(self) -> None:
        # Imported here: a build that has nothing to do needs no splitter.
        from indexer.split import split

        for item, digest in self._items:
            read: Read | BaseException
            try:
                read = Read(item, digest, tuple(split(item.load())))
            except ModelSageError as error:
                read = Read(item, digest, problem=error)
            except BaseException as error:  # noqa: BLE001 - a bug, raised where it is taken
                read = error
            if not self._offer(read):
                return

    def _offer(self, read: Read | BaseException) -> bool:
        while not self._stopped.is_set():
            try:
                self._done.put(read, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

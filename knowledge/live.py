"""An index that follows the pointer: after a build, the next question is answered from the new one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from langchain_core.embeddings import Embeddings

from knowledge.chroma import Pointer
from knowledge.chroma_server import Server
from knowledge.chunk import Hit
from knowledge.errors import IndexUnreachable, ModelSageError
from knowledge.generations import Manifest, pointer_stamp
from knowledge.index import Index, open_index
from knowledge.mirror import follow_server


class Searchable(Protocol):
    """What answers need of an index."""

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first."""

    def close(self) -> None:
        """Give back the files."""


class _Lease:
    """An open index, and how many searches are at work in it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.users = 0


class LiveIndex:
    """The current index of a data folder, opened anew when another was published.

    Threads may share it. A search ends in the index that it began in. Where the new index cannot be
    opened, `tell` hears why, once, and the old one goes on answering.
    """

    def __init__(
        self,
        data_dir: Path,
        embedding_model: str,
        open_embeddings: Callable[[], Embeddings],
        tell: Callable[[ModelSageError], None] = lambda _: None,
        server: Server | None = None,
    ) -> None:
        """Open the index; raises `IndexMissing` or `IndexUnusable`, each with what mends it."""
        self._data_dir = data_dir
        self._embedding_model = embedding_model
        self._open_embeddings = open_embeddings
        self._embeddings: Embeddings | None = None
        self._tell = tell
        self._server = server
        self._users = threading.Lock()
        self._opening = threading.Lock()
        self._pointer = Pointer(server) if server is not None else None
        try:
            if self._pointer is not None:
                follow_server(data_dir, self._pointer)
            self._seen = pointer_stamp(data_dir)
            self._lease = _Lease(self._open())
        except ModelSageError:
            if self._pointer is not None:
                self._pointer.close()
            raise

    @property
    def manifest(self) -> Manifest:
        """What the index that was last searched says of itself."""
        return self._lease.index.manifest

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first."""
        self._follow()
        with self._leased() as index:
            return index.search(query, top_k)

    def close(self) -> None:
        """Give back the files; no search may be at work or come after."""
        self._lease.index.close()
        if self._pointer is not None:
            self._pointer.close()

    def _follow(self) -> None:
        # One thread opens the new index; the others need not wait for it.
        if self._pointer is None and pointer_stamp(self._data_dir) == self._seen:
            return
        if not self._opening.acquire(blocking=False):
            return
        try:
            if self._pointer is not None:
                follow_server(self._data_dir, self._pointer)
                if pointer_stamp(self._data_dir) == self._seen:
                    return
            self._seen = pointer_stamp(self._data_dir)
            self._switch(_Lease(self._open()))
        except ModelSageError as error:
            self._tell(error)
        finally:
            self._opening.release()

    def _switch(self, new: _Lease) -> None:
        with self._users:
            old, self._lease = self._lease, new
            unused = not old.users
        if unused:
            old.index.close()

    @contextmanager
    def _leased(self) -> Iterator[Index]:
        with self._users:
            lease = self._lease
            lease.users += 1
        try:
            yield lease.index
        finally:
            with self._users:
                lease.users -= 1
                unused = not lease.users and lease is not self._lease
            if unused:
                lease.index.close()

    def _open(self) -> Index:
        return open_index(self._data_dir, self._embedding_model, self._model, self._server)

    def _model(self) -> Embeddings:
        if self._embeddings is None:
            self._embeddings = self._open_embeddings()
        return self._embeddings


class Sparing:
    """An index whose server may go away: `tell` hears of it, and nothing is found until it is back."""

    def __init__(self, index: Searchable, tell: Callable[[ModelSageError], None]) -> None:
        self._index = index
        self._tell = tell

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""
        return self._index.manifest

    def search(self, query: str, top_k: int) -> tuple[Hit, ...]:
        """The `top_k` best chunks for `query`, best first; none where the server is away."""
        try:
            return self._index.search(query, top_k)
        except IndexUnreachable as error:
            self._tell(error)
            return ()

    def close(self) -> None:
        """Give back the files."""
        self._index.close()

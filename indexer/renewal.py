"""The next generation of an index: read what changed, embed what is new, write it, switch to it."""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from indexer.contents import Contents
from indexer.corpus import Item
from indexer.database import Damaged
from indexer.embedding import Embedding, mark_question
from indexer.ledger import Ledger
from indexer.next_generation import Next, publish_next
from indexer.off_topic import OFF_TOPIC, relevance_floors
from indexer.reading import Reading
from indexer.task import Built, Task, inputs_of
from indexer.vector_cache import VectorCache
from knowledge.chunk import Chunk
from knowledge.errors import ModelSageError
from knowledge.generations import Manifest

_LASTING = 2.0  # seconds of work that a kill may cost


def renew(
    task: Task,
    ledger: Ledger,
    current: Manifest | None,
    digests: Mapping[str, str],
    changed: Sequence[tuple[Item, str]],
    problems: Sequence[ModelSageError],
) -> Built:
    """Bring the index up to date with items of these `digests`, of which `changed` are to be read."""
    model = f"{task.embedding_model} {task.embedding_version}"
    with closing(VectorCache(task.folder, model)) as cache:
        work = _Work(task, ledger, cache)
        try:
            unread = work.read(changed)
            problems = (*problems, *unread.values())
            readable = {i: d for i, d in digests.items() if i not in unread}
            contents = Contents(readable, {i: digests[i] for i in unread})
            if current is not None and current.inputs == inputs_of(readable):
                return Built(current, rebuilt=False, problems=tuple(problems))
            chunks = _distinct(chunk for i in readable for chunk in ledger.chunks(i))
            manifest = work.publish(chunks, current, contents)
        except Damaged:
            raise
        except BaseException:
            # Interrupted, or out of space: what was done until here is not done again.
            with suppress(ModelSageError, Damaged):
                work.commit()
            raise
        # The new index is in use: what else is kept is only a waste, no matter if it stays.
        with suppress(ModelSageError):
            ledger.forget([i for i in ledger.digests() if i not in readable])
            questions = (mark_question(q) for asked in OFF_TOPIC.values() for q in asked)
            cache.drop_others((*(chunk.embedded_text for chunk in chunks), *questions))
            work.commit()
        read = len(changed) - len(unread)
        return Built(manifest, True, read, work.embedding.done, tuple(problems))


class _Work:
    """Reading and embedding side by side; what is done is made to last every few seconds."""

    def __init__(self, task: Task, ledger: Ledger, cache: VectorCache) -> None:
        self._task = task
        self._ledger = ledger
        self._cache = cache
        self._last = time.monotonic()
        self.embedding = Embedding(cache, task.open_embeddings)

    def read(self, changed: Sequence[tuple[Item, str]]) -> dict[str, ModelSageError]:
        """Read and embed what changed; returns why items cannot be read, by their ids."""
        unread: dict[str, ModelSageError] = {}
        reading = Reading(changed)
        try:
            while reading.left or self.embedding.left:
                while read := reading.take(wait=not self.embedding.left):
                    if read.problem:
                        unread[read.item.id] = read.problem
                    else:
                        self._ledger.keep(read.item.id, read.digest, read.chunks)
                        self.embedding.add(chunk.embedded_text for chunk in read.chunks)
                    self._task.progress("reading", len(changed) - reading.left, len(changed))
                    self._commit_at_times()
                self._embed()
        finally:
            reading.stop()
        self.commit()
        return unread

    def publish(
        self, chunks: list[Chunk], current: Manifest | None, contents: Contents
    ) -> Manifest:
        """Write an index over chunks, and switch to it."""
        texts = [chunk.embedded_text for chunk in chunks]
        self.embedding.add(texts)
        while self.embedding.left:
            self._embed()
        vectors = self._cache.read(texts)
        asked = {language: self.embedding.questions(q) for language, q in OFF_TOPIC.items()}
        self.commit()
        self._task.progress("writing", 0, len(chunks))
        about = {
            "embedding_model": self._task.embedding_model,
            "embedding_version": self._task.embedding_version,
            "inputs": inputs_of(contents.indexed),
            "relevance_floor": relevance_floors(
                vectors, [chunk.kind == "article" for chunk in chunks], asked
            ),
        }
        wanted = Next(chunks, vectors, contents, about, self._task.server)
        manifest = publish_next(self._task.data_dir, current, wanted)
        self._task.progress("writing", len(chunks), len(chunks))
        return manifest

    def commit(self) -> None:
        """Make what was done last."""
        self._ledger.commit()
        self._cache.commit()
        self._last = time.monotonic()

    def _embed(self) -> None:
        if self.embedding.left:
            done, left = self.embedding.done, self.embedding.left
            self._task.progress("embedding", done, done + left)
            self.embedding.step()
            done, left = self.embedding.done, self.embedding.left
            self._task.progress("embedding", done, done + left)
            self._commit_at_times()

    def _commit_at_times(self) -> None:
        if time.monotonic() > self._last + _LASTING:
            self.commit()


def _distinct(chunks: Iterable[Chunk]) -> list[Chunk]:
    """The chunks, with ids that are unique and valid in UTF-8, as Chroma wants them."""
    found: dict[str, Chunk] = {}
    for chunk in chunks:
        name = chunk.id.encode("utf-8", "replace").decode()
        identifier, number = name, 1
        while identifier in found:
            number += 1
            identifier = f"{name}~{number}"
        found[identifier] = chunk if identifier == chunk.id else replace(chunk, id=identifier)
    return list(found.values())

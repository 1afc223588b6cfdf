"""Building the index: beside the one that is in use, and switched to when it is whole.

What was read and embedded before is kept, so that a build costs what changed: ledger.py knows the
chunks of each document by the bytes they were read from, vector_cache.py the vectors of texts.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from indexer.corpus import Item
from indexer.database import Damaged, remove_database
from indexer.given_article import as_item
from indexer.ledger import Ledger
from indexer.task import RECIPE, Built, Progress, Reason, Task, inputs_of
from knowledge.articles import Article
from knowledge.chroma_server import Server
from knowledge.embedding_version import embedding_version
from knowledge.errors import (
    DataFolderError,
    IndexBusy,
    IndexMissing,
    IndexUnusable,
    ModelSageError,
)
from knowledge.generations import Manifest, current_manifest, remove_unused

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

# Bytes. Whoever opens an index checks all of it and condemns one that is damaged; a build that has
# nothing to do should cost no more than a look at the documents.
_HASHED_UP_TO = 2**20


def build_index(
    data_dir: Path,
    items: Iterable[Item | Article],
    embedding_model: str,
    open_embeddings: "Callable[[], Embeddings]",
    progress: Progress,
    tell: Callable[[Reason], None] = lambda _: None,
    server: Server | None = None,
) -> Built:
    """Make the index of `data_dir` hold `items`; `progress` hears of what is done and in total.

    Does nothing where the current index is whole and already holds them. An item that cannot be
    read is left out and told in what is returned. Raises `IndexBusy` where another process is
    building, `DataFolderError` where the folder cannot be written, `IndexUnreachable` where the
    `server` that is to hold the vectors cannot be used.
    """
    given = tuple(as_item(one) for one in items)
    version = embedding_version(embedding_model)
    task = Task(data_dir, given, embedding_model, version, open_embeddings, progress, tell, server)
    try:
        task.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(task.folder / "build.lock", timeout=0):
            remove_unused(data_dir)
            try:
                built = _build(task)
            except Damaged as damage:
                tell("kept")
                remove_database(damage.args[0])
                built = _build(task)
            remove_unused(data_dir)
            return built
    except Timeout as error:
        raise IndexBusy(
            f"Another build is at work in {task.folder}.", "Wait until it ends, then try again."
        ) from error
    except OSError as error:
        raise DataFolderError(
            f"The index cannot be written to {task.folder}: {error.strerror or error}.",
            "Free space, mend the folder's rights, or set MODELSAGE_DATA_DIR to another folder.",
        ) from error


def _build(task: Task) -> Built:
    current = _current(task)
    digests, problems = read_digests(task.items)
    with closing(Ledger(task.folder, RECIPE)) as ledger:
        known = ledger.digests()
        changed = [
            (item, digests[item.id])
            for item in task.items
            if item.id in digests and digests[item.id] != known.get(item.id)
        ]
        if not changed and current and current.inputs == inputs_of(digests):
            return Built(current, rebuilt=False, problems=problems)
        if ledger.emptied:
            task.tell("recipe")
        # Imported here: a build that has nothing to do needs neither Chroma nor a model.
        from indexer.renewal import renew

        return renew(task, ledger, current, digests, changed, problems)


def read_digests(items: Iterable[Item]) -> tuple[dict[str, str], tuple[ModelSageError, ...]]:
    """The digest of each item that can be read, by its id, and what is wrong with the others."""
    digests: dict[str, str] = {}
    problems: list[ModelSageError] = []
    for item in items:
        try:
            digests[item.id] = item.digest()
        except ModelSageError as error:
            problems.append(error)
    return digests, tuple(problems)


def _current(task: Task) -> Manifest | None:
    """The manifest of the current index, where it can go on being used; tells why where it cannot."""
    try:
        _, manifest = current_manifest(task.data_dir, _HASHED_UP_TO)
    except IndexMissing:
        return None
    except IndexUnusable:
        task.tell("index")
        return None
    there = (manifest.embedding_model, manifest.embedding_version)
    if there != (task.embedding_model, task.embedding_version):
        task.tell("model")
        return None
    if manifest.server != (task.server.place if task.server else ""):
        task.tell("server")
        return None
    return manifest

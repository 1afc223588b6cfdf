"""What a build is asked to do, and what it leaves behind."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from indexer.corpus import Item
from knowledge.chroma_server import Server
from knowledge.errors import ModelSageError
from knowledge.generations import Manifest, index_folder

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

# How documents become chunks. Change it with what indexer/convert.py and indexer/split.py do: all
# documents are then read anew, and texts that come out otherwise are embedded anew.
RECIPE = "documents-1 headings-520-2"

Stage = Literal["reading", "embedding", "writing"]
Progress = Callable[[Stage, int, int], None]
# Why much is done anew, which may take long: told before it begins.
Reason = Literal["recipe", "model", "server", "index", "kept"]


@dataclass(frozen=True)
class Task:
    """What a build is asked to do, and who hears of it."""

    data_dir: Path
    items: Sequence[Item]
    embedding_model: str
    embedding_version: str
    open_embeddings: "Callable[[], Embeddings]"
    progress: Progress
    tell: Callable[[Reason], None]
    server: Server | None = None

    @property
    def folder(self) -> Path:
        """Where the index is, and what is kept for the next build."""
        return index_folder(self.data_dir)


@dataclass(frozen=True)
class Built:
    """The index that a build left behind, what it cost, and which documents it does not hold."""

    manifest: Manifest
    rebuilt: bool  # whether there was anything to do
    read: int = 0  # documents that were converted and split
    embedded: int = 0  # texts
    problems: tuple[ModelSageError, ...] = ()


def inputs_of(digests: Mapping[str, str]) -> str:
    """A digest of all that an index is made from: documents with these digests, and how they are read."""
    content = hashlib.sha256(RECIPE.encode())
    for identifier, digest in digests.items():
        content.update(f"\0{identifier}\0{digest}".encode("utf-8", "surrogatepass"))
    return content.hexdigest()

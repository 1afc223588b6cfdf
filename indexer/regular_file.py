"""Reading files that may be anything: gone, forbidden, huge, or no files at all."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import DocumentError

_BLOCK = 2**20
_MEGABYTE = 2**20
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read(path: Path, largest: int) -> bytes:
    """The bytes of a file; raises `DocumentError` where it has more than `largest` or cannot be read."""
    raw = bytearray()
    for block in _blocks(path, largest):
        raw += block
        if len(raw) > largest:
            raise too_large(largest)
    return bytes(raw)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex; raises `DocumentError` where it cannot be read."""
    content = hashlib.sha256()
    for block in _blocks(path):
        content.update(block)
    return content.hexdigest()


def _blocks(path: Path, largest: int | None = None) -> Iterator[bytes]:
    try:
        # Without waiting: what became a pipe since it was found would otherwise hold us for ever.
        descriptor = os.open(path, _READ)
        try:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise DocumentError("is no file any more.", "Try again.")
            if largest is not None and state.st_size > largest:
                raise too_large(largest)
            while block := os.read(descriptor, min(state.st_size + 1, _BLOCK)):
                yield block
        finally:
            os.close(descriptor)
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError) -> DocumentError:
    """What is told of a file that the system does not give."""
    return DocumentError(
        f"cannot be read: {error.strerror or error}.", "Mend its rights or remove it."
    )


def too_large(largest: int) -> DocumentError:
    """What is told of a file that is larger than the setting allows."""
    return DocumentError(
        f"is larger than {largest // _MEGABYTE} MB.",
        "Split it, or raise MODELSAGE_LARGEST_DOCUMENT.",
    )

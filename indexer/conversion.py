"""Conversion in a process of its own, so that no file can hang, exhaust or end the one that asks."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import weakref
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from indexer.document import Content, Part
from knowledge.errors import DocumentError

_MEGABYTE = 2**20
_JOBS = 500  # that a process does before it is replaced, so that no leak of a library adds up


@dataclass
class Converter:
    """Converts files one after the other in a process that is started when it is first needed."""

    largest: int = 50 * _MEGABYTE  # bytes of a file
    timeout: float = 60.0  # seconds for a file
    memory: int = 4096 * _MEGABYTE  # bytes of address space
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _jobs: int = field(default=0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _end: Any = field(default=None, init=False)

    def convert(self, path: Path, kind: str, declared: str = "") -> Content:
        """The content of a file.

        Raises `DocumentError`, whose message continues a sentence that begins with the file's name.
        """
        job = {"path": os.fspath(path), "kind": kind, "declared": declared, "largest": self.largest}
        with self._lock:
            reply = self._ask(json.dumps(job).encode() + b"\n")
        if "error" in reply:
            raise DocumentError(*reply["error"])
        stored = reply["content"]
        parts = tuple(Part(tuple(p["headings"]), p["text"], p["anchor"]) for p in stored["parts"])
        return Content(**{**stored, "parts": parts})

    def close(self) -> None:
        """End the process, if there is one."""
        if self._end is not None:
            self._end()
        self._process = self._end = None

    def _ask(self, job: bytes) -> dict[str, Any]:
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.timeout, stop)
        timer.start()
        try:
            reply = _exchange(process, job)
        finally:
            timer.cancel()
        if reply is not None and not late.is_set():
            return reply
        self.close()
        if late.is_set():
            raise DocumentError(
                f"took longer than {self.timeout:g} seconds to convert.",
                "Split it, or raise MODELSAGE_DOCUMENT_TIMEOUT.",
            )
        raise DocumentError("broke the program that reads it.", "Save it anew, or split it.")

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._jobs >= _JOBS or (self._process is not None and self._process.poll() is not None):
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", "indexer.conversion_process", str(self.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            self._end = weakref.finalize(self, _end, self._process)
            self._jobs = 0
        self._jobs += 1
        return self._process


def _exchange(process: "subprocess.Popen[bytes]", job: bytes) -> dict[str, Any] | None:
    """The reply to a job; nothing where the process ended instead."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(job)
        process.stdin.flush()
        line = process.stdout.readline()
        return json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was written to it and not yet read
                pipe.close()


def as_reply(content: Content) -> dict[str, Any]:
    """The content as the process sends it."""
    return {"content": asdict(content)}

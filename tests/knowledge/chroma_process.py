"""A Chroma server as a process of its own, on a loopback port, and a proxy that asks for a header."""

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.error import HTTPError, URLError

_PATIENCE = 60.0  # seconds for a server to start


@dataclass
class ChromaProcess:
    """`chroma run`, which can be stopped and started again over the same folder."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        self.process = subprocess.Popen(
            [
                program,
                "run",
                "--path",
                self.folder,
                "--host",
                "127.0.0.1",
                "--port",
                str(self.port),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            assert time.monotonic() < end, "the Chroma server did not start"
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=2):  # noqa: S310
                return True
        except (URLError, OSError):
            return False


@contextmanager
def chroma_process(folder: Path) -> Iterator[ChromaProcess]:
    """A running Chroma server over a folder."""
    server = ChromaProcess(folder, free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def guarded(target: str, header: str, secret: str) -> Iterator[str]:
    """The address, with a path, of a proxy that lets through who sends a header."""

    class Proxy(BaseHTTPRequestHandler):
        """Passes requests on."""

        protocol_version = "HTTP/1.1"
        asked: ClassVar[list[str]] = []

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get(header) != secret or not self.path.startswith("/chroma/"):
                self._reply(403, b'{"error":"Forbidden","message":"a key is missing"}')
                return
            request = urllib.request.Request(  # noqa: S310 - loopback
                target + self.path.removeprefix("/chroma"),
                data=body or None,
                method=self.command,
                headers={"Content-Type": "application/json"},
            )
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                    self._reply(answer.status, answer.read())
            except HTTPError as error:
                self._reply(error.code, error.read())

        def _reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = _pass_on  # noqa: N815 - the names are Python's

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/chroma"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""A loopback server of pages, as well and as badly behaved as a test asks for."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


@dataclass
class Answer:
    """What the server says at a path."""

    body: bytes = b"<p>Page.</p>"
    type: str = "text/html"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0  # seconds before each byte of the body
    lies: bool = False  # tells no length, and ends by closing
    drips: bool = False  # sends one byte of a header now and then, for ever


@dataclass
class Site:
    """Answers by path, and the headers of what was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    site: ClassVar[Site]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:  # the name that http.server calls
        site = self.site
        site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        answer = site.answers.get(self.path, Answer(status=404))
        etag = answer.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.end_headers()
            return
        if answer.drips:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
            while not site.stopped.wait(0.02):
                self.wfile.write(b"x")
            return
        self.send_response(answer.status)
        if answer.type:
            self.send_header("Content-Type", answer.type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if not answer.lies:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not answer.pause:
            self.wfile.write(answer.body)
            return
        for place in range(len(answer.body)):
            if site.stopped.is_set():
                return
            time.sleep(answer.pause)
            self.wfile.write(answer.body[place : place + 1])


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up: some tests make them."""


@contextmanager
def serving(**answers: Answer) -> Iterator[Site]:
    """Serve answers under `/NAME` on a free port of loopback."""
    site = Site({f"/{name}": answer for name, answer in answers.items()})
    handler = type("Handler", (_Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()

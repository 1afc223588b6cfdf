"""Loopback servers that speak as much of Ollama's and OpenAI's protocols as a chat needs."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


@dataclass
class Script:
    """What a server holds and says, and what it was asked."""

    models: Sequence[str] = ("qwen2.5:7b",)
    pieces: Sequence[str] = ("BLOOM ", "has ", "176B.")
    closes_after: int | None = None  # pieces, then the connection is cut
    stalls_after: int | None = None  # pieces, then nothing comes until the server is stopped
    status: int = 200
    whole: str | None = None  # what is said at once, to a request that asks for no stream
    error: str = ""  # the body where the status is not 200
    chats: list[Mapping[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    url: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: ClassVar[Script]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:  # the name that http.server calls
        if self.path != "/api/tags":
            self._whole(404, "not found")
            return
        held = [{"name": name, "model": name, "size": 1} for name in self.script.models]
        self._whole(200, json.dumps({"models": held}))

    def do_POST(self) -> None:  # the name that http.server calls
        length = int(self.headers["Content-Length"])
        self.script.chats.append(json.loads(self.rfile.read(length)))
        self.script.headers.append({k.lower(): v for k, v in self.headers.items()})
        if self.script.status != 200:
            self._whole(self.script.status, self.script.error)
        elif self.path == "/api/chat" and self.script.whole is not None:
            self._stream("application/x-ndjson", _ndjson([self.script.whole]))
        elif self.path == "/v1/chat/completions" and self.script.whole is not None:
            self._at_once(self.script.whole)
        elif self.path == "/api/chat":
            self._stream("application/x-ndjson", _ndjson(self.script.pieces))
        elif self.path == "/v1/chat/completions":
            self._stream("text/event-stream", _events(self.script.pieces))
        else:
            self._whole(404, "not found")

    def _at_once(self, said: str) -> None:
        if self.script.stalls_after is not None:
            self.script.stopped.wait()
            self.close_connection = True
            return
        message = {"role": "assistant", "content": said}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        reply = {"id": "c", "object": "chat.completion", "created": 1, "model": "m"}
        self._whole(200, json.dumps(reply | {"choices": [choice]}))

    def _whole(self, status: int, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, kind: str, lines: Iterator[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, line in enumerate(lines):
            if number == self.script.closes_after:
                self.close_connection = True  # without the chunk that ends a stream
                return
            if number == self.script.stalls_after:
                self.script.stopped.wait()
                self.close_connection = True
                return
            data = line.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up: some tests make them."""


def _ndjson(pieces: Sequence[str]) -> Iterator[str]:
    for number, piece in enumerate((*pieces, "")):
        done = number == len(pieces)
        message = {"role": "assistant", "content": piece}
        line: dict[str, Any] = {"model": "m", "created_at": "2026-01-01T00:00:00Z"}
        line |= {"message": message, "done": done}
        yield json.dumps(line | ({"done_reason": "stop"} if done else {})) + "\n"


def _events(pieces: Sequence[str]) -> Iterator[str]:
    for number, piece in enumerate((*pieces, "")):
        stop = "stop" if number == len(pieces) else None
        choice = {"index": 0, "delta": {"content": piece}, "finish_reason": stop}
        event = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        yield f"data: {json.dumps(event | {'choices': [choice]})}\n\n"
    yield "data: [DONE]\n\n"


@contextmanager
def serving(script: Script) -> Iterator[Script]:
    """Serve a script on a free port of loopback; `url` says which."""
    handler = type("Handler", (_Handler,), {"script": script})
    server = _Server(("127.0.0.1", 0), handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield script
    finally:
        script.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()

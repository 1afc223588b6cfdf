"""Fetching a page: from a public address only, within bounds of size and time, hop by hop."""

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from indexer.public_address import Address, is_public
from knowledge.errors import DocumentError

LARGEST = 20 * 2**20  # bytes of a page
TIME = 60.0  # seconds for a page, redirects included
_PATIENCE = 15.0  # seconds for the next bytes
_HOPS = 5
_MOVED = (301, 302, 303, 307, 308)
_AGENT = "ModelSage (documentation indexer)"
_TYPES = "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,application/*;q=0.5"


@dataclass(frozen=True)
class Fetched:
    """What a server answered: the bytes and their type, or nothing new."""

    body: bytes
    type: str  # as the server says it, without its parameters
    charset: str
    etag: str
    last_modified: str
    unchanged: bool = False  # the server says that what is kept still holds


@dataclass(frozen=True)
class Bounds:
    """What a fetch may do."""

    allowed: Callable[[Address], bool] = is_public
    largest: int = LARGEST
    time: float = TIME


def fetch(address: str, known: Mapping[str, str], bounds: Bounds) -> Fetched:
    """Fetch a page; `known` holds the `etag` and `last_modified` of what is kept of it.

    Raises `DocumentError`, whose message continues a sentence that begins with the address.
    """
    deadline = time.monotonic() + bounds.time
    url = httpx.URL(address)
    connections = _Connections(bounds.allowed, deadline)
    try:
        for _ in range(_HOPS + 1):
            _check(url)
            found = _hop(url, known, bounds, connections)
            if isinstance(found, Fetched):
                return found
            url = found
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise DocumentError("did not answer in time.", "Try again later.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise DocumentError(
            f"cannot be fetched: {told}.", "Check the address and the network."
        ) from error
    raise DocumentError(f"redirects more than {_HOPS} times.", "Add the address it leads to.")


def _hop(
    url: httpx.URL, known: Mapping[str, str], bounds: Bounds, connections: "_Connections"
) -> Fetched | httpx.URL:
    """What is at an address, or the address that it redirects to."""
    # Reading the certificates takes a while, which pages without encryption need not.
    context = httpx.create_ssl_context() if url.scheme == "https" else None
    with (
        httpcore.ConnectionPool(ssl_context=context, network_backend=connections) as pool,
        pool.stream(
            "GET",
            str(url),
            headers=_headers(url, known),
            extensions={"timeout": dict.fromkeys(("connect", "read", "write"), _PATIENCE)},
        ) as response,
    ):
        said = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
        if response.status in _MOVED and "location" in said:
            return _next(url, said["location"])
        return _fetched(response, said, known, bounds)


def _check(url: httpx.URL) -> None:
    if url.scheme not in ("http", "https") or not url.host:
        raise DocumentError("is no address of a page.", "Give one that begins with https://.")
    if url.userinfo:
        raise DocumentError("holds a name or a password.", "Give an address without them.")


def _next(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return url.join(location)
    except httpx.InvalidURL as error:
        raise DocumentError("redirects to what is no address.", "Check the address.") from error


def _headers(url: httpx.URL, known: Mapping[str, str]) -> list[tuple[str, str]]:
    headers = [
        ("Host", url.netloc.decode("ascii")),
        ("User-Agent", _AGENT),
        ("Accept", _TYPES),
        ("Accept-Encoding", "gzip"),
    ]
    if known.get("etag"):
        headers.append(("If-None-Match", known["etag"]))
    if known.get("last_modified"):
        headers.append(("If-Modified-Since", known["last_modified"]))
    return headers


def _fetched(
    response: httpcore.Response, said: Mapping[str, str], known: Mapping[str, str], bounds: Bounds
) -> Fetched:
    kind, _, parameters = said.get("content-type", "").partition(";")
    charset = parameters.lower().partition("charset=")[2].split(";")[0]
    about = (
        kind.strip().lower(),
        charset.strip(" \"'"),
        said.get("etag", ""),
        said.get("last-modified", ""),
    )
    if response.status == 304 and known:  # noqa: PLR2004 - Not Modified
        return Fetched(b"", *about, unchanged=True)
    if response.status != 200:  # noqa: PLR2004 - OK
        raise DocumentError(
            f"cannot be fetched: the server says {response.status}.", "Check the address."
        )
    if said.get("content-length", "").isdigit() and int(said["content-length"]) > bounds.largest:
        raise _too_large(bounds.largest)
    pieces = _unpacked(response.iter_stream(), said.get("content-encoding", ""), bounds.largest)
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > bounds.largest:
            raise _too_large(bounds.largest)
    return Fetched(bytes(body), *about)


def _unpacked(pieces: Iterable[bytes], encoding: str, largest: int) -> Iterator[bytes]:
    """The bytes as they were before they were packed for the way, never many more than allowed."""
    if encoding.lower() in ("", "identity"):
        yield from pieces
    elif encoding.lower() in ("gzip", "x-gzip"):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            for piece in pieces:
                yield unpacking.decompress(piece, largest + 1)
        except zlib.error as error:
            raise DocumentError("was damaged on its way.", "Try again later.") from error
    else:
        raise DocumentError(
            f"comes packed as {encoding[:20]!r}.", "Save the page and add the file."
        )


def _too_large(largest: int) -> DocumentError:
    return DocumentError(
        f"is larger than {largest // 2**20} MB.", "Save what you need of it and add the file."
    )


@dataclass
class _Connections(httpcore.NetworkBackend):
    """Connects to the very address that was found public, whatever the name means a moment later."""

    allowed: Callable[[Address], bool]
    deadline: float
    _sockets: httpcore.SyncBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise DocumentError(
                f"cannot be fetched: nothing is known of {host}.", "Check the address."
            ) from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        for address in addresses:
            if not self.allowed(ipaddress.ip_address(address.partition("%")[0])):
                raise DocumentError(
                    f"is refused: {host} is at {address}, which is no public address.",
                    "Set MODELSAGE_PRIVATE_PAGES=true to allow pages of your own network.",
                )
        failure: Exception = OSError("no address")
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(
                    address, port, _left(self.deadline, timeout), local_address, socket_options
                )
                return _Bounded(stream, self.deadline)
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = error
        raise failure


@dataclass
class _Bounded(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond the deadline, however slowly the bytes drip."""

    stream: httpcore.NetworkStream
    deadline: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline, timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline, timeout))
        return _Bounded(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)

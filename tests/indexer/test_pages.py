"""Pages are fetched from where they may be, within bounds, and kept until they are fetched anew."""

import gzip
import ipaddress
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.conversion import Converter
from indexer.fetch import Bounds, fetch
from indexer.page_refresh import page_address, refresh_page
from indexer.pages import PageItem, forget_page, kept_page, pages_folder
from indexer.public_address import Address, is_public
from knowledge.errors import DocumentError, UsageError
from tests.indexer.page_server import Answer, Site, serving

HERE = ipaddress.ip_address("127.0.0.1")


def only_here(address: Address) -> bool:
    return address == HERE


LENIENT = Bounds(allowed=only_here, largest=1_000, time=10)


def refused(address: str, bounds: Bounds = LENIENT) -> str:
    with pytest.raises(DocumentError) as error:
        fetch(address, {}, bounds)
    assert error.value.hint
    return error.value.message


def page(folder: Path, site: Site, name: str) -> PageItem:
    kept = kept_page(folder, f"{site.url}/{name}")
    assert kept is not None
    return PageItem(kept, pages_folder(folder), Converter())


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),  # noqa: S104 - nothing listens there
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::1", False),
    ],
)
def test_only_what_anyone_can_reach_is_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "127.1", "0"])
def test_private_hosts_are_refused_however_they_are_written(host: str) -> None:
    assert "is no public address" in refused(f"http://{host}:1/", Bounds())


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.2/", "//10.0.0.1/x", "http://[::1]/", "http://169.254.169.254/latest/"],
)
def test_a_redirect_to_another_private_address_is_refused(site: Site, location: str) -> None:
    site.answers["/go"] = Answer(status=302, headers={"Location": location})

    assert "is no public address" in refused(f"{site.url}/go")


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/"]
)
def test_a_redirect_to_what_is_no_page_is_refused(site: Site, location: str) -> None:
    site.answers["/go"] = Answer(status=301, headers={"Location": location})

    assert "is no address of a page" in (told := refused(f"{site.url}/go")) or "password" in told


def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    site.answers["/a"] = Answer(status=307, headers={"Location": "/b"})
    site.answers["/b"] = Answer(b"here")
    site.answers["/loop"] = Answer(status=302, headers={"Location": "/loop"})

    assert fetch(f"{site.url}/a", {}, LENIENT).body == b"here"
    assert "redirects" in refused(f"{site.url}/loop")


def test_the_address_that_was_checked_is_the_one_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A name that means a public address when it is asked first, and a private one ever after.
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2"])
    port = int(site.url.rsplit(":", 1)[1])
    real = socket.getaddrinfo

    def rebound(host: str, *rest: object, **more: object) -> object:
        return real(next(answers) if host == "rebound.example" else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    site.answers["/x"] = Answer(b"the first")

    assert fetch(f"http://rebound.example:{port}/x", {}, LENIENT).body == b"the first"
    assert site.asked[0][1]["host"] == f"rebound.example:{port}"


def test_a_name_with_one_private_address_among_others_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def both(_host: str, port: int, **_: object) -> object:
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, ("93.184.216.34", port)), (*kind, ("192.168.1.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", both)

    assert "192.168.1.1" in refused("http://mixed.example/", Bounds())


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"x" * 1_001),
        Answer(b"x" * 1_001, lies=True),
        Answer(gzip.compress(b"x" * 100_000), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["told", "untold", "packed"],
)
def test_a_page_that_is_too_large_is_refused(site: Site, answer: Answer) -> None:
    site.answers["/large"] = answer

    assert "larger than" in refused(f"{site.url}/large")


@pytest.mark.parametrize(
    "answer", [Answer(b"x" * 500, pause=0.05), Answer(drips=True)], ids=["body", "headers"]
)
def test_a_page_that_drips_is_given_up_in_time(site: Site, answer: Answer) -> None:
    site.answers["/slow"] = answer
    started = time.monotonic()

    told = refused(f"{site.url}/slow", Bounds(only_here, 1_000, time=0.5))

    assert "did not answer in time" in told
    assert time.monotonic() - started < 3


def test_what_is_packed_for_the_way_is_unpacked(site: Site) -> None:
    site.answers["/p"] = Answer(gzip.compress(b"plain"), headers={"Content-Encoding": "gzip"})
    site.answers["/q"] = Answer(b"???", headers={"Content-Encoding": "gzip"})
    site.answers["/r"] = Answer(b"???", headers={"Content-Encoding": "zstd"})

    assert fetch(f"{site.url}/p", {}, LENIENT).body == b"plain"
    assert "damaged" in refused(f"{site.url}/q")
    assert "zstd" in refused(f"{site.url}/r")


def test_what_the_server_refuses_or_nobody_answers_is_told(site: Site) -> None:
    assert "404" in refused(f"{site.url}/missing")
    assert "cannot be fetched" in refused("http://127.0.0.1:9/")
    assert "nothing is known of" in refused("http://nowhere.invalid/")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(b"\x89PNG", "image/png"), "image/png"),
        (Answer(b"...", "application/octet-stream"), "octet-stream"),
        (Answer(b"...", ""), "none is told"),
    ],
)
def test_types_that_are_no_documents_are_refused(
    tmp_path: Path, site: Site, answer: Answer, told: str
) -> None:
    site.answers["/x"] = answer

    with pytest.raises(DocumentError, match=told):
        refresh_page(tmp_path, f"{site.url}/x", LENIENT)
    assert kept_page(tmp_path, f"{site.url}/x") is None


def test_a_page_is_kept_and_read_from_what_was_kept(tmp_path: Path, site: Site) -> None:
    text = "<title>政策</title><h2 id=a>许可</h2><p>只用开源模型。</p>"
    site.answers["/p"] = Answer(text.encode("gb18030"), "text/html; charset=GBK")

    assert refresh_page(tmp_path, f"{site.url}/p", LENIENT)
    document = page(tmp_path, site, "p").load()

    assert (document.id, document.place) == (f"{site.url}/p", f"{site.url}/p")
    assert (document.title, document.language) == ("政策", "zh")
    assert [(part.text, part.anchor) for part in document.parts] == [("只用开源模型。", "a")]


def test_a_vague_type_is_settled_by_the_name(tmp_path: Path, site: Site) -> None:
    site.answers["/notes.md"] = Answer(b"# Notes\n\nText.", "application/octet-stream")

    refresh_page(tmp_path, f"{site.url}/notes.md", LENIENT)

    assert page(tmp_path, site, "notes.md").load().title == "Notes"


def test_a_refresh_asks_only_for_what_changed(tmp_path: Path, site: Site) -> None:
    site.answers["/p"] = Answer(headers={"ETag": '"1"', "Last-Modified": "Mon, 01 Jun 2026"})
    address = f"{site.url}/p"

    assert refresh_page(tmp_path, address, LENIENT)
    before = page(tmp_path, site, "p").digest()
    assert not refresh_page(tmp_path, address, LENIENT)

    assert site.asked[1][1]["if-none-match"] == '"1"'
    assert site.asked[1][1]["if-modified-since"] == "Mon, 01 Jun 2026"
    assert page(tmp_path, site, "p").digest() == before


def test_a_page_that_changed_replaces_what_was_kept(tmp_path: Path, site: Site) -> None:
    site.answers["/p"] = Answer(b"<p>Old.</p>", headers={"ETag": '"1"'})
    refresh_page(tmp_path, f"{site.url}/p", LENIENT)
    site.answers["/p"] = Answer(b"<p>New.</p>", headers={"ETag": '"2"'})

    assert refresh_page(tmp_path, f"{site.url}/p", LENIENT)

    assert page(tmp_path, site, "p").load().parts[0].text == "New."
    assert len(list(pages_folder(tmp_path).iterdir())) == 2


def test_the_same_bytes_anew_are_no_change(tmp_path: Path, site: Site) -> None:
    site.answers["/p"] = Answer()

    assert refresh_page(tmp_path, f"{site.url}/p", LENIENT)
    assert not refresh_page(tmp_path, f"{site.url}/p", LENIENT)


def test_a_page_that_went_away_leaves_what_was_kept(tmp_path: Path, site: Site) -> None:
    site.answers["/p"] = Answer()
    refresh_page(tmp_path, f"{site.url}/p", LENIENT)
    site.answers["/p"] = Answer(status=500)

    with pytest.raises(DocumentError, match="500"):
        refresh_page(tmp_path, f"{site.url}/p", LENIENT)

    assert page(tmp_path, site, "p").load().parts[0].text == "Page."


def test_a_page_that_is_forgotten_or_damaged_counts_as_never_fetched(
    tmp_path: Path, site: Site
) -> None:
    site.answers["/p"] = Answer()
    address = f"{site.url}/p"
    refresh_page(tmp_path, address, LENIENT)
    forget_page(tmp_path, address)
    assert list(pages_folder(tmp_path).iterdir()) == []

    refresh_page(tmp_path, address, LENIENT)
    (described,) = pages_folder(tmp_path).glob("*.json")
    described.write_text("{", encoding="utf-8")
    assert kept_page(tmp_path, address) is None


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTPS://Example.ORG:443/a b#part", "https://example.org/a%20b"),
        ("http://例子.测试/x", "http://xn--fsqu00a.xn--0zwm56d/x"),
    ],
)
def test_an_address_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert page_address(written) == kept


@pytest.mark.parametrize(
    "written", ["ftp://x/", "http://", "https://u:p@x/", "http://[::1/", "http://x:99999/"]
)
def test_what_is_no_address_of_a_page_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        page_address(written)

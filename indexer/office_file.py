"""Office files (DOCX, PPTX, XLSX): checked before they are opened, and what they say of themselves."""

import io
import re
import zipfile
from dataclasses import dataclass

from knowledge.errors import DocumentError

_MOST_UNPACKED = 500 * 2**20  # bytes
_RATIO = 100  # unpacked to packed, for files that unpack to more than the following
_HARMLESS = 20 * 2**20
_MOST_ENTRIES = 10_000
_OLE = b"\xd0\xcf\x11\xe0"  # what Office files begin with that are old, or protected by a password
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00O\x00C|\x00<\x00!\x00D\x00O")
_TITLE = re.compile(r"<dc:title[^>]*>([^<]*)</dc:title>")
_MODIFIED = re.compile(r"<dcterms:modified[^>]*>(\d{4}-\d{2}-\d{2})")
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


@dataclass(frozen=True)
class Properties:
    """What an Office file says of itself."""

    title: str
    modified: str  # ISO date


def checked(raw: bytes) -> io.BytesIO:
    """The file, ready to be opened; raises `DocumentError` where opening it would be unsafe."""
    if raw.startswith(_OLE):
        raise DocumentError(
            "is protected by a password, or in an old format.", "Save it without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check(archive, len(raw))
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise DocumentError(f"is damaged: {error}.", "Save it anew.") from error
    return io.BytesIO(raw)


def properties(raw: bytes) -> Properties:
    """The title and the date of the last change, as far as they are told."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        try:
            said = archive.read("docProps/core.xml").decode("utf-8", "replace")
        except KeyError:
            return Properties("", "")
    title, modified = _TITLE.search(said), _MODIFIED.search(said)
    plain = title[1] if title else ""
    for reference, character in _REFERENCES.items():
        plain = plain.replace(reference, character)
    return Properties(plain.strip(), modified[1] if modified else "")


def _check(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    swollen = unpacked > _HARMLESS and unpacked > _RATIO * packed
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or swollen:
        raise DocumentError(
            f"unpacks to {unpacked // 2**20} MB in {len(entries)} files, as a zip bomb does.",
            "Save it anew, or split it.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise DocumentError("is protected by a password.", "Save it without one.")
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            with archive.open(entry) as file:
                if _ENTITIES.search(file.read(4096)):
                    raise DocumentError(
                        "defines entities of XML, which no program that writes such files does.",
                        "Save it anew.",
                    )

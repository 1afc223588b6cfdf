"""Bytes into text: which encoding a file is in, and whether it is text at all."""

import codecs
import re

from knowledge.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# The Chinese characters that make up a quarter of any Chinese text.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)
_WESTERN = frozenset(
    "äöüßÄÖÜéèêëàâçîïôûùœæåøñáíóúãõìòÉÈÊÀÂÇÎÔÙŒÆÅØÑÁÍÓÚÃÕ€£©®™°§·•…–—‘’“”«»¿¡²³½\u00a0\u00ad"
)
_GB2312 = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])*")
_CANDIDATES = [
    "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252", "latin_1", "cp1250", "cp1251", "koi8_r",
    "cp1253", "cp1254",
]  # fmt: skip
_WIDE = ("gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 2**10  # bytes that the guess among other encodings is made from
_MOST_CONTROLS = 0.01  # of the characters; text has none, but for a stray one


def decode(raw: bytes, declared: str = "") -> str:
    """The text that the bytes hold; `declared` is the encoding that a header or a tag names.

    Raises `DocumentError` where they are no text.
    """
    text = _decoded(raw, declared)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > _MOST_CONTROLS * min(len(text), _SAMPLE):
        raise _not_text()
    return text


def _decoded(raw: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    named = _known(declared)
    # Text that is valid UTF-8 is nothing else, unless it is declared to be in a wide encoding.
    order = (named, "utf-8") if named in _WIDE else ("utf-8", named)
    for encoding in filter(None, (_unmarked_utf16(raw), *order)):
        text = _strictly(raw, encoding)
        if text is not None:
            return text
    if b"\x00" in raw[:_SAMPLE]:
        raise _not_text()
    chinese = _strictly(raw, "gb18030")
    if chinese is not None and _reads_as_chinese(chinese, raw):
        return chinese
    return _western(raw) or _guessed(raw)


def _known(declared: str) -> str:
    """The encoding that is meant by a name: pages that claim the narrower mostly use the wider."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return "gb18030" if name in ("gb2312", "gbk") else name


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(raw: bytes) -> str:
    """The byte order of UTF-16 without a mark, told by where the zeros of its ASCII letters are."""
    sample = raw[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(raw) % 2 or max(even, odd) < len(sample) / 40 or min(even, odd) > max(even, odd) / 20:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _reads_as_chinese(text: str, raw: bytes) -> bool:
    """Whether text decoded as GB18030 is Chinese, and not another script read as it."""
    foreign = [character for character in text if character > "\x7f"]
    frequent = sum(character in _FREQUENT for character in foreign)
    if frequent >= len(foreign) / 10:
        return True
    return bool(_GB2312.fullmatch(raw)) and len(foreign) < 40 and not _western(raw)  # noqa: PLR2004 - too few to count


def _western(raw: bytes) -> str:
    """The text, where all that is beyond ASCII in it is as Western European languages write."""
    text = _strictly(raw, "cp1252") or ""
    return text if {c for c in text if c > "\x7f"} <= _WESTERN else ""


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is None:
        raise _not_text()
    return raw.decode(best.encoding, "replace")


def _not_text() -> DocumentError:
    return DocumentError("holds no text, whatever its name says.", "Remove or rename it.")

"""Text without what typesetting left in it: no-break spaces, lines broken inside sentences, ligatures."""

import re
import unicodedata

_WIDE = r"\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_WIDE_ONE = re.compile(f"[{_WIDE}]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\f\v]")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"
    r"\U000e0000-\U000e007f\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# Letters as fonts draw them, which programs write into PDF files in place of the letters meant.
_DRAWN = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_NO_SPACE = r"[\u00a0\u2000-\u200a\u202f]"
_TYPESET = re.compile(rf"(?<=[{_WIDE}]){_NO_SPACE}+|{_NO_SPACE}+(?=[{_WIDE}])")
_BROKEN = re.compile(rf"(?<=[{_WIDE}]) *\n\s*(?=[{_WIDE}])")
_ODD_ASCII = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SPACED = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]+)-\n(?=[a-z])")
_END = re.compile(r"[.!?:;。！？：；…][\"'”’」』）)\]]*$")
_ITEM = re.compile(
    r"(?:[-*+•·●▪■◆–—]|[（(]?(?:\d{1,3}|[a-z]|[一二三四五六七八九十]+)[.)、）．])\s*\S"
)


def plain_characters(text: str) -> str:
    """The text with plain spaces and line ends, and without characters that nobody sees."""
    if text.isascii() and not _ODD_ASCII.search(text):  # nothing to mend, and mostly so
        return text
    text = re.sub(r"\r\n?|\u0085|\u2028|\u2029", "\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", _TYPESET.sub("", text))
    return _DRAWN.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def one_line(text: str) -> str:
    """The text in one line: broken lines joined as their language asks, spaces made single."""
    text = plain_characters(text)
    if "\n" in text:
        text = _BROKEN.sub("", _HYPHEN.sub(r"\1", text) if "-\n" in text else text)
    return " ".join(text.split())


def without_drawn_spaces(text: str) -> str:
    """The text without the lone spaces that typeset lines seem to have between Chinese characters."""
    return _SPACED.sub("", text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, whose lines may be broken anywhere.

    An empty line parts paragraphs; so does the beginning of a list's item, and a line that ends a
    sentence well before the others end.
    """
    found: list[str] = []
    for block in re.split(r"\n[ ]*\n", plain_characters(text)):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        widest = max((_width(line) for line in lines), default=0)
        begun: list[str] = []
        for line in lines:
            if begun and (_ITEM.match(line) or _ends(begun[-1], widest)):
                found.append(one_line("\n".join(begun)))
                begun = []
            begun.append(line)
        if begun:
            found.append(one_line("\n".join(begun)))
    return [paragraph for paragraph in found if paragraph]


def _ends(line: str, widest: int) -> bool:
    return bool(_END.search(line)) and _width(line) < 0.85 * widest


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE_ONE.findall(text))

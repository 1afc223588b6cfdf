"""The articles that are shipped, as sections of sentences that know which known mistake they repeat.

An article is a Markdown file in each language, `articles/NAME/zh.md` and `en.md`, whose headings
bear the same anchors (`## BLOOM {#bloom}`). A sentence that repeats a mistake of the article ends
in the mark of that mistake (`[^E02]`), so that it is never shown without its correction.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.errors import RecordError

FOLDER = Path(__file__).parent / "articles"
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{#([\w\-]+)\})?\s*$")
MARK = re.compile(r"\[\^([A-Z]\d+)\]")
LINK = re.compile(r"\[([^\]^]*)\]\((https?://[^)\s]+)\)")
# A sentence ends at its stop and the marks and closing quotes behind it. A Latin stop ends one
# only before white space, so that "GPT-3.5" and "v1.1" stay whole.
_SENTENCE = re.compile(
    r".+?(?:[。！？!?][”」』）)]*|\.(?=\s|$|\[\^))(?:\[\^[A-Z]\d+\])*|.+$", re.DOTALL
)


@dataclass(frozen=True)
class Sentence:
    """A sentence without its marks and link targets, and the mistakes it repeats."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading's own text (not that of the headings below it), by its anchor."""

    anchor: str
    headings: tuple[str, ...]  # from the top of the article down to this one
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Article:
    """An article in one language."""

    document: str
    language: str
    title: str
    published: str
    path: Path
    sections: Mapping[str, Section]

    def below(self, anchor: str) -> tuple[Section, ...]:
        """The sections under the heading with this anchor, in order."""
        top = self.sections[anchor].headings
        return tuple(s for s in self.sections.values() if s.headings[:-1] == top)


def load_articles(folder: Path = FOLDER) -> tuple[Article, ...]:
    """Load every article below `folder`; raises `RecordError` naming the file that is wrong."""
    return tuple(load_article(path) for path in sorted(folder.glob("*/*.md")))


def load_article(path: Path) -> Article:
    """Load one article file; raises `RecordError` where it has no front matter or no anchors."""
    front, body = split_front_matter(path)
    try:
        title, language = str(front["title"]), str(front["language"])
        document, published = str(front["document"]), str(front["published"])
    except KeyError as error:
        raise RecordError(f"{path}: the front matter lacks {error}.", "Add it.") from error
    return Article(document, language, title, published, path, dict(_sections(body, path)))


def split_front_matter(path: Path) -> tuple[dict[str, object], str]:
    """The YAML between the first two `---` lines, and the text below."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path} cannot be read as UTF-8 text.", "Save it as UTF-8.") from error
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        raise RecordError(f"{path} has no front matter.", "Begin it with a block between `---`.")
    front, body = text[3:].split("\n---\n", 1)
    try:
        fields = yaml.safe_load(front)
    except yaml.YAMLError as error:
        raise RecordError(f"{path}: the front matter is no YAML: {error}", "Mend it.") from error
    if not isinstance(fields, dict):
        raise RecordError(f"{path}: the front matter holds no fields.", "Write `title: …` there.")
    return fields, body


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, their marks taken off."""
    found = (piece.group().strip() for piece in _SENTENCE.finditer(text))
    return tuple(Sentence(plain(s), tuple(MARK.findall(s))) for s in found if plain(s))


def plain(text: str) -> str:
    """The text without marks and link targets."""
    return LINK.sub(r"\1", MARK.sub("", text)).strip()


def _sections(body: str, path: Path) -> list[tuple[str, Section]]:
    found: list[tuple[str, Section]] = []
    trail: list[str] = []
    anchor, lines = "", list[str]()

    def close() -> None:
        if anchor:
            text = tuple(s for line in lines for s in sentences(line))
            found.append((anchor, Section(anchor, tuple(trail), text)))

    for line in body.splitlines():
        heading = HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        close()
        level = len(heading[1])
        trail[level - 1 :] = [heading[2]]
        anchor, lines = heading[3] or "", []
    close()
    if not found:
        raise RecordError(f"{path} has no section with an anchor.", "Write `## Name {#anchor}`.")
    return found

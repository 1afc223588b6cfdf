"""What words of this field mean: sourced entries in both languages, and where a text names one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError, model_validator

from knowledge.errors import RecordError
from knowledge.record import Frozen, Identifier, Source, Text
from knowledge.yaml_file import parse, read_text

FILE = Path(__file__).parent / "glossary.yaml"


class Term(Frozen):
    """A word of the field: what it is called, what it means, and who says so.

    `source` is a key of the file's `sources`; `section` is the anchor of the article's section that
    speaks of it, where one does.
    """

    id: Identifier
    name: Text
    aliases: tuple[str, ...] = ()
    source: str
    section: str | None = None
    text: Text


class _File(Frozen):
    sources: dict[str, Source]
    terms: tuple[Term, ...]

    @model_validator(mode="after")
    def _sources_are_named(self) -> Self:
        if stray := {term.source for term in self.terms} ^ set(self.sources):
            message = f"sources without a term, or terms without a source: {sorted(stray)}"
            raise ValueError(message)
        return self


@dataclass(frozen=True)
class Glossary:
    """All terms by identifier, and their sources."""

    terms: Mapping[str, Term]
    sources: Mapping[str, Source]

    def source(self, term: Term) -> Source:
        """Where a term's meaning was read."""
        return self.sources[term.source]

    def find(self, text: str) -> tuple[Term, ...]:
        """The terms that a text names, in order, each once; of names that overlap the longest."""
        return tuple({term.id: term for _, _, term in self._spans(text)}.values())

    def without(self, text: str) -> str:
        """The text with the names of terms left out."""
        for start, end, _ in reversed(self._spans(text)):
            text = text[:start] + " " + text[end:]
        return text

    def names(self, term: Term, text: str) -> bool:
        """Whether a text names a term."""
        return any(found is term for found in self.find(text))

    def _spans(self, text: str) -> list[tuple[int, int, Term]]:
        spans = sorted(
            (
                (found.start(), found.end(), term)
                for term in self.terms.values()
                for found in _names(term).finditer(text)
            ),
            key=lambda span: (span[0], -span[1]),
        )
        kept: list[tuple[int, int, Term]] = []
        for start, end, term in spans:
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, term))
        return kept


@cache
def load_glossary(path: Path = FILE) -> Glossary:
    """Load the glossary; raises `RecordError` naming the file and what is wrong with it."""
    try:
        file: _File = TypeAdapter(_File).validate_python(parse(read_text(path), path))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{path}: {field}: {first['msg']}.", "Mend that field.") from error
    return Glossary({term.id: term for term in file.terms}, file.sources)


@cache
def _names(term: Term) -> re.Pattern[str]:
    """The spellings of a term; a Latin one only as a word, a space in it may be a hyphen or nothing."""
    names = {_bare(term.name.en), _bare(term.name.zh), *term.aliases}
    words = sorted((name for name in names if name), key=len, reverse=True)
    return re.compile("|".join(_spelling(word) for word in words), re.IGNORECASE)


def _bare(name: str) -> str:
    return re.split(r"[（(]", name)[0].strip()


def _spelling(word: str) -> str:
    pattern = r"[\s\-]*".join(re.escape(part) for part in re.split(r"[\s\-]+", word))
    if word[0].isascii():
        pattern = r"(?<![A-Za-z0-9])" + pattern
    return pattern + r"(?![A-Za-z0-9])" if word[-1].isascii() else pattern

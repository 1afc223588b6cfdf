"""Who and what a text names beside models: licences, makers of models, natural languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.wording import LANGUAGE_NAMES
from knowledge.catalogue import Catalogue
from knowledge.dates import Span, blank
from knowledge.mention import Mention, fold

SHORTEST = 3  # characters; a shorter name of a licence may be a model's as well
LONG = 10  # from so many characters on, the name of a licence is no mention of the model within it
# What people call a language beside the name that answers use.
_ALSO = {
    "zh": r"汉语|\bmandarin\b",
    "en": r"英语",
    "fr": r"法文",
    "de": r"德文",
    "es": r"西语",
    "ja": r"日文",
    "ko": r"韩文|朝鲜语",
    "ru": r"俄文",
    "pt": r"葡语",
    "it": r"意语",
    "ar": r"阿语",
    "id": r"印尼语",
}
_LANGUAGES = {
    code: re.compile(
        rf"(?<![A-Za-z]){en}(?![A-Za-z]|\s(?:compan|market|law|user|team|government|institution|startup|firm|lab|public))|{zh}"
        + (f"|{_ALSO[code]}" if code in _ALSO else ""),
        re.IGNORECASE,
    )
    for code, (en, zh) in LANGUAGE_NAMES.items()
}
_MAKES = re.compile(
    r"\b(?:by|from)\s$|\b(?:develop|made|make|built|create)\w*\sby\s$|(?:由|是|来自|出自)\s?$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\s?(?:'s\b|\b(?:has |had )?(?:develop|made|makes|built|creat|releas|train|publish)\w*|开发|推出|发布|研发|训练|打造|制作|自家)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A licence by its id, or an organisation by its name, and where the text names it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """The spellings of a catalogue's licences and makers, ready to be looked for."""

    catalogue: Catalogue

    @cached_property
    def _licences(self) -> Mapping[str, str]:
        """The id of the licence that a folded spelling means."""
        return {
            _plain(spelling): licence.id
            for licence in reversed(self.catalogue.licences.values())
            for spelling in (licence.name, *licence.aliases)
            if len(_plain(spelling)) >= SHORTEST
        }

    @cached_property
    def _licence_names(self) -> re.Pattern[str]:
        return _alternatives(
            tuple(s for x in self.catalogue.licences.values() for s in (x.name, *x.aliases))
        )

    @cached_property
    def _makers(self) -> Mapping[str, str]:
        return {fold(spelling): d.name for spelling, d in self.catalogue.developers.items()}

    @cached_property
    def _maker_names(self) -> re.Pattern[str]:
        return _alternatives(tuple(self.catalogue.developers))

    def licences(self, text: str) -> tuple[Named, ...]:
        """The licences that a text names, in their order."""
        return tuple(
            Named(self._licences[_plain(m[0])], *m.span())
            for m in self._licence_names.finditer(text)
            if _plain(m[0]) in self._licences
        )

    def without_licences(self, text: str) -> str:
        """The text with long names of licences blanked: the Llama 2 licence is no mention of LLaMA 2."""
        spans = [m.span() for m in self._licence_names.finditer(text) if len(m[0]) >= LONG]
        return "".join(
            " " if any(a <= i < b for a, b in spans) else character
            for i, character in enumerate(text)
        )

    def organisations(self, text: str, models: Sequence[Mention] = ()) -> tuple[Named, ...]:
        """The makers of models that a text names outside the names of models and licences."""
        hidden: list[Span] = [m.span for m in models if not self.is_maker(text, m)]
        hidden += [(found.start, found.end) for found in self.licences(text)]
        plain = blank(text, hidden)
        return tuple(
            Named(self._makers[fold(m[0])], *m.span())
            for m in self._maker_names.finditer(plain)
            if fold(m[0]) in self._makers
        )

    def is_maker(self, text: str, mention: Mention) -> bool:
        """Whether a name that a line of models shares with its maker means the maker."""
        if fold(mention.text) not in self._makers:
            return False
        before, behind = text[: mention.start], text[mention.end :]
        return bool(_MAKES.search(before) or _MADE.match(behind))


def languages(text: str) -> frozenset[str]:
    """The codes of the natural languages that a text names."""
    return frozenset(code for code, pattern in _LANGUAGES.items() if pattern.search(text))


@lru_cache(maxsize=16)
def _alternatives(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the spellings, longest first, with loose spaces and hyphens."""
    longest = sorted(set(spellings), key=len, reverse=True)
    return re.compile("|".join(_loose(s) for s in longest if len(s) > 1), re.IGNORECASE)


def _loose(spelling: str) -> str:
    pieces = [re.escape(piece) for piece in re.split(r"[\s\-]+", spelling)]
    loose = re.sub(r"(?i)licen[cs]e", "licen[cs]e", r"[\s\-]*".join(pieces))
    before = r"(?<![A-Za-z0-9])" if spelling[0].isascii() else ""
    behind = r"(?![A-Za-z0-9])" if spelling[-1].isascii() else ""
    return before + loose + behind


def _plain(spelling: str) -> str:
    return fold(spelling).replace("licence", "license")


def spans(found: Sequence[Named]) -> Iterator[Span]:
    """Where the named things stand."""
    return ((one.start, one.end) for one in found)

"""Names that mean a model only beside its family: "the Micro", v1.5, 8K, as people write them later on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.wording import LANGUAGE_NAMES
from knowledge.catalogue import Catalogue
from knowledge.dates import blank
from knowledge.mention import Mention

_TOKEN = re.compile(r"[A-Za-z]*\d+(?:\.\d+)+|\d+x\d+B|\d+[BKM]|[A-Za-z]+")
_NO_NAMES = frozenset(name for pair in LANGUAGE_NAMES.values() for name in pair)
_SIZE = re.compile(r"\d+[BM]")
_VERSION = re.compile(r"v?\d+\.\d+")
_SIZED = re.compile(r"\s?(?:versions?|models?|variants?|ones?|版|型号|模型)")


@dataclass(frozen=True)
class PartialNames:
    """The parts of names that tell the models of a verdict apart from their siblings."""

    catalogue: Catalogue
    models: tuple[str, ...]

    @cached_property
    def _meant(self) -> dict[str, frozenset[str]]:
        """What each such part means among the models."""
        meant: dict[str, set[str]] = {}
        for family in {self.catalogue.models[m].family.id for m in self.models}:
            siblings = self.catalogue.of_family(family)
            tokens = {m.id: set(_TOKEN.findall(m.name)) for m in siblings}
            for model, mine in tokens.items():
                for token in mine - _NO_NAMES:
                    sharing = {other for other, theirs in tokens.items() if token in theirs}
                    if len(sharing) < len(siblings):
                        meant.setdefault(_plain(token), set()).add(model)
        return {token: frozenset(found) for token, found in meant.items()}

    def find(self, text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions with those that only a part of a name makes, in order."""
        added = list(self._partial(blank(text, (m.span for m in mentions))))
        return tuple(sorted([*mentions, *added], key=lambda m: m.start))

    def _partial(self, text: str) -> Iterator[Mention]:
        if not self._meant:
            return
        for match in re.finditer(
            r"(?<![A-Za-z0-9.\-])(?:[vV]\d+\.\d+|\d+x\d+B|\d+[BKM]|\d\.\d|[A-Z][A-Za-z]*)(?![A-Za-z0-9]|\.\d)",
            text,
        ):
            models = self._meant.get(_plain(match[0]))
            if not models or not self._stands_alone(text, match):
                continue
            families = tuple({self.catalogue.models[m].family.id for m in models})
            yield Mention(*match.span(), match[0], families, tuple(sorted(models)))

    def _stands_alone(self, text: str, match: re.Match[str]) -> bool:
        """Whether it is a name here: a size or a number is one only with "the" or "version"."""
        if _SIZE.fullmatch(match[0]) and "x" not in match[0]:
            article = re.search(r"\b[Tt]he (?:\d+B (?:and|or) )?$", text[: match.start()])
            return bool(article or _SIZED.match(text, match.end()))
        if match[0][:1].isdigit() and _VERSION.fullmatch(match[0]):
            return bool(
                re.search(r"(?i:versions?|版本?)\s?(?:[\d., and和与、]*)$", text[: match.start()])
            )
        opens = match[0].isalpha() and not text[: match.start()].strip()
        return not (opens and re.match(r"[ ,][a-z]", text[match.end() :] or " a"))


def _plain(token: str) -> str:
    return token.lower().removeprefix("v") if _VERSION.fullmatch(token.lower()) else token.lower()

"""Every spelling of a catalogue's names with what it means, and the spellings near to a given one.

A slip of the keys may change letters, never figures: 7B is no misspelt 70B, and what stands between
two figures is a word of its own: Qwen3-VL-8B is no misspelt Qwen3-8B.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.catalogue import Catalogue
from knowledge.mention import fold

_FIGURE = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-z]+")
_POINTS = re.compile(r"[.,:()（）]")


@dataclass(frozen=True)
class Meaning:
    """The families and records that a name may mean, and the figures in the ways it is written."""

    families: tuple[str, ...]
    models: tuple[str, ...]
    figures: frozenset[tuple[str, ...]] = frozenset()


def figures(text: str) -> tuple[str, ...]:
    """The runs of digits in a text, from left to right."""
    return tuple(_FIGURE.findall(text if text.isascii() else unicodedata.normalize("NFKC", text)))


def spellings(catalogue: Catalogue) -> dict[str, Meaning]:
    """What every folded name means: a record before a family, and a family before a line."""
    meant: dict[str, Meaning] = {}
    for name, families, models in _named(catalogue):
        known = meant.get(fold(name))
        written = (known.figures if known else frozenset()) | {figures(name)}
        meant[fold(name)] = Meaning(families, models, written)
    return meant


def _named(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for name, families in catalogue.ambiguous.items():
        models = tuple(m.id for family in families for m in catalogue.of_family(family))
        yield name, families, models
    for family in catalogue.families.values():
        models = tuple(record.id for record in family.models)
        for name in (family.name, family.id, *family.aliases):
            yield name, (family.id,), models
    for model in catalogue.models.values():
        hub = model.facts.hub_id.value if model.facts.hub_id else None
        for name in (model.name, model.id, *model.record.aliases, *((hub,) if hub else ())):
            yield name, (model.family.id,), (model.id,)


def reads(text: str, meaning: Meaning) -> bool | None:
    """Whether `text`, which folds to the name, has the name's figures as the name is written.

    False where figures run together ("Gemma 327B"), None where one is torn apart ("Llama 3 3B" is
    no LLaMA-33B).
    """
    said = figures(text)
    if said in meaning.figures:
        return True
    ends = _ends(said)
    return False if any(ends <= _ends(written) for written in meaning.figures) else None


def _ends(runs: Iterable[str]) -> set[int]:
    ends: set[int] = set()
    for run in runs:
        ends.add(max(ends, default=0) + len(run))
    return ends


@dataclass(frozen=True)
class Spellings:
    """The names of a catalogue by their folded spelling."""

    meant: Mapping[str, Meaning]

    @cached_property
    def longest(self) -> int:
        """The length of the longest spelling."""
        return max(map(len, self.meant))

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """By first character, the lengths that spellings have, longest first."""
        found: dict[str, set[int]] = {}
        for spelling in self.meant:
            found.setdefault(spelling[0], set()).add(len(spelling))
        return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}

    @cached_property
    def foreign_first(self) -> frozenset[str]:
        """The characters that are no Latin ones with which a spelling begins."""
        return frozenset(s[0] for s in self.meant if not s[0].isascii())

    @cached_property
    def foreign_last(self) -> frozenset[str]:
        """The characters that are no Latin ones with which a spelling ends."""
        return frozenset(s[-1] for s in self.meant if not s[-1].isascii())

    @cached_property
    def _alike(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for spelling in self.meant:
            shape = _shape(spelling)
            keys = [shape, _fixed(spelling)]
            if shape == "a":
                keys.append(f"a{spelling[0]}")
            for key in dict.fromkeys(keys):
                found.setdefault(key, []).append(spelling)
        return {key: tuple(names) for key, names in found.items()}

    def near(self, word: str, allowed: int, *, any_first: bool) -> tuple[str, ...]:
        """The spellings fewest slips, `allowed` at most, from the folded `word`.

        Without `any_first` a word without figures must have the first letter among its first two.
        """
        shape = _shape(word)
        if shape == "a" and not any_first:
            choices = [s for c in dict.fromkeys(word[:2]) for s in self._alike.get(f"a{c}", ())]
        else:
            choices = list(self._alike.get(shape, ()))
        found = _closest(word, choices, allowed)
        if not found and shape != "a":
            # A letter too few between figures, or one that changed places with a figure.
            found = tuple(
                spelling
                for spelling in _closest(word, self._alike.get(_fixed(word), ()), 1)
                if len(spelling) > len(word) or sorted(spelling) == sorted(word)
            )
        return found

    def together(self, found: Iterable[str]) -> Meaning:
        """What several spellings mean: what all the others mean as well, or everything."""
        meanings = [self.meant[spelling] for spelling in found]
        narrowest = min(meanings, key=lambda meaning: len(meaning.models))
        if all(set(narrowest.models) <= set(other.models) for other in meanings):
            return narrowest
        return replace(
            narrowest,
            families=tuple(dict.fromkeys(f for m in meanings for f in m.families)),
            models=tuple(dict.fromkeys(i for m in meanings for i in m.models)),
        )


def _closest(word: str, choices: Iterable[str], allowed: int) -> tuple[str, ...]:
    found = process.extract(
        word, list(choices), scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    best = min((distance for _, distance, _ in found), default=0)
    return tuple(spelling for spelling, distance, _ in found if distance == best)


def _shape(folded: str) -> str:
    """The figures and foreign characters of a name, and where there are letters between them."""
    return _LETTERS.sub("a", _POINTS.sub("", folded))


def _fixed(folded: str) -> str:
    """The figures and foreign characters of a name, which no slip changes."""
    return "=" + _LETTERS.sub("", _POINTS.sub("", folded))

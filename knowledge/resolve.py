"""What a name by itself means: one record, several, or none; what was misspelt is said to be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from knowledge.catalogue import Catalogue
from knowledge.mention import fold, plain
from knowledge.names import Names
from knowledge.spellings import Spellings, reads

SHORT = 10  # letters; names of fewer may have one slip
LONG = 18  # and of so many or more three, those between two
FEWEST = 2  # letters that a misspelt name has
SUGGESTED = 3
ALIKE = 60  # of rapidfuzz's ratio; below, two names have little in common
# Behind a record's name these say how the weights were packed or tuned, not another model.
_PACKING = re.compile(
    r"(?:[-_ ]?(?:instruct|chat|it|hf|base|gguf|awq|gptq|mlx|exl2|fp8|bf16|fp16|int4|int8|[48]bit|q\d(?:_[a-z0-9]+)*))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Resolution:
    """The records that a name means: one where it is exact or a typo, several where ambiguous.

    Where it is unknown, `models` are those whose names are most like it.
    """

    kind: Literal["exact", "typo", "ambiguous", "unknown"]
    models: tuple[str, ...]


def resolve(catalogue: Catalogue, name: str, names: Names | None = None) -> Resolution:
    """The records that `name` means; exact before misspelt, a record before a family or a line.

    `names` are the catalogue's, where they are at hand: to make them takes some milliseconds.
    """
    names = names or Names(catalogue)
    typed = plain(name).strip()
    folded = fold(typed)
    if found := _spelt(typed, names.spelt):
        return found
    if found := _narrowed(typed, names):
        return found
    bare = typed.rsplit("/", 1)[-1]
    for shorter in dict.fromkeys((bare, _PACKING.sub("", bare))):
        found = _spelt(shorter, names.spelt)
        if found and shorter != typed:
            return _of(found.models, "typo")
    if folded not in names.others:
        near = names.spelt.near(folded, _slips(folded), any_first=True)
        near = tuple(n for n in near if reads(typed, names.spelt.meant[n]) is not None)
        if near and _letters(folded) >= FEWEST:
            return _of(names.spelt.together(near).models, "typo")
    return Resolution("unknown", _alike(folded, names.spelt))


def _of(models: tuple[str, ...], kind: Literal["exact", "typo"]) -> Resolution:
    return Resolution(kind if len(models) == 1 else "ambiguous", models)


def _spelt(typed: str, spelt: Spellings) -> Resolution | None:
    """What a name as the catalogue spells it means."""
    meaning = spelt.meant.get(fold(typed))
    as_written = reads(typed, meaning) if meaning else None
    if meaning is None or as_written is None:
        return None
    return _of(meaning.models, "exact" if as_written else "typo")


def _narrowed(typed: str, names: Names) -> Resolution | None:
    """What a name narrowed by a size or a version means: "qwen 72b"."""
    mentions = names.find(typed)
    if len(mentions) != 1 or not mentions[0].known or mentions[0].text != typed:
        return None
    return _of(mentions[0].models, "exact" if mentions[0].exact else "typo")


def _slips(folded: str) -> int:
    letters = _letters(folded)
    return 1 if letters < SHORT else 2 if letters < LONG else 3


def _letters(folded: str) -> int:
    return sum(c.isalpha() for c in folded)


def _alike(folded: str, spelt: Spellings) -> tuple[str, ...]:
    """One record each of the names that have most in common with a name that nothing has."""
    like: Iterable[tuple[str, float, int]] = process.extract(
        folded, list(spelt.meant), scorer=fuzz.ratio, limit=12, score_cutoff=ALIKE
    )
    models = dict.fromkeys(spelt.meant[alias].models[0] for alias, _, _ in like)
    return tuple(models)[:SUGGESTED]

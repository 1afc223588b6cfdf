"""Where a text names licences, by any of their spellings."""

from functools import lru_cache

from knowledge.catalogue import Catalogue
from knowledge.dates import Span
from knowledge.mention import fold, fold_with_origin, occurrences


def licence_names(text: str, catalogue: Catalogue) -> dict[Span, tuple[str, ...]]:
    """The places where licences are named, each with the identifiers of those it may mean."""
    said = fold_with_origin(text)
    spelt = _spellings(tuple((x.id, x.name, *x.aliases) for x in catalogue.licences.values()))
    found: dict[Span, tuple[str, ...]] = {}
    for folded, (name, licences) in spelt.items():
        if folded in said.text:
            for span in occurrences(name, text, said):
                found[span] = tuple(dict.fromkeys((*found.get(span, ()), *licences)))
    return found


@lru_cache(maxsize=4)
def _spellings(licences: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, tuple[str, ...]]]:
    spelt: dict[str, tuple[str, tuple[str, ...]]] = {}
    for identifier, *names in licences:
        for name in (identifier, *names):
            folded = fold(name)
            _, held = spelt.get(folded, (name, ()))
            spelt[folded] = (name, tuple(dict.fromkeys((*held, identifier))))
    return spelt

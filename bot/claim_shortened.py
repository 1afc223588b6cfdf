"""Models that a text names in short beside one that it names in full: "Llama 2 7B and 13B"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.mention import Mention, overlaps
from knowledge.names import Names

_SIZE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?\s?[Bb](?![A-Za-z0-9])")
_VERSION = re.compile(r"(?<![\w.])v\d+(?:\.\d+)*(?![\w.]|\.\d)", re.IGNORECASE)
_VARIANT = re.compile(r"(?<![\w./-])[A-Z][a-z]{3,}(?![\w/-])")
_LAST_WORD = re.compile(r"(?<=[ -])[A-Z][a-z]{3,}$")
_LISTED = re.compile(
    r"\s*(?:[,、，/&]|和|与|及|以及|and|or|或|, and|，以及)\s*(?:the )?", re.IGNORECASE
)


def with_short_names(said: str, mentions: Sequence[Mention], names: Names) -> tuple[Mention, ...]:
    """The mentions of a statement in order, with those that only tell their size, version or variant.

    A size counts only where it continues a list of models, as it may be said of one anywhere else.
    """
    known = list(mentions)
    for kind in (_SIZE, _VERSION, _VARIANT):
        for found in kind.finditer(said):
            if overlaps(found.span(), [m.span for m in known]):
                continue
            before = sorted((m for m in known if m.end <= found.start()), key=lambda m: -m.end)
            if kind is _SIZE:
                before = [m for m in before[:1] if _LISTED.fullmatch(said[m.end : found.start()])]
            meant = (one for full in before for one in _resolved(full, found[0], kind, names))
            if one := next(meant, None):
                known.append(replace(one, start=found.start(), end=found.end()))
    known.sort(key=lambda m: m.start)
    return tuple(_meant_again(m, known[:n], said) for n, m in enumerate(known))


_OF_MANY = re.compile(
    r"(?:['’]s)?[\s-]*(?:family|series|line|line-?up|models|collection|herd|\d|系列|家族|全系|模型家族|各|阵营)",
    re.IGNORECASE,
)


def _meant_again(mention: Mention, before: Sequence[Mention], said: str) -> Mention:
    """A mention of a line that means the one model of it that the sentence has named in full."""
    bare = len(mention.models) > 1 and not any(c.isdigit() for c in mention.text)
    if not bare or _OF_MANY.match(said, mention.end):
        return mention
    named = {m.models: m for m in before if set(m.models) < set(mention.models)}
    if len(named) != 1:
        return mention
    full = next(iter(named.values()))
    return replace(mention, families=full.families, models=full.models)


def _resolved(full: Mention, short: str, kind: re.Pattern[str], names: Names) -> Iterator[Mention]:
    """The model whose name is that of `full` with its size, version or variant exchanged."""
    told = (_LAST_WORD if kind is _VARIANT else kind).search(full.text)
    if told is None or not full.models:
        return
    name = full.text[: told.start()] + short + full.text[told.end() :]
    for mention in names.find(name):
        whole = mention.start == 0 and mention.end == len(name)
        if whole and mention.exact and mention.models and mention.models != full.models:
            yield mention

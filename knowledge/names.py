"""Finding the models that a text names: by any alias, in either language, with typing mistakes.

Matching ignores case, width, spaces, hyphens and underscores, and prefers the longest name. A
size, version or variant behind a family's name narrows it ("llama2-70b"); one that the family
does not have makes the mention unknown rather than something near it ("BLOOM 3B").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz, process

from knowledge.catalogue import Catalogue
from knowledge.mention import Folded, Mention, fold, fold_with_origin, joined, overlaps, plain
from knowledge.slips import misspelt
from knowledge.spellings import Meaning, Spellings, reads, spellings
from knowledge.strangers import OTHER_TAIL, is_meant, lookalikes
from knowledge.tail import Tails

# Before a hyphen these leave a name what it is; any other word makes another model of it.
_PARTICLES = frozenset("non pre post vs ex anti the and or to than like with on via mini".split())
_PREFIX = re.compile(r"(?:[A-Za-z0-9.]+-)+$")
_LONGEST_PREFIX = 40  # characters
_APPOSED = re.compile(r"[ \-/·]?\(?")  # between two names of one model
_LEAST = 60  # of rapidfuzz's ratio; below, two names have little in common


@dataclass(frozen=True)
class Names:
    """All names of a catalogue, ready to be looked for in texts."""

    catalogue: Catalogue

    @cached_property
    def spelt(self) -> Spellings:
        """What every spelling of a name means."""
        return Spellings(spellings(self.catalogue))

    @cached_property
    def others(self) -> frozenset[str]:
        """The folded names that are known as names only."""
        return frozenset(fold(name) for name in self.catalogue.other_names)

    @cached_property
    def _other_lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(name) for name in self.others}, reverse=True))

    @cached_property
    def _tails(self) -> Tails:
        return Tails(self.catalogue)

    @cached_property
    def _makers(self) -> frozenset[str]:
        return frozenset(fold(name) for name in self.catalogue.developers) | _PARTICLES

    @cached_property
    def _owners(self) -> frozenset[str]:
        hubs = (m.facts.hub_id for m in self.catalogue.models.values())
        return frozenset(fold(h.value.partition("/")[0]) for h in hubs if h and h.value)

    def find(self, text: str, *, typed_in_haste: bool = True) -> tuple[Mention, ...]:
        """The models that `text` names, in order; spans do not overlap.

        Misspelt names are looked for unless the text was not `typed_in_haste`, which is much faster.
        """
        typed = plain(text)
        folded = fold_with_origin(typed)
        exact = list(self._exact(typed, folded))
        slips = list(
            misspelt(typed, folded, exact, self.spelt, self._narrowed) if typed_in_haste else ()
        )
        spans = [mention.span for mention in slips]
        found = [mention for mention in exact if not overlaps(mention.span, spans)] + slips
        found += lookalikes(typed, [mention.span for mention in found])
        ordered = self._apposed(typed, sorted(found, key=lambda mention: mention.start))
        return tuple(replace(m, text=text[m.start : m.end]) for m in ordered)

    def nearest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Names of the families whose names are most like `name`, best first."""
        choices = {f.id: f.name for f in self.catalogue.families.values()}
        best = process.extract(
            name.lower(),
            {k: v.lower() for k, v in choices.items()},
            scorer=fuzz.ratio,
            limit=limit,
        )
        return tuple(choices[key] for _, score, key in best if score >= _LEAST)

    def _exact(self, text: str, folded: Folded) -> Iterator[Mention]:
        position = 0
        while position < len(folded.text):
            mention = self._at(text, folded, position)
            if mention is None:
                position += 1
                continue
            yield mention
            while position < len(folded.text) and folded.origin[position] < mention.end:
                position += 1

    def _at(self, text: str, folded: Folded, position: int) -> Mention | None:
        start = folded.origin[position]
        if joined(text, start - 1, start):
            return None
        known = [(n, True) for n in self.spelt.lengths.get(folded.text[position], ())]
        lengths = known + [(n, False) for n in self._other_lengths]
        for length, recorded in sorted(lengths, reverse=True):
            name = folded.text[position : position + length]
            if len(name) < length or name not in (self.spelt.meant if recorded else self.others):
                continue
            end = folded.origin[position + length - 1] + 1
            mention = (
                self._recorded(text, folded, position, length)
                if recorded
                else self._other(text, name, start, end)
            )
            if mention:
                return mention
        return None

    def _recorded(self, text: str, folded: Folded, position: int, length: int) -> Mention | None:
        """The mention of the name of `length` at `position`, None where it is not meant there."""
        start, end = folded.origin[position], folded.origin[position + length - 1] + 1
        name = folded.text[position : position + length]
        meaning = self.spelt.meant[name]
        as_written = reads(text[start:end], meaning)
        if as_written is None or (text[end - 1].isdigit() and text[end : end + 1].isdigit()):
            return None
        mention = self._narrowed(text, start, end, meaning)
        if len(meaning.models) > 1 and (own := self._own_name(text, folded, position, length)):
            return own
        narrowed = (
            mention is not None
            and mention.end > end
            and (mention.known or text[end] in "-_:" or text[end].isdigit())
        )
        if mention is None or not is_meant(name, text, start, end, narrowed=narrowed):
            return None
        # A line with a size is no name of one model: there was a Qwen-7B before Qwen2.5-7B.
        guessed = len(meaning.families) > 1 and len(mention.models) == 1
        return replace(mention, exact=as_written and not guessed)

    def _own_name(self, text: str, folded: Folded, position: int, length: int) -> Mention | None:
        """The mention of one of a line's models by its own name behind the line's: 通义千问 Qwen3-32B."""
        start, end = folded.origin[position], folded.origin[position + length - 1] + 1
        wide = self.spelt.meant[folded.text[position : position + length]]
        gap = _APPOSED.match(text, end)
        behind = position + length + (1 if gap and gap.group().endswith("(") else 0)
        for inner in range(position + 1, behind + 1):
            if inner >= len(folded.text):
                break
            place = folded.origin[inner]
            if (end <= place != (gap.end() if gap else end)) or joined(text, place - 1, place):
                continue
            head = self._head(folded, inner)
            if head is None or not set(head.models) <= set(wide.models):
                continue
            own = self._at(text, folded, inner)
            if own and own.end > end and set(own.models) < set(wide.models):
                bracket = text[place - 1] == "(" and text[own.end : own.end + 1] == ")"
                return replace(own, start=start, end=own.end + bracket)
        return None

    def _head(self, folded: Folded, position: int) -> Meaning | None:
        """What the longest name at a place means, whatever stands behind it."""
        for length in self.spelt.lengths.get(folded.text[position], ()):
            if meaning := self.spelt.meant.get(folded.text[position : position + length]):
                return meaning
        return None

    def _other(self, text: str, name: str, start: int, end: int) -> Mention | None:
        if joined(text, end - 1, end) and not text[end].isdigit():
            return None
        if re.match(r"-[A-Za-z]{3}", text[end : end + 4]):
            return None  # the beginning of a longer name, perhaps a misspelt one: GPT-NeeoX
        tail = OTHER_TAIL.match(text, end)
        whole = tail.end() if tail else end
        if not is_meant(name, text, start, end, narrowed=whole > end):
            return None
        return Mention(start, whole, text[start:whole], other=True)

    def _narrowed(self, text: str, start: int, end: int, meaning: Meaning) -> Mention | None:
        """The mention with what stands around the name taken into account."""
        narrowed = self._tails.narrow(text, end, meaning.models)
        if narrowed is None:
            return None
        prefix = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX), start)
        if prefix and fold(prefix.group().split("-")[-2]) not in self._makers:
            return Mention(prefix.start(), narrowed.end, text[prefix.start() : narrowed.end])
        remaining = {self.catalogue.models[model].family.id for model in narrowed.models}
        families = tuple(family for family in meaning.families if family in remaining)
        said = text[start : narrowed.end]
        return Mention(start, narrowed.end, said, families, narrowed.models)

    def _apposed(self, text: str, found: Sequence[Mention]) -> Iterator[Mention]:
        """The mentions without those that only repeat another's.

        These are a line in brackets behind a model (Qwen3 (通义千问)), one right before it, and whose
        hub page it is on.
        """
        lead: Mention | None = None  # a line right before one of its models, which may have a slip
        for i, mention in enumerate(found):
            before = found[i - 1] if i else None
            behind = found[i + 1] if i + 1 < len(found) else None
            gap = text[mention.end : behind.start] if behind else ""
            wider = bool(behind and behind.known and set(behind.models) <= set(mention.models))
            if before and _repeated(text, before, mention):
                continue
            if gap == "/" and fold(mention.text) in self._owners and (wider or not mention.known):
                continue
            if behind and gap in ("", " ") and wider:
                lead = lead or mention
                continue
            yield replace(mention, start=lead.start) if lead else mention
            lead = None


def _repeated(text: str, before: Mention, mention: Mention) -> bool:
    """Whether a mention is a line in brackets behind one of its models."""
    return (
        before.known
        and text[before.end : mention.start].strip() == "("
        and text[mention.end : mention.end + 1] == ")"
        and set(before.models) <= set(mention.models)
    )

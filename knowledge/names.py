"""Finding the models that a text names: by any alias, in either language, with typing mistakes.

Matching ignores case, width, spaces, hyphens and underscores, and prefers the longest name. A
size, version or variant behind a family's name narrows it ("llama2-70b"); one that the family
does not have makes the mention unknown rather than something near it ("BLOOM 3B").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.catalogue import Catalogue
from knowledge.mention import Folded, Mention, fold, fold_with_origin, joined, overlaps
from knowledge.strangers import COMMON_CAPITALISED, OTHER_TAIL, UPPER_CASE, lookalikes

# Words that a typing mistake away from a name are nevertheless just words.
ORDINARY = frozenset(
    "blood broom gloom boom blooms blooming bloomed falcons alpacas compact general generic "
    "verts alert berth optic option options optional opted apt gender agent agents llamas ollama "
    "falconer falconry herbert gallop ballad".split()
)
MIN_TYPO_LENGTH = 5  # shorter names are one keystroke away from ordinary words (bert: best, beat)
SHORT_NAME = 8  # names below this length may differ in one keystroke, longer ones in two
_SIZE = r"(?P<size>\d+(?:\.\d+)?)\s*(?P<scale>b(?:illion)?|m(?:illion)?|亿)(?![a-z])"
_VERSION = r"v(?P<version>\d+(?:\.\d+)?)"
_WORD = (
    r"(?P<word>chat|instruct|inst|base|hf|python|uncased|cased|multilingual|large|[48]k)(?![a-z])"
)
_QUALIFIER = re.compile(
    rf"(?P<joint>[\s\-_]*)(?P<open>[(（]\s*)?(?:{_SIZE}|{_VERSION}|{_WORD})(?(open)\s*[)）])",
    re.IGNORECASE,
)
# Joined by a hyphen to a name, a word makes another model of it (OPT-IML, XGen-MM), but for these.
_SUFFIX = re.compile(
    r"-(?!(?:based|like|style|sized|size|type|class|family|compatible|derived|trained|tuned|models?|"
    r"level|scale|only|powered|specific|vs|and|or|the|to|was|is|has)\b)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]+"
)
_NUMBER = re.compile(
    r"[\s\-]?(?P<number>\d{1,2}(?:\.\d+)?)(?!\d|,\d|\s*(?:[kbmt%％]\b|gb|gib|[bm]illion|bit|亿|万|千|"
    r"种|个|位|年|月|天|张|块|tokens?|languages?|models?|years?|times?|x\b))",
    re.IGNORECASE,
)
_TO_CHOOSE = re.compile(r"opt (?:for|to|in|out|into)\b")  # the verb; the model is written OPT
_JOINING = re.compile(
    r"[a-z]{1,2}|and|for|the|can|has|was|are|not|but|its|use|get|any|all|how|who|why|with|than|from|versus|models?",
    re.IGNORECASE,
)  # never a name's second word
_WORD_LIKE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-_]*[A-Za-z0-9])?")


@dataclass(frozen=True)
class Names:
    """All names of a catalogue, ready to be looked for in texts."""

    catalogue: Catalogue
    _aliases: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_aliases", dict(_aliases(self.catalogue)))

    @cached_property
    def _others(self) -> dict[str, str]:
        return {fold(name): name for name in self.catalogue.other_names}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, (*self._aliases, *self._others)))

    @cached_property
    def _typable(self) -> tuple[str, ...]:
        return tuple(a for a in self._aliases if len(a) >= MIN_TYPO_LENGTH and a.isascii())

    def find(self, text: str) -> tuple[Mention, ...]:
        """The models that `text` names, in order; spans do not overlap."""
        exact = list(self._exact(text))
        misspelt = list(self._misspelt(text, exact))
        spans = [mention.span for mention in misspelt]
        found = [mention for mention in exact if not overlaps(mention.span, spans)] + misspelt
        found += lookalikes(text, [mention.span for mention in found])
        return tuple(sorted(found, key=lambda mention: mention.start))

    def nearest(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Names of the families whose names are most like `name`, best first."""
        choices = {f.id: f.name for f in self.catalogue.families.values()}
        best = process.extract(
            name.lower(),
            {k: v.lower() for k, v in choices.items()},
            scorer=fuzz.ratio,
            limit=limit,
        )
        return tuple(choices[key] for _, score, key in best if score >= 60)  # noqa: PLR2004 - below, nothing is alike

    def _exact(self, text: str) -> Iterator[Mention]:
        folded = fold_with_origin(text)
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
        longest = min(self._longest, len(folded.text) - position)
        for length in range(longest, 1, -1):
            alias = folded.text[position : position + length]
            end = folded.origin[position + length - 1] + 1
            if joined(text, end - 1, end) and not text[end].isdigit():
                continue
            if alias == "opt" and _TO_CHOOSE.match(text, start):
                return None
            if alias in self._aliases:
                return self._narrowed(text, start, end, *self._aliases[alias])
            if alias in self._others:
                if self._others[alias] in COMMON_CAPITALISED and text[start].islower():
                    continue
                if self._others[alias] in UPPER_CASE and not text[start:end].isupper():
                    continue
                if re.match(r"-[A-Za-z]{3}", text[end : end + 4]):
                    continue  # the beginning of a longer name, perhaps a misspelt one: GPT-NeeoX
                tail = OTHER_TAIL.match(text, end)
                end = tail.end() if tail else end
                return Mention(start, end, text[start:end])
        return None

    def _narrowed(
        self, text: str, start: int, end: int, families: tuple[str, ...], models: tuple[str, ...]
    ) -> Mention | None:
        """The mention with what stands behind the name taken into account."""
        while qualifier := _QUALIFIER.match(text, end):
            kept = self._qualified(qualifier, models)
            if kept is None:
                return self._unknown(text, start, qualifier.end())
            models, end = kept, qualifier.end()
        number = None if text[end - 1].isdigit() else _NUMBER.match(text, end)
        if number:
            kept = self._numbered(float(number["number"]), models)
            if not kept:
                return self._unknown(text, start, number.end())
            models, end = kept, number.end()
        if _SUFFIX.match(text, end):
            return self._unknown(text, start, end)
        if joined(text, end - 1, end):
            return None
        remaining = {self.catalogue.models[model].family.id for model in models}
        families = tuple(family for family in families if family in remaining)
        return Mention(start, end, text[start:end], families, models)

    def _unknown(self, text: str, start: int, end: int) -> Mention:
        """A name that no record has, with all that is joined to it."""
        while joint := _SUFFIX.match(text, end) or re.compile(r"\.\d+").match(text, end):
            end = joint.end()
        return Mention(start, end, text[start:end])

    def _qualified(self, said: re.Match[str], models: tuple[str, ...]) -> tuple[str, ...] | None:
        """The models that a size, version or variant leaves; None where it fits none of them."""
        records = [self.catalogue.models[model] for model in models]
        if said["size"]:
            scale = {"b": 1.0, "m": 1e-3, "亿": 0.1}[said["scale"][0].lower()]
            size = round(float(said["size"]) * scale, 6)
            kept = [
                m.id
                for m in records
                if m.facts.parameters and size in (m.facts.parameters.value or ())
            ]
            return tuple(kept) or None
        if said["version"]:
            kept = [m.id for m in records if fold(m.name).endswith(said["version"])]
            return tuple(kept) or None
        word = {"inst": "instruct"}.get(said["word"].lower(), said["word"].lower())
        kept = [
            m.id
            for m in records
            if word in fold(m.name)
            or word == m.record.variant
            or (word == "instruct" and "inst" in fold(m.name))
        ]
        strict = said["joint"].endswith("-") and word in ("chat", "instruct", "4k", "8k")
        return tuple(kept) or (None if strict else models)

    def _numbered(self, number: float, models: tuple[str, ...]) -> tuple[str, ...]:
        """The models whose size in billions, or whose version, is the bare `number` behind a name."""
        records = [self.catalogue.models[model] for model in models]
        return tuple(
            m.id
            for m in records
            if (m.facts.parameters and number in (m.facts.parameters.value or ()))
            or m.name.endswith(f"v{number:g}")
        )

    def _misspelt(self, text: str, taken: Sequence[Mention]) -> Iterator[Mention]:
        """Names with a slip: of two words first, even where one of them is a name by itself."""
        words = list(_WORD_LIKE.finditer(text))
        done: list[tuple[int, int]] = []
        for first, word in enumerate(words):
            for last in (first + 1, first):
                if (
                    last >= len(words)
                    or words[last].start() - words[last - 1 if last > first else last].end() > 1
                ):
                    continue
                start, end = word.start(), words[last].end()
                if last > first and _JOINING.fullmatch(words[last].group()):
                    continue
                within = [m for m in taken if overlaps(m.span, [(start, end)])]
                if overlaps((start, end), done) or any(
                    not m.known or (m.start <= start and end <= m.end) for m in within
                ):
                    continue
                mention = self._near(text, start, end)
                if mention is None or any(
                    set(m.families) == set(mention.families) and m.known for m in within
                ):
                    continue
                done.append(mention.span)
                yield mention
                break

    def _near(self, text: str, start: int, end: int) -> Mention | None:
        """The mention of a name that the words from `start` to `end` nearly spell."""
        alias = self._alias_near(fold(text[start:end]))
        mention = self._narrowed(text, start, end, *self._aliases[alias]) if alias else None
        return replace(mention, exact=False) if mention else None

    def _alias_near(self, word: str) -> str | None:
        if len(word) < MIN_TYPO_LENGTH or word in ORDINARY:
            return None
        allowed = 1 if len(word) < SHORT_NAME else 2
        digits = [c for c in word if c.isdigit()]
        near = [
            (distance, alias)
            for alias in self._typable
            if abs(len(alias) - len(word)) <= allowed
            and alias[0] in word[:2]
            and [c for c in alias if c.isdigit()] == digits
            and (distance := OSA.distance(word, alias, score_cutoff=allowed)) <= allowed
        ]
        return min(near)[1] if near else None


def _aliases(catalogue: Catalogue) -> Iterator[tuple[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    for name, families in catalogue.ambiguous.items():
        models = tuple(m.id for family in families for m in catalogue.of_family(family))
        yield fold(name), (families, models)
    for family in catalogue.families.values():
        models = tuple(record.id for record in family.models)
        for name in (family.name, family.id, *family.aliases):
            yield fold(name), ((family.id,), models)
    for model in catalogue.models.values():
        for name in (model.name, model.id, *model.record.aliases):
            yield fold(name), ((model.family.id,), (model.id,))

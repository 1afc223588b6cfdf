"""The evidence of a verdict made ready for the check: parts that each say one thing of some models."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answer import Evidence, Kind, Verdict
from bot.clauses import Clause, Group, split_clauses
from bot.entities import Lexicon, Named, languages
from bot.partial_names import PartialNames
from bot.polarity import Said, said
from knowledge.articles import sentences
from knowledge.dates import DateMention, blank, dates
from knowledge.mention import Mention
from knowledge.names import Names
from knowledge.quantities import Quantity, quantities

_FIGURE_BEHIND = re.compile(r"\s\d+$")
_OF_A_FIGURE = re.compile(r"\s?(?:%|percent|points?|questions?|[道分个名种])")
_LEADING = re.compile(
    r"[\W_]*(?:(?:by|in) contrast|相比之下|但|而|不过|and|but|while|whereas|the)?[\W_]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A clause of the evidence: what it says, of which records (none: of no model), in which line."""

    clause: Clause
    line: int
    kind: Kind
    source: int
    subjects: Group
    organisations: tuple[Named, ...]
    licences: tuple[Named, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return self.clause.text

    @cached_property
    def said(self) -> Said:
        """What it affirms and denies."""
        return said(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its figures outside the names of models."""
        return quantities(self.text, [m.span for m in self.clause.named])

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Its dates."""
        return dates(self.text, [m.span for m in self.clause.named])

    @cached_property
    def languages(self) -> frozenset[str]:
        """The natural languages that it names."""
        return languages(blank(self.text, (m.span for m in self.clause.named)))

    def about(self, models: Group) -> bool:
        """Whether it speaks of any of these records, or of no model in particular."""
        return not models or not self.subjects or bool(self.subjects & models)


@dataclass(frozen=True)
class Grounds:
    """All that a verdict stands on, and the groups of records that "both" means in it."""

    verdict: Verdict
    names: Names

    @cached_property
    def lexicon(self) -> Lexicon:
        """The spellings of licences and makers."""
        return Lexicon(self.names.catalogue)

    @cached_property
    def partial(self) -> PartialNames:
        """The parts of names that stand for the models of the answer."""
        return PartialNames(self.names.catalogue, self.verdict.models)

    @cached_property
    def every(self) -> tuple[Group, ...]:
        """The records of the answer by family; of one family alone, each by itself."""
        models = self.verdict.models
        families: dict[str, set[str]] = {}
        for model in models:
            families.setdefault(self.names.catalogue.models[model].family.id, set()).add(model)
        if len(families) == 1:
            return tuple(frozenset({model}) for model in models)
        return tuple(frozenset(group) for group in families.values())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every clause of the evidence, in its order."""
        return tuple(
            part for n, e in enumerate(self.verdict.evidence) for part in self._parts_of(n, e)
        )

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The models that a text names; a licence and a maker are no models."""
        plain = self.lexicon.without_licences(text)
        found = [_trimmed(text, m) for m in self.names.find(plain)]
        kept = [m for m in found if not self.lexicon.is_maker(text, m)]
        hidden = [m.span for m in found if m not in kept]
        return self.partial.find(blank(plain, hidden), kept)

    def _parts_of(self, line: int, evidence: Evidence) -> Iterator[Part]:
        for sentence in sentences(evidence.text):
            current = evidence.subjects
            for clause in split_clauses(sentence.text, self.mentions(sentence.text), ()):
                current = _current(clause, evidence.subjects, current)
                yield Part(
                    clause,
                    line,
                    evidence.kind,
                    evidence.source,
                    current,
                    self.lexicon.organisations(clause.text, clause.named),
                    self.lexicon.licences(clause.text),
                )


def _trimmed(text: str, mention: Mention) -> Mention:
    """A name without the figure that only stands behind it: ChatGPT 90 %."""
    figure = _FIGURE_BEHIND.search(mention.text)
    if figure is None or mention.known or not _OF_A_FIGURE.match(text, mention.end):
        return mention
    end = mention.start + figure.start()
    return replace(mention, end=end, text=text[mention.start : end])


def _current(clause: Clause, subjects: Group, current: Group) -> Group:
    """The records that a clause of the evidence is about: its own where it opens with their name."""
    named = [m for m in clause.named if m.known and m not in clause.than]
    if not named:
        return current
    models = frozenset(m for mention in named for m in mention.models)
    if not subjects or models & subjects:
        return (models & subjects) or models
    opens = clause.text[named[0].end :].lstrip()
    possessive = opens.startswith(("'s", "’s", "的", ":", "："))
    leads = _LEADING.fullmatch(clause.text[: named[0].start])
    return models if leads and not possessive else current


def relevant(parts: Sequence[Part], clause: Clause) -> list[Part]:
    """The parts that may support a clause: what the article gets wrong only where it is its own."""
    kinds = ("claim", "passage") if clause.of_article else ("fact", "passage", "estimate")
    return [p for p in parts if p.kind in kinds and p.about(clause.models)]

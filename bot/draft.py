"""A verdict in the making: lines for the reader, evidence for the check, numbers for the sources."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.answer import Evidence, Kind, Ledger, Reference, Verdict
from bot.render import markdown
from bot.wording import pick
from knowledge.articles import Article
from knowledge.catalogue import Catalogue, Model
from knowledge.record import Claim, Fact


@dataclass
class Draft:
    """Collects what one verdict says, in one language."""

    catalogue: Catalogue
    language: str
    lines: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    corrected: set[str] = field(default_factory=set)  # ids of the mistakes that were told already

    def say(self, en: str, zh: str) -> str:
        """The wording in the answer's language."""
        return pick(self.language, en, zh)

    def state(
        self,
        text: str,
        reference: Reference,
        subjects: Iterable[str],
        kind: Kind = "fact",
        corrected: str = "",
    ) -> Evidence:
        """Put a sentence on record as evidence; returns it with the number of its source."""
        evidence = Evidence(
            text, self.ledger.number(reference), kind, frozenset(subjects), corrected
        )
        if evidence not in self.evidence:
            self.evidence.append(evidence)
        return evidence

    def state_fact(
        self, text: str, model: Model, fact: Fact[Any], subjects: Iterable[str]
    ) -> Evidence:
        """Put a sentence on record that says what `fact` of `model` says."""
        source = model.source(fact)
        return self.state(text, Reference.of(source), subjects)

    def state_correction(self, claim: Claim) -> str:
        """Put the correction of a mistake that was just quoted on record; returns the line to show."""
        self.corrected.add(claim.id)
        source = self.catalogue.claim_source(claim)
        reference = Reference.of(source)
        right = self.state(claim.correct[self.language], reference, self._subjects(claim))
        return "⚠ " + self.say(
            f"{self._judged(claim)}: {right.cited()}", f"{self._judged(claim)}：{right.cited()}"
        )

    def state_claim(self, claim: Claim, article: Article) -> str:
        """Put a mistake of the article and its correction on record; returns the line to show."""
        self.corrected.add(claim.id)
        said = self.say(f"The article says: {claim.article.en}", f"文章说：{claim.article.zh}")
        subjects = self._subjects(claim)
        told = self.state(
            said,
            article_reference(article, self._section(claim)),
            subjects,
            "claim",
            claim.correct[self.language],
        )
        source = self.catalogue.claim_source(claim)
        right = self.state(claim.correct[self.language], Reference.of(source), subjects)
        verdict = self._judged(claim)
        return self.say(
            f"⚠ {_stop(told.text, '.')} [{told.source}] — {verdict}: {right.cited()}",
            f"⚠ {_stop(told.text, '。')}[{told.source}] —— {verdict}：{right.cited()}",
        )

    def _judged(self, claim: Claim) -> str:
        if claim.severity == "A":
            return self.say("that is wrong", "有误")
        return self.say("that needs a correction", "需要订正")

    def _section(self, claim: Claim) -> str:
        owners = [f.section for f in self.catalogue.families.values() if claim in f.claims]
        return owners[0] or "" if owners else ""

    def verdict(self, kind: Any, models: Iterable[str] = (), *, abstained: bool = False) -> Verdict:
        """The finished verdict."""
        return Verdict(
            kind=kind,
            text=markdown(self.lines),
            evidence=tuple(self.evidence),
            references=tuple(self.ledger.references),
            models=tuple(dict.fromkeys(models)),
            abstained=abstained,
        )

    def _subjects(self, claim: Claim) -> tuple[str, ...]:
        if claim.model:
            return (claim.model,)
        owner = [f for f in self.catalogue.families.values() if claim in f.claims]
        return tuple(record.id for family in owner for record in family.models)


def article_reference(article: Article, anchor: str) -> Reference:
    """The article, or a section of it, as a source."""
    place = f"knowledge/articles/{article.path.parent.name}/{article.path.name}"
    return Reference(article.title, f"{place}#{anchor}" if anchor else place, article.published)


def _stop(text: str, stop: str) -> str:
    return text if text.endswith((".", "。", "!", "?", "！", "？", "”", '"')) else text + stop

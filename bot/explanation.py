"""How an answer came about: what was understood, who was weighed, what it rests on, what was dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.answer import Evidence, Reference, Verdict
from bot.offers import offer
from bot.prose import Prose
from bot.tongue import Tongue
from bot.understanding import Understanding
from knowledge.catalogue import Catalogue
from knowledge.chunk import Hit


@dataclass(frozen=True)
class Weighed:
    """A model held against the demands: whether it qualifies, and the demands that it fails."""

    model: str
    outcome: str  # qualifies, close, unknown or eliminated
    demands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A passage that was retrieved, with its fused score and what each of the two searches gave."""

    document: str
    heading: str
    score: float
    similarity: float
    keywords: float


@dataclass(frozen=True)
class Explanation:
    """All that `--explain` shows, as plain data."""

    language: str  # of the fixed words
    prose_language: str
    traditional: bool
    intent: str
    by_model: bool  # the chat model told the intent, where the rules left it open
    models: tuple[str, ...]
    unknown: tuple[str, ...]
    fields: tuple[str, ...]
    demands: str  # as understood, in words
    passages: tuple[Passage, ...]
    relevance_floor: float | None
    candidates: tuple[Weighed, ...]
    evidence: tuple[Mapping[str, Any], ...]
    points: tuple[str, ...]
    kept: tuple[str, ...]
    dropped: tuple[Mapping[str, str], ...]
    timings_ms: Mapping[str, float]

    def to_json(self) -> dict[str, Any]:
        """The explanation as the JSON that the README describes."""
        return asdict(self)


def explained(
    asked: Understanding,
    tongue: Tongue,
    catalogue: Catalogue,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    verdict: Verdict,
    prose: Prose,
    timings: Mapping[str, float],
    *,
    by_model: bool,
) -> Explanation:
    """The explanation of an answer, from what its steps left behind."""
    return Explanation(
        language=tongue.fixed,
        prose_language=tongue.prose,
        traditional=tongue.traditional,
        intent=asked.intent,
        by_model=by_model,
        models=asked.models,
        unknown=asked.unknown,
        fields=asked.fields,
        demands=asked.constraints.echo(asked.language, catalogue),
        passages=tuple(_passage(hit) for hit in hits),
        relevance_floor=floor.get(asked.language),
        candidates=tuple(_weighed(asked, catalogue)) if verdict.kind == "choice" else (),
        evidence=tuple(_evidence(e, verdict.references) for e in verdict.evidence),
        points=tuple(point.text for point in verdict.points),
        kept=tuple(prose.kept),
        dropped=tuple({"text": one.text, "reason": one.reason} for one in prose.dropped),
        timings_ms=timings,
    )


def _passage(hit: Hit) -> Passage:
    heading = " › ".join(hit.chunk.heading)
    scores = (round(number, 3) for number in (hit.score, hit.dense, hit.keyword))
    return Passage(hit.chunk.document, heading, *scores)


def _weighed(asked: Understanding, catalogue: Catalogue) -> list[Weighed]:
    picked = offer(catalogue, asked).picked
    return [
        *(Weighed(c.model.id, "qualifies") for c in picked.qualifying),
        *(Weighed(c.model.id, "close", c.close) for c in picked.close),
        *(Weighed(c.model.id, "unknown", c.open) for c in picked.unsure),
        *(Weighed(c.model.id, "eliminated", c.fails) for c in picked.eliminated),
    ]


def _evidence(evidence: Evidence, references: Sequence[Reference]) -> dict[str, Any]:
    source = references[evidence.source - 1]
    return {
        "text": evidence.text,
        "kind": evidence.kind,
        "models": sorted(evidence.subjects),
        "source": evidence.source,
        "title": source.title,
        "url": source.place,
    }

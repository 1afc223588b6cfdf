"""What the team's own documents say on a question: quoted by title and heading, held against the records.

A document that contradicts a record is shown beside it as a conflict and never preferred in
silence; what it says there is no evidence for the prose.
"""

import re
from collections.abc import Mapping, Sequence

from bot.answer import Ledger, Reference, Verdict
from bot.claims import Claim, judged_claims
from bot.draft import Draft
from bot.understanding import Understanding
from bot.wording import label
from knowledge.articles import plain, sentences
from knowledge.chunk import Chunk, Hit
from knowledge.names import Names
from knowledge.stems import content_stems

MOST_QUOTED = 2  # chunks
MOST_SENTENCES = 3  # of a chunk, where it is prose
ABOVE_FLOOR = 0.02  # similarity by which a chunk must pass what off-topic questions reach
IN_WORDS = (
    0.5  # share of a question's own words that a chunk holds, from which it is about the same
)
BESIDE = 0.7  # the same, where the records answer already and the chunk only adds to them
_ELSEWHERE = ("greeting", "self", "choice", "future", "errata")  # what no document decides
_OWN = re.compile(
    r"\b(?:our|my|the team'?s|internal|company'?s?)\b|\b(?:documents?|docs|polic(?:y|ies)|guidelines?) (?:say|allow|forbid|require)"
    r"|我们(?:的|公司|团队|部门|自己)?.{0,8}(?:文档|政策|规定|制度|评测|测试|报告|资料|文件|实验|要求)|内部|公司(?:规定|政策)|(?:文档|资料|报告)(?:里|中|上)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(\d+)\]")


def split_hits(hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The hits in what was shipped, and those in the team's own documents."""
    own = tuple(hit for hit in hits if hit.chunk.kind == "document")
    return tuple(hit for hit in hits if hit not in own), own


def with_documents(
    verdict: Verdict,
    asked: Understanding,
    hits: Sequence[Hit],
    floor: Mapping[str, float],
    names: Names,
) -> Verdict:
    """A verdict with what the team's documents say on the same question; instead of a refusal, that alone.

    Where the question is about the team's own documents, they come first.
    """
    if asked.intent in _ELSEWHERE:
        return verdict
    wanted = _OWN.search(asked.text) is not None
    about = [hit for hit in hits if _speaks(hit, asked, floor, names, wanted, verdict.abstained)]
    if not about:
        return verdict
    draft = Draft(names.catalogue, asked.language, ledger=Ledger(list(verdict.references)))
    draft.lines.append(draft.say("From your documents:", "您的文档中："))
    for hit in about[:MOST_QUOTED]:
        _quote(draft, hit.chunk, asked, names)
    told = draft.verdict("passages", verdict.models)
    alone = verdict.abstained and not verdict.evidence
    texts = (told.text, verdict.text) if wanted else (verdict.text, told.text)
    return Verdict(
        kind="passages" if alone else verdict.kind,
        text=told.text if alone else "\n\n".join(texts),
        evidence=(*verdict.evidence, *told.evidence),
        references=told.references,
        models=verdict.models,
        abstained=False,
    )


def _speaks(
    hit: Hit,
    asked: Understanding,
    floor: Mapping[str, float],
    names: Names,
    wanted: bool,
    alone: bool,
) -> bool:
    """Whether a chunk is about what is asked, and not merely near it."""
    text = hit.chunk.embedded_text
    if asked.models and not {m for n in names.find(text) for m in n.models} & set(asked.models):
        return False
    above = hit.dense - floor.get(hit.chunk.language, 1.0)
    if wanted:
        return above > -ABOVE_FLOOR or hit.keyword >= IN_WORDS
    if above < ABOVE_FLOOR and hit.keyword < IN_WORDS:
        return False
    own = content_stems(asked.text)
    held = own & content_stems(text)
    return len(held) >= (IN_WORDS if alone else BESIDE) * max(1, len(own))


def _quote(draft: Draft, chunk: Chunk, asked: Understanding, names: Names) -> None:
    reference = Reference(_called(chunk), chunk.path, chunk.date or None)
    for text in _passages(chunk, asked, names):
        wrong = [
            c for c in judged_claims(text, names, draft.language) if c.verdict == "contradicted"
        ]
        subjects = {m for mention in names.find(text) for m in mention.models}
        said = draft.state(text, reference, subjects, "claim" if wrong else "passage")
        draft.lines.append("> " + said.cited().replace("\n", "\n> "))
        for claim in wrong:
            draft.lines.append(_conflict(draft, claim))


def _conflict(draft: Draft, claim: Claim) -> str:
    title, _, place = claim.source.rpartition(", ")
    number = draft.ledger.number(Reference(title or claim.source, place if title else ""))
    field = label(claim.field, draft.language)
    return "⚠ " + draft.say(
        f"Conflict: of {claim.model} ({field}) your document says “{claim.claimed}”, the record {claim.known} [{number}]. The record decides here.",
        f"冲突：关于 {claim.model} 的{field}，您的文档写的是“{claim.claimed}”，记录是 {claim.known} [{number}]。这里以记录为准。",
    )


def _passages(chunk: Chunk, asked: Understanding, names: Names) -> list[str]:
    """The chunk's sentences that hold most of the question's words, or a table whole."""
    # A number in brackets would read as one of our own citations.
    said = _BRACKETED.sub(r"(\1)", plain(chunk.text))
    if re.search(r"^\s*\|", said, re.MULTILINE):
        return [said]
    wanted = content_stems(asked.text)
    every = [s.text for s in sentences(said) if _concerns(s.text, asked, names)] or [said]
    ranked = sorted(range(len(every)), key=lambda n: -len(wanted & content_stems(every[n])))
    return [every[n] for n in sorted(ranked[:MOST_SENTENCES])]


def _concerns(text: str, asked: Understanding, names: Names) -> bool:
    """Whether a sentence names none but the models that are asked for."""
    named = {m for mention in names.find(text) for m in mention.models}
    return not asked.models or not named or bool(named & set(asked.models))


def _called(chunk: Chunk) -> str:
    return " › ".join(part for part in (chunk.title, *chunk.heading) if part)

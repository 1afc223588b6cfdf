"""What the article says: the sentences that answer, each with its correction where it is wrong."""

from collections.abc import Iterator, Mapping, Sequence

from bot.draft import Draft, article_reference
from knowledge.articles import Article, Section, Sentence
from knowledge.chunk import Hit
from knowledge.keywords import tokens
from knowledge.stems import stem

MOST_SENTENCES = 3
# Above the similarity that off-topic questions reach, by this much, a passage is taken as relevant;
# a little below it, only with this much of the question in its words.
CLEARLY = 0.03
NEARLY = -0.02
WORDS = 0.35
# Share of a question's own terms (weighed by rarity) that a model's section must hold to answer it.
COVERED = 0.45


def relevant(hits: Sequence[Hit], floor: Mapping[str, float], language: str) -> tuple[Hit, ...]:
    """The hits that speak of the question, best first."""
    least = floor.get(language, 1.0)
    return tuple(
        hit
        for hit in hits
        if hit.dense >= least + CLEARLY or (hit.dense >= least + NEARLY and hit.keyword >= WORDS)
    )


def state_passage(draft: Draft, article: Article, section: Section, terms: Sequence[str], within: str = "") -> None:
    """Add the sentences of a section that hold `terms`; `within` narrows it to a passage."""
    chosen = _best([s for s in section.sentences if not within or s.text in within] or list(section.sentences), terms)
    subjects = _subjects(draft, section)
    for sentence in chosen:
        draft.lines += _stated(draft, article, section, sentence, subjects)


def state_heads(draft: Draft, article: Article, anchor: str, each: int = 2) -> None:
    """Add every heading below an anchor with its first sentences, as a list."""
    for number, section in enumerate(article.below(anchor), start=1):
        reference = article_reference(article, section.anchor)
        text = ("" if article.language == "zh" else " ").join(s.text for s in section.sentences[1 : 1 + each])
        evidence = draft.state(text, reference, (), "passage")
        draft.lines.append(f"{number}. **{section.headings[-1]}** {evidence.cited()}")
        for claim in dict.fromkeys(c for s in section.sentences[1 : 1 + each] for c in s.claims):
            draft.lines[-1] += " " + draft.state_correction(draft.catalogue.claims[claim])


def covered(section: Section, terms: Sequence[str], everything: Sequence[Section]) -> float:
    """The share of `terms` that a section holds, each weighed by how few sections hold it."""
    asked = {stem(term) for term in terms}
    if not asked:
        return 0.0
    vocabularies = [_stems(s) for s in everything]
    own = _stems(section)
    weight = {t: 1.0 / (1 + sum(t in v for v in vocabularies)) for t in asked}
    return sum(w for t, w in weight.items() if t in own) / sum(weight.values())


def _stems(section: Section) -> set[str]:
    text = " ".join((section.headings[-1], *(s.text for s in section.sentences)))
    return {stem(t) for t in tokens(text)}


def _best(sentences: Sequence[Sentence], terms: Sequence[str]) -> list[Sentence]:
    """Up to three sentences that hold most of `terms`, in their order; the first ones where none does."""
    asked = {stem(t) for t in terms}
    shares = [len(asked & {stem(t) for t in tokens(s.text)}) for s in sentences]
    if not any(shares):
        return list(sentences[:MOST_SENTENCES])
    least = max(1.0, max(shares) / 2)
    ranked = sorted((n for n, share in enumerate(shares) if share >= least), key=lambda n: -shares[n])
    return [sentences[n] for n in sorted(ranked[:MOST_SENTENCES])]


def _stated(draft: Draft, article: Article, section: Section, sentence: Sentence, subjects: Sequence[str]) -> Iterator[str]:
    if not sentence.claims:
        yield "> " + draft.state(sentence.text, article_reference(article, section.anchor), subjects, "passage").cited()
        return
    wrong = draft.state(sentence.text, article_reference(article, section.anchor), subjects, "claim")
    yield "> " + wrong.cited()
    for claim in sentence.claims:
        known = draft.catalogue.claims[claim]
        yield ">\n> " + draft.state_correction(known)


def _subjects(draft: Draft, section: Section) -> list[str]:
    families = [f for f in draft.catalogue.families.values() if f.section == section.anchor]
    return [record.id for family in families for record in family.models]

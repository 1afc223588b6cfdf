"""What the article says: the sentences that answer, each with its correction where it is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.draft import Draft, article_reference
from bot.understanding import Understanding
from knowledge.articles import Article, Section, Sentence
from knowledge.chunk import Hit
from knowledge.keywords import tokens
from knowledge.stems import stem

MOST_SENTENCES = 3
# A passage is taken as relevant where its similarity is above what off-topic questions reach, by
# this much; a little below it, only where the question speaks of language models at all, or where
# this much of the question stands in the passage.
CLEARLY = 0.03
BY_SENSE_ALONE = 0.08  # without a word of the field or of the passage, it takes this much
NEARLY = -0.03
WORDS = 0.35
# From this share of a question's own terms on, a section whose words fit beats one that is similar.
IN_WORDS = 0.6
# Share of a question's own terms (weighed by rarity) that a model's section must hold to answer it.
COVERED = 0.45
UNHELD = 0.5  # the most that a Chinese character weighs: it is half a word at best


_OF_THE_FIELD = re.compile(
    r"\b(?:models?|llms?|ai|open[- ]source|proprietary|chatbots?|transformers?|accura\w+|parameters?|train\w*)\b|模型|开源|专有|大语言|人工智能|聊天机器人|参数|训练|精度|准确",
    re.IGNORECASE,
)


def relevant(
    hits: Sequence[Hit], floor: Mapping[str, float], asked: Understanding
) -> tuple[Hit, ...]:
    """The hits that speak of the question, best first."""
    least = floor.get(asked.language, 1.0)
    spoken_of = of_the_field(asked)
    terms = {stem(term) for term in asked.residue}

    def speaks(hit: Hit) -> bool:
        if hit.dense >= least + CLEARLY:
            shared = terms & {stem(t) for t in tokens(hit.chunk.embedded_text)}
            return spoken_of or bool(shared) or hit.dense >= least + BY_SENSE_ALONE
        return hit.dense >= least + NEARLY and (spoken_of or hit.keyword >= WORDS)

    return tuple(hit for hit in hits if speaks(hit))


def of_the_field(asked: Understanding) -> bool:
    """Whether a question has words of what is known here."""
    return asked.from_article or bool(_OF_THE_FIELD.search(asked.text))


def by_words(article: Article, terms: Sequence[str]) -> tuple[Section, float]:
    """The section that holds most of the terms, and their share."""
    everything = list(article.sections.values())
    shares = [(covered(section, terms, everything), section) for section in everything]
    share, section = max(shares, key=lambda pair: pair[0])
    return section, share


def state_passage(
    draft: Draft, article: Article, section: Section, terms: Sequence[str], within: str = ""
) -> None:
    """Add the sentences of a section that hold `terms`; `within` narrows it to a passage."""
    fresh = [
        s for s in section.sentences if not s.claims or not draft.corrected.issuperset(s.claims)
    ]
    chosen = _best([s for s in fresh if not within or s.text in within] or fresh, terms)
    subjects = _subjects(draft, section)
    for sentence in chosen:
        draft.lines += _stated(draft, article, section, sentence, subjects)


def state_section(draft: Draft, article: Article, section: Section, within: str = "") -> None:
    """Add all sentences of a section, or of a passage of it."""
    subjects = _subjects(draft, section)
    for sentence in section.sentences:
        if not within or sentence.text in within:
            draft.lines += _stated(draft, article, section, sentence, subjects)


def state_sentences(
    draft: Draft, article: Article, section: Section, sentences: Sequence[Sentence]
) -> None:
    """Add some sentences of a section, each with its correction where it is wrong."""
    subjects = _subjects(draft, section)
    for sentence in sentences:
        draft.lines += _stated(draft, article, section, sentence, subjects)


def state_heads(draft: Draft, article: Article, anchor: str, each: int = 2) -> None:
    """Add every heading below an anchor with its first sentences, as a list."""
    for number, section in enumerate(article.below(anchor), start=1):
        reference = article_reference(article, section.anchor)
        text = ("" if article.language == "zh" else " ").join(
            s.text for s in section.sentences[1 : 1 + each]
        )
        evidence = draft.state(text, reference, (), "passage")
        draft.lines.append(f"{number}. **{section.headings[-1]}** {evidence.cited()}")
        for claim in dict.fromkeys(c for s in section.sentences[1 : 1 + each] for c in s.claims):
            draft.lines[-1] += " " + draft.state_correction(draft.catalogue.claims[claim])


def covered(section: Section, terms: Sequence[str], everything: Sequence[Section]) -> float:
    """The share of `terms` that a section holds, each weighed by how few sections hold it.

    Of pairs of Chinese characters, those that merely bridge two words stand nowhere: a character
    counts as held where either of its pairs is.
    """
    asked = {stem(term) for term in terms}
    if not asked:
        return 0.0
    vocabularies = [_stems(s) for s in everything]
    own = _stems(section)
    weight = {t: 1.0 / (1 + sum(t in v for v in vocabularies)) for t in asked}
    latin = [t for t in asked if t.isascii()]
    held = {c for t in asked - set(latin) if t in own for c in t}
    characters = {
        c: min(UNHELD, *(weight[t] for t in asked if c in t), UNHELD)
        for t in asked - set(latin)
        for c in t
    }
    total = sum(weight[t] for t in latin) + sum(characters.values()) / 2
    return (
        sum(weight[t] for t in latin if t in own)
        + sum(w for c, w in characters.items() if c in held) / 2
    ) / total


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
    ranked = sorted(
        (n for n, share in enumerate(shares) if share >= least), key=lambda n: -shares[n]
    )
    return [sentences[n] for n in sorted(ranked[:MOST_SENTENCES])]


def _stated(
    draft: Draft, article: Article, section: Section, sentence: Sentence, subjects: Sequence[str]
) -> Iterator[str]:
    if not sentence.claims:
        yield (
            "> "
            + draft.state(
                sentence.text, article_reference(article, section.anchor), subjects, "passage"
            ).cited()
        )
        return
    wrong = draft.state(
        sentence.text, article_reference(article, section.anchor), subjects, "claim"
    )
    yield "> " + wrong.cited()
    for claim in sentence.claims:
        if claim not in draft.corrected:
            yield ">\n> " + draft.state_correction(draft.catalogue.claims[claim])


def _subjects(draft: Draft, section: Section) -> list[str]:
    families = [f for f in draft.catalogue.families.values() if f.section == section.anchor]
    return [record.id for family in families for record in family.models]

"""What a text claims of models, each claim held against the records: supported, contradicted, unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from bot.characters import is_traditional, simplified, traditional
from bot.claim_amounts import amounts
from bot.claim_assertion import HELD_IN, Assertion
from bot.claim_commerce import commerce
from bot.claim_context import readings
from bot.claim_dates import releases
from bot.claim_hub import hub_ids
from bot.claim_judge import Verdict, cited, judge
from bot.claim_languages import languages
from bot.claim_licences import licences
from bot.claim_makers import makers
from bot.claim_memory import fits
from bot.claim_mistakes import repeated
from bot.claim_mood import asks, cites, refuted, supposed, tried
from bot.claim_needs import needs
from bot.claim_pairs import owned
from bot.claim_relations import bases, comparisons
from bot.claim_subjects import Reading
from bot.claim_text import Statement, statements
from bot.claim_wording import claimed
from bot.claim_words import kinds
from knowledge.articles import plain
from knowledge.mention import Mention
from knowledge.names import Names

SCRIPT_SHOWS = 20_000  # characters, of which the script of a text can be told


@dataclass(frozen=True)
class Claim:
    """One claim of a text: where it stands, of which model and field, what is known, the verdict.

    `known` and `source` are empty where the records hold nothing on it.
    """

    sentence: str
    model: str
    field: str
    claimed: str
    known: str
    verdict: Verdict
    source: str

    def to_json(self) -> dict[str, str]:
        """The claim for programs."""
        return asdict(self)


def judged_claims(
    text: str, names: Names, language: str | None = None, default_models: Sequence[str] = ()
) -> tuple[Claim, ...]:
    """Every claim of a text that can be judged, in its order.

    `language` is that of what is known ("en" or "zh"); else the text's own. `default_models` are
    the records that a text is about before it names any.
    """
    spoken = language or language_of(text)
    said = statements(plain(text), lambda cell: bool(names.find(cell)))
    in_traditional = is_traditional(text[:SCRIPT_SHOWS])
    if in_traditional:
        said = tuple(_simplified(statement) for statement in said)
    found = (
        _in_traditional(claim) if in_traditional and spoken == "zh" else claim
        for statement, reading in readings(said, names, default_models)
        for claim in _of_statement(statement, reading, names, spoken)
    )
    return tuple(dict.fromkeys(found))


def _simplified(statement: Statement) -> Statement:
    """A statement that is read in simplified characters and shown as it was written."""
    headings = tuple(map(simplified, statement.headings))
    return replace(statement, said=simplified(statement.said), headings=headings)


def _in_traditional(claim: Claim) -> Claim:
    return replace(claim, claimed=traditional(claim.claimed), known=traditional(claim.known))


def language_of(text: str) -> str:
    """The language of a text: "zh" where a tenth of its characters are Chinese, else "en"."""
    wide = sum("\u3400" <= character <= "\u9fff" for character in text)
    return "zh" if wide * 10 > len(text.strip()) else "en"


def _of_statement(
    statement: Statement, reading: Reading, names: Names, language: str
) -> Iterator[Claim]:
    if asks(statement.said) or cites(statement.said) or refuted(statement.said):
        return
    found: list[Claim] = []
    asserted = sorted(_asserted(reading, names), key=lambda a: (a.start, a.end))
    for said, of in owned(asserted, reading):
        if supposed(reading, said) or tried(reading, said):
            continue
        for mention in of.group:
            judged = judge(said, mention, names.catalogue, language, sure=of.sure)
            if judged is None:
                continue
            found.append(
                Claim(
                    statement.text,
                    _called(mention, names),
                    HELD_IN.get(said.field, said.field),
                    claimed(said, reading.said, language),
                    judged.known,
                    judged.verdict,
                    judged.source,
                )
            )
    found += [
        Claim(
            statement.text,
            _called(mention, names),
            mistake.field,
            statement.text,
            mistake.correct,
            "contradicted",
            cited(mistake.source),
        )
        for mistake in repeated(reading, names, language)
        for mention in mistake.group[:1]
    ]
    yield from _settled(found)


def _settled(found: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a sentence, but for what it says of the same field beside the right value.

    A second date of a model that is dated rightly is one of something else: its weights, its paper.
    """
    right = {(c.model, c.field) for c in found if c.verdict == "supported"}
    for claim in found:
        beside = claim.verdict == "contradicted" and (claim.model, claim.field) in right
        if not beside or claim.field in ("commercial_use", "languages", "attention"):
            yield claim


def _asserted(reading: Reading, names: Names) -> Iterator[Assertion]:
    yield from amounts(reading)
    yield from releases(reading)
    yield from licences(reading, names.catalogue)
    yield from commerce(reading)
    yield from languages(reading)
    yield from kinds(reading)
    yield from makers(reading, names.catalogue.developers)
    yield from bases(reading)
    yield from comparisons(reading)
    yield from fits(reading, names.catalogue)
    yield from needs(reading)
    yield from hub_ids(reading)


def _called(mention: Mention, names: Names) -> str:
    if len(mention.models) == 1:
        return names.catalogue.models[mention.models[0]].name
    if len(mention.families) == 1 and len(names.catalogue.of_family(mention.families[0])) == len(
        mention.models
    ):
        return names.catalogue.families[mention.families[0]].name
    return mention.text

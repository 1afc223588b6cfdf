"""Names that may mean much: settled on what answers best, and the reader is told how."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.understanding import Understanding
from bot.wording import enumerate_names, pick
from knowledge.catalogue import Catalogue
from knowledge.mention import Mention

MANY = 8  # records; of more, an answer on each would be a list and no answer
# Here the exceptions of a line matter most, so all of it is answered for.
_WHOLE = frozenset({"licence", "commercial_use"})
NAMED = 8


def settled(
    mentions: Sequence[Mention], fields: Sequence[str], catalogue: Catalogue, *, of_article: bool
) -> tuple[Mention, ...]:
    """The mentions, those of a whole line narrowed to its newest family or to the article's."""
    return tuple(_settled(m, fields, catalogue, of_article=of_article) for m in mentions)


def _settled(
    mention: Mention, fields: Sequence[str], catalogue: Catalogue, *, of_article: bool
) -> Mention:
    if len(mention.models) <= MANY or len(mention.families) < 2 or _WHOLE & set(fields):  # noqa: PLR2004 - a line has several families
        return mention
    told = tuple(f for f in mention.families if catalogue.families[f].section)
    kept = told if of_article and told else mention.families[:1]
    models = tuple(m for m in mention.models if catalogue.models[m].family.id in kept)
    return replace(mention, families=kept, models=models, of=mention.families)


def notes(asked: Understanding, catalogue: Catalogue) -> Iterator[str]:
    """What the reader should know of how the names were taken."""
    language = asked.language
    for mention in asked.mentions:
        said = mention.text.strip()
        if mention.known and not mention.exact:
            taken = enumerate_names(_names(mention, catalogue), language)
            yield pick(language, f"“{said}” was taken for {taken}.", f"“{said}”按 {taken} 理解。")
        if mention.of:
            kept = enumerate_names([catalogue.families[f].name for f in mention.families], language)
            others = [catalogue.families[f].name for f in mention.of if f not in mention.families]
            listed = pick(language, ", ", "、").join(others[:NAMED])
            yield pick(
                language,
                f"“{said}” may mean {len(mention.of)} families; this is about {kept}. Name another for it: {listed}.",
                f"“{said}”可能指 {len(mention.of)} 个系列；以上说的是 {kept}。其他系列请点名：{listed}。",
            )


def _names(mention: Mention, catalogue: Catalogue) -> list[str]:
    if len(mention.models) == 1:
        return [catalogue.models[mention.models[0]].name]
    return [catalogue.families[family].name for family in mention.families[:NAMED]]

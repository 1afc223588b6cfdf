"""The kind of answer that a question wants, by rules in the order of their rank."""

from dataclasses import replace

from bot import intents
from bot.constraints import Constraints
from bot.kinds import kind_by_wording
from bot.understanding import Intent, Understanding
from knowledge.catalogue import Catalogue


def intent_of(u: Understanding, bare: str, catalogue: Catalogue) -> Intent:
    """The kind of answer wanted; the order of the rules is their rank."""
    several = len(u.families) + len(u.unknown) > 1 or len(u.mentions) > 1
    if intents.GREETING.match(u.text):
        return "greeting"
    if intents.SELF.search(bare):
        return "self"
    if worded := kind_by_wording(u, bare, catalogue):
        return worded
    if u.future:
        return "future"
    if intents.ADVICE.search(bare) and not u.mentions and not u.constraints:
        return "advice"
    if u.topic:
        return "passages"
    news = intents.NEWS.search(bare) and not u.constraints.without(
        "developer"
    )  # else it is what to work on
    if not u.from_article and (intents.PRICE.search(bare) or news):
        return "price"
    if intents.ERRATA.search(u.text):
        return "errata"
    if u.extreme and not several:
        return "superlative"
    if several and (intents.COMPARE.search(bare) or u.extreme):
        return "comparison"
    if len(u.families) > 1 and not (u.fields or u.uses or u.from_article or u.not_held):
        return "comparison"
    if not u.models and set(u.fields) <= {"commercial_use"} and intents.BENEFITS.search(bare):
        return "benefits"
    if u.mentions:
        if u.fields:
            return "fact"
        return "passages" if u.residue or u.uses or u.from_article else "overview"
    if u.constraints.developer and set(u.fields) <= {"released", "developer"}:
        return "choice"
    if intents.LIST.search(bare) and not u.constraints:
        return "list"
    wanted = u.constraints
    if (
        wanted
        and not intents.DEFINITION.search(bare)
        and not (u.from_article and not intents.CHOICE.search(bare))
        and (_plain(wanted) or intents.MODELS.search(bare))
    ):
        return "choice"
    if intents.CHOICE.search(bare) or (wanted and intents.LIST.search(bare)):
        return "choice"
    several = len([c for c in vars(wanted).values() if c not in (None, ())]) > 1
    if several and (wanted.commercial is not None or (wanted.task and not u.from_article)):
        return "choice"
    return "passages"


def _plain(wanted: Constraints) -> bool:
    """Whether demands by themselves show that models are asked for: more than a language or a purpose."""
    vague = replace(
        wanted,
        languages=(),
        no_languages=(),
        commercial=None if wanted.commercial else wanted.commercial,
        task=None,
        developer=None,
    )
    return bool(vague)


def of_the_future(bare: str, as_of: str) -> bool:
    """Whether a question is about what comes after the month up to which the records go."""
    years = [int(year) for year in intents.YEAR.findall(bare)]
    return bool(intents.FUTURE.search(bare)) or any(year > int(as_of[:4]) for year in years)

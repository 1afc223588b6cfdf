"""Kinds of question that are told by their wording before any demand or field of them counts."""

from bot.definitions import find_defined
from bot.intents import BENEFITS
from bot.need import asks_for_need, is_generic
from bot.outside import outside
from bot.understanding import Intent, Understanding
from bot.why_not import WHY_NOT
from knowledge.catalogue import Catalogue


def _encoders(asked: Understanding, catalogue: Catalogue) -> bool:
    """Whether only encoders are named: what is asked is if one of them does instead of an LLM."""
    return all(catalogue.models[m].record.variant == "encoder" for m in asked.models)


def kind_by_wording(asked: Understanding, bare: str, catalogue: Catalogue) -> Intent | None:
    """What a question's wording makes it, or None; `bare` is its text without the names of models."""
    if outside(asked.text, named=bool(asked.mentions)):
        return "outside"
    if asked.models and asks_for_need(asked.text) and _encoders(asked, catalogue):
        return "need"
    if asked.models:
        return "why_not" if WHY_NOT.search(bare) and not asked.from_article else None
    unknown = [name for name in asked.unknown if not is_generic(name)]
    if not unknown and asks_for_need(asked.text) and not BENEFITS.search(asked.text):
        return "need"
    if any(not catalogue.glossary.find(name) for name in asked.unknown):
        return None
    return "definition" if find_defined(asked.text, catalogue) else None

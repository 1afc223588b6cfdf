"""Judges what is claimed in words against one record: licence, use, maker, base, kind, languages."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from bot.claim_assertion import Other
from bot.claim_notes import mentions_anywhere, texts
from bot.wording import LANGUAGE_NAMES
from knowledge.catalogue import Catalogue, Model
from knowledge.licences import Situation, may_use
from knowledge.mention import fold

Finding = Literal["agrees", "differs", "silent"]


def _licence(said: Sequence[str], model: Model, catalogue: Catalogue) -> Finding:
    fact = model.facts.licence
    assert fact is not None  # noqa: S101 - the caller has looked
    if set(said) & {licence.id for licence in model.licences} or fact.value in said:
        return "agrees"
    if any(other.value in said for other in fact.others):
        return "silent"
    own = [fold(n) for x in model.licences for n in (x.name, *x.aliases, x.id)]
    for name in said:
        licence = catalogue.licences.get(name)
        spelt = [fold(n) for n in (licence.name, *licence.aliases)] if licence else [fold(name)]
        if any(short in long for short in spelt for long in own):
            return "silent"  # MIT of a modified MIT: nearly what the record says
        if any(_wordless(a) == _wordless(b) for a in spelt for b in own):
            return "silent"  # the same licence in another version
    remarks = fold(" ".join(texts(model, "licence")))
    if any(
        fold(catalogue.licences[n].name if n in catalogue.licences else n) in remarks for n in said
    ):
        return "silent"
    return "differs"


def _wordless(name: str) -> str:
    return re.sub(r"[\d.]+", "", name)


def _commercial_use(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.commercial_use
    assert fact is not None  # noqa: S101 - the caller has looked
    claimed, held = said[0], fact.value
    if claimed == "no":
        return "agrees" if held == "no" else "differs"
    if claimed == "hosted":
        hosted = may_use(model.licences, Situation(hosted=True), multimodal=model.multimodal)
        return {"no": "differs", "yes": "agrees"}.get(hosted.answer, "silent")  # type: ignore[return-value]
    if claimed == "sold":
        return "differs" if held == "yes" else "agrees"
    if held == "no":
        return "differs" if claimed != "conditional" else "silent"
    if held == "yes":
        return "agrees"
    if claimed == "unconditional":
        return "differs"
    if claimed == "free":
        # Where a whole kind of business is shut out, whatever its size, "free" says too much.
        hosted = may_use(model.licences, Situation(hosted=True), multimodal=model.multimodal)
        return "differs" if hosted.answer == "no" else "agrees"
    return "agrees"


def _developer(said: Sequence[str], model: Model, catalogue: Catalogue) -> Finding:
    fact = model.facts.developer
    assert fact is not None  # noqa: S101 - the caller has looked
    made_by = catalogue.developer_of(model)
    if made_by and made_by.name in said:
        return "agrees"
    known = [catalogue.developers.get(name) for name in said]
    names = tuple(
        n
        for d, name in zip(known, said, strict=True)
        for n in ((d.name, *d.aliases) if d else (name,))
    )
    return "silent" if mentions_anywhere(model, names) else "differs"


def _base_model(said: Other, model: Model, catalogue: Catalogue) -> Finding:
    fact = model.facts.base_model
    if fact and fact.value and fold(fact.value) in {fold(m.text) for m in said.group}:
        return "agrees"
    meant = {m for mention in said.group for m in mention.models}
    if not meant:
        return "silent"
    families = {catalogue.models[m].family.id for m in meant}
    if model.family.id in families:
        return "agrees" if fact and fact.value in meant else "silent"
    if fact is None or fact.value is None:
        return "differs" if _made_later(meant, model, catalogue) else "silent"
    seen: set[str] = set()
    at: str | None = fact.value
    while at is not None and at not in seen:
        seen.add(at)
        base = catalogue.models.get(at)
        if at in meant or at in families or (base and base.family.id in families):
            return "agrees"
        of = base or next((m for m in catalogue.models.values() if m.family.id == at), None)
        at = of.facts.base_model.value if of and of.facts.base_model else None
    lines = {catalogue.models[m].family.line for m in meant}
    unrecorded = seen - catalogue.models.keys() - {m.family.id for m in catalogue.models.values()}
    if any(fold(name).startswith(line) for line in lines for name in unrecorded):
        return "silent"  # a base without a record, of the line that is named
    names = tuple(catalogue.models[m].family.name for m in meant)
    return "silent" if mentions_anywhere(model, names) else "differs"


def _made_later(meant: set[str], model: Model, catalogue: Catalogue) -> bool:
    """Whether every model that is meant came out after the one that is said to be made from it."""
    mine = model.facts.released and model.facts.released.value
    theirs = [catalogue.models[m].facts.released for m in meant]
    days = [fact.value for fact in theirs if fact and fact.value]
    return bool(
        mine and days and len(days) == len(theirs) and all(day[:7] > mine[:7] for day in days)
    )


def _architecture(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.architecture
    assert fact is not None  # noqa: S101 - the caller has looked
    claimed, held = said[0], fact.value
    if claimed == held or (claimed == "decoder" and held == "mixture-of-experts"):
        return "agrees"
    if claimed == "dense":
        return "agrees" if held == "decoder" else "silent" if held == "encoder" else "differs"
    remarks = " ".join(texts(model, "architecture")).lower()
    if claimed == "mixture-of-experts" and re.search(r"mixture|moe|experts|混合专家", remarks):
        return "silent"
    return "differs"


def _attention(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.attention
    assert fact is not None  # noqa: S101 - the caller has looked
    shape = fact.value
    assert shape is not None  # noqa: S101 - the caller has looked
    if said[0] == shape.kind:
        return "agrees"
    if shape.of or not shape.heads or not shape.kv_heads:
        return "silent" if shape.kind != "latent" else "differs"
    kinds = {shape.heads: "multi-head", 1: "multi-query"}
    kind = kinds.get(shape.kv_heads, "grouped-query")
    if said[0] == kind:
        return "agrees"
    if {said[0], kind} == {"multi-query", "grouped-query"}:
        return "silent"  # the one is the other with a single group, and is so called with several
    return (
        "differs"
        if said[0] in ("grouped-query", "multi-query", "latent")
        and shape.kind in (None, *kinds.values(), "grouped-query")
        else "silent"
    )


def _gate(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.gate
    access = " ".join(texts(model, "access")).lower()
    held = fact.value if fact else None
    if held is None and model.facts.access and re.search(r"request|申请", access):
        held = "request"
    if held is None:
        return "silent"
    if said[0] == "none":
        return "differs" if held == "request" else "agrees"
    return "agrees" if held == "request" else "differs" if held == "none" else "silent"


def _language(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.languages
    assert fact is not None  # noqa: S101 - the caller has looked
    spoken = fact.value
    assert spoken is not None  # noqa: S101 - the caller has looked
    if said[0] in spoken.codes:
        return "agrees"
    if not spoken.codes or (spoken.count or 0) > len(spoken.codes):
        return "silent"
    return "silent" if _told_beside(said[0], model) else "differs"


def _told_beside(code: str, model: Model) -> bool:
    remarks = [part.lower() for text in texts(model, "languages") for part in _PARTS.split(text)]
    named = [part for part in remarks for name in LANGUAGE_NAMES[code] if name.lower() in part]
    return any(not _DENIES.search(part) for part in named)


_PARTS = re.compile(r"[.;。；]")
_DENIES = re.compile(r"\bnot\b|\bno\b|\bout of\b|不|未")


def _only(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.languages
    assert fact is not None  # noqa: S101 - the caller has looked
    spoken = fact.value
    assert spoken is not None  # noqa: S101 - the caller has looked
    many = spoken.count or len(spoken.codes)
    if many <= 1:
        return "agrees" if tuple(said) == spoken.codes else "silent"
    return "differs"


def _hub_id(said: Sequence[str], model: Model, _: Catalogue) -> Finding:
    fact = model.facts.hub_id
    assert fact is not None  # noqa: S101 - the caller has looked
    held = [(fact.value or "").lower(), *(a.lower() for a in model.record.aliases if "/" in a)]
    claimed = said[0].lower()
    if claimed in held:
        return "agrees"
    # The maker may have given a variant an id that no record has.
    makers = {name.partition("/")[0] for name in held}
    return "silent" if claimed.partition("/")[0] in makers else "differs"


KINDS: Mapping[str, Callable[[Any, Model, Catalogue], Finding]] = {
    "licence": _licence,
    "commercial_use": _commercial_use,
    "developer": _developer,
    "base_model": _base_model,
    "architecture": _architecture,
    "attention": _attention,
    "gate": _gate,
    "languages": _language,
    "languages_only": _only,
    "hub_id": _hub_id,
}

"""Which licences govern a model: its own, and those of the models that it was made from."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from knowledge.licence import Licence
from knowledge.record import CommercialUse, Fact, Facts, Text


def inherited(
    model: str,
    facts: Mapping[str, Facts],
    first_of: Mapping[str, str],
    maker: Callable[[Facts], str | None],
) -> tuple[str, ...]:
    """The identifiers of the licences that govern a model, its own first, each once.

    `facts` is by record; `first_of` names a record of each family, as a base may be a family;
    `maker` names the developer. Who owns the base may license what was made of it anew, as
    DeepSeek did with R1; anybody else hands on the terms of the base.
    """
    return tuple(dict.fromkeys(_chain(model, facts, first_of, maker)))


def _chain(
    model: str,
    facts: Mapping[str, Facts],
    first_of: Mapping[str, str],
    maker: Callable[[Facts], str | None],
) -> Iterator[str]:
    seen: set[str] = set()
    at: str | None = model
    licensed_by = None
    while at is not None and at not in seen:
        seen.add(at)
        held = facts[at]
        if licensed_by is None or maker(held) != licensed_by:
            for fact in (held.licence, held.base_licence):
                if fact is not None and fact.value is not None:
                    yield fact.value
                    licensed_by = maker(held)
        base = held.base_model.value if held.base_model else None
        at = base if base in facts else first_of.get(base or "")


def inherited_use(licences: Sequence[Licence]) -> Fact[CommercialUse]:
    """Whether commercial use is allowed: what the strictest of the licences says, and why."""
    deciding = min(licences, key=lambda licence: _STRICTEST_FIRST.index(licence.commercial))
    clauses = [clause for clause in deciding.clauses if clause.kind != "notice"]
    note = None
    if clauses:
        note = Text(
            en=f"{deciding.name}: {'; '.join(c.en for c in clauses)}.",
            zh=f"{deciding.name}：{'；'.join(c.zh for c in clauses)}。",
        )
    # "unknown" becomes None as it does in every record.
    return Fact[CommercialUse].model_validate(
        {
            "value": deciding.commercial,
            "source": deciding.id,
            "confidence": deciding.confidence,
            "note": note,
        }
    )


_STRICTEST_FIRST = ("no", "unknown", "conditional", "yes")

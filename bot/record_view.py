"""A record as data for programs and as text for readers: every value with its source."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from bot.reasons import CATEGORY_NAMES
from bot.standing import Standing
from bot.wording import enumerate_names, label, other_value, pick, short_count, value
from knowledge.catalogue import Catalogue, Model
from knowledge.licences import Situation, may_use, state
from knowledge.memory import Memory, estimate
from knowledge.record import FIELDS, UNKNOWN, Source
from knowledge.running import how_to_run

# What everybody asks: that it is unknown is told as well.
_CORE = (
    "developer",
    "released",
    "parameters",
    "architecture",
    "context",
    "training_tokens",
    "training_data",
    "languages",
    "licence",
    "commercial_use",
    "gate",
    "benchmark",
    "attention",
    "hub_id",
    "ollama",
)


def record_data(model: Model, catalogue: Catalogue) -> dict[str, object]:
    """A record for JSON: each field with value, source, confidence, and what other sources say."""
    running = how_to_run(model)
    permission = may_use(model.licences, Situation(), multimodal=model.multimodal)
    made_by = catalogue.developer_of(model)
    rated = catalogue.ratings.models.get(model.id)
    return {
        "id": model.id,
        "name": model.name,
        "family": model.family.id,
        "line": model.family.line,
        "variant": model.record.variant,
        "aliases": list(model.record.aliases),
        "as_of": model.family.as_of,
        "own": model.own,
        "superseded_by": superseded_by(model),
        "countries": list(made_by.countries) if made_by else UNKNOWN,
        "facts": {name: _fact(model, name) for name in FIELDS},
        "commercial_use": {
            "answer": permission.answer,
            "licences": [licence.id for licence in model.licences],
            "because": [
                {"licence": licence.id, "kind": clause.kind, "en": clause.en, "zh": clause.zh}
                for licence, clause in permission.because
                if clause
            ],
        },
        "ratings": {
            "date": catalogue.ratings.date,
            "of": rated.of,
            "source": _source(catalogue.ratings.source),
            "values": {name: list(interval) for name, interval in rated.ratings.items()},
        }
        if rated
        else UNKNOWN,
        "memory_gib": [memory_data(one) for one in _memory(model)] or UNKNOWN,
        "run": {
            "command": running.command,
            "tool": running.tool,
            "needs": [need.en for need in running.needs],
        }
        if running
        else UNKNOWN,
    }


def memory_data(one: Memory) -> dict[str, object]:
    """An estimate of memory for JSON, with every term; what is unknown says so."""
    return {
        "parameters_billions": one.parameters,
        "bits": one.bits,
        "context": one.context,
        "parallel": one.parallel,
        "weights": round(one.weights, 2),
        "kv": UNKNOWN if one.kv is None else round(one.kv, 2),
        "low": round(one.low, 1),
        "high": UNKNOWN if one.high is None else round(one.high, 1),
    }


def superseded_by(model: Model) -> str | None:
    """What follows a model: a record where its file says so, else the family after its own."""
    return model.record.superseded_by or model.family.superseded_by


def record_text(model: Model, catalogue: Catalogue, language: str) -> str:
    """A record for readers: every known field with the number of its source, then the sources."""
    sources: dict[tuple[str, str], int] = {}
    lines = [f"{model.name} ({model.id})", model.family.about[language], ""]
    lines += [
        f"{label(name, language)}: {worded}"
        for name in FIELDS
        if (worded := _line(model, name, language, catalogue, sources))
    ]
    unknown = [label(name, language) for name in _CORE if _value(model, name) is None]
    if unknown:
        lines.append(
            pick(language, "unknown: ", "未知：") + pick(language, ", ", "、").join(unknown)
        )
    lines += [
        "",
        state(may_use(model.licences, Situation(), multimodal=model.multimodal), language),
    ]
    lines += _further(model, catalogue, language)
    lines += ["", pick(language, "Sources", "来源")]
    lines += [f"[{number}] {title} {url}" for (title, url), number in sources.items()]
    as_of = model.family.as_of
    lines.append(pick(language, f"Record as of {as_of}.", f"记录截至 {as_of}。"))
    return "\n".join(lines)


def _further(model: Model, catalogue: Catalogue, language: str) -> list[str]:
    """Ratings, what follows the model, and how to start it."""
    lines = []
    rated = catalogue.ratings.models.get(model.id)
    if rated:
        rating, low, high = rated.ratings["overall"]
        day = catalogue.ratings.date
        lines.append(
            pick(
                language,
                f"rating (people's votes, {rated.of}, {day}): {rating} ({low}–{high})",
                f"评分（众人投票，{rated.of}，{day}）：{rating}（{low}–{high}）",
            )
        )
    lines += [_memory_line(one, language) for one in _memory(model)]
    following = superseded_by(model)
    if following:
        name = _name_of(following, catalogue)
        lines.append(pick(language, f"superseded by {name}", f"后继：{name}"))
    running = how_to_run(model)
    if running:
        lines.append(pick(language, "to run it: ", "运行：") + running.command)
        lines += [
            pick(language, "  first: ", "  前提：") + need[language] for need in running.needs
        ]
    return lines


def _memory(model: Model) -> list[Memory]:
    """What each size of a model needs, in the precision that is usual for it."""
    sizes = (model.facts.parameters.value if model.facts.parameters else None) or ()
    return [one for size in sizes if (one := estimate(model, size)) is not None]


def _memory_line(one: Memory, language: str) -> str:
    """An estimate of memory with every term that it is made of."""
    zh = language == "zh"
    kv = pick(language, "unknown", "未知") if one.kv is None else f"{one.kv:.2f}"
    formula = f" ({one.formula[language]})" if one.formula else ""
    high = "+" if one.high is None else f"–{one.high:.1f}"
    over = "" if one.overhead_high is None else f" + {one.overhead_low:.1f}–{one.overhead_high:.1f}"
    size = short_count(one.parameters)
    if zh:
        return (
            f"显存估算（{size}，{one.precision}，{one.context} token）：{one.low:.1f}{high} GiB"
            f" = 权重 {one.weights:.2f} + KV 缓存 {kv}{formula}{over and over + ' 开销'}"
        )
    return (
        f"memory, estimated ({size}, {one.precision}, {one.context} tokens): {one.low:.1f}{high} GiB"
        f" = weights {one.weights:.2f} + KV cache {kv}{formula}{over and over + ' overhead'}"
    )


def _name_of(identifier: str, catalogue: Catalogue) -> str:
    model = catalogue.models.get(identifier)
    return model.name if model else catalogue.families[identifier].name


def _value(model: Model, name: str) -> object:
    fact = getattr(model.facts, name)
    return None if fact is None else fact.value


def _line(
    model: Model,
    name: str,
    language: str,
    catalogue: Catalogue,
    sources: dict[tuple[str, str], int],
) -> str | None:
    worded = value(model, name, language, catalogue)
    if worded is None:
        return None
    fact = getattr(model.facts, name)
    source = model.source(fact)
    number = sources.setdefault((source.title, source.url), len(sources) + 1)
    parts = [f"{worded} [{number}]"]
    if fact.confidence != "high":
        doubt = {"medium": ("medium confidence", "可信度中"), "low": ("low confidence", "可信度低")}
        parts.append(f"({doubt[fact.confidence][language == 'zh']})")
    if fact.note:
        parts.append(f"– {fact.note[language]}")
    for other in fact.others:
        where = model.family.sources[other.source]
        number = sources.setdefault((where.title, where.url), len(sources) + 1)
        other_said = other_value(model, name, other, language, catalogue)
        said = pick(language, f"another source says {other_said}", f"另一来源称 {other_said}")
        parts.append(f"– {said} [{number}]: {other.why[language]}")
    return " ".join(parts)


def _fact(model: Model, name: str) -> Mapping[str, object]:
    fact = getattr(model.facts, name)
    if fact is None:
        return {"value": UNKNOWN}
    data: dict[str, object] = {
        "value": UNKNOWN if fact.value is None else _plain(fact.value),
        "source": _source(model.source(fact)),
        "confidence": fact.confidence,
    }
    if fact.date:
        data["date"] = fact.date
    if fact.note:
        data["note"] = fact.note.model_dump()
    if fact.others:
        data["others"] = [
            {
                "value": _plain(other.value),
                "source": _source(model.family.sources[other.source]),
                "confidence": other.confidence,
                "why": other.why.model_dump(),
            }
            for other in fact.others
        ]
    return data


def _source(source: Source) -> dict[str, object]:
    return source.model_dump(exclude_none=True)


def _plain(held: Any) -> object:
    return held.model_dump(exclude_none=True) if isinstance(held, BaseModel) else held


def standing_text(one: Standing | None, catalogue: Catalogue, language: str) -> str:
    """On what evidence a model stands where it stands."""
    if one is None:
        return pick(language, "not rated, nor its line", "本身和同系列均无评分")
    category = pick(language, one.category, CATEGORY_NAMES[one.category])
    if not one.carried:
        return pick(
            language,
            f"rated {one.rating:.0f} ({one.low:.0f}–{one.high:.0f}), {category}",
            f"评分 {one.rating:.0f}（{one.low:.0f}–{one.high:.0f}），{category}",
        )
    name = enumerate_names([catalogue.models[one.of].name], language)
    return pick(
        language,
        f"~{one.rating:.0f} carried from {name}, {category}; itself not rated",
        f"约 {one.rating:.0f}（由同系列 {name} 推得，{category}；本身无评分）",
    )

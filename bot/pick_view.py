"""A pick as data for programs and as text for readers: who stands where, by which rule and evidence."""

from collections.abc import Sequence

from bot.candidates import Candidate
from bot.pick import Pick
from bot.reasons import REASONS, rule
from bot.record_view import memory_data, standing_text
from bot.wording import COMMERCIAL, pick, short_count
from knowledge.catalogue import Catalogue
from knowledge.devices import Device
from knowledge.running import how_to_run
from knowledge.speed import Speed, estimate_speed

SHOWN = 10
NAMED = 6


def pick_data(picked: Pick, catalogue: Catalogue) -> dict[str, object]:
    """A pick for JSON: understood, qualifying, eliminated, relaxations, order."""
    return {
        "understood": picked.wanted.echo("en", catalogue),
        "qualifying": [_data(c, catalogue, picked.wanted.device) for c in picked.qualifying],
        "close": [_brief(c, c.close) for c in picked.close],
        "unknown": [_brief(c, c.open) for c in picked.unsure],
        "eliminated": [_brief(c, c.fails) for c in picked.eliminated],
        "relaxations": [
            {"without": r.without, "qualifying": [c.model.id for c in r.qualifying]}
            for r in picked.relaxations
        ],
        "order": {
            "rule": rule(picked, "en"),
            "category": picked.category,
            "ratings_as_of": catalogue.ratings.date,
        },
        "as_of": catalogue.as_of,
    }


def _brief(candidate: Candidate, names: Sequence[str]) -> dict[str, object]:
    return {"id": candidate.model.id, "by": list(names)}


def _speed(candidate: Candidate, device: Device | None) -> Speed | None:
    if device is None or candidate.memory is None:
        return None
    return estimate_speed(candidate.model, candidate.memory, device)


def _speed_data(candidate: Candidate, device: Device | None) -> object:
    speed = _speed(candidate, device)
    if speed is None:
        return "unknown"
    low = "unknown" if speed.low is None else round(speed.low, 1)
    return {"low": low, "high": round(speed.high, 1), "estimate": True}


def _data(candidate: Candidate, catalogue: Catalogue, device: Device | None) -> dict[str, object]:
    model, memory, one = candidate.model, candidate.memory, candidate.standing
    running = how_to_run(model)
    licence = model.facts.licence.value if model.facts.licence else None
    use = model.facts.commercial_use.value if model.facts.commercial_use else None
    return {
        "id": model.id,
        "name": model.name,
        "licence": licence or "unknown",
        "commercial_use": use or "unknown",
        "memory_gib": memory_data(memory) if memory else "unknown",
        "speed_tokens_per_second": _speed_data(candidate, device),
        "evidence": {
            "category": one.category,
            "rating": round(one.rating),
            "interval": [round(one.low), round(one.high)],
            "of": one.of,
            "carried": one.carried,
        }
        if one
        else "unknown",
        "why": standing_text(one, catalogue, "en"),
        "run": running.command if running else "unknown",
    }


def pick_text(picked: Pick, catalogue: Catalogue, language: str) -> str:
    """A pick for readers."""
    echo = picked.wanted.echo(language, catalogue) or pick(language, "no demands", "没有条件")
    lines = [pick(language, "Understood as: ", "理解为：") + echo]
    if picked.wanted.device and picked.wanted.device.assumed:
        lines.append("  " + picked.wanted.device.assumed[language])
    total = len(picked.candidates)
    number = len(picked.qualifying)
    lines.append(
        pick(
            language, f"{number} of {total} records qualify.", f"{total} 条记录中 {number} 条符合。"
        )
    )
    for place, candidate in enumerate(picked.qualifying[:SHOWN], 1):
        lines += _lines(place, candidate, catalogue, language, picked.wanted.device)
    if number > SHOWN:
        rest = number - SHOWN
        lines.append(
            pick(
                language,
                f"… and {rest} more (--json lists all)",
                f"……另有 {rest} 条（--json 可列出全部）",
            )
        )
    if number:
        lines.append(rule(picked, language))
    lines += _relaxations(picked, language)
    lines += _rest(picked, language)
    lines.append(
        pick(
            language,
            f"Catalogue as of {catalogue.as_of}; ratings as of {catalogue.ratings.date}.",
            f"目录截至 {catalogue.as_of}；评分截至 {catalogue.ratings.date}。",
        )
    )
    return "\n".join(lines)


def _lines(
    place: int,
    candidate: Candidate,
    catalogue: Catalogue,
    language: str,
    device: Device | None,
) -> list[str]:
    model, memory = candidate.model, candidate.memory
    licence = model.facts.licence
    use = model.facts.commercial_use.value if model.facts.commercial_use else None
    parts = [catalogue.licences[licence.value].name] if licence and licence.value else []
    if use:
        parts.append(pick(language, "commercial use ", "") + COMMERCIAL[use][language == "zh"])
    if memory:
        high = f"–{memory.high:.1f}" if memory.high is not None else "+"
        size = short_count(memory.parameters)
        parts.append(f"{size}, ~{memory.low:.1f}{high} GiB ({memory.precision})")
    speed = _speed(candidate, device)
    if speed:
        pace = (
            f"{speed.low:.0f}–{speed.high:.0f}" if speed.low is not None else f"≤{speed.high:.0f}"
        )
        parts.append(pick(language, f"~{pace} tokens/s (estimate)", f"约 {pace} token/s（估算）"))
    running = how_to_run(model)
    lines = [
        f"{place:>2}. {model.name} ({model.id})",
        "    " + " · ".join(parts),
        "    " + standing_text(candidate.standing, catalogue, language),
    ]
    if running:
        lines.append(f"    $ {running.command}")
    return lines


def _relaxations(picked: Pick, language: str) -> list[str]:
    if not picked.relaxations:
        return []
    lines = [pick(language, "What relaxing one demand would give:", "放宽一个条件的结果：")]
    for relaxed in picked.relaxations:
        reason = REASONS[relaxed.without][language == "zh"]
        names = [c.model.name for c in relaxed.qualifying[:NAMED]]
        listed = pick(language, ", ", "、").join(names)
        number = len(relaxed.qualifying)
        more = "" if number <= NAMED else " …"
        lines.append(
            pick(
                language,
                f"  without “{reason}”: {number} ({listed}{more})",
                f"  去掉“{reason}”：{number} 条（{listed}{more}）",
            )
        )
    return lines


def _rest(picked: Pick, language: str) -> list[str]:
    """Those at the edge, those that cannot be judged, and how many each demand rules out."""
    lines = []
    joint = pick(language, ", ", "、")
    for found, en, zh in (
        (picked.close, "Perhaps (at the edge of a demand)", "或许可以（接近条件的边界）"),
        (picked.unsure, "Cannot be judged for lack of data", "缺数据，无法判断"),
    ):
        if found:
            names = joint.join(c.model.name for c in found[:NAMED])
            more = f" … ({len(found)})" if len(found) > NAMED else ""
            lines.append(pick(language, f"{en}: {names}{more}", f"{zh}：{names}{more}"))
    if picked.eliminated:
        reasons = " · ".join(
            f"{REASONS[name][language == 'zh']} {number}" for name, number in picked.reasons.items()
        )
        out, total = len(picked.eliminated), len(picked.candidates)
        lines.append(
            pick(
                language,
                f"Ruled out {out} of {total}: {reasons}",
                f"排除 {out}/{total}：{reasons}",
            )
        )
    return lines

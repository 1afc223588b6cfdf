"""Comparing named models: a table with the rows that differ first, and extremes among models."""

from collections.abc import Iterator, Sequence

from bot.draft import Draft
from bot.facts import claim_lines, grouped, names_of
from bot.memory_facts import state_memory
from bot.understanding import Understanding
from bot.wording import LABELS, enumerate_names, label, sentence, short_count, value
from knowledge.articles import Article
from knowledge.catalogue import Model
from knowledge.memory import PRECISIONS

ROWS = (
    "parameters",
    "commercial_use",
    "licence",
    "context",
    "released",
    "developer",
    "languages",
    "architecture",
    "base_model",
    "training_tokens",
)
MOST_MODELS = 5
MOST_RANKED = 3


def compare(draft: Draft, asked: Understanding, article: Article) -> None:
    """Add a table of the models that are named, and the answer where one property decides."""
    columns = _columns(draft, asked)
    left_out = [_head(draft, column) for column in columns[MOST_MODELS:]]
    columns = columns[:MOST_MODELS]
    if asked.extreme:
        rank(draft, [m for column in columns for m in column], asked.extreme, named=True)
    wanted = [name for name in asked.fields if name in LABELS] or (
        [asked.extreme[0]] if asked.extreme else []
    )
    fields = wanted or list(ROWS)
    rows = [(name, [_cell(draft, column, name) for column in columns]) for name in fields]
    known = [(name, cells) for name, cells in rows if any(cells)]
    known.sort(key=lambda row: len(set(row[1])) == 1)  # rows that differ first; the sort is stable
    heads = [_head(draft, column) for column in columns]
    draft.lines.append("| | " + " | ".join(heads) + " |")
    draft.lines.append("|---|" + "---|" * len(heads))
    unknown = draft.say("unknown", "未知")
    for name, cells in known:
        draft.lines.append(
            f"| {label(name, draft.language)} | " + " | ".join(c or unknown for c in cells) + " |"
        )
    if left_out:
        others = enumerate_names(left_out, draft.language)
        draft.lines += [
            "",
            draft.say(
                f"At most {MOST_MODELS} are compared; left out: {others}.",
                f"最多同时比较 {MOST_MODELS} 个，未列出：{others}。",
            ),
        ]
    models = [m for column in columns for m in column]
    extra = claim_lines(draft, models, fields, article, severities="A")
    if extra:
        draft.lines += ["", *extra]


def _columns(draft: Draft, asked: Understanding) -> list[list[Model]]:
    """The models of each mention; a mention of a family is one column."""
    columns: list[list[Model]] = []
    for mention in asked.mentions:
        column = [draft.catalogue.models[m] for m in mention.models]
        if column and column not in columns:
            columns.append(column)
    return columns


def _head(draft: Draft, column: Sequence[Model]) -> str:
    families = dict.fromkeys(model.family.id for model in column)
    return names_of(column, [m for f in families for m in draft.catalogue.of_family(f)], draft)


def _cell(draft: Draft, column: Sequence[Model], name: str) -> str:
    """The values of a field for a column's models, as evidence and as a table's cell."""
    if name == "memory":
        return "; ".join(_memory_cells(draft, column))
    groups = grouped(column, name, draft)
    cells = []
    for worded, group in groups.items():
        fact = getattr(group[0].facts, name)
        who = names_of(group, column, draft)
        evidence = draft.state_fact(
            sentence(who, name, worded, draft.language), group[0], fact, [m.id for m in group]
        )
        of = f" ({who})" if len(groups) > 1 or len(group) < len(column) else ""
        cells.append(f"{worded}{of} [{evidence.source}]")
    known = {m.id for group in groups.values() for m in group}
    unknown = [m for m in column if m.id not in known]
    if cells and unknown:
        unknown_of = names_of(unknown, column, draft)
        cells.append(draft.say(f"unknown ({unknown_of})", f"未知 ({unknown_of})"))
    return "; ".join(cells).replace("|", "/")


def _memory_cells(draft: Draft, column: Sequence[Model]) -> Iterator[str]:
    """What each size of a column's models needs in 4 bits, by estimate."""
    sizes = {
        p: m for m in reversed(column) if m.facts.parameters for p in m.facts.parameters.value or ()
    }
    for size, model in sorted(sizes.items()):
        stated = state_memory(draft, model, size)
        if stated is not None:
            evidence, needed = stated
            which = f"{short_count(size)}: " if len(sizes) > 1 else ""
            high = f"–{needed.high:.1f}" if needed.high is not None else "+"
            yield f"{which}{needed.low:.1f}{high} GiB ({PRECISIONS[needed.bits]}) [{evidence.source}]"


def rank(
    draft: Draft, models: Sequence[Model], extreme: tuple[str, bool], *, named: bool = False
) -> list[Model]:
    """Add the models that come first by a property; returns them, best first."""
    field, up = extreme
    measured = [(m, _measure(m, field, up=up)) for m in models]
    known = [(m, v) for m, v in measured if v is not None]
    known.sort(key=lambda pair: pair[1], reverse=up)
    best: list[tuple[Model, object]] = []
    for model, measure in known:
        if model.family.id not in {m.family.id for m, _ in best}:
            best.append((model, measure))
    shown = best[: MOST_MODELS if named else MOST_RANKED]
    if shown:
        draft.lines.append(
            draft.say(
                f"By {label(field, 'en')}, {_order_word(field, up, 'en')} first:",
                f"按{label(field, 'zh')}排，{_order_word(field, up, 'zh')}在前：",
            )
        )
    for place, (model, _) in enumerate(shown, start=1):
        worded = value(model, field, draft.language, draft.catalogue)
        fact = getattr(model.facts, field)
        evidence = draft.state_fact(
            sentence(model.name, field, worded or "", draft.language), model, fact, [model.id]
        )
        draft.lines.append(f"{place}. {evidence.cited()}")
    if shown:
        draft.lines.append("")
    return [model for model, _ in shown]


def beyond(
    models: Sequence[Model], named: Sequence[Model], extreme: tuple[str, bool]
) -> list[Model]:
    """The models that go beyond all the named ones by a property."""
    field, up = extreme
    bounds = [v for m in named if (v := _measure(m, field, up=up)) is not None]
    measured = [(m, _measure(m, field, up=up)) for m in models if m not in named]
    if not bounds:
        return []
    if up:
        return [m for m, v in measured if v is not None and v > max(bounds)]
    return [m for m, v in measured if v is not None and v < min(bounds)]


def _measure(model: Model, field: str, *, up: bool) -> float | None:
    """A model's place on a scale: a date counts as the number its digits make."""
    fact = getattr(model.facts, field)
    if fact is None or fact.value is None:
        return None
    if field == "parameters":
        return float(max(fact.value) if up else min(fact.value))
    if field == "languages":
        return float(fact.value.count or len(fact.value.codes))
    if field == "released":
        return float(fact.value.replace("-", "").ljust(8, "0"))
    return float(fact.value)


def _order_word(field: str, up: bool, language: str) -> str:
    words = {"released": (("newest", "最新"), ("oldest", "最早"))}.get(
        field, (("most", "最多的"), ("fewest", "最少的"))
    )
    return words[0 if up else 1][language == "zh"]

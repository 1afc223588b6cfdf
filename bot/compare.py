"""Comparing named models: a table with the rows that differ first, and extremes among models."""

import re
from collections.abc import Iterator, Sequence

from bot.answer import Reference
from bot.draft import Draft
from bot.facts import claim_lines, grouped, names_of
from bot.memory_facts import state_memory
from bot.pick import pick
from bot.ranking import rank
from bot.reasons import REASONS
from bot.record_view import standing_text
from bot.standing import category_of, standings
from bot.understanding import Understanding
from bot.wording import LABELS, enumerate_names, label, sentence, short_count
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
# Asks for more than the property it names.
# By demand, the row that shows how the models stand to it.
_SHOWN = {
    "memory_gb": "memory",
    "languages": "languages",
    "context": "context",
    "commercial": "commercial_use",
    "licences": "licence",
}
_BETTER = re.compile(
    r"\bbetter\b|\bbest\b|stronger|smarter|quality|更?强|更好|哪个好|谁好|厉害|效果|好用|聪明",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"differen|\bvs\.?\b|versus|compar|区别|差别|不同|对比|比较|不一样", re.IGNORECASE
)


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
    whole = not wanted or _DIFFERENCE.search(asked.text)
    fields = list(dict.fromkeys((*wanted, *(ROWS if whole else ()))))
    if len({m.record.variant for column in columns for m in column}) > 1:
        fields.append("tuning")
    fitting = list(_fitting(draft, asked, columns))
    draft.lines += fitting
    if fitting:
        held = [name for demand, name in _SHOWN.items() if getattr(asked.constraints, demand)]
        fields += [name for name in held if name not in fields]
    rows = [(name, [_cell(draft, column, name) for column in columns]) for name in fields]
    known = [(name, cells) for name, cells in rows if any(cells)]
    better = asked.constraints.languages or asked.constraints.task
    if better or _BETTER.search(asked.text):
        draft.lines += _ratings(draft, asked, columns)
    if not known:  # what was asked for is known of none
        lacking = enumerate_names([label(name, draft.language) for name in fields], draft.language)
        draft.lines.append(
            draft.say(
                f"My sources do not give the {lacking} of any of them. What they give:",
                f"我的资料没有给出它们的{lacking}。资料里有的：",
            )
        )
        rows = [(name, [_cell(draft, column, name) for column in columns]) for name in ROWS]
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


def _ratings(
    draft: Draft, asked: Understanding, columns: Sequence[Sequence[Model]]
) -> Iterator[str]:
    """Where people's votes put those compared, the best first: the one measure they share."""
    wanted = asked.constraints
    category = category_of(wanted.task, wanted.languages)
    all_standings = standings(draft.catalogue, category)
    models = [m for column in columns for m in column if m.id in all_standings]
    models.sort(key=lambda m: all_standings[m.id].rating, reverse=True)
    reference = Reference.of(draft.catalogue.ratings.source)
    told = []
    for model in models[:MOST_MODELS]:
        one = standing_text(all_standings[model.id], draft.catalogue, draft.language)
        text = draft.say(f"{model.name}: {one}.", f"{model.name}：{one}。")
        told.append(draft.state(text, reference, [model.id]).cited())
    unrated = [m.name for column in columns for m in column if m.id not in all_standings]
    if told and unrated:
        names = enumerate_names(unrated, draft.language)
        told.append(draft.say(f"Not rated: {names}.", f"没有评分：{names}。"))
    if told:
        yield draft.say("People's votes, the best first: ", "按众人评分，高者在前：") + " ".join(
            told
        )


def _fitting(
    draft: Draft, asked: Understanding, columns: Sequence[Sequence[Model]]
) -> Iterator[str]:
    """Who of those compared meets what was asked for besides, and by what the others fail."""
    if not asked.constraints:
        return
    picked = pick(draft.catalogue, asked.constraints, [m for column in columns for m in column])
    for candidate in picked.candidates:
        name = candidate.model.name
        reasons = candidate.fails or candidate.open or candidate.close
        told = enumerate_names(
            [REASONS[r][draft.language == "zh"] for r in reasons], draft.language
        )
        if candidate.qualifies:
            yield draft.say(f"- **{name}** meets what you ask for.", f"- **{name}** 符合您的条件。")
        elif candidate.fails:
            yield draft.say(f"- **{name}** fails on {told}.", f"- **{name}** 不符合：{told}。")
        else:
            yield draft.say(
                f"- **{name}**: not certain on {told}.", f"- **{name}**：{told}不能肯定。"
            )


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
    if name == "training_data" and (told := _published(draft, column)):
        return told
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


def _published(draft: Draft, column: Sequence[Model]) -> str:
    """Whether the training data of a column's family are published, as a table's cell."""
    known = draft.catalogue.openness.get(column[0].family.id)
    if known is None:
        return ""
    part = known.data == "partial"
    name = column[0].family.name
    text = draft.say(
        f"The training data of {name} are published{' in part' if part else ''}.",
        f"{name} 的训练数据{'部分' if part else ''}公开。",
    )
    stated = draft.state(text, Reference.of(known.source), [m.id for m in column])
    en, zh = ("published in part", "部分公开") if part else ("published", "公开")
    return f"{draft.say(en, zh)} [{stated.source}]"


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

"""Tables of models for a terminal: a line each, or field by field side by side."""

import unicodedata
from collections.abc import Sequence

from bot.wording import label, pick, short_count, value
from knowledge.catalogue import Catalogue, Model
from knowledge.record import FIELDS

WIDTH = 80
# Texts are for `show`; side by side they would not fit.
_LONG = frozenset({"training_data", "tuning", "access", "benchmark", "memory", "remark"})


def models_table(models: Sequence[Model], catalogue: Catalogue, language: str) -> str:
    """The models, a line each: id, size, context, licence, commercial use, release."""
    titles = pick(
        language,
        "id params context licence commerce released",
        "id 参数量 上下文 许可证 能否商用 发布日期",
    ).split()
    widths = (28, 9, 9, 15, 9, 10)  # WIDTH together
    lines = [_row(titles, widths)]
    lines += [_row(_cells(model, language), widths) for model in models]
    number = len(models)
    lines.append(
        pick(
            language,
            f"{number} of {len(catalogue.models)} records; catalogue as of {catalogue.as_of}.",
            f"共 {number}/{len(catalogue.models)} 条记录；目录截至 {catalogue.as_of}。",
        )
    )
    return "\n".join(lines)


def _cells(model: Model, language: str) -> list[str]:
    facts = model.facts
    sizes = (facts.parameters.value if facts.parameters else None) or ()
    unknown = pick(language, "unknown", "未知")
    context = facts.context.value if facts.context else None
    use = facts.commercial_use.value if facts.commercial_use else None
    return [
        model.id,
        _sizes(sizes) or unknown,
        str(context or unknown),
        (facts.licence.value if facts.licence else None) or unknown,
        COMMERCE[use][language == "zh"],
        (facts.released.value if facts.released else None) or unknown,
    ]


def _sizes(sizes: Sequence[float]) -> str:
    """The sizes of a record; of more than two, the first and the last."""
    worded = [short_count(size) for size in sizes]
    return "/".join(worded) if len(worded) < 3 else f"{worded[0]}–{worded[-1]}"  # noqa: PLR2004 - more do not fit


COMMERCE: dict[str | None, tuple[str, str]] = {
    "yes": ("yes", "可以"),
    "conditional": ("only if", "有条件"),
    "no": ("no", "不可"),
    None: ("unknown", "未知"),
}


def comparison_table(models: Sequence[Model], catalogue: Catalogue, language: str) -> str:
    """Field by field, those in which the models differ first; what is unknown says so."""
    unknown = pick(language, "unknown", "未知")
    rows: list[tuple[str, list[str]]] = []
    for name in FIELDS:
        if name in _LONG:
            continue
        worded = [value(model, name, language, catalogue) for model in models]
        if any(worded):
            rows.append((label(name, language), [w or unknown for w in worded]))
    rows.sort(key=lambda row: len(set(row[1])) == 1)  # a stable sort: those that differ first
    first = max(wide(title) for title, _ in rows) + 2 if rows else 2
    each = max(16, (WIDTH - first) // len(models))
    widths = (first, *[each] * len(models))
    lines = [_row(["", *(model.name for model in models)], widths)]
    lines += [line for title, cells in rows for line in _wrapped([title, *cells], widths)]
    as_of = catalogue.as_of
    lines.append(pick(language, f"Catalogue as of {as_of}.", f"目录截至 {as_of}。"))
    return "\n".join(lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One line; a cell that is too long keeps its beginning, the last one keeps all."""
    parts = [padded(cut(c, w - 1), w) for c, w in zip(cells[:-1], widths, strict=False)]
    return ("".join(parts) + cells[-1]).rstrip()


def _wrapped(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """As many lines as the longest cell needs."""
    columns = [_broken(cell, width - 1) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    return [
        "".join(
            padded(column[at] if at < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        ).rstrip()
        for at in range(height)
    ]


def _broken(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in _words(text):
        if line and wide(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        while wide(word) > width:
            head = cut(word, width, mark="")
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901 - what is left of it
        line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> list[str]:
    """Words with the space behind them; Chinese breaks anywhere."""
    words: list[str] = []
    for character in text:
        if words and words[-1][-1] != " " and wide(character) == 1 and wide(words[-1][-1]) == 1:
            words[-1] += character
        else:
            words.append(character)
    return words


def wide(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int, mark: str = "…") -> str:
    """The beginning of a text that fits into so many columns."""
    if wide(text) <= width:
        return text
    kept = ""
    for character in text:
        if wide(kept + character + mark) > width:
            break
        kept += character
    return kept + mark


def padded(text: str, width: int) -> str:
    """A text with spaces up to so many columns."""
    return text + " " * max(0, width - wide(text))

"""JSON, JSON Lines and YAML: lists of records into tables, all else into lines under its keys."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from indexer.document import Content
from indexer.outline import Outline
from indexer.record_files import are_records
from indexer.table import markdown_table
from indexer.text_mending import one_line
from knowledge.errors import DocumentError, RecordError
from knowledge.yaml_file import parse

_DEEPEST = 50  # lists and mappings in one another
_MOST = 2_000_000  # values; aliases of YAML can say one many times over
_HEADINGS = 4  # levels of keys that become headings
_NAMES = ("title", "name", "id", "question", "标题", "名称")
_DOCUMENTS = re.compile(r"^---\s*$", re.MULTILINE)


def convert_json(text: str) -> Content:
    """The content of a JSON text; raises `DocumentError` with the line where it is none."""
    try:
        return _content(_parsed(text))
    except json.JSONDecodeError as error:
        raise DocumentError(f"is no JSON: line {error.lineno}: {error.msg}.", "Mend it.") from error
    except RecursionError as error:
        raise _too_deep() from error


def convert_jsonl(text: str) -> Content:
    """The content of a text with a JSON value a line; raises `DocumentError` with the line."""
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                rows.append(_parsed(line))
            except json.JSONDecodeError as error:
                told = f"is no JSON Lines: line {number}: {error.msg}."
                raise DocumentError(told, "Mend that line.") from error
            except RecursionError as error:
                raise _too_deep() from error
    return _content(rows)


def convert_yaml(text: str) -> Content:
    """The content of a YAML text; raises `DocumentError` where it is none, or holds model records."""
    found = []
    for piece in _DOCUMENTS.split(text):
        try:
            found.append(parse(piece, Path("YAML")))
        except RecordError as error:
            raise DocumentError(f"cannot be read: {error.message}", error.hint) from error
    data = [one for one in found if one is not None]
    if any(map(are_records, data)):
        raise DocumentError(
            "holds model records, which the catalogue does not read yet.",
            "Name the file: `modelsage index add FILE`. Or move it into MODELSAGE_MODELS_FOLDER.",
        )
    return _content(data[0] if len(data) == 1 else data)


def _parsed(text: str) -> Any:
    """JSON with its numbers as they are written."""
    return json.loads(text, parse_float=str, parse_int=str)


def _content(data: Any) -> Content:
    left = _MOST
    for depth, _ in _values(data):
        left -= 1
        if depth > _DEEPEST:
            raise _too_deep()
        if left < 0:
            raise DocumentError(f"holds more than {_MOST:,} values.", "Split it.")
    outline = Outline()
    _tell(data, outline, 1)
    title = data.get("title") if isinstance(data, dict) else None
    return Content(outline.parts(), title=one_line(title) if isinstance(title, str) else "")


def _values(data: Any) -> Iterator[tuple[int, Any]]:
    waiting = [(0, data)]
    while waiting:
        depth, value = waiting.pop()
        yield depth, value
        if depth <= _DEEPEST:
            if isinstance(value, Mapping):
                waiting += ((depth + 1, one) for one in value.values())
            elif isinstance(value, list):
                waiting += ((depth + 1, one) for one in value)


def _tell(data: Any, outline: Outline, level: int) -> None:
    """Give what data say to the outline; their keys are headings as far as those go down."""
    if isinstance(data, Mapping):
        plain = {key: value for key, value in data.items() if _is_plain(value)}
        outline.block(
            "\n".join(f"{key}: {_word(value)}" for key, value in plain.items() if _word(value))
        )
        for key, value in data.items():
            if key not in plain and value:
                _below(str(key), value, outline, level)
    elif isinstance(data, list):
        if _is_table(data):
            keys = list(dict.fromkeys(key for row in data for key in row))
            rows = [[_word(row.get(key)) for key in keys] for row in data]
            outline.block(markdown_table([[str(key) for key in keys], *rows]))
        else:
            for one in filter(_is_plain, data):
                outline.block(_word(one))
            for number, one in enumerate(data, 1):
                if not _is_plain(one):
                    _below(_name(one) or str(number), one, outline, level)
    else:
        outline.block(_word(data))


def _below(name: str, value: Any, outline: Outline, level: int) -> None:
    outline.heading(min(level, _HEADINGS), one_line(name)[:200])
    _tell(value, outline, level + 1)


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(not isinstance(one, (Mapping, list)) for one in value)
    return not isinstance(value, Mapping)


def _is_table(rows: Sequence[Any]) -> bool:
    """Whether rows are records with about the same keys and plain, short values."""
    if len(rows) < 2 or not all(isinstance(row, Mapping) for row in rows):  # noqa: PLR2004 - one row is no table
        return False
    keys = {key for row in rows for key in row}
    filled = sum(len(row) for row in rows)
    return filled >= len(keys) * len(rows) / 2 and all(
        _is_plain(value) and len(_word(value)) <= 300  # noqa: PLR2004 - longer is prose
        for row in rows
        for value in row.values()
    )


def _name(data: Any) -> str:
    if isinstance(data, Mapping):
        for name in _NAMES:
            if isinstance(data.get(name), str):
                return str(data[name])
    return ""


def _word(value: Any) -> str:
    """A plain value as it is read."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(filter(None, map(_word, value)))
    return one_line(str(value))


def _too_deep() -> DocumentError:
    return DocumentError(f"nests more than {_DEEPEST} values in one another.", "Make it flatter.")

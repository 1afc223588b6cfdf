"""CSV and its kin, parted by commas, semicolons, tabs or bars, into a table."""

import csv
import io

from indexer.document import Content
from indexer.outline import Outline
from indexer.sheet import sheet_blocks
from knowledge.errors import DocumentError

_SAMPLE = 200  # lines that the delimiter is told from
_LONGEST = 10_000_000  # characters of a cell


def convert_csv(text: str) -> Content:
    """The content of a CSV text; raises `DocumentError` where it breaks the rules of quoting."""
    csv.field_size_limit(_LONGEST)
    outline = Outline()
    try:
        for block in sheet_blocks(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        ):
            outline.block(block)
    except csv.Error as error:
        raise DocumentError(f"is no CSV: {error}.", "Save it anew.") from error
    return Content(outline.parts())


def _delimiter(text: str) -> str:
    """The delimiter that gives most lines the same number of cells, and more than one."""
    lines = text.splitlines()[:_SAMPLE]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual), usual) if usual > 1 else (0, 0)

    return max(",;\t|", key=evenness)

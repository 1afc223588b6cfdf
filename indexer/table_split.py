"""Large tables into smaller ones, each with the head repeated."""

from collections.abc import Callable, Iterator

from indexer.table import cells


def split_table(table: str, size: int, width: Callable[[str], int]) -> Iterator[str]:
    """A Markdown table whole where its width is at most `size`, else by its rows, with its head.

    A row that is too wide by itself becomes lines of `head: cell`, and those are cut at `size`.
    """
    if width(table) <= size:
        yield table
        return
    head, rule, *rows = table.split("\n")
    names = cells(head)
    top = width(head) + width(rule) + 2
    begun: list[str] = []
    used = top
    for row in rows:
        if begun and used + width(row) + 1 > size:
            yield "\n".join((head, rule, *begun))
            begun, used = [], top
        if top + width(row) + 1 > size:
            yield from _told(names, cells(row), size, width)
        else:
            begun.append(row)
            used += width(row) + 1
    if begun or not rows:
        yield from _bounded("\n".join((head, rule, *begun)), size, width)


def _told(
    names: list[str], row: list[str], size: int, width: Callable[[str], int]
) -> Iterator[str]:
    """A row as lines of head and cell; each piece of them begins with the first, which names the row."""
    first, *rest = [
        f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell
    ] or [""]
    if width(first) > size // 4:
        yield from _bounded("\n".join((first, *rest)), size, width)
        return
    for piece in _bounded("\n".join(rest), size - width(first) - 1, width):
        yield f"{first}\n{piece}"


def _bounded(text: str, size: int, width: Callable[[str], int]) -> Iterator[str]:
    while width(text) > size:
        end = _fitting(text, size, width)
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def _fitting(text: str, size: int, width: Callable[[str], int]) -> int:
    """How many characters of a text fit, cut at a space where there is one near."""
    end = min(len(text), size)
    while width(text[:end]) > size:
        end -= max(1, (width(text[:end]) - size) // 2)
    space = text.rfind(" ", end * 3 // 4, end)
    return space + 1 if space > 0 else max(1, end)

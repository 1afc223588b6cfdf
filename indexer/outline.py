"""The parts of a document, gathered heading by heading and block by block."""

from indexer.document import Part


class Outline:
    """Takes headings and blocks in the order of a text, and gives them back as parts."""

    def __init__(self, headings: tuple[str, ...] = (), anchor: str = "") -> None:
        self._top = len(headings)
        self._trail = list(headings)
        self._levels = [0] * len(headings)
        self._anchor = anchor
        self._blocks: list[str] = []
        self._parts: list[Part] = []

    def heading(self, level: int, text: str, anchor: str = "") -> None:
        """Begin the part under a heading of a level from 1, the highest."""
        if not text:
            return
        self._close()
        while len(self._levels) > self._top and self._levels[-1] >= level:
            self._levels.pop()
            self._trail.pop()
        self._levels.append(level)
        self._trail.append(text)
        self._anchor = anchor or self._anchor

    def place(self, anchor: str) -> None:
        """Begin a part at another place under the same heading."""
        self._close()
        self._anchor = anchor

    def block(self, text: str) -> None:
        """Add a paragraph, a table or a list to the part."""
        if text:
            self._blocks.append(text)

    def parts(self) -> tuple[Part, ...]:
        """All parts that hold a text."""
        self._close()
        return tuple(self._parts)

    def _close(self) -> None:
        if self._blocks:
            self._parts.append(Part(tuple(self._trail), "\n\n".join(self._blocks), self._anchor))
            self._blocks = []

"""Names with a slip of the keys in them: letters left out, doubled, swapped or mistaken."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from knowledge.mention import Folded, Mention, overlaps
from knowledge.spellings import Meaning, Spellings, reads
from knowledge.strangers import is_meant

Narrowing = Callable[[str, int, int, Meaning], Mention | None]
# Words that a typing mistake away from a name are nevertheless just words.
_ORDINARY = re.compile(
    r"\b(?:blood|broom|gloom|boom|bloom(?:s|ing|ed)|falcons|alpacas|compact|general|generic|verts|alert|berth|"
    r"optic|options?|optional|opted|apt|gender|agents?|o?llamas|ollama|falconer|falconry|herbert|gallop|ballad|"
    r"commander|minimal|gamma|fallon|ebert|bernie|larger|largest|smaller|smallest)\b",
    re.IGNORECASE,
)
# No name begins or ends with these.
_EDGES = frozenset(
    "a an the is are was were be of in on at to for from by with and or can could does do did has have had will "
    "would should i we you it its this that which what who how why when where vs versus than not but use run get "
    "any all me my our your please tell about if so then based built derived made trained tuned".split()
)
_WORD = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*\+?|[\u3400-\u9fff]+")
_UNIT = re.compile(r"\d+(?:\.\d+)?(?:[kgtxhs]|gb|kb|tb|ms)", re.IGNORECASE)  # Qwen3 on 8G
_GAP = re.compile(r"[ \-_/:·,]{0,2}")  # between two words of one name
_MOST_WORDS = 9
_PLAIN_LETTERS = 5  # a name of fewer is one slip away from ordinary words (bert: best, beat)
_WITH_FIGURES = 4  # and three where no space parts them
_FOREIGN = 2  # characters and letters, of which the former are never mistaken
_LONG = 9  # letters; only where a shorter word begins as the name does, it is a slip for it
_TWO_SLIPS = 12  # letters; a name from here on may have two


@dataclass(frozen=True)
class _Row:
    """Words that may be one name: where it starts and ends, and without its first or last word."""

    start: int
    end: int
    second: int  # where the second word starts
    before_last: int  # where the last word but one ends


def misspelt(
    text: str, folded: Folded, exact: Sequence[Mention], spelt: Spellings, narrow: Narrowing
) -> Iterator[Mention]:
    """The names with a slip in `text`, where no name without one says as much.

    Of the rows of words that might be a name, the longest is taken. `narrow` gives the mention of
    a name with what stands behind it.
    """
    places = {origin: place for place, origin in enumerate(folded.origin)}
    near = cache(spelt.near)

    def written(start: int, end: int) -> str:
        return folded.text[places[start] : places[end - 1] + 1] if end > start else ""

    done = 0
    for row in _rows(text, spelt):
        if row.start < done:
            continue
        inside = [m for m in exact if overlaps(m.span, [(row.start, row.end)])]
        word = written(row.start, row.end)
        known, several = any(m.known for m in inside), row.second < row.end
        most = 1 if known or _letters(word) < _TWO_SLIPS else 2
        said = text[row.start : row.end]
        if not _may_be_a_name(said, word) or not _to_be_doubted(row, inside):
            continue
        if (known or not several) and _ORDINARY.search(said):
            continue
        far = several or len(word) >= _LONG or not (word.isalpha() and word.isascii())
        found = near(word, most, any_first=far)
        # What is as near without a word of the row is not a name with that word.
        shorter = (written(row.second, row.end), written(row.start, row.before_last))
        found = tuple(
            name
            for name in found
            if OSA.distance(word, name) < min(OSA.distance(less, name) for less in shorter)
            and name != word
            and ("," in name) == ("," in word)
            and reads(said, spelt.meant[name]) is not None
        )
        if not found:
            continue
        meaning = spelt.together(found)
        said_without = [m for m in inside if set(m.models) <= set(meaning.models)]
        if said_without and all(m.known for m in inside):
            continue
        mention = narrow(text, row.start, row.end, meaning)
        if mention is None or (not mention.known and known):
            continue
        if _is_owner(text, mention, exact) or not all(
            is_meant(n, text, row.start, row.end, narrowed=False) for n in found
        ):
            continue
        done = mention.end
        yield replace(mention, exact=False)


def _is_owner(text: str, mention: Mention, exact: Sequence[Mention]) -> bool:
    """Whether a name with a slip is only whose hub page the model behind it is on: Qwem/Qwen3-8B."""
    behind = [m for m in exact if m.start == mention.end + 1 and text[mention.end] == "/"]
    return any(not mention.known or set(m.models) <= set(mention.models) for m in behind)


def _rows(text: str, spelt: Spellings) -> Iterator[_Row]:
    """The rows of neighbouring words in a text, from left to right, the longer ones first."""
    words = [w.span() for w in _WORD.finditer(text)]
    for first, (begin, close) in enumerate(words):
        starts = [begin]
        if not text[begin].isascii():
            starts = [i for i in range(begin, close) if text[i] in spelt.foreign_first]
        for start in starts:
            few = words[first : first + _MOST_WORDS]
            yield from reversed(list(_from(text, few, start, spelt)))


def _from(
    text: str, words: Sequence[tuple[int, int]], start: int, spelt: Spellings
) -> Iterator[_Row]:
    ended = start
    second = 0
    for number, (begin, close) in enumerate(words):
        if number and not _GAP.fullmatch(text, ended, begin):
            return
        if number == 1:
            second = begin
        ends = [close]
        if not text[begin].isascii():
            within = range(max(begin, start), min(close, start + spelt.longest))
            ends = [i + 1 for i in within if text[i] in spelt.foreign_last or i + 1 == close]
        for end in ends:
            if end - start > 2 * spelt.longest:
                return
            yield _Row(start, end, second or end, ended)
        ended = close


def _letters(word: str) -> int:
    return sum(c.isalpha() for c in word)


def _may_be_a_name(said: str, word: str) -> bool:
    """Whether the words of a row are such that they may be a name with a slip."""
    needed = _PLAIN_LETTERS
    if any(c.isdigit() or not c.isascii() for c in word):
        # Foreign characters are as they must be, whatever the letters are.
        needed = _WITH_FIGURES if " " in said else _WITH_FIGURES - 1
        needed = needed if word.isascii() else _FOREIGN
    if _letters(word) < needed:
        return False
    parts = [w.group() for w in _WORD.finditer(said)]
    behind_space = parts[-1] if said.endswith(f" {parts[-1]}") else ""
    small = "" if behind_space.isupper() else behind_space
    return not (
        parts[0].lower() in _EDGES or _UNIT.fullmatch(behind_space) or small.lower() in _EDGES
    )


def _to_be_doubted(row: _Row, inside: Sequence[Mention]) -> bool:
    """Whether the names without a slip in a row leave room for one with a slip."""
    return all(
        row.start <= m.start
        and m.end <= row.end
        and (not m.other or m.end < row.end or row.start < m.start)
        and (not m.known or m.span != (row.start, row.end))
        for m in inside
    )

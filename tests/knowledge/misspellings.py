"""Names as fingers in a hurry write them: the figures stay, all else may slip."""

import random
from collections.abc import Callable, Mapping

from knowledge.catalogue import Catalogue
from knowledge.mention import fold

SEPARATORS = " -_/:"
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    key: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in ROWS for i, key in enumerate(row)
}


def names_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Every name of every record and family, and the records that it means.

    Where a family and one of its records are called the same, it means the record.
    """
    meant: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    for family in catalogue.families.values():
        for name in (family.name, family.id, *family.aliases):
            written[name] = fold(name)
            meant[fold(name)] = tuple(record.id for record in family.models)
    for model in catalogue.models.values():
        hub = model.facts.hub_id.value if model.facts.hub_id else None
        for name in (model.name, model.id, *model.record.aliases, *((hub,) if hub else ())):
            written[name] = fold(name)
            meant[fold(name)] = (model.id,)
    return {name: meant[folded] for name, folded in written.items()}


def _places(name: str, fits: Callable[[str], bool], *, first: int = 0) -> list[int]:
    return [i for i, c in enumerate(name) if i >= first and fits(c)]


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _swapped(name: str, chance: random.Random) -> str:
    pairs = [
        i
        for i in range(len(name) - 1)
        if _is_letter(name[i])
        and _is_letter(name[i + 1])
        and name[i].lower() != name[i + 1].lower()
    ]
    if not pairs:
        return name
    i = chance.choice(pairs)
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]


def _dropped(name: str, chance: random.Random) -> str:
    places = _places(name, _is_letter)
    i = chance.choice(places) if len(places) > 1 else None
    return name if i is None else name[:i] + name[i + 1 :]


def _doubled(name: str, chance: random.Random) -> str:
    places = _places(name, _is_letter)
    i = chance.choice(places) if places else None
    return name if i is None else name[:i] + name[i] + name[i:]


def _neighbouring(name: str, chance: random.Random) -> str:
    places = _places(name, _is_letter)
    if not places:
        return name
    i = chance.choice(places)
    key = chance.choice(NEIGHBOURS[name[i].lower()])
    return name[:i] + (key.upper() if name[i].isupper() else key) + name[i + 1 :]


def _unseparated(name: str, chance: random.Random) -> str:
    places = [
        i
        for i in _places(name, lambda c: c in SEPARATORS, first=1)
        if not (name[i - 1].isdigit() and name[i + 1 : i + 2].isdigit())
    ]
    i = chance.choice(places) if places else None
    return name if i is None else name[:i] + name[i + 1 :]


def _separated(name: str, chance: random.Random) -> str:
    places = [i for i in range(1, len(name)) if not {name[i - 1], name[i]} & set("0123456789.")]
    i = chance.choice(places) if places else None
    return name if i is None else name[:i] + chance.choice("- _") + name[i:]


def _otherwise_separated(name: str, chance: random.Random) -> str:
    return "".join(chance.choice(" -_") if c in " -_" else c for c in name)


def _otherwise_cased(name: str, chance: random.Random) -> str:
    return chance.choice((name.lower(), name.upper(), name.swapcase(), name.title()))


def _full_width(name: str, _: random.Random) -> str:
    return "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in name
    )


def _spaced_chinese(name: str, chance: random.Random) -> str:
    places = [i for i in range(1, len(name)) if not (name[i].isascii() and name[i - 1].isascii())]
    i = chance.choice(places) if places else None
    return name if i is None else name[:i] + " " + name[i:]


def _pointless(name: str, chance: random.Random) -> str:
    places = [i for i in _places(name, lambda c: c == ".", first=1) if name[i - 1].isdigit()]
    i = chance.choice(places) if places else None
    return name if i is None else name[:i] + name[i + 1 :]


SLIPS: Mapping[str, Callable[[str, random.Random], str]] = {
    "swapped": _swapped,
    "dropped": _dropped,
    "doubled": _doubled,
    "neighbouring": _neighbouring,
    "unseparated": _unseparated,
    "separated": _separated,
    "otherwise separated": _otherwise_separated,
    "otherwise cased": _otherwise_cased,
    "full width": _full_width,
    "spaced Chinese": _spaced_chinese,
    "pointless": _pointless,
}


def misspelt(
    names: Mapping[str, tuple[str, ...]], count: int, seed: int
) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """`count` misspellings, each with its slip, the name it was made from and what that means.

    None is what another model is called.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    pool = sorted(names)
    kinds = list(SLIPS)
    called = {fold(name): meant for name, meant in names.items()}
    taken: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    while len(taken) < count:
        name, kind = chance.choice(pool), kinds[len(taken) % len(kinds)]
        slip = SLIPS[kind](name, chance)
        another = called.get(fold(slip), names[name]) != names[name]
        if slip not in names and slip not in taken and not another:
            taken[slip] = (kind, name, names[name])
    return taken


def with_another_figure(
    names: Mapping[str, tuple[str, ...]], count: int, seed: int
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """`count` names with one digit changed behind the owner's, with the name and what that means.

    None is what a record is called.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    pool = sorted(name for name in names if any(map(str.isdigit, name.rpartition("/")[2])))
    called = {fold(name) for name in names}
    taken: dict[str, tuple[str, tuple[str, ...]]] = {}
    while len(taken) < count:
        name = chance.choice(pool)
        i = chance.choice(_places(name, str.isdigit, first=name.rfind("/") + 1))
        changed = name[:i] + chance.choice("123456789".replace(name[i], "")) + name[i + 1 :]
        if fold(changed) not in called:
            taken[changed] = (name, names[name])
    return taken

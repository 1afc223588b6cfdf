"""The options of `modelsage models pick` as constraints; what cannot be read is told by name."""

import math
import re
from collections.abc import Sequence
from typing import Any, get_args

from bot.amounts import is_date
from bot.constraints import Constraints, Kind, Task
from bot.places import ISO_COUNTRIES, SAME_COUNTRY
from bot.wording import COUNTRY_NAMES, LANGUAGE_NAMES
from knowledge.cards import find_card
from knowledge.catalogue import Catalogue
from knowledge.errors import UsageError
from knowledge.memory import BITS_4, BITS_8, BITS_16
from knowledge.mention import fold

_AMOUNT = re.compile(
    r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(k|thousand|m|mb|million|b|bn|billion|万|亿)?",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9, "万": 1e4, "亿": 1e8}
_BITS = {4: BITS_4, 8: BITS_8, 16: BITS_16}


def wanted_from(catalogue: Catalogue, **options: Any) -> Constraints:
    """The constraints that the options say; raises `UsageError` naming the option at fault."""
    o = options
    device = None
    memory = None if o["memory"] is None else _gigabytes(o["memory"])
    if o["card"] is not None:
        device = find_card(o["card"], catalogue.cards)
        if device is None:
            raise UsageError(
                f"--card: no card that I know is named {o['card']!r}.",
                'Write "RTX 4090" or "2x A100 80GB", or give --memory 24GB.',
            )
        memory = min(device.usable_gb, memory) if memory else device.usable_gb
    return Constraints(
        commercial=True if o["commercial"] else None,
        licences=tuple(_licence(name, catalogue) for name in o["licence"] or ()),
        device=device,
        memory_gb=memory,
        context=None if o["context"] is None else _tokens(o["context"]),
        parallel=o["parallel"],
        bits=_bits(o["precision"]),
        languages=tuple(_language(name) for name in o["language"] or ()),
        task=_one_of("--task", o["task"], get_args(Task)),
        architecture=_one_of("--architecture", o["architecture"], get_args(Kind)),
        after=_date("--after", o["after"]),
        before=_date("--before", o["before"]),
        max_parameters=_billions("--max-params", o["max_params"]),
        min_parameters=_billions("--min-params", o["min_params"]),
        developer=_developer(o["developer"], catalogue),
        countries=tuple(_country("--country", c) for c in o["country"] or ()),
        no_countries=tuple(_country("--not-country", c) for c in o["not_country"] or ()),
        users=_users(o["users"]),
        revenue=None if o["revenue"] is None else _amount("--revenue", o["revenue"]),
        region=None if o["region"] is None else _region(o["region"]),
        hosted=o["hosted"] or None,
        outputs=o["outputs"] or None,
        small=o["small"] or None,
    )


def _licence(said: str, catalogue: Catalogue) -> str:
    for licence in catalogue.licences.values():
        if fold(said) in {fold(n) for n in (licence.id, licence.name, *licence.aliases)}:
            return licence.id
    raise UsageError(
        f"--licence: no licence that I know is named {said!r}.",
        f"Known: {', '.join(sorted(catalogue.licences))}.",
    )


def _language(said: str) -> str:
    for code, names in LANGUAGE_NAMES.items():
        if said.lower() in (code, names[0].lower()) or said == names[1]:
            return code
    if re.fullmatch(r"[a-z]{2,3}", said.lower()):
        return said.lower()
    raise UsageError(f"--language: {said!r} is no language code.", "Write zh, en, de …")


def _region(said: str) -> str:
    """Where a company is: a country, or the European Union as a whole."""
    return "EU" if said.upper() == "EU" or said == "欧盟" else _country("--region", said)


def _country(option: str, said: str) -> str:
    for code, names in COUNTRY_NAMES.items():
        if said.lower() in (code.lower(), names[0].lower()) or said == names[1]:
            return code
    code = SAME_COUNTRY.get(said.upper(), said.upper())
    if code in ISO_COUNTRIES:
        return code
    raise UsageError(f"{option}: {said!r} is no country code of two letters.", "Write US, CN, DE …")


def _developer(said: str | None, catalogue: Catalogue) -> str | None:
    if said is None:
        return None
    for name, developer in catalogue.developers.items():
        if fold(name) == fold(said):
            return developer.name
    known = sorted({developer.name for developer in catalogue.developers.values()})
    raise UsageError(f"--developer: I know no {said!r}.", f"Known: {', '.join(known)}.")


def _one_of(option: str, said: str | None, known: Sequence[str]) -> Any:
    if said is None:
        return None
    chosen = {"moe": "mixture-of-experts"}.get(said.lower(), said.lower())
    if chosen not in known:
        raise UsageError(f"{option}: {said!r} is none of {', '.join(known)}.")
    return chosen


def _date(option: str, said: str | None) -> str | None:
    if said is None or is_date(said):
        return said
    raise UsageError(f"{option}: {said!r} is no date.", "Write 2025, 2025-01 or 2025-01-31.")


def _amount(option: str, said: str) -> float:
    """A number above 0 with its scale: 800M, 8亿, 25 million."""
    found = _AMOUNT.fullmatch(said.strip())
    if found is None:
        raise UsageError(f"{option}: {said!r} is no amount.", "Write 800M, 8亿 or 800000000.")
    number = float(found[1].replace(",", ""))
    if not number:
        raise UsageError(f"{option}: {said!r} is no demand.", "Write a number above 0.")
    return number * (_SCALES[found[2][0].lower()] if found[2] else 1)


def _users(said: str | None) -> int | None:
    """A number of people; part of one counts as one."""
    return None if said is None else math.ceil(_amount("--users", said))


def _billions(option: str, said: str | None) -> float | None:
    """Parameters in billions; a bare number is billions, as people say "15"."""
    if said is None:
        return None
    bare = re.fullmatch(r"\d+(\.\d+)?", said.strip())
    return _amount(option, said) / (1 if bare else 1e9)


def _tokens(said: str) -> int:
    """A context in tokens: 32k is 32,000, which a model with 32,768 meets as well."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(k|m)?(?:\s*tokens?)?", said.strip(), re.IGNORECASE)
    if found is None:
        raise UsageError(f"--context: {said!r} is no number of tokens.", "Write 32k or 32768.")
    scale = {"": 1, "k": 1000, "m": 1_000_000}[(found[2] or "").lower()]
    tokens = int(float(found[1]) * scale)
    if tokens == 0:
        raise UsageError("--context: at least one token is needed.", "Write 32k or 32768.")
    return tokens


def _gigabytes(said: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:GB|GiB|G)?", said.strip(), re.IGNORECASE)
    if found is None or not float(found[1]):
        raise UsageError(f"--memory: {said!r} is no amount of memory.", "Write 24GB.")
    return float(found[1])


def _bits(said: int | None) -> float | None:
    if said is None:
        return None
    if said not in _BITS:
        raise UsageError(f"--precision: {said} is none of 4, 8, 16.")
    return _BITS[said]

"""Whether a situation is allowed by a chain of licences, and by which of their clauses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from knowledge.errors import UsageError
from knowledge.licence import Clause, Licence

Answer = Literal["yes", "only_if", "no", "unknown"]

EUROPEAN_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
_MONTHS = 12
_SAME_COUNTRY = {"UK": "GB", "EL": "GR"}  # what the EU writes, beside ISO 3166
_FORBIDDING = frozenset(
    {"monthly_users", "revenue", "regions", "hosting", "research_only", "no_commercial"}
)
_WORDS: dict[Answer, dict[str, str]] = {
    "yes": {"en": "Yes", "zh": "可以"},
    "only_if": {"en": "Only under conditions", "zh": "有条件地可以"},
    "no": {"en": "No", "zh": "不可以"},
    "unknown": {"en": "Unknown: ", "zh": "未知："},
}


@dataclass(frozen=True)
class Situation:
    """What a model is wanted for; None is unsaid. Revenue in US dollars, with all affiliates.

    `region` is where the user lives or the company is based: an ISO 3166 code such as DE, or EU.
    `hosted`: the model is offered to others as a service. `trains_other`: its outputs train
    another model. Raises `UsageError` for what is no such code or less than nothing.
    """

    commercial: bool = True
    monthly_users: int | None = None
    annual_revenue: float | None = None
    region: str | None = None
    hosted: bool | None = None
    trains_other: bool | None = None
    research_only: bool | None = None

    def __post_init__(self) -> None:
        # A country that is not understood would count as one that nothing is withheld from.
        code = self.region
        if code is not None and not (len(code) == 2 and code.isascii() and code.isalpha()):  # noqa: PLR2004 - ISO 3166 alpha-2
            raise UsageError(
                f"{code!r} is no country code of two letters.", "Write DE for Germany, US, CN, EU."
            )
        for name in ("monthly_users", "annual_revenue"):
            amount = getattr(self, name)
            if amount is not None and not amount >= 0:
                raise UsageError(
                    f"{name} is {amount}, which is no number of them.", "Give 0 or more."
                )


class Ground(NamedTuple):
    """A clause and the licence that it stands in; no clause where the licence's text is unknown."""

    licence: Licence
    clause: Clause | None


@dataclass(frozen=True)
class Permission:
    """An answer, the clauses that it rests on, and those that turn on what was left unsaid."""

    answer: Answer
    because: tuple[Ground, ...] = ()
    open: tuple[Ground, ...] = ()


def may_use(
    licences: Sequence[Licence], situation: Situation, *, multimodal: bool | None = None
) -> Permission:
    """Whether a model under these licences, its own first, may be used; the strictest governs.

    A number above a clause's limit is "no", as the model's own licence then grants nothing; a
    separate one may. `multimodal` tells whether the model takes more than text. No licence at all
    is "unknown".
    """
    chain = {licence.id: licence for licence in licences}.values()
    bearing: list[Ground] = []
    unsaid: list[Ground] = []
    for licence in chain:
        for clause in licence.clauses:
            binds = _binds(clause, situation, multimodal)
            if binds:
                bearing.append(Ground(licence, clause))
            elif binds is None:
                unsaid.append(Ground(licence, clause))
    if forbidding := tuple(g for g in bearing if g.clause and _forbids(g.clause)):
        return Permission("no", forbidding)
    unread = tuple(Ground(x, None) for x in chain if x.commercial == "unknown")
    if unread or not licences:
        return Permission("unknown", unread, tuple(unsaid))
    asks = any(g.clause and g.clause.kind != "notice" for g in bearing)
    return Permission("only_if" if asks or unsaid else "yes", tuple(bearing), tuple(unsaid))


def state(permission: Permission, language: str) -> str:
    """The permission in one or two sentences, in English or, for "zh", in Chinese."""
    zh = language == "zh"
    said = _WORDS[permission.answer]["zh" if zh else "en"]
    if permission.answer == "unknown":
        names = [ground.licence.name for ground in permission.because]
        said += _unread(names, zh=zh)
    else:
        said += _told(permission.because, language, "，依据 " if zh else ", according to ")
    said += "。" if zh else "."
    if permission.open:
        left = _told(permission.open, language, "")
        said += (
            f"此外还取决于未说明的情况：{left}。" if zh else f" Left unsaid, but decisive: {left}."
        )
    return said


def _binds(clause: Clause, situation: Situation, multimodal: bool | None) -> bool | None:
    """Whether a clause bears on a situation; None where that turns on what was left unsaid."""
    tests = list(_tests(clause, situation, multimodal))
    if any(test is False for test in tests):
        return False
    return None if any(test is None for test in tests) else True


def _tests(clause: Clause, situation: Situation, multimodal: bool | None) -> Iterator[bool | None]:
    """What must all be true for a clause to bear on a situation."""
    if clause.commercial_only or clause.kind == "no_commercial":
        yield situation.commercial
    if clause.hosted_only or clause.kind == "hosting":
        yield situation.hosted
    if clause.inputs:
        yield multimodal
    if clause.kind == "outputs":
        yield situation.trains_other
    if clause.kind == "regions":
        yield _excluded(clause, situation.region)
    if clause.kind == "research_only":
        yield situation.commercial or _not(situation.research_only)
    if exceeded := list(_exceeded(clause, situation)):
        yield True if any(exceeded) else (None if None in exceeded else False)


def _exceeded(clause: Clause, situation: Situation) -> Iterator[bool | None]:
    """For each limit of a clause, whether the situation lies above it."""
    year = clause.usd_per_year
    if clause.usd_per_month:
        year = clause.usd_per_month * _MONTHS
    for limit, amount in (
        (clause.limit, situation.monthly_users),
        (year, situation.annual_revenue),
    ):
        if limit is not None:
            yield None if amount is None else amount > limit


def _excluded(clause: Clause, region: str | None) -> bool | None:
    if region is None:
        return None
    country = region.upper()
    country = _SAME_COUNTRY.get(country, country)
    return country in clause.excluded or ("EU" in clause.excluded and country in EUROPEAN_UNION)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _forbids(clause: Clause) -> bool:
    return clause.kind in _FORBIDDING or clause.rule == "forbidden"


def _told(grounds: Sequence[Ground], language: str, before: str) -> str:
    """The clauses by licence, after `before` where there are any."""
    zh = language == "zh"
    told: dict[str, list[str]] = {}
    for licence, clause in grounds:
        if clause is not None:
            told.setdefault(licence.name, []).append(clause[language])
    between, and_then = ("：", "；") if zh else (": ", "; ")
    parts = [f"{name}{between}{and_then.join(clauses)}" for name, clauses in told.items()]
    return before + and_then.join(parts) if parts else ""


def _unread(names: Sequence[str], *, zh: bool) -> str:
    if not names:
        return "没有记录它的许可证" if zh else "no licence of it is on record"
    if zh:
        return f"{'、'.join(names)} 的全文未能读到"
    return f"the full text of {' and '.join(names)} could not be read"

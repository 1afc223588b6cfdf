"""The figures of an evaluation: shares of right answers and refusals, seconds, tokens, as tables."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from bot.evaluation.questions import Kind, Language
from bot.evaluation.respondent import Reply
from bot.evaluation.score import Score

SAGE = "ModelSage"  # how the names of its respondents begin
_COLUMNS = (
    ("kind", 14),
    ("right", 7),
    ("zh", 7),
    ("en", 7),
    ("wrong", 8),
    ("precision", 9),
    ("recall", 6),
)


@dataclass(frozen=True)
class Summary:
    """The figures of a group of scores; a share of nothing is None."""

    questions: int
    right: int
    wrong_claims: int
    refused: int
    refused_rightly: int
    to_refuse: int

    @property
    def right_share(self) -> float | None:
        """Right answers among all."""
        return _share(self.right, self.questions)

    @property
    def refusal_precision(self) -> float | None:
        """Refusals that were due among those given."""
        return _share(self.refused_rightly, self.refused)

    @property
    def refusal_recall(self) -> float | None:
        """Refusals given among those that were due."""
        return _share(self.refused_rightly, self.to_refuse)

    def to_json(self) -> dict[str, Any]:
        """The figures with their shares."""
        return {
            "questions": self.questions,
            "right": self.right,
            "right_share": self.right_share,
            "wrong_claims": self.wrong_claims,
            "refusal_precision": self.refusal_precision,
            "refusal_recall": self.refusal_recall,
        }


def summarise(scores: Iterable[Score]) -> Summary:
    """The figures of some scores taken together."""
    counted = tuple(scores)
    return Summary(
        questions=len(counted),
        right=sum(s.right for s in counted),
        wrong_claims=sum(len(s.wrong_claims) for s in counted),
        refused=sum(s.refused for s in counted),
        refused_rightly=sum(s.refused and s.question.abstained for s in counted),
        to_refuse=sum(s.question.abstained for s in counted),
    )


def table(scores: Sequence[Score]) -> str:
    """The figures by kind and language as a Markdown table of 80 columns; the last two tell of refusals."""
    rows = [tuple(name for name, _ in _COLUMNS), tuple("-" * width for _, width in _COLUMNS)]
    rows += [_row(name, group) for name, group in _groups(scores)]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, (_, width) in zip(row, _COLUMNS, strict=True))
        + " |"
        for row in rows
    )


def by_group(scores: Sequence[Score]) -> dict[str, dict[str, Any]]:
    """The figures of all scores, of each kind and of each language, as JSON."""
    groups = dict(_groups(scores)) | {
        language: _in_language(scores, language) for language in get_args(Language)
    }
    return {name: summarise(group).to_json() for name, group in groups.items() if group}


def pace(replies: Mapping[str, Sequence[Reply]]) -> str:
    """Seconds, tokens and dropped sentences of each way as a table, with ratios to the last way."""
    head = "| | first text: median s | sum s | in all: median s | sum s | prompt tokens, about | sentences kept | dropped |"
    rows = [head, "|" + "---|" * 8]
    for name, given in replies.items():
        firsts, totals = [r.first for r in given], [r.total for r in given]
        cells = [statistics.median(firsts), sum(firsts), statistics.median(totals), sum(totals)]
        asked = [r.prompt_tokens for r in given if r.prompt_tokens]
        counts = [
            f"{statistics.mean(asked):.0f}" if asked else "0",
            str(sum(r.kept for r in given)),
            str(sum(r.dropped for r in given)),
        ]
        rows.append(f"| {name} | " + " | ".join([*(f"{c:.2f}" for c in cells), *counts]) + " |")
    return "\n".join([*rows, *_ratios(replies)])


def _ratios(replies: Mapping[str, Sequence[Reply]]) -> list[str]:
    """How the first way compares with the last, where that is not ModelSage too."""
    (name, ours), *_, (other, theirs) = [*replies.items()] * 2
    if other.startswith(SAGE):
        return []
    first = sum(r.first for r in theirs) / max(sum(r.first for r in ours), 1e-9)
    total = sum(r.total for r in ours) / max(sum(r.total for r in theirs), 1e-9)
    return [
        "",
        f"{name}: first text {first:.1f} times as soon as {other}, {total:.2f} of its time in all.",
    ]


def _groups(scores: Sequence[Score]) -> list[tuple[str, Sequence[Score]]]:
    kinds = [(str(kind), [s for s in scores if s.question.kind == kind]) for kind in get_args(Kind)]
    return [(name, group) for name, group in [*kinds, ("all", scores)] if group]


def _in_language(scores: Sequence[Score], language: str) -> Sequence[Score]:
    return [s for s in scores if s.question.language == language]


def _row(name: str, group: Sequence[Score]) -> tuple[str, ...]:
    whole = summarise(group)
    parts = [whole, *(summarise(_in_language(group, one)) for one in get_args(Language))]
    return (
        name,
        *(f"{part.right}/{part.questions}" for part in parts),
        str(whole.wrong_claims),
        _figure(whole.refusal_precision),
        _figure(whole.refusal_recall),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _figure(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"

"""Claims as text for readers, the wrong ones first, in lines of at most 80 columns."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from bot.claims import Claim
from bot.wording import LABELS, pick

COLUMNS = 80
LONGEST = 240  # characters of a sentence that are shown


def claims_text(claims: Sequence[Claim], language: str) -> str:
    """All claims of a text: those contradicted, those unknown, and a line for each that is right."""
    groups = {
        verdict: [claim for claim in claims if claim.verdict == verdict]
        for verdict in ("contradicted", "unknown", "supported")
    }
    wrong, unknown, right = groups.values()
    lines = [
        pick(
            language,
            f"{_many(len(claims), 'claim')} about models: {len(wrong)} contradicted, {len(unknown)} unknown, {len(right)} supported.",
            f"共 {len(claims)} 条关于模型的说法：{len(wrong)} 条与记录矛盾，{len(unknown)} 条未知，{len(right)} 条属实。",
        )
    ]
    if not claims:
        lines = [
            pick(
                language,
                "No claim about a model was found that could be judged.",
                "没有找到可以判断的关于模型的说法。",
            )
        ]
    if wrong:
        lines += ["", pick(language, "Contradicted by the records", "与记录矛盾")]
        lines += [line for claim in wrong for line in _in_full(claim, language)]
    if unknown:
        lines += ["", pick(language, "Unknown: the records do not tell", "未知：记录中没有")]
        lines += [line for claim in unknown for line in _in_full(claim, language)]
    if right:
        lines += ["", pick(language, "Supported by the records", "与记录一致")]
        lines += [line for claim in right for line in _short(claim, language)]
    return "\n".join(lines)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _in_full(claim: Claim, language: str) -> Iterator[str]:
    colon = pick(language, ": ", "：")
    yield from _wrapped(
        f"{claim.model} · {_label(claim, language)}{colon}{claim.claimed}", "- ", "  "
    )
    if claim.known:
        known = pick(language, "known", "记录")
        yield from _wrapped(f"{known}{colon}{claim.known}", "  ", "    ")
    sentence = claim.sentence
    if len(sentence) > LONGEST:
        sentence = sentence[:LONGEST].rstrip() + "…"
    quoted = pick(language, f'in: "{sentence}"', f"原文：“{sentence}”")
    yield from _wrapped(quoted, "  ", "    ")
    if claim.source:
        yield from _wrapped(
            f"{pick(language, 'source', '来源')}{colon}{claim.source}", "  ", "    "
        )


def _short(claim: Claim, language: str) -> Iterator[str]:
    colon = pick(language, ": ", "：")
    yield from _wrapped(
        f"{claim.model} · {_label(claim, language)}{colon}{claim.claimed}", "- ", "  "
    )


def _label(claim: Claim, language: str) -> str:
    return LABELS[claim.field][language == "zh"]


def _wrapped(text: str, first: str, then: str) -> Iterator[str]:
    """Lines of at most 80 columns; a Chinese character takes two, and lines may break behind it."""
    room = COLUMNS - len(then)
    line, used, indent = "", 0, first
    for piece in _pieces(text):
        wide = sum(_width(c) for c in piece)
        if used and used + wide > room:
            yield indent + line.rstrip()
            line, used, indent = "", 0, then
        fresh = piece if used else piece.lstrip()
        line, used = line + fresh, used + sum(_width(c) for c in fresh)
    if line.strip():
        yield indent + line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: words with the space behind, single wide characters."""
    word = ""
    for character in textwrap.dedent(text):
        word += character
        if character == " " or _width(character) > 1:
            yield word
            word = ""
    if word:
        yield word


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

"""Questions back to who chooses: those whose answers would change a provisional choice the most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.constraints import Constraints
from bot.offers import offer
from bot.pick import Pick, pick
from bot.understanding import Understanding
from bot.wording import pick as word
from knowledge.catalogue import Catalogue, Model

MOST = 2
LEAST = 0.5  # of the effect, which is between 0 and 2; below, an answer would change little
# What people answer, as a rule: each dimension is judged by the mean over its answers. Nothing
# demanded is an answer, too.
ANSWERS: Mapping[str, Sequence[Any]] = {
    "commercial": (True, None),
    "memory_gb": (8.0, 24.0, 80.0),
    "languages": (("zh",), ("en",), ("de",)),
    "task": ("chat", "code", "understanding"),
    "context": (None, None, 32_000, 128_000),  # for most people, what is usual will do
}
# Dimensions that another demand has settled.
_SETTLED: Mapping[str, Sequence[str]] = {
    "commercial": ("unconditional", "users", "revenue", "hosted"),
    "memory_gb": ("small", "max_parameters", "device"),
    "languages": ("min_languages",),
    "task": ("architecture",),
    "context": (),
}
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "commercial": ("will it be used commercially?", "会商用吗？"),
    "memory_gb": (
        "How much memory does your card or machine have?",
        "显卡有多少显存（没有显卡就说内存）？",
    ),
    "languages": ("which languages must it know?", "需要哪些语言？"),
    "task": (
        "what is it for: conversation, code, sorting texts or writing them?",
        "用来做什么：对话、编程、给文本分类，还是写文本？",
    ),
    "context": ("how long are the texts that it must read at once?", "一次要读多长的文本？"),
}


def counterquestions(catalogue: Catalogue, asked: Understanding) -> tuple[str, ...]:
    """The demands to ask for, the one with the most effect first; at most two, and often none.

    None where all models that fit are wanted, where none fits, and where the asker wants no more
    questions.
    """
    if asked.closed or asked.listing or asked.extreme or asked.from_article or asked.interview:
        return ()
    if asked.intent != "choice" or asked.page:
        return ()
    chosen = offer(catalogue, asked).picked
    if not chosen.qualifying:
        return ()
    effects = [(effect(catalogue, chosen, name), name) for name in _open(asked)]
    telling = sorted(((e, n) for e, n in effects if e >= LEAST), key=lambda pair: -pair[0])
    return tuple(name for _, name in telling[:MOST])


def effect(catalogue: Catalogue, chosen: Pick, name: str) -> float:
    """How much answers to a question change a choice: 0 where not at all, at most 2.

    The mean over its usual answers of whether another model is picked, plus the share of the
    candidates that it rules out.
    """
    changes = [_change(catalogue, chosen, name, value) for value in ANSWERS[name]]
    return sum(changes) / len(changes)


def _change(catalogue: Catalogue, chosen: Pick, name: str, value: Any) -> float:
    answered = replace(chosen.wanted, **{name: value or _nothing(name)})
    if answered == chosen.wanted:
        return 0.0
    # A further demand only narrows; one that changes may let others in.
    narrows = getattr(chosen.wanted, name) in (None, ())
    candidates = chosen.qualifying if narrows else chosen.candidates
    among: tuple[Model, ...] = tuple(c.model for c in candidates)
    found = pick(catalogue, answered, among).qualifying
    before = [c.model.id for c in chosen.qualifying]
    other = not found or found[0].model.id != before[0]
    kept = {c.model.id for c in found} & set(before)
    return float(other) + 1 - len(kept) / len(before)


def _nothing(name: str) -> Any:
    return getattr(Constraints(), name)


def _open(asked: Understanding) -> Iterator[str]:
    """The dimensions on which nothing was said."""
    for name, others in _SETTLED.items():
        said = any(getattr(asked.constraints, n) not in (None, ()) for n in (name, *others))
        if not said and name not in asked.waived:
            yield name


def worded(names: Sequence[str], language: str) -> str:
    """The questions in a line, in the reader's language."""
    texts = [QUESTIONS[name][language == "zh"] for name in names]
    if language == "zh":
        return "最影响结果的" + ("两点：" if len(texts) > 1 else "一点：") + " ".join(texts)
    return word(language, "What would change this most: ", "") + " ".join(
        text[0].upper() + text[1:] if i else text for i, text in enumerate(texts)
    )

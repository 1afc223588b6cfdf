"""What a question demands of a model: found by rules, echoed as understood, never relaxed in silence."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from bot.wording import languages, pick, short_count
from knowledge.catalogue import Catalogue
from knowledge.memory import PRECISIONS

Task = Literal["chat", "code", "understanding", "generation"]


@dataclass(frozen=True)
class Constraints:
    """Demands on a model; None and empty mean that nothing was said."""

    commercial: bool | None = None  # False: those that may not be used commercially are wanted
    unconditional: bool | None = None  # commercial use without conditions
    developer: str | None = None
    no_developers: tuple[str, ...] = ()  # none of these, and so below
    no_licences: tuple[str, ...] = ()
    no_languages: tuple[str, ...] = ()
    no_families: tuple[str, ...] = ()
    min_languages: int | None = None
    small: bool | None = None  # the smaller the better
    languages: tuple[str, ...] = ()
    memory_gb: float | None = None
    card: str | None = None
    context: int | None = None
    bits: float | None = None  # of the weights
    max_parameters: float | None = None  # billions
    min_parameters: float | None = None
    licences: tuple[str, ...] = ()  # any of these
    after: int | None = None  # released in this year or later
    before: int | None = None
    encoder: bool | None = None
    task: Task | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) not in (None, ()) for f in fields(self))

    def updated(self, newer: "Constraints") -> "Constraints":
        """These demands with what was said later in their place."""
        said = {f.name: v for f in fields(newer) if (v := getattr(newer, f.name)) not in (None, ())}
        if "memory_gb" in said:
            said.setdefault("card", None)
        return replace(self, **said)

    def without(self, name: str) -> "Constraints":
        """These demands but for one."""
        nothing: Any = () if isinstance(getattr(self, name), tuple) else None
        return replace(self, **{name: nothing})

    def echo(self, language: str, catalogue: Catalogue) -> str:
        """The demands as understood, in a line."""
        return " · ".join(_echo(self, language, catalogue))


NO_CONSTRAINTS = Constraints()


def _echo(c: Constraints, language: str, catalogue: Catalogue) -> list[str]:
    def say(en: str, zh: str) -> str:
        return pick(language, en, zh)

    parts = [
        (c.commercial is True, say("commercial use", "可商用")),
        (c.commercial is False, say("not for commercial use", "不可商用")),
        (c.unconditional, say("without conditions", "无附加条件")),
        (c.developer, say(f"by {c.developer}", f"开发者为 {c.developer}")),
        (
            c.no_developers,
            say("not by ", "开发者不是 ") + say(" or ", "、").join(c.no_developers),
        ),
        (
            c.no_licences,
            say("not under ", "许可证不是 ")
            + say(" or ", "、").join(catalogue.licences[i].name for i in c.no_licences),
        ),
        (c.no_languages, say("without ", "不支持") + languages(c.no_languages, language)),
        (
            c.no_families,
            say("not ", "不要 ")
            + say(" or ", "、").join(catalogue.families[f].name for f in c.no_families),
        ),
        (
            c.min_languages,
            say(f"at least {c.min_languages} languages", f"至少 {c.min_languages} 种语言"),
        ),
        (c.small, say("smaller first", "越小越好")),
        (c.licences, say(" or ", " 或 ").join(catalogue.licences[i].name for i in c.licences)),
        (c.languages, languages(c.languages, language)),
        (
            c.memory_gb,
            f"{c.card + ' = ' if c.card else ''}{c.memory_gb or 0:g} GB "
            + say("of memory", "显存"),
        ),
        (c.bits, PRECISIONS.get(c.bits or 0, "")),
        (c.context, say(f"context of at least {c.context} tokens", f"上下文 ≥ {c.context} token")),
        (c.max_parameters, say("at most ", "参数 ≤ ") + short_count(c.max_parameters or 1)),
        (c.min_parameters, say("at least ", "参数 ≥ ") + short_count(c.min_parameters or 1)),
        (c.after, say(f"released in {c.after} or later", f"{c.after} 年及以后发布")),
        (c.before, say(f"released before {c.before}", f"{c.before} 年以前发布")),
        (c.encoder is True, say("encoder", "编码器")),
        (c.encoder is False, say("decoder", "解码器")),
        (c.task, TASK_NAMES[c.task][language == "zh"] if c.task else ""),
    ]
    return [words for said, words in parts if said]


TASK_NAMES: dict[Task, tuple[str, str]] = {
    "chat": ("for conversation", "用于对话"),
    "code": ("for code", "用于编程"),
    "understanding": ("for classifying or understanding text", "用于文本分类或理解"),
    "generation": ("for writing text", "用于生成文本"),
}

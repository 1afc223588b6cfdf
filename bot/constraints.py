"""What a question demands of a model: found by rules, echoed as understood, never relaxed in silence."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from bot.wording import countries, date, languages, people, pick, short_count
from knowledge.catalogue import Catalogue
from knowledge.devices import Device
from knowledge.memory import PRECISIONS

Task = Literal["chat", "code", "understanding", "generation"]
Kind = Literal["encoder", "decoder", "mixture-of-experts"]
Variant = Literal["base", "chat"]
SITUATION = ("commercial", "users", "revenue", "region", "hosted", "outputs")


@dataclass(frozen=True)
class Beyond:
    """A demand relative to a model: a field of which more (`up`) or less is wanted than it has."""

    field: str
    up: bool
    model: str  # id of its record


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
    device: Device | None = None  # what memory_gb belongs to, where a card was named
    context: int | None = None
    parallel: int | None = None  # requests at once
    bits: float | None = None  # of the weights
    max_parameters: float | None = None  # billions
    min_parameters: float | None = None
    licences: tuple[str, ...] = ()  # any of these
    after: str | None = None  # released in this year, month or day, or later
    before: str | None = None  # released before it
    architecture: Kind | None = None
    task: Task | None = None
    open_data: bool | None = None  # its training data are published in full
    variant: Variant | None = None
    countries: tuple[str, ...] = ()  # the developer is in one of these, ISO 3166-1
    no_countries: tuple[str, ...] = ()
    users: int | None = None  # a month, of all products
    revenue: float | None = None  # US dollars a year
    region: str | None = None  # where the company is, ISO 3166-1
    hosted: bool | None = None  # offered to others as a hosted model
    outputs: bool | None = None  # used to train another model
    tuned: bool | None = None  # to be fine-tuned by whoever takes it
    beyond: tuple["Beyond", ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) not in (None, ()) for f in fields(self))

    @property
    def for_understanding(self) -> bool:
        """Whether an encoder's work is wanted, or an encoder as such."""
        return self.task == "understanding" or (self.architecture == "encoder" and not self.task)

    def updated(self, newer: "Constraints") -> "Constraints":
        """These demands with what was said later in their place."""
        said = {f.name: v for f in fields(newer) if (v := getattr(newer, f.name)) not in (None, ())}
        if "memory_gb" in said:
            said.setdefault("device", None)
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
        (c.open_data, say("training data published", "训练数据公开")),
        (c.variant == "base", say("base models", "基座模型")),
        (c.variant == "chat", say("instruction-tuned models", "指令微调过的模型")),
        (c.licences, say(" or ", " 或 ").join(catalogue.licences[i].name for i in c.licences)),
        (c.languages, languages(c.languages, language)),
        (
            c.memory_gb,
            f"{c.device.name[language] + ' = ' if c.device else ''}{round(c.memory_gb or 0, 1):g} GB "
            + say("of memory", "显存"),
        ),
        (c.parallel, say(f"{c.parallel} requests at once", f"{c.parallel} 路并发")),
        (c.bits, PRECISIONS.get(c.bits or 0, "")),
        (c.context, say(f"context of at least {c.context} tokens", f"上下文 ≥ {c.context} token")),
        (c.max_parameters, say("at most ", "参数 ≤ ") + short_count(c.max_parameters or 1)),
        (c.min_parameters, say("at least ", "参数 ≥ ") + short_count(c.min_parameters or 1)),
        (
            c.after,
            say(
                f"released in {date(c.after or '', 'en')} or later",
                f"{date(c.after or '', 'zh')}及以后发布",
            ),
        ),
        (
            c.before,
            say(
                f"released before {date(c.before or '', 'en')}",
                f"{date(c.before or '', 'zh')}以前发布",
            ),
        ),
        (c.architecture, KIND_NAMES[c.architecture][language == "zh"] if c.architecture else ""),
        (c.task, TASK_NAMES[c.task][language == "zh"] if c.task else ""),
        (c.countries, say("developer in ", "开发者位于") + countries(c.countries, language)),
        (
            c.no_countries,
            say("developer not in ", "开发者不在") + countries(c.no_countries, language),
        ),
        (
            c.users,
            say(
                f"{people(c.users or 0, 'en')} monthly users", f"月活 {people(c.users or 0, 'zh')}"
            ),
        ),
        (
            c.revenue,
            say(
                f"{people(c.revenue or 0, 'en')} USD of revenue a year",
                f"年收入 {people(c.revenue or 0, 'zh')}美元",
            ),
        ),
        (
            c.region,
            say("company in ", "公司位于") + countries([c.region or ""], language),
        ),
        (c.hosted, say("offered as a hosted service", "作为托管服务对外提供")),
        (c.outputs, say("outputs train another model", "输出用于训练其他模型")),
        (c.tuned, say("to be fine-tuned", "需要微调")),
        (c.beyond, " · ".join(_relative(b, language, catalogue) for b in c.beyond)),
    ]
    return [words for said, words in parts if said]


def _relative(beyond: Beyond, language: str, catalogue: Catalogue) -> str:
    en, zh = MORE_OR_LESS[beyond.field][beyond.up]
    name = catalogue.models[beyond.model].name
    return pick(language, f"{en} than {name}", f"比 {name} {zh}")


# By field: what less of it is called, and more.
MORE_OR_LESS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "parameters": (("smaller", "更小"), ("larger", "更大")),
    "released": (("older", "更早"), ("newer", "更新")),
    "context": (("shorter context", "上下文更短"), ("longer context", "上下文更长")),
}
KIND_NAMES: dict[Kind, tuple[str, str]] = {
    "encoder": ("encoder", "编码器"),
    "decoder": ("decoder", "解码器"),
    "mixture-of-experts": ("mixture of experts", "混合专家"),
}
TASK_NAMES: dict[Task, tuple[str, str]] = {
    "chat": ("for conversation", "用于对话"),
    "code": ("for code", "用于编程"),
    "understanding": ("for classifying or understanding text", "用于文本分类或理解"),
    "generation": ("for writing text", "用于生成文本"),
}

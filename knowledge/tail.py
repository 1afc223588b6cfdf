"""What stands behind a name: a size, a version or a variant narrows it.

Anything else that is joined to it makes it the name of another model.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.catalogue import Catalogue, Model
from knowledge.mention import fold, joined

_NO_SIZE = r"(?![a-z])(?!\s*(?:tokens?|words?|monthly|users?|people|dollars?|个|词|月活|用户|人))"
_SIZE = (
    rf"(?P<size>\d+(?:\.\d+)?)\s*(?P<scale>b(?:illion)?|m(?:illion)?|t(?:rillion)?|亿){_NO_SIZE}"
)
_VERSION = r"v(?P<version>\d+(?:\.\d+)?)(?![a-z])"
_LABEL = r"(?P<label>(?P<letter>[hkmr])\d{1,2}(?:\.\d+)?)(?![a-z0-9])"  # Kimi K2, Falcon-H1
_PART = r"(?P<part>[ae]\d+(?:\.\d+)?b|\d+x\d+b|\d+e)(?![a-z0-9])"
_VARIANTS = (
    r"chat|instruct|inst|it|base|hf|python|uncased|cased|multilingual|large|[48]k|thinking|flash|coder|"
    r"pro|air|next|nano|super|ultra|scout|maverick|distill|mini|small|medium|tiny|micro|nemo|plus|code|"
    r"qwen|llama"
)
_WORD = rf"(?P<word>{_VARIANTS})(?![a-z0-9])"
_QUALIFIER = re.compile(
    rf"(?P<joint>(?:[\s\-_]|:(?!\s))*)(?P<open>[(（]\s*)?(?:{_SIZE}|{_VERSION}|{_LABEL}|{_PART}|{_WORD})(?(open)\s*[)）])",
    re.IGNORECASE,
)
# The sizes of a mixture's parts, or an edition, as names have them in brackets.
_EDITION = re.compile(
    r"\s*[(（](?P<edition>\d+(?:\.\d+)?b-(?:a\d+(?:\.\d+)?b|\d+e)|v\d+\.\d+-v\d+\.\d+|\d\d\.\d\d)[)）]",
    re.IGNORECASE,
)
# A word of a name with its version: qwen2.5, v1.5, k2, but not r1, of which there is no second.
_VERSIONED = re.compile(r"(?:[kmv]|\d*[^\d.]*[^\d.]{2}|[^a-z\d.]*)([1-9](?:\.\d+)?|\d\d\.\d\d)")
_APART = re.compile(r"[\s\-/:()（）]+")
# How the weights were packed; they are those of the same model.
_PACKING = re.compile(
    r"[-_:.](?:gguf|awq|gptq|mlx|exl2|bnb|unsloth|fp8|fp16|bf16|nvfp4|mxfp4|int[48]|[348]-?bit|w\d+a\d+|"
    r"i?q\d(?:_[a-z0-9]+)*|pt|latest)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# Joined to a name, a word or a number makes another model of it (OPT-IML, XGen-MM), but for these.
_SUFFIX = re.compile(
    r"[-_](?!(?:based|like|style|sized|size|type|class|family|compatible|derived|trained|tuned|models?|"
    r"level|scale|only|powered|specific|vs|and|or|the|to|was|is|has|series)\b)[A-Za-z0-9]+|:(?=\d)[A-Za-z0-9]+"
)
_MORE = re.compile(r"[-_:.][A-Za-z0-9]+")  # of a name that is no record's
_NUMBER = re.compile(
    r"[\s\-]?(?P<number>\d{1,2}(?:\.\d+)?)(?!\d|,\d|\s*(?:[kgbmt%％]\b|gb|gib|[bm]illion|bit|亿|万|千|"
    r"种|个|位|年|月|天|张|块|卡|倍|次|小时|分钟|tokens?|languages?|models?|years?|hours?|minutes?|days?|"
    r"gpus?|cards?|users?|times?|x\b))",
    re.IGNORECASE,
)
_GARBLED = re.compile(r"[\s\-]\d+(?:\.\d+)?(?:v|n|bb)(?![A-Za-z0-9])", re.IGNORECASE)  # a size
# A kind of model, where it is written as part of the name.
_KIND = re.compile(
    r"\s(?:(?i:VL|Omni|OCR|ASR|TTS|Reranker)|Guard|Guardian|Vision|Audio|Math|Coder|Code|Embedding|Prover|"
    r"Chat|Instruct|Inst|Flash|Air|Scout|Maverick|Thinking|Tiny|Nano|Mini|Small|Medium|Large|Super|Ultra|"
    r"Pro|Plus|Lite|Turbo|Max(?!\s+(?:context|tokens?|length)))(?![A-Za-z])"
)
_POINT = re.compile(r"\.\d")  # Llama 3.7
_PROGRAM = re.compile(r"\.[a-z]")  # llama.cpp
_STAMP = re.compile(r"\s(?!20[12]\d)\d{4}(?![\d.,])")  # an edition: Mistral Nemo 2407
_GLUED = re.compile(r"(?!(?:vs|and|or|AI|API|LLMs?)(?![A-Za-z]))[A-Za-z0-9]+")  # 猎鹰H2
_AFTER_SPACE = frozenset(
    "it next super ultra air pro plus small medium tiny micro nemo code".split()
)
_BARE_SIZE = 10  # billions; a smaller number behind a name is a version
_TUNED = frozenset({"chat", "instruct", "inst", "it"})
_NO_OTHER_MODEL = frozenset({"base", "hf", "it"})


@dataclass(frozen=True)
class Narrowed:
    """The records that a name with its tail means, none where there is no such, and its end."""

    end: int
    models: tuple[str, ...]


@dataclass(frozen=True)
class Tails:
    """What the names of a catalogue's records may be followed by."""

    catalogue: Catalogue

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {model.id: _words(model) for model in self.catalogue.models.values()}

    def narrow(self, text: str, end: int, models: tuple[str, ...]) -> Narrowed | None:
        """The models left by what stands in `text` behind a name that ends at `end`.

        None where the name is only the beginning of another word.
        """
        start = end
        several = len({self.catalogue.models[model].family.id for model in models}) > 1
        while True:
            step = self._step(text, end, models, several=several)
            if step is None:
                break
            if not step.models:
                return Narrowed(_whole(text, step.end), ())
            end, models = step.end, step.models
        if joined(text, end - 1, end):
            # A letter behind a figure belongs to the name (GLM-4.6V), behind a letter to a word.
            return (
                Narrowed(_whole(text, end), ()) if end > start or text[end - 1].isdigit() else None
            )
        if _POINT.match(text, end) or _SUFFIX.match(text, end):
            return Narrowed(_whole(text, end), ())
        if _PROGRAM.match(text, end):
            return None
        other = _KIND.match(text, end) or _GARBLED.match(text, end)
        if any(re.fullmatch(r"\d{4}", word) for model in models for word in self._words[model]):
            other = other or _STAMP.match(text, end)
        if not text[end - 1].isascii():
            other = other or _GLUED.match(text, end)
        return Narrowed(_whole(text, other.end()), ()) if other else Narrowed(end, models)

    def _step(
        self, text: str, end: int, models: tuple[str, ...], *, several: bool
    ) -> Narrowed | None:
        """One thing behind the name, None where nothing is left that belongs to it."""
        if packing := _PACKING.match(text, end):
            return Narrowed(packing.end(), models)
        if edition := _EDITION.match(text, end):
            told = fold(edition["edition"])
            return Narrowed(edition.end(), self._kept(models, lambda m: _in_a_name(told, m)))
        if said := _QUALIFIER.match(text, end):
            kept = self._qualified(said, models)
            if kept is not None:
                return Narrowed(said.end(), kept)
        number = _NUMBER.match(text, end)
        if number and text[end - 1].isdigit():
            return self._bare_size(number, joint=text[end], models=models)
        if number:
            value = float(number["number"])
            sized = not several and value >= _BARE_SIZE

            def fits(model: Model) -> bool:
                return value in self._versions(model) or (sized and value in self._sizes(model))

            return Narrowed(number.end(), self._kept(self._of_the_line(models), fits))
        return None

    def _bare_size(
        self, number: re.Match[str], joint: str, models: tuple[str, ...]
    ) -> Narrowed | None:
        """A size without its unit behind a figure: "Qwen3-8", "R1 14", but not "Llama 3 16" of any."""
        size = float(number["number"])
        kept = self._of_size(size, models)
        if joint == "-":
            return Narrowed(number.end(), kept) if kept else None
        a_size = joint.isspace() and size >= _BARE_SIZE and size in self._all_sizes
        return Narrowed(number.end(), kept) if a_size else None

    @cached_property
    def _all_sizes(self) -> frozenset[float]:
        return frozenset(s for m in self.catalogue.models.values() for s in self._sizes(m))

    def _of_size(self, size: float, models: tuple[str, ...]) -> tuple[str, ...]:
        return self._kept(self._of_the_line(models), lambda m: size in self._sizes(m))

    def _of_the_line(self, models: tuple[str, ...]) -> tuple[str, ...]:
        """Of several families those that are called as their line is: a Mistral of 22B is no Codestral."""
        families = {model: self.catalogue.models[model].family for model in models}
        if len({family.id for family in families.values()}) == 1:
            return models
        return tuple(m for m, family in families.items() if family.id.startswith(family.line))

    def _kept(self, models: tuple[str, ...], fits: Callable[[Model], bool]) -> tuple[str, ...]:
        return tuple(model for model in models if fits(self.catalogue.models[model]))

    def _qualified(self, said: re.Match[str], models: tuple[str, ...]) -> tuple[str, ...] | None:
        """The models that a size, version or variant leaves; None where the word says nothing."""
        if said["size"]:
            scale = {"b": 1.0, "m": 1e-3, "t": 1e3, "亿": 0.1}[said["scale"][0].lower()]
            size = round(float(said["size"]) * scale, 6)
            return self._of_size(size, models)
        if said["version"]:
            return self._kept(models, lambda m: float(said["version"]) in self._versions(m))
        if said["label"]:
            labels = {
                w for model in models for w in self._words[model] if w[0] == said["letter"].lower()
            }
            if not any(re.fullmatch(r"[a-z]\d[\d.]*", word) for word in labels):
                return None  # "Qwen3 on an M4", not of a line that numbers its models so
            return self._kept(models, lambda m: said["label"].lower() in self._words[m.id])
        if said["part"]:
            return self._kept(models, lambda m: _in_a_name(said["part"].lower(), m))
        return self._of_variant(said, models)

    def _of_variant(self, said: re.Match[str], models: tuple[str, ...]) -> tuple[str, ...] | None:
        word, joint = said["word"].lower(), said["joint"]
        if "-" not in joint and word in _AFTER_SPACE and said["word"].islower():
            return None  # "is Mistral small enough"
        kept = self._kept(models, lambda m: word in self._words[m.id] or word == m.record.variant)
        if not kept and word in _TUNED:
            kept = self._kept(
                models, lambda m: bool(_TUNED & self._words[m.id]) or m.record.variant == "chat"
            )
        if kept or word in _NO_OTHER_MODEL:
            return kept or models
        return () if joint.endswith(("-", "_", ":")) else None

    def _sizes(self, model: Model) -> frozenset[float]:
        """In billions, as the record and as its names have them."""
        said = model.facts.parameters
        named = (re.fullmatch(r"(\d+(?:\.\d+)?)([bmt])", word) for word in self._words[model.id])
        scales = {"b": 1.0, "m": 1e-3, "t": 1e3}
        return frozenset(round(float(m[1]) * scales[m[2]], 6) for m in named if m) | frozenset(
            (said.value if said else None) or ()
        )

    def _versions(self, model: Model) -> frozenset[float]:
        named = (_VERSIONED.fullmatch(word) for word in self._words[model.id])
        return frozenset(float(m[1]) for m in named if m)


def _whole(text: str, end: int) -> int:
    """The end of a name that no record has, with all that is joined to it."""
    while joined(text, end - 1, end):
        end += 1
    while more := _MORE.match(text, end):
        end = more.end()
    return end


def _words(model: Model) -> frozenset[str]:
    hub = model.facts.hub_id.value if model.facts.hub_id else None
    names = (model.id, model.name, model.family.name, *model.record.aliases, hub or "")
    words = {word for name in names for word in _APART.split(name.lower())}
    shared = {w for name in model.family.aliases for w in _APART.split(name.lower()) if w.isalpha()}
    return frozenset(words | shared) - {""}


def _in_a_name(part: str, model: Model) -> bool:
    return any(part in fold(name) for name in (model.id, model.name, *model.record.aliases))

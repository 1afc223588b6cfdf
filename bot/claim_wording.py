"""How what is claimed is shown: in the text's own words, where these say it by themselves."""

from bot.claim_assertion import Assertion, Words
from bot.wording import ARCHITECTURE, COMMERCIAL, LANGUAGE_NAMES

_USES = {
    "yes": COMMERCIAL["yes"],
    "free": ("allowed, free of charge", "可以免费商用"),
    "unconditional": ("allowed without conditions", "可以无条件商用"),
    "conditional": COMMERCIAL["conditional"],
    "sold": ("allowed with a separate licence", "须另获许可方可商用"),
    "hosted": ("allowed as a hosted service", "可以提供托管服务"),
    "no": COMMERCIAL["no"],
}
_COUNTED = {
    "languages_count": ("{} languages", "{} 种语言"),
    "programming_languages": ("{} programming languages", "{} 种编程语言"),
    "layers": ("{} layers", "{} 层"),
}
_KINDS = {**ARCHITECTURE, "dense": ("dense", "稠密模型")}


def claimed(said: Assertion, text: str, language: str) -> str:
    """The value that is claimed, in words; `text` is the statement that claims it."""
    zh = language == "zh"
    written = text[said.start : said.end].strip(" ,，。.")
    if said.field in _COUNTED:
        written = _COUNTED[said.field][zh].format(written)
    elif isinstance(said.value, Words):
        kind = said.value.values[0]
        if said.field == "commercial_use":
            return _USES[kind][zh]
        if said.field == "architecture" and kind in _KINDS:
            written = _KINDS[kind][zh]
        elif said.field in ("languages", "languages_only"):
            written = LANGUAGE_NAMES[kind][zh]
            if said.field == "languages_only":
                written = f"只有{written}" if zh else f"{written} only"
    if said.negated:
        return f"并非{written}" if zh else f"not {written}"
    return written

"""The language that an answer is to be in: that of its fixed words, its prose and its characters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.characters import is_traditional

FEWEST_WORDS = 2  # function words by which a language in Latin letters is known

# Each by its code: what it is called in English, Chinese and itself.
_CALLED: dict[str, tuple[str, ...]] = {
    "de": ("german", "德语", "德文", "deutsch"),
    "fr": ("french", "法语", "法文", "français", "francais"),
    "es": ("spanish", "西班牙语", "西语", "español", "espanol", "castellano"),
    "it": ("italian", "意大利语", "italiano"),
    "pt": ("portuguese", "葡萄牙语", "葡语", "português", "portugues"),
    "ja": ("japanese", "日语", "日文", "日本語"),
    "ko": ("korean", "韩语", "韩文", "한국어"),
    "ru": ("russian", "俄语", "俄文", "по-русски", "русском"),
}
ENGLISH_NAMES = {code: names[0].title() for code, names in _CALLED.items()}
# Words without a content that no other of these languages shares, nor English.
_WORDS: dict[str, frozenset[str]] = {
    "de": frozenset(
        "der das und ist nicht wie viele welche welches welcher wieviel hat haben kann können darf dürfen ich wir für mit ein eine einen einem auf "
        "oder sind wird werden wurde unter unser unsere brauche brauchen soll sollten sollen gibt zu dem den läuft auch bei nutzen verwenden kommerziell im am von vom lizenz parameter".split()
    ),
    "fr": frozenset(
        "le la les est quel quelle quels quelles combien avec pour nous vous une des du peut peut-on pouvons je sont dans sur qui quoi "
        "modèle modèles ce cette notre puis-je avez au aux pas utiliser commercialement et été par licencié".split()
    ),
    "es": frozenset(
        "el los las qué cuál cuáles cuántos cuántas cuántas es son para con una del puedo podemos puede cómo usar modelo modelos tiene "
        "nuestra nuestro en por necesito está cual cuantos utilizar comercialmente fue parámetros".split()
    ),
    "it": frozenset(
        "il gli che quale quali quanti quante è sono per con una del della posso possiamo può come usare modello modelli ha nostra nostro "
        "di dei nel commerciale utilizzare stato parametri".split()
    ),
    "pt": frozenset(
        "os as qual quais quantos quantas é são para com uma do da posso podemos pode como usar modelo modelos tem nossa nosso em não "
        "por um preciso uso utilizar comercialmente foi parâmetros".split()
    ),
}
_LETTERS = {"de": "[äöüß]", "fr": "[çèêàœ]", "es": "[¿¡ñ]", "it": "[ìò]", "pt": "[ãõ]"}
_ENGLISH = frozenset(
    "the a an is are what which how many can we may does do of for in to and or it should i my our with has have was need recommend models on this that you".split()
)
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]{3}")),
)
# A wish for the answer's language, not a question about the languages that a model answers in.
_WISH_EN = r"(?:^|[,.;!?，。；！？]\s*|\bplease\s+|\b(?:can|could) you\s+)(?:please )?(?:answer|reply|respond|explain|write|tell me)\b[^.?!\n]{0,60}\bin "
_TOLD_EN = (
    rf"(?:{_WISH_EN}|(?:^|[,;])\s*(?:please )?(?:in|use|with) |\b(?:in|use) (?=\w+ \w+,? please\b))"
)
_WISH_ZH = r"(?<!能)(?<!可以)(?<!会)用\s*"
_SAY_ZH = r"(?:来)?\s*(?:回答|作答|答|回复|回覆|说|說|解释|解釋)"
_TRADITIONAL = re.compile(
    rf"{_TOLD_EN}traditional (?:chinese|characters)\b|(?:繁體|繁体|正體|正体)(?:中文|字|汉字|漢字)?{_SAY_ZH}|(?:用|以|改成|换成|換成|转成|轉成)\s*(?:繁體|繁体|正體|正体)",
    re.IGNORECASE,
)
_SIMPLIFIED = re.compile(
    rf"{_TOLD_EN}simplified (?:chinese|characters)|(?:简体|簡體)(?:中文|字|汉字|漢字)?{_SAY_ZH}|(?:用|以|改成|换成|換成)\s*(?:简体|簡體)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Tongue:
    """What an answer is worded in: `fixed` words in `en` or `zh`, `prose` in a language by its code."""

    fixed: str
    prose: str
    traditional: bool = False

    @property
    def foreign(self) -> bool:
        """Whether the prose is in another language than the fixed words."""
        return self.prose not in ("en", "zh")


def tongue_of(text: str, fixed: str, before: Sequence[str] = ()) -> Tongue:
    """The tongue that a question asks for, or is in; `fixed` is what its rules made of it.

    Of Chinese that is written alike in both scripts, the questions `before` tell which it is in.
    """
    if _TRADITIONAL.search(text):
        return Tongue("zh", "zh", traditional=True)
    wished = _wished(text)
    if fixed == "zh" and not wished:
        scripts = (_script(one) for one in (text, *reversed(before)))
        return Tongue("zh", "zh", next((s for s in scripts if s is not None), False))
    return Tongue("en", wished or written(text))


def _script(text: str) -> bool | None:
    """Whether a question is in, or asks for, traditional characters; None where it does not tell."""
    if _TRADITIONAL.search(text):
        return True
    return False if _SIMPLIFIED.search(text) else is_traditional(text)


def _wished(text: str) -> str:
    """The language that a question asks to be answered in, where it is one of those known here."""
    for code, names in _CALLED.items():
        called = "|".join(re.escape(name) for name in names)
        wish = rf"{_WISH_EN}(?:{called})\b|\bin (?:{called}),? please\b|[,，;]\s*in (?:{called})\W*$|{_WISH_ZH}(?:{called}){_SAY_ZH}"
        if re.search(wish, text, re.IGNORECASE):
            return code
    return ""


def written(text: str) -> str:
    """The language that a question is written in; English where that is not clear."""
    for code, script in _SCRIPTS:
        if script.search(text):
            return code
    counts = {code: _told(text, code) for code in _WORDS}
    code, most = max(counts.items(), key=lambda pair: pair[1])
    return code if most >= FEWEST_WORDS and most > _told(text, "en") else "en"


def spoken(text: str, code: str) -> bool:
    """Whether a text may be in a language: it has a word of it, and no more of English."""
    for script, letters in _SCRIPTS:
        if script == code:
            return bool(letters.search(text))
    return code in _WORDS and _told(text, code) > _told(text, "en")


def _told(text: str, code: str) -> int:
    """How many words and letters of a text belong to a language."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    own = _ENGLISH if code == "en" else _WORDS[code]
    letters = _LETTERS.get(code)
    return sum(word in own for word in words) + bool(letters and re.search(letters, text.lower()))

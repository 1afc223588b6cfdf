"""Words of other languages by which a translation denies, restricts, compares or counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Foreign:
    """How a language writes numbers, and its words that change what a sentence says.

    Each of `denies`, `limits`, `compares` and `commerce` is a regular expression without capitals.
    """

    scales: Mapping[str, float]
    months: tuple[str, ...]
    comma: bool  # decimals stand behind a comma, thousands before a point or a space
    denies: str
    limits: str
    compares: str
    commerce: str
    latin: bool = True
    said: tuple[tuple[float, str], ...] = ()  # how large numbers are said, the largest first

    def number(self, value: float) -> str:
        """A large number as the language writes it."""
        for size, word in self.said:
            if value >= size:
                figure = f"{round(value / size, 6):.6f}".rstrip("0").rstrip(".")
                figure = figure.replace(".", ",") if self.comma else figure
                return f"{figure} {word}" if self.months else f"{figure}{word}"
        return f"{value:.0f}"

    def date(self, day: str, month: int, year: str) -> str:
        """A date as the language writes it; `day` may be empty."""
        if not self.months:
            marks = "年月日" if "億" in self.scales else "년월일"
            spoken = f"{year}{marks[0]}{month}{marks[1]}"
            return f"{spoken}{day}{marks[2]}" if day else spoken
        return " ".join(part for part in (day, self.months[month - 1], year) if part)

    def has(self, kind: str, text: str) -> bool:
        """Whether a text has a word of a kind."""
        return bool(re.search(getattr(self, kind), text.lower()))


FOREIGN: Mapping[str, Foreign] = {
    "de": Foreign(
        scales={
            "tausend": 1e3,
            "million": 1e6,
            "millionen": 1e6,
            "milliarde": 1e9,
            "milliarden": 1e9,
            "billion": 1e12,
            "billionen": 1e12,
        },
        months=tuple(
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
        ),
        comma=True,
        denies=r"\b(?:nicht|kein\w*|nie|niemals|ohne|weder)\b|verbot|untersag|unzulässig|\bnicht\w+",
        limits=r"\b(?:nur|ausschließlich|lediglich|außer|sofern|vorausgesetzt)\b|bedingung|voraussetzung",
        compares=r"\bals\b(?! (?:ein|open|basis))|\b(?:mehr|weniger|größer\w*|kleiner\w*|neuer\w*|älter\w*|höher\w*|besser\w*|meist\w*|am \w+sten|erst\w*|vor|nach)\b",
        said=((1e12, "Billionen"), (1e9, "Milliarden"), (1e6, "Millionen")),
        commerce=r"kommerz|gewerblich",
    ),
    "fr": Foreign(
        scales={
            "mille": 1e3,
            "million": 1e6,
            "millions": 1e6,
            "milliard": 1e9,
            "milliards": 1e9,
            "billion": 1e12,
            "billions": 1e12,
        },
        months=tuple(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
        ),
        comma=True,
        denies=r"\b(?:ne|pas|non|jamais|sans|aucun\w*|ni)\b|\bn['’]|interdi|prohib",
        limits=r"\b(?:seulement|uniquement|seul\w*|exclusivement|sauf|pourvu|moyennant)\b|\bque pour\b|condition",
        compares=r"\b(?:plus|moins|autant|meilleur\w*|pire|supérieur\w*|inférieur\w*|premi\w+|avant|après|fois)\b",
        said=((1e12, "billions"), (1e9, "milliards"), (1e6, "millions")),
        commerce=r"commerc",
    ),
    "es": Foreign(
        scales={
            "mil": 1e3,
            "millón": 1e6,
            "millones": 1e6,
            "mil millones": 1e9,
            "billón": 1e12,
            "billones": 1e12,
        },
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        comma=True,
        denies=r"\b(?:no|nunca|sin|ningun\w*|ningún|ni|jamás)\b|prohib",
        limits=r"\b(?:solo|sólo|solamente|únicamente|exclusivamente|salvo|excepto|siempre que)\b|condici",
        compares=r"\b(?:más|menos|mayor\w*|menor\w*|mejor\w*|peor\w*|superior\w*|inferior\w*|primer\w*|antes|después|veces)\b",
        said=((1e12, "billones"), (1e9, "mil millones"), (1e6, "millones")),
        commerce=r"comerc",
    ),
    "it": Foreign(
        scales={
            "mila": 1e3,
            "milione": 1e6,
            "milioni": 1e6,
            "miliardo": 1e9,
            "miliardi": 1e9,
            "bilione": 1e12,
            "bilioni": 1e12,
        },
        months=tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
        ),
        comma=True,
        denies=r"\b(?:non|mai|senza|nessun\w*|né)\b|viet|proibi",
        limits=r"\b(?:solo|soltanto|solamente|esclusivamente|tranne|salvo|purché)\b|condizion",
        compares=r"\b(?:più|meno|maggior\w*|minor\w*|miglior\w*|peggior\w*|superior\w*|inferior\w*|prim\w+|prima|dopo|volte)\b",
        said=((1e12, "bilioni"), (1e9, "miliardi"), (1e6, "milioni")),
        commerce=r"commerc",
    ),
    "pt": Foreign(
        scales={
            "mil": 1e3,
            "milhão": 1e6,
            "milhões": 1e6,
            "bilhão": 1e9,
            "bilhões": 1e9,
            "mil milhões": 1e9,
            "trilhão": 1e12,
            "trilhões": 1e12,
        },
        months=tuple(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
        ),
        comma=True,
        denies=r"\b(?:não|nunca|sem|nenhum\w*|nem|jamais)\b|proib",
        limits=r"\b(?:só|apenas|somente|unicamente|exclusivamente|salvo|exceto|desde que)\b|condiç",
        compares=r"\b(?:mais|menos|maior\w*|menor\w*|melhor\w*|pior\w*|superior\w*|inferior\w*|primeir\w+|antes|depois|vezes)\b",
        said=((1e12, "trilhões"), (1e9, "bilhões"), (1e6, "milhões")),
        commerce=r"comerc",
    ),
    "ja": Foreign(
        scales={"万": 1e4, "億": 1e8, "兆": 1e12},
        months=(),
        comma=False,
        denies=r"ない|ません|ず(?:に|、)|禁止|不可|なし|非(?=商)",
        limits=r"のみ|だけ|限り|限定|条件|除き|除く",
        compares=r"より|以上|以下|最も|最大|最小|倍|もっと|さらに|初めて|前に|後に",
        said=((1e12, "兆"), (1e8, "億"), (1e4, "万")),
        commerce=r"商用|商業|営利",
        latin=False,
    ),
    "ko": Foreign(
        scales={"만": 1e4, "억": 1e8, "조": 1e12},
        months=(),
        comma=False,
        denies=r"않|없|못|금지|불가|아니|아닙|비(?=상업)",
        limits=r"만(?=\s|\s*사용|\s*가능)|뿐|한해|한하|조건|제외|경우에만",
        compares=r"보다|더 |가장|이상|이하|최대|최소|배|전에|후에|처음",
        said=((1e12, "조"), (1e8, "억"), (1e4, "만")),
        commerce=r"상업|상용|영리",
        latin=False,
    ),
    "ru": Foreign(
        scales={
            "тысяч": 1e3,
            "тысячи": 1e3,
            "миллион": 1e6,
            "миллиона": 1e6,
            "миллионов": 1e6,
            "миллиард": 1e9,
            "миллиарда": 1e9,
            "миллиардов": 1e9,
            "триллион": 1e12,
            "триллиона": 1e12,
            "триллионов": 1e12,
        },
        months=tuple(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
        ),
        comma=True,
        denies=r"\b(?:не|нет|без|нельзя|никогда|ни)\b|запрещ|некоммерч",
        limits=r"\b(?:только|лишь|исключительно|кроме|если)\b|услови",
        compares=r"\b(?:чем|более|менее|больше|меньше|самый|самая|выше|ниже|лучше|хуже|перв\w+|до|после|раз)\b",
        said=((1e12, "триллионов"), (1e9, "миллиардов"), (1e6, "миллионов")),
        commerce=r"коммерч",
        latin=False,
    ),
}

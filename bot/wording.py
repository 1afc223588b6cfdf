"""How values, fields and facts are worded, in both languages."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from knowledge.catalogue import Catalogue, Model
from knowledge.record import FIELDS, Attention, OtherClaim

LABELS: dict[str, tuple[str, str]] = {
    "developer": ("developer", "开发者"),
    "released": ("release date", "发布日期"),
    "parameters": ("parameters", "参数量"),
    "architecture": ("architecture", "架构"),
    "context": ("context window", "上下文长度"),
    "extended_context": ("extended context", "可扩展的上下文"),
    "training_tokens": ("training tokens", "训练 token 数"),
    "training_data": ("training data", "训练数据"),
    "languages": ("languages", "支持的语言"),
    "licence": ("licence", "许可证"),
    "commercial_use": ("commercial use", "能否商用"),
    "tuning": ("fine-tuning", "微调方式"),
    "base_model": ("base model", "基座模型"),
    "access": ("access to the weights", "权重获取方式"),
    "gate": ("before the download", "下载前提"),
    "active_parameters": ("active parameters", "激活参数量"),
    "base_licence": ("base model's licence", "基座模型的许可证"),
    "benchmark": ("benchmark results", "评测成绩"),
    "memory": ("memory", "显存需求"),
    "attention": ("layers and heads", "层数与注意力头"),
    "remark": ("remark", "备注"),
    "inputs": ("inputs", "输入类型"),
    "hub_id": ("Hugging Face id", "Hugging Face 编号"),
    "ollama": ("Ollama tag", "Ollama 标签"),
}
assert set(LABELS) == set(FIELDS), "every field of a record has a label"  # noqa: S101 - a wrong table is a bug at import

LANGUAGE_NAMES: dict[str, tuple[str, str]] = {
    "zh": ("Chinese", "中文"),
    "en": ("English", "英文"),
    "fr": ("French", "法语"),
    "de": ("German", "德语"),
    "es": ("Spanish", "西班牙语"),
    "ja": ("Japanese", "日语"),
    "ko": ("Korean", "韩语"),
    "ru": ("Russian", "俄语"),
    "pt": ("Portuguese", "葡萄牙语"),
    "it": ("Italian", "意大利语"),
    "ar": ("Arabic", "阿拉伯语"),
    "hi": ("Hindi", "印地语"),
    "vi": ("Vietnamese", "越南语"),
    "id": ("Indonesian", "印度尼西亚语"),
    "th": ("Thai", "泰语"),
    "nl": ("Dutch", "荷兰语"),
    "pl": ("Polish", "波兰语"),
    "tr": ("Turkish", "土耳其语"),
    "cs": ("Czech", "捷克语"),
    "sv": ("Swedish", "瑞典语"),
    "da": ("Danish", "丹麦语"),
    "no": ("Norwegian", "挪威语"),
    "fi": ("Finnish", "芬兰语"),
    "hu": ("Hungarian", "匈牙利语"),
    "ro": ("Romanian", "罗马尼亚语"),
    "el": ("Greek", "希腊语"),
    "he": ("Hebrew", "希伯来语"),
    "uk": ("Ukrainian", "乌克兰语"),
    "bg": ("Bulgarian", "保加利亚语"),
    "fa": ("Persian", "波斯语"),
    "bn": ("Bengali", "孟加拉语"),
    "ms": ("Malay", "马来语"),
    "ca": ("Catalan", "加泰罗尼亚语"),
    "sk": ("Slovak", "斯洛伐克语"),
    "hr": ("Croatian", "克罗地亚语"),
    "sr": ("Serbian", "塞尔维亚语"),
    "ur": ("Urdu", "乌尔都语"),
    "ta": ("Tamil", "泰米尔语"),
    "te": ("Telugu", "泰卢固语"),
}
MONTHS = (
    "January February March April May June July August September October November December".split()
)
SHOWN_LANGUAGES = 6  # beyond these, a count says more than a list
YI = 0.1  # 亿 (10^8) in billions


def label(field: str, language: str) -> str:
    """What a field is called."""
    return LABELS[field][language == "zh"]


def pick(language: str, en: str, zh: str) -> str:
    """The wording in the answer's language."""
    return zh if language == "zh" else en


def count(billions: float, language: str) -> str:
    """A number given in billions, as people write it: "176 billion", "1760 亿"."""
    if language == "zh":
        yi = billions / YI
        return f"{_figure(yi / 10_000)} 万亿" if yi >= 10_000 else f"{_figure(yi)} 亿"  # noqa: PLR2004 - 万亿 is 10,000 亿
    if billions >= 1000:  # noqa: PLR2004 - a trillion
        return f"{_figure(billions / 1000)} trillion"
    return (
        f"{_figure(billions)} billion" if billions >= 1 else f"{_figure(billions * 1000)} million"
    )


def short_count(billions: float) -> str:
    """A number given in billions, as in a model's name: "176B", "110M"."""
    return f"{_figure(billions)}B" if billions >= 1 else f"{_figure(billions * 1000)}M"


def date(value: str, language: str) -> str:
    """An ISO date of any precision: "18 July 2023", "2023 年 7 月 18 日"."""
    year, *rest = value.split("-")
    if language == "zh":
        return " ".join(
            [year, "年", *(f"{int(part)} {unit}" for part, unit in zip(rest, "月日", strict=False))]
        )
    names = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *names, year])


def languages(codes: Sequence[str], language: str) -> str:
    """Names of languages, the best known first; one that is not listed stands as its code."""
    known = [LANGUAGE_NAMES[code][language == "zh"] for code in LANGUAGE_NAMES if code in codes]
    others = [code for code in codes if code not in LANGUAGE_NAMES]
    return pick(language, ", ", "、").join([*known, *others][:SHOWN_LANGUAGES])


COUNTRY_NAMES: dict[str, tuple[str, str]] = {
    "US": ("the United States", "美国"),
    "CN": ("China", "中国"),
    "FR": ("France", "法国"),
    "DE": ("Germany", "德国"),
    "GB": ("the United Kingdom", "英国"),
    "AE": ("the United Arab Emirates", "阿联酋"),
    "CA": ("Canada", "加拿大"),
    "KR": ("South Korea", "韩国"),
    "CH": ("Switzerland", "瑞士"),
    "JP": ("Japan", "日本"),
    "IN": ("India", "印度"),
    "IT": ("Italy", "意大利"),
    "ES": ("Spain", "西班牙"),
    "NL": ("the Netherlands", "荷兰"),
    "PL": ("Poland", "波兰"),
    "SE": ("Sweden", "瑞典"),
    "AT": ("Austria", "奥地利"),
    "BE": ("Belgium", "比利时"),
    "IE": ("Ireland", "爱尔兰"),
    "PT": ("Portugal", "葡萄牙"),
    "FI": ("Finland", "芬兰"),
    "DK": ("Denmark", "丹麦"),
    "SG": ("Singapore", "新加坡"),
    "HK": ("Hong Kong", "香港"),
    "TW": ("Taiwan", "台湾"),
    "AU": ("Australia", "澳大利亚"),
    "BR": ("Brazil", "巴西"),
    "IL": ("Israel", "以色列"),
    "RU": ("Russia", "俄罗斯"),
}
THOUSAND, MILLION, BILLION = 1e3, 1e6, 1e9
WAN, YI_COUNT = 1e4, 1e8  # 万, 亿


def countries(codes: Sequence[str], language: str) -> str:
    """Names of countries by ISO 3166-1 code; a code that is not listed stands for itself."""
    areas = {**COUNTRY_NAMES, "EU": ("the European Union", "欧盟")}
    named = [areas.get(code, (code, code))[language == "zh"] for code in codes]
    return pick(language, " or ", "或").join(named)


def people(number: float, language: str) -> str:
    """A count of people or of money, as it is said: "800 million", "8 亿"."""
    scales = (
        ((YI_COUNT, " 亿"), (WAN, " 万"))
        if language == "zh"
        else ((BILLION, " billion"), (MILLION, " million"), (THOUSAND, ",000"))
    )
    for size, name in scales:
        if number >= size:
            return f"{_figure(number / size)}{name}"
    return _figure(number)


def enumerate_names(names: Sequence[str], language: str) -> str:
    """A list of names in running text."""
    if len(names) < 2:  # noqa: PLR2004 - a list needs two
        return "".join(names)
    before = "" if _is_cjk(names[-2][-1:]) else " "
    behind = "" if _is_cjk(names[-1][:1]) else " "
    joint = pick(language, " and ", f"{before}和{behind}")
    return pick(language, ", ", "、").join(names[:-1]) + joint + names[-1]


def _is_cjk(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def value(model: Model, field: str, language: str, catalogue: Catalogue) -> str | None:
    """A field's value in words, or None where the record does not know it."""
    fact = getattr(model.facts, field)
    if fact is None or fact.value is None:
        return None
    match field:
        case "parameters":
            return enumerate_names([f"{count(p, language)}" for p in fact.value], language)
        case "released":
            return date(fact.value, language)
        case "context" | "extended_context":
            return pick(language, f"{fact.value:,} tokens", f"{fact.value} 个 token")
        case "training_tokens":
            return pick(
                language, f"{count(fact.value, 'en')} tokens", f"{count(fact.value, 'zh')}个 token"
            )
        case "active_parameters":
            return count(fact.value, language)
        case "inputs":
            return enumerate_names(
                [INPUTS[kind][language == "zh"] for kind in fact.value], language
            )
        case "gate":
            return GATES[fact.value][language == "zh"]
        case "licence" | "base_licence":
            return catalogue.licences[fact.value].name
        case "commercial_use":
            return COMMERCIAL[fact.value][language == "zh"]
        case "architecture":
            return ARCHITECTURE[fact.value][language == "zh"]
        case "languages":
            return _languages(fact.value.codes, fact.value.count, fact.value.programming, language)
        case "attention":
            return _attention(fact.value, language)
        case "base_model":
            base = catalogue.models.get(fact.value)
            family = catalogue.families.get(fact.value)
            return base.name if base else family.name if family else fact.value
        case _:
            return fact.value if isinstance(fact.value, str) else fact.value[language]


ATTENTION_KINDS = {
    "latent": ("multi-head latent attention", "多头潜在注意力（MLA）"),
    "sliding-window": ("sliding-window attention", "滑动窗口注意力"),
    "hybrid": ("hybrid of attention and recurrent layers", "注意力与循环层混合"),
    "sparse": ("sparse attention", "稀疏注意力"),
}


def _attention(a: Attention, language: str) -> str:
    """The shape of the attention, as far as it is known."""
    parts = [
        (a.layers, pick(language, f"{a.layers} layers", f"{a.layers} 层")),
        (a.heads, pick(language, f"{a.heads} attention heads", f"{a.heads} 个注意力头")),
        (
            a.kv_heads and a.head_size,
            pick(
                language,
                f"{a.kv_heads} KV heads of size {a.head_size}",
                f"{a.kv_heads} 个 KV 头（每头 {a.head_size} 维）",
            ),
        ),
        (
            a.hidden_size,
            pick(language, f"hidden size {a.hidden_size}", f"隐藏层 {a.hidden_size} 维"),
        ),
        (a.kind in ATTENTION_KINDS, ATTENTION_KINDS.get(a.kind or "", ("", ""))[language == "zh"]),
    ]
    worded = pick(language, ", ", "，").join(words for held, words in parts if held)
    return worded + (f" ({a.of})" if a.of else "")


def other_value(
    model: Model, field: str, other: OtherClaim[Any], language: str, catalogue: Catalogue
) -> str:
    """What another source says of a field, in words."""
    fact = getattr(model.facts, field).model_copy(update={"value": other.value})
    facts = model.facts.model_copy(update={field: fact})
    return value(replace(model, facts=facts), field, language, catalogue) or str(other.value)


COMMERCIAL = {
    "yes": ("allowed", "可以商用"),
    "conditional": ("allowed under conditions", "有条件可商用"),
    "no": ("not allowed", "不可商用"),
}
ARCHITECTURE = {
    "decoder": ("decoder-only (generates text)", "仅解码器（能生成文本）"),
    "encoder": ("encoder-only (does not generate text)", "仅编码器（不生成文本）"),
    "mixture-of-experts": (
        "decoder-only, a mixture of experts (generates text)",
        "仅解码器的混合专家（能生成文本）",
    ),
}
INPUTS = {"text": ("text", "文本"), "image": ("images", "图像"), "audio": ("audio", "音频")}
GATES = {
    "none": ("nothing to accept", "无需申请或同意条款"),
    "accept": ("terms to accept on Hugging Face", "须在 Hugging Face 上同意条款"),
    "request": ("access to be requested", "须申请访问权限"),
}


def _languages(
    codes: Sequence[str], total: int | None, programming: int | None, language: str
) -> str:
    named = languages(codes, language)
    if total is None:
        return named
    more = pick(language, f"{total} natural languages", f"{total} 种自然语言")
    if programming:
        more += pick(
            language, f" and {programming} programming languages", f"和 {programming} 种编程语言"
        )
    return more + (pick(language, f", among them {named}", f"，其中有{named}") if named else "")


def all_languages(model: Model, language: str) -> str | None:
    """Every language of a model by name; None where a number stands for those that are not listed."""
    held = model.facts.languages.value if model.facts.languages else None
    if held is None or held.count is not None or len(held.codes) <= SHOWN_LANGUAGES:
        return None
    known = [
        names[language == "zh"] for code, names in LANGUAGE_NAMES.items() if code in held.codes
    ]
    others = [code for code in held.codes if code not in LANGUAGE_NAMES]
    return enumerate_names([*known, *others], language)


def sentence(name: str, field: str, worded: str, language: str) -> str:
    """A fact as a sentence about `name`."""
    if field == "released" and language == "en":
        worded = (
            f"on {worded}" if worded[:2].strip().isdigit() and " " in worded else f"in {worded}"
        )
    if field == "commercial_use":
        return _COMMERCIAL_SENTENCES[worded].format(name=name)
    en, zh = _SENTENCES.get(field, ("{name} ({label}): {value}.", "{name}（{label}）：{value}。"))
    text = pick(language, en, zh).format(name=name, value=worded, label=label(field, language))
    text = _JOINED_CJK.sub("", text.replace("..", ".").replace("。。", "。"))
    if language == "en" and " and " in name:
        for one, many in ((" was ", " were "), (" is ", " are "), (" has ", " have ")):
            text = text.replace(name + one, name + many)
    return text


_JOINED_CJK = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_SENTENCES = {
    "developer": ("{name} was developed by {value}.", "{name} 由 {value} 开发。"),
    "released": ("{name} was released {value}.", "{name} 发布于 {value}。"),
    "parameters": ("{name} has {value} parameters.", "{name} 有 {value}个参数。"),
    "architecture": ("{name} is {value}.", "{name} 是{value}模型。"),
    "context": ("{name} has a context window of {value}.", "{name} 的上下文长度是 {value}。"),
    "training_tokens": ("{name} was trained on {value}.", "{name} 用 {value} 训练。"),
    "licence": ("{name} is licensed under {value}.", "{name} 的许可证是 {value}。"),
    "memory": ("Published memory figures of {name}: {value}.", "{name} 公布的显存数字：{value}。"),
    "attention": ("{name} has {value}.", "{name} 有 {value}。"),
    "base_model": ("{name} is based on {value}.", "{name} 基于 {value}。"),
    "languages": ("{name} is meant for {value}.", "{name} 支持 {value}。"),
}
_COMMERCIAL_SENTENCES = {
    "allowed": "{name} may be used commercially.",
    "allowed under conditions": "{name} may be used commercially, but only under conditions.",
    "not allowed": "{name} may not be used commercially.",
    "可以商用": "{name} 可以商用。",
    "有条件可商用": "{name} 可以商用，但有条件。",
    "不可商用": "{name} 不可商用。",
}


def _figure(number: float) -> str:
    return f"{round(number, 6):,.6f}".rstrip("0").rstrip(".").replace(",", "")

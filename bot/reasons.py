"""What the demands are called where they rule a model out, and the rule of a pick's order."""

from bot.pick import Pick
from bot.wording import pick

REASONS: dict[str, tuple[str, str]] = {
    "commercial": ("commercial use", "商用要求"),
    "licences": ("licence", "许可证"),
    "languages": ("language", "语言"),
    "memory_gb": ("memory", "显存"),
    "context": ("context", "上下文"),
    "open_data": ("training data", "训练数据"),
    "variant": ("base or tuned", "基座或指令版"),
    "unconditional": ("conditions", "附加条件"),
    "developer": ("developer", "开发者"),
    "no_developers": ("excluded developer", "排除的开发者"),
    "countries": ("country", "国家"),
    "no_countries": ("excluded country", "排除的国家"),
    "no_licences": ("excluded licence", "排除的许可证"),
    "no_languages": ("excluded language", "排除的语言"),
    "no_families": ("excluded model", "排除的模型"),
    "min_languages": ("number of languages", "语言数量"),
    "task": ("purpose", "用途"),
    "max_parameters": ("too large", "规模上限"),
    "min_parameters": ("too small", "规模下限"),
    "after": ("too old", "发布太早"),
    "before": ("too new", "发布太晚"),
    "architecture": ("kind of model", "模型类型"),
    "users": ("number of users", "用户数"),
    "revenue": ("revenue", "收入"),
    "region": ("region", "地区"),
    "hosted": ("hosting", "托管服务"),
    "outputs": ("training on outputs", "用输出训练"),
    "beyond": ("not beyond that model", "没有比它更进一步"),
}
_SUITED = {
    "code": ("models that write code", "能写代码的模型"),
    "understanding": ("encoders", "编码器"),
    "generation": ("models that write text", "能生成文本的模型"),
}
_CHAT = ("models tuned for conversation", "对话微调过的模型")


def rule(picked: Pick, language: str) -> str:
    """The rule by which the models stand in their order, in a sentence or two."""
    suited = _SUITED.get(picked.wanted.task or "", _CHAT)[language == "zh"]
    if picked.wanted.small:
        return pick(
            language,
            f"Order: {suited} first, then the smaller.",
            f"排序：{suited}优先，其次规模越小越靠前。",
        )
    if picked.wanted.for_understanding:
        return pick(
            language,
            "Order: encoders first, made for the wanted language alone before others, then the newer, then the larger that fits. No benchmark compares them.",
            "排序：编码器优先，专为所需语言训练的在前，其次看发布时间，再次看放得下的最大规模。没有能同时比较它们的评测。",
        )
    return pick(
        language,
        f"Order: {suited} first; then people's ratings ({picked.category}), carried along a line of models to those not rated; then the newer, then the larger that fits.",
        f"排序：{suited}优先；其次看众人评分（{CATEGORY_NAMES[picked.category]}），没有评分的按同系列推得；再次看发布时间；最后看放得下的最大规模。",
    )


CATEGORY_NAMES = {
    "overall": "总体",
    "coding": "编程",
    "chinese": "中文",
    "english": "英文",
    "french": "法语",
    "german": "德语",
    "spanish": "西班牙语",
    "japanese": "日语",
    "korean": "韩语",
    "russian": "俄语",
}

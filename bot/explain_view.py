"""An explanation as text of 80 columns, in both languages."""

from collections import defaultdict
from collections.abc import Iterator

from bot.characters import traditional
from bot.drop_reasons import worded
from bot.explanation import Explanation, Weighed
from bot.reasons import REASONS
from bot.wording import label, pick
from bot.wrapping import wrapped
from knowledge.record import FIELDS

MOST_MODELS = 8  # of those that qualify, and of those that a demand rules out
OUTCOMES = {
    "qualifies": ("qualify", "符合"),
    "close": ("at the edge", "处于边缘"),
    "unknown": ("cannot be judged", "无法判断"),
}
STEPS = {
    "understand": "理解",
    "retrieve": "检索",
    "decide": "决定",
    "first_text": "首段文字",
    "write": "书写",
    "check": "核对",
    "total": "合计",
}
INTENTS = {
    "fact": "事实",
    "comparison": "比较",
    "superlative": "最值",
    "choice": "选型",
    "list": "列表",
    "advice": "选型步骤",
    "benefits": "好处",
    "overview": "概述",
    "errata": "勘误",
    "siblings": "同开发者的模型",
    "passages": "文章内容",
    "greeting": "问候",
    "self": "关于本助手",
    "price": "价格",
    "future": "未来",
    "outside": "范围之外",
    "definition": "名词解释",
    "need": "是否需要大模型",
    "why": "为什么",
    "why_not": "为什么不选",
}


def explanation_text(explanation: Explanation) -> str:
    """How an answer came about, line by line, in the language of its fixed words."""
    e = explanation
    parts = (_understood(e), _weighed(e), _retrieved(e), _evidence(e), _sentences(e), _times(e))
    text = "\n".join(line for part in parts for line in part)
    return traditional(text) if e.traditional else text


def _head(e: Explanation, en: str, zh: str) -> str:
    return f"── {pick(e.language, en, zh)}"


def _pair(e: Explanation, en: str, zh: str, text: str) -> Iterator[str]:
    colon = pick(e.language, ": ", "：")
    yield from wrapped(f"{pick(e.language, en, zh)}{colon}{text}", "  ", "    ")


def _understood(e: Explanation) -> Iterator[str]:
    yield _head(e, "understood", "理解")
    script = " (Hant)" if e.traditional else ""
    yield from _pair(e, "language", "语言", e.prose_language + script)
    intent = pick(e.language, e.intent, INTENTS.get(e.intent, e.intent))
    by = pick(e.language, " (named by the chat model)", "（由对话模型判断）") if e.by_model else ""
    yield from _pair(e, "kind of question", "问题类型", intent + by)
    comma = pick(e.language, ", ", "、")
    if e.models:
        yield from _pair(e, "models", "模型", comma.join(e.models))
    if e.unknown:
        yield from _pair(e, "names without a record", "没有记录的名字", comma.join(e.unknown))
    if e.fields:
        named = [label(f, e.language) if f in FIELDS else f for f in e.fields]
        yield from _pair(e, "fields", "字段", comma.join(named))
    if e.demands:
        yield from _pair(e, "demands", "条件", e.demands)


def _weighed(e: Explanation) -> Iterator[str]:
    if not e.candidates:
        return
    yield _head(e, f"candidates ({len(e.candidates)})", f"候选（{len(e.candidates)}）")
    for outcome, (en, zh) in OUTCOMES.items():
        found = [c for c in e.candidates if c.outcome == outcome]
        if found:
            yield from _pair(e, f"{en} ({len(found)})", f"{zh}（{len(found)}）", _names(found, e))
    by_demand: dict[str, list[Weighed]] = defaultdict(list)
    for candidate in e.candidates:
        for demand in candidate.demands if candidate.outcome == "eliminated" else ():
            by_demand[demand].append(candidate)
    for demand, out in sorted(by_demand.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        en, zh = REASONS.get(demand, (demand, demand))
        yield from _pair(
            e, f"ruled out by {en} ({len(out)})", f"因{zh}排除（{len(out)}）", _names(out, e)
        )


def _names(found: list[Weighed], e: Explanation) -> str:
    shown = pick(e.language, ", ", "、").join(c.model for c in found[:MOST_MODELS])
    return shown + (" …" if len(found) > MOST_MODELS else "")


def _retrieved(e: Explanation) -> Iterator[str]:
    if not e.passages:
        return
    floor = "" if e.relevance_floor is None else f"{e.relevance_floor:.3f}"
    yield _head(
        e,
        f"passages (score, similarity, keywords; off-topic questions reach {floor})",
        f"检索到的段落（得分、相似度、关键词；无关问题可达 {floor}）",
    )
    for p in e.passages:
        scores = f"{p.score:.3f}  {p.similarity:.3f}  {p.keywords:.3f}"
        yield from wrapped(f"{scores}  {p.document} › {p.heading}", "  ", "    ")


def _evidence(e: Explanation) -> Iterator[str]:
    if not e.evidence:
        return
    yield _head(e, f"evidence ({len(e.evidence)})", f"证据（{len(e.evidence)}）")
    for one in e.evidence:
        marked = "* " if one["text"] in e.points else ""
        yield from wrapped(f"{marked}[{one['source']}] {one['text']}", "  ", "    ")
    if e.points:
        yield from wrapped(
            pick(e.language, "* for the chat model to tell", "* 交给对话模型去说"), "  ", "    "
        )
    sources = {one["source"]: one["title"] for one in e.evidence}
    for number, source in sorted(sources.items()):
        yield from wrapped(f"[{number}] = {source}", "  ", "    ")


def _sentences(e: Explanation) -> Iterator[str]:
    if not (e.kept or e.dropped):
        return
    kept, dropped = len(e.kept), len(e.dropped)
    yield _head(
        e,
        f"sentences of the chat model: {kept} shown, {dropped} dropped",
        f"对话模型的句子：显示 {kept} 句，删去 {dropped} 句",
    )
    for sentence in e.kept:
        yield from wrapped(f"+ {sentence}", "  ", "    ")
    for one in e.dropped:
        reason = worded(one["reason"], e.language)
        yield from wrapped(f"- {one['text']}", "  ", "    ")
        yield from wrapped(reason, "    ", "    ")


def _times(e: Explanation) -> Iterator[str]:
    yield _head(e, "milliseconds", "毫秒")
    told = (f"{pick(e.language, step, STEPS[step])} {ms:g}" for step, ms in e.timings_ms.items())
    yield from wrapped(" · ".join(told), "  ", "    ")

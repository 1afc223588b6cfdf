"""Whether a task needs a language model at all: often a smaller kind of model does, or none."""

import re
from dataclasses import replace

from bot.answer import Reference
from bot.constraints import Constraints
from bot.draft import Draft
from bot.passages import state_sentences
from bot.pick import by_family, by_line, pick
from bot.understanding import Understanding
from bot.wording import enumerate_names, sentence, value
from knowledge.articles import Article
from knowledge.catalogue import Catalogue, Model
from knowledge.tasks import Takes, Task

_LLM = r"(?:LLMs?|(?:large )?language models?|(?:big|large|generative|full) (?:AI )?models?|gen(?:erative)? ?AI|AI|GPT(?:-?\d\w*)?|ChatGPT)"
_LLM_ZH = r"(?:大语言模型|语言模型|大模型|生成式(?:AI|人工智能)|人工智能|(?<![A-Za-z])(?:LLM|GPT|ChatGPT|AI)(?![A-Za-z]))"
_NEED = re.compile(
    rf"(?<!which )(?<!what )\b(?:do|does|would|will|should|must|did)(?: not|n't)? (?:i|we|you|my|our|one|it|this|that|the)\b[^?.]{{0,40}}\b(?:need|require|use|take|want|have to use|go for|bother with)\b[^?.]{{0,20}}\b{_LLM}\b"
    rf"|\b{_LLM}\b[^?.]{{0,20}}\b(?:needed|necessary|required|overkill|worth (?:it|using)|too much|the right (?:tool|choice)|make sense|a must|justified)\b|\b(?:is|are|would|does|isn't) (?:an? |using an? |it )?[^?.]{{0,30}}\b{_LLM}\b[^?.]{{0,40}}\b(?:needed|necessary|required|overkill|worth|too much|right tool|make sense|sensible)\b"
    rf"|\b(?:need|want|use|take|require)s? (?:an? |some |any )?(?:\w+ )?{_LLM}\b[^?]{{0,80}}\b(?:or|at all|really|rather|instead|enough)\b|\b{_LLM}\b(?: or|,? or (?:just )?|[^?.]{{0,12}}\bor\b) (?:is )?[^?.]{{0,20}}\b(?:smaller|simpler|classic\w*|rules?|regex|something|a script|bert|encoder|traditional|cheaper|else)\b"
    rf"|(?<!models )(?<!which )\b(?:need|require) (?:an? |some )?{_LLM}\b[^?.]{{0,12}}\?|\b(?:without|instead of|rather than|no need for|avoid) (?:using )?(?:an? |any )?{_LLM}\b|\b(?:overkill|necessary|sledgehammer)\b[^?.]{{0,40}}\b{_LLM}\b|\b{_LLM}\b[^?.]{{0,30}}\boverkill\b|\b(?:need|necessary)\b[^?.]{{0,20}}\b{_LLM}\b[^?.]{{0,6}}\b(?:for|to)\b(?=[^?.]{{0,80}}\?)"
    rf"|(?:需要|有必要|必须|非得|一定要|要不要|用不用|用得着|用得上|该不该|应不应该|是不是得|是否需要|是否要|得用|犯得着|值得|适合|得上|要用|必要)[^？?。]{{0,12}}{_LLM_ZH}|{_LLM_ZH}[^？?。]{{0,8}}(?:有必要|必要吗|大材小用|杀鸡用牛刀|是不是太|浪费|还是(?:用)?(?:规则|正则|小模型|传统|BERT|别的|普通))|(?:不用|不需要|不上|不靠|没有){_LLM_ZH}[^？?。]{{0,10}}(?:行|可以|能|够|做)|(?:够|行|可以)了?[^？?]{{0,4}}(?:不用|不需要|不必|无需)(?:上|用)?{_LLM_ZH}|(?:大材小用|杀鸡用牛刀)|(?:上|用|靠|拿){_LLM_ZH}[^？?。]{{0,12}}(?:有必要|合适|划算|值|必要|靠谱)[^？?。]{{0,4}}吗",
    re.IGNORECASE,
)
# Asks which model to take, and so takes it for granted that one is.
_WHICH = re.compile(
    r"\b(?:which|what|best|recommend\w*)\b (?:\w+[ -]){0,4}?(?:models?|llms?)\b|哪个|哪款|哪些|什么模型|推荐",
    re.IGNORECASE,
)
_VERDICTS: dict[Takes, tuple[str, str]] = {
    "nothing": ("No, not for {name}: no model is needed.", "不需要：{name}用不着任何模型。"),
    "search": ("No, not for {name}: an index is enough.", "不需要：{name}用索引就够了。"),
    "classic": (
        "No, not for {name}: classic machine learning does it.",
        "不需要：{name}用传统机器学习即可。",
    ),
    "other": (
        "No, not for {name}: it takes another kind of model.",
        "不需要：{name}要用另一类模型。",
    ),
    "encoder": (
        "Mostly not for {name}: an encoder, a much smaller kind of model, does it.",
        "多半不需要：{name}用编码器就行，它是小得多的一类模型。",
    ),
    "perhaps": ("For {name}, not necessarily a large one.", "{name}不一定需要大模型。"),
    "llm": ("Yes, for {name}.", "需要：{name}离不开它。"),
}
CARD = 24  # GB, of the cards that people have at home
NAMED = 3


def asks_for_need(text: str) -> bool:
    """Whether a question asks if a language model is needed at all."""
    return _NEED.search(text) is not None and not _WHICH.search(text)


def is_generic(name: str) -> bool:
    """Whether a name stands for language models as such: "GPT", "ChatGPT"."""
    return re.fullmatch(_LLM, name.strip(), re.IGNORECASE) is not None


def find_task(text: str, catalogue: Catalogue) -> Task | None:
    """The task that a question is about, its words for language models left out."""
    return catalogue.tasks.find(re.sub(rf"\b{_LLM}\b|{_LLM_ZH}", " ", text, flags=re.IGNORECASE))


def state_need(draft: Draft, asked: Understanding, article: Article) -> tuple[str, ...]:
    """Add whether the task needs a language model, what does it, and the article's advice."""
    task = find_task(asked.text, draft.catalogue)
    shown: tuple[str, ...] = ()
    if task is None:
        draft.lines.append(
            draft.say(
                "That depends on the task: for new text in free wording, yes; for classification, search or extraction an encoder such as BERT mostly does; for anything with exact rules, no model. Tell me the task, and I can say more.",
                "这取决于任务：要自由地写出新文本，需要；分类、检索、抽取，多半用 BERT 这类编码器就行；有确定规则的事，不需要模型。告诉我具体任务，我可以说得更准。",
            )
        )
    else:
        shown = _judge(draft, asked, task)
    section = article.sections["choosing-need"]
    state_sentences(draft, article, section, section.sentences[-2:])
    return shown


def _judge(draft: Draft, asked: Understanding, task: Task) -> tuple[str, ...]:
    en, zh = _VERDICTS[task.takes]
    verdict = draft.say(en, zh).format(name=task.name[draft.language])
    source = draft.catalogue.tasks.sources[task.source]
    why = draft.state(task.text[draft.language], Reference.of(source), (), "passage")
    draft.lines += [f"**{verdict}**", why.cited()]
    if task.takes == "encoder":
        wanted = asked.constraints
        if not wanted.languages:  # most likely that of the question
            wanted = replace(wanted, languages=(draft.language,))
        return _name(draft, wanted, encoder=True)
    return _name(draft, asked.constraints, encoder=False) if task.takes == "llm" else ()


def _name(draft: Draft, asked: Constraints, *, encoder: bool) -> tuple[str, ...]:
    """Add a few models that do it, with their licences."""
    wanted = Constraints(
        task="understanding" if encoder else asked.task if asked.task != "understanding" else None,
        languages=asked.languages,
        commercial=asked.commercial,
        memory_gb=asked.memory_gb or (None if encoder else CARD),
    )
    qualifying = pick(draft.catalogue, wanted).qualifying
    kin = by_family(qualifying) if encoder else by_line(qualifying)
    models = [group[0].model for group in kin][:NAMED]
    if not models:
        return ()
    named = enumerate_names([_told(draft, m) for m in models], draft.language)
    if encoder:
        draft.lines.append(draft.say(f"Encoders on record: {named}.", f"记录里的编码器：{named}。"))
    else:
        size = f"{round(wanted.memory_gb or CARD, 1):g}"
        draft.lines.append(
            draft.say(
                f"Such a model for {size} GB: {named}.", f"{size} GB 放得下的这类模型：{named}。"
            )
        )
    return tuple(m.id for m in models)


def _told(draft: Draft, model: Model) -> str:
    """A model's name with its licence as evidence."""
    worded = value(model, "licence", draft.language, draft.catalogue)
    if worded is None or model.facts.licence is None:
        return model.name
    stated = draft.state_fact(
        sentence(model.name, "licence", worded, draft.language),
        model,
        model.facts.licence,
        [model.id],
    )
    return draft.say(
        f"{model.name} ({worded} [{stated.source}])", f"{model.name}（{worded} [{stated.source}]）"
    )

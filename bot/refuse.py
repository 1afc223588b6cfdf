"""What is not held: an unknown model, an unknown field, another topic; each told with what there is instead."""

import re
from collections.abc import Sequence

from bot.answer import Verdict
from bot.draft import Draft
from bot.understanding import Understanding
from bot.wording import date, enumerate_names, label
from knowledge.articles import Article
from knowledge.catalogue import Model
from knowledge.mention import fold
from knowledge.names import Names

ASKABLE = (
    "parameters",
    "licence",
    "commercial_use",
    "context",
    "released",
    "developer",
    "languages",
    "training_tokens",
    "training_data",
    "memory",
)


def unknown_fields(draft: Draft, asked: Understanding, fields: Sequence[str]) -> str:
    """The line that says that no source gives what was asked, and what is held instead."""
    about = enumerate_names(
        [draft.catalogue.families[f].name for f in asked.families], draft.language
    )
    held = enumerate_names([label(f, draft.language) for f in ASKABLE], draft.language)
    what = enumerate_names(fields, draft.language)
    if what:
        return draft.say(
            f"My sources do not give the {what} of {about}.", f"我的资料没有给出 {about} 的{what}。"
        )
    return draft.say(
        f"My sources on {about} do not hold that, so I do not answer it. They hold: {held}.",
        f"我关于 {about} 的资料里没有这一项，所以不作回答。资料里有：{held}。",
    )


def unheld_benchmarks(asked: Understanding, models: Sequence[Model]) -> list[str]:
    """The benchmarks that are asked for by name and that no record of the models gives."""
    if "benchmark" not in asked.fields:
        return []
    held = " ".join(
        f"{fact.value} {fact.note}" for m in models if (fact := m.facts.benchmark) is not None
    )
    named = dict.fromkeys(found.group() for found in _BENCHMARKS.finditer(asked.text))
    return [name for name in named if _plain(name) not in _plain(held)]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


_BENCHMARKS = re.compile(
    r"\b(?:MMLU(?:[ -]?(?:Pro|Redux))?|Human ?Eval|MBPP|GSM-?8K|MATH-?500|C-?Eval|CMMLU|Hella ?Swag|Truthful ?QA|AIME|GPQA|SWE-?bench|Live ?Code ?Bench|MT-?Bench|IFEval|BBH|Wino ?Grande|Super ?GLUE|GLUE|SQuAD|LAMBADA|ARC)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def not_understood(draft: Draft, asked: Understanding) -> str:
    """The line that says that the property asked for was not recognised."""
    about = enumerate_names(
        [draft.catalogue.families[f].name for f in asked.families], draft.language
    )
    return draft.say(
        f"I did not recognise what you want to know about {about}. What I hold:",
        f"我没看懂您想了解 {about} 的哪一项。我有的资料：",
    )


def admit_unknown(draft: Draft, asked: Understanding, names: Names, article: Article) -> None:
    """Name the models without a record, and what the article says of them beside the known ones."""
    for name in asked.unknown:
        for family in asked.families:
            for claim in draft.catalogue.families[family].claims:
                if fold(name) in fold(claim.article.en) and claim.id not in draft.corrected:
                    draft.lines.append(draft.state_claim(claim, article))
        near = enumerate_names(names.nearest(name), draft.language)
        known = (
            draft.say(f" The nearest names that I know: {near}.", f"名字最接近的有：{near}。")
            if near
            else ""
        )
        told = any(fold(name) in fold(e.text) for e in draft.evidence)
        more = draft.say(" more" if told else "", "更多" if told else "")
        draft.lines.append(
            draft.say(
                f"I have no record of **{name}**, so I say nothing{more} about it.{known}",
                f"我没有 **{name}** 的记录，所以不作{more}回答。{known}",
            )
        )


def greeting(draft: Draft) -> Verdict:
    """What ModelSage answers, to those who greet it or ask for help."""
    draft.lines.append(
        draft.say(
            "Ask me which open language model to use: a fact (“How many parameters has BLOOM?”), a licence (“May we use OPT-175B commercially?”), a comparison, or a choice (“commercial, Chinese, 24 GB”). Every figure in my answers has a source.",
            "可以问我该用哪个开源大语言模型：问事实（“BLOOM 有多少参数？”）、许可（“OPT-175B 能商用吗？”）、比较，或带条件的选型（“商用、中文、24 GB 显存”）。答案里的每个数字都有来源。",
        )
    )
    return draft.verdict("refusal", abstained=False)


def about_itself(draft: Draft) -> Verdict:
    """What ModelSage is, and how fresh its data are."""
    until = date(draft.catalogue.as_of, draft.language)
    draft.lines.append(
        draft.say(
            f"I am ModelSage. Code answers from sourced records, which end in {until}; a local chat model, if there is one, only words a note below.",
            f"我是 ModelSage。答案由代码根据有出处的记录给出，记录截至 {until}；本地对话模型（如果有）只负责写下面的说明。",
        )
    )
    return draft.verdict("refusal", abstained=False)


def off_topic(draft: Draft) -> Verdict:
    """The refusal of a question about something else."""
    return refusal(
        draft,
        "That is outside what I know: open language models, their licences, sizes and uses, and the article about them.",
        "这超出了我的范围：我只回答开源大语言模型的许可、规模、用途，以及那篇介绍它们的文章。",
    )


def refusal(draft: Draft, en: str, zh: str, models: Sequence[str] = ()) -> Verdict:
    """A refusal in one sentence."""
    draft.lines.append(draft.say(en, zh))
    return draft.verdict("refusal", models, abstained=True)

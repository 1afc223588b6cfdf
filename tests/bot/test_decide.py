"""A verdict says what the records say, with the source that says it, and nothing of its own."""

import re
from collections.abc import Iterator

import pytest

from bot.answer import Verdict
from bot.sentences import CITATION
from knowledge.articles import Article
from knowledge.catalogue import Catalogue, Model
from knowledge.dates import date_supported, dates
from knowledge.names import Names
from knowledge.quantities import quantities, same_quantity
from knowledge.record import Fact
from tests.bot.bugs import bug
from tests.bot.desk import Desk
from tests.bot.questions import ASKING, LANGUAGES, every_question

USE = {
    ("yes", "en"): r"may be used commercially\.",
    ("yes", "zh"): r"(?<!不)可以商用。",
    ("conditional", "en"): r"may be used commercially, but only under conditions",
    ("conditional", "zh"): r"可以商用，但有条件",
    ("no", "en"): r"may not be used commercially",
    ("no", "zh"): r"不可商用",
}
KIND = {
    ("decoder", "en"): "decoder",
    ("decoder", "zh"): "解码器",
    ("encoder", "en"): "encoder",
    ("encoder", "zh"): "编码器",
    ("mixture-of-experts", "en"): "mixture of experts",
    ("mixture-of-experts", "zh"): "混合专家",
}


def _cited(line: str, verdict: Verdict) -> set[str]:
    """Where the sources stand that a line cites."""
    return {verdict.references[int(n) - 1].place for n in CITATION.findall(line)}


def _same_number(line: str, number: float, name: str) -> bool:
    known = quantities(f"{number:.0f}")[0]
    start = line.find(name)
    spans = [(start, start + len(name))] if start >= 0 else []
    return any(same_quantity(found, known) for found in quantities(line, spans))


def _same_date(line: str, written: str) -> bool:
    (known,) = dates(written)
    return any(date_supported(d, known) and date_supported(known, d) for d in dates(line))


def _holds(  # one test for each kind of value, independent of how the bot words them
    line: str, model: Model, field: str, value: object, language: str, catalogue: Catalogue
) -> bool:
    if field == "parameters":
        assert isinstance(value, tuple)
        return all(_same_number(line, size * 1e9, model.name) for size in value)
    if field in ("training_tokens", "context"):
        assert isinstance(value, int | float)
        return _same_number(line, value * (1e9 if field == "training_tokens" else 1), model.name)
    if field == "released":
        return _same_date(line, str(value))
    if field == "licence":
        return catalogue.licences[str(value)].name in line
    if field == "commercial_use":
        return bool(re.search(USE[str(value), language], line))
    if field == "architecture":
        return KIND[str(value), language] in line
    return str(value) in line  # the developer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "field",
    [
        "parameters",
        "context",
        "training_tokens",
        "released",
        "licence",
        "commercial_use",
        "architecture",
        "developer",
    ],
)
def test_each_value_of_each_record_stands_in_a_line_that_cites_where_it_was_read(
    desk: Desk, catalogue: Catalogue, field: str, language: str
) -> None:
    told = 0
    for model in catalogue.models.values():
        fact: Fact[object] | None = getattr(model.facts, field)
        if fact is None or fact.value is None:
            continue
        question = ASKING[field][LANGUAGES.index(language)].format(name=model.name)
        verdict = desk.verdict(question)
        right = [
            line
            for line in verdict.text.split("\n")
            if _holds(line, model, field, fact.value, language, catalogue)
            and model.source(fact).url in _cited(line, verdict)
        ]
        assert right, f"{question}\n{verdict.text}"
        assert verdict.models == (model.id,)
        told += 1
    assert told >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_grave_mistake_of_the_article_is_told_when_its_field_is_asked(
    desk: Desk, catalogue: Catalogue, language: str
) -> None:
    told = []
    for family in catalogue.families.values():
        for claim in family.claims:
            if claim.severity != "A" or claim.field is None:
                continue
            name = catalogue.models[claim.model].name if claim.model else family.name
            question = ASKING[claim.field][LANGUAGES.index(language)].format(name=name)
            verdict = desk.verdict(question)
            line = next((x for x in verdict.text.split("\n") if claim.correct[language] in x), "")
            assert claim.article[language] in line, f"{question}\n{verdict.text}"
            source = catalogue.claim_source(claim).url
            assert source in _cited(line, verdict)
            assert any(place.startswith("knowledge/articles/") for place in _cited(line, verdict))
            told.append(claim.id)
    assert {"E01", "E02", "E03", "E04", "E06", "E07", "E08", "E09", "E12", "E13"} <= set(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_grave_mistakes_are_told_to_who_asks_for_the_mistakes(
    desk: Desk, catalogue: Catalogue, language: str
) -> None:
    asking = {"en": "what does the article get wrong?", "zh": "文章里有哪些错误？"}
    verdict = desk.verdict(asking[language])

    for claim in catalogue.claims.values():
        assert (claim.correct[language] in verdict.text) == (claim.severity == "A"), claim.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_article_that_is_wrong_is_quoted_without_its_correction(
    desk: Desk, catalogue: Catalogue, articles: tuple[Article, ...], language: str
) -> None:
    article = next(a for a in articles if a.language == language)
    wrong = [s for section in article.sections.values() for s in section.sentences if s.claims]
    quoted = 0
    for question in every_question(catalogue):
        verdict = desk.verdict(question)
        for sentence in wrong:
            if sentence.text in verdict.text:
                quoted += 1
                for claim in sentence.claims:
                    assert catalogue.claims[claim].correct[language] in verdict.text, question
    assert quoted > 5


def test_every_mark_in_a_verdict_leads_to_a_source_and_every_source_to_a_place(
    desk: Desk, catalogue: Catalogue
) -> None:
    for question in every_question(catalogue):
        verdict = desk.verdict(question)
        marks = {int(n) for n in CITATION.findall(verdict.text)}
        assert marks <= set(range(1, len(verdict.references) + 1)), question
        assert {e.source for e in verdict.evidence} <= set(range(1, len(verdict.references) + 1))
        assert all(r.title for r in verdict.references), question
        assert len(set(verdict.references)) == len(verdict.references), question


def _unsourced(verdict: Verdict, names: Names) -> Iterator[str]:
    """The lines, or cells of a table, that give a figure or a date and no source for it."""
    for line in verdict.text.split("\n"):
        for cell in line.split("|") if line.startswith("|") else [line]:
            part = re.sub(r"^\d+\. ", "", cell)  # the number of a list's item
            spans = [mention.span for mention in names.find(part)]
            stated = (*quantities(part, spans), *dates(part, spans))
            if stated and not CITATION.search(part):
                yield part


def test_no_line_of_a_fact_a_comparison_or_a_quotation_gives_a_figure_without_its_source(
    desk: Desk, catalogue: Catalogue
) -> None:
    seen = 0
    for question in every_question(catalogue):
        if desk.understood(question).intent in ("choice", "list", "advice", "benefits"):
            continue  # these count records and echo demands
        verdict = desk.verdict(question)
        if verdict.kind == "choice":
            continue
        assert list(_unsourced(verdict, desk.names)) == [], question
        seen += 1
    assert seen > 400


ROW = re.compile(r"^\|(?:[^|\n]*\|)+$")


def _tables(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            block.append(line)
        elif block:
            yield block
            block = []


def _check_table(table: list[str]) -> None:
    assert all(ROW.match(row) for row in table), table
    columns = table[0].count("|")
    assert {row.count("|") for row in table} == {columns}, table
    assert re.fullmatch(r"\|(?:---\|)+", table[1]), table
    assert len(table) > 2, table
    for row in table[2:]:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert all(cells), row
        assert all(CITATION.search(c) or c in ("unknown", "未知") for c in cells[1:]), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_is_a_well_formed_table_with_a_sourced_cell_for_each_model(
    desk: Desk, catalogue: Catalogue, language: str
) -> None:
    families = [family.name for family in catalogue.families.values()]
    for first, one in enumerate(families):
        for other in families[first + 1 :]:
            asking = {"en": f"compare {one} and {other}", "zh": f"{one} 和 {other} 有什么区别？"}
            verdict = desk.verdict(asking[language])
            (table,) = _tables(verdict.text)
            _check_table(table)
            heads = [cell.strip() for cell in table[0].strip("|").split("|")]
            assert heads[1:] == [one, other]


def test_whatever_is_asked_no_table_is_broken_and_no_line_runs_into_one(
    desk: Desk, catalogue: Catalogue
) -> None:
    for question in every_question(catalogue):
        text = desk.verdict(question).text
        for table in _tables(text):
            _check_table(table)
        assert not re.search(r"[^|\n]\n\|", text), question
        assert not re.search(r"\|\n[^|\n]", text), question


@pytest.mark.parametrize(
    ("question", "models"),
    [
        ("compare Falcon 180B with Falcon 40B", ("falcon-180b", "falcon-40b")),
        ("vicuna v1.3 和 v1.5 有什么区别", ("vicuna-13b-v1.3", "vicuna-13b-v1.5")),
        (
            "compare BLOOM, Falcon 40B, OPT-175B, GPT-J and GPT-NeoX",
            ("bloom", "falcon-40b", "opt-175b", "gpt-j-6b", "gpt-neox-20b"),
        ),
        bug(
            "compare BLOOM, Falcon 40B, OPT-175B, GPT-J, GPT-NeoX and LLaMA 2 70B",
            ("bloom", "falcon-40b", "opt-175b", "gpt-j-6b", "gpt-neox-20b", "llama-2-70b"),
            reason="the sixth model is left out of the table in silence",
        ),
    ],
)
def test_every_model_that_is_to_be_compared_has_its_column(
    desk: Desk, catalogue: Catalogue, question: str, models: tuple[str, ...]
) -> None:
    verdict = desk.verdict(question)

    assert verdict.models == models
    (table,) = _tables(verdict.text)
    heads = [cell.strip() for cell in table[0].strip("|").split("|")][1:]
    assert [desk.names.find(head)[0].models for head in heads] == [(m,) for m in models]
    assert [catalogue.models[m].id for m in models] == list(models)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which is bigger, BLOOM or OPT-175B?", "BLOOM"),
        ("Is Falcon 40B newer than BLOOM?", "Falcon 40B"),
        ("Which has the longer context, GPT-J or LLaMA 2 7B?", "LLaMA 2 7B"),
        ("BLOOM 和 GPT-NeoX 哪个更早发布？", "GPT-NeoX-20B"),
        ("falcon 40b 和 GPT-NeoX 哪个参数更少？", "GPT-NeoX-20B"),
    ],
)
def test_where_one_property_decides_the_winner_comes_first(
    desk: Desk, question: str, answer: str
) -> None:
    first = re.search(r"^1\. (.*)$", desk.verdict(question).text, re.MULTILINE)

    assert first is not None
    assert first[1].startswith(answer)


@pytest.mark.parametrize(
    ("question", "unknown", "near"),
    [
        ("How many parameters does GPT-4 have?", "GPT-4", "GPT-J"),
        ("What is the licence of Falcon 7B?", "Falcon 7B", "Falcon"),
        ("BLOOM 3B 有多少参数？", "BLOOM 3B", "BLOOM"),
        ("llama 5 的上下文是多少？", "llama 5", "LLaMA 2"),
        ("Baichuan 可以商用吗？", "Baichuan", ""),
        ("Is StableLM 2 free for commercial use?", "StableLM 2", ""),
    ],
)
def test_an_unknown_model_is_refused_by_name_with_the_nearest_names_and_no_figure(
    desk: Desk, question: str, unknown: str, near: str
) -> None:
    verdict = desk.verdict(question)

    assert (verdict.kind, verdict.abstained, verdict.models) == ("refusal", True, ())
    assert f"**{unknown}**" in verdict.text
    assert near in verdict.text
    assert not verdict.worth_prose
    spans = [mention.span for mention in desk.names.find(verdict.text)]
    assert not quantities(verdict.text, spans)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("what is BLOOM's vocabulary size?", ("parameters", "context window", "licence")),
        ("how many employees does the team of GPT-J have?", ("parameters", "developer")),
        ("BLOOM 的词表多大？", ("参数量", "上下文长度", "许可证")),
        ("Falcon 40B 的推理速度是每秒多少？", ("参数量", "发布日期")),
    ],
)
def test_an_unknown_field_is_refused_with_the_fields_that_are_held(
    desk: Desk, question: str, held: tuple[str, ...]
) -> None:
    verdict = desk.verdict(question)

    assert (verdict.kind, verdict.abstained) == ("refusal", True)
    assert all(field in verdict.text for field in held)
    spans = [mention.span for mention in desk.names.find(verdict.text)]
    assert not quantities(verdict.text, spans)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What are the benchmark results of Alpaca?", "benchmark results of Stanford Alpaca"),
        ("Stanford Alpaca 的评测成绩如何？", "Stanford Alpaca 的评测成绩"),
        ("how many layers does XGen have?", "XGen-7B"),
    ],
)
def test_a_field_that_no_source_gives_is_refused_by_its_name(
    desk: Desk, question: str, says: str
) -> None:
    verdict = desk.verdict(question)

    assert verdict.abstained
    assert says in verdict.text
    assert verdict.evidence == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_nobody_could_verify_is_told_as_open(desk: Desk, language: str) -> None:
    asking = ASKING["training_tokens"][LANGUAGES.index(language)]
    verdict = desk.verdict(asking.format(name="BLOOM"))

    line = verdict.text.split("\n")[0]
    assert re.search("not settled|没有定论", line)
    assert CITATION.search(line)


@pytest.mark.parametrize(
    "question",
    [
        "what's the weather in Berlin",
        "今天晚饭吃什么",
        "who won the world cup in 2022?",
        "帮我写一首诗",
        "what is 17 times 23?",
        "how much does GPT-J cost per month",
        "falcon 180b 的价格",
        "will Meta release another llama next year?",
        "明年会发布什么新模型",
    ],
)
def test_what_is_out_of_scope_is_refused_without_evidence_or_prose(
    desk: Desk, question: str
) -> None:
    verdict = desk.verdict(question)

    assert (verdict.kind, verdict.abstained, verdict.evidence) == ("refusal", True, ())
    assert not verdict.worth_prose
    assert not CITATION.search(verdict.text)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("what about data privacy with open models?", "personal data"),
        ("开源模型会泄露隐私吗？", "个人数据"),
        ("what does the article say about the environment?", "carbon footprint"),
        ("需要大模型吗？", "不靠 LLM"),
        ("what is Vicuna used for?", "customer service"),
        ("Vicuna 可以用在哪些行业？", "医疗"),
    ],
)
def test_the_article_answers_in_its_own_sentences(desk: Desk, question: str, says: str) -> None:
    verdict = desk.verdict(question)

    assert (verdict.kind, verdict.abstained) == ("passages", False)
    line = next(line for line in verdict.text.split("\n") if says in line)
    assert CITATION.search(line)


@pytest.mark.parametrize("field", ASKING)
def test_a_question_gets_the_same_verdict_in_both_languages(
    desk: Desk, catalogue: Catalogue, field: str
) -> None:
    for family in catalogue.families.values():
        en, zh = (desk.verdict(asking.format(name=family.name)) for asking in ASKING[field])
        assert (en.kind, en.abstained, en.models) == (zh.kind, zh.abstained, zh.models), family.name


@pytest.mark.parametrize("question", ["hello", "谢谢", "help"])
def test_a_greeting_is_answered_and_refuses_nothing(desk: Desk, question: str) -> None:
    verdict = desk.verdict(question)

    assert not verdict.abstained
    assert "BLOOM" in verdict.text

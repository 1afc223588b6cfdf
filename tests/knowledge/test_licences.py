"""The licences as data, and what they allow in a situation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

import knowledge
from knowledge.errors import UsageError
from knowledge.licence import Clause, Kind, Licence
from knowledge.licences import (
    EUROPEAN_UNION,
    Answer,
    Permission,
    Situation,
    may_use,
    state,
)
from knowledge.mention import fold
from knowledge.quantities import quantities

LICENCES: dict[str, Licence] = {
    licence.id: licence
    for licence in TypeAdapter(list[Licence]).validate_python(
        yaml.safe_load(
            (Path(knowledge.__file__).parent / "licences.yaml").read_text(encoding="utf-8")
        )
    )
}
MILLION = 10**6
LLAMAS = ("llama-2", "llama-3", "llama-3.1", "llama-3.2", "llama-3.3", "llama-4")
# Everything said, and nothing that a clause could turn on: a small firm that runs it for itself.
SMALL: dict[str, Any] = {
    "monthly_users": 1000,
    "annual_revenue": 50_000.0,
    "region": "US",
    "hosted": False,
    "trains_other": False,
}


def permission(*chain: str, multimodal: bool | None = None, **situation: Any) -> Permission:
    """What a chain of licences says of a situation."""
    return may_use([LICENCES[i] for i in chain], Situation(**situation), multimodal=multimodal)


def kinds(grounds: Permission) -> set[str]:
    return {ground.clause.kind for ground in grounds.because if ground.clause}


def unsaid(grounds: Permission) -> set[str]:
    return {ground.clause.kind for ground in grounds.open if ground.clause}


# The data


def test_every_identifier_is_given_once() -> None:
    source = Path(knowledge.__file__).parent / "licences.yaml"
    assert source.read_text(encoding="utf-8").count("\n- id: ") == len(LICENCES)


def test_no_name_belongs_to_two_licences() -> None:
    owner: dict[str, str] = {}
    for licence in LICENCES.values():
        for name in {fold(n) for n in (licence.name, *licence.aliases)}:
            assert owner.setdefault(name, licence.id) == licence.id, name


@pytest.mark.parametrize(
    "word", ["Llama", "Gemma", "Qwen", "DeepSeek", "Falcon", "GLM-5.3", "Kimi K3"]
)
def test_the_bare_name_of_a_model_is_no_name_of_a_licence(word: str) -> None:
    names = {fold(n) for x in LICENCES.values() for n in (x.name, *x.aliases)}
    assert fold(word) not in names


def _figures(clause: Clause) -> list[int]:
    return [n for n in (clause.limit, clause.usd_per_year, clause.usd_per_month) if n]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_figures_that_are_weighed_are_those_that_are_told(language: str) -> None:
    checked = 0
    for licence in LICENCES.values():
        for clause in licence.clauses:
            told = {value for q in quantities(clause[language]) for value in q.values}
            for figure in _figures(clause):
                assert figure in told, (licence.id, clause[language])
                checked += 1
    assert checked >= 15


def test_only_open_source_licences_are_marked_as_approved() -> None:
    approved = {x.id for x in LICENCES.values() if x.osi}
    assert approved == {"apache-2.0", "mit", "gpl-3.0", "bsd-3-clause"}


def test_the_union_has_27_members() -> None:
    assert len(EUROPEAN_UNION) == 27
    assert "GB" not in EUROPEAN_UNION


def _licence(**changes: Any) -> dict[str, Any]:
    return {
        "id": "a",
        "name": "A licence",
        "osi": False,
        "commercial": "conditional",
        "source": {"title": "A", "url": "https://example.org"},
        "clauses": [{"kind": "use_policy", "en": "a policy is kept", "zh": "须遵守政策"}],
    } | changes


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"commercial": "yes"}, "asks for more than a notice"),
        ({"commercial": "no"}, "forbids commercial use"),
        ({"clauses": []}, "on what condition"),
        ({"clauses": [{"kind": "whim", "en": "as they like", "zh": "随他们的意"}]}, "kind"),
        ({"clauses": [{"kind": "monthly_users", "en": "few users", "zh": "用户要少"}]}, "limit"),
        (
            {"clauses": [{"kind": "notice", "limit": 5, "en": "a notice", "zh": "须保留声明"}]},
            "limit",
        ),
        ({"clauses": [{"kind": "notice", "en": "Ends so.", "zh": "须保留声明"}]}, "en"),
        (
            {
                "clauses": [
                    {"kind": "monthly_users", "limit": "7", "en": "few users", "zh": "用户要少"}
                ]
            },
            "limit",
        ),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_licence_that_contradicts_itself_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Licence.model_validate(_licence(**changes))


def test_every_kind_of_clause_is_in_use() -> None:
    assert {c.kind for x in LICENCES.values() for c in x.clauses} == set(get_args(Kind))


# The traps


@pytest.mark.parametrize("version", LLAMAS)
def test_800_million_users_are_too_many_for_every_llama(version: str) -> None:
    found = permission(f"{version}-community", monthly_users=800 * MILLION)
    assert found.answer == "no"
    assert kinds(found) == {"monthly_users"}


@pytest.mark.parametrize("version", LLAMAS)
def test_700_million_users_are_not_above_the_limit(version: str) -> None:
    found = permission(f"{version}-community", **(SMALL | {"monthly_users": 700 * MILLION}))
    assert found.answer == "only_if"
    assert not found.open or unsaid(found) == {"regions"}


@pytest.mark.parametrize("version", LLAMAS)
def test_unsaid_users_are_named_as_what_decides(version: str) -> None:
    found = permission(f"{version}-community", region="US")
    assert found.answer == "only_if"
    assert "monthly_users" in unsaid(found)


@pytest.mark.parametrize("region", ["DE", "fr", "EU", "EL"])
def test_llama_4_is_withheld_from_the_union(region: str) -> None:
    found = permission("llama-4-community", region=region)
    assert found.answer == "no"
    assert kinds(found) == {"regions"}


@pytest.mark.parametrize("region", ["US", "GB", "CH", "CN"])
def test_llama_4_is_granted_outside_the_union(region: str) -> None:
    assert permission("llama-4-community", region=region).answer == "only_if"


@pytest.mark.parametrize("version", ["llama-3.2-community", "llama-3.3-community"])
def test_the_vision_clause_leaves_text_models_alone(version: str) -> None:
    text = permission(version, multimodal=False, **(SMALL | {"region": "DE"}))
    assert text.answer == "only_if"
    assert "regions" not in kinds(text) | unsaid(text)
    assert permission(version, multimodal=True, region="DE").answer == "no"
    either = permission(version, **(SMALL | {"region": "DE"}))
    assert either.answer == "only_if"
    assert unsaid(either) == {"regions"}


def test_qwen_2_5_3b_is_for_research_only() -> None:
    assert permission("qwen-research", **SMALL).answer == "no"
    found = permission("qwen-research", commercial=False, research_only=True, trains_other=False)
    assert found.answer == "only_if"
    assert permission("qwen-research", commercial=False, research_only=False).answer == "no"
    assert "research_only" in unsaid(permission("qwen-research", commercial=False))


def test_qwen_2_5_72b_needs_a_licence_above_100_million_users() -> None:
    assert permission("qwen", monthly_users=101 * MILLION).answer == "no"
    assert permission("qwen", monthly_users=99 * MILLION).answer == "only_if"
    assert permission("qwen", monthly_users=101 * MILLION, commercial=False).answer == "only_if"


@pytest.mark.parametrize(
    ("licence", "models"),
    [
        ("cc-by-nc-4.0", "Command R and A, and Alpaca"),
        ("exaone-1.1-nc", "EXAONE 3.5"),
        ("exaone-1.2-nc", "EXAONE 4.0"),
        ("minimax-non-commercial", "MiniMax-M2.7"),
        ("mnpl", "Codestral"),
        ("opt-175b", "OPT"),
        ("llama-1-non-commercial", "LLaMA 1, and Vicuna up to 1.3"),
        ("xgen-research-only", "XGen-7B-8K-inst"),
        ("qwen-research", "Qwen2.5-3B"),
    ],
)
def test_commercial_use_is_refused(licence: str, models: str) -> None:
    found = permission(licence, **SMALL)
    assert found.answer == "no", models
    assert kinds(found) <= {"no_commercial", "research_only"}
    assert {g.licence.id for g in found.because} == {licence}


@pytest.mark.parametrize(
    "licence", ["apache-2.0", "mit", "bsd-3-clause", "nvidia-nemotron-open-model"]
)
def test_a_licence_that_asks_for_a_notice_only_allows_anything(licence: str) -> None:
    found = permission(
        licence,
        monthly_users=8000 * MILLION,
        annual_revenue=1e12,
        region="DE",
        hosted=True,
        trains_other=True,
    )
    assert found.answer == "yes"
    assert kinds(found) == {"notice"}
    assert not found.open
    assert permission(licence).answer == "yes"


@pytest.mark.parametrize("region", ["DE", "GB", "UK", "KR"])
def test_hunyuan_does_not_hold_in_the_eu_the_uk_and_south_korea(region: str) -> None:
    assert permission("tencent-hunyuan-community", region=region).answer == "no"


def test_hunyuan_is_allowed_under_conditions_elsewhere() -> None:
    found = permission("tencent-hunyuan-community", **SMALL)
    assert found.answer == "only_if"
    assert kinds(found) == {"use_policy", "passing_on"}
    assert permission("tencent-hunyuan-community", monthly_users=101 * MILLION).answer == "no"
    assert permission("tencent-hunyuan-community", trains_other=True).answer == "no"


def test_a_model_made_from_llama_1_is_non_commercial_whatever_its_own_licence_says() -> None:
    found = permission("apache-2.0", "llama-1-non-commercial", **SMALL)
    assert found.answer == "no"
    assert [g.licence.id for g in found.because] == ["llama-1-non-commercial"]


def test_vicuna_1_5_follows_llama_2() -> None:
    chain = ("llama-2-community", "llama-2-community")
    assert permission(*chain, **SMALL).answer == "only_if"
    assert permission(*chain, monthly_users=800 * MILLION).answer == "no"
    assert len(permission(*chain, **SMALL).because) == 2


def test_gemma_up_to_3_has_terms_and_gemma_4_has_none() -> None:
    found = permission("gemma-terms", **SMALL)
    assert found.answer == "only_if"
    assert kinds(found) == {"use_policy", "passing_on"}
    assert permission("apache-2.0", **SMALL).answer == "yes"


def test_a_fine_tune_of_llama_3_1_tagged_mit_inherits_its_base() -> None:
    chain = ("mit", "llama-3.1-community")
    found = permission(*chain, monthly_users=800 * MILLION)
    assert found.answer == "no"
    assert [g.licence.id for g in found.because] == ["llama-3.1-community"]
    assert permission(*chain, **SMALL).answer == "only_if"
    assert permission("mit", **SMALL).answer == "yes"


def test_falcon_180b_may_be_run_but_not_offered_as_a_service() -> None:
    assert permission("falcon-180b-tii", hosted=True).answer == "no"
    assert kinds(permission("falcon-180b-tii", hosted=True)) == {"hosting"}
    assert permission("falcon-180b-tii", hosted=False).answer == "only_if"
    assert not permission("falcon-180b-tii", hosted=False).open
    assert unsaid(permission("falcon-180b-tii")) == {"hosting"}


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("llama-2-community", "no"),
        ("llama-3-community", "no"),
        ("llama-3.1-community", "only_if"),
        ("llama-4-community", "only_if"),
        ("gemma-terms", "only_if"),
        ("deepseek-model", "only_if"),
        ("mit", "yes"),
        ("apache-2.0", "yes"),
    ],
)
def test_whether_outputs_may_train_another_model(licence: str, answer: str) -> None:
    found = permission(licence, **(SMALL | {"trains_other": True}))
    assert found.answer == answer
    if answer != "yes":
        assert "outputs" in kinds(found)


def test_a_licence_that_nobody_could_read_is_unknown() -> None:
    found = permission("glm-5.3", **SMALL)
    assert found.answer == "unknown"
    assert [g.licence.id for g in found.because] == ["glm-5.3"]
    assert permission("mit", "glm-5.3", **SMALL).answer == "unknown"
    assert permission("glm-5.3", "cc-by-nc-4.0", **SMALL).answer == "no"
    assert permission("glm-5.3", hosted=True, annual_revenue=2e10).answer == "no"
    assert may_use([], Situation()).answer == "unknown"


def test_kimi_k2_asks_for_its_name_only_above_a_size() -> None:
    assert permission("kimi-modified-mit", **SMALL).answer == "yes"
    large = permission("kimi-modified-mit", **(SMALL | {"monthly_users": 101 * MILLION}))
    assert large.answer == "only_if"
    assert "naming" in kinds(large)
    rich = permission("kimi-modified-mit", monthly_users=5, annual_revenue=12 * 21e6)
    assert "naming" in kinds(rich)
    assert unsaid(permission("kimi-modified-mit", monthly_users=5)) == {"naming"}
    assert permission("kimi-modified-mit", commercial=False).answer == "yes"


def test_kimi_k3_needs_an_agreement_from_those_who_sell_it_as_a_service() -> None:
    rich: dict[str, Any] = {"annual_revenue": 21e6, "monthly_users": 5}
    assert permission("kimi-k3", hosted=True, **rich).answer == "no"
    assert permission("kimi-k3", hosted=False, **rich).answer == "yes"
    assert unsaid(permission("kimi-k3", **rich)) == {"revenue"}


def test_minimax_m3_needs_an_authorisation_above_20_million_dollars_a_year() -> None:
    assert permission("minimax-community", annual_revenue=21e6).answer == "no"
    found = permission("minimax-community", annual_revenue=19e6)
    assert found.answer == "only_if"
    assert kinds(found) == {"naming", "registration", "notice"}


@pytest.mark.parametrize("licence", LICENCES)
def test_what_a_licence_says_of_commerce_is_what_is_answered(licence: str) -> None:
    answers: dict[str, set[Answer]] = {
        "yes": {"yes"},
        "conditional": {"only_if", "yes"},  # a small firm may lie below every limit
        "no": {"no"},
        "unknown": {"unknown"},
    }
    assert permission(licence, **SMALL).answer in answers[LICENCES[licence].commercial]


# Situations that are none


@pytest.mark.parametrize("region", ["Germany", "D", "", "d3", "德国", "DEU"])
def test_a_country_that_is_not_understood_is_refused(region: str) -> None:
    with pytest.raises(UsageError, match="country code"):
        Situation(region=region)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Situation(monthly_users=-1),
        lambda: Situation(annual_revenue=-0.5),
        lambda: Situation(annual_revenue=float("nan")),
    ],
)
def test_less_than_nothing_is_refused(build: Callable[[], Situation]) -> None:
    with pytest.raises(UsageError):
        build()


# How it is told


def test_a_refusal_names_the_licence_and_its_clause() -> None:
    found = permission("llama-4-community", region="DE")
    assert state(found, "en").startswith(
        "No, according to Llama 4 Community License: it is withheld"
    )
    assert state(found, "zh").startswith("不可以，依据 Llama 4 Community License：不授权给")


def test_what_was_left_unsaid_is_told_after_the_conditions() -> None:
    found = permission("llama-2-community", trains_other=False)
    said = state(found, "en")
    assert said.startswith("Only under conditions, according to Llama 2 Community License: ")
    assert (
        said.index("acceptable use policy") < said.index("Left unsaid") < said.index("700 million")
    )
    assert "此外还取决于未说明的情况" in state(found, "zh")
    assert "7 亿" in state(found, "zh")


def test_an_unread_licence_is_told_as_such() -> None:
    said = state(permission("glm-5.3", **SMALL), "en")
    assert said == "Unknown: the full text of GLM-5.3 License could not be read."
    assert state(may_use([], Situation()), "zh") == "未知：没有记录它的许可证。"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("licence", LICENCES)
def test_every_permission_is_at_most_two_sentences(licence: str, language: str) -> None:
    for situation in (SMALL, {}, {"commercial": False}):
        said = state(permission(licence, **situation), language)
        end = "。" if language == "zh" else "."
        assert said.endswith(end)
        assert f"{end}{end}" not in said
        assert said.count("。" if language == "zh" else ". ") <= (2 if language == "zh" else 1)

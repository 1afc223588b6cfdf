"""Which licences govern a model, and whether commerce is allowed where its record does not say."""

import pytest

from knowledge.catalogue import Catalogue
from knowledge.licences import Situation, may_use
from knowledge.permission import inherited, inherited_use
from knowledge.record import Fact, Facts


def facts(
    maker: str, licence: str | None = None, base: str | None = None, of: str | None = None
) -> Facts:
    """The facts of a model that bear on its licence."""

    def fact(value: str | None) -> Fact[str] | None:
        return None if value is None else Fact[str](value=value, source="card")

    return Facts(
        developer=fact(maker), licence=fact(licence), base_model=fact(base), base_licence=fact(of)
    )


def made_by(held: Facts) -> str | None:
    return held.developer.value if held.developer else None


def chain(**models: Facts) -> tuple[str, ...]:
    """The licences of the model `a`."""
    return inherited("a", models, {"family": "b"}, made_by)


def test_a_model_without_a_base_has_its_own_licence_alone() -> None:
    assert chain(a=facts("x", "mit")) == ("mit",)
    assert chain(a=facts("x")) == ()


def test_a_fine_tune_of_another_hand_has_the_licences_of_all_before_it() -> None:
    assert chain(
        a=facts("x", "mit", base="b"),
        b=facts("y", "gemma-terms", base="c"),
        c=facts("z", "opt-175b"),
    ) == ("mit", "gemma-terms", "opt-175b")


def test_who_owns_the_base_may_license_anew() -> None:
    assert chain(a=facts("x", "mit", base="b"), b=facts("x", "opt-175b")) == ("mit",)


def test_the_base_of_the_owner_s_own_base_still_counts() -> None:
    models = {"b": facts("x", "mit", base="c"), "c": facts("z", "opt-175b")}

    assert chain(a=facts("x", "mit", base="b"), **models) == ("mit", "opt-175b")


def test_without_a_licence_of_its_own_a_model_has_that_of_its_base() -> None:
    assert chain(a=facts("x", base="b"), b=facts("x", "mit")) == ("mit",)


def test_a_base_may_be_a_family_or_a_name_whose_licence_is_told() -> None:
    assert chain(a=facts("x", "mit", base="family"), b=facts("y", "opt-175b")) == (
        "mit",
        "opt-175b",
    )
    assert chain(a=facts("x", "mit", base="Nobody 7B", of="opt-175b")) == ("mit", "opt-175b")


def test_a_circle_ends() -> None:
    assert chain(a=facts("x", "mit", base="b"), b=facts("y", "opt-175b", base="a")) == (
        "mit",
        "opt-175b",
    )


@pytest.mark.parametrize(
    ("licences", "use"),
    [
        (("mit",), "yes"),
        (("mit", "apache-2.0"), "yes"),
        (("mit", "llama-3.1-community"), "conditional"),
        (("apache-2.0", "llama-1-non-commercial"), "no"),
        (("llama-2-community", "llama-1-non-commercial"), "no"),
        (("mit", "glm-5.3"), None),
        (("glm-5.3", "cc-by-nc-4.0"), "no"),
    ],
)
def test_the_strictest_licence_says_whether_commerce_is_allowed(
    catalogue: Catalogue, licences: tuple[str, ...], use: str | None
) -> None:
    found = inherited_use([catalogue.licences[name] for name in licences])

    assert found.value == use
    assert found.source in licences
    if use in {"no", "conditional"}:
        assert found.note
        assert catalogue.licences[found.source].name in found.note.en
        assert catalogue.licences[found.source].name in found.note.zh


@pytest.mark.parametrize(
    ("model", "chain", "use"),
    [
        ("vicuna-13b-v1.1", "llama-1-non-commercial", "no"),
        ("vicuna-13b-v1.3", "llama-1-non-commercial", "no"),
        ("vicuna-13b-v1.5", "llama-2-community", "conditional"),
        ("alpaca-7b", "llama-1-non-commercial", "no"),
        ("code-llama", "llama-2-community", "conditional"),
        ("deepseek-r1-distill-llama-8b", "llama-3.1-community", "conditional"),
        ("deepseek-r1-distill-qwen-7b", "apache-2.0", "yes"),
        ("deepseek-r1", "mit", "yes"),
        ("llama-3.2-1b", "llama-3.2-community", "conditional"),
        ("command-r-plus", "cc-by-nc-4.0", "no"),
        ("gemma-4-31b", "apache-2.0", "yes"),
    ],
)
def test_shipped_fine_tunes_inherit_whatever_their_tag_says(
    catalogue: Catalogue, model: str, chain: str, use: str
) -> None:
    found = catalogue.models[model]

    assert chain in {licence.id for licence in found.licences}
    assert found.facts.commercial_use
    assert found.facts.commercial_use.value == use


def test_what_a_record_says_of_commerce_is_what_its_licences_answer(catalogue: Catalogue) -> None:
    """Two ways to the same answer: a record that contradicts its own licences misleads."""
    meant = {"yes": {"yes", "only_if"}, "conditional": {"only_if"}, "no": {"no"}, None: {"unknown"}}
    for model in catalogue.models.values():
        assert model.licences, model.id
        answer = may_use(model.licences, Situation(), multimodal=model.multimodal).answer
        use = model.facts.commercial_use.value if model.facts.commercial_use else None
        assert answer in meant[use], (model.id, use, answer)


def test_every_use_has_a_source_that_is_the_record_s_or_a_licence_s(catalogue: Catalogue) -> None:
    for model in catalogue.models.values():
        fact = model.facts.commercial_use
        assert fact, model.id
        assert model.source(fact).url.startswith("https://"), model.id

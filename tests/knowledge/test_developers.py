"""Developers: every record's maker is known, by one name, with the country it is in."""

import re

import pytest

from knowledge.catalogue import Catalogue
from knowledge.mention import fold


def test_every_record_has_a_known_developer(catalogue: Catalogue) -> None:
    assert not [m.id for m in catalogue.models.values() if catalogue.developer_of(m) is None]


def test_only_open_collaborations_belong_to_no_country(catalogue: Catalogue) -> None:
    nowhere = {d.name for d in catalogue.developers.values() if not d.countries}

    assert nowhere == {"BigScience", "BigCode"}


def test_every_developer_has_a_source_and_made_a_record(catalogue: Catalogue) -> None:
    makers = {catalogue.developer_of(model) for model in catalogue.models.values()}
    for developer in catalogue.developers.values():
        assert developer.source.title
        assert developer.source.url.startswith("https://"), developer.name
        assert developer in makers, developer.name


def test_no_name_belongs_to_two_developers(catalogue: Catalogue) -> None:
    owners: dict[str, set[str]] = {}
    for developer in catalogue.developers.values():
        for name in (developer.name, *developer.aliases):
            owners.setdefault(fold(name), set()).add(developer.name)

    assert not {name: held for name, held in owners.items() if len(held) > 1}


@pytest.mark.parametrize(
    ("model", "developer", "countries"),
    [
        ("llama-2-7b", "Meta", ("US",)),
        ("llama-1", "Meta", ("US",)),
        ("opt-175b", "Meta", ("US",)),
        ("qwen3-8b", "Alibaba", ("CN",)),
        ("deepseek-v3", "DeepSeek", ("CN",)),
        ("glm-4.6", "Zhipu AI", ("CN",)),
        ("mistral-7b", "Mistral AI", ("FR",)),
        ("falcon-40b", "Technology Innovation Institute", ("AE",)),
        ("falcon3-7b", "Technology Innovation Institute", ("AE",)),
        ("command-r", "Cohere", ("CA",)),
        ("exaone-4.0-32b", "LG AI Research", ("KR",)),
        ("apertus-8b", "Swiss AI Initiative", ("CH",)),
        ("bert-base", "Google", ("US",)),
        ("gemma-3-27b", "Google", ("US",)),
        ("phi-4", "Microsoft", ("US",)),
    ],
)
def test_makers_are_one_whatever_the_record_calls_them(
    catalogue: Catalogue, model: str, developer: str, countries: tuple[str, ...]
) -> None:
    known = catalogue.developer_of(catalogue.models[model])

    assert known
    assert (known.name, known.countries) == (developer, countries)


@pytest.mark.parametrize(
    ("alias", "name"),
    [("阿里巴巴", "Alibaba"), ("深度求索", "DeepSeek"), ("智谱", "Zhipu AI"), ("百度", "Baidu")],
)
def test_chinese_names_are_known(catalogue: Catalogue, alias: str, name: str) -> None:
    assert catalogue.developers[alias].name == name


def test_chinese_makers_have_a_chinese_name(catalogue: Catalogue) -> None:
    for developer in catalogue.developers.values():
        if developer.countries == ("CN",):
            names = " ".join(developer.aliases)
            assert re.search(r"[\u4e00-\u9fff]", names), developer.name

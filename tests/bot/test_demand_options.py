"""The options of `modelsage models pick` are read as people write them, or refused by name."""

from typing import Any

import pytest

from bot.constraints import Constraints
from bot.demand_options import wanted_from
from knowledge.catalogue import Catalogue
from knowledge.errors import UsageError
from knowledge.memory import BITS_4, BITS_8, BITS_16

OPTIONS = (
    "commercial licence card memory context parallel precision language task architecture after before"
    " max_params min_params developer country not_country users revenue region hosted outputs small"
).split()


def wanted(catalogue: Catalogue, **options: Any) -> Constraints:
    """The constraints of the options given, all others unsaid."""
    assert options.keys() <= set(OPTIONS)
    return wanted_from(catalogue, **{**dict.fromkeys(OPTIONS), **options})


def test_no_option_is_no_demand(catalogue: Catalogue) -> None:
    assert wanted(catalogue) == Constraints()
    assert not wanted(catalogue, commercial=False, hosted=False, outputs=False, small=False)


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ({"commercial": True}, "commercial", True),
        ({"licence": ["apache-2.0"]}, "licences", ("apache-2.0",)),
        ({"licence": ["Apache 2.0", "MIT License"]}, "licences", ("apache-2.0", "mit")),
        ({"licence": ["APACHE-2.0"]}, "licences", ("apache-2.0",)),
        ({"memory": "24GB"}, "memory_gb", 24),
        ({"memory": "24 gb"}, "memory_gb", 24),
        ({"memory": "24"}, "memory_gb", 24),
        ({"memory": "24GiB"}, "memory_gb", 24),
        ({"memory": "7.5G"}, "memory_gb", 7.5),
        ({"context": "32k"}, "context", 32_000),
        ({"context": "128K"}, "context", 128_000),
        ({"context": "32768"}, "context", 32_768),
        ({"context": "1m"}, "context", 1_000_000),
        ({"context": "8000 tokens"}, "context", 8_000),
        ({"parallel": 4}, "parallel", 4),
        ({"precision": 4}, "bits", BITS_4),
        ({"precision": 8}, "bits", BITS_8),
        ({"precision": 16}, "bits", BITS_16),
        ({"language": ["zh"]}, "languages", ("zh",)),
        ({"language": ["zh", "en"]}, "languages", ("zh", "en")),
        ({"language": ["Chinese"]}, "languages", ("zh",)),
        ({"language": ["中文"]}, "languages", ("zh",)),
        ({"language": ["sv"]}, "languages", ("sv",)),
        ({"task": "code"}, "task", "code"),
        ({"task": "CODE"}, "task", "code"),
        ({"architecture": "encoder"}, "architecture", "encoder"),
        ({"architecture": "moe"}, "architecture", "mixture-of-experts"),
        ({"after": "2025-01"}, "after", "2025-01"),
        ({"before": "2023"}, "before", "2023"),
        ({"max_params": "15B"}, "max_parameters", 15),
        ({"max_params": "15"}, "max_parameters", 15),
        ({"max_params": "350M"}, "max_parameters", 0.35),
        ({"max_params": "70亿"}, "max_parameters", 7),
        ({"min_params": "1.5b"}, "min_parameters", 1.5),
        ({"developer": "meta"}, "developer", "Meta"),
        ({"developer": "阿里巴巴"}, "developer", "Alibaba"),
        ({"country": ["US", "fr"]}, "countries", ("US", "FR")),
        ({"not_country": ["China"]}, "no_countries", ("CN",)),
        ({"users": "800M"}, "users", 800_000_000),
        ({"users": "8亿"}, "users", 800_000_000),
        ({"users": "800 million"}, "users", 800_000_000),
        ({"users": "1,000,000"}, "users", 1_000_000),
        ({"users": "50万"}, "users", 500_000),
        ({"revenue": "25M"}, "revenue", 25_000_000),
        ({"region": "DE"}, "region", "DE"),
        ({"region": "de"}, "region", "DE"),
        ({"region": "Germany"}, "region", "DE"),
        ({"region": "德国"}, "region", "DE"),
        ({"region": "EU"}, "region", "EU"),
        ({"hosted": True}, "hosted", True),
        ({"outputs": True}, "outputs", True),
        ({"small": True}, "small", True),
    ],
)
def test_an_option_is_read_as_people_write_it(
    catalogue: Catalogue, options: dict[str, Any], field: str, value: Any
) -> None:
    found = wanted(catalogue, **options)

    assert getattr(found, field) == value
    assert found == Constraints(**dict[str, Any]({field: value}))


def test_a_card_brings_its_usable_memory(catalogue: Catalogue) -> None:
    one = wanted(catalogue, card="RTX 4090")
    two = wanted(catalogue, card="2x A100 80GB")

    assert one.device
    assert one.device.name.en == "RTX 4090"
    assert one.memory_gb == one.device.usable_gb == 24
    assert two.memory_gb == 160


@pytest.mark.parametrize(("memory", "usable"), [("12GB", 12), ("80GB", 24)])
def test_of_a_card_and_an_amount_the_lesser_counts(
    catalogue: Catalogue, memory: str, usable: float
) -> None:
    assert wanted(catalogue, card="RTX 4090", memory=memory).memory_gb == usable


@pytest.mark.parametrize(
    ("options", "option", "said"),
    [
        ({"licence": ["no-such"]}, "--licence", "no-such"),
        ({"card": "Voodoo 2"}, "--card", "Voodoo 2"),
        ({"memory": "plenty"}, "--memory", "plenty"),
        ({"memory": "0"}, "--memory", "0"),
        ({"memory": "-5GB"}, "--memory", "-5GB"),
        ({"context": "long"}, "--context", "long"),
        ({"context": "0"}, "--context", ""),
        ({"context": "-1"}, "--context", "-1"),
        ({"precision": 5}, "--precision", "5"),
        ({"language": ["klingon"]}, "--language", "klingon"),
        ({"language": [""]}, "--language", ""),
        ({"task": "poetry"}, "--task", "poetry"),
        ({"architecture": "turing"}, "--architecture", "turing"),
        ({"after": "yesterday"}, "--after", "yesterday"),
        ({"after": "2025-13"}, "--after", "2025-13"),
        ({"before": "25"}, "--before", "25"),
        ({"max_params": "huge"}, "--max-params", "huge"),
        ({"max_params": "-1"}, "--max-params", "-1"),
        ({"min_params": ""}, "--min-params", ""),
        ({"developer": "Nobody Inc."}, "--developer", "Nobody Inc."),
        ({"country": ["Atlantis"]}, "--country", "Atlantis"),
        ({"not_country": ["1"]}, "--not-country", "1"),
        ({"users": "many"}, "--users", "many"),
        ({"revenue": "€5"}, "--revenue", "€5"),
        ({"region": "Atlantis"}, "--region", "Atlantis"),
        ({"users": "1.000.000"}, "--users", "1.000.000"),
        ({"revenue": "1.000.000"}, "--revenue", "1.0"),
        ({"max_params": "1.0.0B"}, "--max-params", "1.0"),
        ({"after": "2025-02-31"}, "--after", "2025-02-31"),
        ({"max_params": "0"}, "--max-params", "0"),
        ({"region": "XX"}, "--region", "XX"),
        ({"country": ["EU"]}, "--country", "EU"),
        ({"card": ""}, "--card", ""),
        ({"memory": ""}, "--memory", ""),
        ({"users": ""}, "--users", ""),
    ],
)
def test_an_option_that_cannot_be_read_is_refused_by_its_name(
    catalogue: Catalogue, options: dict[str, Any], option: str, said: str
) -> None:
    with pytest.raises(UsageError) as raised:
        wanted(catalogue, **options)

    assert raised.value.message.startswith(f"{option}: ")
    assert said in raised.value.message


@pytest.mark.parametrize(
    ("options", "english", "chinese"),
    [
        ({"commercial": True}, "commercial use", "可商用"),
        ({"licence": ["mit"]}, "MIT", "MIT"),
        ({"card": "RTX 4090"}, "RTX 4090 = 24 GB", "RTX 4090 = 24 GB"),
        ({"memory": "16GB"}, "16 GB", "16 GB"),
        ({"context": "32k"}, "32000 tokens", "32000 token"),
        ({"parallel": 3}, "3 requests", "3 路"),
        ({"precision": 8}, "8-bit", "8-bit"),
        ({"language": ["zh"]}, "Chinese", "中文"),
        ({"task": "code"}, "code", "编程"),
        ({"architecture": "encoder"}, "encoder", "编码器"),
        ({"after": "2025-01"}, "January 2025", "2025 年 1 月"),
        ({"before": "2025"}, "before 2025", "2025 年"),
        ({"max_params": "15B"}, "at most 15B", "≤ 15B"),
        ({"min_params": "7B"}, "at least 7B", "≥ 7B"),
        ({"developer": "Meta"}, "Meta", "Meta"),
        ({"country": ["US"]}, "United States", "美国"),
        ({"not_country": ["CN"]}, "not in China", "中国"),
        ({"users": "800M"}, "800 million", "8 亿"),
        ({"revenue": "25M"}, "25 million USD", "2500 万美元"),
        ({"region": "DE"}, "Germany", "德国"),
        ({"hosted": True}, "hosted", "托管"),
        ({"outputs": True}, "outputs", "输出"),
        ({"small": True}, "smaller", "越小越好"),
        ({"language": ["sv"]}, "Swedish", "瑞典语"),
    ],
)
def test_every_option_is_echoed_as_understood_in_both_languages(
    catalogue: Catalogue, options: dict[str, Any], english: str, chinese: str
) -> None:
    found = wanted(catalogue, **options)

    assert english in found.echo("en", catalogue)
    assert chinese in found.echo("zh", catalogue)

"""Countries in questions: where the asker is, and where a model should or should not come from."""

import pytest

from bot.places import find_places


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("We are a company in Germany. Which model may we use?", "DE"),
        ("our company is based in Germany", "DE"),
        ("a German company wants to use Llama 4", "DE"),
        ("We are located in the EU", "EU"),
        ("our users are in France", "FR"),
        ("a startup in South Korea", "KR"),
        ("我们公司在德国，能用 Llama 4 吗？", "DE"),
        ("我们是一家欧盟公司", "EU"),
        ("总部位于英国的企业可以用混元吗？", "GB"),
    ],
)
def test_the_place_of_the_company_is_no_place_of_the_model(text: str, region: str) -> None:
    assert find_places(text) == {"region": region, "countries": (), "no_countries": ()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a Chinese model for chat", ("CN",)),
        ("a model made in France", ("FR",)),
        ("models from China", ("CN",)),
        ("an American model", ("US",)),
        ("we want a model made in France", ("FR",)),
        ("we want models from China", ("CN",)),
        ("a model by a company in France", ("FR",)),
        ("我们要的是法国的模型", ("FR",)),
        ("models developed in the United States", ("US",)),
        ("国产模型推荐", ("CN",)),
        ("推荐一个法国的模型", ("FR",)),
        ("中国的开源模型", ("CN",)),
    ],
)
def test_the_place_of_the_developer_is_found(text: str, wanted: tuple[str, ...]) -> None:
    assert find_places(text) == {"region": None, "countries": wanted, "no_countries": ()}


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("a model that is not from China", ("CN",)),
        ("no Chinese models, please", ("CN",)),
        ("avoid Chinese models", ("CN",)),
        ("不要国产模型", ("CN",)),
        ("非中国的模型", ("CN",)),
        ("不要中国的模型", ("CN",)),
    ],
)
def test_a_place_that_is_not_wanted_is_kept_apart(text: str, unwanted: tuple[str, ...]) -> None:
    assert find_places(text) == {"region": None, "countries": (), "no_countries": unwanted}


@pytest.mark.parametrize(
    "text",
    [
        "Which model speaks Chinese best?",
        "a model for German text",
        "let us use a model",
        "哪个模型的中文最好？",
        "支持意大利语的模型",
        "支持德语、法语的模型",
        "How many parameters does BLOOM have?",
        "",
    ],
)
def test_a_language_or_a_pronoun_is_no_place(text: str) -> None:
    assert find_places(text) == {"region": None, "countries": (), "no_countries": ()}


def test_the_company_and_the_developer_can_be_in_different_places() -> None:
    found = find_places("Our company is in Germany; we want a model made in France.")

    assert found == {"region": "DE", "countries": ("FR",), "no_countries": ()}

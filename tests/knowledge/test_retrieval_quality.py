"""Fused search keeps its quality on XQuAD, in each language and from one to the other."""

from pathlib import Path

import pytest

from knowledge.embeddings import open_embeddings
from tests.knowledge.xquad import LANGUAGES, Corpus, load, qualities

EVERY = (
    5  # a fifth of the questions: enough to notice, and a minute to embed; `make bench` asks all
)

# Mean reciprocal rank: 1 where the right paragraph always comes first.
FLOORS = {("en", "en"): 0.95, ("zh", "zh"): 0.93, ("zh", "en"): 0.75, ("en", "zh"): 0.78}


@pytest.fixture(scope="module")
def corpora(shared: Path) -> dict[str, Corpus]:
    embeddings = open_embeddings()
    folder = shared / "data/xquad"
    return {name: load(folder / f"xquad.{name}.json", embeddings, EVERY) for name in LANGUAGES}


@pytest.mark.shared
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize(("asked", "searched"), FLOORS)
def test_fused_search_is_good_and_no_worse_than_its_parts(
    corpora: dict[str, Corpus], asked: str, searched: str
) -> None:
    assert len(corpora[searched].paragraphs) == 240
    assert len(corpora[asked].questions) == 238

    found = qualities(corpora[asked], corpora[searched])

    assert found["fused"] >= FLOORS[asked, searched]
    if asked == searched:
        assert found["fused"] >= max(found["dense"], found["keywords"])
    else:
        assert found["fused"] >= found["dense"] - 0.01

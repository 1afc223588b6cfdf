"""The glossary's terms are sourced, in both languages, and found as people write them."""

from pathlib import Path

import pytest

from knowledge.errors import RecordError
from knowledge.glossary import load_glossary


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("KV-cache and k v cache", ("kv-cache",)),
        ("is it open-weight or open source", ("open-weights", "open-source")),
        ("storage, fragment, modest", ()),
        ("混合专家和稠密模型", ("mixture-of-experts", "dense")),
        ("encoder-decoder", ("encoder-decoder",)),
    ],
)
def test_terms_are_found_as_words_and_the_longest_wins(text: str, terms: tuple[str, ...]) -> None:
    assert tuple(term.id for term in load_glossary().find(text)) == terms


def test_every_term_has_a_meaning_in_both_languages_and_a_source() -> None:
    glossary = load_glossary()
    for term in glossary.terms.values():
        assert term.text.en != term.text.zh
        assert glossary.source(term).url.startswith("https://")


def test_a_term_without_its_source_is_refused_with_the_file_named(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(
        "sources: {}\nterms:\n- {id: x, name: X, source: nowhere, text: {en: An x, zh: 某物}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RecordError, match=r"glossary\.yaml"):
        load_glossary(path)

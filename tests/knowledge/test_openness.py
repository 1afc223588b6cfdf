"""Whose training data are published is on record with a source."""

from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.errors import RecordError
from knowledge.openness import load_openness


def test_every_entry_is_of_a_family_on_record(catalogue: Catalogue) -> None:
    assert set(load_openness()) <= set(catalogue.families)


def test_an_unknown_degree_is_refused_with_the_file_named(tmp_path: Path) -> None:
    path = tmp_path / "openness.yaml"
    path.write_text(
        "- {family: bloom, data: mostly, source: {title: T, url: 'https://example.org'}}\n",
        encoding="utf-8",
    )
    with pytest.raises(RecordError, match=r"openness\.yaml"):
        load_openness(path)

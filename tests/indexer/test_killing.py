"""A build that is killed leaves an index that answers, and the next build finishes the job."""

from pathlib import Path

import pytest

from tests.indexer.killing import kills

MOMENTS = 4  # `python -m tests.indexer.killing 50` takes more of them


@pytest.mark.timeout(600)
def test_a_killed_build_leaves_the_old_index_or_the_new_and_nothing_between(
    tmp_path: Path,
) -> None:
    assert len(list(kills(tmp_path, MOMENTS))) == MOMENTS

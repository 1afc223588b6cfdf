"""A build that runs out of space says so, and leaves the index as it was."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.build import build_index
from knowledge.index import open_index
from tests.fakes import WordEmbeddings, tiny_article

ROOT = Path(__file__).parents[2]
# No file may grow beyond so many bytes: what is written to it then fails as it does on a full disk.
BUILD = """
import resource, sys
from pathlib import Path
from indexer.build import build_index
from knowledge.errors import ModelSageError
from tests.fakes import WordEmbeddings, tiny_article

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
texts = {f"s{n}": f"Section {n} is about subject{n}. " * 5 for n in range(200)}
try:
    build_index(
        Path(sys.argv[1]), [tiny_article(**texts)], "words", WordEmbeddings, lambda *_: None
    )
except ModelSageError as error:
    print(type(error).__name__, error.hint)
"""


@pytest.mark.parametrize("kilobytes", [1, 20, 60, 150, 400, 800])
def test_a_full_disk_is_told_and_the_old_index_goes_on_answering(
    tmp_path: Path, kilobytes: int
) -> None:
    zebra = tiny_article(animal="Zebras gallop.")
    build_index(tmp_path, [zebra], "words", WordEmbeddings, lambda *_: None)
    before = sorted(path.name for path in (tmp_path / "index").iterdir())

    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path), str(kilobytes * 1024)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("DataFolderError Free space")
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before
    reader = open_index(tmp_path, "words", WordEmbeddings)
    assert reader.search("zebras", 1)[0].chunk.text == "Zebras gallop."
    reader.close()

"""Kills builds at random moments and looks at what is left: `python -m tests.indexer.killing 50`.

Each round changes the documents, starts `modelsage index build`, kills it, asks the index that is
there, and lets the next build finish the job.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from langchain_core.embeddings import Embeddings

from indexer.build import build_index
from indexer.corpus import corpus
from knowledge.embeddings import open_embeddings
from knowledge.index import open_index
from knowledge.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = 6  # changed in each round; beside them are as many that never change
EXPECTED = {"CURRENT", "build.lock", "documents.sqlite", "vectors.sqlite"}


@dataclass(frozen=True)
class Survival:
    """How a kill went: whether the build was through before it, and how long it had worked."""

    published: bool
    seconds: float


@dataclass(frozen=True)
class Field:
    """A data folder, the documents of which change from round to round."""

    settings: Settings
    documents: Path
    embeddings: Embeddings

    def write(self, version: int) -> None:
        """Change the documents."""
        self.documents.mkdir(exist_ok=True)
        for n in range(DOCUMENTS):
            told = f"# Report {n}\n\nIn round {version}, farm {n} grew {version * 7 + n} turnips.\n"
            (self.documents / f"changed{n}.md").write_text(told, encoding="utf-8")
            kept = f"# Rule {n}\n\nBarn number {n} is painted in colour {n}.\n"
            (self.documents / f"kept{n}.md").write_text(kept, encoding="utf-8")
        # One comes and one goes.
        (self.documents / f"extra{version}.md").write_text(f"# Extra {version}\n\nA hen.\n")
        (self.documents / f"extra{version - 1}.md").unlink(missing_ok=True)

    def start(self) -> "subprocess.Popen[str]":
        """Start a build in a process of its own."""
        environment = {
            **os.environ,
            "MODELSAGE_DATA_DIR": str(self.settings.data_dir),
            "MODELSAGE_DOCUMENTS": str(self.documents),
            "MODELSAGE_LANGUAGE": "en",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "index", "build"],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )

    def finish(self) -> None:
        """Let the next build finish the job."""
        built = build_index(
            self.settings.data_dir,
            corpus(self.settings).items,
            self.settings.embedding_model,
            lambda: self.embeddings,
            lambda *_: None,
        )
        assert not built.problems

    def version(self) -> int:
        """The version that the index answers from; fails where it is none, or not whole."""
        index = open_index(
            self.settings.data_dir, self.settings.embedding_model, lambda: self.embeddings
        )
        try:
            found = set()
            for n in range(DOCUMENTS):
                asked = f"How many turnips did farm {n} grow?"
                texts = [hit.chunk.text for hit in index.search(asked, 50)]
                (text,) = (text for text in texts if f"farm {n} grew" in text)
                found.add(int(text.split()[2].rstrip(",")))
                barns = [hit.chunk.text for hit in index.search(f"Barn number {n}", 50)]
                assert any(f"Barn number {n} is painted" in text for text in barns)
            (only,) = found
            return only
        finally:
            index.close()


def kills(folder: Path, moments: int, seed: int = 0) -> Iterator[Survival]:
    """Kill as many builds, one a round; raises `AssertionError` where an index is not as it should be."""
    chance = random.Random(seed)  # noqa: S311 - no secret is drawn
    settings = Settings(data_dir=folder / "data", documents=(folder / "documents",), _env_file=None)
    field = Field(settings, folder / "documents", open_embeddings())
    field.write(0)
    field.finish()
    field.write(1)
    lasting = _lasting(field)
    for version in range(2, moments + 2):
        field.write(version)
        seconds = chance.uniform(0.0, lasting)
        with field.start() as child:
            assert child.stderr is not None
            if version % 4:  # every fourth is killed at any moment, the others at work
                child.stderr.readline()
                time.sleep(seconds)
            else:
                time.sleep(seconds * 3)
            child.kill()
        after = field.version()
        assert after in (version - 1, version), f"version {after} in round {version}"
        field.finish()
        assert field.version() == version
        there = {path.name for path in (settings.data_dir / "index").iterdir()}
        pointer = (settings.data_dir / "index" / "CURRENT").read_text(encoding="utf-8").strip()
        assert there == EXPECTED | {pointer}, there
        yield Survival(after == version, seconds)


def _lasting(field: Field) -> float:
    """The seconds from the first line of a build to a moment after it has switched to the new index."""
    pointer = field.settings.data_dir / "index" / "CURRENT"
    before = pointer.read_text(encoding="utf-8")
    with field.start() as child:
        assert child.stderr is not None
        child.stderr.readline()
        begun = time.monotonic()
        while pointer.read_text(encoding="utf-8") == before:
            assert child.poll() is None, child.stderr.read()
            time.sleep(0.01)
        switched = time.monotonic() - begun
        rest = child.stderr.read()
        assert child.wait() == 0, rest
    assert field.version() == 1
    return switched * 1.3


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as place:
        outcomes = Counter(survival.published for survival in kills(Path(place), wanted))
    print(  # noqa: T201
        f"{wanted} builds killed: {outcomes[False]} left the old index answering, {outcomes[True]} "
        "the new one; the next build finished each job and nothing was left behind."
    )

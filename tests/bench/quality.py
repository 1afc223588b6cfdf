"""How well search finds, on all of XQuAD: `python -m tests.bench.quality ../shared/data/xquad`.

Where MODELSAGE_RERANKER names a cross-encoder, it is measured too.
"""

import sys
from itertools import product
from pathlib import Path

from knowledge.embeddings import CrossEncoderScorer, open_embeddings
from knowledge.settings import load_settings
from tests.knowledge.xquad import LANGUAGES, load, qualities


def main(folder: Path) -> None:
    """Print the mean reciprocal rank of each way to search, within and across languages."""
    if not folder.is_dir():
        print(  # noqa: T201
            f"There is no {folder}. Put xquad.en.json and xquad.zh.json of "
            "https://github.com/google-deepmind/xquad there, or name another folder: make bench XQUAD=…"
        )
        return
    settings = load_settings()
    embeddings = open_embeddings(settings.embedding_model)
    scorer = CrossEncoderScorer(settings.reranker) if settings.reranker else None
    corpora = {name: load(folder / f"xquad.{name}.json", embeddings) for name in LANGUAGES}
    pairs = sorted(product(LANGUAGES, LANGUAGES), key=lambda pair: pair[0] != pair[1])
    for n, (asked, searched) in enumerate(pairs):
        found = qualities(corpora[asked], corpora[searched], scorer)
        if not n:
            print("MRR     ", *(f"{name:>9}" for name in found))  # noqa: T201
        print(f"{asked} -> {searched}", *(f"{value:9.3f}" for value in found.values()))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))

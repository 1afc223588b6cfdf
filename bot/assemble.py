"""The composition root: everything is built here, from one frozen Settings object."""

import os
from collections.abc import Callable

from bot.chat_models import ChatModel, Opening
from bot.edge import tell
from bot.engine import Engine
from knowledge.articles import load_articles
from knowledge.catalogue import load_catalogue
from knowledge.chroma_server import server_of
from knowledge.embeddings import CrossEncoderScorer, open_embeddings
from knowledge.live import LiveIndex, Searchable, Sparing
from knowledge.names import Names
from knowledge.reranker import Reranked
from knowledge.settings import Settings

# OpenMP's threads spin while they wait for each other. On two cores with any other load, the one
# that has no core then keeps the other from working: 40 tokens took 78 s, with these settings 3 s,
# and on free cores they cost nothing. They count only before the first library that uses OpenMP.
PATIENT = {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "0"}


def assemble(settings: Settings) -> Engine:
    """Build the engine; the chat model goes on loading while the first question is decided."""
    be_patient()
    opening = Opening(settings)
    catalogue = load_catalogue(own=settings.models_dir)
    for problem in catalogue.problems:
        tell(problem)
    return Engine(
        names=Names(catalogue),
        articles=load_articles(),
        index=Sparing(open_search(settings), tell),
        top_k=settings.top_k,
        writer=opening.get,
        chooser=_chooser(opening, settings.understand_with_model),
    )


def _chooser(opening: Opening, wanted: str) -> Callable[[], ChatModel | None]:
    """What gives the model that names the kind of a question, where one is to."""

    def get() -> ChatModel | None:
        model = None if wanted == "off" else opening.soon()
        return None if model is None or (wanted == "auto" and model.embedded) else model

    return get


def be_patient() -> None:
    """Keep OpenMP from spinning; to be called before anything that computes is opened."""
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)


def open_search(settings: Settings) -> Searchable:
    """Open the index of the data folder, and each that a build puts in its place."""
    index = LiveIndex(
        settings.data_dir,
        settings.embedding_model,
        lambda: open_embeddings(settings.embedding_model),
        tell,
        server_of(settings),
    )
    return Reranked(index, CrossEncoderScorer(settings.reranker)) if settings.reranker else index

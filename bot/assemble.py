"""The composition root: everything is built here, from one frozen Settings object."""

import os

from bot.chat_models import Opening
from bot.edge import tell
from bot.engine import Engine
from knowledge.articles import load_articles
from knowledge.catalogue import load_catalogue
from knowledge.embeddings import open_embeddings
from knowledge.index import Index, open_index
from knowledge.names import Names
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
        index=open_search(settings),
        top_k=settings.top_k,
        writer=opening.get,
    )


def be_patient() -> None:
    """Keep OpenMP from spinning; to be called before anything that computes is opened."""
    for name, value in PATIENT.items():
        os.environ.setdefault(name, value)


def open_search(settings: Settings) -> Index:
    """Open the index of the data folder with the embedding model that is set."""
    return open_index(
        settings.data_dir,
        settings.embedding_model,
        lambda: open_embeddings(settings.embedding_model),
    )

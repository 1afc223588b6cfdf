"""The composition root: everything is built here, from one frozen Settings object."""

from bot.chat_models import Opening
from bot.engine import Engine
from knowledge.articles import load_articles
from knowledge.catalogue import load_catalogue
from knowledge.embeddings import open_embeddings
from knowledge.index import Index, open_index
from knowledge.names import Names
from knowledge.settings import Settings


def assemble(settings: Settings) -> Engine:
    """Build the engine; the chat model goes on loading while the first question is decided."""
    opening = Opening(settings)
    return Engine(
        names=Names(load_catalogue()),
        articles=load_articles(),
        index=open_search(settings),
        top_k=settings.top_k,
        writer=opening.get,
    )


def open_search(settings: Settings) -> Index:
    """Open the index of the data folder with the embedding model that is set."""
    return open_index(
        settings.data_dir,
        settings.embedding_model,
        lambda: open_embeddings(settings.embedding_model),
    )

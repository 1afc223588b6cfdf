"""An article that is at hand as something to index."""

import hashlib
from dataclasses import dataclass

from indexer.article_item import article_document
from indexer.corpus import Item
from indexer.document import Document
from knowledge.articles import Article


@dataclass(frozen=True)
class GivenArticle:
    """An article in one language that was loaded already."""

    article: Article

    @property
    def place(self) -> str:
        """Where the article is, as far as it says."""
        return self.article.path.as_posix()

    @property
    def id(self) -> str:
        """The document and the language."""
        return f"{self.article.document}/{self.article.language}"

    def digest(self) -> str:
        """A sum over all that the article says."""
        return hashlib.sha256(repr(self.article).encode("utf-8", "replace")).hexdigest()

    def load(self) -> Document:
        """The article as a document."""
        return article_document(self.article)


def as_item(one: Item | Article) -> Item:
    """An article or an item as an item."""
    return GivenArticle(one) if isinstance(one, Article) else one

"""A shipped article as something to index."""

from dataclasses import dataclass
from pathlib import Path

from indexer.document import Document, Part
from indexer.regular_file import digest
from knowledge.articles import Article, load_article


@dataclass(frozen=True)
class ArticleItem:
    """The file of a shipped article, in one language."""

    path: Path

    @property
    def place(self) -> str:
        """Where the article is in the project."""
        return f"knowledge/articles/{self.path.parent.name}/{self.path.name}"

    @property
    def id(self) -> str:
        """The place: it never changes."""
        return self.place

    def digest(self) -> str:
        """The SHA-256 of the file; raises `DocumentError` where it cannot be read."""
        return digest(self.path)

    def load(self) -> Document:
        """The article as a document; raises `RecordError` where it breaks its schema."""
        return article_document(load_article(self.path))


def article_document(article: Article) -> Document:
    """An article as a document; both languages of it have the same id."""
    joint = "" if article.language == "zh" else " "
    return Document(
        id=article.document,
        title=article.title,
        place=f"knowledge/articles/{article.path.parent.name}/{article.path.name}",
        language=article.language,
        date=article.published,
        parts=tuple(
            Part(s.headings, joint.join(one.text for one in s.sentences), s.anchor)
            for s in article.sections.values()
        ),
        kind="article",
    )

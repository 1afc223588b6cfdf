"""Plain text into its paragraphs."""

from indexer.document import Content
from indexer.outline import Outline
from indexer.text_mending import paragraphs


def convert_text(text: str) -> Content:
    """The content of a text without any markup."""
    outline = Outline()
    for paragraph in paragraphs(text):
        outline.block(paragraph)
    return Content(outline.parts())

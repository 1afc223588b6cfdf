"""Word files into the parts under their headings."""

from dataclasses import replace
from typing import Any

from indexer.convert_html import convert_html
from indexer.document import Content
from indexer.office_file import checked, properties

# The title of a document stands above its headings; some programs name styles in Chinese.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Heading 4'] => h5:fresh
p[style-name='Heading 5'] => h6:fresh
p[style-name='标题 1'] => h2:fresh
p[style-name='标题 2'] => h3:fresh
p[style-name='标题 3'] => h4:fresh
p[style-name='标题 4'] => h5:fresh
"""


def convert_docx(raw: bytes) -> Content:
    """The content of a Word file; raises `DocumentError` where it cannot be opened safely."""
    import mammoth

    file = checked(raw)
    found = mammoth.convert_to_html(
        file, style_map=_STYLES, convert_image=mammoth.images.img_element(_no_image)
    )
    about = properties(raw)
    content = convert_html(found.value.encode(), "utf-8")
    return replace(content, title=about.title or content.title, date=about.modified)


def _no_image(_image: Any) -> dict[str, str]:
    return {}

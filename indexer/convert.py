"""Bytes of any kind into the content of a document."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from indexer.document import Content
from indexer.text_encoding import decode
from knowledge.errors import DocumentError

KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".txt": "text",
    ".text": "text",
    ".rst": "text",
    ".log": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
# Documents all the same, but in formats that are not read: worth a word, unlike pictures or code.
UNREAD = {
    ".doc": "DOCX",
    ".dot": "DOCX",
    ".odt": "DOCX",
    ".rtf": "DOCX",
    ".wps": "DOCX",
    ".pages": "DOCX",
    ".epub": "HTML",
    ".mht": "HTML",
    ".mhtml": "HTML",
    ".ppt": "PPTX",
    ".odp": "PPTX",
    ".key": "PPTX",
    ".xls": "XLSX",
    ".xlsb": "XLSX",
    ".ods": "XLSX",
    ".numbers": "XLSX",
}

_TEXTS = {
    "markdown": ("convert_markdown", "convert_markdown"),
    "text": ("convert_text", "convert_text"),
    "csv": ("convert_csv", "convert_csv"),
    "json": ("convert_data", "convert_json"),
    "jsonl": ("convert_data", "convert_jsonl"),
    "yaml": ("convert_data", "convert_yaml"),
}
_BINARIES = {
    "html": ("convert_html", "convert_html"),
    "pdf": ("convert_pdf", "convert_pdf"),
    "docx": ("convert_docx", "convert_docx"),
    "pptx": ("convert_pptx", "convert_pptx"),
    "xlsx": ("convert_xlsx", "convert_xlsx"),
}


def kind_of(path: PurePath) -> str:
    """The kind of document that a name tells; empty where it is none that can be read."""
    return KINDS.get(path.suffix.lower(), "")


def convert(raw: bytes, kind: str, declared: str = "") -> Content:
    """The content of a document of a kind in `KINDS`; `declared` is its encoding, where it is known.

    Raises `DocumentError`, whose message continues a sentence that begins with the document's name.
    """
    if not raw.strip():
        raise DocumentError("is empty.", "Fill or remove it.")
    content = _converter(kind)(raw, declared)
    if not any(part.text for part in content.parts):
        raise DocumentError("holds no text.", "Remove it, or give it a layer of text.")
    return content


def _converter(kind: str) -> Callable[[bytes, str], Content]:
    """The function that converts a kind; its library is imported only now."""
    if kind in _TEXTS:
        function = _function(*_TEXTS[kind])
        return lambda raw, declared: function(decode(raw, declared))
    function = _function(*_BINARIES[kind])
    if kind == "html":
        return function
    return lambda raw, _: function(raw)


def _function(module: str, name: str) -> Callable[..., Content]:
    found: Callable[..., Content] = getattr(import_module(f"indexer.{module}"), name)
    return found

"""Files of records as a team writes them, in their shortest form."""

from pathlib import Path

from knowledge.catalogue import Catalogue, load_catalogue

CONTEXT = "context: {value: 2048, source: card}"


def record(identifier: str, *facts: str, aliases: str = "[]") -> str:
    """One record; every fact is a line of YAML."""
    held = "".join(f"      {fact}\n" for fact in facts or (CONTEXT,))
    return (
        f"  - id: {identifier}\n    name: The {identifier}\n    aliases: {aliases}\n"
        f"    variant: chat\n    facts:\n{held}"
    )


def family(identifier: str, *records: str, more: str = "") -> str:
    """A file of a family of its own; `more` are lines of keys of the family."""
    return (
        f"id: {identifier}\nname: Family {identifier}\nas_of: 2026-01\n{more}"
        "about: {en: Ours., zh: 我们的。}\n"
        "sources:\n  card: {title: Our card, url: https://example.org/card}\n"
        f"models:\n{''.join(records)}"
    )


def loaded(folder: Path, **files: str | bytes) -> Catalogue:
    """The catalogue with own files laid over it: `acme="…"` is acme.yaml."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name.replace('_', '-')}.yaml").write_bytes(raw)
    return load_catalogue(own=folder)


def line_with(text: str, words: str) -> int:
    """The number of the first line that holds `words`."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)

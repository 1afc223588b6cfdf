"""Which documents a generation holds, and from which bytes they were read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from knowledge.errors import IndexUnusable
from knowledge.generations import BUILD_HINT

FILE = "documents.json"


@dataclass(frozen=True)
class Contents:
    """The digests of documents by their ids: of those indexed, and of those that could not be read."""

    indexed: Mapping[str, str] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)


def write_contents(generation: Path, contents: Contents) -> None:
    """Write to a generation what it holds."""
    (generation / FILE).write_text(json.dumps(asdict(contents)), encoding="utf-8")


def read_contents(generation: Path) -> Contents:
    """What a generation holds; raises `IndexUnusable` where it does not say."""
    try:
        return Contents(**json.loads((generation / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(
            f"The index {generation} does not say what it holds.", BUILD_HINT
        ) from error

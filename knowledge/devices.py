"""Devices that models run on: their memory and its bandwidth, as cards.yaml gives them.

The GB that memory is sold in are GiB (2^30 bytes) for cards, Macs and RAM; bandwidths are in GB/s
of 10^9 bytes, as their makers state them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, ValidationError

from knowledge.errors import RecordError
from knowledge.record import Confidence, Frozen, Source, Text
from knowledge.yaml_file import parse, read_text

CARDS = Path(__file__).with_name("cards.yaml")
SYSTEM_GB = 2.0  # what a system keeps for itself where a model runs in its memory
# What macOS lets the GPU have unless told otherwise. llama.cpp prints it as
# recommendedMaxWorkingSetSize: 10.7 GB of 16, 21.3 of 32, 48 of 64 (issue 687 of llama-cpp-python,
# issues 2011 and 1870 of llama.cpp).
MAC_SHARE, MAC_SHARE_LARGE, MAC_LARGE = 2 / 3, 3 / 4, 32
Kind = Literal["gpu", "mac", "cpu"]


class Card(Frozen):
    """A device of cards.yaml: its sizes in GB, each with its bandwidth in GB/s or `unknown`.

    `usable` is what drivers report where that is less; `shared` memory also serves the system.
    """

    name: str
    kind: Kind
    sizes: dict[float, float | Literal["unknown"]]
    source: str
    confidence: Confidence = "medium"
    usable: dict[float, float] = Field(default_factory=dict)
    usable_source: str | None = None
    usual: float | None = None  # the size that the name alone means, where not the smallest
    shared: bool = False
    aliases: tuple[str, ...] = ()
    assumed: Text | None = None  # what the name without more words is taken for

    def bandwidth(self, size: float) -> float | None:
        """The bandwidth with that much memory; None where it is unknown, or the sizes differ in it."""
        values = {self.sizes[size]} if size in self.sizes else set(self.sizes.values())
        value = values.pop()
        return None if values or isinstance(value, str) else value

    def available(self, size: float) -> float:
        """What a model can have of `size` GB."""
        if self.kind == "mac":
            return mac_share(size)
        reported = self.usable.get(size, size)
        return max(0.0, reported - SYSTEM_GB) if self.kind == "cpu" or self.shared else reported


class _File(Frozen):
    sources: dict[str, Source]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Device:
    """What a text names: how many, with how much memory in all (GB), and the bandwidth of one.

    `usable_gb` is what models can have of `memory_gb`; each of several cards keeps an overhead of
    its own. `assumed` tells what the text left open and how it was taken.
    """

    name: Text
    kind: Kind
    count: int
    memory_gb: float
    usable_gb: float
    bandwidth: float | None
    assumed: Text | None = None
    source: Source | None = None


@dataclass(frozen=True, eq=False)
class Cards:
    """The devices that are known by name, and where their figures were read."""

    cards: Mapping[str, Card]
    sources: Mapping[str, Source]

    def device(self, card: Card, said: float | None, count: int) -> Device:
        """`count` of a card with `said` GB each; where none is said, its smallest, and it says so."""
        size = (card.usual or min(card.sizes)) if said is None else said
        notes = [card.assumed] if card.assumed else []
        if said is None and len(card.sizes) > 1:
            sizes = ", ".join(f"{s:g}" for s in sorted(card.sizes))
            notes.append(
                Text(
                    en=f"{size:g} GB, the {'usual' if card.usual else 'smallest'} of its sizes ({sizes} GB)",
                    zh=f"{size:g} GB，取{'常见' if card.usual else '最小'}的规格（有 {sizes} GB）",
                )
            )
        sized = len(card.sizes) > 1 or size not in card.sizes
        name = f"{count}× {card.name}" if count > 1 else card.name
        name += f" {size:g} GB" if sized else ""
        return Device(
            name=Text(en=name, zh=name),
            kind=card.kind,
            count=count,
            memory_gb=size * count,
            usable_gb=card.available(size) * count,
            bandwidth=card.bandwidth(size),
            assumed=joined(notes),
            source=self.sources[card.source],
        )


def mac_share(size: float) -> float:
    """What macOS lets the GPU have of `size` GB of unified memory."""
    return size * (MAC_SHARE_LARGE if size > MAC_LARGE else MAC_SHARE)


def joined(notes: list[Text]) -> Text | None:
    """Remarks as one; None where there are none."""
    if not notes:
        return None
    return Text(en="; ".join(n.en for n in notes), zh="；".join(n.zh for n in notes))


def load_cards(path: Path = CARDS) -> Cards:
    """Load the devices of a file; raises `RecordError` naming the field that is wrong."""
    try:
        file: _File = TypeAdapter(_File).validate_python(parse(read_text(path), path))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{path}: {field}: {first['msg']}.", "Mend that field.") from error
    for card in file.cards:
        for source in {card.source, card.usable_source or card.source} - set(file.sources):
            raise RecordError(
                f"{path}: {card.name} names the source {source!r}, which the file does not list.",
                "Add it under `sources`.",
            )
    return Cards({card.name: card for card in file.cards}, file.sources)

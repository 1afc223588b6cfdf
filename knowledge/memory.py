"""Memory that a model needs to run: weights + KV cache + overhead, as a range with its terms.

Weights: parameters times bits a weight; Q4_K_M files of llama.cpp take about 4.85 bits.
KV cache: 2 · layers · KV heads · head size · context · 2 bytes (keys and values in fp16), which
holds for multi-head, grouped-query and multi-query attention. Overhead (compute buffers and
runtime): 0.6 GiB + 5 % of the weights. The range goes from their sum and 0.3 GiB to 10 % more and 1.9 GiB on top, the spread that Ollama's own estimates showed over 13 models.
"""

from dataclasses import dataclass

from knowledge.catalogue import Model
from knowledge.record import Attention

GIB = 2**30
BITS_4 = 4.85
BITS_8 = 8.5  # Q8_0: eight bits, and a 16-bit scale for every 32 weights
BITS_16 = 16.0
PRECISIONS = {BITS_4: "4-bit", BITS_8: "8-bit", BITS_16: "16-bit"}
KV_BYTES = 2
USUAL_CONTEXT = 8192  # what a chat needs; models with less are taken at what they have
SPREAD = 0.10
BUFFER_LOW, BUFFER_HIGH = 0.3, 1.9


@dataclass(frozen=True)
class Memory:
    """An estimate in GiB, and the terms that it is made of; `kv` None means: shape unknown."""

    parameters: float  # billions
    bits: float
    context: int
    weights: float
    kv: float | None

    @property
    def low(self) -> float:
        """The least that it is likely to take."""
        return self.weights + (self.kv or 0.0) + BUFFER_LOW

    @property
    def high(self) -> float | None:
        """The most that it is likely to take; None where the cache's size is unknown."""
        return None if self.kv is None else (self.weights + self.kv) * (1 + SPREAD) + BUFFER_HIGH

    def fits(self, gigabytes: float) -> bool | None:
        """Whether it fits: yes, no, or None where the range does not say."""
        if self.high is not None and self.high <= gigabytes:
            return True
        return False if self.low > gigabytes else None


def estimate(
    model: Model, parameters: float, context: int | None = None, bits: float | None = None
) -> Memory | None:
    """Memory for one size (in billions) of `model`; unless told, in 4 bits, for encoders in 16.

    None where the record does not know the size. An encoder keeps no KV cache.
    """
    encoder = bool(model.facts.architecture and model.facts.architecture.value == "encoder")
    bits = bits or (BITS_16 if encoder else BITS_4)
    longest = model.facts.context.value if model.facts.context else None
    taken = min(context or USUAL_CONTEXT, longest or USUAL_CONTEXT)
    weights = parameters * 1e9 * bits / 8 / GIB
    return Memory(
        parameters, bits, taken, weights, 0.0 if encoder else _cache(model, parameters, taken)
    )


def _cache(model: Model, parameters: float, context: int) -> float | None:
    shape = _shape(model, parameters)
    if shape is None:
        return None
    per_token = 2 * shape.layers * shape.kv_heads * shape.head_size * KV_BYTES
    return per_token * context / GIB


def _shape(model: Model, parameters: float) -> Attention | None:
    """The attention of one size: the record's own, or that of the family's record of this size."""
    own = model.facts.attention.value if model.facts.attention else None
    if own is not None and (own.of is None or _same_size(own.of, parameters)):
        return own
    for sibling in model.family.models:
        facts = sibling.facts
        if facts.parameters and facts.parameters.value == (parameters,) and facts.attention:
            return facts.attention.value
    return None


def _same_size(label: str, parameters: float) -> bool:
    return label.upper().startswith(f"{parameters:g}B")

"""Memory that a model needs to run: weights + KV cache + overhead, as a range with its terms.

Weights: parameters times bits a weight; all of them, also of a mixture of experts. Q4_K_M files
of llama.cpp take about 4.85 bits; those of small models more, as tables of tokens are kept in more
bits: 5.8 for the 1.54 billion of Qwen2.5-Coder-1.5B.

KV cache: exact for every kind of attention whose shape the record holds (kv_cache.py).

Overhead, from what llama.cpp took for Qwen2.5-Coder-1.5B (`python -m tests.evals.measure_memory`):
some 120 MiB beside file and cache, of which compute buffers are 70, 76 and 100 at 2048, 8192 and
32768 tokens, that is a constant and 1 KiB a token (the mask: 512 rows of 2 bytes); so at least
0.1 GiB and 1 KiB a token. At most 10 % of weights and cache (a nominal size, another file format,
compute buffers without flash attention) and 1.9 GiB, the spread that Ollama's own estimates showed
over 13 models. Not counted: on a processor, llama.cpp copies up to all of the weights into the
order that is quickest to read (56 % of that file), and a process then shows both copies; the pages
of the first are the file's own, and the system takes them back when it is short.
"""

from dataclasses import dataclass

from knowledge.catalogue import Model
from knowledge.kv_cache import Cache, kv_cache
from knowledge.record import Attention, Text

GIB = 2**30
BITS_4 = 4.85
BITS_MXFP4 = 4.25  # 32 weights of four bits share a scale of eight
BITS_8 = 8.5  # Q8_0: eight bits, and a 16-bit scale for every 32 weights
BITS_16 = 16.0
PRECISIONS = {BITS_4: "4-bit", BITS_MXFP4: "4-bit", BITS_8: "8-bit", BITS_16: "16-bit"}
# Families whose weights are published in four bits; a 4-bit file of them keeps that format.
PUBLISHED_IN_MXFP4 = frozenset({"gpt-oss"})
USUAL_CONTEXT = 8192  # what a chat needs; models with less are taken at what they have
SPREAD = 0.10
LEAST_OVERHEAD, MOST_OVERHEAD = 0.1, 1.9  # GiB
MASK = 1024  # bytes a token


@dataclass(frozen=True)
class Memory:
    """An estimate in GiB, and the terms that it is made of; `kv` None means: shape unknown.

    `context` is in tokens for each of `parallel` requests; `kv` is the cache of all of them, and
    `formula` the multiplication that gives it.
    """

    parameters: float  # billions
    bits: float
    context: int
    weights: float
    kv: float | None
    parallel: int = 1
    formula: Text | None = None

    @property
    def overhead_low(self) -> float:
        """The least that buffers and the program take."""
        return LEAST_OVERHEAD + MASK * self.context / GIB

    @property
    def overhead_high(self) -> float | None:
        """The most that the estimate may be short of; None where the cache's size is unknown."""
        return None if self.kv is None else SPREAD * (self.weights + self.kv) + MOST_OVERHEAD

    @property
    def low(self) -> float:
        """The least that it is likely to take."""
        return self.weights + (self.kv or 0.0) + self.overhead_low

    @property
    def high(self) -> float | None:
        """The most that it is likely to take; None where the cache's size is unknown."""
        if self.kv is None or self.overhead_high is None:
            return None
        return self.weights + self.kv + self.overhead_high

    @property
    def precision(self) -> str:
        """The bits of the weights in words, with the format where it is not the usual one."""
        name = PRECISIONS.get(self.bits, f"{self.bits:g}-bit")
        return f"{name} (MXFP4)" if self.bits == BITS_MXFP4 else name

    def fits(self, gigabytes: float) -> bool | None:
        """Whether it fits: yes, no, or None where the range does not say."""
        if self.high is not None and self.high <= gigabytes:
            return True
        return False if self.low > gigabytes else None


def estimate(
    model: Model,
    parameters: float,
    context: int | None = None,
    bits: float | None = None,
    parallel: int = 1,
) -> Memory | None:
    """Memory for one size (in billions) of `model`; unless told, in 4 bits, for encoders in 16.

    `parallel` requests each keep a cache for `context` tokens. An encoder keeps none.
    """
    architecture = model.facts.architecture.value if model.facts.architecture else None
    encoder = architecture == "encoder"
    bits = bits or (BITS_16 if encoder else BITS_4)
    if bits == BITS_4 and model.family.id in PUBLISHED_IN_MXFP4:
        bits = BITS_MXFP4
    longest = model.facts.context.value if model.facts.context else None
    taken = min(context or USUAL_CONTEXT, longest or USUAL_CONTEXT)
    shape = _shape(model, parameters)
    cache = Cache(0) if encoder else kv_cache(shape, taken, parallel) if shape else None
    return reckon(parameters, bits, taken, cache, parallel)


def reckon(
    parameters: float, bits: float, context: int, cache: Cache | None, parallel: int = 1
) -> Memory:
    """The memory of `parameters` (in billions) at so many bits, with a cache of known size or not."""
    return Memory(
        parameters=parameters,
        bits=bits,
        context=context,
        weights=parameters * 1e9 * bits / 8 / GIB,
        kv=cache.size / GIB if cache else None,
        parallel=parallel,
        formula=cache.formula if cache else None,
    )


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

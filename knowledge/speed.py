"""How fast a device writes with a model: tokens a second for one request, as a range.

To write a token, a device reads every weight that takes part in it and the cache of the tokens so
far, once; the arithmetic is quick beside that. So (the memory roof of the roofline model, Williams
et al. 2009, for batches of one):

    seconds a token = bytes read / (bandwidth · share of it that is reached) + a fixed time

The share and the fixed time are what llama.cpp reached in 45 runs of its public tables (discussions
4167, 10879, 15013 and 15396: a 7B model in 4 bits, and gpt-oss-20b); all of them lie within the
range. For processors it is what `python -m tests.evals.measure_memory` found, 0.35 to 0.65 of the
rate at which all cores copy memory, and 0.68 of the nominal bandwidth of DDR5-6400 (llama.cpp,
issue 34). An estimate, not a promise.
"""

from dataclasses import dataclass

from knowledge.catalogue import Model
from knowledge.devices import Device
from knowledge.memory import GIB, Memory
from knowledge.record import Text

GB = 1e9


@dataclass(frozen=True)
class Pace:
    """What a kind of device reaches at worst and at best: a share of its bandwidth, and seconds."""

    least_share: float
    best_share: float
    most_fixed: float
    least_fixed: float


PACES = {
    "gpu": Pace(0.5, 0.9, 0.0025, 0.0003),
    "mac": Pace(0.5, 0.9, 0.0025, 0.0003),
    "cpu": Pace(0.3, 0.75, 0.002, 0.0),
}
LAYER_SPLIT = Text(
    en="Cards that share a model by layers work one after another: they add memory, not speed.",
    zh="多张卡按层分摊模型时依次工作：增加的是显存，而不是速度。",
)


@dataclass(frozen=True)
class Speed:
    """An estimate in tokens a second for each request, and the terms that it is made of.

    `low` is with the whole context in use, None where the cache's size is unknown; `high` is at
    the start. `weights` and `cache` are read for each token, in GB of 10^9 bytes.
    """

    low: float | None
    high: float
    weights: float
    cache: float | None
    bandwidth: float
    note: Text | None = None


def estimate_speed(model: Model, memory: Memory, device: Device) -> Speed | None:
    """How fast one request is written on `device` with what `memory` says is loaded.

    None for encoders, where the bandwidth or the active parameters are unknown, and where the
    model does not fit: what is read from elsewhere is read at another speed.
    """
    active = active_parameters(model, memory.parameters)
    return None if active is None else speed_of(active, memory, device)


def speed_of(active: float, memory: Memory, device: Device) -> Speed | None:
    """How fast it is with `active` billions of parameters for each token; None as above."""
    if device.bandwidth is None or memory.fits(device.usable_gb) is False:
        return None
    # Requests that are written together take the weights once, but not all the same experts.
    most = min(memory.parameters, active * memory.parallel)
    least_read, most_read = (size * memory.bits / 8 for size in (active, most))
    cache = None if memory.kv is None else memory.kv * GIB / GB
    pace = PACES[device.kind]
    best = device.bandwidth * pace.best_share
    least = device.bandwidth * pace.least_share
    return Speed(
        low=None if cache is None else 1 / ((most_read + cache) / least + pace.most_fixed),
        high=1 / (least_read / best + pace.least_fixed),
        weights=least_read,
        cache=cache,
        bandwidth=device.bandwidth,
        note=LAYER_SPLIT if device.count > 1 else None,
    )


def active_parameters(model: Model, parameters: float) -> float | None:
    """The billions of parameters that take part in each token; None where that is unknown."""
    facts = model.facts
    architecture = facts.architecture.value if facts.architecture else None
    if architecture == "encoder":
        return None
    if facts.active_parameters and facts.active_parameters.value is not None:
        return facts.active_parameters.value
    return parameters if architecture == "decoder" else None

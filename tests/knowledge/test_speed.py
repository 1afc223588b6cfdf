"""Speeds are reckoned from bandwidth and bytes, and public runs of llama.cpp lie within the range."""

import pytest

from knowledge.cards import find_card, load_cards
from knowledge.catalogue import Catalogue
from knowledge.devices import Cards, Device
from knowledge.kv_cache import Cache
from knowledge.memory import BITS_16, BITS_MXFP4, Memory, estimate, reckon
from knowledge.record import Text
from knowledge.speed import Speed, active_parameters, estimate_speed, speed_of

LLAMA_7B = reckon(6.74, 4.55, 128, Cache(0))  # Q4_0, 3.83 GB
GPT_OSS = reckon(20.9, BITS_MXFP4, 128, Cache(0))
# Tokens a second by card, discussions of ggml-org/llama.cpp: 15013 (CUDA), 10879 (Vulkan), 4167
# (Apple), 15396 (gpt-oss-20b), as of October 2026.
DENSE = {
    "RTX 5090": 290.0,
    "RTX 4090": 186.2,
    "RTX 5080": 182.0,
    "RTX 5070 Ti": 176.9,
    "RTX 4080 Super": 148.3,
    "RTX 4080": 142.5,
    "RTX 3090 Ti": 171.2,
    "RTX 3090": 158.2,
    "RTX 3080": 139.7,
    "RTX 2080 Ti": 107.5,
    "RX 7900 XTX": 182.63,
    "RX 7900 XT": 123.18,
    "RX 7800 XT": 118.27,
    "RX 6800 XT": 100.32,
    "Ryzen AI Max+ 395": 53.59,
    "M1 Mac 16GB": 14.15,
    "M1 Pro": 36.41,
    "M1 Max": 61.19,
    "M1 Ultra": 83.73,
    "M2 Mac 16GB": 21.91,
    "M2 Pro": 38.86,
    "M2 Max": 65.95,
    "M2 Ultra": 94.27,
    "M3 Mac 16GB": 21.34,
    "M3 Pro 36GB": 30.74,
    "M3 Max 36GB": 56.58,
    "M3 Max 64GB": 66.31,
    "M3 Ultra": 92.14,
    "M4 Mac 16GB": 24.11,
    "M4 Pro": 50.74,
    "M4 Max 36GB": 69.95,
    "M4 Max 64GB": 83.06,
}
MIXTURE = {
    "RTX 3090": 161.8,
    "RTX 4090": 222.0,
    "RTX 4080 Super": 186.5,
    "RTX 5060 Ti 16GB": 111.5,
    "RTX 5070 Ti": 189.5,
    "RTX 5080": 204.9,
    "RTX 5090": 282.5,
}


@pytest.fixture(scope="module")
def cards() -> Cards:
    return load_cards()


def device(cards: Cards, text: str) -> Device:
    found = find_card(text, cards)
    assert found is not None
    return found


def speed(catalogue: Catalogue, model: str, size: float, device: Device) -> Speed:
    memory = estimate(catalogue.models[model], size)
    assert memory is not None
    found = estimate_speed(catalogue.models[model], memory, device)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("active", "memory", "card", "rate"),
    [
        *((6.74, LLAMA_7B, card, rate) for card, rate in DENSE.items()),
        *((3.6, GPT_OSS, card, rate) for card, rate in MIXTURE.items()),
    ],
)
def test_what_a_card_was_seen_to_do_lies_within_the_range(
    cards: Cards, active: float, memory: Memory, card: str, rate: float
) -> None:
    found = speed_of(active, memory, device(cards, card))

    assert found is not None
    assert found.low is not None
    assert found.low < rate < found.high


def test_the_range_says_something(cards: Cards) -> None:
    found = speed_of(70, reckon(70, 4.85, 4096, Cache(0)), device(cards, "A100 80GB"))

    assert found is not None
    assert found.low is not None
    assert found.high < 2 * found.low


@pytest.mark.parametrize(("rate", "bandwidth"), [(23.2, 40), (28.0, 40), (17.0, 44)])
def test_what_a_processor_was_seen_to_do_lies_within_the_range(
    rate: float, bandwidth: float
) -> None:
    """Two cores with Qwen2.5-Coder-1.5B, as tests/evals/measure_memory.py found them."""
    here = Device(Text(en="two cores", zh="双核"), "cpu", 1, 16, 14, bandwidth)
    found = speed_of(1.54, reckon(1.54, 4.85, 2048, Cache(56 * 2**20)), here)

    assert found is not None
    assert found.low is not None
    assert found.low < rate < found.high


def test_a_mixture_of_experts_reads_only_those_that_take_part(
    catalogue: Catalogue, cards: Cards
) -> None:
    server = device(cards, "8x H200")
    mixture = speed(catalogue, "deepseek-v3", 671, server)

    assert mixture.weights == pytest.approx(37 * 4.85 / 8)
    assert mixture.high > speed(catalogue, "llama-3.1-405b", 405, server).high


def test_requests_at_once_are_each_slower(catalogue: Catalogue, cards: Cards) -> None:
    model, card = catalogue.models["qwen3-30b-a3b"], device(cards, "RTX PRO 6000")
    alone, eight = (estimate(model, 30.53, parallel=n) for n in (1, 8))
    assert alone is not None
    assert eight is not None
    first, shared = (estimate_speed(model, memory, card) for memory in (alone, eight))

    assert first is not None
    assert shared is not None
    assert first.low is not None
    assert shared.low is not None
    assert shared.low < first.low


def test_several_cards_are_no_faster_than_one_and_it_says_so(
    catalogue: Catalogue, cards: Cards
) -> None:
    one = speed(catalogue, "llama-2-7b", 7, device(cards, "A100 80GB"))
    four = speed(catalogue, "llama-2-7b", 7, device(cards, "4x A100 80GB"))

    assert (one.low, one.high) == (four.low, four.high)
    assert one.note is None
    assert four.note is not None
    assert "not speed" in four.note.en
    assert "而不是速度" in four.note.zh


def test_a_longer_cache_makes_the_slow_end_slower_and_leaves_the_quick_end(cards: Cards) -> None:
    card = device(cards, "RTX 4090")
    start, late = (speed_of(7, reckon(7, 4.85, 4096, Cache(size)), card) for size in (0, 2 * 2**30))

    assert start is not None
    assert late is not None
    assert start.low is not None
    assert late.low is not None
    assert late.low < start.low
    assert late.high == start.high


def test_a_cache_of_unknown_size_leaves_the_slow_end_open(cards: Cards) -> None:
    found = speed_of(7, reckon(7, 4.85, 4096, None), device(cards, "RTX 4090"))

    assert found is not None
    assert found.low is None
    assert found.high > 100


@pytest.mark.parametrize(
    ("model", "size", "text"),
    [
        ("bert-base", 0.11, "RTX 4090"),  # an encoder writes nothing
        ("llama-2-70b", 70, "RTX 4090"),  # it does not fit
        ("llama-2-7b", 7, "24GB"),  # of memory alone the bandwidth is not known
        ("llama-2-7b", 7, "Mac 64 GB"),
        ("llama-2-7b", 7, "Ascend 910B 64GB"),  # its sources disagree
    ],
)
def test_no_speed_is_told_where_a_term_is_unknown(
    catalogue: Catalogue, cards: Cards, model: str, size: float, text: str
) -> None:
    memory = estimate(catalogue.models[model], size)

    assert memory is not None
    assert estimate_speed(catalogue.models[model], memory, device(cards, text)) is None


def test_a_mixture_of_unknown_active_parameters_has_none(catalogue: Catalogue) -> None:
    mixtures = [
        model
        for model in catalogue.models.values()
        if model.facts.architecture
        and model.facts.architecture.value == "mixture-of-experts"
        and not (model.facts.active_parameters and model.facts.active_parameters.value)
    ]

    assert all(active_parameters(model, 100) is None for model in mixtures)


def test_a_dense_model_takes_all_its_parameters(catalogue: Catalogue) -> None:
    assert active_parameters(catalogue.models["llama-2-7b"], 7) == 7


def test_more_bits_are_slower(cards: Cards) -> None:
    card = device(cards, "RTX 4090")
    four, sixteen = (speed_of(7, reckon(7, bits, 4096, Cache(0)), card) for bits in (4.85, BITS_16))

    assert four is not None
    assert sixteen is not None
    assert sixteen.high < four.high / 3

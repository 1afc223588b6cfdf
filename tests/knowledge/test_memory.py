"""Memory is weights, KV cache and overhead, reckoned as one would by hand; unknown stays unknown."""

import pytest

from knowledge.catalogue import Catalogue
from knowledge.kv_cache import kv_cache
from knowledge.memory import BITS_4, BITS_16, BITS_MXFP4, Memory, estimate, reckon
from knowledge.record import Attention


def estimated(
    catalogue: Catalogue, model: str, parameters: float, context: int | None = None
) -> Memory:
    memory = estimate(catalogue.models[model], parameters, context)
    assert memory is not None
    return memory


@pytest.mark.parametrize(
    ("model", "parameters", "context", "gib"),
    [
        ("llama-2-7b", 7, 4096, 2.00),  # 2 · 32 layers · 32 heads · 128 · 4096 tokens · 2 bytes
        ("llama-2-13b", 13, 4096, 3.12),
        ("llama-2-70b", 70, 4096, 1.25),  # grouped-query attention: 8 heads for 64
        ("llama-2-chat", 70, 4096, 1.25),
        ("llama-2-chat", 7, 4096, 2.00),  # the shape of its sibling of this size
        ("bloom", 176, 2048, 7.66),
        ("opt-175b", 175, 2048, 9.00),
        ("falcon-180b", 180, 2048, 0.31),
        ("gpt-j-6b", 6, 2048, 0.88),
        ("gpt-neox-20b", 20, 2048, 2.06),
        ("vicuna-13b-v1.5", 13, 4096, 3.12),
        ("vicuna-13b-v1.1", 13, 2048, 1.56),
        ("code-llama", 34, 16384, 3.00),
        ("qwen3-8b", 8.19, 8192, 1.12),
    ],
)
def test_the_kv_cache_is_what_its_formula_gives(
    catalogue: Catalogue, model: str, parameters: float, context: int, gib: float
) -> None:
    memory = estimated(catalogue, model, parameters, context)

    assert memory.kv == pytest.approx(gib, abs=0.006)
    assert memory.context == context


@pytest.mark.parametrize(
    ("model", "parameters", "bits", "gib"),
    [
        ("llama-2-7b", 7, None, 3.95),  # 7e9 · 4.85 bits
        ("llama-2-7b", 7, 8.5, 6.93),
        ("llama-2-7b", 7, 16.0, 13.04),
        ("bloom", 176, None, 99.37),
        ("bert-base", 0.11, None, 0.205),  # 0.11e9 · 16 bits: nobody quantises an encoder
    ],
)
def test_weights_are_parameters_times_their_bits(
    catalogue: Catalogue, model: str, parameters: float, bits: float | None, gib: float
) -> None:
    memory = estimate(catalogue.models[model], parameters, bits=bits)

    assert memory is not None
    assert memory.weights == pytest.approx(gib, rel=0.005)


@pytest.mark.parametrize(
    ("model", "parameters"),
    [
        *(("xgen-7b-8k-base", 7), ("xgen-7b-4k-base", 7), ("xgen-7b-8k-inst", 7)),
        ("code-llama", 7),  # the shape on record is that of 34B
        ("llama-1", 65),
        ("opt-family", 13),
    ],
)
def test_a_cache_of_unknown_shape_is_unknown_and_never_none(
    catalogue: Catalogue, model: str, parameters: float
) -> None:
    memory = estimated(catalogue, model, parameters)

    assert memory.kv is None
    assert memory.high is None
    assert memory.fits(1_000) is None
    assert memory.fits(1) is False


@pytest.mark.parametrize("model", ["bert-base", "bert-large", "bert-base-multilingual"])
def test_an_encoder_keeps_no_cache(catalogue: Catalogue, model: str) -> None:
    memory = estimated(catalogue, model, 0.34)

    assert memory.kv == 0
    assert memory.fits(4) is True


@pytest.mark.parametrize(
    ("model", "parameters", "gigabytes", "fits"),
    [
        ("llama-2-7b", 7, 24, True),
        ("llama-2-7b", 7, 2, False),
        ("llama-2-7b", 7, 7, None),  # 6.1 to 8.4
        ("llama-2-70b", 70, 80, True),
        ("llama-2-70b", 70, 24, False),
        ("bloom", 176, 80, False),
        ("falcon-180b", 180, 640, True),
    ],
)
def test_a_model_fits_where_its_whole_range_does(
    catalogue: Catalogue, model: str, parameters: float, gigabytes: float, fits: bool | None
) -> None:
    assert estimated(catalogue, model, parameters).fits(gigabytes) is fits


def test_a_range_has_its_terms_inside(catalogue: Catalogue) -> None:
    memory = estimated(catalogue, "llama-2-7b", 7)

    assert memory.kv is not None
    assert memory.high is not None
    assert 0 < memory.low < memory.weights + memory.kv + 0.6 + 0.05 * memory.weights < memory.high


@pytest.mark.parametrize(
    ("asked", "taken"), [(None, 4096), (1024, 1024), (4096, 4096), (100_000, 4096)]
)
def test_no_more_context_is_reckoned_with_than_the_model_has(
    catalogue: Catalogue, asked: int | None, taken: int
) -> None:
    assert estimated(catalogue, "llama-2-7b", 7, asked).context == taken


def test_without_a_wish_the_context_is_that_of_a_chat(catalogue: Catalogue) -> None:
    assert estimated(catalogue, "code-llama", 34).context == 8192


def test_requests_at_once_multiply_the_cache_and_nothing_else(catalogue: Catalogue) -> None:
    model = catalogue.models["llama-2-7b"]
    one, eight = estimate(model, 7), estimate(model, 7, parallel=8)

    assert one is not None
    assert eight is not None
    assert eight.kv == pytest.approx(8 * 2.0)
    assert (eight.weights, eight.context) == (one.weights, one.context)


def test_all_parameters_of_a_mixture_of_experts_are_in_memory(catalogue: Catalogue) -> None:
    memory = estimated(catalogue, "deepseek-v3", 671)

    assert memory.weights == pytest.approx(671e9 * BITS_4 / 8 / 2**30)
    assert memory.fits(80) is False


def test_weights_that_are_published_in_mxfp4_stay_in_it(catalogue: Catalogue) -> None:
    model = catalogue.models["gpt-oss-20b"]
    four, sixteen = estimate(model, 21), estimate(model, 21, bits=BITS_16)

    assert four is not None
    assert sixteen is not None
    assert (four.bits, four.precision) == (BITS_MXFP4, "4-bit (MXFP4)")
    assert sixteen.bits == BITS_16


def test_the_terms_add_up_to_the_range(catalogue: Catalogue) -> None:
    memory = estimated(catalogue, "llama-2-7b", 7)

    assert memory.kv is not None
    assert memory.overhead_high is not None
    known = memory.weights + memory.kv
    assert memory.low == pytest.approx(known + memory.overhead_low)
    assert memory.high == pytest.approx(known + memory.overhead_high)
    assert memory.formula is not None
    assert memory.formula.en == "2 × 32 layers × 32 KV heads × 128 × 4096 tokens × 2 bytes"


@pytest.mark.parametrize(("context", "mebibytes"), [(2048, 1242), (8192, 1410), (32768, 2086)])
def test_what_llama_cpp_took_lies_within_the_range(context: int, mebibytes: int) -> None:
    """Qwen2.5-Coder-1.5B in 4 bits, as tests/evals/measure_memory.py found it."""
    shape = Attention(layers=28, kv_heads=2, head_size=128)
    memory = reckon(1.54, BITS_4, context, kv_cache(shape, context))

    assert memory.high is not None
    assert memory.low < mebibytes / 1024 < memory.high

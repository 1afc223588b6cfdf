"""The cache is what published figures and a hand's reckoning say, kind by kind; unknown stays unknown."""

import pytest

from knowledge.kv_cache import kv_cache
from knowledge.record import Attention

KIB, MIB, GIB = 2**10, 2**20, 2**30
QWEN3_8B = Attention(layers=36, heads=32, kv_heads=8, head_size=128)
GEMMA_3_27B = Attention(
    kind="sliding-window",
    layers=62,
    kv_heads=16,
    head_size=128,
    full_layers=10,
    window=1024,
)


def size(shape: Attention, tokens: int, sequences: int = 1) -> int:
    cache = kv_cache(shape, tokens, sequences)
    assert cache is not None
    return cache.size


@pytest.mark.parametrize(
    ("shape", "tokens", "bytes_"),
    [
        # Per token, as DeepSeek publishes it ("Insights into DeepSeek-V3", arXiv 2505.09343).
        (Attention(kind="latent", layers=61, latent_size=576), 1, 70_272),
        (Attention(layers=80, heads=64, kv_heads=8, head_size=128), 1, 327_680),  # Qwen2.5-72B
        (Attention(layers=126, heads=128, kv_heads=8, head_size=128), 1, 516_096),  # Llama 3.1 405B
        # As llama.cpp prints it for Qwen2.5-Coder-1.5B.
        (Attention(layers=28, kv_heads=2, head_size=128), 2048, 56 * MIB),
        (Attention(layers=28, kv_heads=2, head_size=128), 32768, 896 * MIB),
        (QWEN3_8B, 8192, 1152 * MIB),  # 1.12 GiB
        (Attention(kind="multi-head", layers=32, heads=32, head_size=128), 8192, 4 * GIB),  # XGen
    ],
)
def test_a_cache_has_the_published_size(shape: Attention, tokens: int, bytes_: int) -> None:
    assert size(shape, tokens) == bytes_


def test_multi_query_attention_keeps_one_head() -> None:
    many = Attention(kind="multi-query", layers=60, heads=64, head_size=64)

    assert size(many, 2048) == 2 * 60 * 64 * 2048 * 2


def test_windowed_layers_stop_growing_at_their_window() -> None:
    inside, outside = size(GEMMA_3_27B, 1024), size(GEMMA_3_27B, 32768)

    assert inside == 2 * 62 * 16 * 128 * 1024 * 2
    assert outside - inside == 2 * 10 * 16 * 128 * (32768 - 1024) * 2


def test_full_layers_may_have_heads_of_their_own_and_some_layers_share_a_cache() -> None:
    shape = Attention(
        kind="sliding-window",
        layers=42,
        kv_heads=2,
        head_size=256,
        full_layers=4,
        window=512,
        full_kv_heads=1,
        full_head_size=512,
        shared_layers=18,
    )

    full, windowed = 4 * 1 * 512 * 8192, (42 - 4 - 18) * 2 * 256 * 512
    assert size(shape, 8192) == 2 * 2 * (full + windowed)


def test_a_recurrent_state_is_the_same_at_any_length() -> None:
    shape = Attention(
        kind="hybrid",
        layers=48,
        kv_heads=2,
        head_size=256,
        full_layers=12,
        state_bytes=79_036_416,
    )

    assert size(shape, 1) - 79_036_416 == 2 * 12 * 2 * 256 * 2
    assert size(shape, 4096) - 79_036_416 == 4096 * (size(shape, 1) - 79_036_416)


def test_every_request_keeps_a_cache_of_its_own() -> None:
    assert size(QWEN3_8B, 8192, sequences=4) == 4 * size(QWEN3_8B, 8192)


@pytest.mark.parametrize(
    "shape",
    [
        Attention(layers=32, heads=32),  # whether its heads share keys is not known
        Attention(kind="latent", layers=61, kv_heads=128, head_size=56),
        Attention(kind="sparse", layers=43, kv_heads=1, head_size=512),
        Attention(kind="sliding-window", layers=30, kv_heads=2, head_size=128, window=4096),
        Attention(kind="sliding-window", layers=30, kv_heads=2, head_size=128, full_layers=5),
        Attention(kind="hybrid", layers=48, kv_heads=2, head_size=256, full_layers=12),
        Attention(kind="hybrid", layers=48, kv_heads=2, head_size=256, state_bytes=1),
    ],
)
def test_a_shape_that_lacks_a_number_gives_no_size(shape: Attention) -> None:
    assert kv_cache(shape, 4096) is None


def test_the_multiplication_is_told_in_both_languages() -> None:
    cache = kv_cache(Attention(layers=32, kv_heads=32, head_size=128), 4096)

    assert cache is not None
    assert cache.formula is not None
    assert cache.formula.en == "2 × 32 layers × 32 KV heads × 128 × 4096 tokens × 2 bytes"
    assert cache.formula.zh == "2 × 32 层 × 32 个 KV 头 × 128 × 4096 token × 2 字节"


def test_what_keeps_nothing_is_left_out_of_the_multiplication() -> None:
    cache = kv_cache(GEMMA_3_27B.model_copy(update={"full_layers": 0}), 4096)

    assert cache is not None
    assert cache.formula is not None
    assert " + " not in cache.formula.en
    assert "62 layers" in cache.formula.en

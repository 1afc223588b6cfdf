"""The KV cache that attention keeps, in bytes, by kind of attention and with its multiplication.

Keys and values are 16-bit numbers, so every value of a token takes 2 bytes:

- multi-head, grouped-query, multi-query: 2 · layers · KV heads · head size · tokens · 2;
- latent (DeepSeek-V2, arXiv 2405.04434): layers · latent size · tokens · 2, keys and values in one;
- sliding-window: as the first, where only the full layers keep all tokens, the others a window;
- hybrid: the full layers as in the first, and one recurrent state a sequence, whatever its length;
- sparse: the values kept a token, and those kept whatever the length, where the record holds
  them; as latent where it holds a latent size; else unknown.
"""

from dataclasses import dataclass

from knowledge.record import Attention, Text

BYTES = 2  # of a value in fp16 or bf16


@dataclass(frozen=True)
class Cache:
    """The size of a cache in bytes, and the multiplication that gives it."""

    size: int
    formula: Text | None = None


@dataclass(frozen=True)
class _Part:
    """Layers of one shape; `sides` is 2 where keys and values are kept apart."""

    sides: int
    layers: int
    heads: int
    values: int
    tokens: int

    @property
    def size(self) -> int:
        return self.sides * self.layers * self.heads * self.values * self.tokens * BYTES

    def text(self) -> Text:
        if self.sides == 1:
            return Text(
                en=f"{self.layers} layers × {self.values} × {self.tokens} tokens × {BYTES} bytes",
                zh=f"{self.layers} 层 × {self.values} × {self.tokens} token × {BYTES} 字节",
            )
        return Text(
            en=f"{self.sides} × {self.layers} layers × {self.heads} KV heads × {self.values}"
            f" × {self.tokens} tokens × {BYTES} bytes",
            zh=f"{self.sides} × {self.layers} 层 × {self.heads} 个 KV 头 × {self.values}"
            f" × {self.tokens} token × {BYTES} 字节",
        )


def kv_cache(shape: Attention, tokens: int, sequences: int = 1) -> Cache | None:
    """The cache of `sequences` requests of `tokens` each; None where the shape lacks a number."""
    parts = _parts(shape, tokens)
    state = shape.state_bytes if shape.kind == "hybrid" else 0
    if parts is None or state is None:
        return None
    texts = [part.text() for part in parts if part.size]
    if state:
        texts.append(Text(en=f"{state} bytes of state", zh=f"{state} 字节的状态"))
    text = Text(en=" + ".join(t.en for t in texts), zh=" + ".join(t.zh for t in texts))
    if sequences > 1:
        text = Text(
            en=f"{sequences} requests × ({text.en})", zh=f"{sequences} 个请求 × （{text.zh}）"
        )
    return Cache(sequences * (sum(part.size for part in parts) + state), text)


def _parts(shape: Attention, tokens: int) -> tuple[_Part, ...] | None:
    if shape.kind == "sparse" and shape.values_per_token is not None:
        kept = _Part(1, 1, 1, shape.values_per_token, tokens)
        return (kept, _Part(1, 1, 1, shape.fixed_values or 0, 1))
    if shape.kind in ("latent", "sparse"):
        return _latent(shape, shape.layers, tokens)
    if shape.kind == "hybrid" and shape.latent_size is not None:
        return _latent(shape, shape.full_layers, tokens)
    heads, values = _kv_heads(shape), shape.head_size
    if heads is None or values is None:
        return None
    if shape.kind == "sliding-window":
        return _windowed(shape, heads, values, tokens)
    if shape.kind == "hybrid":
        # How many of its other layers would keep a window, no record says.
        if shape.full_layers is None or shape.window is not None:
            return None
        return (_full(shape, shape.full_layers, heads, values, tokens),)
    return (_Part(2, shape.layers - (shape.shared_layers or 0), heads, values, tokens),)


def _latent(shape: Attention, layers: int | None, tokens: int) -> tuple[_Part, ...] | None:
    if shape.latent_size is None or layers is None:
        return None
    return (_Part(1, layers, 1, shape.latent_size, tokens),)


def _windowed(shape: Attention, heads: int, values: int, tokens: int) -> tuple[_Part, ...] | None:
    if shape.full_layers is None or shape.window is None:
        return None
    windowed = shape.layers - shape.full_layers - (shape.shared_layers or 0)
    return (
        _full(shape, shape.full_layers, heads, values, tokens),
        _Part(2, windowed, heads, values, min(tokens, shape.window)),
    )


def _full(shape: Attention, layers: int, heads: int, values: int, tokens: int) -> _Part:
    return _Part(2, layers, shape.full_kv_heads or heads, shape.full_head_size or values, tokens)


def _kv_heads(shape: Attention) -> int | None:
    if shape.kv_heads is not None:
        return shape.kv_heads
    if shape.kind == "multi-query":
        return 1
    return shape.heads if shape.kind == "multi-head" else None

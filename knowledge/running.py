"""The shortest command that starts a model, and what it needs first."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.catalogue import Model
from knowledge.memory import BITS_4, BITS_16, PUBLISHED_IN_MXFP4, estimate
from knowledge.record import Text

HUB = "https://huggingface.co"
_TRANSFORMERS = "from transformers import AutoModel; AutoModel.from_pretrained({id!r})"


@dataclass(frozen=True)
class Running:
    """A command for a terminal, the tool that it needs, and what has to be done or there first."""

    command: str
    tool: Literal["ollama", "vllm", "transformers"]
    needs: tuple[Text, ...]


def how_to_run(model: Model) -> Running | None:
    """How to start a model: Ollama where its tag is known, else by hub id; None where neither is.

    vLLM serves models that write; an encoder is loaded with transformers.
    """
    facts = model.facts
    tag = facts.ollama.value if facts.ollama else None
    hub_id = facts.hub_id.value if facts.hub_id else None
    if tag and not (facts.ollama and facts.ollama.note and "cloud" in facts.ollama.note.en.lower()):
        return Running(f"ollama run {shlex.quote(tag)}", "ollama", tuple(_memory(model, BITS_4)))
    if not hub_id:
        return None
    if facts.architecture and facts.architecture.value == "encoder":
        code = _TRANSFORMERS.format(id=hub_id)
        needs = (*_gate(model, hub_id), *_memory(model, BITS_16))
        return Running(f'python -c "{code}"', "transformers", needs)
    needs = (*_gate(model, hub_id), *_memory(model, BITS_16))
    return Running(f"vllm serve {shlex.quote(hub_id)}", "vllm", needs)


def _gate(model: Model, hub_id: str) -> Iterator[Text]:
    gate = model.facts.gate.value if model.facts.gate else None
    if gate == "accept":
        yield Text(
            en=f"accept the terms at {HUB}/{hub_id}, then log in with `hf auth login`",
            zh=f"先在 {HUB}/{hub_id} 同意条款，再用 `hf auth login` 登录",
        )
    elif gate == "request":
        yield Text(
            en=f"ask for access at {HUB}/{hub_id} and wait until it is granted",
            zh=f"先在 {HUB}/{hub_id} 申请访问权限并等待批准",
        )


def _memory(model: Model, bits: float) -> Iterator[Text]:
    sizes = (model.facts.parameters.value if model.facts.parameters else None) or ()
    if len(sizes) != 1:
        return
    if model.family.id in PUBLISHED_IN_MXFP4:
        bits = BITS_4  # its weights come so, whatever serves them
    needed = estimate(model, sizes[0], bits=bits)
    if needed is None:
        return
    high = f"–{needed.high:.0f}" if needed.high is not None else "+"
    yield Text(
        en=f"about {needed.low:.0f}{high} GiB of memory (estimate)",
        zh=f"约 {needed.low:.0f}{high} GiB 显存或内存（估算）",
    )

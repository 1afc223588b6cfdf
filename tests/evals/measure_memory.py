"""`python -m tests.evals.measure_memory`: what llama.cpp takes and how fast it is, beside the estimates.

Starts the embedded chat model as bot/chat_models.py does, in a process for each context length, and
prints memory in MiB and tokens a second, predicted and measured. Needs the default chat model's
weights and Linux, whose /proc tells the memory of a process; takes about a minute.

    python -m tests.evals.measure_memory
    python -m tests.evals.measure_memory --contexts 4096 16384
"""

import argparse
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bot.assemble import be_patient
from bot.weights import verified_weights
from knowledge.devices import Device
from knowledge.kv_cache import kv_cache
from knowledge.memory import BITS_4, GIB, Memory, reckon
from knowledge.record import Attention, Text
from knowledge.settings import load_settings
from knowledge.speed import speed_of

# Qwen2.5-Coder-1.5B-Instruct, as the file's own header has it.
PARAMETERS = 1.54  # billions
SHAPE = Attention(kind="grouped-query", layers=28, heads=12, kv_heads=2, head_size=128)
CONTEXTS = (2048, 8192, 32768)
WORDS, TOKENS, ROUNDS = 300, 48, 3
MIB = 2**20
BUFFER = re.compile(
    r"(?P<kind>KV|compute|CPU_Mapped model|CPU_REPACK model) buffer size =\s*(?P<mib>[\d.]+)"
)


def serve(context: int) -> dict[str, float]:
    """Load the model in this process, let it read and write, and tell the memory and the speed."""
    import xllamacpp

    be_patient()
    before = _resident()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(verified_weights(load_settings().weights_dir))
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = context
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = os.cpu_count() or 1
    parameters.warmup = False
    parameters.verbosity = 5  # so that it prints the sizes of its buffers
    server = xllamacpp.Server(parameters)
    address = server.listening_address
    _complete(address, "word " * WORDS)
    rates = [_complete(address, f"Round {n}.") for n in range(ROUNDS)]
    after = _resident()
    return {
        "Pss": after["Pss"] - before["Pss"],
        "anonymous": after["Anonymous"] - before["Anonymous"],
        "rate": sorted(rates)[ROUNDS // 2],
    }


def measure(context: int) -> dict[str, float]:
    """What `serve` tells in a process of its own, and the buffers that llama.cpp prints there."""
    command = [sys.executable, "-m", "tests.evals.measure_memory", "--serve", str(context)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    buffers = {found["kind"]: float(found["mib"]) for found in BUFFER.finditer(done.stderr)}
    return {**buffers, **json.loads(done.stdout.splitlines()[-1])}


def copying_rate(megabytes: int = 256, rounds: int = 5) -> float:
    """GB/s that memory is read and written at when every core copies: the best of some rounds."""
    cores = os.cpu_count() or 1
    pairs = [(np.zeros(megabytes * MIB // 8), np.ones(megabytes * MIB // 8)) for _ in range(cores)]
    best = 0.0
    for _ in range(rounds):
        threads = [threading.Thread(target=np.copyto, args=pair) for pair in pairs]
        started = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        best = max(best, 2 * cores * megabytes * MIB / 1e9 / (time.perf_counter() - started))
    return best


def report(context: int, found: Mapping[str, float], file: int, rate: float) -> str:
    """The estimates of one context length beside what was found."""
    memory = reckon(PARAMETERS, BITS_4, context, kv_cache(SHAPE, context))
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    here = Device(Text(en="this", zh="本机"), "cpu", 1, total, total, rate)
    speed = speed_of(PARAMETERS, memory, here)
    assert speed is not None
    # The file's pages that were copied are not needed any more, and can be taken back.
    needed = found["Pss"] - found.get("CPU_REPACK model", 0.0)
    rows = [
        ("weights", f"{_mib(memory.weights)}", f"{file / MIB:.0f}", "the file"),
        ("KV cache", f"{_mib(memory.kv)}", f"{found['KV']:.0f}", memory.formula.en if memory.formula else ""),
        ("overhead", _range(memory), f"{needed - file / MIB - found['KV']:.0f}", f"compute buffer {found['compute']:.0f}"),
        ("all", f"{_mib(memory.low)}-{_mib(memory.high)}", f"{needed:.0f}", f"{found['Pss']:.0f} with the copied weights twice"),
        ("tokens/s", f"{speed.low:.1f}-{speed.high:.1f}", f"{found['rate']:.1f}", f"{rate:.0f} GB/s when copying"),
    ]  # fmt: skip
    lines = [f"{name:10} {ours:>12} {theirs:>10}  {remark}" for name, ours, theirs, remark in rows]
    return "\n".join([f"{context} tokens     predicted   measured", *lines])


def _mib(gib: float | None) -> str:
    return "?" if gib is None else f"{gib * GIB / MIB:.0f}"


def _range(memory: Memory) -> str:
    return f"{_mib(memory.overhead_low)}-{_mib(memory.overhead_high)}"


def _resident() -> dict[str, float]:
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return {name: int(kib) / 1024 for name, kib in re.findall(r"(\w+):\s+(\d+) kB", text)}


def _complete(address: str, prompt: str) -> float:
    """Have the server write; tokens a second."""
    body = {"prompt": prompt, "n_predict": TOKENS, "ignore_eos": True, "temperature": 0}
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}/completion", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    # A proxy of the environment has no business between a process and itself.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request) as reply:
        answer: Any = json.loads(reply.read())
    return float(answer["timings"]["predicted_per_second"])


def main() -> None:
    """Read the flags, measure, print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evals.measure_memory",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--contexts", nargs="+", type=int, default=CONTEXTS, metavar="TOKENS")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    flags = parser.parse_args()
    if flags.serve:
        sys.stdout.write(f"\n{json.dumps(serve(flags.serve))}\n")
        return
    size = verified_weights(load_settings().weights_dir).stat().st_size
    rate = copying_rate()
    for context in flags.contexts:
        sys.stdout.write(f"{report(context, measure(context), size, rate)}\n\n")


if __name__ == "__main__":
    main()

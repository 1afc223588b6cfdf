"""How long the steps of an answer take."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar, cast

T = TypeVar("T")
STEPS = ("understand", "retrieve", "decide", "first_text", "write", "check", "total")


class Clock:
    """Adds up how long the steps of one answer took."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent = dict.fromkeys(STEPS, 0.0)

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Time a block as a step."""
        begun = time.perf_counter()
        yield
        self._spent[step] += time.perf_counter() - begun

    def each(self, step: str, items: Iterator[T]) -> Iterator[T]:
        """The items, with the time that they take to come counted as a step."""
        nothing = object()
        while True:
            with self(step):
                item = next(items, nothing)
            if item is nothing:
                return
            yield cast("T", item)

    def mark(self, step: str) -> None:
        """Note the time from the beginning until now."""
        self._spent[step] = time.perf_counter() - self._start

    def milliseconds(self) -> Mapping[str, float]:
        """Milliseconds by step; `first_text` and `total` count from the beginning."""
        return {step: round(seconds * 1000, 1) for step, seconds in self._spent.items()}

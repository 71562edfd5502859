"""How a function becomes a kernel: compiled once, kept, and free to run beside other threads."""

from __future__ import annotations

from collections.abc import Callable

from numba import njit
from numba.core import event

kernel = njit(nogil=True, cache=True)
"""Compile a function for the columns of a partition; never with ``parallel=True``."""


def when_compiling(tell: Callable[[], None]) -> None:
    """Call ``tell`` once, as soon as a kernel has to be compiled because it was not kept."""
    event.register("numba:compile", _Once(tell))  # type: ignore[no-untyped-call]


class _Once(event.Listener):
    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell: Callable[[], None] | None = tell

    def on_start(self, event: event.Event) -> None:
        tell, self._tell = self._tell, None
        if tell is not None:
            tell()

    def on_end(self, event: event.Event) -> None:
        pass

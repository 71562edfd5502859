"""One after another: a short part of parallel work that must happen in order of arrival."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Lets threads do their last part in the order of their numbers.

    When one fails, those after it stop waiting and fail with the same error.

    Examples
    --------
    >>> turns = Turns()
    >>> with turns.turn(0):
    ...     print("first")
    first
    """

    def __init__(self) -> None:
        self._next = 0
        self._error: BaseException | None = None
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, number: int) -> Iterator[None]:
        """Wait for all with a lower number, then hold the turn."""
        with self._changed:
            self._changed.wait_for(lambda: self._next == number or self._error is not None)
            if self._error is not None:
                raise self._error
        yield
        with self._changed:
            self._next = number + 1
            self._changed.notify_all()

    def fail(self, error: BaseException) -> None:
        """Let nobody wait for one that will not come."""
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()

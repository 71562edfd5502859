"""Do work in threads and take the results in order, without running far ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_order(work: Iterable[Callable[[], T]], pool: ThreadPoolExecutor, ahead: int) -> Iterator[T]:
    """Yield the result of each piece of work in order, with at most ``ahead`` more under way.

    Examples
    --------
    >>> with ThreadPoolExecutor(2) as pool:
    ...     list(in_order((lambda k=k: k * k for k in range(4)), pool, 2))
    [0, 1, 4, 9]
    """
    under_way: deque[Future[T]] = deque()
    try:
        for piece in work:
            under_way.append(pool.submit(piece))
            if len(under_way) > ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()

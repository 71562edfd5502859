"""The loops of times: the waits between touchpoints, and from a beginning to an end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from klantreis.log.kernel import kernel

Array = NDArray[Any]

BLOCK = 1 << 12
"""How many waits are counted together, so that they stay in the cache."""


@kernel
def count_pairs(offsets: Array, time: Array, touchpoint: Array, width: int) -> tuple[Array, Array, Array]:
    """Return, per pair ``from * width + to``, how many waits, their sum and the sum of their squares.

    Sums are in seconds. Waits are paired in blocks and then counted; what is no pair counts as one more.
    """
    n = np.zeros(width * width + 1, np.int64)
    total, squares = np.zeros(width * width + 1), np.zeros(width * width + 1)
    pair, waited, seconds = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int64), np.empty(BLOCK)
    at, c = offsets[0] + 1, 1
    while at < offsets[-1]:
        size = min(BLOCK, offsets[-1] - at)
        c = pair_up(offsets, time, touchpoint, width, at, pair[:size], waited[:size], c)
        for j in range(size):
            seconds[j] = waited[j] / 1e6
        for j in range(size):
            k = np.uint64(pair[j])
            n[k] += 1
            total[k] += seconds[j]
            squares[k] += seconds[j] * seconds[j]
        at += size
    return n[:-1], total[:-1], squares[:-1]


@kernel
def emit_pairs(offsets: Array, time: Array, touchpoint: Array, width: int) -> tuple[Array, Array]:
    """Return, per event but the first, its pair with the event before, and the wait in microseconds.

    The first event of a customer has none before it; its pair is ``width * width``.
    """
    size = max(offsets[-1] - offsets[0] - 1, 0)
    pair, waited = np.empty(size, np.int32), np.empty(size, np.int64)
    pair_up(offsets, time, touchpoint, width, offsets[0] + 1, pair, waited, 1)
    return pair, waited


@kernel
def pair_up(
    offsets: Array, time: Array, touchpoint: Array, width: int, at: int, pair: Array, waited: Array, c: int
) -> int:
    """Pair the events from ``at`` on with the one before, and return the next customer.

    All neighbours are paired, which needs no branch; then first events of customers, from ``c`` on, are
    taken out.
    """
    stop = at + len(pair)
    before, after = touchpoint[at - 1 : stop - 1], touchpoint[at:stop]
    since, until = time[at - 1 : stop - 1], time[at:stop]
    for j in range(len(pair)):
        pair[j] = np.int32(before[j]) * np.int32(width) + np.int32(after[j])
    for j in range(len(pair)):
        waited[j] = until[j] - since[j]
    while c < len(offsets) - 1 and offsets[c] < stop:
        first = np.uint64(offsets[c] - at)
        pair[first], waited[first] = width * width, 0
        c += 1
    return c


@kernel
def keyed_pairs(offsets: Array, time: Array, touchpoint: Array, width: int) -> tuple[Array, Array]:
    """Return the pair ``from * width + to`` and the wait of all that follow directly."""
    most = offsets[-1] - offsets[0] - (len(offsets) - 1)
    key, value = np.empty(most, np.int64), np.empty(most, np.int64)
    k = 0
    for c in range(len(offsets) - 1):
        for i in range(offsets[c] + 1, offsets[c + 1]):
            key[k] = np.int64(touchpoint[i - 1]) * width + touchpoint[i]
            value[k] = time[i] - time[i - 1]
            k += 1
    return key, value


@kernel
def who_paired(offsets: Array, touchpoint: Array, before: int, after: int) -> Array:
    """Return the customers for whom one touchpoint directly follows the other."""
    found = np.zeros(len(offsets) - 1, np.bool_)
    for c in range(len(offsets) - 1):
        for i in range(offsets[c] + 1, offsets[c + 1]):
            found[c] |= touchpoint[i - 1] == before and touchpoint[i] == after
    return np.flatnonzero(found)


@kernel
def first_waits(
    offsets: Array, time: Array, touchpoint: Array, begins: Array, ends: Array, end: int
) -> tuple[Array, Array, Array]:
    """Return who has a beginning, how long they waited for the end, and whether it came.

    ``begins`` and ``ends`` say per touchpoint whether it is one. Without any touchpoint in them, the
    beginning is the moment before the first event, and the end the moment after the last. Who still
    waits has waited until ``end``.
    """
    customers = len(offsets) - 1
    who, waited, came = (
        np.empty(customers, np.int64),
        np.empty(customers, np.int64),
        np.empty(customers, np.bool_),
    )
    n, from_start, to_end = 0, len(begins) == 0, len(ends) == 0
    for c in range(customers):
        i, stop = offsets[c], offsets[c + 1]
        while not from_start and i < stop and not begins[touchpoint[i]]:
            i += 1
        if i == stop:
            continue
        k = stop - 1 if to_end else (i if from_start else i + 1)
        while not to_end and k < stop and not ends[touchpoint[k]]:
            k += 1
        who[n], came[n] = c, k < stop
        waited[n] = (time[k] if k < stop else end) - time[i]
        n += 1
    return who[:n], waited[:n], came[:n]

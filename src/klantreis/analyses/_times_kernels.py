"""The loops of times: the waits between touchpoints, and from a beginning to an end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from klantreis.log.kernel import kernel

Array = NDArray[Any]


@kernel
def count_pairs(offsets: Array, time: Array, touchpoint: Array, width: int) -> tuple[Array, Array, Array]:
    """Return, per pair ``from * width + to``, how many waits, their sum and the sum of their squares.

    Sums are in seconds.
    """
    n = np.zeros(width * width, np.int64)
    total, squares = np.zeros(width * width), np.zeros(width * width)
    for c in range(len(offsets) - 1):
        i, stop = np.uint64(offsets[c]), np.uint64(offsets[c + 1])
        before, since = np.int64(touchpoint[i]), time[i]
        i += np.uint64(1)
        while i < stop:
            after, now = np.int64(touchpoint[i]), time[i]
            pair = np.uint64(before * width + after)
            waited = (now - since) / 1e6
            n[pair] += 1
            total[pair] += waited
            squares[pair] += waited * waited
            before, since = after, now
            i += np.uint64(1)
    return n, total, squares


@kernel
def emit_pairs(
    offsets: Array, time: Array, touchpoint: Array, width: int, group_of: Array
) -> tuple[Array, Array]:
    """Return, per event, the group of its pair with the event before, and the wait in microseconds.

    All neighbours are paired, which needs no branch; then first events of customers are taken out,
    with group -1.
    """
    first, n, one = offsets[0], np.uint64(offsets[-1] - offsets[0]), np.uint64(1)
    group, value = np.empty(n, np.int32), np.empty(n, np.int64)
    codes, instants = touchpoint[first : offsets[-1]], time[first : offsets[-1]]
    for j in range(one, n):
        group[j] = group_of[np.uint64(codes[j - one]) * np.uint64(width) + np.uint64(codes[j])]
    for j in range(one, n):
        value[j] = instants[j] - instants[j - one]
    for c in range(len(offsets) - 1):
        start = np.uint64(offsets[c] - first)
        group[start], value[start] = -1, 0
    return group, value


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

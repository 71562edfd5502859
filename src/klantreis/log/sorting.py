"""Kernels that recognise customers and sort their events, without a sort of the whole."""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel
from klantreis.log.partition import read_only


def picked(column: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return the values of a column at these places.

    Examples
    --------
    >>> picked(np.array([7, 8, 9], np.uint8), np.array([2, 0], np.uint32)).tolist()
    [9, 7]
    """
    out = np.empty(len(places), column.dtype)
    _pick(read_only(column), read_only(places), out)
    return out


def translated(codes: np.ndarray, final: np.ndarray) -> np.ndarray:
    """Return for each code what it is finally called."""
    out = np.empty(len(codes), final.dtype)
    _pick(read_only(final), read_only(codes), out)
    return out


@kernel
def _pick(column: np.ndarray, places: np.ndarray, out: np.ndarray) -> None:
    for i in range(len(places)):
        out[i] = column[places[i]]


@kernel
def numbered(high: np.ndarray, low: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Number customers by their hash in order of arrival; return the numbers and who came first."""
    size = 16
    while size < 2 * len(high):
        size *= 2
    slots = np.full(size, np.int32(-1))
    number = np.empty(len(high), np.uint32)
    first = np.empty(len(high), np.int64)
    last, known = np.uint64(size - 1), 0
    for i in range(len(high)):
        s = high[i] & last
        while slots[s] >= 0:
            c = first[slots[s]]
            if high[c] == high[i] and low[c] == low[i]:
                break
            s = (s + np.uint64(1)) & last
        if slots[s] < 0:
            slots[s] = known
            first[known] = i
            known += 1
        number[i] = slots[s]
    return number, first[:known].copy()


@kernel
def grouped(
    customer: np.ndarray, time: np.ndarray, customers: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sort events by customer, time and order of arrival.

    Returns the offsets of the customers, the order (where each event came from) and the times.
    Counting by customer is stable, and what arrives is nearly sorted by time already, so that
    insertion does the rest; where it is not, merging takes over.
    """
    offsets = np.zeros(customers + 1, np.int64)
    for c in customer:
        offsets[c + 1] += 1
    for k in range(customers):
        offsets[k + 1] += offsets[k]
    free = offsets[:-1].copy()
    order = np.empty(len(time), np.uint32)
    rising = np.empty(len(time), np.int64)
    for i in range(len(time)):
        at = free[customer[i]]
        free[customer[i]] = at + 1
        order[at] = i
        rising[at] = time[i]
    for k in range(customers):
        if not _inserted(rising, order, offsets[k], offsets[k + 1]):
            _merged(rising, order, offsets[k], offsets[k + 1])
    return offsets, order, rising


@kernel
def _inserted(time: np.ndarray, order: np.ndarray, start: int, stop: int) -> bool:
    """Sort by insertion, stable; give up, in a valid order of no harm, if it takes too many moves."""
    moves = 32 * (stop - start)
    for i in range(start + 1, stop):
        t = time[i]
        if time[i - 1] <= t:
            continue
        o, j = order[i], i
        while j > start and time[j - 1] > t:
            time[j], order[j] = time[j - 1], order[j - 1]
            j -= 1
        time[j], order[j] = t, o
        moves -= i - j
        if moves < 0:
            return False
    return True


@kernel
def _merged(time: np.ndarray, order: np.ndarray, start: int, stop: int) -> None:
    """Sort by merging runs of doubled length, stable."""
    n = stop - start
    t, o = time[start:stop].copy(), order[start:stop].copy()
    width = 1
    while width < n:
        at = 0
        for low in range(0, n, 2 * width):
            middle, high = min(low + width, n), min(low + 2 * width, n)
            a, b = low, middle
            while at < high:
                if b >= high or (a < middle and time[start + a] <= time[start + b]):
                    t[at], o[at] = time[start + a], order[start + a]
                    a += 1
                else:
                    t[at], o[at] = time[start + b], order[start + b]
                    b += 1
                at += 1
        time[start:stop], order[start:stop] = t, o
        width *= 2


@kernel
def repeated(
    offsets: np.ndarray, time: np.ndarray, touchpoint: np.ndarray, touchpoints: int
) -> tuple[int, np.ndarray]:
    """Return how many events tie with the one before, and which repeat one at their instant."""
    repeat = np.zeros(len(time), np.bool_)
    seen = np.full(touchpoints, -1)
    ties = 0
    for k in range(len(offsets) - 1):
        instant = offsets[k]
        for i in range(offsets[k] + 1, offsets[k + 1]):
            if time[i] != time[i - 1]:
                instant = i
                continue
            ties += 1
            if i == instant + 1:
                seen[touchpoint[i - 1]] = instant
            if seen[touchpoint[i]] == instant:
                repeat[i] = True
            seen[touchpoint[i]] = instant
    return ties, repeat

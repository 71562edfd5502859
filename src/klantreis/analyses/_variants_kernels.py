"""The compiled loops behind :mod:`klantreis.analyses.variants`."""

from __future__ import annotations

from typing import Any

import numpy as np

from klantreis.log.kernel import kernel

HASH, START, STOP, CUSTOMERS = range(4)
"""The columns of a table of journeys: they stand in ``codes`` from START up to but without STOP."""

RANGE = 4_096
"""How many journeys are looked up together, so that their hash table stays in the cache."""


@kernel
def journeys(offsets: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return a row for each customer's journey.

    The hash takes in the length and then eight bytes of codes at once. Journeys of one length of at most
    eight bytes have different hashes if they differ, as no step of the hash loses anything.
    """
    rows, octets = np.empty((len(offsets) - 1, 4), np.int64), codes.view(np.uint8)
    size, word = np.uint64(codes.itemsize), np.uint64(8)
    for c in range(len(rows)):
        i, stop = np.uint64(offsets[c]) * size, np.uint64(offsets[c + 1]) * size
        h = stop - i
        while i + word <= stop:
            h, i = mixed(h ^ word_at(octets, i)), i + word
        rows[c, HASH] = mixed(h ^ rest_at(octets, i, stop))
        rows[c, START], rows[c, STOP], rows[c, CUSTOMERS] = offsets[c], offsets[c + 1], 1
    return rows


@kernel
def word_at(octets: np.ndarray, i: Any) -> Any:
    """Return the eight bytes from ``i`` on as one number, the first lowest; compiled, it is one load."""
    u = np.uint64
    low = u(octets[i]) | u(octets[i + u(1)]) << u(8) | u(octets[i + u(2)]) << u(16)
    middle = u(octets[i + u(3)]) << u(24) | u(octets[i + u(4)]) << u(32) | u(octets[i + u(5)]) << u(40)
    return low | middle | u(octets[i + u(6)]) << u(48) | u(octets[i + u(7)]) << u(56)


@kernel
def rest_at(octets: np.ndarray, i: Any, stop: Any) -> Any:
    """Return the bytes from ``i`` up to but without ``stop``, fewer than eight, in the same way.

    They are cut off the word that ends there, so that nothing depends on how many there are.
    """
    u = np.uint64
    if stop >= u(8):
        return word_at(octets, stop - u(8)) >> u(1) >> (u(63) - u(8) * (stop - i))
    rest, shift = u(0), u(0)
    for k in range(i, stop):
        rest, shift = rest | u(octets[k]) << shift, shift + u(8)
    return rest


@kernel
def mixed(h: Any) -> Any:
    """Return a number of 64 bits in which every bit of ``h`` tells, and no other ``h`` gives the same."""
    h = (h ^ (h >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15)
    h = (h ^ (h >> np.uint64(29))) * np.uint64(0xD6E8FEB86659FD93)
    return h ^ (h >> np.uint64(32))


@kernel
def count_ranges(rows: np.ndarray, bits: int, ends: np.ndarray) -> None:
    """Add, per range of hashes (their first ``bits``), how many rows fall in it, one place further on."""
    for j in range(len(rows)):
        ends[(np.uint64(rows[j, HASH]) >> np.uint64(64 - bits)) + np.uint64(1)] += 1


@kernel
def deal(rows: np.ndarray, bits: int, moved: int, place: np.ndarray, dealt: np.ndarray) -> None:
    """Put each row in its range, at ``place``, which moves on; its codes have moved too."""
    for j in range(len(rows)):
        r = np.uint64(rows[j, HASH]) >> np.uint64(64 - bits)
        k = place[r]
        dealt[k, HASH], dealt[k, CUSTOMERS] = rows[j, HASH], rows[j, CUSTOMERS]
        dealt[k, START], dealt[k, STOP] = rows[j, START] + moved, rows[j, STOP] + moved
        place[r] = k + 1


@kernel
def distinct(dealt: np.ndarray, ends: np.ndarray, codes: np.ndarray) -> int:
    """Leave one row per distinct journey, with the customers of all equal to it; return how many.

    What is found is written over what has been read: there are never more found than read.
    """
    found = 0
    for r in range(len(ends) - 1):
        size = 16
        while size < 2 * (ends[r + 1] - ends[r]):
            size *= 2
        slots, last = np.full(size, -1, np.int64), np.uint64(size - 1)
        for k in range(ends[r], ends[r + 1]):
            slot = np.uint64(dealt[k, HASH]) & last
            while slots[slot] >= 0 and not _same(dealt, codes, slots[slot], k):
                slot = (slot + np.uint64(1)) & last
            if slots[slot] < 0:
                slots[slot] = found
                for column in range(4):
                    dealt[found, column] = dealt[k, column]
                found += 1
            else:
                dealt[slots[slot], CUSTOMERS] += dealt[k, CUSTOMERS]
    return found


@kernel
def _same(rows: np.ndarray, codes: np.ndarray, x: int, y: int) -> bool:
    i, j, size = rows[x, START], rows[y, START], rows[x, STOP] - rows[x, START]
    if rows[x, HASH] != rows[y, HASH] or rows[y, STOP] - j != size:
        return False
    k = size if size * codes.itemsize <= 8 else 0
    while k < size and codes[i + k] == codes[j + k]:
        k += 1
    return bool(k == size)


@kernel
def leading(rows: np.ndarray, many: int) -> np.ndarray:
    """Return the places of the ``many`` rows with most customers, and of some that have fewer."""
    found = np.zeros(1 << 12, np.int64)
    for k in range(len(rows)):
        found[min(rows[k, CUSTOMERS], len(found) - 1)] += 1
    least, above = len(found) - 1, found[-1]
    while above < many:
        least -= 1
        above += found[least]
    places, n = np.empty(above, np.int64), 0
    for k in range(len(rows)):
        if rows[k, CUSTOMERS] >= least:
            places[n] = k
            n += 1
    return places


@kernel
def collapsed(offsets: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Leave one of each immediate repeat: the offsets, from 0, and the codes."""
    starts, kept, n = np.zeros(len(offsets), np.int64), np.empty(len(codes), codes.dtype), 0
    for c in range(len(offsets) - 1):
        for i in range(offsets[c], offsets[c + 1]):
            kept[n] = codes[i]
            n += i == offsets[c] or codes[i] != codes[i - 1]
        starts[c + 1] = n
    return starts, kept[:n].copy()


@kernel
def laid_out(rows: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lay journeys end to end: the rows, which say where each now stands, and the codes."""
    moved, copy = rows.copy(), np.empty(np.sum(rows[:, STOP] - rows[:, START]), codes.dtype)
    at = np.uint64(0)
    for k in range(len(rows)):
        moved[k, START] = at
        for i in range(np.uint64(rows[k, START]), np.uint64(rows[k, STOP])):
            copy[at] = codes[i]
            at += np.uint64(1)
        moved[k, STOP] = at
    return moved, copy


@kernel
def find(
    offsets: np.ndarray, touchpoint: np.ndarray, wanted: np.ndarray, ends: np.ndarray, collapse: bool
) -> np.ndarray:
    """Return who travelled ``wanted``, which stands in a column of its own between ``ends``."""
    found = np.zeros(len(offsets) - 1, np.bool_)
    for c in range(len(offsets) - 1):
        i, j = offsets[c], ends[0]
        while i < offsets[c + 1] and j < ends[1] and touchpoint[i] == wanted[j]:
            i, j = i + 1, j + 1
            while collapse and i < offsets[c + 1] and touchpoint[i] == touchpoint[i - 1]:
                i += 1
        found[c] = i == offsets[c + 1] and j == ends[1]
    return np.flatnonzero(found)

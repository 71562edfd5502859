"""The compiled loops behind :mod:`klantreis.analyses.variants`."""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel

HASH, START, STOP, CUSTOMERS = range(4)
"""The columns of a table of journeys: they stand in ``codes`` from START up to but without STOP."""

RANGE = 8_192
"""How many journeys are looked up together, so that their hash table stays in the cache."""


@kernel
def journeys(offsets: np.ndarray, codes: np.ndarray, collapse: bool) -> np.ndarray:
    """Return a row for each customer's journey."""
    base = np.uint64(0x9E3779B97F4A7C15)
    rows = np.empty((len(offsets) - 1, 4), np.int64)
    for c in range(len(rows)):
        h = np.uint64(0)
        before = np.int64(-1)
        for i in range(np.uint64(offsets[c]), np.uint64(offsets[c + 1])):
            code = np.int64(codes[i])
            if not collapse or code != before:
                h = (h + np.uint64(code + 1)) * base
            before = code
        rows[c, HASH] = (h ^ (h >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
        rows[c, START], rows[c, STOP], rows[c, CUSTOMERS] = offsets[c], offsets[c + 1], 1
    return rows


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
def distinct(dealt: np.ndarray, ends: np.ndarray, codes: np.ndarray, collapse: bool) -> int:
    """Leave one row per distinct journey, with the customers of all equal to it; return how many.

    What is found is written over what has been read: there are never more found than read.
    """
    found = 0
    for r in range(len(ends) - 1):
        size = 16
        while size < 2 * (ends[r + 1] - ends[r]):
            size *= 2
        slots, last = np.full(size, -1, np.int64), np.int64(size - 1)
        for k in range(ends[r], ends[r + 1]):
            slot = dealt[k, HASH] & last
            while slots[slot] >= 0 and not _same(dealt, codes, slots[slot], k, collapse):
                slot = (slot + 1) & last
            if slots[slot] < 0:
                slots[slot] = found
                dealt[found] = dealt[k]
                found += 1
            else:
                dealt[slots[slot], CUSTOMERS] += dealt[k, CUSTOMERS]
    return found


@kernel
def _same(rows: np.ndarray, codes: np.ndarray, x: int, y: int, collapse: bool) -> bool:
    if rows[x, HASH] != rows[y, HASH]:
        return False
    i, j = rows[x, START], rows[y, START]
    if not collapse and rows[x, STOP] - i != rows[y, STOP] - j:
        return False
    while i < rows[x, STOP] and j < rows[y, STOP]:
        if codes[i] != codes[j]:
            return False
        i = _after(codes, i, rows[x, STOP], collapse)
        j = _after(codes, j, rows[y, STOP], collapse)
    return bool(i == rows[x, STOP] and j == rows[y, STOP])


@kernel
def _after(codes: np.ndarray, i: int, stop: int, collapse: bool) -> int:
    """Return the position of the next contact; with ``collapse`` the next at another touchpoint."""
    i += 1
    while collapse and i < stop and codes[i] == codes[i - 1]:
        i += 1
    return i


@kernel
def laid_out(rows: np.ndarray, codes: np.ndarray, collapse: bool) -> tuple[np.ndarray, np.ndarray]:
    """Lay journeys end to end: the rows, which say where each now stands, and the codes."""
    moved, copy = rows.copy(), np.empty(np.sum(rows[:, STOP] - rows[:, START]), codes.dtype)
    at = np.uint64(0)
    for k in range(len(rows)):
        start, stop = np.uint64(rows[k, START]), np.uint64(rows[k, STOP])
        moved[k, START] = at
        for i in range(start, stop):
            if not collapse or i == start or codes[i] != codes[i - np.uint64(1)]:
                copy[at] = codes[i]
                at += np.uint64(1)
        moved[k, STOP] = at
    return moved, copy[:at].copy()


@kernel
def find(
    offsets: np.ndarray, touchpoint: np.ndarray, wanted: np.ndarray, ends: np.ndarray, collapse: bool
) -> np.ndarray:
    """Return who travelled ``wanted``, which stands in a column of its own between ``ends``."""
    found = np.zeros(len(offsets) - 1, np.bool_)
    for c in range(len(offsets) - 1):
        i, j = offsets[c], ends[0]
        while i < offsets[c + 1] and j < ends[1] and touchpoint[i] == wanted[j]:
            i = _after(touchpoint, i, offsets[c + 1], collapse)
            j += 1
        found[c] = i == offsets[c + 1] and j == ends[1]
    return np.flatnonzero(found)

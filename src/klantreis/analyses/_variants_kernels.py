"""The compiled loops behind :mod:`klantreis.analyses.variants`."""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel


@kernel
def hashes_of(offsets: np.ndarray, codes: np.ndarray, collapse: bool) -> np.ndarray:
    base = np.uint64(0x9E3779B97F4A7C15)
    hashes = np.empty(len(offsets) - 1, np.uint64)
    for c in range(len(hashes)):
        h = np.uint64(0)
        before = np.int64(-1)
        for i in range(np.uint64(offsets[c]), np.uint64(offsets[c + 1])):
            code = np.int64(codes[i])
            if not collapse or code != before:
                h = (h + np.uint64(code + 1)) * base
            before = code
        hashes[c] = (h ^ (h >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return hashes


@kernel
def group(
    hashes: np.ndarray, customers: np.ndarray, offsets: np.ndarray, codes: np.ndarray, collapse: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Hash table per range of hashes, small enough for the cache: first of each journey, and total."""
    bits = 0
    while (len(hashes) >> bits) > 8_192:
        bits += 1
    order, edges = _by_range(hashes, bits)
    first, total = np.empty(len(hashes), np.int64), np.empty(len(hashes), np.int64)
    found = 0
    for r in range(len(edges) - 1):
        found = _group_range(
            order[edges[r] : edges[r + 1]], hashes, customers, offsets, codes, collapse, first, total, found
        )
    return first[:found].copy(), total[:found].copy()


@kernel
def _by_range(hashes: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    edges = np.zeros((1 << bits) + 1, np.int64)
    order = np.empty(len(hashes), np.uint32)
    if bits == 0:
        order[:] = np.arange(len(hashes), dtype=np.uint32)
        edges[1] = len(hashes)
        return order, edges
    shift = np.uint64(64 - bits)
    for h in hashes:
        edges[np.int64(h >> shift) + 1] += 1
    edges = np.cumsum(edges)
    place = edges[:-1].copy()
    for j in range(len(hashes)):
        r = np.int64(hashes[j] >> shift)
        order[place[r]] = j
        place[r] += 1
    return order, edges


@kernel
def _group_range(
    order: np.ndarray,
    hashes: np.ndarray,
    customers: np.ndarray,
    offsets: np.ndarray,
    codes: np.ndarray,
    collapse: bool,
    first: np.ndarray,
    total: np.ndarray,
    found: int,
) -> int:
    size = 16
    while size < 2 * len(order):
        size *= 2
    slots = np.full(size, -1, np.int32)
    last = np.uint64(size - 1)
    for j in order:
        slot = hashes[j] & last
        while slots[slot] >= 0 and not (
            hashes[first[slots[slot]]] == hashes[j] and _same(offsets, codes, first[slots[slot]], j, collapse)
        ):
            slot = (slot + np.uint64(1)) & last
        if slots[slot] < 0:
            slots[slot] = found
            first[found] = j
            total[found] = 0
            found += 1
        total[slots[slot]] += customers[j]
    return found


@kernel
def _same(offsets: np.ndarray, codes: np.ndarray, x: int, y: int, collapse: bool) -> bool:
    i, j = offsets[x], offsets[y]
    if not collapse and offsets[x + 1] - i != offsets[y + 1] - j:
        return False
    while i < offsets[x + 1] and j < offsets[y + 1]:
        if codes[i] != codes[j]:
            return False
        i = _after(codes, i, offsets[x + 1], collapse)
        j = _after(codes, j, offsets[y + 1], collapse)
    return bool(i == offsets[x + 1] and j == offsets[y + 1])


@kernel
def _after(codes: np.ndarray, i: int, stop: int, collapse: bool) -> int:
    """Return the position of the next contact; with ``collapse`` the next at another touchpoint."""
    i += 1
    while collapse and i < stop and codes[i] == codes[i - 1]:
        i += 1
    return i


@kernel
def copied(
    first: np.ndarray, offsets: np.ndarray, codes: np.ndarray, collapse: bool
) -> tuple[np.ndarray, np.ndarray]:
    most = 0
    for j in first:
        most += offsets[j + 1] - offsets[j]
    starts, copy = np.zeros(len(first) + 1, np.int64), np.empty(most, codes.dtype)
    at = np.uint64(0)
    for k in range(len(first)):
        start, stop = np.uint64(offsets[first[k]]), np.uint64(offsets[first[k] + 1])
        for i in range(start, stop):
            if not collapse or i == start or codes[i] != codes[i - np.uint64(1)]:
                copy[at] = codes[i]
                at += np.uint64(1)
        starts[k + 1] = at
    return starts, copy[:at].copy()


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

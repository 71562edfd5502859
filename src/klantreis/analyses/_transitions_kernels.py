"""The compiled loops behind :mod:`klantreis.analyses.transitions`.

An edge has a key, ``from * width + to``. Positions are unsigned, which spares a check per event.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from klantreis.log.kernel import kernel

FREE = -1

BLOCK = 1 << 14
"""How many events are looked at together, so that their keys stay in the cache."""


@kernel
def dense(offsets: np.ndarray, touchpoint: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Count transitions, and customers who made them, in a full matrix.

    The keys of a block are made first and then counted, neither with a branch per customer: where a
    journey ends cannot be foretold, and that would cost as much as all the rest.
    """
    cells, key = np.zeros((3, width * width + 1), np.int64), np.empty(BLOCK, np.int32)
    at, c, who = offsets[0] + 1, 1, 1
    while at < offsets[-1]:
        n = min(BLOCK, offsets[-1] - at)
        c = edge_keys(offsets, touchpoint, width, at, key[:n], c)
        who = tally(key[:n], width * width, cells[0], cells[1], cells[2], who)
        at += n
    return cells[0, :-1], cells[1, :-1]


@kernel
def edge_keys(
    offsets: np.ndarray, touchpoint: np.ndarray, width: int, at: int, key: np.ndarray, c: int
) -> int:
    """Write the key of each event from ``at`` on with the one before it, and return the next customer.

    The first event of a customer, from ``c`` on, gets the key behind the last.
    """
    before, after = touchpoint[at - 1 : at - 1 + len(key)], touchpoint[at : at + len(key)]
    for j in range(len(key)):
        key[j] = np.int32(before[j]) * np.int32(width) + np.int32(after[j])
    while offsets[c] < at + len(key) and c < len(offsets) - 1:
        key[np.uint64(offsets[c] - at)] = width * width
        c += 1
    return c


@kernel
def tally(
    key: np.ndarray, first: int, count: np.ndarray, customers: np.ndarray, last: np.ndarray, who: int
) -> int:
    """Count keys, ``last`` being who came last; return who it is by then. ``first`` starts the next."""
    for j in range(len(key)):
        k = np.uint64(key[j])
        who += key[j] == first
        count[k] += 1
        customers[k] += last[k] != who
        last[k] = who
    return who


@kernel
def sparse(
    offsets: np.ndarray, touchpoint: np.ndarray, width: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the same in a hash table that grows with the number of distinct edges."""
    table, used, done = empty_table(1_024), 0, 0
    while done < len(offsets) - 1:
        used, done = fill(offsets, touchpoint, width, table, used, done)
        if done < len(offsets) - 1:
            table = grown(table)
    live = table[table[:, 0] != FREE]
    return live[:, 0].copy(), live[:, 1].copy(), live[:, 2].copy()


@kernel
def empty_table(size: int) -> np.ndarray:
    """Return a table with places for ``size`` edges: key, count, customers, who came last."""
    table = np.zeros((size, 4), np.int64)
    table[:, 0] = FREE
    return table


@kernel
def fill(
    offsets: np.ndarray, touchpoint: np.ndarray, width: int, table: np.ndarray, used: int, done: int
) -> tuple[int, int]:
    """Count customers from ``done`` on for as long as the table is surely not more than half full."""
    for c in range(done, len(offsets) - 1):
        if 2 * (used + offsets[c + 1] - offsets[c]) > len(table):
            return used, c
        for i in range(offsets[c] + 1, offsets[c + 1]):
            key = np.int64(touchpoint[i - 1]) * width + np.int64(touchpoint[i])
            slot = slot_of(table, key)
            used += table[slot, 0] == FREE
            table[slot, 0] = key
            table[slot, 1] += 1
            table[slot, 2] += table[slot, 3] != c + 1
            table[slot, 3] = c + 1
    return used, len(offsets) - 1


@kernel
def slot_of(table: np.ndarray, key: Any) -> Any:
    """Return where a key stands in the table, or the free place where it belongs."""
    last = np.uint64(len(table) - 1)
    slot = ((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & last
    while table[slot, 0] != key and table[slot, 0] != FREE:
        slot = (slot + np.uint64(1)) & last
    return slot


@kernel
def grown(table: np.ndarray) -> np.ndarray:
    """Return the same table with twice the room."""
    more = empty_table(2 * len(table))
    for row in table:
        if row[0] != FREE:
            more[slot_of(more, row[0])] = row
    return more


@kernel
def find(offsets: np.ndarray, touchpoint: np.ndarray, start: int, to: int) -> np.ndarray:
    """Return which customers went from ``start`` to ``to``; -1 is before the first or after the last."""
    found = np.zeros(len(offsets) - 1, np.bool_)
    for c in range(len(offsets) - 1):
        before = np.int64(-1)
        for i in range(offsets[c], offsets[c + 1]):
            if before == start and touchpoint[i] == to:
                found[c] = True
                break
            before = np.int64(touchpoint[i])
        if to == -1 and before == start:
            found[c] = True
    return np.flatnonzero(found)


@kernel
def edge_table(keys: np.ndarray) -> np.ndarray:
    """Return a table from key to its place in ``keys``."""
    size = 16
    while size < 2 * len(keys):
        size *= 2
    table = empty_table(size)
    for place in range(len(keys)):
        slot = slot_of(table, keys[place])
        table[slot, 0] = keys[place]
        table[slot, 1] = place
    return table


@kernel
def gaps(
    offsets: np.ndarray,
    time: np.ndarray,
    touchpoint: np.ndarray,
    width: int,
    table: np.ndarray,
    skip: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Return edge and waiting time of every transition; an edge is its place in the table, if there is one.

    Events are taken pairwise without regard to customers, and then the pairs that cross from one
    customer to the next become ``skip``: no branch per event, which makes this three times as fast.
    """
    most = max(offsets[-1] - offsets[0] - 1, 0)
    edge, wait = np.empty(most, np.int32), np.empty(most, np.int64)
    start = np.uint64(offsets[0])
    for j in range(np.uint64(most)):
        i = start + j
        key = np.uint64(touchpoint[i]) * np.uint64(width) + np.uint64(touchpoint[i + np.uint64(1)])
        edge[j] = table[slot_of(table, key), 1] if len(table) else key
        wait[j] = time[i + np.uint64(1)] - time[i]
    for c in range(1, len(offsets) - 1):
        edge[offsets[c] - offsets[0] - 1] = skip
        wait[offsets[c] - offsets[0] - 1] = 0
    return edge, wait

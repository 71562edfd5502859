"""The loops of the funnel in one given order: from the events of customers to the step they reach.

Each loop returns ``state``, one byte per customer: the furthest step reached, plus ``OPEN`` if a try
could still go on at the end of the log; or ``REMOVED``. And ``total`` and ``previous``, the times from
the first step and from the step before, of the try that counts: row ``k`` is for step ``k + 2``, and its
first ``filled[k]`` entries count.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from klantreis.log.kernel import kernel

Array = NDArray[Any]
Int = int | np.int64

OPEN = 128
REMOVED = 127
NEVER = -(1 << 62)
NO_STEP = 255

BLOCK = 1 << 12
"""From how many events the steps are picked together, so that they stay in the cache."""


@kernel
def room(offsets: Array, n: int) -> tuple[Array, Array, Array, Array]:
    """Make room for the answer; memory that is not written to is never really taken."""
    customers = len(offsets) - 1
    state = np.empty(customers, np.uint8)
    total, previous = np.empty((n - 1, customers), np.int64), np.empty((n - 1, customers), np.int64)
    return state, total, previous, np.zeros(n - 1, np.int64)


@kernel
def longest(offsets: Array) -> int:
    """Return how many events the longest journey has."""
    most = 0
    for c in range(len(offsets) - 1):
        most = max(most, int(offsets[c + 1] - offsets[c]))
    return most


@kernel
def write(best: Array, level: int, total: Array, previous: Array, filled: Array) -> None:
    """Write down the times between the first ``level`` steps."""
    for k in range(level - 1):
        total[k, filled[k]] = best[k + 1] - best[0]
        previous[k, filled[k]] = best[k + 1] - best[k]
        filled[k] += 1


@kernel
def pass_on(chain: Array, s: Int, t: Int) -> None:
    """Take the try that holds the step before ``s`` on to step ``s``, at instant ``t``."""
    for k in range(s):
        chain[s, k] = chain[s - 1, k]
    chain[s, s] = t


@kernel
def tally(state: Array) -> Array:
    """Count the customers by state."""
    found = np.zeros(256, np.int64)
    for code in state:
        found[code] += 1
    return found


@kernel
def pick(touchpoint: Array, start: Int, stop: Int, step_of: Array, at: Array, step: Array) -> None:
    """Write down where the events of steps are, without a branch; the last entry lies behind them all."""
    k = np.uint64(0)
    for i in range(np.uint64(start), np.uint64(stop)):
        s = step_of[touchpoint[i]]
        at[k], step[k] = i, s
        k += np.uint64(s != NO_STEP)
    at[k], step[k] = stop, 0


@kernel
def block_end(offsets: Array, c: int, size: int) -> int:
    """Return up to which customer there are at most ``size`` events from customer ``c`` on."""
    stop = offsets[c] + size
    while c < len(offsets) - 1 and offsets[c + 1] <= stop:
        c += 1
    return c


@kernel
def follow_plain(
    offsets: Array, time: Array, touchpoint: Array, step_of: Array, n: int, window: int, end: int
) -> tuple[Array, Array, Array, Array]:
    """Follow customers where a touchpoint belongs to one step at most and nothing is excluded.

    The events of steps are picked out of a block of customers first. ``chain[s]`` holds the instants of
    the latest try that reached step ``s`` (from 0); its first entry is the start of that try, from which
    the window runs. ``best`` holds those of the first try that reached the furthest step.
    """
    state, total, previous, filled = room(offsets, n)
    chain, best, one = np.empty((n, n), np.int64), np.empty(n, np.int64), np.uint64(1)
    size = max(BLOCK, longest(offsets))
    at, step = np.empty(size + 1, np.int64), np.empty(size + 1, np.uint8)
    q, done = np.uint64(0), 0
    for c in range(len(offsets) - 1):
        if c == done:
            done, q = block_end(offsets, c, size), np.uint64(0)
            pick(touchpoint, offsets[c], offsets[done], step_of, at, step)
        stop = offsets[c + 1]
        while at[q] < stop and step[q] != 0:
            q += one
        if at[q] >= stop:
            state[c] = 0
            continue
        best[0] = chain[0, 0] = time[at[q]]
        level = 1
        q += one
        while at[q] < stop and level < n:
            s = np.int64(step[q])
            if s == 0:
                chain[0, 0] = time[at[q]]
            elif s <= level:
                t, start = time[at[q]], chain[s - 1, 0]
                if t - start <= window and (s == level or chain[s, 0] != start):
                    pass_on(chain, s, t)
                    if s == level:
                        for k in range(s + 1):
                            best[k] = chain[s, k]
                        level += 1
            q += one
        while at[q] < stop:
            q += one
        state[c] = level + OPEN * (level < n and end - chain[0, 0] <= window)
        write(best, level, total, previous, filled)
    return state, total, previous, filled


@kernel
def follow_masks(
    offsets: Array,
    time: Array,
    touchpoint: Array,
    fits: Array,
    excluded: Array,
    strict: bool,
    n: int,
    window: int,
    end: int,
) -> tuple[Array, Array, Array, Array]:
    """Follow customers in the general case.

    Bit ``k`` of ``fits`` says that a touchpoint can be step ``k + 1``; bit ``k`` of ``excluded``
    that it may not happen in a try that has reached step ``k + 1`` and not the next. A try in which
    it did is soiled: it takes one more step and then ends. With ``strict`` a try also ends at the
    first event that is not its next step.
    """
    state, total, previous, filled = room(offsets, n)
    chain, best = np.empty((n, n), np.int64), np.empty(n, np.int64)
    clean = np.empty(n, np.bool_)
    for c in range(len(offsets) - 1):
        level, soiled = 0, False
        chain[:, 0] = NEVER
        for i in range(np.uint64(offsets[c]), np.uint64(offsets[c + 1])):
            t, fit, bad = time[i], fits[touchpoint[i]], excluded[touchpoint[i]]
            if bad:
                soiled |= soil(chain, clean, best, level, bad, t, window)
            if fit == 0 and not strict:
                continue
            for s in range(n - 1, 0, -1):
                start = chain[s - 1, 0]
                if not fit >> np.uint64(s) & np.uint64(1) or start == NEVER or t - start > window:
                    if strict:
                        chain[s, 0] = NEVER
                    continue
                if not strict and chain[s, 0] == start:
                    continue
                if s + 1 > level or (s + 1 == level and soiled):
                    level, soiled = s + 1, not clean[s - 1]
                    for k in range(s):
                        best[k] = chain[s - 1, k]
                    best[s] = t
                if clean[s - 1]:
                    pass_on(chain, s, t)
                    clean[s] = True
                elif strict:
                    chain[s, 0] = NEVER
            if fit & np.uint64(1):
                if chain[0, 0] != t:
                    chain[0, 0], clean[0] = t, True
                    if level == 0 or (level == 1 and soiled):
                        level, soiled, best[0] = 1, False, t
            elif strict:
                chain[0, 0] = NEVER
            if level == n and not soiled:
                break
        if soiled:
            state[c] = REMOVED
            continue
        state[c] = level + OPEN * (0 < level < n and alive(chain, clean, end, window))
        write(best, level, total, previous, filled)
    return state, total, previous, filled


@kernel
def soil(chain: Array, clean: Array, best: Array, level: int, bad: int, t: int, window: int) -> bool:
    """Soil the tries in which an excluded event falls; say if the furthest one is among them."""
    furthest = False
    for k in range(len(clean) - 1):
        start = chain[k, 0]
        if not bad >> np.uint64(k) & np.uint64(1) or start == NEVER or t - start > window:
            continue
        if clean[k] and chain[k + 1, 0] != start:
            clean[k] = False
            furthest |= level == k + 1 and t - best[0] <= window
    return furthest


@kernel
def alive(chain: Array, clean: Array, end: int, window: int) -> bool:
    """Say if any try could still go on at the end of the log."""
    found = False
    for k in range(len(clean)):
        found |= chain[k, 0] != NEVER and clean[k] and end - chain[k, 0] <= window
    return found

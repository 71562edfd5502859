"""The loops of the funnel in other orders: any order, each step on its own, and the further rules.

They return the same as the loops in ``_funnel_kernels``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._funnel_kernels import OPEN, pass_on, room, write
from klantreis.log.kernel import kernel

Array = NDArray[Any]
Int = int | np.int64

INCREASING_TIME, NO_REPEATS, UNBROKEN, REENTRY, SHARED_EVENT = 1, 2, 4, 8, 16


@kernel
def seen_steps(offsets: Array, touchpoint: Array, fits: Array) -> Array:
    """Return, per customer, the steps that were ever done, a bit each."""
    seen = np.zeros(len(offsets) - 1, np.uint64)
    for c in range(len(offsets) - 1):
        for i in range(offsets[c], offsets[c + 1]):
            seen[c] |= fits[touchpoint[i]]
    return seen


@kernel
def follow_rules(
    offsets: Array, time: Array, touchpoint: Array, fits: Array, rules: int, n: int, window: int, end: int
) -> tuple[Array, Array, Array, Array]:
    """Follow customers in the given order under further rules.

    ``taken`` is the step of the event taken last. A rule that is broken stops the counting of the
    customer: under ``NO_REPEATS`` at that step, otherwise at the furthest step reached.
    """
    state, total, previous, filled = room(offsets, n)
    chain, best = np.empty((n, n), np.int64), np.empty(n, np.int64)
    last = np.empty(n, np.int64)
    shared = rules & SHARED_EVENT != 0
    for c in range(len(offsets) - 1):
        level, taken, stopped = 0, 0, False
        for i in range(np.uint64(offsets[c]), np.uint64(offsets[c + 1])):
            t, fit = time[i], fits[touchpoint[i]]
            if fit == 0:
                stopped = rules & UNBROKEN != 0 and level > 0
            was_taken, early = False, False
            for k in range(n if fit != 0 else 0):
                s = k if shared else n - 1 - k
                if not fit >> np.uint64(s) & np.uint64(1):
                    continue
                again = s < level and (shared or not was_taken)
                if s == 0:
                    if again and level > 1 and rules & (UNBROKEN | REENTRY) == UNBROKEN:
                        stopped = True
                        break
                    chain[0, 0] = last[0] = t
                    if level == 0:
                        level, best[0] = 1, t
                    if not was_taken:
                        taken, was_taken = 0, True
                elif again and rules & NO_REPEATS:
                    stopped, level = True, taken + 1
                    best[:level] = chain[taken, :level]
                    break
                elif s > level:
                    early |= level > 0
                    if shared and early and rules & UNBROKEN:
                        break
                elif t - chain[s - 1, 0] <= window and not (rules & INCREASING_TIME and last[s - 1] >= t):
                    if s == level or chain[s, 0] != chain[s - 1, 0]:
                        pass_on(chain, s, t)
                    last[s], taken, was_taken = t, s, True
                    if s == level:
                        level += 1
                        best[:level] = chain[s, :level]
            stopped |= rules & UNBROKEN != 0 and early and (shared or not was_taken)
            if stopped or level == n:
                break
        waits = not stopped and 0 < level < n and end - chain[0, 0] <= window
        state[c] = level + OPEN * waits
        write(best, level, total, previous, filled)
    return state, total, previous, filled


@kernel
def follow_any_order(
    offsets: Array,
    time: Array,
    touchpoint: Array,
    fits: Array,
    excluded: Array,
    codes: Array,
    tangled: bool,
    n: int,
    window: int,
    end: int,
) -> tuple[Array, Array, Array, Array]:
    """Follow customers through the steps in whatever order.

    Each event of a step begins a try: the window that runs from it. ``size`` is the most steps that
    the events in the window can fill when each event fills one. Who got furthest in a try with an
    excluded event keeps the first step only. ``tangled`` says that some steps share a touchpoint and
    differ in another, so that filling a step may mean moving other events.
    """
    state, total, previous, filled = room(offsets, n)
    best = np.empty(n, np.int64)
    have, busy = np.zeros(len(fits), np.int64), np.zeros(len(fits), np.int64)
    filler = np.empty(n, np.int64)
    for c in range(len(offsets) - 1):
        stop = offsets[c + 1]
        right = bad = latest = offsets[c]
        size, level, origin, soiled = 0, 0, offsets[c], 0
        clear(codes, have, busy, filler)
        for left in range(offsets[c], stop):
            if fits[touchpoint[left]] == 0:
                continue
            latest, right = left, max(left, right)
            while right < stop and size < n and time[right] - time[left] <= window:
                if fits[touchpoint[right]] != 0:
                    size += enter(np.int64(touchpoint[right]), fits, codes, have, busy, filler, tangled)
                right += 1
            while bad < stop and (bad <= left or excluded[touchpoint[bad]] == 0):
                bad += 1
            if bad < stop and (bad < right if size == n else time[bad] - time[left] <= window):
                soiled = max(soiled, size)
            elif size > level:
                level, origin = size, left
            if level == n:
                break
            size -= leave(np.int64(touchpoint[left]), fits, codes, have, busy, filler, tangled)
        level = level if level >= soiled else 1
        waits = 0 < level < n and bad >= stop and end - time[latest] <= window
        state[c] = level + OPEN * waits
        clear(codes, have, busy, filler)
        size = 0
        for i in range(origin, stop):
            if size == level:
                break
            code = np.int64(touchpoint[i])
            if fits[code] != 0 and enter(code, fits, codes, have, busy, filler, tangled):
                best[size] = time[i]
                size += 1
        write(best, level, total, previous, filled)
    return state, total, previous, filled


@kernel
def clear(codes: Array, have: Array, busy: Array, filler: Array) -> None:
    """Begin with an empty window: ``have`` events of each touchpoint, ``busy`` of them fill a step."""
    filler[:] = -1
    for code in codes:
        have[code] = busy[code] = 0


@kernel
def enter(
    code: Int, fits: Array, codes: Array, have: Array, busy: Array, filler: Array, tangled: bool
) -> int:
    """Let an event into the window; say how many more steps are filled now (0 or 1).

    If an event of this touchpoint was to spare before, one more cannot help.
    """
    have[code] += 1
    if busy[code] < have[code] - 1:
        return 0
    for s in range(len(filler)):
        if filler[s] < 0 and fits[code] >> np.uint64(s) & np.uint64(1):
            filler[s] = code
            busy[code] += 1
            return 1
    if tangled:
        for s in range(len(filler)):
            if filler[s] < 0 and fill(s, fits, codes, have, busy, filler):
                return 1
    return 0


@kernel
def leave(
    code: Int, fits: Array, codes: Array, have: Array, busy: Array, filler: Array, tangled: bool
) -> int:
    """Take an event out of the window; say how many steps fewer are filled now (0 or 1)."""
    have[code] -= 1
    if busy[code] <= have[code]:
        return 0
    s = 0
    while filler[s] != code:
        s += 1
    filler[s] = -1
    busy[code] -= 1
    for other in codes:
        if busy[other] < have[other] and fits[other] >> np.uint64(s) & np.uint64(1):
            filler[s] = other
            busy[other] += 1
            return 0
    return 0 if tangled and fill(s, fits, codes, have, busy, filler) else 1


@kernel
def fill(step: int, fits: Array, codes: Array, have: Array, busy: Array, filler: Array) -> bool:
    """Fill an empty step, moving other events to other steps where that helps; say if it worked.

    A search, breadth first, for an augmenting path in the graph of touchpoints and steps.
    """
    n = len(filler)
    came, queue = np.full(n, -2, np.int64), np.empty(n, np.int64)
    came[step], queue[0] = -1, step
    head, tail = 0, 1
    while head < tail:
        s = queue[head]
        head += 1
        for code in codes:
            if not fits[code] >> np.uint64(s) & np.uint64(1) or have[code] == 0:
                continue
            if busy[code] < have[code]:
                busy[code] += 1
                while s >= 0:
                    filler[s], code, s = code, filler[s], came[s]
                return True
            for r in range(n):
                if filler[r] == code and came[r] == -2:
                    came[r], queue[tail] = s, r
                    tail += 1
    return False

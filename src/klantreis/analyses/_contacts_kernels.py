"""The compiled loops behind :mod:`klantreis.analyses.contacts`."""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel

EVENTS, CUSTOMERS, DROPPED, OPEN, RETURNED, WAITS, WAITED, SLOW, ARRIVED, UNDECIDED = range(10)
NEVER_SLOW = np.iinfo(np.int64).max


@kernel
def followed(
    offsets: np.ndarray,
    time: np.ndarray,
    touchpoint: np.ndarray,
    unit: np.ndarray,
    units: int,
    place: np.ndarray,
    goal: np.ndarray,
    slow_us: np.ndarray,
    still_open_from: int,
) -> np.ndarray:
    """Count per unit (columns) what the rows are named after; all but events and waits are customers.

    ``unit`` tells under which column a touchpoint counts, ``place`` which touchpoints are one place,
    so that going from one to the other is no move.
    A customer is ``SLOW`` if their first wait from here is longer than ``slow_us``, ``ARRIVED`` if
    they were here and reached a goal, ``UNDECIDED`` if they were here and are still open. The last
    column counts the whole journey: each customer once.
    """
    sums = np.zeros((10, units + 1), np.int64)
    seen, back, left = np.full(units, -1), np.full(units, -1), np.full(units, -1)
    been, told = np.full(len(place), -1), np.full(units, -1)
    for c in range(len(offsets) - 1):
        start, stop = offsets[c], offsets[c + 1]
        if start == stop:
            continue
        arrived = returned = False
        for i in range(start, stop):
            here = unit[touchpoint[i]]
            arrived = arrived or goal[touchpoint[i]]
            moved = i == start or place[touchpoint[i]] != place[touchpoint[i - 1]]
            sums[EVENTS, here] += 1
            sums[CUSTOMERS, here] += seen[here] != c
            if moved and been[place[touchpoint[i]]] == c:
                returned = True
                sums[RETURNED, here] += back[here] != c
                back[here] = c
            seen[here] = c
            been[place[touchpoint[i]]] = c
            if i + 1 < stop and place[touchpoint[i]] != place[touchpoint[i + 1]]:
                sums[WAITS, here] += 1
                if left[here] != c:
                    sums[WAITED, here] += 1
                    sums[SLOW, here] += time[i + 1] - time[i] > slow_us[here]
                    left[here] = c
        still_open = not arrived and time[stop - 1] >= still_open_from
        if not arrived:
            kind = OPEN if still_open else DROPPED
            sums[kind, unit[touchpoint[stop - 1]]] += 1
            sums[kind, units] += 1
        sums[EVENTS, units] += stop - start
        sums[CUSTOMERS, units] += 1
        sums[RETURNED, units] += returned
        sums[ARRIVED, units] += arrived
        sums[UNDECIDED, units] += still_open
        if arrived or still_open:
            fate = ARRIVED if arrived else UNDECIDED
            for i in range(start, stop):
                here = unit[touchpoint[i]]
                sums[fate, here] += told[here] != c
                told[here] = c
    return sums


@kernel
def period(
    offsets: np.ndarray, time: np.ndarray, touchpoint: np.ndarray, unit: np.ndarray, units: int
) -> np.ndarray:
    """Return the first and the last instant of each unit; the largest and smallest if none."""
    seen = np.empty((2, units), np.int64)
    seen[0, :], seen[1, :] = np.iinfo(np.int64).max, np.iinfo(np.int64).min
    for i in range(offsets[0], offsets[-1]):
        here = unit[touchpoint[i]]
        seen[0, here] = min(seen[0, here], time[i])
        seen[1, here] = max(seen[1, here], time[i])
    return seen


@kernel
def throughput(
    offsets: np.ndarray, time: np.ndarray, touchpoint: np.ndarray, goal: np.ndarray, any_goal: bool
) -> np.ndarray:
    """Return how long journeys took from first contact to first goal, or without goals to the last."""
    took = np.empty(len(offsets) - 1, np.int64)
    n = 0
    for c in range(len(offsets) - 1):
        for i in range(offsets[c], offsets[c + 1]):
            if goal[touchpoint[i]] if any_goal else i + 1 == offsets[c + 1]:
                took[n] = time[i] - time[offsets[c]]
                n += 1
                break
    return took[:n].copy()


@kernel
def waits(
    offsets: np.ndarray, time: np.ndarray, touchpoint: np.ndarray, unit: np.ndarray, place: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return of each move to another place the unit that was left, and the wait until then."""
    most = offsets[-1] - offsets[0]
    group, waited = np.empty(most, np.int32), np.empty(most, np.int64)
    n = 0
    for c in range(len(offsets) - 1):
        for i in range(offsets[c], offsets[c + 1] - 1):
            if place[touchpoint[i]] != place[touchpoint[i + 1]]:
                group[n] = unit[touchpoint[i]]
                waited[n] = time[i + 1] - time[i]
                n += 1
    return group[:n].copy(), waited[:n].copy()


@kernel
def stopped(
    offsets: np.ndarray,
    time: np.ndarray,
    touchpoint: np.ndarray,
    goal: np.ndarray,
    wanted: int,
    still_open_from: int,
) -> np.ndarray:
    """Return per customer whether the journey ends at one touchpoint without a goal: 1 dropped, 2 open."""
    state = np.zeros(len(offsets) - 1, np.uint8)
    for c in range(len(offsets) - 1):
        last = offsets[c + 1] - 1
        if last < offsets[c] or touchpoint[last] != wanted:
            continue
        arrived = False
        for i in range(offsets[c], last + 1):
            arrived = arrived or goal[touchpoint[i]]
        if not arrived:
            state[c] = 2 if time[last] >= still_open_from else 1
    return state

"""The compiled loops behind :mod:`klantreis.analyses.touchpoints`."""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel

EVENTS, CUSTOMERS, FIRST, LAST, REPEAT, RETURN = range(6)
WAS_HERE, CAME_AGAIN, CAME_BACK = 1, 2, 3


@kernel
def tally(offsets: np.ndarray, touchpoint: np.ndarray, width: int) -> np.ndarray:
    """Count per touchpoint (columns) what the rows are named after; all but events are customers.

    ``state`` holds, per touchpoint, four times the customer who was there last, plus what is known of
    that customer there: was here, came again (``REPEAT``), came again after being elsewhere (``RETURN``).
    """
    sums = np.zeros((6, width), np.int64)
    state = np.zeros(width, np.int64)
    for c in range(len(offsets) - 1):
        nobody = (c + 1) << 2
        before = np.int64(-1)
        for i in range(offsets[c], offsets[c + 1]):
            here = np.int64(touchpoint[i])
            sums[EVENTS, here] += 1
            known = max(state[here], nobody) - nobody
            now = visited(known, before == here)
            sums[CUSTOMERS, here] += known < WAS_HERE
            sums[REPEAT, here] += known < CAME_AGAIN and now >= CAME_AGAIN
            sums[RETURN, here] += known < CAME_BACK and now >= CAME_BACK
            state[here] = nobody + now
            before = here
        sums[FIRST, touchpoint[offsets[c]]] += 1
        sums[LAST, touchpoint[offsets[c + 1] - 1]] += 1
    return sums


@kernel
def visited(known: int, stayed: bool) -> int:
    """Return what is known of a customer at a touchpoint after one more contact there."""
    if known < WAS_HERE:
        return WAS_HERE
    return max(known, CAME_AGAIN if stayed else CAME_BACK)


@kernel
def visits(offsets: np.ndarray, touchpoint: np.ndarray, wanted: int) -> np.ndarray:
    """Return per customer what is known of them at one touchpoint: from 0, never there, to came back."""
    known = np.zeros(len(offsets) - 1, np.int64)
    for c in range(len(offsets) - 1):
        before = np.int64(-1)
        for i in range(offsets[c], offsets[c + 1]):
            here = np.int64(touchpoint[i])
            if here == wanted:
                known[c] = visited(known[c], before == here)
            before = here
    return known


@kernel
def first_visits(
    offsets: np.ndarray, time: np.ndarray, touchpoint: np.ndarray, width: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each customer and touchpoint, the time from the first event to the first one there."""
    most = offsets[-1] - offsets[0]
    at, wait = np.empty(most, np.int32), np.empty(most, np.int64)
    seen = np.full(width, -1, np.int64)
    n = 0
    for c in range(len(offsets) - 1):
        for i in range(offsets[c], offsets[c + 1]):
            here = touchpoint[i]
            if seen[here] != c:
                seen[here] = c
                at[n] = here
                wait[n] = time[i] - time[offsets[c]]
                n += 1
    return at[:n], wait[:n]

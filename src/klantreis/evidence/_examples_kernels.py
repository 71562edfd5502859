"""The compiled loop behind :mod:`klantreis.evidence.examples`."""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel

TYPICAL, SLOW, DROPPED = range(3)
NONE = np.iinfo(np.int64).max
LONGEST = 40


@kernel
def best(
    offsets: np.ndarray,
    time: np.ndarray,
    touchpoint: np.ndarray,
    goal: np.ndarray,
    still_open_from: int,
    usual: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Return per label (rows) and touchpoint (columns) the best customer and how good: lower is better.

    Typical: was here and reached a goal (without goals: ended elsewhere), and has a number of
    contacts closest to ``usual``. Slow: waited
    longest after their first contact here. Dropped: ended here without a goal, with a number of
    contacts closest to ``usual``. Journeys of more than ``LONGEST`` contacts are passed over.
    """
    width = len(goal)
    badness, who = np.full((3, width), NONE), np.full((3, width), -1)
    seen, any_goal = np.full(width, -1), goal.any()
    for c in range(len(offsets) - 1):
        start, stop = offsets[c], offsets[c + 1]
        if start == stop or stop - start > LONGEST:
            continue
        arrived = False
        for i in range(start, stop):
            arrived = arrived or goal[touchpoint[i]]
        apart = abs(stop - start - usual)
        last = np.int64(touchpoint[stop - 1])
        for i in range(start, stop):
            here = np.int64(touchpoint[i])
            if seen[here] == c:
                continue
            seen[here] = c
            fine = arrived or (not any_goal and last != here)
            if fine and apart < badness[TYPICAL, here]:
                badness[TYPICAL, here], who[TYPICAL, here] = apart, c
            left = i + 1 < stop and touchpoint[i + 1] != here
            if left and time[i] - time[i + 1] < min(badness[SLOW, here], 0):
                badness[SLOW, here], who[SLOW, here] = time[i] - time[i + 1], c
        if not arrived and time[stop - 1] < still_open_from and apart < badness[DROPPED, last]:
            badness[DROPPED, last], who[DROPPED, last] = apart, c
    return badness, who

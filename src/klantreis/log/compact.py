"""Leave events out of a run of customers; customers left without events drop out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from klantreis.log.columns import Columns
from klantreis.log.conditions import events
from klantreis.log.kernel import kernel
from klantreis.log.partition import read_only


def compacted(columns: Columns, keep: np.ndarray, touchpoint: np.ndarray | None = None) -> Columns:
    """Return a run of customers with only the events to keep.

    Parameters
    ----------
    columns
        The run.
    keep
        For each event, from the first to the last offset of the run, whether it stays.
    touchpoint
        The touchpoints of these events, if others than those of the run.
    """
    part = columns.part
    own = touchpoint if touchpoint is not None else events(columns, part.touchpoint)
    offsets, stay = _counted(part.offsets, read_only(keep))
    kept = replace(
        part,
        offsets=read_only(offsets),
        time=read_only(events(columns, part.time)[keep]),
        touchpoint=read_only(own[keep]),
        channel=read_only(events(columns, part.channel)[keep]),
    )

    @cache
    def value(name: str) -> np.ndarray:
        return read_only(events(columns, columns.value(name))[keep])

    return Columns(kept, value, columns.ids, read_only(columns.places(stay)))


@kernel
def _counted(offsets: np.ndarray, keep: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the offsets of the customers that keep events, and their indices in the run."""
    kept = np.zeros(len(offsets), np.int64)
    stay = np.empty(len(offsets) - 1, np.int64)
    n, total, base = 0, 0, offsets[0]
    for k in range(len(offsets) - 1):
        before = total
        for i in range(offsets[k] - base, offsets[k + 1] - base):
            total += keep[i]
        stay[n] = k
        kept[n + 1] = total
        n += total > before
    return kept[: n + 1].copy(), stay[:n].copy()

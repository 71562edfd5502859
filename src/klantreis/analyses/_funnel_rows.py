"""The rows of a funnel: from what was counted to shares, intervals and times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._funnel_plan import Plan
from klantreis.model.statistics import quantile, wilson

Ints = NDArray[np.int64]
_NONE: Final = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: customers by step, and the waiting times, in microseconds, step by step."""

    customers: Ints
    dropped: Ints
    open: Ints
    entered: Ints
    excluded: int
    since_previous: tuple[tuple[Ints, ...], ...]
    since_start: tuple[tuple[Ints, ...], ...]


def columns(counted: Counted, plan: Plan, everyone: int) -> dict[str, list[Any]]:
    """Return the columns of the answer; ``everyone`` is the number of customers in the log."""
    reached, n = counted.customers, len(plan.labels)
    previous = np.append(reached[:1], reached[:-1])
    times = [_waits(k, counted) for k in range(n)]
    low, high = _interval(reached, reached[0])
    previous_low, previous_high = _interval(reached, previous)
    unsure = plan.window is None or plan.order == "open"
    return {
        "step": list(range(1, n + 1)),
        "touchpoint": list(plan.labels),
        "customers": reached.tolist(),
        "share_of_start": _share(reached, reached[0]),
        "share_of_previous": _share(reached, previous),
        "low": low,
        "high": high,
        "open": [None] * n if unsure else counted.open.tolist(),
        "median_s": [t["median_s"] for t in times],
        "share_of_all": _share(reached, everyone),
        "previous_low": previous_low,
        "previous_high": previous_high,
        "dropped": counted.dropped.tolist(),
        "entered": counted.entered.tolist(),
        "median_low_s": [t["median_low_s"] for t in times],
        "median_high_s": [t["median_high_s"] for t in times],
        "p90_s": [t["p90_s"] for t in times],
        "median_from_previous_s": [t["median_from_previous_s"] for t in times],
    }


def _share(counted: Ints, of: Any) -> list[float | None]:
    n = np.broadcast_to(of, counted.shape).tolist()
    return [k / m if m else None for k, m in zip(counted.tolist(), n, strict=True)]


def _interval(counted: Ints, of: Any) -> tuple[list[float | None], list[float | None]]:
    """Return Wilson's interval; ``None`` where there is no share, or one above 1 that is none."""
    n = np.broadcast_to(of, counted.shape)
    low, high = wilson(np.minimum(counted, n), n)
    known = (n > 0) & (counted <= n)
    lower, upper = np.where(known, (low, high), np.nan).tolist()
    return [None if math.isnan(x) else x for x in lower], [None if math.isnan(x) else x for x in upper]


def _waits(step: int, counted: Counted) -> dict[str, float | None]:
    """Return the figures of time at one step (from 0), in seconds."""
    kept = (counted.since_start, counted.since_previous) if step and counted.since_start else ()
    total, previous = (np.concatenate(times[step - 1]) for times in kept) if kept else (_NONE, _NONE)
    median = quantile(total, 0.5)
    return {
        "median_s": _seconds(median.value),
        "median_low_s": _seconds(median.low),
        "median_high_s": _seconds(median.high),
        "p90_s": _seconds(quantile(total, 0.9).value),
        "median_from_previous_s": _seconds(quantile(previous, 0.5).value),
    }


def _seconds(us: float | None) -> float | None:
    return None if us is None else us / 1e6

"""When things happen: seasons, weekdays, evenings, office hours and waiting times.

Times are whole seconds on the local clock, counted from 1970-01-01T00:00 on that clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

Seconds = NDArray[np.int64]

MINUTE, HOUR, DAY = 60, 3600, 86_400
EPOCH = dt.date(1970, 1, 1)
ONLINE_HOURS = (2, 1, 0.5, 0.4, 0.4, 1, 3, 7, 10, 12, 13, 13, 14, 12, 12, 12, 12, 13, 14, 21, 26, 24, 15, 6)
QUIET_BEFORE = 7 * HOUR
NIGHT_OWLS = 0.08
OFFICE = (8.5, 17.0, 5)
SHOP = (9.5, 18.0, 6)


def day_number(day: dt.date) -> int:
    """Return the number of days since 1970-01-01.

    Examples
    --------
    >>> day_number(dt.date(2026, 3, 1))
    20513
    """
    return (day - EPOCH).days


def arrivals(
    rng: RandomState,
    n: int,
    *,
    first: dt.date,
    last: dt.date,
    months: Sequence[float],
    weekdays: Sequence[float],
) -> Seconds:
    """Return when customers first arrive, in order of time, by season, weekday and hour.

    Parameters
    ----------
    months
        Twelve weights, January first.
    weekdays
        Seven weights, Monday first.
    """
    days = np.arange(day_number(first), day_number(last) + 1)
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    weight = np.asarray(months)[month] * np.asarray(weekdays)[_weekday(days)]
    day = rng.choice(days, n, p=weight / weight.sum())
    hours = np.asarray(ONLINE_HOURS)
    hour = rng.choice(24, n, p=hours / hours.sum())
    return np.sort(day * DAY + hour * HOUR + rng.randint(0, HOUR, n))


def lognormal(rng: RandomState, n: int, *, median_s: float, spread: float) -> Seconds:
    """Return waiting times in whole seconds, at least one, around a median.

    Parameters
    ----------
    spread
        Standard deviation of the logarithm: 0.3 is regular, 1 is wild.
    """
    return np.maximum(1, median_s * np.exp(spread * rng.standard_normal(n))).astype(np.int64)


def awake(rng: RandomState, when: Seconds) -> Seconds:
    """Move what would happen at night to later that day, but for a few night owls."""
    night = (when % DAY < QUIET_BEFORE) & (rng.random_sample(len(when)) > NIGHT_OWLS)
    later = when // DAY * DAY + QUIET_BEFORE + (rng.random_sample(len(when)) * 15 * HOUR).astype(np.int64)
    return np.where(night, later, when)


def open_hours(rng: RandomState, when: Seconds, opening: tuple[float, float, int]) -> Seconds:
    """Move what falls outside opening hours to a moment in the next ones.

    Parameters
    ----------
    opening
        Opening and closing hour, and the number of days a week from Monday on.
    """
    opens, closes, days_open = opening
    moment = when % DAY / HOUR
    day = when // DAY + (moment >= closes)
    closed = np.maximum(0, 7 - _weekday(day)) * (_weekday(day) >= days_open)
    day = day + closed
    drawn = (opens + rng.random_sample(len(when)) * (closes - opens)) * HOUR
    outside = (day > when // DAY) | (moment < opens)
    return np.where(outside, day * DAY + drawn.astype(np.int64), when)


def without_the_skipped_hour(when: Seconds, spring_forward: dt.date) -> Seconds:
    """Move times that the clock jumps over when summer time starts to after it; their order stays.

    Examples
    --------
    >>> spring = dt.date(2026, 3, 29)
    >>> half_past_two = day_number(spring) * DAY + 2 * HOUR + 30 * MINUTE
    >>> moved = without_the_skipped_hour(np.array([half_past_two]), spring)
    >>> np.datetime_as_string(moved.astype("datetime64[s]")).tolist()
    ['2026-03-29T03:15:00']
    """
    two = day_number(spring_forward) * DAY + 2 * HOUR
    return np.where((when >= two) & (when < two + 2 * HOUR), two + HOUR + (when - two) // 2, when)


def _weekday(days: Seconds) -> Seconds:
    return (days + 3) % 7

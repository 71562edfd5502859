"""Local times to UTC, by the rules of a time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import numpy as np

from klantreis.errors import ParameterError, nearest

_FIRST, _LAST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2101, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Zone:
    """The offsets of a zone (µs) and the local times from which each holds.

    An hour that the clock shows twice is taken the first time; an hour that it skips is read with
    the offset before the jump, so 02:30 becomes 03:30. ``odd_from`` and ``odd_to`` bound these hours.
    """

    name: str
    since: np.ndarray
    offsets: np.ndarray
    odd_from: np.ndarray
    odd_to: np.ndarray

    def to_utc(self, local: np.ndarray) -> np.ndarray:
        """Return local times (µs) as instants in UTC (µs)."""
        if len(self.offsets) == 1 and not self.offsets[0]:
            return local
        offset = self.offsets[np.searchsorted(self.since, local, side="right")]
        return np.asarray(local - offset, np.int64)

    def odd(self, local: np.ndarray) -> int:
        """Return how many of these times fall in an hour that the clock showed twice or skipped."""
        before = np.searchsorted(self.odd_from, local, side="right") - 1
        inside = (
            (before >= 0) & (local < self.odd_to[np.maximum(before, 0)]) if len(self.odd_to) else before >= 0
        )
        return int(np.count_nonzero(inside))


@cache
def zone(name: str) -> Zone:
    """Return a zone by its IANA name.

    Raises
    ------
    ParameterError
        If there is no such zone; the nearest is offered.

    Examples
    --------
    >>> import numpy as np
    >>> noon = np.array([np.datetime64("2024-07-01T12:00", "us").astype(int)])
    >>> zone("Europe/Amsterdam").to_utc(noon).astype("datetime64[us]")[0]
    np.datetime64('2024-07-01T10:00:00.000000')
    """
    try:
        info = ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        close = nearest(name, available_timezones())
        raise ParameterError(
            f"There is no time zone {name!r}.",
            hint=f"Did you mean {close!r}?" if close else "Give an IANA name such as 'Europe/Amsterdam'.",
        ) from error
    jumps = _jumps(info)
    offsets = np.array([_offset(info, _FIRST), *(new for _, _, new in jumps)], np.int64)
    return Zone(
        name=name,
        since=np.array([at + max(old, new) for at, old, new in jumps], np.int64),
        offsets=offsets,
        odd_from=np.array([at + min(old, new) for at, old, new in jumps], np.int64),
        odd_to=np.array([at + max(old, new) for at, old, new in jumps], np.int64),
    )


def _jumps(info: ZoneInfo) -> list[tuple[int, int, int]]:
    """Return when the offset changes (µs in UTC), from what and to what (µs)."""
    found = []
    low, week = _FIRST, dt.timedelta(days=7)
    while low < _LAST:
        high = low + week
        if _offset(info, low) != _offset(info, high):
            at = _between(info, low, high)
            found.append(
                (int((at - _FIRST).total_seconds()) * 1_000_000, _offset(info, low), _offset(info, at))
            )
        low = high
    return found


def _between(info: ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Return the second at which the offset becomes that of ``high``."""
    first = _offset(info, low)
    before, after = 0, int((high - low).total_seconds())
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(info, low + dt.timedelta(seconds=middle)) == first:
            before = middle
        else:
            after = middle
    return low + dt.timedelta(seconds=after)


def _offset(info: ZoneInfo, at: dt.datetime) -> int:
    offset = at.astimezone(info).utcoffset()
    return int(offset.total_seconds()) * 1_000_000 if offset else 0

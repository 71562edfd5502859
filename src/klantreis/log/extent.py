"""The extent of a log: how many customers and events, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from klantreis.log.partition import Partition

_START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Extent:
    """Numbers of customers and events, and the first and last instant in µs since 1970, if any."""

    customers: int = 0
    events: int = 0
    first: int | None = None
    last: int | None = None


def extent(part: Partition) -> Extent:
    """Return the extent of one run of customers."""
    customers, events = len(part.offsets) - 1, int(part.offsets[-1] - part.offsets[0])
    if not events:
        return Extent(customers, events)
    first, last = part.time[part.offsets[:-1]].min(), part.time[part.offsets[1:] - 1].max()
    return Extent(customers, events, int(first), int(last))


def joined(a: Extent, b: Extent) -> Extent:
    """Return the extent of two runs that share no customer, together.

    Examples
    --------
    >>> joined(Extent(1, 2, 10, 20), Extent(1, 1, 5, 5))
    Extent(customers=2, events=3, first=5, last=20)
    """
    firsts = [x.first for x in (a, b) if x.first is not None]
    lasts = [x.last for x in (a, b) if x.last is not None]
    return Extent(
        a.customers + b.customers, a.events + b.events, min(firsts, default=None), max(lasts, default=None)
    )


def instant(us: int) -> datetime:
    """Return microseconds since 1970 as an instant in UTC.

    Examples
    --------
    >>> instant(1_500_000).isoformat()
    '1970-01-01T00:00:01.500000+00:00'
    """
    return _START + timedelta(microseconds=us)


def microseconds(moment: datetime) -> int:
    """Return an instant as microseconds since 1970; a naive one is taken to be in UTC.

    Examples
    --------
    >>> microseconds(datetime(1970, 1, 1, 0, 0, 1))
    1000000
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _START) // timedelta(microseconds=1)

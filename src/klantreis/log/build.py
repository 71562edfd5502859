"""Small logs from rows, for examples, samples and tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa

from klantreis.log.extent import microseconds
from klantreis.log.journey_log import JourneyLog
from klantreis.log.prepare import prepare

Row = tuple[str, ...]


def from_rows(rows: Sequence[Row], parts: int = 1) -> JourneyLog:
    """Return a log of rows ``(customer, touchpoint, time[, channel])`` in order of arrival.

    ``parts`` is the number of partitions, a power of two; no answer depends on it.

    Examples
    --------
    >>> log = from_rows([("ann", "cart", "2026-01-02T00:00Z", "app"), ("ann", "home", "2026-01-01T00:00Z")])
    >>> [(step.touchpoint, step.channel) for step in log.journey("ann")]
    [('home', ''), ('cart', 'app')]
    """
    table = pa.table(
        {
            "customer": pa.array([row[0] for row in rows], pa.string()),
            "touchpoint": pa.array([row[1] for row in rows], pa.string()),
            "time": pa.array([microseconds(datetime.fromisoformat(row[2])) for row in rows], pa.int64()),
            "channel": pa.array([row[3] if len(row) > 3 else "" for row in rows], pa.string()),
        }
    )
    return prepare([table], parts=parts)

"""Small logs from rows, for examples, samples and tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import numpy as np
import pyarrow as pa

from klantreis.log.columns import Columns
from klantreis.log.extent import extent, joined, microseconds
from klantreis.log.journey_log import JourneyLog
from klantreis.log.legend import Legend
from klantreis.log.partition import Partition, code_type, read_only
from klantreis.model.event import IntakeReport

Row = tuple[str, ...]


def from_rows(rows: Sequence[Row], parts: int = 1) -> JourneyLog:
    """Return a log of rows ``(customer, touchpoint, time[, channel])`` in order of arrival.

    Examples
    --------
    >>> log = from_rows([("ann", "cart", "2026-01-02T00:00Z", "app"), ("ann", "home", "2026-01-01T00:00Z")])
    >>> [(step.touchpoint, step.channel) for step in log.journey("ann")]
    [('home', ''), ('cart', 'app')]
    """
    legend = Legend(
        tuple(sorted({row[1] for row in rows})), ("", *sorted({_channel(row) for row in rows} - {""}))
    )
    customers = list(dict.fromkeys(row[0] for row in rows))
    columns = [_columns(p, customers[p::parts], rows, legend) for p in range(parts)]
    stored = extent(columns[0].part)
    for other in columns[1:]:
        stored = joined(stored, extent(other.part))
    report = IntakeReport(rows=len(rows), kept=len(rows))
    return JourneyLog([partial(_same, c) for c in columns], legend, report=report, stored=stored)


def _same(columns: Columns) -> Columns:
    return columns


def _channel(row: Row) -> str:
    return row[3] if len(row) > 3 else ""


def _us(row: Row) -> int:
    return microseconds(datetime.fromisoformat(row[2]))


def _columns(number: int, customers: list[str], rows: Sequence[Row], legend: Legend) -> Columns:
    code = {name: k for k, name in enumerate(customers)}
    mine = [row for row in rows if row[0] in code]
    mine.sort(key=lambda row: (code[row[0]], _us(row)))
    sizes = np.bincount(np.array([code[row[0]] for row in mine], np.int64), minlength=len(customers))
    part = Partition(
        number,
        0,
        read_only(np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)),
        read_only(np.array([_us(row) for row in mine], np.int64)),
        read_only(
            np.array(legend.touchpoint_codes(row[1] for row in mine), code_type(len(legend.touchpoints)))
        ),
        read_only(
            np.array(legend.channel_codes(_channel(row) for row in mine), code_type(len(legend.channels)))
        ),
    )
    ids = pa.array(customers, pa.large_string())
    return Columns(part, lambda name: part.time, lambda: ids)

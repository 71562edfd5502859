"""Gather one bucket from all units and sort it: the second half of preparing a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
import pyarrow as pa

from klantreis.log.arrow import as_arrow
from klantreis.log.batch import PROPERTY
from klantreis.log.legend import Legend
from klantreis.log.partition import code_type
from klantreis.log.sorting import grouped, numbered, picked, repeated, translated


class Bucketed(Protocol):
    """What holds the rows of one batch by bucket."""

    def bucket(self, number: int) -> dict[str, np.ndarray]:
        """Return the columns of one bucket by name."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Some customers with their events, sorted, and how many events arrived at one instant.

    ``columns`` holds the events by name: ``time``, ``touchpoint``, ``channel`` and the properties;
    ``dropped`` the repeats that were left out, or ``None``.
    """

    offsets: np.ndarray
    columns: Mapping[str, np.ndarray]
    ids: pa.Array
    ties: int
    repeats: int
    dropped: pa.Table | None = None


def gather(
    units: Sequence[Bucketed],
    codes: Sequence[Mapping[str, np.ndarray]],
    bucket: int,
    legend: Legend,
    *,
    drop_repeats: bool = False,
) -> Sorted:
    """Return all events of one bucket, sorted by customer, time and order of arrival.

    Parameters
    ----------
    units
        The batches in order of arrival.
    codes
        For each unit, the final code of each of its own codes, by column.
    bucket
        The number of the bucket.
    legend
        The names that the codes stand for.
    drop_repeats
        Whether to leave out events alike in customer, touchpoint and instant with one before.
    """
    found = [unit.bucket(bucket) for unit in units]
    ids, customer = _recognised(found)
    rows = _Rows(*grouped(customer, np.concatenate([one["time"] for one in found]), len(ids)))
    read = partial(_column, found, codes, legend)
    touchpoint = read("touchpoint", rows.order)
    ties, repeat = repeated(rows.offsets, rows.time, touchpoint, len(legend.touchpoints))
    dropped = None
    if drop_repeats and repeat.any():
        dropped = _told(
            found, ids.take(as_arrow(customer[rows.order[repeat]])), rows, repeat, touchpoint, legend
        )
        rows, touchpoint = _without(rows, repeat), touchpoint[~repeat]
        ties, _ = repeated(rows.offsets, rows.time, touchpoint, len(legend.touchpoints))
    others = {
        name: read(name, rows.order) for name in ("channel", *(PROPERTY + p for p in legend.properties))
    }
    return Sorted(
        offsets=rows.offsets,
        columns={"time": rows.time, "touchpoint": touchpoint, **others},
        ids=ids,
        ties=ties,
        repeats=int(repeat.sum()),
        dropped=dropped,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Events in order: the offsets of the customers, where each event came from, and the times."""

    offsets: np.ndarray
    order: np.ndarray
    time: np.ndarray


def _without(rows: _Rows, gone: np.ndarray) -> _Rows:
    """Return the events but those that are gone."""
    kept = np.concatenate(([0], np.cumsum(~gone)))
    return _Rows(kept[rows.offsets], rows.order[~gone], rows.time[~gone])


def _recognised(found: Sequence[Mapping[str, np.ndarray]]) -> tuple[pa.Array, np.ndarray]:
    """Return the ids of all customers, in order of arrival, and for each event which one it is."""
    high = np.concatenate([one["high"] for one in found])
    number, first = numbered(high, np.concatenate([one["low"] for one in found]))
    sizes = np.concatenate([one["id_size"] for one in found])
    ends = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    text = np.concatenate([one["ids"] for one in found])
    met = pa.LargeStringArray.from_buffers(len(sizes), pa.py_buffer(ends), pa.py_buffer(text))
    bases = np.cumsum([0] + [len(one["high"]) for one in found])
    customer = [
        picked(number[base : base + len(one["high"])], one["customer"])
        for base, one in zip(bases, found, strict=False)
    ]
    return met.take(as_arrow(first)), np.concatenate(customer)


def _column(
    found: Sequence[Mapping[str, np.ndarray]],
    codes: Sequence[Mapping[str, np.ndarray]],
    legend: Legend,
    name: str,
    order: np.ndarray,
) -> np.ndarray:
    """Return a column of events in this order, under their final codes."""
    kind = _kind(legend, name)
    pieces = [_piece(one, final, name, kind) for one, final in zip(found, codes, strict=True)]
    return picked(np.concatenate(pieces), order)


def _kind(legend: Legend, name: str) -> np.dtype[np.generic]:
    fixed = {"touchpoint": legend.touchpoints, "channel": legend.channels}
    names = fixed[name] if name in fixed else legend.properties[name.removeprefix(PROPERTY)]
    return np.dtype(np.float64) if names is None else code_type(len(names))


def _piece(
    one: Mapping[str, np.ndarray], final: Mapping[str, np.ndarray], name: str, kind: np.dtype[np.generic]
) -> np.ndarray:
    if name not in one:
        return np.full(len(one["time"]), np.nan if kind == np.float64 else 0, kind)
    return one[name] if kind == np.float64 else translated(one[name], final[name])


def _told(
    found: Sequence[Mapping[str, np.ndarray]],
    customers: pa.Array,
    rows: _Rows,
    repeat: np.ndarray,
    touchpoint: np.ndarray,
    legend: Legend,
) -> pa.Table:
    """Return the events that repeat one, with the batch and row they came from."""
    order = rows.order[repeat]
    batch = np.repeat(np.arange(len(found), dtype=np.int32), [len(one["time"]) for one in found])
    row = np.concatenate([one["row"] for one in found])
    return pa.table(
        {
            "batch": as_arrow(batch[order]),
            "row": as_arrow(row[order].astype(np.int64)),
            "customer": customers,
            "touchpoint": pa.array(legend.touchpoints, pa.string()).take(as_arrow(touchpoint[repeat])),
            "time": as_arrow(rows.time[repeat]).cast(pa.timestamp("us", "UTC")),
        }
    )

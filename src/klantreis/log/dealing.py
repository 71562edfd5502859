"""Deal the rows of one batch out to buckets of customers: the first half of preparing a log.

A bucket holds all events of the customers whose hash starts with the same bits. Within a batch
and a bucket each customer is met once, with hash and id, and events only carry that number.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from klantreis.log.arrow import as_arrow
from klantreis.log.batch import Batch
from klantreis.log.hashing import customer_hashes, text_buffers
from klantreis.log.kernel import kernel
from klantreis.log.partition import read_only
from klantreis.log.unit import Unit


def deal(batch: Batch, *, bits: int, key: str, keep_rows: bool = False) -> Unit:
    """Return the rows of a batch sorted by bucket, in order of arrival within each.

    Parameters
    ----------
    batch
        The columns of the batch.
    bits
        There are ``2 ** bits`` buckets.
    key
        What the hash of the customers is keyed with.
    keep_rows
        Whether to keep, for each event, which row of the batch it was.
    """
    high, low = customer_hashes(batch.customers, key)
    target, starts = _targets(high, bits)
    high, low = _dealt(target, high, high.dtype), _dealt(target, low, low.dtype)
    customer, first, met = _number_within_buckets(high, low, starts)
    rows = _dealt(target, np.arange(len(target), dtype=np.uint32), np.dtype(np.uint32))
    ids = batch.customers.take(as_arrow(rows[first])).cast(pa.large_string())
    bounds, text = text_buffers(ids)
    columns = {name: _dealt(target, column, kind) for name, (column, kind) in batch.columns.items()}
    return Unit(
        event_starts=starts,
        customer_starts=met,
        id_starts=bounds[met] - bounds[0],
        events={"customer": customer, **columns, **({"row": rows} if keep_rows else {})},
        customers={"high": high[first], "low": low[first], "id_size": np.diff(bounds).astype(np.uint32)},
        ids=text[bounds[0] : bounds[-1]],
    )


def _dealt(target: np.ndarray, column: np.ndarray, kind: np.dtype[np.generic]) -> np.ndarray:
    out = np.empty(len(target), kind)
    _scatter(target, read_only(column), out)
    return out


@kernel
def _targets(high: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    shift = np.uint64(64 - bits if bits else 63)
    starts = np.zeros((1 << bits) + 1, np.int64)
    bucket = np.empty(len(high), np.uint16)
    for i in range(len(high)):
        b = high[i] >> shift if bits else np.uint64(0)
        bucket[i] = b
        starts[b + 1] += 1
    for b in range(1 << bits):
        starts[b + 1] += starts[b]
    free = starts.copy()
    target = np.empty(len(high), np.uint32)
    for i in range(len(high)):
        b = bucket[i]
        target[i] = free[b]
        free[b] += 1
    return target, starts


@kernel
def _scatter(target: np.ndarray, column: np.ndarray, out: np.ndarray) -> None:
    for i in range(len(target)):
        out[target[i]] = column[i]


@kernel
def _number_within_buckets(
    high: np.ndarray, low: np.ndarray, starts: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    number = np.empty(len(high), np.uint32)
    first = np.empty(len(high), np.int64)
    met = np.zeros(len(starts), np.int64)
    size = 16
    for b in range(len(starts) - 1):
        while size < 2 * (starts[b + 1] - starts[b]):
            size *= 2
    slots = np.empty(size, np.int32)
    total = 0
    for b in range(len(starts) - 1):
        size = 16
        while size < 2 * (starts[b + 1] - starts[b]):
            size *= 2
        slots[:size] = -1
        last, known = np.uint64(size - 1), total
        for i in range(starts[b], starts[b + 1]):
            s = high[i] & last
            while True:
                c = slots[s]
                if c < 0:
                    slots[s] = total - known
                    number[i] = total - known
                    first[total] = i
                    total += 1
                    break
                if high[first[known + c]] == high[i] and low[first[known + c]] == low[i]:
                    number[i] = c
                    break
                s = (s + np.uint64(1)) & last
        met[b + 1] = total
    return number, first[:total].copy(), met

"""A seeded log: about ten events a customer with a heavy tail, in the order in which they arrive.

Two files hold the same events. ``events-N.parquet`` is the raw one, as a web shop would export it:
string ids of 16 hex digits, names, arrival order. ``coded-N.parquet`` is sorted by customer and time
and holds small integers; the peers load their prepared form from it. Times differ within a customer,
so every question has one right answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numba import njit

from benchmarks.tasks import CHANNELS, TOUCHPOINTS

DAY_US = 86_400 * 1_000_000
START_US = 1_735_689_600 * 1_000_000  # 1 January 2025, UTC
ROW_GROUP = 1_000_000
RAW = pa.schema(
    {
        "customer_id": pa.string(),
        "ts": pa.timestamp("us", "UTC"),
        "touchpoint": pa.string(),
        "channel": pa.string(),
    }
)
CODED = pa.schema(
    {"customer": pa.uint32(), "ts": pa.int64(), "touchpoint": pa.uint8(), "channel": pa.uint8()}
)


def generate(events: int, folder: Path, seed: int = 20) -> None:
    """Write both files for ``events`` events; the same seed gives the same events."""
    rng = np.random.default_rng([seed, events])
    offsets = _journey_offsets(events, rng)
    columns = _walk(offsets, _cumulative(np.random.default_rng(seed)), len(CHANNELS), rng)
    customer, time, arrival, touchpoint, channel = columns
    _write(
        folder / f"coded-{events}.parquet",
        CODED,
        lambda s: [customer[s], time[s], touchpoint[s], channel[s]],
        events,
    )
    order = np.argsort(arrival, kind="stable")
    names, media = pa.array(TOUCHPOINTS), pa.array(CHANNELS)

    def raw(part: slice) -> list[object]:
        rows = order[part]
        stamps = pa.array(time[rows]).cast(RAW.field("ts").type)
        return [
            _ids(customer[rows], seed),
            stamps,
            names.take(pa.array(touchpoint[rows])),
            media.take(pa.array(channel[rows])),
        ]

    _write(folder / f"events-{events}.parquet", RAW, raw, events)


def _journey_offsets(events: int, rng: np.random.Generator) -> np.ndarray:
    """Lognormal journey lengths, cut off where they add up to ``events``."""
    lengths = np.exp(rng.normal(1.5, 1.25, events // 5 + 100)).astype(np.int64).clip(1, 100_000)
    ends = np.cumsum(lengths)
    customers = int(np.searchsorted(ends, events)) + 1
    return np.concatenate([[0], np.minimum(ends[:customers], events)])


def _cumulative(rng: np.random.Generator) -> np.ndarray:
    """Cumulative transition probabilities: popularity (Zipf) mixed with each touchpoint's habits."""
    k = len(TOUCHPOINTS)
    popular = 1 / np.arange(1, k + 1)
    habits = rng.dirichlet(np.full(k, 0.15), size=k)
    return np.cumsum(0.5 * popular / popular.sum() + 0.5 * habits, axis=1)


@njit(cache=True)
def _walk(
    offsets: np.ndarray, cumulative: np.ndarray, channels: int, rng: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Let every customer walk on; a quarter of the steps starts a new visit, hours or days later."""
    n = offsets[-1]
    customer, touchpoint, channel = np.empty(n, np.uint32), np.empty(n, np.uint8), np.empty(n, np.uint8)
    time, arrival = np.empty(n, np.int64), np.empty(n, np.int64)
    for c in range(len(offsets) - 1):
        first, end = offsets[c], offsets[c + 1]
        pause = min(1.5 * DAY_US, 60 * DAY_US / (0.25 * (end - first) + 1))
        now = START_US + np.int64(rng.random() * 120 * DAY_US)
        here = 0
        for i in range(first, end):
            here = np.searchsorted(cumulative[here], rng.random() * cumulative[here, -1], side="right")
            customer[i], time[i], touchpoint[i] = c, now, here
            channel[i] = np.uint8(rng.random() * rng.random() * channels)
            arrival[i] = now + np.int64(rng.exponential(2e6))
            mean = pause if rng.random() < 0.25 else min(9e7, pause)
            now += 1000 + np.int64(rng.exponential(mean))
    return customer, time, arrival, touchpoint, channel


@njit(cache=True)
def _hex(codes: np.ndarray, seed: int, text: np.ndarray) -> None:
    digits = b"0123456789abcdef"
    for i in range(len(codes)):
        x = (np.uint64(codes[i]) + np.uint64(seed)) * np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x ^= x >> np.uint64(31)
        for k in range(16):
            text[16 * i + k] = digits[np.int64((x >> np.uint64(60 - 4 * k)) & np.uint64(15))]


def _ids(codes: np.ndarray, seed: int) -> pa.Array:
    """Ids of 16 hex digits; the mixing is one to one, so no two customers share an id."""
    text = np.empty(16 * len(codes), np.uint8)
    _hex(codes, seed, text)
    ends = np.arange(len(codes) + 1, dtype=np.int32) * 16
    return pa.StringArray.from_buffers(len(codes), pa.py_buffer(ends), pa.py_buffer(text))


def _write(path: Path, schema: pa.Schema, columns: Callable[[slice], list[object]], events: int) -> None:
    """Write in row groups of a million, to a name of its own until the file is whole."""
    unfinished = path.with_suffix(".part")
    with pq.ParquetWriter(
        unfinished, schema, compression="zstd", use_dictionary=["touchpoint", "channel"]
    ) as file:
        for begin in range(0, events, ROW_GROUP):
            part = slice(begin, min(begin + ROW_GROUP, events))
            file.write_table(pa.table(columns(part), schema=schema), row_group_size=ROW_GROUP)
    unfinished.rename(path)


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))

"""Exact quantiles of waiting times per group, from a log that need not fit in memory.

A first pass counts the values of each group in bins that widen with the value (8 to a doubling).
The counts say in which bins the wanted ranks lie; a second pass collects what lies there, and sorts
it. Both passes merge, so any partitioning of the log gives the same answer, to the microsecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition, chunks
from klantreis.log.ranking import bin_edges, binned, collected, laid_out, ranges, sort_runs
from klantreis.model.statistics import quantile_ranks

BINS: Final = 50 << 3
"""Bins per group: up to 2**50 microseconds (35 years), and all that is above in the last."""

ROOM: Final = 1 << 21
"""How many bins are counted at once; more groups than that take more passes."""

FEW: Final = 512
"""If not all groups have room at once, those with at most this many values skip the first pass."""

BLOCK: Final = 1 << 16
"""How many events are looked at together, so that what they give stays in the cache."""

Ints = NDArray[np.int64]
Emit = Callable[[Partition], tuple[np.ndarray, np.ndarray]]
Found = tuple[tuple[np.ndarray, np.ndarray], ...]


@dataclass(frozen=True, slots=True)
class Quantile:
    """One quantile of every group and its 95 % interval, in seconds; NaN where unknown."""

    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def quantiles(log: JourneyLog, emit: Emit, sizes: Ints, wanted: tuple[float, ...]) -> list[Quantile]:
    """Return quantiles of the times that ``emit`` gives, for each group, with their 95 % intervals.

    Between two ranks the value is interpolated, so that the median of an even number is the middle of
    the two in the middle. The ends of the interval are order statistics.

    Parameters
    ----------
    emit
        Gives, for a run of customers, the group of each value (``int32`` from 0; -1 or
        ``len(sizes)`` to skip it) and the value in microseconds (``int64``, not negative).
    sizes
        How many values each group has.
    wanted
        Quantiles, each between 0 and 1.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([("ann", "home", "2026-01-01T00:00"), ("ann", "cart", "2026-01-01T00:01")])
    >>> def emit(part):
    ...     return np.zeros(2, np.int32), part.time - part.time[0]
    >>> quantiles(log, emit, np.array([2]), (0.5,))[0].value.tolist()
    [30.0]
    """
    if not sizes.any():
        nothing = np.full(len(sizes), np.nan)
        return [Quantile(nothing, nothing, nothing) for _ in wanted]
    ranks = np.stack([_ranks(sizes, q) for q in wanted])
    found = np.where(ranks >= 0, order_statistics(log, emit, sizes, ranks) / 1e6, np.nan)
    return [_quantile(times, sizes, q) for times, q in zip(found, wanted, strict=True)]


def order_statistics(log: JourneyLog, emit: Emit, sizes: Ints, ranks: Ints) -> Ints:
    """Return the values with these ranks (from 0) in each group; anything where a rank is -1.

    ``ranks`` has an axis of ranges (ranks near each other), one of groups and one of ranks. What lies
    between the ranks of one range is held in memory.
    """
    found = np.zeros(ranks.shape, np.int64)
    most = FEW if np.count_nonzero(sizes) * BINS > ROOM else 0
    few, many = np.flatnonzero((sizes > 0) & (sizes <= most)), np.flatnonzero(sizes > most)
    for batch in _batches(few, sizes[few]):
        found[:, batch] = _select(log, emit, batch, sizes, ranks[:, batch], 1)
    for batch in _batches(many, np.full(len(many), BINS)):
        found[:, batch] = _select(log, emit, batch, sizes, ranks[:, batch], BINS)
    return found


def _ranks(sizes: Ints, q: float) -> Ints:
    place = np.maximum(sizes - 1, 0) * q
    inner = np.stack([np.floor(place), np.ceil(place)]).astype(np.int64)
    return np.column_stack([*np.where(sizes > 0, inner, -1), *quantile_ranks(sizes, q)])


def _quantile(times: NDArray[np.float64], sizes: Ints, q: float) -> Quantile:
    below, above, low, high = times.T
    place = np.maximum(sizes - 1, 0) * q
    return Quantile(below + (above - below) * (place - np.floor(place)), low, high)


def _batches(groups: Ints, room: Ints) -> Iterator[Ints]:
    number = np.cumsum(room) // ROOM
    return (groups[number == k] for k in np.unique(number))


def _select(log: JourneyLog, emit: Emit, groups: Ints, sizes: Ints, ranks: Ints, bins: int) -> Ints:
    """Find the values with these ranks for some of the groups, in one pass or two."""
    place = np.full(len(sizes) + 2, len(groups), np.int32)
    place[groups + 1] = np.arange(len(groups))
    table = sizes[groups].reshape(-1, 1)
    if bins > 1:
        count = partial(_count, emit=emit, place=place, shape=(len(groups) + 1, bins))
        table = log.fold(count, _add)[:-1].astype(np.int64)
    highest = np.maximum(ranks.max(axis=2), 0)
    lowest = np.where(ranks < 0, highest[:, :, None], ranks).min(axis=2)
    cuts = [_cut(table, low, high) for low, high in zip(lowest, highest, strict=True)]
    looked = partial(_collect, emit=emit, place=place, cuts=[cut[:2] for cut in cuts])
    blocks = log.fold(looked, _chain)
    return np.stack(
        [
            _picked([block[i] for block in blocks], below, many, wanted)
            for i, ((_, _, below, many), wanted) in enumerate(zip(cuts, ranks, strict=True))
        ]
    )


def _cut(table: Ints, lowest: Ints, highest: Ints) -> tuple[Ints, NDArray[np.uint64], Ints, Ints]:
    """Return the least value looked for, the width, and how many values lie below and within it."""
    bins, counts = ranges(table, lowest, highest)
    edges = bin_edges(table.shape[1]) if table.shape[1] > 1 else np.array([0, np.iinfo(np.int64).max])
    low = np.append(edges[bins[:, 0]], 0)
    width = np.append(edges[bins[:, 1] + 1], 0) - low
    return low, width.astype(np.uint64), counts[:, 0], counts[:, 1]


def _picked(blocks: list[tuple[np.ndarray, np.ndarray]], below: Ints, many: Ints, ranks: Ints) -> Ints:
    laid = np.empty(many.sum(), np.int64)
    start = np.cumsum(many) - many
    at = start.copy()
    for places, values in blocks:
        laid_out(places, values, at, laid)
    sort_runs(laid, many)
    spots = np.where(ranks < 0, start[:, None], start[:, None] + ranks - below[:, None])
    return laid[spots]


def _count(part: Partition, *, emit: Emit, place: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    table = np.zeros(shape, np.int32)
    for block in _blocks(part):
        binned(*emit(block), place, table)
    return table


def _add(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    a += b
    return a


def _collect(part: Partition, *, emit: Emit, place: np.ndarray, cuts: list[Any]) -> list[Found]:
    return [_looked(emit(block), place, cuts) for block in _blocks(part)]


def _looked(given: tuple[np.ndarray, np.ndarray], place: np.ndarray, cuts: list[Any]) -> Found:
    return tuple(collected(*given, place, low, width) for low, width in cuts)


def _chain(a: list[Found], b: list[Found]) -> list[Found]:
    return a + b


def _blocks(part: Partition) -> list[Partition]:
    return chunks(part, -(-int(part.offsets[-1] - part.offsets[0]) // BLOCK))

"""Sort all buckets in threads and hand them on, some at a time, as the partitions of a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pyarrow as pa

from klantreis.log.gathering import Sorted, gather
from klantreis.log.legend import Legend
from klantreis.log.ordering import in_order
from klantreis.log.reading import Dealt, Tell

_EVENTS_PER_PARTITION = 1 << 22


@dataclass(slots=True)
class Tally:
    """How many events tie with the one before them, and how many repeat one."""

    ties: int = 0
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Sorting:
    """How buckets are sorted: under which names, what becomes of repeats, and who is told."""

    legend: Legend
    drop_repeats: bool
    aside: Callable[[pa.Table], None] | None
    tell: Tell | None
    parts: int | None = None


def store_all(
    dealt: Dealt,
    plan: Sorting,
    pool: ThreadPoolExecutor,
    keep: Callable[[int, Sorted], None],
    ahead: int,
) -> Tally:
    """Sort every bucket and give ``keep`` partition after partition; return what was counted."""
    tally, waiting = Tally(), list[Sorted]()
    buckets = len(dealt.events)
    parts = plan.parts or partitions(int(dealt.events.sum()), buckets)
    for bucket, one in enumerate(in_order(_work(dealt, plan), pool, ahead)):
        _count(tally, one, int(dealt.events[bucket]), plan)
        waiting.append(replace(one, dropped=None))
        if bucket + 1 == buckets or (bucket + 1) * parts // buckets > bucket * parts // buckets:
            keep(bucket * parts // buckets, joined(waiting))
            waiting.clear()
    return tally


def _work(dealt: Dealt, plan: Sorting) -> Iterator[Callable[[], Sorted]]:
    codes = _codes(dealt, plan.legend)
    for bucket in range(len(dealt.events)):
        yield partial(gather, dealt.units, codes, bucket, plan.legend, drop_repeats=plan.drop_repeats)


def _count(tally: Tally, one: Sorted, events: int, plan: Sorting) -> None:
    tally.ties += one.ties
    tally.repeats += one.repeats
    if plan.aside and one.dropped is not None:
        plan.aside(one.dropped)
    if plan.tell:
        plan.tell("sorted", events)


def partitions(events: int, buckets: int) -> int:
    """Return how many partitions, a power of two, a log of this many events is kept in.

    Examples
    --------
    >>> partitions(1000, 1), partitions(10_000_000, 128), partitions(100_000_000, 1024)
    (1, 4, 32)
    """
    return min(buckets, 1 << (max(1, events - 1) // _EVENTS_PER_PARTITION).bit_length())


def joined(parts: Sequence[Sorted]) -> Sorted:
    """Return several runs of sorted customers as one."""
    if len(parts) == 1:
        return parts[0]
    ends = np.cumsum([0] + [int(part.offsets[-1]) for part in parts])
    offsets = [part.offsets[:-1] + end for part, end in zip(parts, ends[:-1], strict=True)]
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns}
    ids = pa.concat_arrays([part.ids for part in parts])
    return replace(parts[0], offsets=np.concatenate([*offsets, ends[-1:]]), columns=columns, ids=ids)


def _codes(dealt: Dealt, legend: Legend) -> list[Mapping[str, np.ndarray]]:
    final = dealt.naming.final_codes(legend)
    return [
        {label: final[label][numbers] for label, numbers in unit.items() if label in final}
        for unit in dealt.numbers
    ]

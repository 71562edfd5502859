"""Read the batches in order, deal them out in threads and number their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from klantreis.log.batch import Names, read_batch
from klantreis.log.dealing import deal
from klantreis.log.naming import Naming
from klantreis.log.ordering import in_order
from klantreis.log.unit import SpilledUnit, Unit, spill

BatchSource: TypeAlias = "pa.Table | Callable[[], pa.Table]"
Tell = Callable[[str, int], None]


@dataclass(slots=True)
class Dealt:
    """All batches, dealt out: the units in order of arrival, and the numbers of their names."""

    events: np.ndarray
    units: list[Unit | SpilledUnit] = field(default_factory=list)
    numbers: list[Mapping[str, np.ndarray]] = field(default_factory=list)
    naming: Naming = field(default_factory=Naming)


class Desk:
    """Where batches are dealt out: into how many buckets, under which key, within which budget."""

    def __init__(self, *, bits: int, key: str, keep_rows: bool, budget: int, waiting: Path) -> None:
        self.bits = bits
        self._key = key
        self._keep_rows = keep_rows
        self._left = budget
        self._waiting = waiting
        self._lock = Lock()

    def deal(self, place: int, source: BatchSource) -> tuple[Names, Unit | SpilledUnit]:
        """Read and deal out the batch at this place in the order of arrival."""
        batch = read_batch(_table(source))
        unit = deal(batch, bits=self.bits, key=self._key, keep_rows=self._keep_rows)
        if self._fits(unit.nbytes):
            return batch.names, unit
        return batch.names, spill(unit, self._waiting / f"{place}.unit")

    def _fits(self, nbytes: int) -> bool:
        with self._lock:
            fits = nbytes <= self._left
            self._left -= nbytes if fits else 0
        return fits


def sized(batches: Iterable[BatchSource], rows: int | None) -> tuple[Iterable[BatchSource], int | None]:
    """Return the batches with the number of rows, if that was given or there is one batch at most."""
    rest = iter(batches)
    head = list(islice(rest, 2))
    if rows is not None or len(head) > 1:
        return chain(head or [_nothing()], rest), rows
    tables = [_table(one) for one in head] or [_nothing()]
    return tables, tables[0].num_rows


def deal_all(
    batches: Iterable[BatchSource], pool: ThreadPoolExecutor, desk: Desk, ahead: int, tell: Tell | None
) -> Dealt:
    """Deal out all batches in threads, at most ``ahead`` beyond the one that is waited for."""
    done = Dealt(np.zeros(1 << desk.bits, np.int64))
    work = (partial(desk.deal, place, source) for place, source in enumerate(batches))
    for names, unit in in_order(work, pool, ahead):
        done.numbers.append(done.naming.enter(names))
        done.units.append(unit)
        done.events += unit.events_by_bucket
        if tell:
            tell("read", int(unit.events_by_bucket.sum()))
    return done


def _table(source: BatchSource) -> pa.Table:
    return source if isinstance(source, pa.Table) else source()


def _nothing() -> pa.Table:
    text = pa.array([], pa.string())
    return pa.table({"customer": text, "touchpoint": text, "time": pa.array([], pa.int64())})

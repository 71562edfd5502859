"""A unit: the rows of one batch, dealt out to buckets, held in memory or in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

import numpy as np

from klantreis.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One batch by bucket: bucket ``b`` has the events from ``event_starts[b]``, and so on.

    ``events`` holds a column per kind of code, ``customers`` hash and size of the id of each
    customer met, ``ids`` the bytes of those ids, one after the other.
    """

    event_starts: np.ndarray
    customer_starts: np.ndarray
    id_starts: np.ndarray
    events: Mapping[str, np.ndarray]
    customers: Mapping[str, np.ndarray]
    ids: np.ndarray

    @property
    def nbytes(self) -> int:
        """How much memory the columns take, in bytes."""
        return sum(a.nbytes for a in (*self.events.values(), *self.customers.values(), self.ids))

    @property
    def events_by_bucket(self) -> np.ndarray:
        """How many events each bucket has."""
        counts: np.ndarray = np.diff(self.event_starts)
        return counts

    def bucket(self, number: int) -> dict[str, np.ndarray]:
        """Return the columns of one bucket by name; the bytes of the ids are called ``ids``."""
        found = {name: column[a:b] for name, column, (a, b) in _slices(self, number)}
        for column in found.values():
            column.flags.writeable = False
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SpilledUnit:
    """A unit in a file, bucket after bucket, so that a bucket is read in one go."""

    path: Path
    shape: Unit
    places: tuple[int, ...] = field(repr=False)

    @property
    def nbytes(self) -> int:
        """How much memory the columns take: none."""
        return 0

    @property
    def events_by_bucket(self) -> np.ndarray:
        """How many events each bucket has."""
        counts: np.ndarray = np.diff(self.shape.event_starts)
        return counts

    def bucket(self, number: int) -> dict[str, np.ndarray]:
        """Return the columns of one bucket by name, read from the file."""
        start, stop = self.places[number], self.places[number + 1]
        blob = np.fromfile(self.path, np.uint8, stop - start, offset=start)
        if len(blob) < stop - start:
            raise DataError(f"The temporary file {self.path.name} was cut off while the log was prepared.")
        blob.flags.writeable = False
        found, at = {}, 0
        for name, column, (a, b) in _slices(self.shape, number):
            size = (b - a) * column.itemsize
            found[name] = blob[at : at + size].view(column.dtype)
            at += size
        return found


def spill(unit: Unit, path: Path) -> SpilledUnit:
    """Write a unit to a file and return it as one that takes no memory."""
    buckets = range(len(unit.event_starts) - 1)
    sizes = []
    with path.open("wb", buffering=1 << 20) as file:
        for number in buckets:
            pieces = [column[a:b] for _, column, (a, b) in _slices(unit, number)]
            sizes.append(sum(piece.nbytes for piece in pieces))
            for piece in pieces:
                file.write(piece.data)
    empty = replace(
        unit,
        events={name: column[:0].copy() for name, column in unit.events.items()},
        customers={name: column[:0].copy() for name, column in unit.customers.items()},
        ids=unit.ids[:0].copy(),
    )
    return SpilledUnit(path=path, shape=empty, places=tuple(accumulate(sizes, initial=0)))


def _slices(unit: Unit, number: int) -> list[tuple[str, np.ndarray, tuple[int, int]]]:
    """Return name, column and bounds of the bucket, widest columns first so that each stays aligned."""
    spaces = ((unit.events, unit.event_starts), (unit.customers, unit.customer_starts))
    columns = [
        (name, column, (int(starts[number]), int(starts[number + 1])))
        for held, starts in spaces
        for name, column in held.items()
    ]
    ids = ("ids", unit.ids, (int(unit.id_starts[number]), int(unit.id_starts[number + 1])))
    return sorted([*columns, ids], key=lambda item: -item[1].itemsize)

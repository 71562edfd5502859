"""A partition: some of the customers of a log, with their events as a few columns of integers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np


@dataclass(frozen=True, slots=True)
class Partition:
    """A run of customers with their events, sorted by customer, time and order of arrival.

    The arrays are read-only. A chunk of a partition is the same noun with a slice of ``offsets``
    and ``first`` moved along; the columns stay whole, so that positions stay what they are.

    Parameters
    ----------
    number
        Which partition of the log this belongs to.
    first
        Code, from 0 and within the partition, of the first customer in this run.
    offsets
        ``int64``, one more than there are customers: the events of customer ``k`` of the run are
        those from ``offsets[k]`` up to but without ``offsets[k + 1]``.
    time
        ``int64``, microseconds since 1970 in UTC, rising within each customer.
    touchpoint
        ``uint8``, ``uint16`` or ``int32``, the same in every partition: code of the touchpoint.
    channel
        Same kinds: code of the channel; 0 is ``""``, unknown.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02")])
    >>> log.fold(lambda part: len(part.offsets) - 1, lambda a, b: a + b)
    1
    """

    number: int
    first: int
    offsets: np.ndarray
    time: np.ndarray
    touchpoint: np.ndarray
    channel: np.ndarray


def chunks(part: Partition, most: int) -> list[Partition]:
    """Cut a partition into at most ``most`` runs of customers with about as many events each.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([("ann", "home", "2026-01-01"), ("bob", "home", "2026-01-02")])
    >>> part = log.fold(lambda part: part, lambda a, b: a)
    >>> [len(chunk.offsets) - 1 for chunk in chunks(part, 1)]
    [2]
    """
    customers = len(part.offsets) - 1
    if most <= 1 or customers <= 1:
        return [part]
    low, high = int(part.offsets[0]), int(part.offsets[-1])
    wanted = [low + (high - low) * k // most for k in range(1, most)]
    inner = np.searchsorted(part.offsets, wanted).tolist()
    edges = sorted({0, customers, *inner})
    return [run(part, a, b) for a, b in pairwise(edges)]


def run(part: Partition, start: int, stop: int) -> Partition:
    """Return the customers from ``start`` up to but without ``stop`` of a run, as a run."""
    return replace(part, first=part.first + start, offsets=part.offsets[start : stop + 1])


def read_only(array: np.ndarray) -> np.ndarray:
    """Return the array as a view that cannot be written to, contiguous in memory."""
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


def code_type(names: int) -> np.dtype[np.generic]:
    """Return the smallest kind of integer that the kernels know and that can number ``names`` names.

    Examples
    --------
    >>> str(code_type(30)), str(code_type(257)), str(code_type(70_000))
    ('uint8', 'uint16', 'int32')
    """
    kinds = ((1 << 8, np.uint8), (1 << 16, np.uint16))
    return np.dtype(next((kind for most, kind in kinds if names <= most), np.int32))

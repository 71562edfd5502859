"""The compiled loops behind :mod:`klantreis.log.quantiles`.

A *place* numbers the groups looked at in this pass; the place after the last is for values to skip.
"""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel

STEPS = 4
"""Bits after the leading one that tell bins apart: 16 bins to a doubling."""


def bin_edges(bins: int) -> np.ndarray:
    """Return the smallest value of each bin, and behind the last the largest value there is.

    Examples
    --------
    >>> bin_edges(800)[[0, 16, 17, 64, 65]].tolist()
    [0, 1, 2, 15, 16]
    """
    power, bits = np.divmod(np.arange(bins), 1 << STEPS)
    mantissa = (1 << STEPS) + bits
    large = mantissa << np.maximum(power - STEPS, 0)
    small = -(-mantissa // (1 << np.maximum(STEPS - power, 0)))
    return np.append(np.where(power >= STEPS, large, small) - 1, np.iinfo(np.int64).max)


@kernel
def binned(group: np.ndarray, value: np.ndarray, place: np.ndarray, table: np.ndarray) -> None:
    """Count values in the bins of ``table``: their power of two and the bits after it."""
    bins = np.uint64(table.shape[1])
    flat = table.ravel()
    for j in range(len(group)):
        exponent_and_bits = np.float64(value[j] + 1).view(np.int64) >> (52 - STEPS)
        b = min(np.uint64(exponent_and_bits - (1_023 << STEPS)), bins - np.uint64(1))
        flat[np.uint64(place[group[j]]) * bins + b] += 1


@kernel
def ranges(table: np.ndarray, lowest: np.ndarray, highest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the bins from the lowest to the highest wanted rank of each place.

    Returns the first and the last such bin (columns), and how many values lie below and in them.
    """
    bins, counts = np.zeros((len(lowest), 2), np.int64), np.zeros((len(lowest), 2), np.int64)
    for p in range(len(lowest)):
        b, above = 0, np.int64(table[p, 0])
        while above <= lowest[p]:
            b += 1
            above += table[p, b]
        bins[p, 0] = b
        counts[p, 0] = above - table[p, b]
        while above <= highest[p]:
            b += 1
            above += table[p, b]
        bins[p, 1] = b
        counts[p, 1] = above - counts[p, 0]
    return bins, counts


@kernel
def collected(
    group: np.ndarray, value: np.ndarray, place: np.ndarray, low: np.ndarray, width: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return place and value of what lies at most ``width`` above ``low``, which are given per place."""
    places, values = np.empty(len(group) + 1, np.int32), np.empty(len(group) + 1, np.int64)
    n = np.uint64(0)
    for j in range(len(group)):
        p = np.uint64(place[group[j]])
        places[n] = p
        values[n] = value[j]
        n += np.uint64(np.uint64(value[j] - low[p]) < width[p])
    return places[:n].copy(), values[:n].copy()


@kernel
def laid_out(places: np.ndarray, values: np.ndarray, at: np.ndarray, laid: np.ndarray) -> None:
    """Put values behind those of the same place; ``at`` says where, and moves on."""
    for j in range(len(places)):
        laid[at[places[j]]] = values[j]
        at[places[j]] += 1


@kernel
def sort_runs(laid: np.ndarray, sizes: np.ndarray) -> None:
    """Sort each of the runs of these sizes that lie end to end."""
    start = 0
    for size in sizes:
        laid[start : start + size].sort()
        start += size

"""The compiled loops behind :mod:`klantreis.log.quantiles`.

A *place* numbers the groups looked at in this pass; the place after the last is for values to skip.
``place[g + 1]`` is that of group ``g``, so that -1 has one too.
"""

from __future__ import annotations

import numpy as np

from klantreis.log.kernel import kernel

STEPS = 3
"""Bits after the leading one that tell bins apart: 8 bins to a doubling."""

PIECE = 1_024
"""How many values are looked at together, so that they stay in the nearest cache."""

SHORT = 32
"""How many values are so few that they are sorted where they are, without a call."""


def bin_edges(bins: int) -> np.ndarray:
    """Return the smallest value of each bin, and behind the last the largest value there is.

    Examples
    --------
    >>> bin_edges(400)[[0, 8, 9, 24, 25]].tolist()
    [0, 1, 2, 7, 8]
    """
    power, bits = np.divmod(np.arange(bins), 1 << STEPS)
    mantissa = (1 << STEPS) + bits
    large = mantissa << np.maximum(power - STEPS, 0)
    small = -(-mantissa // (1 << np.maximum(STEPS - power, 0)))
    return np.append(np.where(power >= STEPS, large, small) - 1, np.iinfo(np.int64).max)


@kernel
def binned(group: np.ndarray, value: np.ndarray, place: np.ndarray, table: np.ndarray) -> None:
    """Count values in the bins of ``table``: their power of two and the bits after it.

    The bins of a piece are found first, several at once, and then counted.
    """
    bins, flat = np.uint64(table.shape[1]), table.ravel()
    lowest, highest = np.int64(1_023 << STEPS), np.int64(bins) - 1
    number, b = np.empty(PIECE, np.float64), np.empty(PIECE, np.int32)
    bits = number.view(np.int64)
    for start in range(0, len(group), PIECE):
        g, v = group[start : start + PIECE], value[start : start + PIECE]
        for j in range(len(g)):
            number[j] = v[j] + 1
        for j in range(len(g)):
            b[j] = min((bits[j] >> (52 - STEPS)) - lowest, highest)
        for j in range(len(g)):
            flat[np.uint64(place[np.uint64(g[j] + 1)]) * bins + np.uint64(b[j])] += 1


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
    places, values, n = np.empty(len(group), np.int32), np.empty(len(group), np.int64), 0
    for j in range(len(group)):
        p = np.uint64(place[np.uint64(group[j] + 1)])
        if np.uint64(value[j] - low[p]) < width[p]:
            places[n], values[n] = p, value[j]
            n += 1
    return places[:n].copy(), values[:n].copy()


@kernel
def laid_out(places: np.ndarray, values: np.ndarray, at: np.ndarray, laid: np.ndarray) -> None:
    """Put values behind those of the same place; ``at`` says where, and moves on."""
    for j in range(len(places)):
        laid[at[places[j]]] = values[j]
        at[places[j]] += 1


def sort_runs(laid: np.ndarray, sizes: np.ndarray) -> None:
    """Sort each of the runs of these sizes that lie end to end; NumPy sorts the longer ones faster."""
    stop = np.cumsum(sizes)
    _sort_short(laid, sizes)
    for k in np.flatnonzero(sizes > SHORT).tolist():
        laid[stop[k] - sizes[k] : stop[k]].sort()


@kernel
def _sort_short(laid: np.ndarray, sizes: np.ndarray) -> None:
    start = 0
    for size in sizes:
        if size <= SHORT:
            laid[start : start + size].sort()
        start += size

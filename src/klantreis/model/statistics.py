"""Intervals: how far a share, a quantile or a median waiting time can be trusted.

All intervals are 95 % two-sided. Nothing here knows about logs; only NumPy is used.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

EXACT_RANKS: Final = 1_000
"""Up to this n the ranks of a quantile's interval are exact; above it the normal limit is used."""

TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """A figure with its 95 % interval and the number of observations it rests on.

    ``None`` means that the observations do not determine it, for example the upper end of a median
    waiting time when too many customers are still waiting.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


def wilson(counted: ArrayLike, n: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the 95 % interval of a share: between which two shares the true one lies.

    Wilson's score interval without continuity correction, element by element.

    Parameters
    ----------
    counted
        How many of the ``n`` have the property; ``0 <= counted <= n``.
    n
        The denominator of the share.

    Returns
    -------
    tuple of arrays
        Lower and upper end, shares from 0 to 1; ``nan`` where ``n`` is 0.

    Examples
    --------
    >>> low, high = wilson([81, 0], [263, 20])
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.2553, 0.0], [0.3662, 0.1611])

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    doi:10.1080/01621459.1927.10502953
    """
    k, m = np.broadcast_arrays(np.asarray(counted, np.float64), np.asarray(n, np.float64))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / m
        middle = (p + Z**2 / (2 * m)) / (1 + Z**2 / m)
        half = Z * np.sqrt(p * (1 - p) / m + Z**2 / (4 * m**2)) / (1 + Z**2 / m)
    low = np.where(k == 0, np.where(m > 0, 0.0, np.nan), middle - half)
    high = np.where(k == m, np.where(m > 0, 1.0, np.nan), middle + half)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def quantile_ranks(n: ArrayLike, q: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which two of ``n`` sorted values enclose the true quantile ``q`` with 95 % confidence.

    The number of values below the quantile is binomial(n, q); the ranks cut off at most 2.5 % of it
    on either side. Exact up to n = 1,000, by the normal limit above.

    Parameters
    ----------
    n
        How many values there are.
    q
        The quantile, between 0 and 1 (0.5 is the median).

    Returns
    -------
    tuple of arrays
        Ranks of the lower and the upper value, counted from 0; -1 where no value is far enough out
        (too few values), so that this end is unknown.

    Examples
    --------
    >>> low, high = quantile_ranks([5, 6, 20], 0.5)
    >>> low.tolist(), high.tolist()
    ([-1, 0, 5], [-1, 5, 14])

    References
    ----------
    Hahn, G. J., Meeker, W. Q. (1991). Statistical Intervals, section 5.2. doi:10.1002/9780470316771
    """
    m = np.atleast_1d(np.asarray(n, np.int64))
    spread = Z * np.sqrt(m * q * (1 - q))
    low = np.floor(m * q - spread).astype(np.int64) - 1
    high = np.ceil(m * q + spread).astype(np.int64)
    small = m <= EXACT_RANKS
    different, which = np.unique(m[small], return_inverse=True)
    exact = np.array([_exact_ranks(n, q) for n in different.tolist()], np.int64).reshape(-1, 2)
    low[small], high[small] = exact[which, 0], exact[which, 1]
    return np.where((low >= 0) & (m > 0), low, -1), np.where(high < m, high, -1)


@lru_cache(maxsize=8_192)
def _exact_ranks(n: int, q: float) -> tuple[int, int]:
    below = _binomial_cdf(n, q)
    low = int(np.searchsorted(below, 0.025 + 1e-15, side="right")) - 1
    high = int(np.searchsorted(below, 0.975 - 1e-15, side="left"))
    return low, high


def _binomial_cdf(n: int, q: float) -> NDArray[np.float64]:
    k = np.arange(n + 1)
    ways = _log_factorials()[n] - _log_factorials()[: n + 1] - _log_factorials()[n::-1]
    return np.cumsum(np.exp(ways + k * math.log(q) + (n - k) * math.log1p(-q)))


@lru_cache(maxsize=1)
def _log_factorials() -> NDArray[np.float64]:
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, EXACT_RANKS + 1)))))


def kaplan_meier_median(waited: ArrayLike, happened: ArrayLike) -> Bounded:
    """Return the median waiting time when some are still waiting, with its 95 % interval.

    The product-limit estimate of the share still waiting falls to one half at the median; its
    log-log interval (Greenwood's variance) falls to one half at the ends. Where the curve lies
    exactly on one half the middle of that stretch is taken, so without open journeys this is the
    ordinary median. An end that is never reached is ``None``.

    Parameters
    ----------
    waited
        How long each one waited, any unit; for those still waiting: how long so far.
    happened
        Whether the wait ended (true) or is still open (false).

    Returns
    -------
    Bounded
        In the unit of ``waited``; ``n`` counts both ended and open waits.

    Examples
    --------
    >>> kaplan_meier_median([1, 2, 3, 4, 10], [True, True, True, True, False])
    Bounded(value=3.0, low=1.0, high=None, n=5)

    References
    ----------
    Brookmeyer, R., Crowley, J. (1982). A confidence interval for the median survival time.
    doi:10.2307/2530286
    """
    time, ended = np.asarray(waited, np.float64), np.asarray(happened, bool)
    at = np.unique(time[ended])
    share, low, high = _survival(time, ended, at)
    return Bounded(
        value=_falls_to_half(at, share),
        low=_falls_to_half(at, low),
        high=_falls_to_half(at, high),
        n=len(time),
    )


def _survival(
    time: NDArray[np.float64], ended: NDArray[np.bool_], at: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    order = np.sort(time)
    at_risk = len(order) - np.searchsorted(order, at, side="left")
    ends = np.unique(time[ended], return_counts=True)[1]
    share: NDArray[np.float64] = np.cumprod(1 - ends / at_risk, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(ends / (at_risk * (at_risk - ends)))
        half = Z * np.sqrt(greenwood) / np.abs(np.log(share))
        low: NDArray[np.float64] = np.where(share > 0, share ** np.exp(half), 0.0)
        high: NDArray[np.float64] = np.where(share > 0, share ** np.exp(-half), np.nan)
    return share, low, high


def _falls_to_half(at: NDArray[np.float64], curve: NDArray[np.float64]) -> float | None:
    reached = np.flatnonzero(curve < 0.5 + TOLERANCE)
    if not len(reached):
        return None
    first = reached[0]
    lower = np.flatnonzero(curve < 0.5 - TOLERANCE)
    if abs(curve[first] - 0.5) < TOLERANCE and len(lower):
        return float((at[first] + at[lower[0]]) / 2)
    return float(at[first])


def quantile(values: ArrayLike, q: float) -> Bounded:
    """Return a quantile of values, between two ranks interpolated, with its 95 % interval.

    The interval lies between two of the values, whatever their distribution (:func:`quantile_ranks`).

    Parameters
    ----------
    values
        The values, in any order.
    q
        The quantile, between 0 and 1 (0.5 is the median).

    Returns
    -------
    Bounded
        In the unit of ``values``; all ``None`` without values.

    Examples
    --------
    >>> quantile([6, 1, 2, 5, 3, 4], 0.5)
    Bounded(value=3.5, low=1.0, high=6.0, n=6)
    """
    every = np.asarray(values)
    n = len(every)
    if n == 0:
        return Bounded(value=None, low=None, high=None, n=0)
    low, high = (int(rank[0]) for rank in quantile_ranks(n, q))
    below = int((n - 1) * q)
    ranks = [below, min(below + 1, n - 1), max(low, 0), max(high, 0)]
    # One rank at a time: NumPy's selection of a single rank is much faster than of several.
    a, b, lower, upper = (float(np.partition(every, rank)[rank]) for rank in ranks)
    value = a + (b - a) * ((n - 1) * q - below)
    return Bounded(value=value, low=lower if low >= 0 else None, high=upper if high >= 0 else None, n=n)


def mean(n: ArrayLike, total: ArrayLike, squares: ArrayLike) -> tuple[NDArray[np.float64], ...]:
    """Return means with their 95 % interval by the normal limit, element by element.

    Parameters
    ----------
    n
        How many values.
    total, squares
        The sum of the values and the sum of their squares.

    Returns
    -------
    tuple of arrays
        Mean, lower and upper end; ``nan`` where ``n`` is 0, ends ``nan`` where it is 1.

    Examples
    --------
    >>> [float(x.round(3)) for x in mean(4, 10.0, 30.0)]
    [2.5, 1.235, 3.765]
    """
    m, s, s2 = (np.asarray(x, np.float64) for x in (n, total, squares))
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = s / m
        spread = np.sqrt(np.maximum(s2 - s * middle, 0) / (m - 1))
        half = Z * spread / np.sqrt(m)
    return middle, middle - half, middle + half

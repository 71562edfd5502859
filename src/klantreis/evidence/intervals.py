"""Intervals for scores: the difference of two shares of one group, and the mean of a bounded score."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.model.statistics import Z

STEPS: Final = 60
T_SMALL: Final = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764}


def difference_of_shares(up: int, down: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a Net Promoter Score as a difference of shares, −1..+1.

    The score interval: all differences that a two-sided test at 5 % would not reject, with the
    other shares estimated under that difference. It stays within −1..+1 and holds its 95 % also
    for small ``n``, where the usual interval of the mean does not.

    Parameters
    ----------
    up, down
        How many of the ``n`` are promoters, and how many detractors; the rest are passive.
    n
        All who answered; the denominator of both shares.

    Examples
    --------
    >>> low, high = difference_of_shares(50, 20, 100)
    >>> round(low, 3), round(high, 3)
    (0.14, 0.443)

    References
    ----------
    Tango, T. (1998). Equivalence test and confidence interval for the difference in proportions for
    the paired-sample design. doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B
    Rocks, B. (2016). Interval estimation for the "net promoter score". The American Statistician.
    arXiv:1601.07235
    """
    value = (up - down) / n
    low = -1.0 if value == -1 else _edge(up, down, n, value, -1.0)
    high = 1.0 if value == 1 else _edge(up, down, n, value, 1.0)
    return low, high


def _edge(up: int, down: int, n: int, inside: float, outside: float) -> float:
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        if abs(_distance(up, down, n, middle)) < Z:
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2


def _distance(up: int, down: int, n: int, delta: float) -> float:
    """How many standard errors the counts lie from a difference ``delta``."""
    a, b, c = 2 * n, -up - down + (2 * n - up + down) * delta, -down * delta * (1 - delta)
    share_down = (math.sqrt(max(b * b - 4 * a * c, 0.0)) - b) / (2 * a)
    variance = n * (2 * share_down + delta * (1 - delta))
    apart = up - down - n * delta
    if variance <= 1e-12:
        return 0.0 if abs(apart) < 1e-9 else math.copysign(math.inf, apart)
    return apart / math.sqrt(variance)


def mean_of(scores: NDArray[np.float64], low: float, high: float) -> tuple[float, float, float]:
    """Return the mean of scores between ``low`` and ``high`` with its 95 % interval (Student's t).

    Where all scores are alike, the interval goes inwards by 3/n of the scale (the rule of three),
    for a few equal answers do not make a certainty. It never leaves the scale.

    Examples
    --------
    >>> [round(x, 3) for x in mean_of(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), 1, 7)]
    [3.0, 1.037, 4.963]
    >>> mean_of(np.array([7.0] * 10), 1.0, 7.0)
    (7.0, 5.2, 7.0)

    References
    ----------
    Hanley, J. A., Lippman-Hand, A. (1983). If nothing goes wrong, is everything all right?
    doi:10.1001/jama.1983.03330370053031
    """
    n, mean = len(scores), float(scores.mean())
    half = 0.0
    if n > 1:
        half = t_975(n - 1) * float(scores.std(ddof=1)) / math.sqrt(n)
    if half == 0:
        half = (high - low) * min(1.0, 3 / n)
    return mean, round(max(low, mean - half), 9), round(min(high, mean + half), 9)


def t_975(freedom: int) -> float:
    """Return the 97.5 % point of Student's t; to 0.001.

    Examples
    --------
    >>> [round(t_975(n), 2) for n in (1, 4, 9, 30, 10_000)]
    [12.71, 2.78, 2.26, 2.04, 1.96]

    References
    ----------
    Abramowitz, M., Stegun, I. A. (1964). Handbook of Mathematical Functions, 26.7.5.
    """
    if freedom in T_SMALL:
        return T_SMALL[freedom]
    z, v = Z, float(freedom)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / v + second / v**2 + third / v**3 + fourth / v**4

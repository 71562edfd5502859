"""Could it be chance? One-sided tests, and the correction for looking at many places."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def greater_share(k: int, n: int, others: int, of: int) -> float:
    """Return the chance to see a share at least so much above that of others, were both alike.

    Pooled z test of two proportions with continuity correction, one-sided.

    Parameters
    ----------
    k, n
        How many of the ``n`` here.
    others, of
        How many of the ``of`` elsewhere.

    Examples
    --------
    >>> round(greater_share(30, 100, 20, 100), 3)
    0.071
    >>> greater_share(0, 100, 20, 100) > 0.99
    True

    References
    ----------
    Fleiss, J. L., Levin, B., Paik, M. C. (2003). Statistical Methods for Rates and Proportions,
    section 3.2. doi:10.1002/0471445428
    """
    if not n or not of:
        return 1.0
    pooled = (k + others) / (n + of)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / of))
    apart = k / n - others / of - (1 / n + 1 / of) / 2
    return 1.0 if spread == 0 else upper_tail(apart / spread)


def above_expected(k: int, n: int, expected: float) -> float:
    """Return the chance of at least ``k`` of ``n`` where a share ``expected`` is usual (z, corrected).

    Examples
    --------
    >>> round(above_expected(60, 100, 0.5), 3)
    0.029
    """
    spread = math.sqrt(n * expected * (1 - expected))
    if spread == 0:
        return 0.0 if k > n * expected else 1.0
    return upper_tail((k - n * expected - 0.5) / spread)


def lower_scores(here: NDArray[np.float64], elsewhere: NDArray[np.float64]) -> float:
    """Return the chance to see scores at least so low beside others, were both alike.

    Mann–Whitney's test with ties and continuity correction, one-sided.

    Examples
    --------
    >>> lower_scores(np.array([1.0, 1, 2, 2]), np.array([3.0, 4, 4, 5, 5])) < 0.01
    True

    References
    ----------
    Mann, H. B., Whitney, D. R. (1947). doi:10.1214/aoms/1177730491
    """
    n, m = len(here), len(elsewhere)
    if not n or not m:
        return 1.0
    values, which, counts = np.unique(
        np.concatenate([here, elsewhere]), return_inverse=True, return_counts=True
    )
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[which]
    above = ranks[:n].sum() - n * (n + 1) / 2
    total = n + m
    ties = float((counts.astype(np.float64) ** 3 - counts).sum())
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    if len(values) == 1 or variance <= 0:
        return 1.0
    return upper_tail((n * m / 2 - above - 0.5) / math.sqrt(variance))


def upper_tail(z: float) -> float:
    """Return the share of the normal distribution above ``z``.

    Examples
    --------
    >>> round(upper_tail(1.645), 3)
    0.05
    """
    return 0.5 * math.erfc(z / math.sqrt(2))


def corrected(chances: Sequence[float]) -> list[float]:
    """Return each chance as the share of false alarms among all that are at least as unlikely.

    Benjamini and Hochberg's step-up; if nothing is the matter anywhere, the chance that even one
    comes out below 5 % is at most 5 %.

    Examples
    --------
    >>> corrected([0.01, 0.02, 0.2, 0.9])
    [0.04, 0.04, 0.26666666666666666, 0.9]

    References
    ----------
    Benjamini, Y., Hochberg, Y. (1995). doi:10.1111/j.2517-6161.1995.tb02031.x
    """
    order = sorted(range(len(chances)), key=lambda i: -chances[i])
    adjusted, least = [1.0] * len(chances), 1.0
    for rank, i in enumerate(order):
        least = min(least, chances[i] * len(chances) / (len(chances) - rank))
        adjusted[i] = least
    return adjusted

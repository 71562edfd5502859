"""Counted things as numbers that say what they rest on, and say "too few" rather than guess."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from klantreis.model.evidence import Estimate
from klantreis.model.statistics import wilson


def share_of(k: int, n: int, method: str, least: int = 1) -> Estimate:
    """Return ``k`` of ``n`` as a share with Wilson's interval.

    Parameters
    ----------
    k, n
        How many of the ``n``.
    method
        What was counted, in words.
    least
        With a smaller ``n`` there is no value, but ``why_unknown``.

    Examples
    --------
    >>> share_of(3, 4, "came back").value, share_of(3, 4, "came back", least=20).why_unknown
    (0.75, 'too few')
    >>> share_of(0, 0, "came back").why_unknown
    'no evidence'
    """
    if not n:
        return Estimate(value=None, n=0, method=method, why_unknown="no evidence")
    low, high = wilson(k, n)
    found = Estimate(value=k / n, n=n, low=float(low), high=float(high), method=method)
    return enough(found, least)


def time_of(n: int, value: float, low: float, high: float, method: str, least: int = 1) -> Estimate:
    """Return a time in seconds with its interval; ``nan`` stands for what is not known.

    Examples
    --------
    >>> time_of(3, 60.0, float("nan"), 90.0, "median").low is None, time_of(0, 0.0, 0.0, 0.0, "median").value
    (True, None)
    """
    if not n:
        return Estimate(value=None, n=0, unit="s", method=method, why_unknown="no evidence")
    known = [None if np.isnan(x) else float(x) for x in (value, low, high)]
    found = Estimate(value=known[0], low=known[1], high=known[2], n=n, unit="s", method=method)
    return enough(found, least)


def enough(found: Estimate, least: int) -> Estimate:
    """Return a number if it rests on at least ``least``; else only its ``n`` and that it is too few."""
    if found.n >= least:
        return found
    return replace(found, value=None, low=None, high=None, why_unknown="too few")

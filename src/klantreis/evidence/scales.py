"""Scales: from what a customer ticked to the unit interval −1..+1, and which measure a scale means."""

from __future__ import annotations

import re
from typing import Final, Literal

Measure = Literal["nps", "csat", "ces"]
SCALES: Final[dict[str, tuple[float, float]]] = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}
"""The scale each measure is asked on unless said otherwise."""

_ENDS = re.compile(r"\s*(-?\d+(?:[.,]\d+)?)\s*(?:-|–|\.\.|to|tot|t/m)\s*(-?\d+(?:[.,]\d+)?)\s*")


def parse_scale(text: str) -> tuple[float, float] | None:
    """Return the lowest and highest score of a scale, or ``None`` if the text is no scale.

    Examples
    --------
    >>> parse_scale("0-10"), parse_scale("1 tot 5"), parse_scale("-2..2"), parse_scale("ten")
    ((0.0, 10.0), (1.0, 5.0), (-2.0, 2.0), None)
    """
    ends = _ENDS.fullmatch(text)
    if ends is None:
        return None
    low, high = (float(end.replace(",", ".")) for end in ends.groups())
    return (low, high) if low < high else None


def parse_score(text: str) -> float | None:
    """Return a score as a number, with a decimal point or comma; ``None`` if it is no number.

    Examples
    --------
    >>> parse_score("7"), parse_score(" 7,5 "), parse_score("n.v.t.")
    (7.0, 7.5, None)
    """
    try:
        score = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return score if abs(score) < 1e9 else None


def measure_of(scale: tuple[float, float]) -> str | None:
    """Return the measure that is always asked on this scale, or ``None`` if no measure is.

    Examples
    --------
    >>> measure_of((1.0, 7.0)), measure_of((1.0, 4.0))
    ('ces', None)
    """
    return next((name for name, ends in SCALES.items() if ends == scale), None)

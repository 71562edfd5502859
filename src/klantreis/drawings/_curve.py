"""Smooth lines that never rise above or fall below their points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from klantreis.drawings._svg import number as _n

Point = tuple[float, float]


def path(points: Sequence[Point], *, start: str = "M") -> str:
    """Return the SVG path of a monotone cubic through points with rising x.

    Examples
    --------
    >>> path([(0, 0), (10, 5)])
    'M0,0C3.33,1.67 6.67,3.33 10,5'

    References
    ----------
    Fritsch, F. N., Carlson, R. E. (1980). Monotone piecewise cubic interpolation. doi:10.1137/0717021
    """
    if not points:
        return ""
    return f"{start}{_n(points[0][0])},{_n(points[0][1])}" + "".join(_bend(*bend) for bend in _bends(points))


def area(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """Return the closed path between two smooth lines over the same x."""
    if not upper:
        return ""
    return path(upper) + _backwards(lower) + "Z"


def _backwards(points: Sequence[Point]) -> str:
    mirrored = _bends([(-x, y) for x, y in reversed(points)])
    turned = [tuple((-x, y) for x, y in bend) for bend in mirrored]
    return f"L{_n(points[-1][0])},{_n(points[-1][1])}" + "".join(_bend(*bend) for bend in turned)


def _bends(points: Sequence[Point]) -> list[tuple[Point, Point, Point]]:
    """Return, for each stretch, two control points and the end of a cubic."""
    slopes = _slopes(points)
    found = []
    for ((x0, y0), (x1, y1)), (m0, m1) in zip(pairwise(points), pairwise(slopes), strict=True):
        third = (x1 - x0) / 3
        found.append(((x0 + third, y0 + m0 * third), (x1 - third, y1 - m1 * third), (x1, y1)))
    return found


def _bend(one: Point, two: Point, end: Point) -> str:
    return f"C{_n(one[0])},{_n(one[1])} {_n(two[0])},{_n(two[1])} {_n(end[0])},{_n(end[1])}"


def _slopes(points: Sequence[Point]) -> list[float]:
    rises = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(points)]
    if not rises:
        return [0.0]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(rises)]
    return [rises[0], *inner, rises[-1]]


def sampled(points: Sequence[Point], per_stretch: int) -> list[Point]:
    """Return points along the smooth line, a fixed number per stretch.

    Examples
    --------
    >>> sampled([(0, 0), (10, 5)], 2)
    [(0, 0), (5.0, 2.5), (10.0, 5.0)]
    """
    slopes = _slopes(points)
    found = [points[0]] if points else []
    for ((x0, y0), (x1, y1)), (m0, m1) in zip(pairwise(points), pairwise(slopes), strict=True):
        w = x1 - x0
        for step in range(1, per_stretch + 1):
            t = step / per_stretch
            rise = (2 * t**3 - 3 * t**2 + 1) * y0 + (3 * t**2 - 2 * t**3) * y1
            found.append((x0 + w * t, rise + w * ((t**3 - 2 * t**2 + t) * m0 + (t**3 - t**2) * m1)))
    return found


def stretch(points: Sequence[Point], first: int, last: int) -> str:
    """Return the path of a part of the smooth line, bent as in the whole."""
    x, y = points[first]
    return f"M{_n(x)},{_n(y)}" + "".join(_bend(*bend) for bend in _bends(points)[first:last])

"""The ink of the emotion curve: scale, shade, band and lines, with their labels."""

from __future__ import annotations

from collections.abc import Sequence

from klantreis.drawings import _curve, _icons
from klantreis.drawings._colours import (
    ACCENT,
    MUTED,
    NAVY,
    NEGATIVE,
    POSITIVE,
    RULE,
    WHITE,
    emotion,
    mix,
)  # fmt: skip
from klantreis.drawings._map_curve import CurveRow, Spot
from klantreis.drawings._map_curve_marks import Plot, dots, gap, value_of
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas, number

_BAND = mix(WHITE, ACCENT, 0.22)


def draw(
    view: View, row: CurveRow, canvas: Canvas, left: float, top: float, column: float, pad: float
) -> None:
    """Draw the row from its left top corner on."""
    plot = Plot(left, column, top + row.top + row.plot / 2, row.plot / 4, len(row.spots))
    _scale(view, canvas, plot)
    measured = [spot for spot in row.spots if value_of(spot) is not None]
    assumed = [(plot.x(s), plot.y(s.assumed)) for s in row.spots if s.assumed is not None]
    curve = [(plot.x(s), plot.y(value_of(s) or 0.0)) for s in measured]
    _shade(canvas, plot, curve or assumed)
    _band(canvas, plot, measured)
    _lines(view, canvas, assumed, measured, curve)
    for spot in row.spots:
        gap(view, canvas, plot, spot)
        dots(view, canvas, plot, spot)
    _labels(view, row, canvas, plot, top, pad)
    for at, block in row.values.items():
        block.draw(canvas, left + at * column + pad, top + row.top + row.plot + row.bottom + view.body * 0.3)


def draw_axis(view: View, row: CurveRow, canvas: Canvas, right: float, top: float, stretch: float) -> None:
    """Draw faces and words of the scale, ending at the right edge of the lane rail."""
    style, size = view.small(), view.body * 1.2
    for value, name in ((2, "very_good"), (0, "neutral"), (-2, "very_bad")):
        plot = row.plot + stretch
        y = top + row.top + plot / 2 - value * plot / 4
        canvas.icon(_icons.face(value), right - size, y - size / 2, size, emotion(value), 2.0)
        canvas.text(right - size * 1.3, y + style.size * 0.36, view.word(name), style, align=1.0)


def _scale(view: View, canvas: Canvas, plot: Plot) -> None:
    hair = view.body / 20
    dots = f"{number(hair)} {number(view.body * 0.42)}"
    for value in (2, -2):
        at = plot.y(value)
        canvas.line(plot.left, at, plot.right, at, stroke=RULE, stroke_width=hair, stroke_dasharray=dots)
    canvas.line(plot.left, plot.zero, plot.right, plot.zero, stroke=MUTED, stroke_width=hair * 1.3)


def _shade(canvas: Canvas, plot: Plot, curve: Sequence[_curve.Point]) -> None:
    """Fill between curve and zero line: faintly blue above, faintly red below."""
    if len(curve) < 2:
        return
    zero = [(x, plot.zero) for x, _ in (curve[0], curve[-1])]
    for tint, beyond in ((POSITIVE, min), (NEGATIVE, max)):
        kept = _cut([(x, beyond(y, plot.zero)) for x, y in _dense(curve)])
        canvas.add(
            "path",
            d=kept + f"L{number(zero[1][0])},{number(plot.zero)}L{number(zero[0][0])},{number(plot.zero)}Z",
            fill=mix(WHITE, tint, 0.1),
        )


def _band(canvas: Canvas, plot: Plot, measured: Sequence[Spot]) -> None:
    for run in _neighbours(measured):
        upper, lower = [], []
        for spot in run:
            m = spot.measured
            if m is None or m.low is None or m.high is None:
                continue
            upper.append((plot.x(spot), plot.y(min(2.0, m.high))))
            lower.append((plot.x(spot), plot.y(max(-2.0, m.low))))
        if len(upper) > 1:
            canvas.add("path", d=_curve.area(upper, lower), fill=_BAND, fill_opacity=0.75)
        elif upper:
            half = plot.column * 0.05
            box = Box(upper[0][0] - half, upper[0][1], 2 * half, lower[0][1] - upper[0][1])
            canvas.rect(box, rx=half * 0.6, fill=_BAND, fill_opacity=0.75)


def _lines(
    view: View,
    canvas: Canvas,
    assumed: Sequence[_curve.Point],
    measured: Sequence[Spot],
    curve: Sequence[_curve.Point],
) -> None:
    b = view.body
    if len(assumed) > 1:
        dash = f"{number(b * 0.42)} {number(b * 0.34)}"
        canvas.add(
            "path",
            d=_curve.path(assumed),
            fill="none",
            stroke=MUTED,
            stroke_width=b * 0.115,
            stroke_dasharray=dash,
            stroke_linecap="round",
        )
    if len(curve) > 1:
        whole = len(_neighbours(measured)) == 1
        canvas.add(
            "path",
            d=_curve.path(curve),
            fill="none",
            stroke=NAVY,
            stroke_width=b * (0.22 if whole else 0.09),
            stroke_linecap="round",
        )
        if not whole:
            for run in _neighbours(measured):
                _thick(view, canvas, curve, measured, run)


def _thick(
    view: View, canvas: Canvas, curve: Sequence[_curve.Point], measured: Sequence[Spot], run: Sequence[Spot]
) -> None:
    """Draw the stretch of the curve between steps that were both measured."""
    first, last = measured.index(run[0]), measured.index(run[-1])
    if last > first:
        d = _curve.stretch(curve, first, last)
        canvas.add(
            "path", d=d, fill="none", stroke=NAVY, stroke_width=view.body * 0.22, stroke_linecap="round"
        )


def _labels(view: View, row: CurveRow, canvas: Canvas, plot: Plot, top: float, pad: float) -> None:
    for at, block in row.above.items():
        block.draw(canvas, plot.left + at * plot.column + pad, top + view.body * 0.6)
    floor = top + row.top + row.plot + row.bottom
    for at, block in row.below.items():
        block.draw(canvas, plot.left + at * plot.column + pad, floor - block.height - view.body * 0.1)


def _neighbours(measured: Sequence[Spot]) -> list[list[Spot]]:
    """Return runs of steps that follow each other without a gap."""
    groups: list[list[Spot]] = []
    for spot in measured:
        if groups and groups[-1][-1].column + 1 == spot.column:
            groups[-1].append(spot)
        else:
            groups.append([spot])
    return groups


def _dense(curve: Sequence[_curve.Point]) -> list[_curve.Point]:
    return _curve.sampled(curve, 12)


def _cut(points: Sequence[_curve.Point]) -> str:
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)

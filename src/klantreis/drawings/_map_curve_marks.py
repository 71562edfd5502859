"""The marks on the emotion curve: dots for measured and assumed, stars, and gaps between them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from klantreis.drawings._colours import ALERT, MUTED, WHITE, emotion
from klantreis.drawings._map_curve import Spot
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Canvas, number


@dataclass(frozen=True, slots=True)
class Plot:
    """Where columns and emotions are on paper."""

    left: float
    column: float
    zero: float
    unit: float
    columns: int

    def x(self, spot: Spot) -> float:
        """Return the middle of the column of a step."""
        return self.left + (spot.column + 0.5) * self.column

    def y(self, value: float) -> float:
        """Return the height of an emotion."""
        return self.zero - value * self.unit

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.columns * self.column


def value_of(spot: Spot) -> float | None:
    """Return the measured emotion of a step."""
    return spot.measured.value if spot.measured is not None else None


def gap(view: View, canvas: Canvas, plot: Plot, spot: Spot) -> None:
    """Draw the gap between assumption and measurement, where the assumption is outside the interval."""
    value = value_of(spot)
    if spot.gap is None or value is None or spot.assumed is None:
        return
    x, b = plot.x(spot), view.body
    canvas.line(
        x,
        plot.y(spot.assumed),
        x,
        plot.y(value),
        stroke=ALERT,
        stroke_width=b * 0.13,
        stroke_dasharray=f"{number(b * 0.13)} {number(b * 0.22)}",
    )


def dots(view: View, canvas: Canvas, plot: Plot, spot: Spot) -> None:
    """Draw the dots of a step, larger for more answers; a star for a moment of truth."""
    x, b, value = plot.x(spot), view.body, value_of(spot)
    truth = spot.step.moment_of_truth
    if spot.assumed is not None:
        y = plot.y(spot.assumed)
        if truth and value is None:
            star(canvas, x, y, b * 0.72, fill=WHITE, stroke=MUTED, dashed=True)
        else:
            canvas.add("circle", cx=x, cy=y, r=b * 0.3, fill=WHITE, stroke=MUTED, stroke_width=b * 0.12)
    if value is None or spot.measured is None:
        return
    radius = b * (0.34 + 0.09 * min(3.0, math.log10(max(1, spot.measured.n))))
    if truth:
        star(canvas, x, plot.y(value), radius * 1.75, fill=emotion(value), stroke=WHITE)
    else:
        canvas.add(
            "circle",
            cx=x,
            cy=plot.y(value),
            r=radius,
            fill=emotion(value),
            stroke=WHITE,
            stroke_width=b * 0.14,
        )


def star(
    canvas: Canvas, cx: float, cy: float, radius: float, *, fill: str, stroke: str, dashed: bool = False
) -> None:
    """Draw a five-pointed star: a moment of truth."""
    points = []
    for at in range(10):
        r, angle = radius if at % 2 == 0 else radius * 0.46, math.pi * (at / 5 - 0.5)
        points.append(f"{number(cx + r * math.cos(angle))},{number(cy + r * math.sin(angle))}")
    dash = f"{number(radius * 0.3)} {number(radius * 0.22)}" if dashed else None
    canvas.add(
        "polygon", points=" ".join(points), fill=fill, stroke=stroke, stroke_width=radius * 0.16,
        stroke_linejoin="round", stroke_dasharray=dash,
    )  # fmt: skip

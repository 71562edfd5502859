"""The emotion curve, the spine of the map: what was assumed beside what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from klantreis.drawings._blocks import EMPTY, Block, paragraph, stack
from klantreis.drawings._colours import INK, NEGATIVE, POSITIVE, emotion
from klantreis.drawings._fonts import width
from klantreis.drawings._map_cards import quote_block, quotes
from klantreis.drawings._map_view import View
from klantreis.drawings._numbers import NARROW, count, signed
from klantreis.drawings._svg import Box, Canvas, baseline
from klantreis.model.evidence import Estimate
from klantreis.model.journey_map import Step


@dataclass(frozen=True, slots=True)
class Spot:
    """One step on the curve: where it is, what was assumed and what was measured."""

    step: Step
    column: int
    assumed: float | None
    measured: Estimate | None

    @property
    def value(self) -> float | None:
        """The measured emotion, else the assumed one."""
        return self.measured.value if self.measured and self.measured.value is not None else self.assumed

    @property
    def gap(self) -> float | None:
        """Measured minus assumed where the assumption lies outside the interval; else ``None``."""
        m, a = self.measured, self.assumed
        if m is None or a is None or m.value is None or m.low is None or m.high is None:
            return None
        return m.value - a if not m.low <= a <= m.high and abs(m.value - a) >= 0.5 else None


@dataclass(frozen=True, slots=True)
class CurveRow:
    """The measured parts of the row: strips for labels above and below the plot, values at the foot."""

    spots: tuple[Spot, ...]
    above: dict[int, Block]
    below: dict[int, Block]
    values: dict[int, Block]
    top: float
    bottom: float
    foot: float
    plot: float

    @property
    def height(self) -> float:
        """Height of the whole row."""
        return self.top + self.plot + self.bottom + self.foot


def plan(view: View, steps: Sequence[Step], column: float, pad: float, plot: float) -> CurveRow:
    """Return the curve row for steps in columns of a width, with a plot of a height."""
    spots = tuple(spot(view, step, at) for at, step in enumerate(steps))
    wide = column - 2 * pad
    above, below = {}, {}
    for spot_ in spots:
        if spot_.step.id == extremes(view)[0]:
            above[spot_.column] = _label(view, spot_, "highest", wide)
        elif spot_.step.id == extremes(view)[1]:
            below[spot_.column] = _label(view, spot_, "lowest", wide)
    values = {s.column: _values(view, s, wide) for s in spots}
    gap = view.body
    return CurveRow(
        spots, above, below, values,
        top=max([gap * 1.6, *(b.height for b in above.values())]) + gap * 1.6,
        bottom=max((b.height for b in below.values()), default=0.0) + gap * 1.2,
        foot=max((b.height for b in values.values()), default=0.0) + gap * 0.8,
        plot=plot,
    )  # fmt: skip


def extremes(view: View) -> tuple[str, str]:
    """Return the ids of the steps where the whole journey is at its highest and lowest.

    Measured steps count, if there are at least two; else the assumed ones. Empty texts if all are
    alike or there are too few.
    """
    steps = [step for phase in view.live.map.phases for step in phase.steps]
    spots = [spot(view, step, at) for at, step in enumerate(steps)]
    measured = [s for s in spots if s.measured is not None and s.measured.value is not None]
    valued = measured if len(measured) > 1 else [s for s in spots if s.value is not None]
    values = [s.value or 0.0 for s in valued]
    if len(set(values)) < 2:
        return "", ""
    return valued[values.index(max(values))].step.id, valued[values.index(min(values))].step.id


def spot(view: View, step: Step, column: int = 0) -> Spot:
    """Return where a step stands on the curve."""
    return Spot(step, column, step.emotion, _known(view.measured(step).emotion))


def stretched(row: CurveRow, height: float) -> CurveRow:
    """Return the row with its plot grown to fill a height."""
    return replace(row, plot=row.plot + max(0.0, height - row.height))


def _known(estimate: Estimate | None) -> Estimate | None:
    return None if estimate is None or estimate.why_unknown == "no evidence" else estimate


def _label(view: View, spot: Spot, key: str, wide: float) -> Block:
    style = view.small("semibold", emotion(spot.value or 0.0))
    name = paragraph(view.word(key), wide, style, language=view.language, align=0.5)
    said = _fitting_quote(view, spot, key)
    if said is None:
        return name
    shortened = View(view.live, view.language, view.body, most_lines=3)
    return stack([name, quote_block(shortened, said[0], wide, measured=said[1])])


def _fitting_quote(view: View, spot: Spot, key: str) -> tuple[str, bool] | None:
    """Return the most positive words for the highest point, the most negative for the lowest."""
    sign = 1.0 if key == "highest" else -1.0
    answers = [
        (q.unit_score * sign, q.text) for q in view.measured(spot.step).quotes if q.unit_score is not None
    ]
    if answers:
        best, text = max(answers, key=lambda answer: answer[0])
        return (text, True) if best > 0 else None
    said = quotes(view, spot.step, 1)
    return said[0] if said else None


def _values(view: View, spot: Spot, wide: float) -> Block:
    parts = []
    m = spot.measured
    if m is not None:
        n = f"{view.word('n')}{NARROW}{count(m.n, view.language)}"
        value = signed(m.value, view.language) if m.value is not None else view.word("too_few")
        fill = INK if m.value is None else emotion(m.value)
        parts.append(_value_line(view, value, n, wide, fill))
    if spot.assumed is not None:
        text = f"{view.word('assumed')} {signed(spot.assumed, view.language)}"
        parts.append(paragraph(text, wide, view.small(), language=view.language, align=0.5))
    if spot.gap is not None:
        text = f"{view.word('gap')} {signed(spot.gap, view.language)}"
        style = view.small("semibold", NEGATIVE if spot.gap < 0 else POSITIVE)
        parts.append(paragraph(text, wide, style, language=view.language, align=0.5))
    return stack(parts) if parts else EMPTY


def _value_line(view: View, value: str, n: str, wide: float, fill: str) -> Block:
    strong, small = view.style(1.0, "semibold", fill), view.small()
    first, gap = width(value, strong.size, strong.face), view.body * 0.45
    whole = first + gap + width(n, small.size)
    if whole > wide:
        both = (
            paragraph(t, wide, s, language=view.language, align=0.5) for t, s in ((value, strong), (n, small))
        )
        return stack(list(both))

    def draw_line(canvas: Canvas, x: float, y: float) -> None:
        start, at, inside = x + (wide - whole) / 2, baseline(y, strong), Box(x, y, wide, strong.line)
        canvas.text(start, at, value, strong, inside=inside)
        canvas.text(start + first + gap, at, n, small, inside=inside)

    return Block(strong.line, draw_line)

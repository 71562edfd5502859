"""The lane of numbers: value, interval and n of each figure, and whether its target is met."""

from __future__ import annotations

from dataclasses import dataclass, replace

from klantreis.drawings import _icons, _numbers
from klantreis.drawings._blocks import Block, indented, label_and_value, paragraph, row, stack
from klantreis.drawings._colours import ACCENT, HAIRLINE, INK, MUTED, NEGATIVE, POSITIVE, mix
from klantreis.drawings._fonts import width
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas
from klantreis.model.evidence import Estimate
from klantreis.model.live_map import Measured, TargetState

TWO_COLUMNS_EM = 18.0
_BAND = mix("#FFFFFF", ACCENT, 0.42)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, said in words: what it is, its value, its interval and n; ``estimate`` for the bar."""

    measure: str
    label: str
    value: str
    note: str
    estimate: Estimate | None = None


def figures(view: View, measured: Measured) -> list[Figure]:
    """Return the figures of one place of the map, in their fixed order.

    What is waiting time between two contacts is throughput for the journey as a whole.
    """
    found = []
    if measured.customers is not None:
        found.append(_customers(view, measured))
    for measure, estimate in (
        ("drop_off", measured.drop_off),
        ("waiting_time", measured.waiting),
        ("rework", measured.rework),
    ):
        if estimate is not None and estimate.why_unknown != "no evidence":
            found.append(figure(view, measure, estimate))
    if measured is view.live.journey:
        whole = view.word("throughput")
        found = [replace(one, label=whole) if one.measure == "waiting_time" else one for one in found]
    return found + [figure(view, score.measure, score.estimate) for score in measured.scores]


def figure(view: View, measure: str, estimate: Estimate) -> Figure:
    """Return one estimate in words; too few observations give no number."""
    n = f"{view.word('n')}{_numbers.NARROW}{_numbers.count(estimate.n, view.language)}"
    if estimate.value is None:
        return Figure(measure, view.word(measure), unknown(view, estimate), n)
    interval = interval_text(view, measure, estimate)
    note = " · ".join(filter(None, [interval, n]))
    return Figure(
        measure, view.word(measure), value_text(view, measure, estimate.value, estimate.unit), note, estimate
    )


def unknown(view: View, estimate: Estimate) -> str:
    """Say why there is no number."""
    return view.word("no_evidence" if estimate.why_unknown == "no evidence" else "too_few")


def value_text(view: View, measure: str, value: float, unit: str) -> str:
    """Return a value as a reader of the language writes it."""
    if unit == "s":
        return _numbers.duration(value, view.language)
    if unit == "share":
        return _numbers.percent(value, view.language)
    if unit == "count":
        return _numbers.count(value, view.language)
    if measure == "nps":
        return _numbers.signed(value, view.language, 0)
    if unit == "emotion":
        return _numbers.signed(value, view.language)
    return _numbers.decimal(value, view.language, 0 if abs(value) >= 10 else 1)


def interval_text(view: View, measure: str, estimate: Estimate) -> str:
    """Return the 95 % interval of an estimate; empty if it has none."""
    low, high = estimate.low, estimate.high
    if low is None and high is None:
        return ""
    if estimate.unit == "s":
        return _numbers.duration_interval(low, high, view.language)
    if low is not None and high is not None and estimate.unit == "share":
        return _numbers.percent_interval(low, high, view.language)
    joint = " … " if measure == "nps" or estimate.unit == "emotion" or (low or 0.0) < 0 else "–"
    return joint.join(
        "…" if end is None else value_text(view, measure, end, estimate.unit) for end in (low, high)
    )


def block(view: View, measured: Measured, wide: float) -> Block:
    """Return the figures of a step, each with its target; in two columns where there is room."""
    parts = []
    columns = 2 if wide > view.body * TWO_COLUMNS_EM else 1
    whole, wide = wide, (wide - view.body * 1.4) / 2 if columns == 2 else wide
    for shown in figures(view, measured):
        if shown.measure == "rework" and not (shown.estimate and shown.estimate.value):
            continue
        targets = [target_block(view, t, wide) for t in measured.targets if t.target.measure == shown.measure]
        parts.append(stack([_figure_block(view, shown, wide), *targets], view.body * 0.1))
    named = {shown.measure for shown in figures(view, measured)}
    parts += [target_block(view, t, wide) for t in measured.targets if t.target.measure not in named]
    return _in_columns(parts, whole, view.body) if columns == 2 else stack(parts, view.body * 0.55)


def _in_columns(parts: list[Block], wide: float, body: float) -> Block:
    """Return figures in two columns, read down first."""
    half = (len(parts) + 1) // 2
    room = (wide + body * 1.4) / 2
    both = [stack(parts[:half], body * 0.55), stack(parts[half:], body * 0.55)]
    return row([(at * room, block) for at, block in enumerate(both)])


def target_text(view: View, state: TargetState) -> str:
    """Return a target in words: "target ≤ 2 d: met"."""
    measure = state.target.measure.value
    wanted = value_text(view, measure, state.wanted, state.measured.unit)
    verdict = {True: "met", False: "missed", None: "open"}[state.met]
    return f"{view.word('target')} {view.word(state.target.direction)} {wanted}: {view.word(verdict)}"


def target_block(view: View, state: TargetState, wide: float) -> Block:
    """Return a target with an icon and a word for whether it is met."""
    icon, colour = {True: ("met", POSITIVE), False: ("missed", NEGATIVE), None: ("unknown", MUTED)}[state.met]
    style = view.small("semibold", colour)
    left = style.size * 1.35
    words = paragraph(target_text(view, state), wide - left, style, language=view.language)

    def mark(canvas: Canvas, x: float, y: float) -> None:
        size = style.size * 1.1
        canvas.icon(_icons.MARKS[icon], x, y + (style.line - size) / 2, size, colour, 2.4)

    return indented(words, left, mark)


def _customers(view: View, measured: Measured) -> Figure:
    value = _numbers.count(measured.customers or 0, view.language)
    reach = measured.reach
    share = _numbers.percent(reach.value, view.language) if reach and reach.value is not None else ""
    note = f"{share} {view.word('of_all_customers')}" if share else ""
    return Figure("customers", view.word("customers"), value, note, reach if share else None)


def _figure_block(view: View, shown: Figure, wide: float) -> Block:
    small, strong = view.small(), view.style(1.0, "semibold", INK)
    parts = [label_and_value(shown.label, shown.value, wide, small, strong, language=view.language)]
    if shown.estimate is not None and shown.estimate.unit == "share":
        parts.append(range_bar(view, shown.estimate, wide))
    return stack([*parts, *_notes(view, shown, wide)])


def _notes(view: View, shown: Figure, wide: float) -> list[Block]:
    """Return interval and n on one line, or on a line each where both do not fit."""
    style = view.style(0.78, fill=MUTED)
    fits = width(shown.note, style.size) <= wide
    lines = [shown.note] if fits else shown.note.split(" · ")
    return [paragraph(line, wide, style, language=view.language, align=1.0) for line in lines]


def range_bar(view: View, estimate: Estimate, wide: float) -> Block:
    """Return a thin bar from 0 to 100 %: the interval as a band, the value as a tick."""
    high = view.body * 0.28

    def draw(canvas: Canvas, x: float, y: float) -> None:
        y += view.body * 0.16
        canvas.rect(Box(x, y, wide, high), rx=high / 2, fill=HAIRLINE)
        if estimate.low is not None and estimate.high is not None:
            band = Box(
                x + wide * estimate.low, y, max(high * 0.6, wide * (estimate.high - estimate.low)), high
            )
            canvas.rect(Box(min(band.x, x + wide - band.w), y, band.w, high), rx=high / 2, fill=_BAND)
        value = min(1.0, max(0.0, estimate.value or 0.0))
        tick = high * 0.62
        canvas.rect(
            Box(x + (wide - tick) * value, y - high * 0.45, tick, high * 1.9), rx=tick / 2, fill=ACCENT
        )

    return Block(high + view.body * 0.34, draw)

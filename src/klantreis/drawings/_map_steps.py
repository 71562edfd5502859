"""Phases, steps, touchpoints and side paths: the head of the map and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from klantreis.drawings import _icons, _map_figures
from klantreis.drawings._blocks import Block, indented, number_mark, paragraph, row, stack
from klantreis.drawings._colours import ACCENT, INK, MUTED, NAVY, RULE, WHITE, mix
from klantreis.drawings._fonts import width
from klantreis.drawings._map_state import badge
from klantreis.drawings._map_view import KIND_COLOURS, View
from klantreis.drawings._svg import Box, Canvas, number
from klantreis.model.journey_map import MapPhase, Step

_ON_NAVY = mix(NAVY, WHITE, 0.84)


@dataclass(frozen=True, slots=True)
class Column:
    """One step of the map with its phase; ``at`` is its place in the whole journey, from 1."""

    phase: MapPhase
    step: Step
    at: int


def phase_block(view: View, phase: MapPhase, wide: float, *, continued: bool) -> Block:
    """Return what stands in the bar of a phase: its name and the customer's goal."""
    name = view.phase_name(phase) + (f" ({view.word('continued')})" if continued else "")
    marks = _marks(view, view.findings_of_phase(phase), wide)
    return stack(
        [
            paragraph(name, wide, view.style(1.16, "semibold", WHITE), language=view.language, most=3),
            paragraph(
                view.phase_goal(phase), wide, view.small(fill=_ON_NAVY), language=view.language, most=3
            ),
            _phase_figures(view, phase, wide),
            marks,
        ],
        view.body * 0.12,
    )


def _phase_figures(view: View, phase: MapPhase, wide: float) -> Block:
    """Return customers, drop-off, time and NPS of a phase: as many as stand on one line."""
    measured = view.live.phases.get(phase.id)
    shown = {f.measure: f for f in _map_figures.figures(view, measured)} if measured else {}
    style = view.small("semibold", _ON_NAVY)
    told = ""
    for measure in ("customers", "drop_off", "waiting_time", "nps"):
        if measure in shown:
            label = view.word("until_next_phase") if measure == "waiting_time" else shown[measure].label
            longer = f"{told} · {label} {shown[measure].value}".removeprefix(" · ")
            told = longer if not told or width(longer, style.size, style.face) <= wide else told
    return paragraph(told, wide, style, language=view.language)


def draw_phase(
    view: View, block: Block, canvas: Canvas, bar: Box, *, first: bool, last: bool, pad: float
) -> None:
    """Draw the bar of a phase, pointed towards the next."""
    tip, gap = view.body * 0.8, view.body * 0.16
    left, right = bar.x + (0 if first else gap / 2), bar.x + bar.w - (0 if last else gap / 2)
    x0, y0, x1, y1, middle = left, bar.y, right, bar.y + bar.h, bar.y + bar.h / 2
    notch = "" if first else f"L{number(x0 + tip)},{number(middle)}"
    point = f"L{number(x1)},{number(y0)}"
    nose = "" if last else f"L{number(x1 + tip)},{number(middle)}"
    d = f"M{number(x0)},{number(y0)}{point}{nose}L{number(x1)},{number(y1)}L{number(x0)},{number(y1)}{notch}Z"
    canvas.add("path", d=d, fill=NAVY)
    block.draw(canvas, bar.x + pad + (0 if first else tip), bar.y + pad * 0.65)


def chip_block(view: View, column: Column, wide: float) -> Block:
    """Return what stands on a step: its number, its name in the customer's voice, its evidence."""
    step = column.step
    style = view.style(1.06, "semibold")
    measured = view.measured(step)
    title = paragraph(view.say(step.name), wide, style, language=view.language, most=5)
    nested = [_nested(view, step, wide)] if step.journey else []
    return stack(
        [
            title,
            *nested,
            badge(view, measured, wide),
            _marks(view, view.findings_of(step), wide),
        ],
        view.body * 0.3,
    )


def draw_chip(view: View, block: Block, canvas: Canvas, frame: Box, column: Column, pad: float) -> None:
    """Draw the frame of a step: dashed as long as nothing was measured there."""
    from klantreis.model.evidence import EvidenceState

    assumed = view.measured(column.step).state is EvidenceState.ASSUMED
    b = view.body
    canvas.rect(
        frame, rx=b * 0.55, fill=WHITE, stroke=MUTED if assumed else RULE, stroke_width=b * 0.09,
        stroke_dasharray=f"{number(b * 0.36)} {number(b * 0.28)}" if assumed else None,
    )  # fmt: skip
    block.draw(canvas, frame.x + pad, frame.y + pad)


def touchpoint_block(view: View, step: Step, wide: float) -> Block:
    """Return the touchpoint of a step: channel icon, name, channel, owner."""
    touchpoint = view.touchpoints.get(step.touchpoint or "")
    known = step.channel or (touchpoint.channel if touchpoint else None)
    channel = view.channels.get(known or "")
    icon = _icons.channel((channel.icon or channel.id) if channel else (known or ""))
    size = view.body * 1.25
    left = size * 1.45
    name, notes = touchpoint_text(view, step)
    words = stack(
        [
            paragraph(name, wide - left, view.style(1.0, "semibold", INK), language=view.language, most=4),
            paragraph(notes, wide - left, view.small(), language=view.language),
        ]
    )
    if not words.height:
        return words

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.icon(icon, x, y + view.body * 0.02, size, ACCENT)

    return indented(words, left, mark)


def touchpoint_text(view: View, step: Step) -> tuple[str, str]:
    """Return the name of the touchpoint of a step, and its channel, stage and whether it was never seen."""
    touchpoint = view.touchpoints.get(step.touchpoint or "")
    known = step.channel or (touchpoint.channel if touchpoint else None) or ""
    channel = view.say(view.channels[known].name) if known in view.channels else known
    stage = view.word("backstage") if touchpoint and touchpoint.stage == "backstage" else ""
    seen = view.word("never_seen") if step.touchpoint in view.live.never_seen else ""
    return view.touchpoint_name(step.touchpoint), " · ".join(filter(None, [channel, stage, seen]))


def owner(view: View, step: Step) -> str:
    """Return who answers for a step: its own owner, else that of its touchpoint."""
    touchpoint = view.touchpoints.get(step.touchpoint or "")
    return view.say(step.owner) or (view.say(touchpoint.owner) if touchpoint else "")


def owner_block(view: View, step: Step, wide: float) -> Block:
    """Return who answers for a step."""
    return paragraph(owner(view, step), wide, view.style(), language=view.language, most=3)


def _nested(view: View, step: Step, wide: float) -> Block:
    style = view.small()
    left = style.size * 1.3
    words = paragraph(step.journey or "", wide - left, style, language=view.language, most=2)

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.icon(_icons.MARKS["nested"], x, y + style.size * 0.12, style.size, MUTED)

    return indented(words, left, mark)


def _marks(view: View, numbers: Sequence[int], wide: float) -> Block:
    """Return the numbers of findings beside each other, in rows."""
    radius = view.body * 0.58
    gap = radius * 0.55
    per_row = max(1, int((wide + gap) / (2 * radius + gap)))
    rows = []
    for start in range(0, len(numbers), per_row):
        some = numbers[start : start + per_row]
        rows.append(row([(at * (2 * radius + gap), _mark(view, n, radius)) for at, n in enumerate(some)]))
    return stack(rows, gap)


def _mark(view: View, number_: int, radius: float) -> Block:
    kind = view.numbered[number_].kind

    def draw(canvas: Canvas, x: float, y: float) -> None:
        number_mark(canvas, x + radius, y + radius, radius, number_, kind, KIND_COLOURS[kind])

    return Block(2 * radius, draw)

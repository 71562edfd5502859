"""The marks that show how far something rests on evidence."""

from __future__ import annotations

from klantreis.drawings._blocks import Block, indented, paragraph
from klantreis.drawings._colours import ACCENT, MUTED, WHITE
from klantreis.drawings._map_view import View
from klantreis.drawings._numbers import NARROW, count
from klantreis.drawings._svg import Canvas, number
from klantreis.model.evidence import EvidenceState
from klantreis.model.live_map import Measured


def dot(canvas: Canvas, cx: float, cy: float, radius: float, state: EvidenceState) -> None:
    """Draw the mark of a state: hollow, half, solid, or a thick ring."""
    if state is EvidenceState.ASSUMED:
        canvas.add("circle", cx=cx, cy=cy, r=radius, fill=WHITE, stroke=MUTED, stroke_width=radius * 0.32)
        return
    if state is EvidenceState.STALE:
        canvas.add(
            "circle", cx=cx, cy=cy, r=radius * 0.8, fill=WHITE, stroke=MUTED, stroke_width=radius * 0.7
        )
        return
    canvas.add("circle", cx=cx, cy=cy, r=radius, fill=WHITE, stroke=ACCENT, stroke_width=radius * 0.34)
    if state is EvidenceState.PARTLY:
        top, bottom = number(cy - radius), number(cy + radius)
        r = number(radius)
        canvas.add("path", d=f"M{number(cx)},{top}A{r},{r} 0 0 0 {number(cx)},{bottom}Z", fill=ACCENT)
    else:
        canvas.add("circle", cx=cx, cy=cy, r=radius, fill=ACCENT)


def note(view: View, measured: Measured) -> str:
    """Return the state in words: "assumed", or the number of customers it rests on."""
    n = measured.customers
    counted = f"{view.word('n')}{NARROW}{count(n, view.language)}" if n else ""
    if measured.state is EvidenceState.STALE:
        return " · ".join(filter(None, [view.word("state_stale"), counted]))
    if measured.state is EvidenceState.ASSUMED or not counted:
        return view.word(f"state_{measured.state.value}")
    return counted


def badge(view: View, measured: Measured, wide: float) -> Block:
    """Return the mark of a state with its note."""
    style = view.small()
    left = style.size * 1.15
    words = paragraph(note(view, measured), wide - left, style, language=view.language)

    def mark(canvas: Canvas, x: float, y: float) -> None:
        dot(canvas, x + style.size * 0.4, y + style.line / 2, style.size * 0.36, measured.state)

    return indented(words, left, mark)

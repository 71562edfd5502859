"""The legend: what every mark on the map means."""

from __future__ import annotations

from klantreis.drawings._blocks import Block, Draw, indented, number_mark, paragraph
from klantreis.drawings._colours import (
    ACCENT,
    ALERT,
    HAIRLINE,
    INK,
    MUTED,
    NAVY,
    NEGATIVE,
    RULE,
    WHITE,
    emotion,
)  # fmt: skip
from klantreis.drawings._map_curve_marks import star
from klantreis.drawings._map_header import columns_of
from klantreis.drawings._map_state import dot
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas, number
from klantreis.model.evidence import EvidenceState


def legend(view: View, wide: float) -> Block:
    """Return what every mark on the map means, and what the map is based on."""
    b = view.body
    marks: list[tuple[Draw, str]] = [
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.ASSUMED), view.word("state_assumed")),
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.PARTLY), view.word("state_partly")),
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.RESEARCHED), view.word("state_researched")),
        (lambda c, x, y: dot(c, x, y, b * 0.34, EvidenceState.STALE), view.word("state_stale")),
        (lambda c, x, y: _sample_line(c, x, y, b, measured=True), view.word("legend_curve_measured")),
        (lambda c, x, y: _sample_line(c, x, y, b, measured=False), view.word("legend_curve_assumed")),
        (lambda c, x, y: _sample_dots(c, x, y, b), view.word("legend_dot")),
        (lambda c, x, y: _sample_gap(c, x, y, b), view.word("legend_gap")),
        (lambda c, x, y: star(c, x, y, b * 0.62, fill=NAVY, stroke=WHITE), view.word("moment_of_truth")),
        (
            lambda c, x, y: number_mark(c, x, y, b * 0.55, 1, "pain_point", NEGATIVE),
            view.word("legend_finding"),
        ),
        (lambda c, x, y: _sample_range(c, x, y, b), view.word("legend_range")),
    ]
    room = b * 17
    columns = max(1, int(wide / room))
    blocks = [_legend_entry(view, mark, text, wide / columns - b) for mark, text in marks]
    inner = columns_of(blocks, columns, wide / columns - b, b)
    top = b * 0.9

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.line(x, y, x + wide, y, stroke=HAIRLINE, stroke_width=b / 12)
        inner.draw(canvas, x, y + top)

    return Block(inner.height + top, draw)


def _legend_entry(view: View, mark: Draw, text: str, wide: float) -> Block:
    style, left = view.small(fill=INK), view.body * 2.2
    words = paragraph(text, wide - left, style, language=view.language)
    return indented(words, left, lambda c, x, y: mark(c, x + view.body * 0.8, y + style.line / 2))


def _sample_line(canvas: Canvas, x: float, y: float, b: float, *, measured: bool) -> None:
    if measured:
        canvas.rect(
            Box(x - b * 0.8, y - b * 0.4, b * 1.6, b * 0.8), rx=b * 0.2, fill=ACCENT, fill_opacity="0.2"
        )
        canvas.line(x - b * 0.8, y, x + b * 0.8, y, stroke=NAVY, stroke_width=b * 0.22)
        canvas.add("circle", cx=x, cy=y, r=b * 0.36, fill=emotion(2), stroke=WHITE, stroke_width=b * 0.12)
    else:
        dash = f"{number(b * 0.3)} {number(b * 0.24)}"
        canvas.line(
            x - b * 0.8, y, x + b * 0.8, y, stroke=MUTED, stroke_width=b * 0.115, stroke_dasharray=dash
        )
        canvas.add("circle", cx=x, cy=y, r=b * 0.28, fill=WHITE, stroke=MUTED, stroke_width=b * 0.12)


def _sample_dots(canvas: Canvas, x: float, y: float, b: float) -> None:
    for left, radius in ((-0.45, 0.3), (0.35, 0.5)):
        canvas.add("circle", cx=x + b * left, cy=y, r=b * radius, fill=emotion(2))


def _sample_gap(canvas: Canvas, x: float, y: float, b: float) -> None:
    dash = f"{number(b * 0.13)} {number(b * 0.22)}"
    canvas.line(x, y - b * 0.7, x, y + b * 0.7, stroke=ALERT, stroke_width=b * 0.13, stroke_dasharray=dash)


def _sample_range(canvas: Canvas, x: float, y: float, b: float) -> None:
    canvas.rect(Box(x - b * 0.8, y - b * 0.14, b * 1.6, b * 0.28), rx=b * 0.14, fill=RULE, fill_opacity="0.6")
    canvas.rect(
        Box(x - b * 0.3, y - b * 0.14, b * 0.7, b * 0.28), rx=b * 0.14, fill=ACCENT, fill_opacity="0.5"
    )
    canvas.rect(Box(x - b * 0.05, y - b * 0.28, b * 0.17, b * 0.56), fill=ACCENT)

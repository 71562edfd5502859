"""Blocks: things that know their height before they are drawn, so that nothing can overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from klantreis.drawings._colours import INK, RULE, WHITE
from klantreis.drawings._svg import Box, Canvas, Style, baseline
from klantreis.drawings._wrap import wrap

Draw = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """Something to draw at a place that is given later; ``draw`` takes the left top corner."""

    height: float
    draw: Draw


def nothing(canvas: Canvas, x: float, y: float) -> None:
    """Draw nothing."""


EMPTY = Block(0.0, nothing)


def space(height: float) -> Block:
    """Return room without ink."""
    return Block(height, nothing)


def paragraph(
    text: str, wide: float, style: Style, *, language: str, most: int = 99, align: float = 0.0
) -> Block:
    """Return a text wrapped to a width; what does not fit is in its title."""
    wrapped = wrap(text, wide, style.size, style.face, language=language, most=most)
    if not wrapped.lines:
        return EMPTY
    height = len(wrapped.lines) * style.line

    def draw(canvas: Canvas, x: float, y: float) -> None:
        inside = Box(x, y, wide, height)
        if not wrapped.cut:
            canvas.lines(x + wide * align, y, wrapped.lines, style, align=align, inside=inside)
            return
        with canvas.group(text):
            canvas.lines(x + wide * align, y, wrapped.lines, style, align=align, inside=inside)

    return Block(height, draw)


def stack(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Return blocks one below the other; empty ones take no gap."""
    shown = [block for block in blocks if block.height > 0]
    height = sum(block.height for block in shown) + gap * max(0, len(shown) - 1)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for block in shown:
            block.draw(canvas, x, y)
            y += block.height + gap

    return Block(height, draw)


def row(blocks: Sequence[tuple[float, Block]]) -> Block:
    """Return blocks beside each other, each at its own distance from the left."""
    height = max((block.height for _, block in blocks), default=0.0)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for left, block in blocks:
            block.draw(canvas, x + left, y)

    return Block(height, draw)


def indented(block: Block, left: float, mark: Draw) -> Block:
    """Return a block moved to the right, with a mark in the room to its left."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        mark(canvas, x, y)
        block.draw(canvas, x + left, y)

    return Block(block.height, draw)


def label_and_value(
    label: str, value: str, wide: float, small: Style, strong: Style, *, language: str
) -> Block:
    """Return a label on the left and its value on the right; below each other if both do not fit."""
    from klantreis.drawings._fonts import width

    if (
        width(label, small.size, small.face) + width(value, strong.size, strong.face) + strong.size * 0.5
        > wide
    ):
        return stack(
            [
                paragraph(label, wide, small, language=language),
                paragraph(value, wide, strong, language=language, align=1.0),
            ]
        )
    height = strong.line

    def draw(canvas: Canvas, x: float, y: float) -> None:
        at, inside = baseline(y, strong), Box(x, y, wide, height)
        canvas.text(x, at, label, small, inside=inside)
        canvas.text(x + wide, at, value, strong, align=1.0, inside=inside)

    return Block(height, draw)


def pill(text: str, style: Style, *, stroke: str = RULE, fill: str = WHITE) -> tuple[float, Block]:
    """Return the width of a short text in a rounded frame, and the block."""
    from klantreis.drawings._fonts import width

    wide, high = width(text, style.size, style.face) + style.size * 1.5, style.size * 1.9

    def draw(canvas: Canvas, x: float, y: float) -> None:
        frame = Box(x, y, wide, high)
        canvas.rect(frame, rx=high / 2, fill=fill, stroke=stroke, stroke_width=max(0.7, style.size / 14))
        canvas.text(x + wide / 2, y + high / 2 + style.size * 0.36, text, style, align=0.5, inside=frame)

    return wide, Block(high, draw)


def number_mark(
    canvas: Canvas, cx: float, cy: float, radius: float, number: int, kind: str, colour: str
) -> None:
    """Draw the number of a finding: a disc for pain, a ring for delight, a square for a deviation."""
    style = Style(radius * (1.15 if number < 10 else 0.95), "bold", WHITE)
    if kind == "deviation":
        canvas.rect(Box(cx - radius, cy - radius, 2 * radius, 2 * radius), rx=radius * 0.3, fill=colour)
    elif kind == "delight":
        canvas.add(
            "circle", cx=cx, cy=cy, r=radius * 0.9, fill=WHITE, stroke=colour, stroke_width=radius * 0.2
        )
        style = Style(style.size, "bold", colour)
    else:
        canvas.add("circle", cx=cx, cy=cy, r=radius, fill=colour)
    frame = Box(cx - radius, cy - radius, 2 * radius, 2 * radius)
    canvas.text(cx, cy + style.size * 0.36, str(number), style, align=0.5, inside=frame)


def heading(text: str, wide: float, style: Style, icon: str, *, language: str, colour: str = INK) -> Block:
    """Return a text behind its icon."""
    left = style.size * 1.7
    words = paragraph(text, wide - left, style, language=language)

    def mark(canvas: Canvas, x: float, y: float) -> None:
        canvas.icon(icon, x, y + (style.line - style.size * 1.2) / 2, style.size * 1.2, colour)

    return indented(words, left, mark)

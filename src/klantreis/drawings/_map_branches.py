"""Side paths: arrows between steps that do not simply follow each other."""

from __future__ import annotations

from collections.abc import Sequence

from klantreis.drawings._blocks import Block, paragraph
from klantreis.drawings._colours import ACCENT, WHITE
from klantreis.drawings._fonts import width
from klantreis.drawings._map_steps import Column
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas, number
from klantreis.model.journey_map import Branch


def branch_block(view: View, branch: Branch, columns: Sequence[Column], column: float) -> Block:
    """Return a side path: an arrow from the middle of one step to that of another, and when."""
    ids = [c.step.id for c in columns]
    here = [ids.index(end) if end in ids else None for end in (branch.start, branch.end)]
    first, last = (at if at is not None else -1 for at in here)
    edge = 0.0 if branch.kind == "loop" else column * len(ids)
    x0 = (first + 0.5) * column if first >= 0 else 0.0
    x1 = (last + 0.5) * column if last >= 0 else edge
    if x0 == x1:
        x1 += column * 0.3
    style = view.small("italic")
    when = view.say(branch.when)
    words = width(when, style.size, style.face)
    beside = words + view.body * 3 < abs(x1 - x0)
    label = paragraph(
        when, words + 0.1 if beside else column * len(ids), style, language=view.language, most=2
    )
    drop = max(view.body * 0.9, label.height if beside else 0.0)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        _arrow(view, branch, canvas, x + x0, x + x1, y + drop / 2)
        if beside:
            left = x + (x0 + x1 - words) / 2
            canvas.rect(Box(left - view.body * 0.4, y, words + view.body * 0.8, drop), fill=WHITE)
            label.draw(canvas, left, y + (drop - label.height) / 2)
        else:
            label.draw(canvas, x + max(0.0, min(x0, x1, column * len(ids) - words - 1)), y + drop)

    return Block(drop + (0.0 if beside else label.height) + view.body * 0.2, draw)


def _arrow(view: View, branch: Branch, canvas: Canvas, start: float, end: float, y: float) -> None:
    """Draw the arrow of a side path: solid forward, dashed for a loop."""
    b, way = view.body, 1 if end > start else -1
    tip = b * 0.3
    dash = f"{number(b * 0.3)} {number(b * 0.2)}" if branch.kind == "loop" else None
    canvas.line(start, y, end - way * tip, y, stroke=ACCENT, stroke_width=b * 0.11, stroke_dasharray=dash)
    canvas.add("circle", cx=start, cy=y, r=b * 0.2, fill=ACCENT)
    nose = f"M{number(end)},{number(y)}l{number(-way * tip * 1.4)},{number(-tip)}v{number(2 * tip)}Z"
    canvas.add("path", d=nose, fill=ACCENT)

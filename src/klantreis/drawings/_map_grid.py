"""The grid of the map: phases and steps at the head, the lane rail at the left, lanes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from klantreis.drawings import _map_branches, _map_curve_ink, _map_steps
from klantreis.drawings._blocks import Block, paragraph, stack
from klantreis.drawings._colours import HAIRLINE, INK, MUTED, NAVY, RULE, WHITE
from klantreis.drawings._map_paper import RAIL_EM
from klantreis.drawings._map_rows import Row
from klantreis.drawings._map_steps import Column
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas, number


@dataclass(frozen=True, slots=True)
class Grid:
    """The steps that stand on one sheet, the width of each, and what came before them."""

    view: View
    columns: tuple[Column, ...]
    column: float
    continued: bool = False

    @property
    def rail(self) -> float:
        """Width of the lane rail."""
        return self.view.body * RAIL_EM

    @property
    def pad(self) -> float:
        """Room between the edge of a cell and its text."""
        return self.view.body * 0.72

    @property
    def width(self) -> float:
        """Width of rail and steps."""
        return self.rail + self.column * len(self.columns)


def head(grid: Grid, *, branches: bool = True) -> Block:
    """Return phases, steps and, if wanted, side paths."""
    paths = [side_paths(grid)] if branches else []
    return stack([_phases(grid), _chips(grid), *paths], grid.view.body * 0.5)


def lanes(grid: Grid, rows: Sequence[Row], heights: Sequence[float]) -> Block:
    """Return lanes below each other, each of its given height."""
    lines = [_line_label(grid, row) for row in rows]
    total = sum(heights) + sum(line.height for line in lines)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        tops, at = [], y
        for line, height in zip(lines, heights, strict=True):
            tops.append(at + line.height)
            at += line.height + height
        for row, top, height in zip(rows, tops, heights, strict=True):
            canvas.rect(Box(x, top, grid.width, height), fill=row.tint)
        _uprights(grid, canvas, x, list(zip(tops, heights, strict=True)))
        for row, top, height in zip(rows, tops, heights, strict=True):
            with canvas.group(class_="lane", data_lane=row.key):
                row.draw(canvas, x + grid.rail, top, height)
        with canvas.group(id="rail"):
            for row, line, top, height in zip(rows, lines, tops, heights, strict=True):
                _rail_label(grid, row, canvas, Box(x, top, grid.rail, height))
                if line.height:
                    _line(grid, row, line, canvas, x, top - line.height)

    return Block(total, draw)


def line_height(grid: Grid, row: Row) -> float:
    """Return the height that the blueprint line above a lane needs."""
    return _line_label(grid, row).height


def _phases(grid: Grid) -> Block:
    view, pad = grid.view, grid.pad
    runs = _runs(grid.columns)
    tip = view.body * 0.8
    blocks = []
    for at, (start, run) in enumerate(runs):
        room = len(run) * grid.column - 2 * pad - (tip if at else 0.0)
        again = (
            grid.continued and at == 0 and run[0].step is not run[0].phase.steps[0]
            if run[0].phase.steps
            else False
        )
        blocks.append((start, run, _map_steps.phase_block(view, run[0].phase, room, continued=again)))
    high = max((block.height for _, _, block in blocks), default=0.0) + 1.3 * pad

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for at, (start, run, block) in enumerate(blocks):
            bar = Box(x + grid.rail + start * grid.column, y, len(run) * grid.column, high)
            with canvas.group(class_="phase", data_phase=run[0].phase.id):
                _map_steps.draw_phase(
                    view, block, canvas, bar, first=at == 0, last=at == len(blocks) - 1, pad=pad
                )

    return Block(high if blocks else 0.0, draw)


def _chips(grid: Grid) -> Block:
    view, pad, gap = grid.view, grid.pad, grid.view.body * 0.3
    wide = grid.column - 2 * gap
    blocks = [_map_steps.chip_block(view, column, wide - 2 * pad) for column in grid.columns]
    high = max((block.height for block in blocks), default=0.0) + 2 * pad

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for at, (column, block) in enumerate(zip(grid.columns, blocks, strict=True)):
            frame = Box(x + grid.rail + at * grid.column + gap, y, wide, high)
            with canvas.group(class_="cell", data_step=column.step.id, data_lane="step"):
                canvas.rect(frame, class_="floor", fill_opacity="0")
                _map_steps.draw_chip(view, block, canvas, frame, column, pad)

    return Block(high if blocks else 0.0, draw)


def side_paths(grid: Grid) -> Block:
    """Return the arrows between steps that do not simply follow each other."""
    ids = {c.step.id for c in grid.columns}
    here = [b for b in grid.view.live.map.branches if b.start in ids or b.end in ids]
    block = stack([_map_branches.branch_block(grid.view, b, grid.columns, grid.column) for b in here])
    name = paragraph(
        grid.view.word("branches"), grid.rail - 2 * grid.pad, grid.view.small(), language=grid.view.language
    )

    def draw(canvas: Canvas, x: float, y: float) -> None:
        name.draw(canvas, x + grid.pad, y)
        block.draw(canvas, x + grid.rail, y)

    return Block(max(block.height, name.height), draw) if here else Block(0.0, draw)


def _uprights(grid: Grid, canvas: Canvas, x: float, places: Sequence[tuple[float, float]]) -> None:
    """Draw hairlines between steps, a stronger rule between phases and at the rail."""
    hair = grid.view.body / 14
    edges = {start for start, _ in _runs(grid.columns)}
    for top, height in places:
        for at in range(1, len(grid.columns)):
            left = x + grid.rail + at * grid.column
            canvas.line(
                left, top, left, top + height, stroke=RULE if at in edges else HAIRLINE, stroke_width=hair
            )
        canvas.line(x, top + height, x + grid.width, top + height, stroke=HAIRLINE, stroke_width=hair)


def _rail_label(grid: Grid, row: Row, canvas: Canvas, place: Box) -> None:
    view, pad = grid.view, grid.pad
    style, size = view.style(0.95, "semibold", NAVY), view.body * 1.2
    canvas.rect(Box(place.x, place.y, place.w, place.h), fill=row.tint if row.tint != WHITE else WHITE)
    edge = place.x + place.w
    canvas.line(edge, place.y, edge, place.y + place.h, stroke=RULE, stroke_width=view.body / 9)
    canvas.icon(row.icon, place.x + pad * 0.4, place.y + pad, size, NAVY)
    left = pad * 0.4 + size * 1.45
    name = paragraph(row.name, grid.rail - left - pad * 0.5, style, language=view.language)
    name.draw(canvas, place.x + left, place.y + pad + (size - style.line) / 2)
    if row.curve is not None:
        stretched = place.h - row.curve.height
        _map_curve_ink.draw_axis(view, row.curve, canvas, edge - pad * 0.6, place.y, stretched)


def _line_label(grid: Grid, row: Row) -> Block:
    if not row.line:
        return Block(0.0, lambda canvas, x, y: None)
    view = grid.view
    words = paragraph(
        view.word(row.line), grid.rail - grid.pad, view.style(0.78, "italic", MUTED), language=view.language
    )
    return Block(words.height + view.body * 0.5, words.draw)


def _line(grid: Grid, row: Row, label: Block, canvas: Canvas, x: float, y: float) -> None:
    b = grid.view.body
    label.draw(canvas, x + grid.pad * 0.4, y + b * 0.25)
    middle = y + label.height / 2
    canvas.line(
        x + grid.rail, middle, x + grid.width, middle, stroke=INK, stroke_width=b / 10,
        stroke_dasharray=f"{number(b * 0.7)} {number(b * 0.4)}",
    )  # fmt: skip


def _runs(columns: Sequence[Column]) -> list[tuple[int, list[Column]]]:
    runs: list[tuple[int, list[Column]]] = []
    for at, column in enumerate(columns):
        if runs and runs[-1][1][0].phase is column.phase:
            runs[-1][1].append(column)
        else:
            runs.append((at, [column]))
    return runs

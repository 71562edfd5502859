"""The map over several sheets: divided between phases, with their heads and the lane names repeated."""

from __future__ import annotations

from collections.abc import Sequence

from klantreis.drawings import _map_below, _map_grid, _map_header, _map_paper
from klantreis.drawings._blocks import Block, paragraph, stack
from klantreis.drawings._colours import MUTED
from klantreis.drawings._map_grid import Grid
from klantreis.drawings._map_paper import COLUMN_EM, PAPER_PLOT_EM, RAIL_EM, WIDEST_EM
from klantreis.drawings._map_rows import Row, rows, stretched
from klantreis.drawings._map_steps import Column
from klantreis.drawings._map_view import View


def pages(view: View, steps: Sequence[Column], wide: float, high: float) -> list[Block]:
    """Return what stands on each sheet of a width and height, in order."""
    b, gap = view.body, view.body * 1.2
    rail = b * RAIL_EM
    most = max(1, int((wide - rail) / (b * COLUMN_EM)))
    header, running = _map_header.header(view, wide), _map_header.running_head(view, wide)
    made: list[list[Block]] = []
    groups = _map_paper.divided(steps, most) if steps else []
    for group in groups:
        column = min(b * WIDEST_EM, (wide - rail) / len(group))
        grid = Grid(view, tuple(group), column, continued=True)
        left = rows(view, grid.columns, column, grid.pad, b * PAPER_PLOT_EM)
        again = False
        while left:
            head = _map_grid.head(grid, branches=not again)
            top = running if made else header
            room = high - top.height - head.height - 2 * gap
            taken = _taken(grid, left, room)
            body = _map_grid.lanes(grid, left[:taken], _filled(grid, left[:taken], room))
            made.append([top, stack([head, body], b * 0.6)])
            left, again = left[taken:], True
    if not groups:
        empty = paragraph(view.word("empty_map"), wide, view.style(1.3, fill=MUTED), language=view.language)
        made.append([header, empty])
    return _with_sections(view, made, running, wide, high, gap)


def _with_sections(
    view: View, pages: list[list[Block]], running: Block, wide: float, high: float, gap: float
) -> list[Block]:
    for section in _map_below.sections(view, wide, most_findings=24):
        if stack([*pages[-1], section], gap).height > high:
            pages.append([running])
        pages[-1].append(section)
    return [stack(page, gap) for page in pages]


def _taken(grid: Grid, left: Sequence[Row], room: float) -> int:
    used, taken = 0.0, 0
    for row in left:
        used += row.height + _map_grid.line_height(grid, row)
        if used > room and taken:
            break
        taken += 1
    return taken


def _filled(grid: Grid, some: Sequence[Row], room: float) -> list[float]:
    """Return the heights of the lanes on a sheet; a nearly full sheet is filled."""
    heights = [row.height for row in some]
    spare = room - sum(heights) - sum(_map_grid.line_height(grid, row) for row in some)
    return stretched(some, heights, spare) if 0 < spare < room * 0.4 else heights

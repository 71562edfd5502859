"""The sheets of the map: everything on one where it fits, re-laid-out over several where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from klantreis.drawings import _map_below, _map_grid, _map_header, _map_legend, _map_pages, _map_paper
from klantreis.drawings._blocks import Block, paragraph, space, stack
from klantreis.drawings._colours import MUTED, WHITE
from klantreis.drawings._map_grid import Grid
from klantreis.drawings._map_paper import COLUMN_EM, PAPER_PLOT_EM, PLOT_EM, RAIL_EM, WIDEST_EM, Paper
from klantreis.drawings._map_rows import rows, stretched
from klantreis.drawings._map_steps import Column
from klantreis.drawings._map_view import View
from klantreis.drawings._svg import Box, Canvas, Placed, document
from klantreis.model.live_map import LiveMap

LIMITS = ((8, 8), (6, 5), (4, 3), (3, 2), (2, 1))
"""Most lines per card and cards per cell: the first pair that fits the paper is used."""

POSTER_LIMITS = ((8, 8, 12), (6, 5, 12), (4, 3, 12), (6, 2, 12), (4, 2, 6), (4, 1, 6))
"""The same for a poster, with how many findings to tell; what is left out is counted on it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawn sheet: the SVG, its size, and where each text stands."""

    svg: str
    width: float
    height: float
    texts: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grid alone, with the width of its lane rail and the height of its head, to keep in sight."""

    sheet: Sheet
    rail: float
    head: float


@dataclass(frozen=True, slots=True)
class Sized:
    """A sheet that is laid out but not drawn."""

    width: float
    height: float
    block: Block


def sheets(live: LiveMap, paper: Paper, language: str) -> list[Sheet]:
    """Return the map on sheets of a paper."""
    steps = _map_paper.columns(live.map)
    if paper.height is None:
        laid = _on_screen(live, paper, language, steps)
    else:
        laid = _on_paper(live, paper, paper.height, language, steps)
    return [_draw(live, sheet, paper, language, at, len(laid)) for at, sheet in enumerate(laid, start=1)]


def grid_sheet(live: LiveMap, language: str) -> Grounds:
    """Return the grid alone, for a page that says the rest itself."""
    paper = _map_paper.named("screen")
    view = View(live, language, paper.bodies[0])
    steps = _map_paper.columns(live.map)
    grid = _screen_grid(view, paper, steps)
    found = rows(view, grid.columns, grid.column, grid.pad, view.body * PLOT_EM)
    head, paths = _map_grid.head(grid, branches=False), _map_grid.side_paths(grid)
    body = _map_grid.lanes(grid, found, [row.height for row in found])
    block = stack([_grouped(head, "head"), paths, body], view.body * 0.5)
    sheet = Sized(grid.width + 2, block.height + 2, block)
    return Grounds(
        _draw(live, sheet, replace(paper, margin=1.0), language, 1, 1), grid.rail + 1, head.height + 1
    )


def legend_sheet(live: LiveMap, language: str, wide: float) -> Sheet:
    """Return the legend alone."""
    paper = replace(_map_paper.named("screen"), margin=0.0)
    block = _map_legend.legend(View(live, language, paper.bodies[0]), wide)
    return _draw(live, Sized(wide, block.height, block), paper, language, 1, 1)


def _on_screen(live: LiveMap, paper: Paper, language: str, steps: Sequence[Column]) -> list[Sized]:
    view = View(live, language, paper.bodies[0])
    grid = _screen_grid(view, paper, steps)
    wide = max(grid.width, paper.width - 2 * paper.margin) if steps else paper.width - 2 * paper.margin
    block = _whole(view, grid, wide, most_findings=12, room=None)
    return [Sized(wide + 2 * paper.margin, block.height + 2 * paper.margin, block)]


def _screen_grid(view: View, paper: Paper, steps: Sequence[Column]) -> Grid:
    b = view.body
    room = paper.width - 2 * paper.margin - b * RAIL_EM
    column = min(WIDEST_EM * b, max(12.4 * b, room / max(1, len(steps))))
    return Grid(view, tuple(steps), column)


def _on_paper(
    live: LiveMap, paper: Paper, height: float, language: str, steps: Sequence[Column]
) -> list[Sized]:
    wide, high = paper.width - 2 * paper.margin, height - 2 * paper.margin
    if paper.is_poster:
        poster = _poster(live, paper, height, language, steps)
        if poster is not None:
            return [poster]
    for lines, cards in LIMITS:
        view = View(live, language, paper.bodies[-1], lines, cards)
        room = high - _footer_height(view)
        blocks = _map_pages.pages(view, steps, wide, room)
        if all(block.height <= room + 0.01 for block in blocks):
            break
    longest = max(room, *(block.height for block in blocks))
    return [Sized(paper.width, height + longest - room, block) for block in blocks]


def _poster(
    live: LiveMap, paper: Paper, height: float, language: str, steps: Sequence[Column]
) -> Sized | None:
    """Return everything on one sheet, lying or standing, in the largest type that fits; or nothing."""
    for lines, cards, findings in POSTER_LIMITS:
        for body in paper.bodies:
            view = View(live, language, body, lines, cards)
            for across, down in ((paper.width, height), (height, paper.width)):
                block = _fitted(view, across - 2 * paper.margin, down - 2 * paper.margin, steps, findings)
                if block is not None:
                    return Sized(across, down, block)
    return None


def _fitted(view: View, wide: float, high: float, steps: Sequence[Column], findings: int) -> Block | None:
    column = (wide - view.body * RAIL_EM) / max(1, len(steps))
    if column < COLUMN_EM * view.body:
        return None
    block = _whole(view, Grid(view, tuple(steps), column), wide, most_findings=findings, room=high)
    return block if block.height <= high + 0.01 else None


def _whole(view: View, grid: Grid, wide: float, *, most_findings: int, room: float | None) -> Block:
    """Return header, grid and everything below it as one block; stretched to fill the room."""
    gap = view.body * 1.5
    below = _map_below.sections(view, wide, most_findings)
    top = [_map_header.header(view, wide)]
    if not grid.columns:
        nothing = paragraph(view.word("empty_map"), wide, view.style(1.3, fill=MUTED), language=view.language)
        return stack([*top, nothing, *below], gap)
    head = _map_grid.head(grid)
    plot = PLOT_EM if room is None else PAPER_PLOT_EM
    found = rows(view, grid.columns, grid.column, grid.pad, view.body * plot)
    heights = [row.height for row in found]
    fixed = stack([*top, space(1.0), *below], gap).height - 1.0 + head.height + view.body * 0.7
    fixed += sum(_map_grid.line_height(grid, row) for row in found)
    if room is not None and room > fixed + sum(heights):
        heights = stretched(found, heights, room - fixed - sum(heights))
    body = stack([head, _map_grid.lanes(grid, found, heights)], view.body * 0.7)
    return stack([*top, body, *below], gap)


def _footer_height(view: View) -> float:
    return view.small().line * 1.4


def _draw(live: LiveMap, sheet: Sized, paper: Paper, language: str, at: int, of: int) -> Sheet:
    canvas = Canvas()
    canvas.rect(Box(0.0, 0.0, sheet.width, sheet.height), fill=WHITE)
    sheet.block.draw(canvas, paper.margin, paper.margin)
    view = View(live, language, paper.bodies[-1])
    if of > 1:
        _footer(view, canvas, sheet, paper, at, of)
    svg = document(
        canvas, sheet.width, sheet.height, unit=paper.unit, title=view.say(live.map.name),
        description=_description(view), language=language,
    )  # fmt: skip
    return Sheet(svg, sheet.width, sheet.height, tuple(canvas.texts))


def _footer(view: View, canvas: Canvas, sheet: Sized, paper: Paper, at: int, of: int) -> None:
    style = view.small()
    y, right = sheet.height - paper.margin, sheet.width - paper.margin
    page = view.word("page", at=at, of=of)
    canvas.text(right, y, page, style, align=1.0)
    based = paragraph(
        view.based_on, right - paper.margin - view.body * 10, style, language=view.language, most=1
    )
    based.draw(canvas, paper.margin, y - style.line / 2 - style.size * 0.36)


def _description(view: View) -> str:
    phases = [view.phase_name(phase) for phase in view.live.map.phases]
    return (
        f"{view.word('journey_map')}: {' → '.join(phases)}. {view.based_on[:1].upper()}{view.based_on[1:]}."
    )


def _grouped(block: Block, name: str) -> Block:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        with canvas.group(id=name):
            block.draw(canvas, x, y)

    return Block(block.height, draw)

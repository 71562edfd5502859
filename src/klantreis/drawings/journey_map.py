"""The live journey map: what the team believes beside what was measured, on screen and on paper."""

from __future__ import annotations

from klantreis.drawings import _map_paper, _map_sheets
from klantreis.drawings._map_sheets import Grounds, Sheet
from klantreis.model.live_map import LiveMap

PAPERS = tuple(_map_paper.PAPERS)
"""The papers a map can be drawn on, all landscape; ``screen`` is as long as it needs to be."""


def svg(live: LiveMap, *, paper: str = "screen", language: str = "en") -> list[str]:
    """Draw a live map; return one SVG per sheet.

    The map is laid out anew for each paper: one poster on A2, A1 and A0 where everything fits, several sheets
    on A4 and A3, divided between phases with phases, steps and lane names repeated. All text is
    measured; nothing overlaps, and what is shortened is told in full in its title.

    Parameters
    ----------
    live
        The map with its evidence.
    paper
        ``screen``, ``A4``, ``A3``, ``A2``, ``A1`` or ``A0``.
    language
        ``nl`` or ``en``: of every fixed word, and of the map's own texts where it has them.

    Returns
    -------
    list of str
        Complete SVG documents; the same for the same input.

    Raises
    ------
    UnknownNameError
        If there is no such paper.
    """
    return [sheet.svg for sheet in sheets(live, paper=paper, language=language)]


def sheets(live: LiveMap, *, paper: str = "screen", language: str = "en") -> list[Sheet]:
    """Draw a live map; return each sheet with its size and the place of every text on it."""
    return _map_sheets.sheets(live, _map_paper.named(paper), language)


def grid(live: LiveMap, *, language: str = "en") -> Grounds:
    """Draw only phases, steps and lanes, for a page that tells the rest in its own text."""
    return _map_sheets.grid_sheet(live, language)


def legend(live: LiveMap, *, width: float = 320.0, language: str = "en") -> Sheet:
    """Draw only the legend, as wide as asked for, in pixels."""
    return _map_sheets.legend_sheet(live, language, width)

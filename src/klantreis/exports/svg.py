"""The live map as SVG files with their typefaces inside, one per sheet."""

from __future__ import annotations

import re
from html import unescape

from klantreis.drawings import _fonts, journey_map
from klantreis.model.live_map import LiveMap


def export(live: LiveMap, *, paper: str = "screen", language: str = "en") -> dict[str, bytes]:
    """Return the live map as SVG, one file per sheet, each complete in itself.

    The typefaces are embedded, cut down to the characters used, so that the drawing looks the same
    in every browser and drawing program.

    Parameters
    ----------
    live
        The map with its evidence.
    paper
        ``screen``, ``A4``, ``A3``, ``A2``, ``A1`` or ``A0``.
    language
        ``nl`` or ``en``.

    Returns
    -------
    dict
        File names, numbered if there are several sheets, with their bytes.
    """
    sheets = journey_map.svg(live, paper=paper, language=language)
    return {
        name: embed(svg).encode() for name, svg in zip(names(live, len(sheets), "svg"), sheets, strict=True)
    }


def embed(svg: str) -> str:
    """Return a drawing with its typefaces inside.

    Examples
    --------
    >>> "@font-face" in embed('<svg xmlns="http://www.w3.org/2000/svg"><title>t</title><text>Hoi</text></svg>')
    True
    """
    told = unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)))
    style = f"<style>{_fonts.style_sheet(told)}</style>"
    return re.sub(r"(?=<title>)", lambda _: style, svg, count=1)


def names(live: LiveMap, sheets: int, suffix: str) -> list[str]:
    """Return a file name per sheet; numbered from 1 if there are several."""
    if sheets == 1:
        return [f"{live.map.id}.{suffix}"]
    return [f"{live.map.id}-{at}.{suffix}" for at in range(1, sheets + 1)]

"""The live map as pictures of dots, for slides and messages."""

from __future__ import annotations

from klantreis.drawings import _fonts, journey_map
from klantreis.model.live_map import LiveMap


def export(live: LiveMap, *, paper: str = "screen", language: str = "en") -> dict[str, bytes]:
    """Return the live map as PNG, one file per sheet, at twice the size of the screen.

    Posters are drawn at 96 dots per inch, because twice that is more than most programs open.

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
    zoom = 1.0 if paper.casefold() in ("a0", "a1", "a2") else 2.0
    sheets = journey_map.svg(live, paper=paper, language=language)
    stem = live.map.id
    named = [f"{stem}.png"] if len(sheets) == 1 else [f"{stem}-{at}.png" for at in range(1, len(sheets) + 1)]
    return {name: render(svg, zoom=zoom) for name, svg in zip(named, sheets, strict=True)}


def render(svg: str, *, zoom: float = 2.0) -> bytes:
    """Return a drawing as PNG; only the typefaces we ship are used, so it looks alike everywhere.

    Parameters
    ----------
    svg
        Any drawing of klantreis.
    zoom
        1 draws it at 96 dots per inch.

    Examples
    --------
    >>> render('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')[1:4]
    b'PNG'
    """
    import resvg_py

    dots = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=_fonts.files(),
        dpi=96,
        zoom=zoom,
        background="#ffffff",
    )
    return bytes(dots)

"""The live map as a tagged PDF: the sheets as vectors, then the same map as a table and as text."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from klantreis.drawings import _fonts, journey_map
from klantreis.drawings._map_view import View
from klantreis.exports import _report
from klantreis.model.live_map import LiveMap

_EPOCH: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def export(live: LiveMap, *, paper: str = "A3", language: str = "en") -> dict[str, bytes]:
    """Return the live map as one PDF that meets PDF/UA-1, the standard for accessible PDF.

    Every sheet is a figure with an alternative text, followed by the findings and the map as a real
    table. No date is written, so the same map gives the same bytes.

    Parameters
    ----------
    live
        The map with its evidence.
    paper
        Of the sheets: ``A4``, ``A3``, ``A2``, ``A1``, ``A0`` or ``screen``. The text pages are A4.
    language
        ``nl`` or ``en``.

    Returns
    -------
    dict
        One file name with its bytes.
    """
    import typst

    sheets = journey_map.sheets(live, paper=paper, language=language)
    files: Any = {f"sheet-{at}.svg": sheet.svg.encode() for at, sheet in enumerate(sheets, start=1)}
    files["main.typ"] = _report.document(View(live, language, 10.0), sheets, paper=paper).encode()
    made = typst.compile(
        files, format="pdf", font_paths=[str(_fonts.FOLDER)], ignore_system_fonts=True,
        pdf_standards=["ua-1"], timestamp=int(_EPOCH.timestamp()),
    )  # fmt: skip
    return {f"{live.map.id}.pdf": bytes(made)}

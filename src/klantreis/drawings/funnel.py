"""The funnel: how many customers reach each step, how many may still, and where the rest stop."""

from __future__ import annotations

from typing import Any, Final

from klantreis.drawings._blocks import Block, paragraph, stack
from klantreis.drawings._colours import ACCENT, ACCENT_TINT, HAIRLINE, INK, MUTED, NAVY, WHITE
from klantreis.drawings._numbers import NARROW, count, duration, percent, percent_interval
from klantreis.drawings._svg import Box, Canvas, Style, document, number
from klantreis.drawings._words import word
from klantreis.errors import ParameterError
from klantreis.model.result import Result

DRAWS: Final = "funnel"
"""The analysis whose answers this draws."""

MARGIN, BODY = 18.0, 13.0
_NAME, _SHARE, _NOTE = Style(BODY, "semibold"), Style(BODY * 1.15, "semibold"), Style(BODY * 0.86, fill=MUTED)


def svg(result: Result, *, width: float = 860.0, language: str = "en") -> str:
    """Draw a funnel: a bar per step with its share, interval, n, open and dropped customers and time.

    Parameters
    ----------
    result
        The answer of the analysis ``funnel``.
    width
        Of the drawing, in pixels.
    language
        ``nl`` or ``en``.

    Returns
    -------
    str
        An SVG document. Solid: reached this step. Hatched: still within the window. Outlined:
        dropped. The whisker is the 95 % interval of the share of the start.

    Raises
    ------
    ParameterError
        If the answer is not that of a funnel.
    """
    if result.analysis != "funnel":
        raise ParameterError(
            f"A funnel cannot be drawn from the analysis {result.analysis!r}.",
            hint="Give the answer of funnel(...).",
        )
    rows: list[dict[str, Any]] = list(result.rows)
    start = max((row["customers"] for row in rows), default=0)
    wide = width - 2 * MARGIN
    blocks = [_row(row, start, wide, language) for row in rows]
    body = stack(blocks, BODY * 0.7)
    canvas = Canvas()
    height = body.height + 2 * MARGIN
    canvas.rect(Box(0.0, 0.0, width, height), fill=WHITE)
    body.draw(canvas, MARGIN, MARGIN)
    told = ", ".join(f"{row['touchpoint']} {count(row['customers'], language)}" for row in rows)
    return document(
        canvas,
        width,
        height,
        unit="px",
        title=word("funnel", language),
        description=f"{told}.",
        language=language,
    )


def _row(row: dict[str, Any], start: int, wide: float, language: str) -> Block:
    left, right = wide * 0.24, wide * 0.3
    room = wide - left - right - BODY * 2
    name = stack(
        [
            paragraph(str(row["touchpoint"]), left - BODY, _NAME, language=language, most=3),
            paragraph(_time(row, language), left - BODY, _NOTE, language=language),
        ]
    )
    share = row["share_of_start"]
    figures = stack(
        [
            paragraph("–" if share is None else percent(share, language), right, _SHARE, language=language),
            paragraph(_figures(row, language), right, _NOTE, language=language),
            paragraph(_lost(row, language), right, _NOTE, language=language),
        ]
    )
    height = max(name.height, figures.height, BODY * 2.6)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        name.draw(canvas, x, y + (height - name.height) / 2)
        _bar(canvas, row, start, Box(x + left, y + (height - BODY * 2.2) / 2, room, BODY * 2.2))
        figures.draw(canvas, x + left + room + BODY * 2, y + (height - figures.height) / 2)

    return Block(height, draw)


def _bar(canvas: Canvas, row: dict[str, Any], start: int, place: Box) -> None:
    unit = place.w / max(1, start)
    reached, open_, dropped = (row[key] or 0 for key in ("customers", "open", "dropped"))
    canvas.line(place.x, place.y - 4, place.x, place.y + place.h + 4, stroke=NAVY, stroke_width=1.2)
    x = place.x
    canvas.rect(Box(x, place.y, reached * unit, place.h), fill=ACCENT)
    x += reached * unit
    if open_:
        _hatch(canvas, Box(x, place.y, open_ * unit, place.h))
        x += open_ * unit
    if dropped:
        canvas.rect(Box(x, place.y, dropped * unit, place.h), fill=WHITE, stroke=HAIRLINE, stroke_width=1.2)
    _whisker(canvas, row, place)


def _whisker(canvas: Canvas, row: dict[str, Any], place: Box) -> None:
    low, high = row["low"], row["high"]
    if low is None or high is None or row["step"] == 1:
        return
    y, cap = place.y + place.h / 2, place.h * 0.16
    x0, x1 = (number(place.x + place.w * end) for end in (low, high))
    top, tall = number(y - cap), number(2 * cap)
    d = f"M{x0},{number(y)}H{x1}M{x0},{top}v{tall}M{x1},{top}v{tall}"
    canvas.add("path", d=d, fill="none", stroke=WHITE, stroke_width=3.6)
    canvas.add("path", d=d, fill="none", stroke=INK, stroke_width=1.4)


def _figures(row: dict[str, Any], language: str) -> str:
    n = f"{word('n', language)}{NARROW}{count(row['customers'], language)}"
    low, high = row["low"], row["high"]
    return (
        n
        if low is None or high is None or row["step"] == 1
        else f"{percent_interval(low, high, language)} · {n}"
    )


def _lost(row: dict[str, Any], language: str) -> str:
    parts = []
    if row["dropped"]:
        parts.append(f"{count(row['dropped'], language)} {word('dropped', language)}")
    if row["open"]:
        parts.append(f"{count(row['open'], language)} {word('still_open', language)}")
    return " · ".join(parts)


def _time(row: dict[str, Any], language: str) -> str:
    seconds = row["median_s"]
    return "" if seconds is None else f"{word('median', language)} {duration(seconds, language)}"


def _hatch(canvas: Canvas, place: Box) -> None:
    """Fill a box with slanted lines, cut at its edges."""
    canvas.rect(place, fill=ACCENT_TINT, stroke=ACCENT, stroke_width=0.8)
    step, x = 6.0, place.x - place.h
    while x < place.x + place.w:
        start, end = max(x, place.x), min(x + place.h, place.x + place.w)
        if end > start:
            foot = place.y + place.h
            canvas.line(start, foot - (start - x), end, foot - (end - x), stroke=ACCENT, stroke_width=1.1)
        x += step

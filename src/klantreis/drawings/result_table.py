"""Any answer as an accessible table, for notebooks and pages; a funnel is drawn above its table."""

from __future__ import annotations

from typing import Final

from klantreis import registry
from klantreis.drawings._colours import HAIRLINE, INK, MUTED
from klantreis.drawings._markup import Markup, tag
from klantreis.drawings._numbers import count, day, decimal, duration, percent, percent_interval
from klantreis.drawings._words import word
from klantreis.model.result import Cell, Result

MOST_ROWS: Final = 200
_SHARES: Final = ("share", "coverage")
_INTERVALS: Final = {"low": "high", "previous_low": "previous_high"}


def html(result: Result, *, language: str = "en") -> str:
    """Return an answer as HTML: its size, period and method, and its rows as a table.

    Shares are shown as percentages, seconds as durations, and the two ends of an interval in one
    column. At most 200 rows are shown; a note says how many there are.

    Parameters
    ----------
    result
        The answer of any analysis.
    language
        ``nl`` or ``en``.

    Returns
    -------
    str
        A fragment of HTML without scripts or addresses; everything in it is escaped.
    """
    names = [name for name in result.columns if name not in _INTERVALS.values()]
    head = [tag("th", _title(name), scope="col", style=_cell_style(name, result)) for name in names]
    rows = [_row(row, names, result, language) for row in result.rows[:MOST_ROWS]]
    caption = tag(
        "caption",
        tag("strong", _title(result.analysis)),
        tag("span", f" {_size(result, language)}", style=f"color:{MUTED}"),
        style="caption-side:top;text-align:left;padding:6px 0",
    )
    table = tag(
        "table", caption, tag("thead", tag("tr", *head)), tag("tbody", *rows),
        style="border-collapse:collapse;font-variant-numeric:tabular-nums",
    )  # fmt: skip
    font = f"font:14px/1.45 Inter,system-ui,sans-serif;color:{INK};overflow-x:auto"
    return tag("div", _drawing(result, language), table, *_notes(result, language), lang=language, style=font)


def _drawing(result: Result, language: str) -> Markup:
    """Draw the result, if a drawing on the shelf bears the name of its analysis."""
    if result.analysis not in registry.names("drawings"):
        return Markup("")
    return Markup(registry.item("drawings", result.analysis).svg(result, language=language))


def _size(result: Result, language: str) -> str:
    n = result.n
    parts = [
        f"{count(n.customers, language)} {word('customers', language).lower()}",
        f"{count(n.events, language)} {word('events', language).lower()}",
    ]
    if result.period.start and result.period.end:
        parts.append(f"{day(result.period.start, language)} – {day(result.period.end, language)}")
    return " · ".join(parts)


def _row(row: dict[str, Cell], names: list[str], result: Result, language: str) -> Markup:
    cells = []
    for at, name in enumerate(names):
        text, style = _text(name, row, language), _cell_style(name, result)
        cells.append(tag("td", text, style=style) if at else tag("th", text, scope="row", style=style))
    return tag("tr", *cells)


def _text(name: str, row: dict[str, Cell], language: str) -> str:
    value = row[name]
    if name in _INTERVALS:
        low, high = value, row.get(_INTERVALS[name])
        known = isinstance(low, float) and isinstance(high, float)
        return percent_interval(low, high, language) if known else ""  # type: ignore[arg-type]
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, list):
        return " → ".join(value)
    if isinstance(value, str):
        return value
    if name.endswith("_s"):
        return duration(value, language)
    if isinstance(value, float) and any(part in name for part in _SHARES):
        return percent(value, language)
    return count(value, language) if isinstance(value, int) else decimal(value, language, 3)


def _title(name: str) -> str:
    """Return the name of a column as a reader says it: "Share of start", "95% interval"."""
    if name in _INTERVALS:
        return "95% interval"
    said = name.removesuffix("_s").replace("_", " ")
    return said[0].upper() + said[1:]


def _cell_style(name: str, result: Result) -> str:
    values = result.columns[name]
    right = all(not isinstance(value, str | list) for value in values[:50]) and name != "step"
    return (
        f"text-align:{'right' if right else 'left'};padding:4px 12px 4px 0;border-bottom:1px solid {HAIRLINE}"
    )


def _notes(result: Result, language: str) -> list[Markup]:
    notes = [result.method, *result.notes]
    if len(result) > MOST_ROWS:
        notes.append(word("more", language, n=count(len(result) - MOST_ROWS, language)))
    return [tag("p", note, style=f"margin:4px 0;color:{MUTED};font-size:12px") for note in notes]

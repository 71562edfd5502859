"""A result as a table for people: an interval beside its figure, and no more columns than fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klantreis.model.result import Result

_SHARES = ("share", "low", "high", "coverage")
_WIDEST = 60
_BORDER = 3


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is shown."""

    heading: str
    cells: tuple[str, ...]
    number: bool

    @property
    def width(self) -> int:
        """The least width in characters at which nothing is cut."""
        words = max(map(len, self.heading.split()), default=0)
        return min(_WIDEST, max([words, *map(len, self.cells)])) + _BORDER


def columns(result: Result, *, limit: int) -> list[Column]:
    """Return the columns of the first ``limit`` rows, in order, each figure with its interval."""
    known = result.columns
    intervals = {name: ends for name in known if (ends := _interval(name, known))}
    within = {end for ends in intervals.values() for end in ends}
    return [
        _column(name, known, intervals.get(name), limit)
        for name in known
        if name not in within and not all(value is None for value in known[name])
    ]


def fitting(found: Sequence[Column], room: int) -> tuple[list[Column], list[Column]]:
    """Return the columns that fit into ``room`` characters, and those that do not; at least two fit."""
    shown: list[Column] = []
    left: list[Column] = []
    for column in found:
        used = sum(one.width for one in shown) + 1
        (shown if len(shown) < 2 or (not left and used + column.width <= room) else left).append(column)
    return shown, left


def _interval(name: str, known: Mapping[str, Sequence[Any]]) -> tuple[str, str] | None:
    if not (name.endswith("_s") or "share" in name):
        return None
    stem = name.removesuffix("_s").removesuffix("_share").removeprefix("share_of_")
    unit = "_s" if name.endswith("_s") else ""
    pairs = [(f"{name}_low", f"{name}_high"), (f"{stem}_low{unit}", f"{stem}_high{unit}")]
    if name in ("share", "share_of_start"):
        pairs.append(("low", "high"))
    return next((pair for pair in pairs if pair[0] in known), None)


def _column(
    name: str, known: Mapping[str, Sequence[Any]], ends: tuple[str, str] | None, limit: int
) -> Column:
    values = known[name][:limit]
    cells = [_text(name, value) for value in values]
    if ends is not None:
        bounds = zip(known[ends[0]][:limit], known[ends[1]][:limit], strict=True)
        cells = [_with_interval(name, cell, *bound) for cell, bound in zip(cells, bounds, strict=True)]
    number = all(isinstance(value, (int, float)) or value is None for value in values)
    return Column(name.removesuffix("_s").replace("_", " "), tuple(cells), number)


def _with_interval(name: str, cell: str, low: Any, high: Any) -> str:
    if low is None and high is None:
        return cell
    return f"{cell} ({_text(name, low)} – {_text(name, high)})"


def _text(name: str, value: Any) -> str:
    if value is None:
        return "?"
    if isinstance(value, list):
        return " → ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if not isinstance(value, (int, float)):
        return str(value)
    if name.endswith("_s"):
        return _duration(value)
    if any(word in name for word in _SHARES):
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def _duration(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if abs(seconds) >= size:
            return f"{seconds / size:,.1f} {unit}"
    return f"{seconds:,.1f} s"

"""A table that reads well on a terminal and in Markdown alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A title, a header, rows of text and what must be said about them."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def markdown(self) -> str:
        """Return the table as aligned Markdown."""
        lines = [list(self.header), *map(list, self.rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.header))]
        head, *body = [_line(line, widths) for line in lines]
        rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
        return "\n".join([f"## {self.title}", "", head, rule, *body, *(f"\n{n}" for n in self.notes), ""])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def short(value: float) -> str:
    """Write a number with the three digits that matter."""
    if not value:
        return "0"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def size(events: int) -> str:
    """Write a number of events as people say it: 10M."""
    if events % 1_000_000 == 0:
        return f"{events // 1_000_000}M"
    return f"{events // 1000}k" if events % 1000 == 0 else str(events)

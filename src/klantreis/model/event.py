"""Events: what happened, to whom, where and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["customer", "touchpoint", "time", "channel", "message_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """Which column of a source plays which part.

    ``properties`` are further columns to keep with each event; ``None`` keeps every column that
    is fit to filter by, ``()`` keeps none.
    """

    customer: str | None = None
    touchpoint: str | None = None
    time: str | None = None
    channel: str | None = None
    message_id: str | None = None
    properties: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport:
    """What became of the rows that were read: kept or dropped, and why.

    ``rows == kept + sum(dropped.values())`` always holds. ``repeats`` counts rows alike in
    customer, touchpoint and instant that were kept; ``ties`` counts events that share their
    instant with the event before them in the same journey, so that order of arrival decided.
    """

    rows: int
    kept: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    repeats: int = 0
    ties: int = 0
    notes: tuple[str, ...] = ()
    columns: EventColumns = field(default_factory=EventColumns)

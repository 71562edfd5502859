"""The steps of the intake, in order: each takes a chunk of rows a little further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from klantreis.intake.classify import NOT_KNOWN, blank, coded, numbers
from klantreis.intake.clock import tell_time
from klantreis.intake.identify import identified, pseudonyms
from klantreis.intake.plan import Plan, missing, times_of
from klantreis.intake.reasons import CODES
from klantreis.intake.seen import SeenMessages
from klantreis.log.arrow import as_arrow
from klantreis.sources import Rows

_PROPERTY = "property "


@dataclass(slots=True)
class Draft:
    """A chunk on its way: the raw rows, the clean columns so far, and the reason to drop each row.

    ``reason`` is 0 for a row that is kept, and ``None`` as long as no row is dropped.
    """

    plan: Plan
    file: str
    rows: Rows
    clean: dict[str, Any] = field(default_factory=dict)
    reason: np.ndarray | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def drop(self, which: np.ndarray | None, reason: str) -> None:
        """Drop rows for this reason, unless they were dropped already."""
        if which is None or not which.any():
            return
        if self.reason is None:
            self.reason = np.zeros(self.rows.table.num_rows, np.uint8)
        self.reason[which & (self.reason == 0)] = CODES[reason]


def parse(draft: Draft) -> None:
    """Take the rows as the file holds them; those that cannot be decoded are set aside already."""
    have = draft.rows.table.column_names
    roles = ("customer", "touchpoint", "time")
    for role, name in zip(roles, draft.plan.required, strict=True):
        if name not in have:
            raise missing(draft.file, role, name, tuple(have))


def identify(draft: Draft) -> None:
    """Make the ids of customers alike; drop rows without one, or with a stand-in for one."""
    column = draft.rows.table[str(draft.plan.columns.customer)]
    ids, reason = identified(column, zero_is_placeholder=draft.plan.zero_is_placeholder)
    draft.clean["customer"] = ids
    if reason is not None:
        for name in ("blank_customer", "placeholder_customer"):
            draft.drop(reason == CODES[name], name)


def pseudonymise(draft: Draft) -> None:
    """Replace ids by a keyed hash, if a key was given."""
    if draft.plan.pseudonym_key is not None:
        draft.clean["customer"] = pseudonyms(draft.clean["customer"], draft.plan.pseudonym_key)


def classify(draft: Draft) -> None:
    """Bring touchpoints and channels to names, properties to names or numbers; drop blank touchpoints."""
    table, plan = draft.rows.table, draft.plan
    touchpoints = coded(table[str(plan.columns.touchpoint)])
    draft.clean["touchpoint"] = touchpoints
    draft.drop(blank(touchpoints), "blank_touchpoint")
    if plan.columns.channel in table.column_names:
        draft.clean["channel"] = coded(table[plan.columns.channel], NOT_KNOWN)
    for name, kind in plan.kinds.items():
        if name in table.column_names:
            draft.clean[_PROPERTY + name] = _property(draft, table[name], name, kind)


def _property(draft: Draft, column: Any, name: str, kind: str) -> Any:
    if kind == "flag" and pa.types.is_boolean(column.type):
        return column
    if kind != "number":
        return coded(column, NOT_KNOWN)
    values, wrong = numbers(column, draft.plan.decimal)
    if wrong:
        draft.counts[f"values of {name!r} that are not numbers were left empty"] += wrong
    return values


def clock(draft: Draft) -> None:
    """Turn every time into UTC; drop rows without a time, with an unreadable one or outside the bounds."""
    plan = draft.plan
    told = tell_time(times_of(draft.rows.table, plan), plan.clock)
    draft.drop(told.blank, "blank_time")
    draft.drop(told.unreadable, "unreadable_time")
    if len(told.us) and (told.us.min() < plan.earliest_us or told.us.max() > plan.latest_us):
        draft.drop((told.us < plan.earliest_us) | (told.us > plan.latest_us), "time_out_of_range")
    draft.clean["time"] = as_arrow(told.us).cast(pa.timestamp("us", "UTC"))
    if told.odd_hours:
        draft.counts["times fall in an hour that the clock showed twice or skipped"] += told.odd_hours
    against = told.day_first if plan.clock.month_first else told.month_first
    if against:
        draft.counts["dates have day and month the other way round than the rest, as their values show"] += (
            against
        )


def deduplicate(draft: Draft, seen: SeenMessages) -> None:
    """Drop rows whose message id came before; the only step that must go in order of arrival."""
    name = draft.plan.columns.message_id
    if name is not None and name in draft.rows.table.column_names:
        among = None if draft.reason is None else draft.reason == 0
        draft.drop(seen.again(draft.rows.table[name], among), "seen_message")


STEPS: tuple[Callable[[Draft], None], ...] = (parse, identify, pseudonymise, classify, clock)
"""The steps that any thread may take for its own chunk; ``deduplicate`` follows, chunk after chunk."""


def kept_rows(draft: Draft) -> pa.Table:
    """Return the clean events of the rows that are kept, as the journey log takes them.

    A property called ``customer``, ``touchpoint``, ``time`` or ``channel`` that plays no such part
    gets ``_column`` behind its name.
    """
    parts = {name: column for name, column in draft.clean.items() if not name.startswith(_PROPERTY)}
    for name in draft.plan.kinds:
        if _PROPERTY + name in draft.clean:
            reserved = name in ("customer", "touchpoint", "time", "channel")
            parts[f"{name}_column" if reserved else name] = draft.clean[_PROPERTY + name]
    table = pa.Table.from_arrays([_whole(c) for c in parts.values()], names=list(parts))
    return table if draft.reason is None else table.filter(pc.equal(pa.array(draft.reason), 0))


def _whole(column: Any) -> Any:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

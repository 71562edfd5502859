"""The plan of an intake: everything that is decided before the first row is judged."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, Literal

import pyarrow as pa

from klantreis.errors import ColumnError, ParameterError, nearest
from klantreis.intake.clock import Clock, new_clock, proven_order, tell_time
from klantreis.intake.daytime import apart, found_of_day, joined
from klantreis.intake.fitting import Kind, fitting_properties, kind_of
from klantreis.intake.guess import guess_columns
from klantreis.intake.identify import zero_stands_in
from klantreis.model.event import EventColumns
from klantreis.sources import Source, Wanted
from klantreis.sources._text import as_text

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
EARLIEST = dt.datetime(1971, 1, 1, tzinfo=dt.UTC)
AHEAD = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person says about a source of events; what is left out is found out.

    Times before ``earliest`` or after ``latest`` are rejected: an event of 1970 is an empty clock,
    one of next year a wrong one. ``pseudonym_key`` replaces ids by a keyed hash.
    """

    columns: EventColumns = field(default_factory=EventColumns)
    time_format: str | None = None
    timezone: str = "UTC"
    decimal: Literal[".", ","] | None = None
    earliest: dt.datetime = EARLIEST
    latest: dt.datetime | None = None
    pseudonym_key: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How each row of a source will be judged; the same for all its chunks.

    ``of_day`` is the column with the time of day, where ``columns.time`` holds days only.
    """

    columns: EventColumns
    clock: Clock
    kinds: Mapping[str, Kind]
    decimal: str
    earliest_us: int
    latest_us: int
    zero_is_placeholder: bool
    pseudonym_key: bytes | None
    required: tuple[str, ...]
    of_day: str | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def wanted(self) -> Wanted:
        """The columns to decode, and those that come best as codes."""
        named = (self.columns.customer, self.columns.touchpoint, self.columns.time)
        also = (self.of_day, self.columns.channel, self.columns.message_id, *self.kinds)
        names = tuple(dict.fromkeys(n for n in (*named, *also) if n is not None))
        coded = {
            self.columns.touchpoint,
            self.columns.channel,
            *(n for n, k in self.kinds.items() if k == "text"),
        }
        return Wanted(
            columns=names, coded=frozenset(n for n in coded if n) - {self.columns.customer, self.columns.time}
        )


def make_plan(source: Source, wishes: Wishes, now: dt.datetime) -> Plan:
    """Decide how the rows of a source will be judged, from its first rows.

    Raises
    ------
    ColumnError
        If a column that was named is missing (the nearest is offered), or a column that was not
        named cannot be guessed with confidence.
    ParameterError
        If the time zone or time format is not known, or one column is given for two parts.
    """
    day, of_day = apart(source, wishes.columns.time)
    given = replace(wishes.columns, time=day)
    _check_named(source, given, of_day)
    _check_apart(given)
    clock = new_clock(wishes.time_format, wishes.timezone)
    guess = guess_columns(source, given, clock)
    required = tuple(str(c) for c in (guess.columns.customer, guess.columns.touchpoint, guess.columns.time))
    _check_named(source, EventColumns(customer=required[0], touchpoint=required[1], time=required[2]), None)
    notes = [*source.remarks, *guess.notes]
    if day is None and of_day is None and (of_day := found_of_day(source, required[2])):
        notes.append(f"Times of day are taken from {of_day!r}, days from {required[2]!r}.")
    if _is_open(source, required[2], clock):
        clock, note = proven_order(_times(source, required[2]), clock)
        notes.append(note)
    chosen = guess.columns.properties
    if chosen is None:
        chosen = tuple(n for n in fitting_properties(source, guess.columns, clock) if n != of_day)
    kinds = {name: kind_of([f.preview for f in source.files], name) for name in chosen}
    ids = [t for f in source.files for t in as_text(f.preview[required[0]]).to_pylist() if t]
    return Plan(
        columns=replace(guess.columns, properties=chosen),
        clock=clock,
        kinds=kinds,
        decimal=wishes.decimal or _decimal(source, kinds),
        earliest_us=_us(wishes.earliest),
        latest_us=_us(wishes.latest or now + AHEAD),
        zero_is_placeholder=zero_stands_in(ids),
        pseudonym_key=wishes.pseudonym_key,
        required=required,
        of_day=of_day,
        notes=tuple(note for note in notes if note),
    )


def times_of(table: Any, plan: Plan) -> Any:
    """Return the column of times of a table, joined from days and times of day where they are apart."""
    day = table[str(plan.columns.time)]
    has_both = plan.of_day is not None and plan.of_day in table.column_names
    return joined(day, table[plan.of_day]) if has_both else day


def _check_named(source: Source, columns: EventColumns, of_day: str | None) -> None:
    named = {r: getattr(columns, r) for r in ("customer", "touchpoint", "time", "channel", "message_id")}
    asked = [(role, name) for role, name in named.items() if name is not None]
    asked += [("time", of_day)] if of_day else []
    asked += [("property", name) for name in columns.properties or ()]
    for role, name in asked:
        for file in source.files:
            if name not in file.columns and not (role == "property" and name in source.columns):
                raise missing(file.name, role, name, file.columns)


def _check_apart(columns: EventColumns) -> None:
    """Refuse one column for two parts: it cannot say both who and where."""
    roles = ("customer", "touchpoint", "time")
    for one, other in combinations(roles, 2):
        name = getattr(columns, one)
        if name is not None and name == getattr(columns, other):
            raise ParameterError(
                f"The column {name!r} is given for the {one} and for the {other}.",
                hint="Give each a column of its own.",
            )


def missing(file: str, role: str, name: str, known: tuple[str, ...]) -> ColumnError:
    """Return the error for a column that a file lacks, with the nearest that it has."""
    close = nearest(name, known)
    offered = f"Did you mean {close!r}? " if close else ""
    shown = ", ".join(known[:20]) + (" …" if len(known) > 20 else "")
    return ColumnError(f"{file} has no column {name!r} for the {role}.", hint=f"{offered}Columns: {shown}.")


def _is_open(source: Source, time: str, clock: Clock) -> bool:
    """Whether the first rows name day and month by number, and nothing says which comes first."""
    if clock.order_is_given or clock.pattern:
        return False
    told = [tell_time(f.preview[time], clock) for f in source.files if time in f.columns]
    return any(t.day_first or t.month_first or t.either for t in told)


def _times(source: Source, time: str) -> Iterator[Any]:
    """Yield the times of the first rows, then of all rows for as long as they are asked for."""
    yield from (f.preview[time] for f in source.files)
    for chunk in source.chunks():
        table = chunk.read(Wanted(columns=(time,))).table
        if time in table.column_names:
            yield table[time]


def _decimal(source: Source, kinds: Mapping[str, Kind]) -> str:
    """Return a comma where a column of numbers is written with one, else a point."""
    comma = re.compile(r"[+-]?[\d.]*\d,\d+")
    for file in source.files:
        for name in (n for n, k in kinds.items() if k == "number" and n in file.columns):
            column = file.preview[name]
            is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
            if is_text and any(comma.fullmatch(v or "") for v in column.to_pylist()):
                return ","
    return "."


def _us(moment: dt.datetime) -> int:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return (aware - _EPOCH) // dt.timedelta(microseconds=1)

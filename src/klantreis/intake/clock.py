"""The clock: whatever way a time is stored or written, it becomes UTC, in whole microseconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from klantreis.errors import ParameterError
from klantreis.intake import written
from klantreis.intake.calendar import (
    AUTO,
    EXCEL,
    MICROS,
    MILLIS,
    NANOS,
    SECONDS,
    UNREADABLE,
    broken_numbers,
    whole_numbers,
)
from klantreis.intake.patterns import read_pattern
from klantreis.intake.zones import zone
from klantreis.log.arrow import as_numbers
from klantreis.log.hashing import text_buffers
from klantreis.sources._text import plain

UNITS = {"s": SECONDS, "ms": MILLIS, "us": MICROS, "ns": NANOS, "excel": EXCEL}
ORDERS = {"day-first": False, "month-first": True}
EACH_BY_ITSELF = "iso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How the times of one source are to be read.

    ``unit`` is 0 where the size of each number decides between seconds, milliseconds,
    microseconds, nanoseconds and ``yyyymmdd[hhmm[ss]]``; ``pattern`` is a strptime format, if given.
    """

    timezone: str = "UTC"
    unit: int = AUTO
    month_first: bool = False
    pattern: str | None = None
    order_is_given: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Instants (µs since 1970), and what could not be read.

    ``blank`` and ``unreadable`` are masks, or ``None`` where there are none. ``odd_hours`` counts
    times within an hour that the clock showed twice or skipped; ``day_first``, ``month_first`` and
    ``either`` count numeric dates by the order that they prove.
    """

    us: np.ndarray
    blank: np.ndarray | None = None
    unreadable: np.ndarray | None = None
    odd_hours: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0


def new_clock(time_format: str | None, timezone: str) -> Clock:
    """Return a clock from what a person says about the times.

    Parameters
    ----------
    time_format
        A strptime format such as ``"%d-%m-%Y %H:%M"``; or ``"s"``, ``"ms"``, ``"us"``, ``"ns"``
        (epochs), ``"excel"`` (days since 1900), ``"day-first"``, ``"month-first"`` or ``"iso"``;
        ``None``: judge each value by itself.
    timezone
        The IANA zone of times without one.

    Raises
    ------
    ParameterError
        If the format or zone is not known.

    Examples
    --------
    >>> new_clock("month-first", "Europe/Amsterdam").month_first
    True
    """
    zone(timezone)
    if time_format is None or time_format == EACH_BY_ITSELF:
        return Clock(timezone=timezone)
    if time_format in UNITS:
        return Clock(timezone=timezone, unit=UNITS[time_format])
    if time_format in ORDERS:
        return Clock(timezone=timezone, month_first=ORDERS[time_format], order_is_given=True)
    if "%" in time_format:
        return Clock(timezone=timezone, pattern=time_format)
    names = ", ".join([*UNITS, *ORDERS, EACH_BY_ITSELF])
    raise ParameterError(
        f"{time_format!r} is not a format of times.",
        hint=f"Give one as in strptime, such as '%d-%m-%Y %H:%M', or one of: {names}.",
    )


def proven_order(columns: Iterable[Any], clock: Clock) -> tuple[Clock, str]:
    """Return the clock with the order of day and month that the times prove, and a note if needed.

    Columns are read until one order is proven; where nothing proves it, day first is taken.
    """
    either = 0
    for column in columns:
        told = tell_time(column, clock)
        either += told.either
        if told.day_first:
            return clock, ""
        if told.month_first:
            return Clock(timezone=clock.timezone, month_first=True), "Dates are written month first."
    note = "Dates fit both orders; they were read day first. Say time_format='month-first' if that is wrong."
    return clock, note if either else ""


def tell_time(column: Any, clock: Clock) -> Told:
    """Return the instants of a column of any type.

    Examples
    --------
    >>> told = tell_time(pa.array(["2024-01-01T01:00+01:00", "1704067200"]), Clock())
    >>> told.us.astype("datetime64[us]")[0], told.us[0] == told.us[1]
    (np.datetime64('2024-01-01T00:00:00.000000'), np.True_)
    """
    array = plain(column)
    kind = array.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _from_instants(array, clock)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _from_numbers(array, clock)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _from_text(array.cast(pa.large_string()), clock)
    blank = np.ones(len(array), np.bool_) if pa.types.is_null(kind) else _mask(array.is_null())
    return Told(np.full(len(array), UNREADABLE), _if_any(blank), _if_any(~blank))


def _from_instants(array: Any, clock: Clock) -> Told:
    naive = getattr(array.type, "tz", None) is None
    blank = _mask(array.is_null()) if array.null_count else None
    whole = array.cast(pa.timestamp("us", getattr(array.type, "tz", None)), safe=False).cast(pa.int64())
    whole = whole.fill_null(0) if blank is not None else whole
    us = as_numbers(whole)
    odd = zone(clock.timezone).odd(us) if naive and clock.timezone != "UTC" else 0
    return Told(zone(clock.timezone).to_utc(us) if naive else us, blank, odd_hours=odd)


def _from_numbers(array: Any, clock: Clock) -> Told:
    array = array.cast(pa.float64()) if pa.types.is_decimal(array.type) else array
    broken = pa.types.is_floating(array.type)
    values = (array.fill_null(0) if array.null_count else array).to_numpy(zero_copy_only=False)
    blank = _mask(array.is_null()) | (np.isnan(values) if broken else False)
    us = np.empty(len(values), np.int64)
    if broken:
        broken_numbers(np.nan_to_num(values.astype(np.float64), nan=0.0), clock.unit, us)
    else:
        whole_numbers(values.astype(np.int64, copy=False), clock.unit, us)
    local = np.ones(len(us), np.bool_) if clock.unit == EXCEL else _compact(values, clock)
    if local.any():
        us = np.where(local & (us != UNREADABLE), zone(clock.timezone).to_utc(us), us)
    return Told(us, _if_any(blank), _if_any((us == UNREADABLE) & ~blank))


def _compact(values: np.ndarray, clock: Clock) -> np.ndarray:
    """Which numbers are ``yyyymmdd…``, and so times of a clock on the wall."""
    found = np.zeros(len(values), np.bool_)
    for scale in (1, 10**4, 10**6, 10**9) if clock.unit == AUTO and clock.timezone != "UTC" else ():
        found |= (values >= 19_710_101 * scale) & (values < 21_010_101 * scale)
    return found


def _from_text(array: Any, clock: Clock) -> Told:
    if clock.pattern:
        return _by_pattern(array, clock)
    filled = array.fill_null("") if array.null_count else array
    offsets, text = text_buffers(filled)
    us, status = np.empty(len(array), np.int64), np.empty(len(array), np.uint8)
    written.read_written(offsets, text, clock.unit, clock.month_first, us, status)
    counts = np.bincount(status, minlength=256)
    what = status & 15
    odd = 0
    if counts[written.NAIVE :: 16].sum() and clock.timezone != "UTC":
        naive = what == written.NAIVE
        odd = zone(clock.timezone).odd(us[naive])
        us = np.where(naive, zone(clock.timezone).to_utc(us), us)
    return Told(
        us,
        what == written.BLANK if counts[written.BLANK] else None,
        what == written.UNKNOWN if counts[written.UNKNOWN] else None,
        odd_hours=odd,
        day_first=_counted(counts, written.DAY_FIRST_PROVEN),
        month_first=_counted(counts, written.MONTH_FIRST_PROVEN),
        either=_counted(counts, written.EITHER_FITS),
    )


def _by_pattern(array: Any, clock: Clock) -> Told:
    blank = _mask(pc.equal(pc.utf8_trim_whitespace(array.fill_null("")), ""))
    us, naive = read_pattern(array, str(clock.pattern))
    unreadable = (us == UNREADABLE) & ~blank
    odd = 0
    if naive and clock.timezone != "UTC":
        odd = zone(clock.timezone).odd(us[us != UNREADABLE])
        us = np.where(us == UNREADABLE, us, zone(clock.timezone).to_utc(us))
    return Told(us, _if_any(blank), _if_any(unreadable), odd_hours=odd)


def _counted(counts: np.ndarray, flag: int) -> int:
    return int(counts[flag : flag + 16].sum())


def _mask(booleans: Any) -> np.ndarray:
    return np.asarray(booleans.fill_null(False).to_numpy(zero_copy_only=False), np.bool_)


def _if_any(mask: np.ndarray) -> np.ndarray | None:
    return mask if mask.any() else None

"""Dates and numbers to microseconds since 1970, compiled; used by every reader of times."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from klantreis.log.kernel import kernel

Whole: TypeAlias = Any
"""A whole number inside compiled code, where ``int`` and ``np.int64`` are one."""

UNREADABLE = -(1 << 63)
"""The value that stands for "this is no time"."""

AUTO, SECONDS, MILLIS, MICROS, NANOS, EXCEL = range(6)


@kernel
def days(year: Whole, month: Whole, day: Whole) -> Whole:
    """Return the days since 1970 of a date (Hinnant's algorithm), or a huge negative number if it is none."""
    if month < 1 or month > 12 or day < 1 or year < 1 or year > 9999:
        return -(1 << 40)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 30 + ((month + (month > 7)) % 2) if month != 2 else 28 + leap
    if day > longest:
        return -(1 << 40)
    y = year - (month <= 2)
    era = y // 400
    of_era = y - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


@kernel
def clock_us(hour: Whole, minute: Whole, second: Whole) -> Whole:
    """Return the microseconds since midnight, or -1 if it is no time of day; 24:00 and :60 are."""
    end_of_day = hour == 24 and minute == 0 and second == 0
    if (hour > 23 and not end_of_day) or minute > 59 or second > 60:
        return -1
    return ((hour * 60 + minute) * 60 + second) * 1_000_000


@kernel
def compact_us(value: Whole, digits: Whole) -> Whole:
    """Return the instant of ``yyyymmdd``, and of it with ``hhmm``, ``hhmmss`` or ``hhmmssfff``."""
    fraction: Whole = 0
    if digits == 17:
        fraction = (value % 1000) * 1000
        value //= 1000
    if digits == 12:
        value *= 100
    clock: Whole = 0
    if digits >= 12:
        clock = value % 1_000_000
        value //= 1_000_000
    year, month, day = value // 10_000, value // 100 % 100, value % 100
    day_number = days(year, month, day)
    of_day = clock_us(clock // 10_000, clock // 100 % 100, clock % 100)
    if year < 1971 or year > 2100 or day_number < -1_000_000 or of_day < 0:
        return UNREADABLE
    return day_number * 86_400_000_000 + of_day + fraction


@kernel
def whole_us(value: Whole, unit: Whole) -> Whole:
    """Return the instant of a whole number: a compact date, or an epoch whose size tells its unit.

    Between 1971 and 2100 the ranges of seconds, milliseconds, microseconds, nanoseconds and
    ``yyyymmdd`` do not meet, so every value is judged by itself.
    """
    size = abs(value)
    if unit == 0:
        digits = 8 if 19_710_101 <= value <= 21_001_231 else 0
        digits = 12 if 197_101_010_000 <= value <= 210_012_312_359 else digits
        digits = 14 if 19_710_101_000_000 <= value <= 21_001_231_235_959 else digits
        digits = 17 if 19_710_101_000_000_000 <= value <= 21_001_231_235_959_999 else digits
        if digits:
            found = compact_us(value, digits)
            if found != UNREADABLE:
                return found
        unit = 1 if size < 20_000_000_000 else 2 if size < 20_000_000_000_000 else 3
        unit = 4 if size >= 20_000_000_000_000_000 else unit
    if unit == 1:
        return value * 1_000_000 if size < 1_000_000_000_000 else UNREADABLE
    if unit == 2:
        return value * 1_000 if size < 1_000_000_000_000_000 else UNREADABLE
    if unit == 3:
        return value
    if unit == 4:
        return value // 1_000
    return (value - 25_569) * 86_400_000_000 if size < 10_000_000 else UNREADABLE


@kernel
def broken_us(value: float | np.float64, unit: Whole) -> Whole:
    """Return the instant of a number with a fraction, rounded to the microsecond."""
    size = abs(value)
    if not size < 9.2e18:
        return UNREADABLE
    if value == np.floor(value) and unit != 5:
        return whole_us(np.int64(value), unit)
    if unit == 0:
        unit = 1 if size < 2e10 else 2 if size < 2e13 else 3 if size < 2e16 else 4
    if unit == 5:
        return np.int64(np.round((value - 25_569.0) * 86_400.0) * 1e6) if size < 1e7 else UNREADABLE
    factor = 1e6 if unit == 1 else 1e3 if unit == 2 else 1.0 if unit == 3 else 1e-3
    return np.int64(np.round(value * factor)) if size * factor < 9e18 else UNREADABLE


@kernel
def whole_numbers(values: np.ndarray, unit: Whole, out: np.ndarray) -> None:
    """Turn whole numbers into instants."""
    for i in range(len(values)):
        out[i] = whole_us(np.int64(values[i]), unit)


@kernel
def broken_numbers(values: np.ndarray, unit: Whole, out: np.ndarray) -> None:
    """Turn numbers with a fraction into instants."""
    for i in range(len(values)):
        out[i] = broken_us(np.float64(values[i]), unit)

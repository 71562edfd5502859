"""Times as people and programs write them, read by one compiled reader, value by value."""

from __future__ import annotations

import numpy as np

from klantreis.intake.calendar import UNREADABLE, Whole, broken_us, clock_us, compact_us, days, whole_us
from klantreis.log.kernel import kernel

FIXED, NAIVE, BLANK, UNKNOWN = 0, 1, 2, 3
"""What a text turned out to be: an instant, a time without zone, nothing, or not a time."""
DAY_FIRST_PROVEN, MONTH_FIRST_PROVEN, EITHER_FITS = 16, 32, 64
"""Added where a text names day and month by number: which order it proves, if any."""


@kernel
def read_written(
    offsets: np.ndarray, text: np.ndarray, unit: Whole, month_first: bool, out: np.ndarray, status: np.ndarray
) -> None:
    """Read every text as a time into ``out`` (µs since 1970), and say in ``status`` what it was."""
    for i in range(len(out)):
        p, stop = offsets[i], offsets[i + 1]
        if stop - p < 19 or text[p + 4] != 45 or text[p + 13] != 58:
            out[i], status[i] = _read(text, p, stop, unit, month_first)
            continue
        # The common form, 2024-12-31 14:05:06[.123456][Z], in place: many times faster than by parts.
        ok = text[p + 7] == 45 and text[p + 16] == 58 and (text[p + 10] == 84 or text[p + 10] == 32)
        year = np.int64(0)
        for k in range(p, p + 4):
            year = year * 10 + text[k] - 48
            ok &= 48 <= text[k] <= 57
        month = np.int64(text[p + 5]) * 10 + text[p + 6] - 528
        day = np.int64(text[p + 8]) * 10 + text[p + 9] - 528
        hour = np.int64(text[p + 11]) * 10 + text[p + 12] - 528
        minute = np.int64(text[p + 14]) * 10 + text[p + 15] - 528
        second = np.int64(text[p + 17]) * 10 + text[p + 18] - 528
        for k in (5, 6, 8, 9, 11, 12, 14, 15, 17, 18):
            ok &= 48 <= text[p + k] <= 57
        q, fraction, scale = p + 19, np.int64(0), np.int64(100_000)
        if q < stop and text[q] == 46:
            q += 1
            while q < stop and 48 <= text[q] <= 57:
                fraction += (np.int64(text[q]) - 48) * scale
                scale //= 10
                q += 1
        fixed = q + 1 == stop and text[q] == 90
        ok &= (q == stop or fixed) and hour < 24 and minute < 60 and second < 60
        date = days(year, month, day)
        if ok and date > -1_000_000:
            of_day = ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
            out[i], status[i] = date * 86_400_000_000 + of_day, 0 if fixed else 1
        else:
            out[i], status[i] = _read(text, p, stop, unit, month_first)


@kernel
def _read(s: np.ndarray, p: Whole, stop: Whole, unit: Whole, month_first: bool) -> tuple[Whole, Whole]:
    while p < stop and (s[p] <= 32 or s[p] == 34 or s[p] == 39):
        p += 1
    while p < stop and (s[stop - 1] <= 32 or s[stop - 1] == 34 or s[stop - 1] == 39):
        stop -= 1
    if p == stop:
        return UNREADABLE, 2
    if stop - p > 64:
        return UNREADABLE, 3
    first, after = _digits(s, p, stop)
    wide = after - p
    if wide == 4 and after < stop and (s[after] == 45 or s[after] == 47 or s[after] == 46):
        return _year_first(s, after, stop, first)
    if wide == 8 and after < stop and (s[after] == 84 or s[after] == 32):
        date = compact_us(first, 8)
        return _time_of_day(s, after, stop, date, 0) if date != UNREADABLE else (date, 3)
    if after == stop or wide > 2 or s[p] == 45 or s[p] == 43 or _is_decimal(s, after, stop):
        return _number(s, p, stop, unit)
    return _named_or_day(s, p, stop, month_first)


@kernel
def _digits(s: np.ndarray, p: Whole, stop: Whole) -> tuple[Whole, Whole]:
    """Return the number written at ``p`` (at most 18 digits) and where it ends."""
    value: Whole = 0
    start = p
    while p < stop and 48 <= s[p] <= 57 and p - start < 18:
        value = value * 10 + (np.int64(s[p]) - 48)
        p += 1
    return value, p


@kernel
def _year_first(s: np.ndarray, p: Whole, stop: Whole, year: Whole) -> tuple[Whole, Whole]:
    mark = s[p]
    month, p = _digits(s, p + 1, stop)
    if p >= stop or s[p] != mark:
        return UNREADABLE, 3
    day, p = _digits(s, p + 1, stop)
    number = days(year, month, day)
    return _time_of_day(s, p, stop, number * 86_400_000_000, 0) if number > -1_000_000 else (UNREADABLE, 3)


@kernel
def _is_decimal(s: np.ndarray, p: Whole, stop: Whole) -> bool:
    """Whether digits, one point and digits are all there is: a number, not a date like 1.2.2024."""
    if s[p] != 46 and s[p] != 44:
        return False
    _, p = _digits(s, p + 1, stop)
    return bool(p == stop or s[p] == 101 or s[p] == 69)


@kernel
def _number(s: np.ndarray, p: Whole, stop: Whole, unit: Whole) -> tuple[Whole, Whole]:
    """Read an epoch or a compact date; a decimal comma and an exponent are allowed."""
    negative = s[p] == 45
    p += s[p] == 45 or s[p] == 43
    start = p
    whole, p = _digits(s, p, stop)
    if p == start:
        return UNREADABLE, 3
    if p < stop and 48 <= s[p] <= 57:
        extra, p = _digits(s, p, stop)
        if p != stop or p - start > 19 or whole > 922_337_203_685_477_579:
            return UNREADABLE, 3
        whole = whole * 10 + extra
    compact = unit == 0 and (p - start == 8 or p - start == 12 or p - start == 14 or p - start == 17)
    if p == stop:
        found = compact_us(whole, p - start) if compact else UNREADABLE
        if found != UNREADABLE:
            return found, 1
        found = whole_us(-whole if negative else whole, unit)
        return found, 0 if found != UNREADABLE else 3
    value: float = np.float64(whole)
    exponent: Whole = 0
    if p < stop and (s[p] == 46 or s[p] == 44):
        part, after = _digits(s, p + 1, stop)
        value += part / 10.0 ** (after - p - 1)
        p = after
        while p < stop and 48 <= s[p] <= 57:
            p += 1
    if p < stop and (s[p] == 101 or s[p] == 69):
        p += 1
        down = p < stop and s[p] == 45
        p += p < stop and (s[p] == 45 or s[p] == 43)
        exponent, p = _digits(s, p, stop)
        value *= 10.0 ** (-exponent if down else exponent)
    if p != stop:
        return UNREADABLE, 3
    found = broken_us(-value if negative else value, unit)
    return found, 0 if found != UNREADABLE else 3


@kernel
def _named_or_day(s: np.ndarray, p: Whole, stop: Whole, month_first: bool) -> tuple[Whole, Whole]:
    """Read ``31-12-2024``, ``31 dec 2024`` or ``Dec 31, 2024``, with or without the weekday."""
    month, after = _month(s, p, stop)
    if month == 0 and after > p:  # letters that are no month: the weekday
        p = _past(s, after, stop)
        month, after = _month(s, p, stop)
    if month:
        day, p = _digits(s, _past(s, after, stop), stop)
        year, p = _digits(s, _past(s, p, stop), stop)
        return _dated(s, p, stop, year, month, day, 0)
    first, p = _digits(s, p, stop)
    p = _past(s, p, stop)
    month, after = _month(s, p, stop)
    if month:
        year, p = _digits(s, _past(s, after, stop), stop)
        return _dated(s, p, stop, year, month, first, 0)
    second, p = _digits(s, p, stop)
    year, p = _digits(s, _past(s, p, stop), stop)
    proof = 16 if first > 12 else 32 if second > 12 else 64 if first != second else 0
    swap = second > 12 or (month_first and first <= 12)
    day, month = (second, first) if swap else (first, second)
    return _dated(s, p, stop, year, month, day, proof)


@kernel
def _past(s: np.ndarray, p: Whole, stop: Whole) -> Whole:
    """Pass over what may stand between the parts of a date: space , . - /"""
    while p < stop and (s[p] == 32 or s[p] == 44 or s[p] == 46 or s[p] == 45 or s[p] == 47):
        p += 1
    return p


@kernel
def _month(s: np.ndarray, p: Whole, stop: Whole) -> tuple[Whole, Whole]:
    """Return the month named at ``p`` in English or Dutch (0 if none) and where the letters end."""
    end = p
    while end < stop and 97 <= (s[end] | 32) <= 122:
        end += 1
    if end - p < 3:
        return 0, end
    key = (np.int64(s[p] | 32) << 16) | (np.int64(s[p + 1] | 32) << 8) | np.int64(s[p + 2] | 32)
    for k in range(len(_MONTH_KEYS)):
        if _MONTH_KEYS[k] == key:
            return _MONTH_NUMBERS[k], end
    return 0, end


@kernel
def _dated(
    s: np.ndarray, p: Whole, stop: Whole, year: Whole, month: Whole, day: Whole, proof: Whole
) -> tuple[Whole, Whole]:
    if year < 100:
        year += 2000 if year < 70 else 1900
    number = days(year, month, day)
    if number < -1_000_000:
        return UNREADABLE, 3
    return _time_of_day(s, p, stop, number * 86_400_000_000, proof)


@kernel
def _time_of_day(s: np.ndarray, p: Whole, stop: Whole, date: Whole, proof: Whole) -> tuple[Whole, Whole]:
    """Read what follows a date: nothing, or a time of day and perhaps a zone."""
    if p == stop:
        return date, 1 | proof
    if s[p] != 84 and s[p] != 116 and s[p] != 32 and s[p] != 44 and s[p] != 58 and s[p] != 95 and s[p] != 45:
        return UNREADABLE, 3
    p += 1
    while p < stop and (s[p] == 32 or s[p] == 44):
        p += 1
    if p + 2 < stop and ((s[p] == 111 and s[p + 1] == 109) or (s[p] == 97 and s[p + 1] == 116)):
        p += 3  # "om", "at"
    start = p
    hour, p = _digits(s, p, stop)
    minute: Whole = 0
    second: Whole = 0
    fraction: Whole = 0
    if p - start == 4 or p - start == 6:
        hour = hour * 100 if p - start == 4 else hour
        hour, minute, second = hour // 10_000, hour // 100 % 100, hour % 100
    elif p - start > 2 or p == start:
        return UNREADABLE, 3
    elif p < stop and (s[p] == 58 or s[p] == 46 or (s[p] | 32) == 117 or (s[p] | 32) == 104):
        mark = s[p]
        minute, p = _digits(s, p + 1, stop)
        if p < stop and s[p] == mark:
            second, p = _digits(s, p + 1, stop)
    if p + 1 < stop and (s[p] == 46 or s[p] == 44) and 48 <= s[p + 1] <= 57:
        fraction, p = _fraction(s, p + 1, stop)
    hour, p = _half_day(s, p, stop, hour)
    of_day = clock_us(hour, minute, second)
    if of_day < 0:
        return UNREADABLE, 3
    return _zoned(s, p, stop, date + of_day + fraction, proof)


@kernel
def _fraction(s: np.ndarray, p: Whole, stop: Whole) -> tuple[Whole, Whole]:
    """Return a fraction of a second in whole microseconds; finer digits are cut off."""
    value: Whole = 0
    scale = 100_000
    while p < stop and 48 <= s[p] <= 57:
        value += (np.int64(s[p]) - 48) * scale
        scale //= 10
        p += 1
    return value, p


@kernel
def _half_day(s: np.ndarray, p: Whole, stop: Whole, hour: Whole) -> tuple[Whole, Whole]:
    """Apply AM or PM if it is there; the word ``uur`` is passed over."""
    q = p
    while q < stop and s[q] == 32:
        q += 1
    if q + 2 < stop and (s[q] | 32) == 117 and (s[q + 1] | 32) == 117 and (s[q + 2] | 32) == 114:
        return hour, q + 3
    if q + 1 < stop and ((s[q] | 32) == 97 or (s[q] | 32) == 112) and (s[q + 1] | 32) == 109:
        if hour < 1 or hour > 12:
            return 99, q + 2
        return hour % 12 + (12 if (s[q] | 32) == 112 else 0), q + 2
    return hour, p


@kernel
def _zoned(s: np.ndarray, p: Whole, stop: Whole, us: Whole, proof: Whole) -> tuple[Whole, Whole]:
    """Read the zone, if any: Z, UTC, GMT, CET, CEST or an offset such as +01:00."""
    while p < stop and s[p] == 32:
        p += 1
    if p == stop:
        return us, 1 | proof
    if s[p] == 43 or s[p] == 45:
        sign = -1 if s[p] == 45 else 1
        start = p + 1
        hours, p = _digits(s, start, stop)
        minutes: Whole = 0
        if p - start == 4:
            hours, minutes = hours // 100, hours % 100
        elif p - start > 2 or p == start:
            return UNREADABLE, 3
        elif p < stop and s[p] == 58:
            minutes, p = _digits(s, p + 1, stop)
        us -= sign * (hours * 60 + minutes) * 60_000_000
    else:
        key: Whole = 0
        letters = 0
        while p < stop and 97 <= (s[p] | 32) <= 122 and letters < 4:
            key = (key << 8) | np.int64(s[p] | 32)
            letters, p = letters + 1, p + 1
        if key == 0x636574:
            us -= 3_600_000_000
        elif key == 0x63657374:
            us -= 7_200_000_000
        elif key != 0x7A and key != 0x757463 and key != 0x676D74:
            return UNREADABLE, 3
    named = p < stop and s[p] == 91 and s[stop - 1] == 93  # [Europe/Amsterdam] repeats the offset
    return (us, 0 | proof) if p == stop or named else (UNREADABLE, 3)


def _keys() -> tuple[np.ndarray, np.ndarray]:
    named = [
        "jan",
        "feb",
        "mar mrt maa",
        "apr",
        "may mei",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct okt",
        "nov",
        "dec",
    ]
    pairs = [(name, month) for month, names in enumerate(named, 1) for name in names.split()]
    keys = [int.from_bytes(name.encode(), "big") for name, _ in pairs]
    return np.array(keys, np.int64), np.array([month for _, month in pairs], np.int64)


_MONTH_KEYS, _MONTH_NUMBERS = _keys()

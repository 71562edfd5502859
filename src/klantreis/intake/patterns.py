"""Times in a format that a person gave, as in strptime."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pyarrow as pa

from klantreis.errors import ParameterError
from klantreis.intake.calendar import UNREADABLE

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def read_pattern(array: Any, pattern: str) -> tuple[np.ndarray, bool]:
    """Return the instants (µs) of texts in one format, and whether they are without a zone.

    Whole columns are read at once; what is left unread is tried once more, one by one, so that the
    meaning is exactly that of Python's strptime.

    Raises
    ------
    ParameterError
        If the format itself is not valid.

    Examples
    --------
    >>> us, naive = read_pattern(pa.array(["31|12|2024"]), "%d|%m|%Y")
    >>> us.astype("datetime64[us]")[0], naive
    (np.datetime64('2024-12-31T00:00:00.000000'), True)
    """
    naive = "%z" not in pattern
    _check(pattern)
    us = _at_once(array, pattern)
    unread = np.flatnonzero(us == UNREADABLE)
    if len(unread):
        texts = array.take(pa.array(unread)).dictionary_encode()
        each = np.array(
            [_one(text, pattern) for text in texts.dictionary.to_pylist()] or [UNREADABLE], np.int64
        )
        codes = texts.indices.fill_null(0).to_numpy(zero_copy_only=False)
        us[unread] = np.where(texts.is_null().to_numpy(zero_copy_only=False), UNREADABLE, each[codes])
    return us, naive


def _check(pattern: str) -> None:
    try:
        dt.datetime.strptime(dt.datetime(2024, 12, 31, tzinfo=dt.UTC).strftime(pattern), pattern)  # noqa: DTZ007
    except ValueError as error:
        raise ParameterError(
            f"{pattern!r} is not a valid format of times: {error}.",
            hint="Write it as in strptime: '%d-%m-%Y %H:%M'.",
        ) from error


def _at_once(array: Any, pattern: str) -> np.ndarray:
    import polars as pl

    series = pl.Series(pl.from_arrow(pa.chunked_array([array.cast(pa.large_string())]))).str.strip_chars()
    chrono = pattern.replace("%S.%f", "%S%.f")
    if "%f" in chrono:  # Polars means something else by it
        return np.full(len(array), UNREADABLE, np.int64)
    try:
        if not any(d in pattern for d in ("%H", "%I", "%s", "%T", "%X", "%c")):
            found = series.str.to_date(chrono, strict=False).cast(pl.Datetime("us"))
        else:
            found = series.str.to_datetime(chrono, time_unit="us", strict=False)
    except pl.exceptions.PolarsError:
        return np.full(len(array), UNREADABLE, np.int64)
    us = found.dt.timestamp("us").fill_null(int(UNREADABLE)).to_numpy()
    return np.array(us, np.int64)


def _one(text: str | None, pattern: str) -> int:
    try:
        moment = dt.datetime.strptime((text or "").strip(), pattern)  # noqa: DTZ007 - the zone is added by the clock
    except ValueError:
        return int(UNREADABLE)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return (aware - _EPOCH) // dt.timedelta(microseconds=1)

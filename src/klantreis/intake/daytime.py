"""A day in one column and the time of day in another: found, and joined to one time."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from klantreis.intake.names import words
from klantreis.sources import Source
from klantreis.sources._text import as_text, plain

_OF_DAY = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?", re.IGNORECASE)
_NAMES = frozenset(
    ("time", "tijd", "tijdstip", "uur", "hour", "kloktijd", "starttijd", "begintijd", "starttime")
)
_BESIDE = frozenset(("of", "day", "start", "begin", "event", "local", "lokale", "klok", "clock"))


def apart(source: Source, time: str | None) -> tuple[str | None, str | None]:
    """Return the columns of day and of time of day that ``"day+time"`` names.

    Examples
    --------
    >>> from klantreis.sources import open_source
    >>> apart(open_source([{"datum": "2024-01-01", "tijd": "10:00"}]), "datum+tijd")
    ('datum', 'tijd')
    """
    if time is None or time in source.columns or time.count("+") != 1:
        return time, None
    day, of_day = (part.strip() for part in time.split("+"))
    return day, of_day


def found_of_day(source: Source, day: str) -> str | None:
    """Return the column with the time of day, where ``day`` holds days only; ``None`` if there is none."""
    preview = source.files[0].preview
    if not _days_only(preview[day]):
        return None
    others = [n for n in preview.column_names if n != day and _says_time_of_day(n)]
    return next((n for n in others if _times_only(preview[n])), None)


def _says_time_of_day(name: str) -> bool:
    """Whether a name can mean nothing else: a waiting time is no time of day."""
    parts = set(words(name))
    return bool(parts & _NAMES) and parts <= _NAMES | _BESIDE


def _days_only(column: Any) -> bool:
    array = plain(column)
    if pa.types.is_date(array.type):
        return True
    if pa.types.is_timestamp(array.type):
        return bool(pc.all(pc.equal(array, pc.floor_temporal(array, unit="day"))).as_py())
    values = _filled(column)
    return bool(values) and all(len(v) <= 20 and ":" not in v and len(v.split("T")) == 1 for v in values)


def _times_only(column: Any) -> bool:
    values = _filled(column)
    return bool(values) and all(_OF_DAY.fullmatch(v) for v in values)


def _filled(column: Any) -> list[str]:
    return [v.strip() for v in as_text(column).to_pylist() if v is not None and v.strip()]


def joined(day: Any, of_day: Any) -> pa.Array:
    """Return days and times of day as one text each; a day without a time is its midnight.

    Examples
    --------
    >>> joined(pa.array(["1-2-2024", "", None]), pa.array(["10:00", "9:00", None])).to_pylist()
    ['1-2-2024 10:00', '', '']
    """
    array = plain(day)
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.date32(), safe=False)
    days = pc.fill_null(as_text(array), "")
    both = pc.binary_join_element_wise(days, pc.fill_null(as_text(of_day), ""), " ")
    return pc.if_else(pc.equal(days, ""), "", pc.utf8_trim_whitespace(both))

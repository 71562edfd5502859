"""Durations in words: ``7d``, ``1h30m``, ``90s``."""

from __future__ import annotations

import re
from datetime import timedelta

from klantreis.errors import ParameterError

_SECONDS = {"w": 604_800.0, "d": 86_400.0, "h": 3_600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_WHOLE = re.compile(r"(?:\s*\d+(?:\.\d+)?\s*(?:ms|[wdhms]))+\s*", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|[wdhms])", re.IGNORECASE)


def parse_duration(text: str | float | timedelta) -> timedelta:
    """Return the duration a text means; a bare number is seconds.

    Parameters
    ----------
    text
        Weeks ``w``, days ``d``, hours ``h``, minutes ``m``, seconds ``s`` and milliseconds
        ``ms``, one after the other.

    Raises
    ------
    ParameterError
        If the text is not a duration.

    Examples
    --------
    >>> parse_duration("1h30m")
    datetime.timedelta(seconds=5400)
    >>> parse_duration("7d").days, parse_duration("90").seconds
    (7, 90)
    """
    if isinstance(text, timedelta):
        return text
    given = str(text).strip()
    try:
        if re.fullmatch(r"\d+(\.\d+)?", given):
            return timedelta(seconds=float(given))
        if _WHOLE.fullmatch(given):
            parts = _PART.findall(given)
            return timedelta(seconds=sum(float(n) * _SECONDS[unit.lower()] for n, unit in parts))
    except OverflowError as error:
        raise ParameterError(
            f"{given!r} is too long a duration.", hint="Give at most 2,700,000 years."
        ) from error
    raise ParameterError(f"{given!r} is not a duration.", hint="Write it like 7d, 12h, 1h30m, 45m or 90s.")


def say_duration(duration: timedelta) -> str:
    """Return a duration in the words that :func:`parse_duration` reads, without loss.

    Examples
    --------
    >>> say_duration(timedelta(days=7)), say_duration(timedelta(seconds=5400.25))
    ('7d', '1h 30m 0.25s')
    """
    left, parts = duration / timedelta(microseconds=1), []
    for unit in ("d", "h", "m"):
        amount, left = divmod(left, _SECONDS[unit] * 1e6)
        parts += [f"{amount:.0f}{unit}"] if amount else []
    return " ".join(
        [*parts, f"{left / 1e6:.6f}".rstrip("0").rstrip(".") + "s"] if left or not parts else parts
    )

"""The end of observation: until when a log could have seen its customers."""

from __future__ import annotations

from datetime import datetime

from klantreis.errors import ParameterError
from klantreis.log.extent import microseconds
from klantreis.log.journey_log import JourneyLog


def observed_until(log: JourneyLog, until: datetime | None) -> int:
    """Return until when customers were observed, in microseconds since 1970; 0 for an empty log.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    until
        That instant, if it is known to be later than the end of the log; default: the end of the log.

    Raises
    ------
    ParameterError
        If ``until`` is no instant, or lies before the last event.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> observed_until(from_rows([("ann", "home", "1970-01-01T00:00:05")]), None)
    5000000
    """
    if until is None:
        return log.end_us or 0
    if not isinstance(until, datetime):
        raise ParameterError(f"until={until!r} is not an instant.", hint="Give a datetime.")
    last = log.period.end
    if last is not None and microseconds(until) < microseconds(last):
        raise ParameterError(
            f"until={until.isoformat()} lies before the last event, {last.isoformat()}.",
            hint="Cut the log first: log.where(period=(None, until)).",
        )
    return microseconds(until)

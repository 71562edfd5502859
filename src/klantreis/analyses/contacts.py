"""What follows a contact: who stops there, who is still under way, who comes back, how long the wait is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._contacts_kernels import (
    ARRIVED,
    CUSTOMERS,
    DROPPED,
    EVENTS,
    NEVER_SLOW,
    OPEN,
    RETURNED,
    SLOW,
    UNDECIDED,
    WAITED,
    WAITS,
    followed,
    period,
    stopped,
    throughput,
    waits,
)
from klantreis.errors import UnknownNameError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.log.quantiles import quantiles
from klantreis.log.selecting import names as listed
from klantreis.model.duration import parse_duration
from klantreis.model.result import Result
from klantreis.model.statistics import wilson

__all__ = [
    "ARRIVED", "CUSTOMERS", "DROPPED", "EVENTS", "NEVER_SLOW", "OPEN", "RETURNED", "SLOW", "UNDECIDED",
    "WAITED", "WAITS", "Question", "ask", "contacts", "count", "follow", "median_throughput", "median_waits",
    "merge", "seen_between", "usual_wait",
]  # fmt: skip

METHOD: Final = (
    "Drop-off: customers whose journey ends here and never reached a goal, of the touchpoint's customers "
    "without those still open here. Open: the same, with the last contact so recent that they may go on. "
    "Return: customers who came back after being elsewhere, of the touchpoint's customers. Waiting: median "
    "time from the last contact here to the next contact elsewhere, exact. 95 % intervals: Wilson for "
    "shares, order statistics for medians."
)
MEDIAN: Final = 0.5
OPEN_QUANTILE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: goals and places by code, who is slow, and from when a last contact is still open.

    ``unit`` says, per touchpoint, under which of ``units`` columns it counts; usually its own.
    """

    unit: NDArray[np.int64]
    units: int
    place: NDArray[np.int64]
    goal: NDArray[np.bool_]
    slow_us: NDArray[np.int64]
    still_open_from: int


def contacts(
    log: JourneyLog, *, goals: Iterable[str] = (), open_for: timedelta | str | float | None = None
) -> Result:
    """Show per touchpoint who stops there, who may still go on, who comes back, and how long the wait is.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    goals
        Touchpoints that a journey is meant to reach; a journey that reached one anywhere has not
        dropped off.
    open_for
        A journey without goal whose last contact is at most this long before the end of the log is
        still open. Default: the 95th percentile of all waiting times, see :func:`usual_wait`.

    Returns
    -------
    Result
        A row per touchpoint that has events, most customers first: ``touchpoint``, ``customers``,
        ``events``, ``dropped``, ``open``, ``drop_off_share`` (of ``customers - open``), ``returned``,
        ``return_share`` (of ``customers``), ``arrived`` (at a goal, at any time), ``arrival_share`` (of
        the customers whose journey is not open), ``waits`` and ``median_s``, each figure with ``low`` and
        ``high``. ``customers(touchpoint="cart", which="drop_off")`` gives the customers of a number;
        ``which`` is ``drop_off`` or ``open``.

    Raises
    ------
    UnknownNameError
        If a goal is not a touchpoint of the log.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([
    ...     ("ann", "home", "2026-01-01"), ("ann", "pay", "2026-01-02"),
    ...     ("bob", "home", "2026-01-01"), ("cas", "home", "2026-01-09"),
    ... ])
    >>> rows = contacts(log, goals=["pay"], open_for="1d").rows
    >>> [(row["touchpoint"], row["customers"], row["dropped"], row["open"]) for row in rows]
    [('home', 3, 1, 1), ('pay', 1, 0, 0)]
    """
    wanted = list(listed(goals))
    usual = usual_wait(log) if open_for is None else parse_duration(open_for)
    question = ask(log, goals=wanted, open_for=usual)
    sums = follow(log, question)
    return Result(
        analysis="contacts",
        parameters={"goals": wanted, "open_for_s": usual.total_seconds()},
        period=log.period,
        n=log.size,
        method=METHOD,
        columns=_columns(log, sums, question),
        who=partial(_who, log, question),
    )


def ask(
    log: JourneyLog,
    *,
    goals: Iterable[str] = (),
    open_for: timedelta = timedelta(0),
    unit: NDArray[np.int64] | None = None,
    units: int | None = None,
    place: NDArray[np.int64] | None = None,
    slow_us: NDArray[np.int64] | None = None,
) -> Question:
    """Return the question in the codes of a log; each touchpoint is its own place unless said otherwise."""
    width = len(log.touchpoints)
    goal = np.zeros(width, bool)
    goal[log.codes(goals)] = True
    end = 0 if log.end_us is None else log.end_us
    own = np.arange(width)
    many = width if units is None else units
    return Question(
        unit=own if unit is None else unit,
        units=many,
        place=own if place is None else place,
        goal=goal,
        slow_us=np.full(many, NEVER_SLOW) if slow_us is None else slow_us,
        still_open_from=max(end - open_for // timedelta(microseconds=1), -NEVER_SLOW),
    )


def follow(log: JourneyLog, question: Question) -> NDArray[np.int64]:
    """Return the counts of a whole log, a row per name in capitals, a column per unit and one for all.

    ``EVENTS`` and ``WAITS`` count events; all other rows count customers, each once. ``DROPPED`` and
    ``OPEN`` are those whose journey ends here, ``ARRIVED`` and ``UNDECIDED`` those who were here and whose
    journey has reached a goal or may still do so. The last column is the whole journey.
    """
    return log.fold(partial(count, question=question), merge)


def count(part: Partition, *, question: Question) -> NDArray[np.int64]:
    """Count one run."""
    q = question
    return followed(
        part.offsets,
        part.time,
        part.touchpoint,
        q.unit,
        q.units,
        q.place,
        q.goal,
        q.slow_us,
        q.still_open_from,
    )


def merge(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Add the counts of two runs."""
    return a + b


def median_waits(
    log: JourneyLog, question: Question, sums: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the median wait per unit with its 95 % interval, in seconds; ``nan`` where unknown."""
    (found,) = quantiles(log, partial(_waits, question=question), sums[WAITS, :-1], (MEDIAN,))
    return found.value, found.low, found.high


def median_throughput(log: JourneyLog, question: Question) -> tuple[int, float, float, float]:
    """Return how many journeys were done, and their median time from start to goal with its interval, in s.

    Without goals: the time from first to last contact of all journeys.
    """
    emit = partial(_throughput, question=question)
    done = log.fold(lambda part: len(emit(part)[0]), lambda a, b: a + b)
    (found,) = quantiles(log, emit, np.array([done], np.int64), (MEDIAN,))
    return done, float(found.value[0]), float(found.low[0]), float(found.high[0])


def seen_between(log: JourneyLog, question: Question) -> NDArray[np.int64]:
    """Return the first and the last instant (rows, µs since 1970) of units that have events."""
    return log.fold(
        lambda part: period(part.offsets, part.time, part.touchpoint, question.unit, question.units),
        lambda a, b: np.stack([np.minimum(a[0], b[0]), np.maximum(a[1], b[1])]),
    )


def usual_wait(log: JourneyLog, quantile: float = OPEN_QUANTILE) -> timedelta:
    """Return the time within which 95 % of all contacts are followed by one elsewhere; 0 without any.

    A journey that has been silent for longer has most likely ended.
    """
    question = ask(log)
    sizes = follow(log, question)[WAITS, :-1].sum(keepdims=True)
    if not sizes[0]:
        return timedelta(0)
    (found,) = quantiles(log, partial(_waits, question=question, together=True), sizes, (quantile,))
    return timedelta(seconds=float(found.value[0]))


def _waits(part: Partition, *, question: Question, together: bool = False) -> tuple[np.ndarray, np.ndarray]:
    group, waited = waits(part.offsets, part.time, part.touchpoint, question.unit, question.place)
    return (np.zeros_like(group) if together else group), waited


def _throughput(part: Partition, *, question: Question) -> tuple[np.ndarray, np.ndarray]:
    goal = question.goal
    took = throughput(part.offsets, part.time, part.touchpoint, goal, bool(goal.any()))
    return np.zeros(len(took), np.int32), took


def _columns(log: JourneyLog, sums: NDArray[np.int64], question: Question) -> dict[str, list[Any]]:
    names = log.touchpoints
    order = sorted(
        np.flatnonzero(sums[EVENTS, :-1]).tolist(), key=lambda code: (-sums[CUSTOMERS, code], names[code])
    )
    median, low, high = (column[order] for column in median_waits(log, question, sums))
    rows = sums[:, order]
    decided = rows[CUSTOMERS] - rows[UNDECIDED]
    return {
        "touchpoint": [names[code] for code in order],
        "customers": rows[CUSTOMERS].tolist(),
        "events": rows[EVENTS].tolist(),
        "dropped": rows[DROPPED].tolist(),
        "open": rows[OPEN].tolist(),
        **_share("drop_off", rows[DROPPED], rows[CUSTOMERS] - rows[OPEN]),
        "returned": rows[RETURNED].tolist(),
        **_share("return", rows[RETURNED], rows[CUSTOMERS]),
        "arrived": rows[ARRIVED].tolist(),
        **_share("arrival", rows[ARRIVED], decided),
        "waits": rows[WAITS].tolist(),
        "median_s": _known(median),
        "median_low_s": _known(low),
        "median_high_s": _known(high),
    }


def _share(name: str, counted: NDArray[np.int64], of: NDArray[np.int64]) -> dict[str, list[Any]]:
    low, high = wilson(counted, of)
    with np.errstate(invalid="ignore"):
        share = counted / of
    return {f"{name}_share": _known(share), f"{name}_low": _known(low), f"{name}_high": _known(high)}


def _known(column: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(x) else float(x) for x in column]


def _who(log: JourneyLog, question: Question, *, touchpoint: str, which: str = "drop_off") -> list[str]:
    states = {"drop_off": 1, "open": 2}
    if which not in states:
        raise UnknownNameError("group of customers", which, states)
    return log.customers(
        partial(_stopped, question=question, code=log.codes([touchpoint])[0], state=states[which])
    )


def _stopped(part: Partition, *, question: Question, code: int, state: int) -> np.ndarray:
    q = question
    found = stopped(part.offsets, part.time, part.touchpoint, q.goal, code, q.still_open_from)
    return np.flatnonzero(found == state)

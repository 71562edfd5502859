"""Measure the places of a journey: what customers did there, and what they said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses.contacts import (
    ARRIVED,
    CUSTOMERS,
    DROPPED,
    EVENTS,
    OPEN,
    RETURNED,
    UNDECIDED,
    WAITS,
    Question,
    follow,
    median_throughput,
    median_waits,
    seen_between,
)
from klantreis.evidence.answers import NO_TIME, Answers, moment
from klantreis.evidence.estimates import share_of, time_of
from klantreis.evidence.quotes import quotes
from klantreis.evidence.scores import emotion, scores
from klantreis.log.journey_log import JourneyLog
from klantreis.maps.state import evidence_state
from klantreis.maps.targets import target_states
from klantreis.model.evidence import Estimate, ExampleJourney
from klantreis.model.live_map import Measured
from klantreis.model.touchpoint import Measure, Target

Span = tuple[int, int]
REACH: Final = "share of all customers who were here; Wilson interval"
DROP_OFF: Final = (
    "share of customers whose journey ends here without a goal; open journeys apart; Wilson interval"
)
ENDS: Final = (
    "share of customers whose journey ends here (no goal is named); open journeys apart; Wilson interval"
)
REWORK: Final = "share of customers who came back after being elsewhere; Wilson interval"
WAITING: Final = "median time to the next contact elsewhere; interval of order statistics"
THROUGHPUT: Final = "median time from first contact to first goal; interval of order statistics"
LENGTH: Final = "median time from first to last contact (no goal is named); interval of order statistics"
CONVERSION: Final = "share of customers who reach a goal; open journeys apart; Wilson interval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """By what all places are measured: everybody, the least number to show, and the day of reference."""

    customers: int
    least: int
    has_goals: bool
    reference: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """What customers did at each unit of a question: counts, median waits and first and last sight."""

    sums: NDArray[np.int64]
    waiting: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
    seen: NDArray[np.int64]
    throughput: tuple[int, float, float, float] | None = None


def behaviour(log: JourneyLog, question: Question, *, journey: bool = False) -> Behaviour:
    """Count what customers did; with ``journey``, also how long whole journeys take."""
    sums = follow(log, question)
    return Behaviour(
        sums=sums,
        waiting=median_waits(log, question, sums),
        seen=seen_between(log, question),
        throughput=median_throughput(log, question) if journey else None,
    )


def measure_unit(
    done: Behaviour,
    unit: int,
    answers: Answers,
    *,
    ruler: Ruler,
    targets: Sequence[Target] = (),
    examples: tuple[ExampleJourney, ...] = (),
) -> Measured:
    """Return what is known of one unit, from what was done there and said about it.

    In a study without events nothing is known of what was done, which is not 0.

    Parameters
    ----------
    done
        What customers did.
    unit
        The unit's column; ``-1`` is the journey as a whole, whose waiting time is its throughput.
    answers
        The answers about it.
    ruler
        By what it is measured.
    targets, examples
        What must be reached here, and which journeys show it.
    """
    if not ruler.customers:
        return nothing_measured(answers, ruler=ruler, targets=targets)
    known = _estimates(done, unit, ruler)
    customers, events = (int(done.sums[row, unit]) for row in (CUSTOMERS, EVENTS))
    said = _said(answers, ruler, targets, known, customers=customers, seen=_seen(done, unit))
    return replace(
        said,
        customers=customers,
        events=events,
        reach=share_of(customers, ruler.customers, REACH, ruler.least),
        drop_off=known[Measure.DROP_OFF],
        waiting=known[Measure.WAITING_TIME],
        rework=known[Measure.REWORK],
        examples=examples,
    )


def nothing_measured(answers: Answers, *, ruler: Ruler, targets: Sequence[Target] = ()) -> Measured:
    """Return what is known of a place that no event can show: at most what was said about it."""
    return _said(answers, ruler, targets, {}, customers=0, seen=None)


def _said(
    answers: Answers,
    ruler: Ruler,
    targets: Sequence[Target],
    known: Mapping[Measure, Estimate],
    *,
    customers: int,
    seen: Span | None,
) -> Measured:
    """Return the scores, quotes and targets of a place, and how fresh and how full its evidence is."""
    found = scores(answers, minimum_n=ruler.least)
    spans = [span for span in (seen, answers.period_us) if span is not None]
    last = moment(max((end for _, end in spans), default=NO_TIME))
    return Measured(
        scores=found,
        emotion=emotion(answers, minimum_n=ruler.least),
        targets=target_states(targets, {**known, **{Measure(s.measure): s.estimate for s in found}}),
        state=evidence_state(
            customers=customers,
            answers=len(answers),
            least=ruler.least,
            last_seen=last,
            reference=ruler.reference,
        ),
        first_seen=moment(min((start for start, _ in spans), default=NO_TIME)),
        last_seen=last,
        quotes=quotes(answers),
    )


def _estimates(done: Behaviour, unit: int, ruler: Ruler) -> dict[Measure, Estimate]:
    """Return what was done at a unit, by the measure that targets name."""
    counts, least = done.sums[:, unit], ruler.least
    customers, still_open, undecided = (int(counts[row]) for row in (CUSTOMERS, OPEN, UNDECIDED))
    ends = DROP_OFF if ruler.has_goals else ENDS
    return {
        Measure.CUSTOMERS: Estimate(value=float(customers), n=customers, unit="count", method="count"),
        Measure.DROP_OFF: share_of(int(counts[DROPPED]), customers - still_open, ends, least),
        Measure.WAITING_TIME: _throughput(done, ruler) if unit == -1 else _waiting(done, unit, least),
        Measure.REWORK: share_of(int(counts[RETURNED]), customers, REWORK, least),
        Measure.CONVERSION: share_of(int(counts[ARRIVED]), customers - undecided, CONVERSION, least),
    }


def _waiting(done: Behaviour, unit: int, least: int) -> Estimate:
    value, low, high = (float(column[unit]) for column in done.waiting)
    return time_of(int(done.sums[WAITS, unit]), value, low, high, WAITING, least)


def _throughput(done: Behaviour, ruler: Ruler) -> Estimate:
    n, value, low, high = done.throughput or (0, np.nan, np.nan, np.nan)
    return time_of(n, value, low, high, THROUGHPUT if ruler.has_goals else LENGTH, ruler.least)


def _seen(done: Behaviour, unit: int) -> Span | None:
    """Return the first and the last event of a unit, in microseconds since 1970."""
    columns = slice(None) if unit == -1 else slice(unit, unit + 1)
    there = done.sums[EVENTS, :-1][columns] > 0
    first, last = done.seen[0, columns][there], done.seen[1, columns][there]
    return (int(first.min()), int(last.max())) if len(first) else None

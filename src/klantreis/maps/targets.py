"""Targets beside what was measured: met, missed, or too close to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from klantreis.model.duration import parse_duration
from klantreis.model.evidence import Estimate
from klantreis.model.live_map import TargetState
from klantreis.model.touchpoint import Measure, Target

UNITS = {Measure.NPS: "score", Measure.CES: "score", Measure.WAITING_TIME: "s", Measure.CUSTOMERS: "count"}


def target_states(
    targets: Iterable[Target], measured: Mapping[Measure, Estimate | None]
) -> tuple[TargetState, ...]:
    """Return each target with what was measured and whether it is met.

    Met, if the whole 95 % interval is on the right side of the target; missed, if it is wholly on
    the wrong side; ``None``, if the interval spans the target or nothing is known. A count has no
    interval and is compared as it is.

    Examples
    --------
    >>> wanted = Target(measure=Measure.CSAT, direction="at_least", value=0.8)
    >>> (state,) = target_states([wanted], {Measure.CSAT: Estimate(value=0.7, low=0.6, high=0.79, n=90)})
    >>> state.met
    False
    """
    return tuple(_state(target, measured.get(target.measure)) for target in targets)


def _state(target: Target, measured: Estimate | None) -> TargetState:
    unit = UNITS.get(target.measure, "share")
    known = measured or Estimate(value=None, n=0, unit=unit, why_unknown="no evidence")
    return TargetState(target=target, wanted=_wanted(target), measured=known, met=_met(target, known))


def _wanted(target: Target) -> float:
    if target.measure is Measure.WAITING_TIME:
        return parse_duration(target.value).total_seconds()
    return float(target.value)


def _met(target: Target, measured: Estimate) -> bool | None:
    if measured.value is None:
        return None
    wanted = _wanted(target)
    if measured.unit == "count":
        low = high = measured.value
    elif measured.low is None or measured.high is None:
        return None
    else:
        low, high = measured.low, measured.high
    if target.direction == "at_least":
        return True if low >= wanted else False if high < wanted else None
    return True if high <= wanted else False if low > wanted else None

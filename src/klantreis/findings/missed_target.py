"""A target that the team set is missed, beyond the doubt of the measurement.

**What it finds.** A target of a touchpoint, phase, step or the journey whose measured value lies on the
wrong side, with its whole 95 % interval.

**Why it hurts.** A target is a promise: to customers, or to the organisation.

**How it is decided.** Counted from the interval: if it spans the target, the target is neither met nor
missed and nothing is reported. With one in forty intervals wholly below the truth, a target that is
exactly met is reported in 2.5 % of cases; this is a promise about one target and is not corrected for
their number.

**Fires.** The workshop must be done within 3 days and takes a median of 9 (8.8 to 9.3).

**Does not.** 80 % wanted, 78 % measured, 74 to 82 % the interval.

**What to do.** Agree who repairs it and by when, or set a target that can be met.

References
----------
Gardner, M. J., Altman, D. G. (1986). Confidence intervals rather than P values.
doi:10.1136/bmj.292.6522.746
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from klantreis.findings._chance import upper_tail
from klantreis.findings._ground import Ground, Place
from klantreis.findings._suspect import Suspect
from klantreis.findings._words import LANGUAGES, Said, both, duration, number, percent
from klantreis.model.evidence import Estimate
from klantreis.model.finding import Finding, Severity
from klantreis.model.live_map import TargetState
from klantreis.model.statistics import Z
from klantreis.model.text import say
from klantreis.model.touchpoint import Measure

CODE: Final = "KR-F07"
MEASURES: Final = {
    Measure.NPS: {"nl": "NPS", "en": "NPS"},
    Measure.CSAT: {"nl": "CSAT", "en": "CSAT"},
    Measure.CES: {"nl": "CES", "en": "CES"},
    Measure.DROP_OFF: {"nl": "afhaken", "en": "drop-off"},
    Measure.WAITING_TIME: {"nl": "wachttijd", "en": "waiting time"},
    Measure.REWORK: {"nl": "terugkomen", "en": "rework"},
    Measure.CUSTOMERS: {"nl": "klanten", "en": "customers"},
    Measure.CONVERSION: {"nl": "conversie", "en": "conversion"},
}
SIDES: Final = {
    "at_least": {"nl": "ten minste", "en": "at least"},
    "at_most": {"nl": "hooguit", "en": "at most"},
}
RANGES: Final = {Measure.NPS: 200.0, Measure.CES: 6.0}


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per target; one of the study that several steps share is told once."""
    told: set[tuple[str | None, str | None, str, str, float]] = set()
    for place in ground.places:
        for state in place.measured.targets:
            target, phase = state.target, place.phase if place.touchpoint is None else None
            key = (place.touchpoint, phase, target.measure, target.direction, state.wanted)
            if state.met is False and key not in told:
                told.add(key)
                yield Suspect(
                    family="facts",
                    chance=_chance(state),
                    hurts=partial(bool, True),
                    finding=partial(_finding, ground, place, state),
                )


def _chance(state: TargetState) -> float:
    low, high, value = state.measured.low, state.measured.high, state.measured.value or 0.0
    if low is None or high is None or high <= low:
        return 0.0
    return upper_tail(abs(value - state.wanted) / ((high - low) / (2 * Z)))


def _finding(ground: Ground, place: Place, state: TargetState, confidence: float) -> Finding:
    measure = state.target.measure
    said: Said = {
        "where": {language: f"“{say(place.name, language)}”" for language in LANGUAGES},
        "measure": MEASURES[measure], "here": _shown(measure, state.measured.value),
        "wanted": _shown(measure, state.wanted), "n": state.measured.n,
        "side": SIDES[state.target.direction],
    }  # fmt: skip
    customers = place.measured.customers or state.measured.n
    return Finding(
        code=CODE,
        kind="pain_point",
        touchpoint=place.touchpoint,
        phase=place.phase,
        title=both("Doel gemist bij {where}: {measure}", "Target missed at {where}: {measure}", **said),
        explanation=both(
            "Afgesproken is {side} {wanted}; gemeten is {here} (n = {n}).",
            "Agreed was {side} {wanted}; measured is {here} (n = {n}).",
            **said,
        ),
        next_step=both(
            "Spreek af wie {where} herstelt en wanneer, of stel een haalbaar doel.",
            "Agree who repairs {where} and by when, or set a target that can be met.",
            **said,
        ),
        estimate=state.measured,
        compared_with=Estimate(value=state.wanted, n=0, unit=state.measured.unit, method="target"),
        severity=Severity(reach=ground.reach(customers), effect=_effect(state), confidence=confidence),
        customers=customers,
        examples=place.measured.examples,
        quotes=place.measured.quotes,
    )


def _effect(state: TargetState) -> float:
    value, wanted = state.measured.value or 0.0, state.wanted
    if state.target.measure in (Measure.WAITING_TIME, Measure.CUSTOMERS):
        return 1 - min(value, wanted) / max(value, wanted, 1e-9)
    return min(1.0, abs(value - wanted) / RANGES.get(state.target.measure, 1.0))


def _shown(measure: Measure, value: float | None) -> dict[str, str]:
    if measure is Measure.WAITING_TIME:
        return duration(value)
    if measure in (Measure.NPS, Measure.CUSTOMERS):
        return number(value, 0)
    return number(value, 1) if measure is Measure.CES else percent(value)

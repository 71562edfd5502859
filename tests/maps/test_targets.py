"""A target is met, missed, or too close to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from klantreis.maps.state import STALE_AFTER, evidence_state
from klantreis.maps.targets import target_states
from klantreis.model.evidence import Estimate, EvidenceState
from klantreis.model.touchpoint import Measure, Target

END = datetime(2026, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("direction", "low", "high", "met"),
    [
        ("at_least", 0.81, 0.9, True), ("at_least", 0.8, 0.9, True), ("at_least", 0.7, 0.79, False),
        ("at_least", 0.7, 0.9, None), ("at_most", 0.7, 0.79, True), ("at_most", 0.81, 0.9, False),
        ("at_most", 0.7, 0.9, None),
    ],
)  # fmt: skip
def test_the_whole_interval_decides(direction: str, low: float, high: float, met: bool | None):
    target = Target(measure=Measure.CSAT, direction=direction, value=0.8)  # type: ignore[arg-type]
    estimate = Estimate(value=(low + high) / 2, low=low, high=high, n=50)
    assert target_states([target], {Measure.CSAT: estimate})[0].met is met


def test_a_count_is_compared_as_it_is_and_a_duration_in_seconds():
    customers = Target(measure=Measure.CUSTOMERS, direction="at_least", value=100)
    waiting = Target(measure=Measure.WAITING_TIME, direction="at_most", value="2d")
    measured = {
        Measure.CUSTOMERS: Estimate(value=99, n=99, unit="count"),
        Measure.WAITING_TIME: Estimate(value=3600, low=1800, high=7200, n=30, unit="s"),
    }
    first, second = target_states([customers, waiting], measured)
    assert (first.met, second.met, second.wanted) == (False, True, 172_800.0)


def test_without_evidence_a_target_is_unknown():
    (state,) = target_states([Target(measure=Measure.NPS, direction="at_least", value=20)], {})
    assert (
        state.met is None and state.measured.why_unknown == "no evidence" and state.measured.unit == "score"
    )


@pytest.mark.parametrize(
    ("customers", "answers", "age", "state"),
    [
        (0, 0, 0, EvidenceState.ASSUMED), (500, 0, 0, EvidenceState.PARTLY), (0, 50, 0, EvidenceState.PARTLY),
        (500, 19, 0, EvidenceState.PARTLY), (20, 20, 0, EvidenceState.RESEARCHED),
        (500, 500, 181, EvidenceState.STALE), (500, 500, 180, EvidenceState.RESEARCHED),
    ],
)  # fmt: skip
def test_the_state_of_evidence(customers: int, answers: int, age: int, state: EvidenceState):
    assert timedelta(days=180) == STALE_AFTER
    seen = END - timedelta(days=age)
    assert (
        evidence_state(customers=customers, answers=answers, least=20, last_seen=seen, reference=END) is state
    )

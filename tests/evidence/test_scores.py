"""Scores that can be checked by hand, and intervals that hold their promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from klantreis.evidence.answers import Answers, answers_of
from klantreis.evidence.intervals import difference_of_shares, mean_of, t_975
from klantreis.evidence.scales import SCALES
from klantreis.evidence.scores import emotion, scores


def asked(measure: str, values: list[float], method: str = "standard") -> Answers:
    low, high = SCALES[measure]
    row = {"time": 0, "touchpoint": "pay", "phase": None, "text": None, "quotable": False, "source": ""}
    return answers_of(
        [
            row
            | {
                "customer": f"c{i}",
                "measure": measure,
                "method": method,
                "score": v,
                "low": low,
                "high": high,
            }
            for i, v in enumerate(values)
        ]
    )


def only(answers: Answers) -> float | None:
    (score,) = scores(answers)
    return score.estimate.value


def test_nps_is_the_share_of_9_and_10_minus_the_share_of_0_to_6():
    assert only(asked("nps", [10, 9, 8, 7, 6, 0, 10, 9, 9, 3])) == pytest.approx(100 * (5 - 3) / 10)


def test_csat_is_the_share_of_4_and_5():
    assert only(asked("csat", [5, 4, 3, 2, 1, 4, 5, 5])) == pytest.approx(5 / 8)


def test_ces_is_the_mean_where_7_is_easy():
    assert only(asked("ces", [7, 6, 5, 2])) == pytest.approx(5)


@pytest.mark.parametrize(("method", "value"), [("mean", 3.25), ("top_box", 0.25), ("positive_share", 0.5)])
def test_other_definitions_can_be_chosen(method: str, value: float):
    (score,) = scores(asked("csat", [5, 4, 3, 1], method))
    assert score.estimate.value == pytest.approx(value) and score.method != ""


def test_counts_are_kept_with_the_score():
    (score,) = scores(asked("csat", [5, 4, 5]))
    assert score.counts == {4.0: 1, 5.0: 2} and score.customers == 3 and score.estimate.n == 3


def test_too_few_answers_give_no_number():
    (score,) = scores(asked("nps", [10] * 4), minimum_n=5)
    assert (score.estimate.value, score.estimate.n, score.estimate.why_unknown) == (None, 4, "too few")


def test_emotion_is_the_mean_on_minus_two_to_two():
    felt = emotion(asked("csat", [1, 3, 5, 5]))
    assert felt is not None and felt.value == pytest.approx((-2 + 0 + 2 + 2) / 4) and felt.unit == "emotion"


def test_without_answers_there_is_no_emotion_and_no_score():
    assert emotion(asked("csat", [])) is None and scores(asked("csat", [])) == ()


@given(st.integers(1, 60), st.data())
def test_the_nps_interval_holds_the_value_and_stays_on_the_scale(n: int, data: st.DataObject):
    up = data.draw(st.integers(0, n))
    down = data.draw(st.integers(0, n - up))
    low, high = difference_of_shares(up, down, n)
    assert -1 <= low <= (up - down) / n + 1e-9 and (up - down) / n - 1e-9 <= high <= 1
    mirrored = difference_of_shares(down, up, n)
    assert mirrored == pytest.approx((-high, -low), abs=1e-6)


@pytest.mark.parametrize(("n", "up", "down"), [(12, 0.5, 0.2), (30, 0.8, 0.05), (100, 0.2, 0.6)])
def test_the_nps_interval_holds_the_truth_95_times_in_100(n: int, up: float, down: float):
    drawn = np.random.default_rng(1).multinomial(n, [up, down, 1 - up - down], 2000)
    inside = 0
    for u, d, _ in drawn.tolist():
        low, high = difference_of_shares(u, d, n)
        inside += low <= up - down <= high
    assert 0.935 <= inside / 2000 <= 0.975


def test_the_nps_interval_is_the_usual_one_for_many_answers():
    low, high = difference_of_shares(5000, 2000, 10000)
    half = 1.959964 * np.sqrt((0.7 - 0.3**2) / 10000)
    assert (low, high) == pytest.approx((0.3 - half, 0.3 + half), abs=2e-4)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 9, 19, 100, 5000])
def test_t_equals_the_reference(freedom: int):
    assert t_975(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=2e-3)


def test_equal_answers_are_no_certainty():
    assert mean_of(np.full(10, 7.0), 1, 7) == (7.0, pytest.approx(7 - 6 * 0.3), 7.0)

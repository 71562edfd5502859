"""Scores: NPS, CSAT and CES of a group of answers, each with method, counts and interval; and emotion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.evidence.answers import Answers, moment
from klantreis.evidence.estimates import enough, share_of
from klantreis.evidence.intervals import difference_of_shares, mean_of
from klantreis.model.evidence import Estimate, Score

MEASURES: Final = ("nps", "csat", "ces")
NPS: Final = (
    "NPS: share of promoters (9–10) minus share of detractors (0–6), times 100; score interval (Tango)"
)
CSAT: Final = "CSAT: share of the top two boxes; Wilson interval"
CES: Final = "CES: mean, high is easy; t interval"
MEAN: Final = "mean; t interval"
TOP_BOX: Final = "share of the top box; Wilson interval"
POSITIVE: Final = "share above the middle of the scale; Wilson interval"
EMOTION: Final = "mean of all scores on −1..+1, times 2; t interval"

Scores = NDArray[np.float64]
Ends = tuple[float, float]
Method = Callable[[Scores, Ends], Estimate]


def scores(answers: Answers, *, minimum_n: int = 1) -> tuple[Score, ...]:
    """Return one score per measure that was asked, in the order nps, csat, ces.

    Where a measure was asked in several ways, the way asked most decides; the other answers count
    towards emotion only.

    Parameters
    ----------
    answers
        The answers of the group: a touchpoint, a phase, the journey.
    minimum_n
        With fewer answers there is no value but ``why_unknown = "too few"``.
    """
    found = [_score(answers.only(answers.measure == name), name, minimum_n) for name in MEASURES]
    return tuple(score for score in found if score is not None)


def emotion(answers: Answers, *, minimum_n: int = 1) -> Estimate | None:
    """Return what customers felt, from −2 (very bad) to +2 (very good); ``None`` without answers.

    The mean of the unit scores of all answers, times two, with its t interval.
    """
    unit = answers.unit_score[~np.isnan(answers.score)]
    if not len(unit):
        return None
    mean, low, high = mean_of(unit * 2, -2.0, 2.0)
    felt = Estimate(value=mean, low=low, high=high, n=len(unit), unit="emotion", method=EMOTION)
    return enough(felt, minimum_n)


def _score(answers: Answers, measure: str, minimum_n: int) -> Score | None:
    scored = answers.only(~np.isnan(answers.score))
    if not len(scored):
        return None
    ways = list(zip(scored.method, scored.low, scored.high, strict=True))
    method, low, high = max(sorted(set(ways)), key=ways.count)
    same = scored.only(np.array([way == (method, low, high) for way in ways]))
    values = same.score.astype(np.float64)
    estimate = METHODS[measure, method](values, (low, high))
    period = same.period_us
    return Score(
        measure=measure,
        method=estimate.method,
        estimate=enough(estimate, minimum_n),
        counts={float(v): int(k) for v, k in zip(*np.unique(values, return_counts=True), strict=True)},
        customers=same.n_customers,
        first=moment(period[0]) if period else None,
        last=moment(period[1]) if period else None,
    )


def net_promoter(values: Scores, ends: Ends) -> Estimate:
    """Return the NPS, −100..100; scales other than 0–10 are stretched to it first."""
    ten = (values - ends[0]) / (ends[1] - ends[0]) * 10
    up, down, n = int((ten >= 9 - 1e-9).sum()), int((ten <= 6 + 1e-9).sum()), len(values)
    low, high = difference_of_shares(up, down, n)
    value = 100 * (up - down) / n
    return Estimate(value=value, low=100 * low, high=100 * high, n=n, unit="score", method=NPS)


def top_two(values: Scores, ends: Ends) -> Estimate:
    """Return the share who ticked one of the top two boxes (4 or 5 on 1–5)."""
    return share_of(int((values >= ends[1] - 1).sum()), len(values), CSAT)


def top_box(values: Scores, ends: Ends) -> Estimate:
    """Return the share who ticked the top box."""
    return share_of(int((values >= ends[1]).sum()), len(values), TOP_BOX)


def positive_share(values: Scores, ends: Ends) -> Estimate:
    """Return the share above the middle of the scale."""
    return share_of(int((values > (ends[0] + ends[1]) / 2).sum()), len(values), POSITIVE)


def mean_score(values: Scores, ends: Ends, method: str = MEAN) -> Estimate:
    """Return the mean score on its own scale."""
    mean, low, high = mean_of(values, *ends)
    return Estimate(value=mean, low=low, high=high, n=len(values), unit="score", method=method)


def effort(values: Scores, ends: Ends) -> Estimate:
    """Return the CES: the mean, where high is easy."""
    return mean_score(values, ends, CES)


METHODS: Final[dict[tuple[str, str], Method]] = {
    ("nps", "standard"): net_promoter,
    ("csat", "standard"): top_two,
    ("ces", "standard"): effort,
    **{(measure, "mean"): mean_score for measure in MEASURES},
    **{(measure, "top_box"): top_box for measure in MEASURES},
    **{(measure, "positive_share"): positive_share for measure in MEASURES},
}

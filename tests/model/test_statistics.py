"""Intervals agree with published tables and with exact arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from klantreis.model.statistics import (
    Bounded,
    kaplan_meier_median,
    mean,
    quantile,
    quantile_ranks,
    wilson,
)

# Freireich et al. (1963), remission times in weeks; as in Kleinbaum & Klein, Survival Analysis.
TREATED = ([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_wilson_gives_the_published_examples():
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    low, high = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert low.round(4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert high.round(4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_wilson_of_nothing_is_not_a_number():
    low, high = wilson([0], [0])
    assert np.isnan(low[0]) and np.isnan(high[0])


def test_wilson_reaches_the_edges_exactly():
    low, high = wilson([0, 7], [7, 7])
    assert (low[0], high[1]) == (0.0, 1.0)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_it_is_about(kn):
    k, n = kn
    low, high = wilson(k, n)
    assert 0 <= low <= k / n + 1e-12 and k / n - 1e-12 <= high <= 1


def test_the_interval_of_a_median_has_the_published_ranks():
    """Hahn and Meeker (1991), table A.15: 95 % intervals for the median, ranks from 1."""
    low, high = quantile_ranks([6, 10, 20, 25, 50, 100], 0.5)
    assert (low + 1).tolist() == [1, 2, 6, 8, 18, 40]
    assert (high + 1).tolist() == [6, 9, 15, 18, 33, 61]


@given(st.integers(1, 400), st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 0.95]))
def test_ranks_are_the_tightest_that_cut_off_at_most_a_fortieth_on_either_side(n, q):
    low, high = (int(r[0]) for r in quantile_ranks(n, q))
    below = stats.binom(n, q)
    widest = int(np.sum(below.cdf(np.arange(n)) <= 0.025)) - 1
    assert low == widest
    assert high == next((r for r in range(n) if below.cdf(r) >= 0.975), -1)


@pytest.mark.parametrize("q", [0.5, 0.9])
def test_the_normal_limit_is_within_two_ranks_of_the_exact_one(q):
    n = 20_001
    low, high = (int(r[0]) for r in quantile_ranks(n, q))
    assert abs(low - (stats.binom(n, q).ppf(0.025) - 1)) <= 2
    assert abs(high - stats.binom(n, q).ppf(0.975)) <= 2


def test_the_median_of_open_waits_is_the_published_one():
    ended, still_open = TREATED
    waited = ended + still_open
    found = kaplan_meier_median(waited, [True] * len(ended) + [False] * len(still_open))
    assert found == Bounded(value=23.0, low=13.0, high=None, n=21)


def test_the_median_of_closed_waits_is_the_published_one():
    assert kaplan_meier_median(PLACEBO, [True] * 21) == Bounded(value=8.0, low=4.0, high=11.0, n=21)


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=60))
def test_without_open_waits_the_median_is_the_ordinary_one(waited):
    assert kaplan_meier_median(waited, [True] * len(waited)).value == pytest.approx(np.median(waited))


def test_when_nobody_finished_the_median_is_unknown():
    assert kaplan_meier_median([5, 6], [False, False]) == Bounded(value=None, low=None, high=None, n=2)
    assert kaplan_meier_median([], []) == Bounded(value=None, low=None, high=None, n=0)


def test_a_quantile_of_values_lies_between_its_order_statistics() -> None:
    estimate = quantile(range(1, 21), 0.5)
    assert (estimate.value, estimate.low, estimate.high, estimate.n) == (10.5, 6.0, 15.0, 20)
    assert quantile([], 0.5).value is None


def test_a_mean_has_the_interval_of_the_normal_limit() -> None:
    values = np.array([1.0, 2.0, 3.0, 4.0])
    middle, low, high = mean(4, values.sum(), (values**2).sum())
    half = 1.959963984540054 * values.std(ddof=1) / 2
    assert (float(middle), float(low), float(high)) == pytest.approx((2.5, 2.5 - half, 2.5 + half))
    assert np.isnan(mean(0, 0, 0)).all()


@pytest.mark.parametrize("q", [0.001, 0.5, 0.9, 0.999])
def test_a_quantile_of_many_values_is_exact_in_whatever_order_they_come(q: float) -> None:
    rng = np.random.default_rng(5)
    for values in (
        np.arange(50_000),
        rng.integers(0, 9, 50_000),
        rng.lognormal(9, 3, 50_001).astype(np.int64),
    ):
        for ordered in (values, values[::-1], rng.permutation(values)):
            low, high = (int(rank[0]) for rank in quantile_ranks(len(values), q))
            every = np.sort(values)
            estimate = quantile(ordered, q)
            assert estimate.value == pytest.approx(np.quantile(every, q), rel=1e-12)
            assert (estimate.low, estimate.high) == (every[low], every[high])

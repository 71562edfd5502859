"""Transitions: each contact leads to the next, counted, timed and owned by customers."""

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.analyses._transitions_kernels import BLOCK, dense, sparse
from klantreis.analyses.transitions import transitions
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.build import from_rows

ROWS = [
    ("ann", "home", "2026-01-01T10:00:00"),
    ("ann", "cart", "2026-01-01T10:00:10"),
    ("ann", "home", "2026-01-01T10:01:00"),
    ("ann", "cart", "2026-01-01T10:01:30"),
    ("bob", "home", "2026-01-01T10:00:00"),
    ("bob", "cart", "2026-01-01T10:00:20"),
    ("eve", "home", "2026-01-01T10:00:00"),
]


def test_each_contact_leads_to_the_next():
    rows = transitions(from_rows(ROWS)).rows
    assert [(row["from"], row["to"], row["count"], row["customers"]) for row in rows] == [
        ("home", "cart", 3, 2),
        ("cart", "home", 1, 1),
    ]


def test_waiting_times_are_exact_and_in_seconds():
    row = transitions(from_rows(ROWS), quantiles=[0.25]).rows[0]
    assert (row["median_s"], row["p25_s"]) == (20.0, 15.0)
    assert row["median_low_s"] is None


def test_the_interval_of_a_median_lies_between_two_waits():
    rows = [
        (f"c{k}", where, f"2026-01-01T10:{minute:02}:00")
        for k in range(20)
        for where, minute in (("home", 0), ("cart", k))
    ]
    row = transitions(from_rows(rows)).rows[0]
    assert (row["median_low_s"], row["median_s"], row["median_high_s"]) == (300.0, 570.0, 840.0)


def test_without_times_their_columns_hold_nothing():
    counted = transitions(from_rows(ROWS), times=False)
    assert list(counted.columns) == list(transitions(from_rows(ROWS)).columns)
    assert set(counted.columns["median_s"]) == {None}


def test_shares_are_out_of_and_into_a_touchpoint():
    log = from_rows([*ROWS, ("eve", "help", "2026-01-01T10:05:00"), ("eve", "cart", "2026-01-01T10:06:00")])
    home_cart = transitions(log).rows[0]
    assert home_cart["share_out"] == pytest.approx(3 / 4)
    assert home_cart["share_in"] == pytest.approx(3 / 4)
    assert home_cart["share_out_low"] == pytest.approx(0.3006, abs=5e-5)
    assert home_cart["share_out_high"] == pytest.approx(0.9544, abs=5e-5)


def test_with_ends_journeys_start_and_end_somewhere():
    result = transitions(from_rows(ROWS), ends=True)
    rows = {(row["from"], row["to"]): row for row in result.rows}
    assert rows[("(start)", "home")]["count"] == 3
    assert rows[("home", "(end)")]["share_out"] == pytest.approx(1 / 4 + 0)
    assert rows[("home", "(end)")]["median_s"] is None
    assert result.customers(**{"from": "home", "to": "(end)"}) == ["eve"]
    assert result.customers(**{"from": "(start)", "to": "home"}) == ["ann", "bob", "eve"]


@pytest.mark.parametrize("dense", [0, 512])
@pytest.mark.parametrize("parts", [1, 3])
@given(
    rows=st.lists(
        st.tuples(st.sampled_from("uvw"), st.sampled_from("abcde"), st.integers(0, 59)), max_size=40
    )
)
def test_counts_customers_and_medians_are_those_of_plain_python(dense, parts, rows):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klantreis.analyses.transitions.DENSE", dense)
        log = from_rows([(who, where, f"2026-01-01T00:00:{s:02}") for who, where, s in rows], parts)
        result = transitions(log)
    waits, who_went = defaultdict(list), defaultdict(set)
    for who in "uvw":
        mine = sorted((row for row in rows if row[0] == who), key=lambda row: row[2])
        for (_, a, s), (_, b, t) in pairwise(mine):
            waits[a, b].append(t - s)
            who_went[a, b].add(who)
    assert {(row["from"], row["to"]) for row in result.rows} == set(waits)
    for row in result.rows:
        edge = row["from"], row["to"]
        assert (row["count"], row["customers"]) == (len(waits[edge]), len(who_went[edge]))
        assert row["median_s"] == pytest.approx(np.median(waits[edge]))
        assert row["p90_s"] == pytest.approx(np.quantile(waits[edge], 0.9))
        assert set(result.customers(**{"from": edge[0], "to": edge[1]})) == who_went[edge]


def test_customers_that_cross_blocks_count_as_those_within_one():
    lengths = np.array([2, BLOCK - 3, 1, 3 * BLOCK, *np.arange(1, 300)])
    offsets = np.append(0, np.cumsum(lengths))
    codes = np.random.default_rng(7).integers(0, 5, offsets[-1], np.uint8)
    for run in (offsets, offsets[2:], offsets[4:5]):
        counted = dense(run, codes, 5)
        key, *expected = sparse(run, codes, 5)
        assert [x[key].tolist() for x in counted] == [x.tolist() for x in expected]
        assert [x.sum() for x in counted] == [x.sum() for x in expected]


def test_seventy_thousand_touchpoints_are_counted_in_bounded_memory():
    draw = np.random.default_rng(11)
    visits = [
        (f"c{k % 500}", f"/page/{page}", "2026-01-01") for k, page in enumerate(draw.permutation(70_000))
    ]
    result = transitions(from_rows(visits, 2))
    assert len(result) == 70_000 - 500
    assert Counter(result.columns["count"]) == {1: 69_500}
    assert set(result.columns["median_s"]) == {0.0}


@pytest.mark.parametrize("q", [0, 1, 1.5, "0.5", True])
def test_what_is_no_quantile_is_refused(q):
    with pytest.raises(ParameterError, match="above 0 and below 1"):
        transitions(from_rows(ROWS), quantiles=[q])


def test_a_transition_is_named_by_two_known_touchpoints():
    result = transitions(from_rows(ROWS))
    with pytest.raises(ParameterError, match="two touchpoints"):
        result.customers(touchpoint="home")
    with pytest.raises(UnknownNameError, match="Did you mean 'cart'"):
        result.customers(**{"from": "home", "to": "crt"})

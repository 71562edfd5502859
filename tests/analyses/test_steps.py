"""Steps: one place per customer per step, and who has ended stays ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.analyses.steps import steps
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.build import from_rows

ANN = [("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"), ("ann", "pay", "2026-01-03")]
BOB = [("bob", "home", "2026-01-01"), ("bob", "home", "2026-01-02")]
EVE = [("eve", "cart", "2026-01-01")]


def table(result):
    return {(row["step"], row["touchpoint"]): row["customers"] for row in result.rows}


def test_a_customer_counts_once_per_step():
    assert table(steps(from_rows(ANN + BOB + EVE), k=4)) == {
        (1, "home"): 2, (1, "cart"): 1,
        (2, "cart"): 1, (2, "home"): 1, (2, "ended"): 1,
        (3, "pay"): 1, (3, "ended"): 2,
        (4, "ended"): 3,
    }  # fmt: skip


def test_the_share_is_of_all_customers_and_has_an_interval():
    first = steps(from_rows(ANN + BOB + EVE)).rows[0]
    assert (first["touchpoint"], first["share"]) == ("home", pytest.approx(2 / 3))
    assert first["low"] == pytest.approx(0.2077, abs=5e-5)
    assert first["high"] == pytest.approx(0.9385, abs=5e-5)


def test_with_an_anchor_journeys_start_at_the_first_contact_there():
    result = steps(from_rows(ANN + BOB + EVE), k=2, anchor="cart")
    assert table(result) == {(1, "cart"): 2, (2, "pay"): 1, (2, "ended"): 1}
    assert result.rows[1]["share"] == 0.5
    assert result.notes == ("2 of 3 customers were at 'cart'; shares are of these 2.",)


def test_the_ended_are_told_from_a_touchpoint_called_ended():
    log = from_rows(
        [("ann", "ended", "2026-01-01"), ("bob", "home", "2026-01-01"), ("bob", "ended", "2026-01-02")]
    )
    result = steps(log, k=2)
    called_ended = [row for row in result.rows if row["touchpoint"] == "ended"]
    assert [(row["step"], row["ended"]) for row in called_ended] == [(1, False), (2, False), (2, True)]
    assert result.customers(step=2, touchpoint="ended") == ["bob"]
    assert result.customers(step=2, ended=True) == ["ann"]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["home", "cart", "pay"])), max_size=25))
def test_every_step_adds_up_to_all_customers(pairs):
    log = from_rows([(who, where, "2026-01-01") for who, where in pairs])
    result = steps(log, k=5)
    sums = dict.fromkeys(range(1, 6), 0) if pairs else {}
    for row in result.rows:
        sums[row["step"]] += row["customers"]
    assert set(sums.values()) <= {log.n_customers}


def test_the_customers_behind_a_row_are_as_many_as_it_says():
    result = steps(from_rows(ANN + BOB + EVE), k=4)
    for row in result.rows:
        assert len(result.customers(step=row["step"], touchpoint=row["touchpoint"])) == row["customers"]
    anchored = steps(from_rows(ANN + BOB + EVE), anchor="cart")
    assert anchored.customers(step=2, touchpoint="ended") == ["eve"]


@pytest.mark.parametrize("k", [0, -1, 2.5, True, "3", 10**9])
def test_a_number_of_steps_that_is_none_is_refused(k):
    with pytest.raises(ParameterError, match="at least 1"):
        steps(from_rows(ANN), k=k)


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'cart'"):
        steps(from_rows(ANN), anchor="crt")
    with pytest.raises(UnknownNameError, match="Did you mean 'cart'"):
        steps(from_rows(ANN)).customers(step=1, touchpoint="crt")
    with pytest.raises(ParameterError, match="from 1 to 10"):
        steps(from_rows(ANN)).customers(step=11, touchpoint="cart")

"""What follows a contact, checked by hand on logs that fit on the screen."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.analyses._contacts_kernels import (
    ARRIVED,
    CUSTOMERS,
    DROPPED,
    EVENTS,
    OPEN,
    RETURNED,
    SLOW,
    WAITED,
)
from klantreis.analyses.contacts import ask, contacts, follow, median_throughput, seen_between, usual_wait
from klantreis.analyses.touchpoints import touchpoints
from klantreis.errors import UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.extent import instant

ROWS = [
    ("ann", "home", "2026-01-01T00:00"), ("ann", "cart", "2026-01-01T01:00"),
    ("ann", "pay", "2026-01-01T03:00"),
    ("bob", "home", "2026-01-01T00:00"), ("bob", "cart", "2026-01-01T03:00"),
    ("bob", "home", "2026-01-01T04:00"), ("bob", "cart", "2026-01-01T08:00"),
    ("cas", "home", "2026-01-09T23:00"), ("cas", "cart", "2026-01-10T00:00"),
    ("dee", "home", "2026-01-02T00:00"), ("dee", "home", "2026-01-02T05:00"),
    ("eve", "pay", "2026-01-01T00:00"), ("eve", "home", "2026-01-01T06:00"),
]  # fmt: skip


def by_touchpoint(log=None, **asked):
    return {row["touchpoint"]: row for row in contacts(log or from_rows(ROWS), **asked).rows}


def test_a_journey_that_ends_without_a_goal_has_dropped_off_where_it_ends():
    rows = by_touchpoint(goals=["pay"], open_for="1d")
    assert {name: (r["dropped"], r["open"]) for name, r in rows.items()} == {
        "home": (1, 0), "cart": (1, 1), "pay": (0, 0),
    }  # fmt: skip


def test_a_goal_reached_anywhere_is_no_drop_off():
    log = from_rows(ROWS)
    assert contacts(log, goals=["pay"], open_for="1d").customers(touchpoint="home") == ["dee"]
    assert contacts(log, goals=[], open_for="1d").customers(touchpoint="home") == ["dee", "eve"]


def test_open_journeys_are_counted_apart_and_leave_the_denominator():
    cart = by_touchpoint(goals=["pay"], open_for="1d")["cart"]
    assert (cart["customers"], cart["open"], cart["drop_off_share"]) == (3, 1, 0.5)
    log = from_rows(ROWS)
    assert contacts(log, goals=["pay"], open_for="1d").customers(touchpoint="cart", which="open") == ["cas"]


def test_coming_back_after_being_elsewhere_is_a_return_and_staying_is_not():
    rows = by_touchpoint(open_for=0)
    assert (rows["home"]["returned"], rows["cart"]["returned"]) == (1, 1)
    assert rows["home"]["return_share"] == pytest.approx(1 / 5)


def test_the_wait_is_the_median_time_to_the_next_contact_elsewhere():
    rows = by_touchpoint(open_for=0)
    hours = {
        name: (r["waits"], None if r["median_s"] is None else r["median_s"] / 3600)
        for name, r in rows.items()
    }
    assert hours == {"home": (4, (1 + 3) / 2), "cart": (2, 1.5), "pay": (1, 6.0)}


def test_two_touchpoints_at_one_place_are_no_move():
    log = from_rows(ROWS)
    together = np.array([0, 0, 1])
    sums = follow(log, ask(log, place=together))
    assert log.touchpoints == ("cart", "home", "pay")
    assert sums[WAITED, :-1].tolist() == [1, 0, 1]


def test_touchpoints_can_count_as_one_unit():
    log = from_rows(ROWS)
    shop, pay = 0, 1
    unit = np.array([shop, shop, pay])
    sums = follow(log, ask(log, goals=["pay"], unit=unit, units=2, place=unit))
    assert sums[CUSTOMERS].tolist() == [5, 2, 5] and sums[EVENTS].tolist() == [11, 2, 13]
    assert sums[[DROPPED, OPEN]].tolist() == [[2, 0, 2], [1, 0, 1]]


def test_a_customer_is_slow_by_their_first_wait():
    log = from_rows(ROWS)
    two_hours = np.full(3, 7_200_000_000)
    assert follow(log, ask(log, slow_us=two_hours))[SLOW, :-1].tolist() == [0, 1, 1]


def test_the_usual_wait_covers_95_percent_of_the_waits():
    log = from_rows([("a", f"t{i % 2}", f"2026-01-01T00:{i:02d}") for i in range(50)])
    assert usual_wait(log).total_seconds() == 60
    assert usual_wait(from_rows([("a", "x", "2026-01-01")])).total_seconds() == 0


def test_who_reached_a_goal_has_arrived_from_everywhere_they_were():
    rows = by_touchpoint(goals=["pay"], open_for="1d")
    assert {name: (r["arrived"], r["arrival_share"]) for name, r in rows.items()} == {
        "home": (2, 2 / 4), "cart": (1, 1 / 2), "pay": (2, 1.0),
    }  # fmt: skip


def test_the_last_column_counts_each_journey_once():
    log = from_rows(ROWS)
    sums = follow(log, ask(log, goals=["pay"], open_for=timedelta(days=1)))
    assert sums[[CUSTOMERS, EVENTS, DROPPED, OPEN, RETURNED, ARRIVED], -1].tolist() == [5, 13, 2, 1, 1, 2]


def test_throughput_runs_from_the_first_contact_to_the_first_goal():
    log = from_rows(ROWS)
    assert median_throughput(log, ask(log, goals=["pay"]))[:2] == (2, 1.5 * 3600)
    assert median_throughput(log, ask(log))[:2] == (5, 5 * 3600)


def test_first_and_last_sight_of_each_touchpoint():
    log = from_rows(ROWS)
    first, last = seen_between(log, ask(log))[:, log.codes(["pay"])[0]]
    assert (instant(int(first)).isoformat()[:16], instant(int(last)).isoformat()[:16]) == (
        "2026-01-01T00:00", "2026-01-01T03:00",
    )  # fmt: skip


def test_an_unknown_goal_offers_the_nearest():
    with pytest.raises(UnknownNameError, match="'pay'"):
        contacts(from_rows(ROWS), goals=["pya"])


journeys = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(journeys, st.integers(1, 4))
def test_any_partitioning_gives_the_same_and_agrees_with_touchpoints(drawn: list[list[str]], parts: int):
    rows = [
        (f"c{c}", name, f"2026-01-{1 + c:02d}T{i:02d}:00")
        for c, names in enumerate(drawn)
        for i, name in enumerate(names)
    ]
    whole, cut = from_rows(rows), from_rows(rows, parts)
    one = contacts(whole, goals=["a"] if "a" in whole.touchpoints else [], open_for="2d")
    other = contacts(cut, goals=["a"] if "a" in cut.touchpoints else [], open_for="2d")
    assert one.rows == other.rows
    shared = ("touchpoint", "customers", "events", "return_share")
    assert [[r[k] for k in shared] for r in one.rows] == [
        [r[k] for k in shared] for r in touchpoints(whole).rows
    ]
    for row in one.rows:
        assert len(one.customers(touchpoint=row["touchpoint"])) == row["dropped"]


def test_a_wait_longer_than_time_leaves_everyone_open() -> None:
    rows = contacts(from_rows(ROWS), open_for=timedelta.max).rows
    assert all(row["dropped"] == 0 for row in rows)
    assert sum(row["open"] for row in rows) > 0

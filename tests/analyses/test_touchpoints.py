"""Touchpoints: who comes, starts, leaves for good and has to come again."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.analyses.touchpoints import touchpoints
from klantreis.errors import UnknownNameError
from klantreis.log.build import from_rows

ROWS = [
    ("ann", "home", "2026-01-01T10:00:00"),
    ("ann", "cart", "2026-01-01T10:00:10"),
    ("ann", "home", "2026-01-01T10:00:20"),
    ("ann", "pay", "2026-01-01T10:00:30"),
    ("bob", "home", "2026-01-01T10:00:00"),
    ("bob", "home", "2026-01-01T10:00:05"),
    ("bob", "cart", "2026-01-01T10:00:40"),
    ("eve", "cart", "2026-01-01T10:00:00"),
]


def rows_of(result):
    return {row["touchpoint"]: row for row in result.rows}


def test_customers_and_events_are_counted_per_touchpoint_most_customers_first():
    result = touchpoints(from_rows(ROWS))
    assert [(row["touchpoint"], row["customers"], row["events"]) for row in result.rows] == [
        ("cart", 3, 3),
        ("home", 2, 4),
        ("pay", 1, 1),
    ]


def test_first_and_last_shares_are_of_all_customers():
    found = rows_of(touchpoints(from_rows(ROWS)))
    assert [found[name]["first_share"] for name in ("home", "cart", "pay")] == pytest.approx(
        [2 / 3, 1 / 3, 0]
    )
    assert [found[name]["last_share"] for name in ("home", "cart", "pay")] == pytest.approx([0, 2 / 3, 1 / 3])


def test_drop_off_is_of_the_customers_who_came_and_never_at_a_goal():
    found = rows_of(touchpoints(from_rows(ROWS), goals=["pay"]))
    assert found["cart"]["drop_off_share"] == pytest.approx(2 / 3)
    assert (found["cart"]["drop_off_low"], found["cart"]["drop_off_high"]) == (
        pytest.approx(0.2077, abs=5e-5),
        pytest.approx(0.9385, abs=5e-5),
    )
    assert (found["pay"]["drop_off_share"], found["pay"]["drop_off_low"]) == (0, None)
    assert rows_of(touchpoints(from_rows(ROWS)))["pay"]["drop_off_share"] == 1


def test_repeat_is_a_second_contact_and_return_one_after_being_elsewhere():
    home = rows_of(touchpoints(from_rows(ROWS)))["home"]
    assert (home["repeat_share"], home["return_share"]) == (1.0, 0.5)


def test_the_time_to_a_touchpoint_is_from_the_first_contact_to_the_first_one_there():
    found = rows_of(touchpoints(from_rows(ROWS)))
    assert [found[name]["median_first_s"] for name in ("home", "cart", "pay")] == [0.0, 10.0, 30.0]


@pytest.mark.parametrize("which", ["all", "first", "last", "drop_off", "repeat", "return"])
@given(pairs=st.lists(st.tuples(st.sampled_from("uvwx"), st.sampled_from("abc")), max_size=30))
def test_the_customers_behind_a_number_are_those_of_plain_python(which, pairs):
    result = touchpoints(from_rows([(who, where, "2026-01-01") for who, where in pairs], 2), goals=[])
    journeys = defaultdict(str)
    for who, where in pairs:
        journeys[who] += where
    asked = {
        "all": lambda journey, x: x in journey,
        "first": lambda journey, x: journey[0] == x,
        "last": lambda journey, x: journey[-1] == x,
        "drop_off": lambda journey, x: journey[-1] == x,
        "repeat": lambda journey, x: journey.count(x) > 1,
        "return": lambda journey, x: (
            x in journey.lstrip(x).partition(x)[2].lstrip(x) or (journey[0] == x and x in journey.lstrip(x))
        ),
    }[which]
    column = "customers" if which == "all" else f"{which}_customers"
    for row in result.rows:
        here = row["touchpoint"]
        found = result.customers(touchpoint=here, which=which)
        assert found == sorted(who for who, journey in journeys.items() if asked(journey, here))
        assert len(found) == row[column]


def test_nobody_drops_off_at_a_goal():
    result = touchpoints(from_rows(ROWS), goals="pay")
    assert result.customers(touchpoint="pay", which="drop_off") == []
    assert result.customers(touchpoint="pay", which="last") == ["ann"]


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'pay'"):
        touchpoints(from_rows(ROWS), goals=["pays"])
    with pytest.raises(UnknownNameError, match="Did you mean 'first'"):
        touchpoints(from_rows(ROWS)).customers(touchpoint="pay", which="frist")

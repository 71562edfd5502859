"""A view on part of a log holds what plain Python would have kept."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.errors import MisuseError, ParameterError, UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.prepare import prepare
from klantreis.model.result import Size

EVENT = st.tuples(
    st.sampled_from(["ann", "bob", "eve", "joe"]),
    st.sampled_from(["home", "cart", "pay"]),
    st.integers(0, 9),
    st.sampled_from(["", "web", "app"]),
    st.sampled_from([None, "mobile", "desktop", "tablet 2"]),
    st.sampled_from([float("nan"), 0.0, 5.0, 12.5]),
)
NAMES = ("customer", "touchpoint", "time", "channel", "device", "amount")
SIGNS = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
}


def log_of(events, parts=1):
    columns = dict(zip(NAMES, zip(*events, strict=True), strict=True)) if events else dict.fromkeys(NAMES, ())
    text = dict.fromkeys(("customer", "touchpoint", "channel", "device"), pa.string())
    kinds = {**text, "time": pa.int64(), "amount": pa.float64()}
    return prepare([pa.table({n: pa.array(list(columns[n]), kinds[n]) for n in NAMES})], parts=parts)


def seen(log):
    """Every event of a view, as customer, touchpoint and channel in order."""
    return {
        who: [(s.touchpoint, s.channel, s.time.microsecond) for s in log.journey(who)]
        for who in log.customers(lambda part: np.arange(len(part.offsets) - 1))
    }


def kept(events, fits):
    out = {}
    for event in sorted(filter(fits, events), key=lambda e: e[2]):
        out.setdefault(event[0], []).append((event[1], event[3], event[2]))
    return out


def who_did(events, did, did_not, low, high):
    within = [e for e in events if low <= e[2] < high]
    had = {who: {e[1] for e in within if e[0] == who} for who in {e[0] for e in events}}
    return {who for who, names in had.items() if set(did) <= names and not names & set(did_not)}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(EVENT, max_size=25),
    st.sampled_from([1, 3]),
    st.tuples(st.integers(0, 5), st.integers(5, 10)),
    st.sets(st.sampled_from(["", "web", "app"]), min_size=1),
    st.sets(st.sampled_from(["home", "cart"])),
    st.sets(st.sampled_from(["pay"])),
    st.sets(st.sampled_from(["ann", "bob", "nobody"])) | st.none(),
    st.sampled_from(["==", "!=", "<", ">="]),
)
def test_a_view_keeps_what_plain_python_keeps(events, parts, period, channels, did, did_not, customers, sign):
    log = log_of(events, parts)
    channels &= set(log.channels)
    did, did_not = did & set(log.touchpoints), did_not & set(log.touchpoints)
    moments = tuple(datetime.fromtimestamp(0, UTC).replace(microsecond=m) for m in period)
    view = log.where(
        period=moments,
        channel=channels,
        did=did,
        did_not=did_not,
        customers=customers,
        properties={"amount": {sign: 5}},
    )
    allowed = who_did(events, did, did_not, *period)
    expected = kept(
        events,
        lambda e: (
            e[0] in allowed
            and (customers is None or e[0] in customers)
            and period[0] <= e[2] < period[1]
            and e[3] in channels
            and SIGNS[sign](e[5], 5)
        ),
    )
    assert seen(view) == expected
    assert view.n_events == sum(map(len, expected.values()))
    assert view.n_customers == len(expected)


@settings(max_examples=50, deadline=None)
@given(st.lists(EVENT, min_size=1, max_size=25))
def test_narrowing_twice_is_narrowing_by_both(events):
    log = log_of(events)
    twice = log.where(properties={"device": {"!=": "mobile"}}).where(properties={"amount": {"<": 10}})
    once = log.where(properties={"device": {"!=": "mobile"}, "amount": {"<": 10}})
    assert seen(twice) == seen(once)


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ("mobile", lambda v: v == "mobile"),
        (["mobile", "desktop"], lambda v: v in ("mobile", "desktop")),
        ("", lambda v: v is None),
        ({"!=": "mobile"}, lambda v: v != "mobile"),
        ({"not in": ["mobile", "desktop"]}, lambda v: v not in ("mobile", "desktop")),
        ({"matches": "^t.*[0-9]$"}, lambda v: v is not None and re.search("^t.*[0-9]$", v)),
        ({"matches": "e", "!=": "mobile"}, lambda v: v is not None and "e" in v and v != "mobile"),
        ({">": 1}, lambda v: False),
    ],
)
def test_a_condition_on_text_is_decided_per_value(condition, fits):
    events = [("ann", "home", k, "", v, 0.0) for k, v in enumerate(["mobile", None, "desktop", "tablet 2"])]
    view = log_of(events).where(properties={"device": condition})
    assert seen(view) == kept(events, lambda e: fits(e[4]))


@pytest.mark.parametrize(
    ("condition", "times"),
    [
        (5, [1]),
        ("5", [1]),
        ([5, 12.5], [1, 2]),
        ("", [3]),
        ({"!=": 5}, [0, 2, 3]),
        ({">=": 5, "<": 12}, [1]),
        ({"<=": "5"}, [0, 1]),
    ],
)
def test_a_condition_on_numbers_compares_numbers(condition, times):
    events = [("ann", "home", k, "", None, v) for k, v in enumerate([0.0, 5.0, 12.5, float("nan")])]
    view = log_of(events).where(properties={"amount": condition})
    assert [time for _, _, time in seen(view)["ann"]] == times


def test_true_and_false_are_text():
    flags = pa.table(
        {"customer": ["a"] * 3, "touchpoint": ["x"] * 3, "time": [1, 2, 3], "new": [True, None, False]}
    )
    log = prepare([flags])
    assert log.property_values("new") == ["false", "true"]
    assert log.where(properties={"new": True}).n_events == 1


def test_did_looks_at_other_channels_too_but_not_outside_the_period():
    rows = [("ann", "home", "2026-01-01", "web"), ("ann", "pay", "2026-01-03", "app")]
    log = from_rows(rows)
    assert log.where(channel="web", did="pay").n_events == 1
    assert log.where(period=(None, "2026-01-02"), did="pay").n_events == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"did": "hom"}, "no touchpoint 'hom'. Did you mean 'home'"),
        ({"channel": "wep"}, "no channel 'wep'. Did you mean 'web'"),
        ({"properties": {"devise": "mobile"}}, "no property 'devise'. Did you mean 'device'"),
    ],
)
def test_an_unknown_name_offers_the_nearest(asked, said):
    log = log_of([("ann", "home", 1, "web", "mobile", 0.0)])
    with pytest.raises(UnknownNameError, match=re.escape(said)):
        log.where(**asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"period": ("2026-02-30", None)}, "cannot be read"),
        ({"period": ("2026-02-02", "2026-02-01")}, "ends before it begins"),
        ({"properties": {"device": {"~": "x"}}}, "cannot be compared with '~'"),
        ({"properties": {"device": {"matches": "("}}}, "not a regular expression"),
        ({"properties": {"device": {">": "many"}}}, "'many', which is not a number"),
        ({"properties": {"amount": "many"}}, "'many' is not"),
        ({"properties": {"amount": {"matches": "1"}}}, "'matches' is for text"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(asked, said):
    log = log_of([("ann", "home", 1, "web", "mobile", 0.0)])
    with pytest.raises(ParameterError, match=re.escape(said)):
        log.where(**asked)


def test_the_end_of_observation_moves_with_the_period_only():
    log = from_rows([("ann", "home", "2026-01-01T00:00Z"), ("bob", "home", "2026-01-05T00:00Z")])
    day = 86_400_000_000
    assert log.where(customers=["ann"]).end_us == log.end_us
    assert log.end_us - log.where(period=(None, "2026-01-03")).end_us == 2 * day
    assert log.where(period=(None, "2027-01-01")).end_us == log.end_us


def test_touchpoints_can_be_chosen_or_left_out() -> None:
    log = from_rows(
        [("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"), ("bob", "noise", "2026-01-01")]
    )
    assert log.where(without="noise").size == log.where(touchpoints=["home", "cart"]).size
    assert log.where(touchpoints="cart").size == Size(customers=1, events=1)
    assert log.where(touchpoints=["home", "cart"], without="cart").n_events == 1


@pytest.mark.parametrize(
    "said",
    [
        {"period": "2026-01-01"},
        {"period": ("2026-01-01",)},
        {"channel": 1},
        {"did": [["home"]]},
        {"touchpoints": [1]},
        {"properties": "device"},
        {"properties": {"device": None}},
    ],
)
def test_a_value_of_the_wrong_kind_is_misuse(said):
    with pytest.raises(MisuseError):
        log_of([("ann", "home", 1, "web", "mobile", 5.0)]).where(**said)


def test_customers_with_numbers_for_ids_may_be_named_by_number():
    log = from_rows([("7", "home", "2026-01-01"), ("8", "home", "2026-01-01")])
    assert log.where(customers=[7]).size == Size(customers=1, events=1)
    assert len(log.journey(8)) == 1

"""Times: published figures, hand-checked waits, open ones censored, and a plain oracle."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.analyses import times as module
from klantreis.analyses._times_kernels import BLOCK, count_pairs, emit_pairs, keyed_pairs
from klantreis.analyses.times import times
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.journey_log import JourneyLog

START = datetime(2026, 1, 1, tzinfo=UTC)
S = timedelta(seconds=1)
Journey = list[tuple[int, str]]


def _log(journeys: dict[str, Journey], parts: int = 1) -> JourneyLog:
    return from_rows(
        [
            (customer, touchpoint, (START + second * S).isoformat())
            for customer, journey in journeys.items()
            for second, touchpoint in journey
        ],
        parts=parts,
    )


def _read(file: Path, customer: str, touchpoint: str, time: str) -> list[tuple[str, str, str]]:
    with file.open(newline="") as lines:
        return [(row[customer], row[touchpoint], row[time]) for row in csv.DictReader(lines)]


def _row(log: JourneyLog, **asked: Any) -> dict[str, Any]:
    rows = times(log, **asked).rows
    assert len(rows) == 1
    return rows[0]


# --- published figures ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shop(shared_data: Path) -> JourneyLog:
    rows = _read(shared_data / "simple_shop" / "events.csv", "user_id", "event", "timestamp")
    return from_rows([row for row in rows if row[1] != "lost"], parts=2)


@pytest.mark.parametrize(("end", "seconds", "customers"), [("cart", 56, 1924), ("payment_done", 94, 653)])
def test_the_shop_has_its_published_median_times(
    shop: JourneyLog, end: str, seconds: int, customers: int
) -> None:
    row = _row(shop, start="(start)", end=end)
    assert row["n"] == customers
    assert int(row["median_s"]) == seconds
    assert row["open"] == 3751 - customers


def test_the_patients_have_their_published_throughput(shared_data: Path) -> None:
    expected = json.loads((shared_data / "patients" / "expected.json").read_text())
    log = from_rows(_read(shared_data / "patients" / "patients.csv", "patient", "handling", "time"))
    row = _row(log, journey=True)
    assert row["n"] == expected["cases"]
    assert row["mean_s"] / 3600 == pytest.approx(expected["throughput_h_mean"], abs=1e-9)
    assert row["median_s"] / 3600 == pytest.approx(expected["throughput_h_median"], abs=1e-9)


def test_the_throughput_asserted_by_edear_is_reproduced(shared_data: Path) -> None:
    expected = json.loads((shared_data / "patients" / "expected.json").read_text())
    expected = expected["edeaR_testthat_on_edear_test_patients"]
    rows = _read(shared_data / "patients" / "edear_test_patients.csv", "patient", "activity", "timestamp")
    mean_s = _row(from_rows(rows), journey=True)["mean_s"]
    assert mean_s / 60 == pytest.approx(expected["throughput_time_log_mean"], abs=1e-5)
    for patient, minutes in expected["throughput_time_case"].items():
        alone = from_rows([row for row in rows if row[0] == patient])
        assert _row(alone, journey=True)["median_s"] / 60 == pytest.approx(minutes, abs=1e-5)


def test_the_waits_of_the_shop_equal_a_count_by_hand(shop: JourneyLog, shared_data: Path) -> None:
    journeys: dict[str, list[tuple[datetime, str]]] = {}
    for customer, touchpoint, time in _read(
        shared_data / "simple_shop" / "events.csv", "user_id", "event", "timestamp"
    ):
        if touchpoint != "lost":
            journeys.setdefault(customer, []).append((datetime.fromisoformat(time), touchpoint))
    waits: dict[tuple[str, str], list[float]] = {}
    for journey in journeys.values():
        for (since, a), (now, b) in pairwise(sorted(journey, key=lambda event: event[0])):
            waits.setdefault((a, b), []).append((now - since).total_seconds())
    found = {(row["from"], row["to"]): row for row in times(shop).rows}
    assert found.keys() == waits.keys()
    for pair, all_ in waits.items():
        assert found[pair]["n"] == len(all_)
        assert found[pair]["median_s"] == pytest.approx(median(all_), abs=1e-6)
        assert found[pair]["mean_s"] == pytest.approx(mean(all_), abs=1e-5)


# --- laws, on journeys to read ------------------------------------------------------------------


def test_a_plain_call_is_a_pure_list_of_pairs_most_waits_first() -> None:
    found = times(_log({"ann": [(0, "a"), (2, "b"), (5, "a"), (9, "b")], "bob": [(0, "c")]}))
    assert [(r["from"], r["to"], r["n"], r["median_s"], r["open"]) for r in found.rows] == [
        ("a", "b", 2, 3.0, None),
        ("b", "a", 1, 3.0, None),
    ]
    assert list(found.columns)[:5] == ["from", "to", "n", "median_s", "p90_s"]


def test_a_wait_runs_from_the_first_start_to_the_first_end_after_it() -> None:
    row = _row(_log({"ann": [(0, "b"), (1, "a"), (3, "a"), (7, "b"), (9, "b")]}), start="a", end="b")
    assert (row["n"], row["median_s"]) == (1, 6.0)


def test_the_same_touchpoint_as_start_and_end_needs_two_events() -> None:
    log = _log({"ann": [(0, "a")], "bob": [(0, "a"), (4, "a")]})
    row = _row(log, start="a", end="a")
    assert (row["n"], row["open"], row["median_s"]) == (1, 1, 4.0)


def test_the_start_and_the_end_of_a_journey_are_its_first_and_last_event() -> None:
    log = _log({"ann": [(0, "a"), (5, "b"), (9, "c")], "bob": [(3, "a")]})
    assert _row(log, start="(start)", end="a")["median_s"] == 0.0
    assert _row(log, start="b")["median_s"] == 4.0
    assert _row(log, end="c")["median_s"] == 9.0
    assert (_row(log, journey=True)["n"], _row(log, journey=True)["mean_s"]) == (2, 4.5)


def test_who_has_not_reached_the_end_is_censored_at_the_end_of_the_log() -> None:
    journeys = {f"c{k}": [(0, "a"), (k, "b")] for k in range(1, 5)} | {"open": [(0, "a")], "x": [(10, "x")]}
    found = times(_log(journeys), start="a", end="b")
    row = found.rows[0]
    assert (row["n"], row["open"], row["median_s"]) == (4, 1, 2.5)
    assert (row["km_median_s"], row["km_median_low_s"], row["km_median_high_s"]) == (3.0, 1.0, None)
    assert found.customers(**{"from": "a", "to": "b"}, outcome="open") == ["open"]
    assert found.customers(**{"from": "a", "to": "b"}) == ["c1", "c2", "c3", "c4"]


def test_later_observation_makes_open_waits_longer_and_nothing_else() -> None:
    log = _log({"ann": [(0, "a"), (9, "b")], "bob": [(0, "a")], "cas": [(8, "a"), (10, "b")]})
    near, far = (_row(log, start="a", end="b", until=u) for u in (None, START + 100 * S))
    assert near["median_s"] == far["median_s"] == 5.5
    assert (near["km_median_s"], far["km_median_s"]) == (9.0, 9.0)
    late = _log({"ann": [(0, "a"), (9, "b")], "bob": [(8, "a")], "cas": [(8, "a"), (10, "b")]})
    near, far = (_row(late, start="a", end="b", until=u) for u in (None, START + 100 * S))
    assert (near["km_median_s"], far["km_median_s"]) == (9.0, 9.0)


def test_goals_complete_a_journey_and_journeys_without_are_open() -> None:
    log = _log({"ann": [(0, "a"), (4, "paid"), (9, "a")], "bob": [(0, "a"), (6, "left")], "cas": [(1, "a")]})
    row = _row(log, goals=["paid", "left"])
    assert (row["from"], row["to"]) == ("(start)", "paid | left")
    assert (row["n"], row["open"], row["median_s"]) == (2, 1, 5.0)


def test_the_time_in_a_phase_runs_to_the_first_contact_outside_it() -> None:
    log = _log({"ann": [(0, "a"), (2, "b"), (7, "c"), (8, "a")], "bob": [(1, "b"), (3, "a")]})
    found = times(log, phases={"orient": ["a", "b"], "buy": ["c"]})
    assert [(r["from"], r["to"], r["n"], r["open"], r["median_s"]) for r in found.rows] == [
        ("orient", "(out)", 1, 1, 7.0),
        ("buy", "(out)", 1, 0, 1.0),
    ]
    assert found.customers(**{"from": "orient", "to": "(out)"}, outcome="open") == ["bob"]


def test_quantiles_can_be_chosen_and_carry_intervals() -> None:
    log = _log({f"c{k}": [(0, "a"), (k, "b")] for k in range(1, 22)})
    for asked in ({}, {"start": "a", "end": "b"}):
        row = _row(log, quantiles=(0.25, 0.5), **asked)
        assert (row["p25_s"], row["median_s"]) == (6.0, 11.0)
        assert (row["median_low_s"], row["median_high_s"]) == (6.0, 16.0)
        assert "p90_s" not in row
        assert row["mean_s"] == 11.0
        assert row["mean_low_s"] == pytest.approx(11 - 1.959964 * 38.5**0.5 / 21**0.5, abs=1e-5)


def test_many_touchpoints_are_counted_by_key_with_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    log = _log({f"c{k}": [(j * k, f"t{(j * k) % 7}") for j in range(9)] for k in range(1, 9)}, parts=3)
    dense = times(log).to_dict()
    monkeypatch.setattr(module, "DENSE", 1)
    assert times(log).to_dict() == dense


@pytest.mark.parametrize(
    "asked",
    [
        {"quantiles": ()},
        {"quantiles": (1.0,)},
        {"start": "a", "journey": True},
        {"phases": {"p": ["a"]}, "goals": ["a"]},
        {"phases": {"p": []}},
        {"phases": {}},
        {"start": []},
        {"start": "a", "until": START - S},
    ],
)
def test_a_wrong_question_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        times(_log({"ann": [(0, "a")]}), **asked)


def test_an_unknown_touchpoint_or_row_is_refused_with_the_nearest() -> None:
    log = from_rows([("ann", "cart", "2026-01-01"), ("ann", "paid", "2026-01-02")])
    with pytest.raises(UnknownNameError, match="'cart'"):
        times(log, start="card")
    found = times(log, start="cart", end="paid")
    with pytest.raises(UnknownNameError, match="cart -> paid"):
        found.customers(**{"from": "cart", "to": "pay"})
    with pytest.raises(ParameterError):
        found.customers(touchpoint="cart")


def test_journeys_of_one_event_give_no_pairs() -> None:
    found = times(_log({"ann": [(0, "a")]}))
    assert found.rows == []
    assert found.n.customers == 1


# --- properties -----------------------------------------------------------------------------------

journeys = st.lists(st.tuples(st.integers(0, 20), st.sampled_from("abc")), min_size=1, max_size=9).map(
    lambda events: sorted(events, key=lambda event: event[0])
)
logs = st.lists(journeys, min_size=1, max_size=6).map(lambda all_: {f"c{k}": j for k, j in enumerate(all_)})


def test_customers_that_cross_blocks_give_the_waits_of_those_within_one() -> None:
    lengths = np.array([2, BLOCK - 3, 1, 3 * BLOCK, *range(1, 200)])
    offsets = np.append(0, np.cumsum(lengths))
    draw = np.random.default_rng(8)
    codes, time = draw.integers(0, 3, offsets[-1], np.uint8), draw.integers(0, 50, offsets[-1]).cumsum()
    for run in (offsets, offsets[2:], offsets[4:5]):
        key, waited = keyed_pairs(run, time, codes, 3)
        pair, emitted = emit_pairs(run, time, codes, 3)
        assert (key.tolist(), waited.tolist()) == (pair[pair < 9].tolist(), emitted[pair < 9].tolist())
        n, total, squares = count_pairs(run, time, codes, 3)
        assert n.tolist() == np.bincount(key, minlength=9).tolist()
        assert total == pytest.approx(np.bincount(key, waited / 1e6, 9))
        assert squares == pytest.approx(np.bincount(key, (waited / 1e6) ** 2, 9))


@settings(max_examples=100, deadline=None)
@given(logs, st.integers(1, 3))
def test_pairs_equal_the_oracle_and_name_their_customers(journeys: dict[str, Journey], parts: int) -> None:
    waits: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for customer, journey in journeys.items():
        for (since, a), (now, b) in pairwise(journey):
            waits.setdefault((a, b), []).append((customer, now - since))
    result = times(_log(journeys, parts))
    assert {(r["from"], r["to"]) for r in result.rows} == waits.keys()
    for row in result.rows:
        all_ = waits[row["from"], row["to"]]
        assert (row["n"], row["median_s"]) == (len(all_), median(wait for _, wait in all_))
        assert row["mean_s"] == pytest.approx(mean(wait for _, wait in all_), abs=1e-6)
        who = result.customers(**{"from": row["from"], "to": row["to"]})
        assert who == sorted({customer for customer, _ in all_})


@settings(max_examples=100, deadline=None)
@given(logs, st.sampled_from([("a", "b"), ("a", "a"), ("(start)", "c"), ("b", "(end)")]), st.integers(1, 3))
def test_waits_equal_the_oracle_and_reconcile(
    journeys: dict[str, Journey], span: tuple[str, str], parts: int
) -> None:
    journeys = {**journeys, "z": [(0, "a"), (0, "b"), (0, "c")]}
    start, end = span
    done, still = {}, []
    for customer, journey in journeys.items():
        begin = 0 if start == "(start)" else next((i for i, e in enumerate(journey) if e[1] == start), None)
        if begin is None:
            continue
        later = range(begin + (start != "(start)"), len(journey))
        stop = len(journey) - 1 if end == "(end)" else next((i for i in later if journey[i][1] == end), None)
        if stop is None:
            still.append(customer)
        else:
            done[customer] = journey[stop][0] - journey[begin][0]
    result = times(_log(journeys, parts), start=start, end=end)
    row = result.rows[0]
    assert (row["n"], row["open"]) == (len(done), len(still))
    assert row["median_s"] == (median(done.values()) if done else None)
    names = {"from": start, "to": end}
    assert result.customers(**names) == sorted(done)
    assert result.customers(**names, outcome="open") == sorted(still)
    assert times(_log(journeys, 4 - parts), start=start, end=end).to_dict() == result.to_dict()


def test_an_empty_view_gives_no_pairs_and_rows_without_figures() -> None:
    log = _log({"ann": [(0, "a"), (1, "b")]}).where(did_not="a")
    assert times(log).rows == []
    row = _row(log, start="a", end="b")
    assert (row["n"], row["open"], row["median_s"], row["mean_s"], row["km_median_s"]) == (
        0,
        0,
        None,
        None,
        None,
    )

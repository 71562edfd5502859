"""The funnel: published figures, hand-checked journeys, and a slow oracle that says it in plain words."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.analyses._funnel_kernels import BLOCK, NO_STEP, follow_masks, follow_plain
from klantreis.analyses.funnel import funnel
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.journey_log import JourneyLog
from klantreis.model.result import Result

START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = "abcx"
Journey = list[tuple[int, str]]
S = timedelta(seconds=1)


def _log(journeys: dict[str, Journey], parts: int = 1) -> JourneyLog:
    return from_rows(
        [
            (customer, touchpoint, (START + second * S).isoformat())
            for customer, journey in journeys.items()
            for second, touchpoint in journey
        ],
        parts=parts,
    )


def _text(**journeys: str) -> JourneyLog:
    """A log in which the k-th event of a customer happens at second k: ``ann="abc"``."""
    return _log({name: list(enumerate(text)) for name, text in journeys.items()})


def _counts(result: Result) -> list[Any]:
    return list(result.columns["customers"])


# --- published figures --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shop(shared_data: Path) -> tuple[JourneyLog, dict[str, list[str]]]:
    with (shared_data / "simple_shop" / "events.csv").open(newline="") as file:
        rows = [
            (r["user_id"], r["event"], r["timestamp"]) for r in csv.DictReader(file) if r["event"] != "lost"
        ]
    journeys: dict[str, list[str]] = {}
    for customer, touchpoint, _ in sorted(rows, key=lambda row: row[2]):
        journeys.setdefault(customer, []).append(touchpoint)
    return from_rows(rows, parts=3), journeys


SHOP_STEPS = ["catalog", "cart", "payment_done"]


def test_the_open_funnel_of_the_shop_is_the_published_one(shop: tuple[JourneyLog, Any]) -> None:
    found = funnel(shop[0], steps=SHOP_STEPS, order="open")
    assert _counts(found) == [3611, 1924, 653]
    assert found.columns["share_of_start"] == pytest.approx([1, 0.5328, 0.1808], abs=5e-5)


def test_the_ordered_funnel_of_the_shop_equals_a_count_by_hand(
    shop: tuple[JourneyLog, dict[str, list[str]]],
) -> None:
    log, journeys = shop
    reached = [_furthest_in_order(journey, SHOP_STEPS) for journey in journeys.values()]
    assert _counts(funnel(log, steps=SHOP_STEPS)) == [sum(r >= k for r in reached) for k in (1, 2, 3)]


def _furthest_in_order(journey: list[str], steps: list[str]) -> int:
    step = 0
    for touchpoint in journey:
        step += step < len(steps) and touchpoint == steps[step]
    return step


def test_the_funnels_published_by_retentioneering_are_reproduced(shared_data: Path) -> None:
    cases = json.loads((shared_data / "reference" / "retentioneering" / "cases.json").read_text())["funnel"]
    assert len(cases) == 4
    for case in cases:
        journeys: dict[str, Journey] = {}
        for customer, touchpoint, second in case["events"]:
            journeys.setdefault(customer, []).append((second, touchpoint))
        found = funnel(_log(journeys), steps=case["steps"])
        assert _counts(found) == case["paths"]
        for name, column in (("of_all_paths", "share_of_all"), ("of_previous", "share_of_previous")):
            for shown, published in list(zip(found.columns[column], case.get(name, []), strict=False))[1:]:
                assert shown == pytest.approx(_fraction(published))


def _fraction(text: str) -> float:
    above, below = text.split("/")
    return int(above) / int(below)


def test_the_conversions_published_by_retentioneering_are_funnels_of_two_steps(shared_data: Path) -> None:
    cases = json.loads((shared_data / "reference" / "retentioneering" / "cases.json").read_text())
    checked = [case for case in cases["conversion_rate"] if case["end"] != "path_end"]
    assert len(checked) == 2
    for case in checked:
        journeys: dict[str, Journey] = {}
        for customer, touchpoint, second in case["events"]:
            journeys.setdefault(customer, []).append((second, touchpoint))
        found = funnel(_log(journeys), steps=[case["start"], case["end"]])
        assert _counts(found) == [case["with_start"], case["converted"]]


# --- laws, on journeys to read ------------------------------------------------------------------


def test_the_window_includes_its_last_instant() -> None:
    log = _log({"ann": [(0, "a"), (10, "b")]})
    assert _counts(funnel(log, steps=["a", "b"], window=10 * S)) == [1, 1]
    assert _counts(funnel(log, steps=["a", "b"], window=10 * S - timedelta(microseconds=1))) == [1, 0]


def test_the_window_runs_from_the_first_step_of_the_same_try() -> None:
    log = _log({"ann": [(0, "a"), (6, "b"), (12, "c")]})
    assert _counts(funnel(log, steps=["a", "b", "c"], window=10 * S)) == [1, 1, 0]


def test_a_later_start_opens_a_new_try_and_leaves_the_older_one_alive() -> None:
    older = _log({"ann": [(0, "a"), (5, "b"), (6, "a"), (9, "c")]})
    newer = _log({"ann": [(0, "a"), (5, "a"), (9, "b"), (14, "c")]})
    assert _counts(funnel(older, steps=["a", "b", "c"], window=10 * S)) == [1, 1, 1]
    assert _counts(funnel(newer, steps=["a", "b", "c"], window=10 * S)) == [1, 1, 1]


def test_two_equal_steps_need_two_events() -> None:
    assert _counts(funnel(_text(ann="ab", bob="aab"), steps=["a", "a", "b"])) == [2, 1, 1]


def test_a_step_may_be_any_of_several_touchpoints() -> None:
    found = funnel(_text(ann="ac", bob="bc", cas="c"), steps=[["a", "b"], "c"])
    assert _counts(found) == [2, 2]
    assert found.columns["touchpoint"] == ["a | b", "c"]


def test_events_at_one_instant_are_taken_in_order_of_arrival() -> None:
    log = _log({"ann": [(0, "a"), (0, "b")], "bob": [(0, "b"), (0, "a")]})
    assert _counts(funnel(log, steps=["a", "b"])) == [2, 1]


def test_strict_means_directly_after_one_another_among_all_events() -> None:
    log = _text(ann="abc", bob="abxc", cas="aabc", dik="abbc", eva="abxabc")
    assert _counts(funnel(log, steps=["a", "b", "c"], order="strict")) == [5, 5, 3]


def test_any_order_counts_the_different_steps_within_one_window() -> None:
    log = _log(
        {"ann": [(0, "c"), (1, "a"), (2, "b")], "bob": [(0, "c"), (50, "a"), (51, "a")], "cas": [(0, "x")]}
    )
    assert _counts(funnel(log, steps=["a", "b", "c"], order="any", window=10 * S)) == [2, 1, 1]


def test_in_any_order_each_event_fills_one_step_and_moves_aside_for_another() -> None:
    log = _text(ann="ab", bob="aa", cas="ba")
    assert _counts(funnel(log, steps=[["a", "b"], "a"], order="any")) == [3, 3]
    assert _counts(funnel(log, steps=["a", ["a", "b"], "b"], order="any")) == [3, 3, 0]


def test_an_excluded_touchpoint_removes_the_customer_from_every_step() -> None:
    log = _text(ann="abc", bob="axbc", cas="abxc", dik="ax", eva="xabcx")
    found = funnel(log, steps=["a", "b", "c"], exclude=["x"], window=60 * S)
    assert _counts(found) == [2, 2, 2]
    assert found.customers(step=1, outcome="excluded") == ["bob", "cas", "dik"]
    assert any(note.startswith("3 customers") for note in found.notes)


def test_an_exclusion_between_two_steps_does_not_hold_elsewhere() -> None:
    log = _text(ann="axbc", bob="abxc")
    assert _counts(funnel(log, steps=["a", "b", "c"], exclude=[("x", 2, 3)])) == [1, 1, 1]


def test_a_clean_try_that_gets_as_far_makes_up_for_a_spoiled_one() -> None:
    log = _text(ann="axbab", bob="axbabc", cas="axabxc")
    assert _counts(funnel(log, steps=["a", "b", "c"], exclude=["x"], window=60 * S)) == [2, 2, 1]


def test_an_excluded_touchpoint_after_the_window_does_no_harm() -> None:
    log = _log({"ann": [(0, "a"), (11, "x")], "bob": [(0, "b")]})
    assert _counts(funnel(log, steps=["a", "b"], exclude=["x"], window=10 * S)) == [1, 0]


def test_in_any_order_an_excluded_touchpoint_leaves_the_customer_at_step_1() -> None:
    log = _text(ann="bxa", bob="ba")
    assert _counts(funnel(log, steps=["a", "b"], order="any", exclude=["x"])) == [2, 1]


def test_who_may_still_go_on_at_the_end_is_open_and_not_dropped() -> None:
    log = _log({"ann": [(0, "a"), (1, "b")], "bob": [(0, "a")], "cas": [(90, "a")], "dik": [(100, "x")]})
    found = funnel(log, steps=["a", "b"], window=10 * S)
    assert (found.columns["dropped"], found.columns["open"]) == ([0, 1], [0, 1])
    assert found.customers(step=2, outcome="open") == ["cas"]
    assert found.customers(step=2, outcome="dropped") == ["bob"]
    later = funnel(log, steps=["a", "b"], window=10 * S, until=START + 101 * S)
    assert later.columns["open"] == [0, 0]


def test_in_a_strict_funnel_a_broken_try_is_not_open() -> None:
    found = funnel(_text(ann="ax", bob="xa", cas="ab"), steps=["a", "b"], window=60 * S, order="strict")
    assert (found.columns["dropped"], found.columns["open"]) == ([0, 1], [0, 1])
    assert found.customers(step=2, outcome="open") == ["bob"]


def test_without_a_window_nobody_is_said_to_be_open() -> None:
    found = funnel(_text(ann="a", bob="ab"), steps=["a", "b"])
    assert found.columns["open"] == [None, None]
    assert found.columns["dropped"] == [0, 1]
    assert found.notes
    with pytest.raises(ParameterError, match="open"):
        found.customers(step=2, outcome="open")


def test_times_are_of_the_first_try_that_gets_furthest() -> None:
    log = _log(
        {"ann": [(0, "a"), (1, "b"), (10, "a"), (13, "b"), (20, "c"), (30, "a"), (31, "b"), (32, "c")]}
    )
    found = funnel(log, steps=["a", "b", "c"], window=15 * S)
    assert found.columns["median_s"] == [None, 3.0, 10.0]
    assert found.columns["median_from_previous_s"] == [None, 3.0, 7.0]


def test_the_time_of_many_is_the_median_with_its_interval() -> None:
    log = _log({f"c{k}": [(0, "a"), (k, "b")] for k in range(1, 22)})
    row = funnel(log, steps=["a", "b"]).rows[1]
    assert (row["median_s"], row["p90_s"]) == (11.0, 19.0)
    assert (row["median_low_s"], row["median_high_s"]) == (6.0, 16.0)


def test_shares_carry_wilson_intervals_of_the_start_and_of_the_step_before() -> None:
    log = _log({f"c{k}": [(0, "a"), *([(1, "b")] if k < 81 else [])] for k in range(263)})
    row = funnel(log, steps=["a", "b"]).rows[1]
    assert (row["low"], row["high"]) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert (row["previous_low"], row["previous_high"]) == (row["low"], row["high"])


def test_the_longest_window_there_is_holds_everything() -> None:
    found = funnel(_text(ann="abc", bob="a"), steps=["a", "b"], window=timedelta.max)
    assert (_counts(found), found.columns["open"]) == ([2, 1], [0, 1])


def test_a_funnel_may_have_64_steps() -> None:
    names = [f"t{k:02}" for k in range(64)]
    log = _log({"ann": list(enumerate(names)), "bob": list(enumerate(names[:63]))})
    found = funnel(log, steps=names, window=100 * S)
    assert _counts(found) == [2] * 63 + [1]
    assert found.columns["open"][63] == 1
    assert _counts(funnel(log, steps=names, order="any")) == [2] * 63 + [1]
    assert _counts(funnel(log, steps=names, order="open")) == [2] * 63 + [1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"steps": []}, "0 steps"),
        ({"steps": ["a"] * 65}, "65 steps"),
        ({"steps": "ab"}, "not a list"),
        ({"steps": ["a", []]}, "Step 2"),
        ({"window": timedelta(0)}, "window"),
        ({"window": 7}, "window"),
        ({"order": "anyhow"}, "ordered, strict, any, open"),
        ({"rules": ["no_repeat"]}, "no_repeats"),
        ({"rules": ["no_repeats"], "order": "strict"}, "order='ordered'"),
        ({"rules": ["reentry"]}, "unbroken"),
        ({"exclude": ["a"]}, "is a step"),
        ({"exclude": [("x", 2, 1)]}, "between two steps"),
        ({"exclude": [("x", 1, 9)]}, "between two steps"),
        ({"exclude": [("x", 1)]}, "between two steps"),
        ({"exclude": [("x", "a", "b")]}, "between two steps"),
        ({"exclude": [7]}, "between two steps"),
        ({"exclude": [("x", 1, 2)], "order": "any", "steps": ["a", "b", "c"]}, "no order"),
        ({"order": "open", "window": S}, "no window"),
        ({"until": START - S}, "before the last event"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_with_what_is_allowed(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError) as raised:
        funnel(_text(ann="abcx"), **{"steps": ["a", "b"], **asked})
    assert said in str(raised.value)


def test_an_unknown_touchpoint_is_refused_with_the_nearest() -> None:
    log = from_rows([("ann", "payment", "2026-01-01")])
    with pytest.raises(UnknownNameError, match="'payment'"):
        funnel(log, steps=["payments"])
    with pytest.raises(UnknownNameError, match="'payment'"):
        funnel(log, steps=["payment", "payment"], exclude=["paymen"])


def test_a_wrong_row_or_outcome_is_refused() -> None:
    found = funnel(_text(ann="ab"), steps=["a", "b"])
    for where in ({"step": 0}, {"step": 3}, {"step": 1, "outcome": "lost"}):
        with pytest.raises(ParameterError):
            found.customers(**where)


# --- properties: the oracle says the semantics once more, slowly ----------------------------------

journeys = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(NAMES)), min_size=1, max_size=9).map(
    lambda events: sorted(events, key=lambda event: event[0])
)
logs = st.lists(journeys, min_size=1, max_size=5).map(lambda all_: {f"c{k}": j for k, j in enumerate(all_)})
step = st.sampled_from(["a", "b", "c", ["a", "b"], ["b", "c"]])
plans = st.lists(step, min_size=1, max_size=4)
windows = st.sampled_from([None, 1, 3, 6, 20])
excludes = st.sampled_from([[], ["x"], [("x", 1, 2)], [("x", 2, 3)]])
EVERY: dict[str, Journey] = {"z": [(0, name) for name in NAMES]}
"""A customer who does every touchpoint at once, so that each name is in the log."""


def _fits(touchpoint: str, way: Any) -> bool:
    return touchpoint in ([way] if isinstance(way, str) else way)


def _within(journey: Journey, i: int, start: int, window: int | None) -> bool:
    return window is None or journey[i][0] - journey[start][0] <= window


def _try_from(journey: Journey, start: int, steps: list[Any], window: int | None, strict: bool) -> list[int]:
    """The events of the try that begins at ``start``: the first that fits, and so on."""
    done = [start]
    for i in range(start + 1, len(journey)):
        if (
            len(done) < len(steps)
            and _fits(journey[i][1], steps[len(done)])
            and _within(journey, i, start, window)
        ):
            done.append(i)
        elif strict:
            break
    return done


def _best_try(journey: Journey, steps: list[Any], window: int | None, strict: bool) -> list[int]:
    starts = [i for i, event in enumerate(journey) if _fits(event[1], steps[0])]
    first_of_instant = {journey[i][0]: i for i in reversed(starts)}
    tries = [
        _try_from(journey, i, steps, window, strict)
        for i in (starts if strict else first_of_instant.values())
    ]
    return min(tries, key=lambda t: (-len(t), t[-1], -t[0]), default=[])


@settings(max_examples=200, deadline=None)
@given(logs, plans, windows, st.sampled_from(["ordered", "strict"]), st.integers(1, 3))
def test_reach_and_times_equal_the_oracle(
    journeys: dict[str, Journey], steps: list[Any], window: int | None, order: str, parts: int
) -> None:
    journeys = {**journeys, **EVERY}
    limit = None if window is None else window * S
    found = funnel(_log(journeys, parts), steps=steps, window=limit, order=order)
    best = {c: _best_try(j, steps, window, order == "strict") for c, j in journeys.items()}
    for k, row in enumerate(found.rows, 1):
        reached = {c: t for c, t in best.items() if len(t) >= k}
        assert found.customers(step=k) == sorted(reached)
        assert row["customers"] == len(reached)
        waits = sorted(journeys[c][t[k - 1]][0] - journeys[c][t[0]][0] for c, t in reached.items())
        if k > 1 and waits:
            assert row["median_s"] == (waits[(len(waits) - 1) // 2] + waits[len(waits) // 2]) / 2


@settings(max_examples=150, deadline=None)
@given(logs, plans, st.sampled_from([1, 3, 6, 20]), st.sampled_from(["ordered", "strict"]))
def test_open_customers_are_those_with_a_try_that_can_go_on(
    journeys: dict[str, Journey], steps: list[Any], window: int, order: str
) -> None:
    journeys = {**journeys, **EVERY}
    end = max(journey[-1][0] for journey in journeys.values())
    found = funnel(_log(journeys), steps=steps, window=window * S, order=order)
    for k in range(2, len(steps) + 1):
        expected = []
        for customer, journey in journeys.items():
            starts = [i for i, event in enumerate(journey) if _fits(event[1], steps[0])]
            live = [i for i in starts if end - journey[i][0] <= window]
            if order == "strict":
                live = [
                    i for i in live if len(_try_from(journey, i, steps, window, True)) == len(journey) - i
                ]
            if live and len(_best_try(journey, steps, window, order == "strict")) == k - 1:
                expected.append(customer)
        assert found.customers(step=k, outcome="open") == sorted(expected)


def _most_steps(journey: Journey, chosen: list[int], steps: list[Any]) -> int:
    """The most steps these events can fill, one each: tried out."""
    if not chosen:
        return 0
    rest = _most_steps(journey, chosen[1:], steps)
    fitting = [k for k, way in enumerate(steps) if _fits(journey[chosen[0]][1], way)]
    return max([rest, *(1 + _most_steps(journey, chosen[1:], steps[:k] + steps[k + 1 :]) for k in fitting)])


def _any_order(journey: Journey, steps: list[Any], window: int | None, excluded: bool) -> int:
    clean = soiled = 0
    for s in range(len(journey)):
        if not any(_fits(journey[s][1], way) for way in steps):
            continue
        inside = [i for i in range(s, len(journey)) if _within(journey, i, s, window)]
        size, upto = 0, inside
        for k in range(1, len(inside) + 1):
            size = _most_steps(journey, inside[:k], steps)
            if size == len(steps):
                upto = inside[:k]
                break
        if excluded and any(journey[i][1] == "x" for i in upto):
            soiled = max(soiled, size)
        else:
            clean = max(clean, size)
    return clean if clean >= soiled else 1


@settings(max_examples=150, deadline=None)
@given(logs, st.lists(step, min_size=2, max_size=4), windows, st.booleans())
def test_any_order_equals_the_oracle(
    journeys: dict[str, Journey], steps: list[Any], window: int | None, excluded: bool
) -> None:
    journeys = {**journeys, **EVERY}
    limit = None if window is None else window * S
    found = funnel(_log(journeys), steps=steps, window=limit, order="any", exclude=["x"] if excluded else [])
    best = {c: _any_order(j, steps, window, excluded) for c, j in journeys.items()}
    for k in range(1, len(steps) + 1):
        assert found.customers(step=k) == sorted(c for c, size in best.items() if size >= k)


class _Try:
    """A try of the oracle with exclusions: where it began, how far it is, whether it is spoiled."""

    def __init__(self, start: int) -> None:
        self.start, self.level, self.spoiled = start, 1, False


def _with_exclusion(journey: Journey, steps: list[Any], window: int | None, exclude: Any) -> int:
    """The furthest step, or -1 for removed: only the latest try at a step goes on from it."""
    first, last = (1, len(steps)) if exclude == "x" else exclude[1:]
    holder: dict[int, _Try] = {}
    furthest, record = 0, _Try(-1)
    for second, touchpoint in journey:
        if touchpoint == "x":
            for k in range(first, last):
                held = holder.get(k)
                if held and held.level == k and not held.spoiled and _inside(second, held, window):
                    held.spoiled = True
                    if furthest == k and _inside(second, record, window):
                        record.spoiled = True
            continue
        for k in range(len(steps) - 1, 0, -1):
            held = holder.get(k)
            if not (
                held and held.level == k and _inside(second, held, window) and _fits(touchpoint, steps[k])
            ):
                continue
            reached = _copy(held, k + 1)
            if not held.spoiled:
                held.level = k + 1
                holder[k + 1] = reached
            if k + 1 > furthest or (k + 1 == furthest and record.spoiled):
                furthest, record = k + 1, _copy(reached, k + 1)
        if _fits(touchpoint, steps[0]) and not (1 in holder and holder[1].start == second):
            holder[1] = _Try(second)
            if furthest == 0 or (furthest == 1 and record.spoiled):
                furthest, record = 1, _Try(second)
        if furthest == len(steps) and not record.spoiled:
            break
    return -1 if record.spoiled else furthest


def _inside(second: int, held: _Try, window: int | None) -> bool:
    return window is None or second - held.start <= window


def _copy(held: _Try, level: int) -> _Try:
    copy = _Try(held.start)
    copy.level, copy.spoiled = level, held.spoiled
    return copy


@settings(max_examples=200, deadline=None)
@given(
    logs, st.lists(step, min_size=3, max_size=4), windows, st.sampled_from(["x", ("x", 1, 2), ("x", 2, 3)])
)
def test_exclusions_equal_the_oracle(
    journeys: dict[str, Journey], steps: list[Any], window: int | None, exclude: Any
) -> None:
    journeys = {**journeys, **EVERY}
    limit = None if window is None else window * S
    found = funnel(_log(journeys), steps=steps, window=limit, exclude=[exclude])
    best = {c: _with_exclusion(j, steps, window, exclude) for c, j in journeys.items()}
    for k in range(1, len(steps) + 1):
        assert found.customers(step=k) == sorted(c for c, level in best.items() if level >= k)
    assert found.customers(step=1, outcome="excluded") == sorted(c for c, level in best.items() if level < 0)


modes = st.sampled_from(
    [{"order": o} for o in ("ordered", "strict", "any", "open")]
    + [{"rules": [r]} for r in ("increasing_time", "no_repeats", "unbroken", "shared_event")]
    + [{"rules": ["unbroken", "reentry"]}, {"exclude": ["x"]}, {"exclude": ["x"], "order": "any"}]
    + [{"exclude": ["x"], "order": "strict"}]
)


@settings(max_examples=200, deadline=None)
@given(logs, plans.filter(lambda steps: len(steps) > 1), windows, modes)
def test_rows_reconcile_and_name_their_customers_however_the_log_is_partitioned(
    journeys: dict[str, Journey], steps: list[Any], window: int | None, mode: dict[str, Any]
) -> None:
    journeys = {**journeys, **EVERY}
    limit = None if window is None or mode == {"order": "open"} else window * S
    found = funnel(_log(journeys), steps=steps, window=limit, **mode)
    before = 0
    for row in found.rows:
        lost = row["dropped"] + (row["open"] or 0)
        assert row["customers"] == before + row["entered"] - lost
        assert row["customers"] <= before + row["entered"]
        before = row["customers"]
        for outcome in ("reached", "dropped", "entered", *(["open"] if row["open"] is not None else [])):
            shown = row["customers"] if outcome == "reached" else row[outcome]
            assert len(found.customers(step=row["step"], outcome=outcome)) == shown
    assert funnel(_log(journeys, 3), steps=steps, window=limit, **mode).to_dict() == found.to_dict()


@settings(max_examples=100, deadline=None)
@given(logs, journeys, plans, windows, modes)
def test_a_further_customer_never_lowers_a_count(
    journeys: dict[str, Journey], further: Journey, steps: list[Any], window: int | None, mode: dict[str, Any]
) -> None:
    journeys = {**journeys, **EVERY}
    if "exclude" in mode and len(steps) < 2:
        steps = [*steps, "c"]
    limit = None if window is None or mode == {"order": "open"} else window * S
    fewer, more = (
        _counts(funnel(_log(all_), steps=steps, window=limit, **mode))
        for all_ in (journeys, {**journeys, "further": further})
    )
    assert all(a <= b <= a + 1 for a, b in zip(fewer, more, strict=True))
    if mode != {"order": "open"}:
        assert more == sorted(more, reverse=True)


@settings(max_examples=100, deadline=None)
@given(logs, st.permutations(["a", "b", "c"]), windows)
def test_the_loops_for_the_plain_and_the_general_case_agree(
    journeys: dict[str, Journey], steps: list[str], window: int | None
) -> None:
    log = _log({**journeys, **EVERY, "n": [(0, "never")]})
    limit = None if window is None else window * S
    plain, general = (funnel(log, steps=steps, window=limit, exclude=e) for e in ([], ["never"]))
    assert plain.columns == general.columns


def test_customers_that_cross_blocks_are_followed_like_those_within_one() -> None:
    lengths = np.array([2, BLOCK - 3, 1, 3 * BLOCK, *range(1, 200), BLOCK])
    offsets = np.append(0, np.cumsum(lengths))
    draw = np.random.default_rng(6)
    codes, time = draw.integers(0, 9, offsets[-1], np.uint8), draw.integers(0, 9, offsets[-1]).cumsum()
    fits = np.array([1, 2, 4, 0, 0, 0, 0, 0, 0], np.uint64)
    step_of = np.array([0, 1, 2] + [NO_STEP] * 6, np.uint8)
    for run in (offsets, offsets[2:], offsets[4:5]):
        plain = follow_plain(run, time, codes, step_of, 3, 40, time[-1])
        general = follow_masks(run, time, codes, fits, np.zeros(9, np.uint64), False, 3, 40, time[-1])
        assert plain[0].tolist() == general[0].tolist()
        assert plain[3].tolist() == general[3].tolist()
        for k, filled in enumerate(plain[3]):
            assert plain[1][k, :filled].tolist() == general[1][k, :filled].tolist()
            assert plain[2][k, :filled].tolist() == general[2][k, :filled].tolist()


@pytest.mark.parametrize("order", ["ordered", "strict", "any", "open"])
@pytest.mark.parametrize("n", [1, 3])
def test_who_does_no_step_counts_nowhere_and_gives_no_share(order: str, n: int) -> None:
    log = _text(ann="abc", bob="x")
    for view in (log.where(did_not="a"), log.where(customers=[])):
        found = funnel(view, steps=["a", "b", "c"][:n], order=order)
        assert _counts(found) == [0] * n
        assert found.columns["share_of_start"] == found.columns["low"] == [None] * n
        assert found.customers(step=1) == []


def test_a_funnel_of_a_view_counts_only_what_is_in_it() -> None:
    log = _text(ann="abc", bob="ab")
    early = log.where(period=(None, START + 2 * S))
    assert _counts(funnel(early, steps=["a", "b", "c"])) == [2, 2, 0]
    found = funnel(early, steps=["a", "b", "c"], window=2 * S)
    assert (found.columns["dropped"], found.columns["open"]) == ([0, 0, 0], [0, 0, 2])


@settings(max_examples=100, deadline=None)
@given(logs, st.permutations(["a", "b", "c"]), windows, st.sampled_from(["increasing_time", "shared_event"]))
def test_rules_that_cannot_matter_change_nothing(
    journeys: dict[str, Journey], steps: list[str], window: int | None, rule: str
) -> None:
    """Without ties times always increase; where no two steps are alike, no event can be two."""
    apart = {
        customer: [(100 * second + place, touchpoint) for place, (second, touchpoint) in enumerate(journey)]
        for customer, journey in {**journeys, **EVERY}.items()
    }
    limit = None if window is None else 100 * window * S
    plain, ruled = (funnel(_log(apart), steps=steps, window=limit, rules=r) for r in ([], [rule]))
    assert plain.columns == ruled.columns


@settings(max_examples=100, deadline=None)
@given(logs, plans, windows, st.sampled_from(["increasing_time", "no_repeats", "unbroken"]))
def test_a_rule_never_lets_more_customers_through(
    journeys: dict[str, Journey], steps: list[Any], window: int | None, rule: str
) -> None:
    log = _log({**journeys, **EVERY})
    limit = None if window is None else window * S
    free, ruled = (_counts(funnel(log, steps=steps, window=limit, rules=r)) for r in ([], [rule]))
    assert all(a >= b for a, b in zip(free, ruled, strict=True))

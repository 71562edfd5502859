"""A prepared log is the same however it was cut, and loses nothing."""

from __future__ import annotations

import errno
import tracemalloc
from functools import partial
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.errors import DataError
from klantreis.log.prepare import bucket_bits, prepare
from klantreis.model.event import IntakeReport

EVENT = st.tuples(
    st.sampled_from(["ann", "bob", "é", "日本", "x" * 40, "12345678", "123456789"]),
    st.sampled_from(["home", "cart", "pay"]),
    st.integers(-3, 3),
    st.sampled_from([None, "", "web"]),
    st.sampled_from([None, "mobile", "desktop"]),
    st.none() | st.integers(0, 3),
)
NAMES = ("customer", "touchpoint", "time", "channel", "device", "amount")
TEXT_KIND = pa.string()
TEXT = ("customer", "touchpoint", "channel", "device")


def table_of(events, kind=TEXT_KIND):
    kinds = {**dict.fromkeys(TEXT, kind), "time": pa.int64(), "amount": pa.int64()}
    columns = list(zip(*events, strict=True)) or [()] * len(NAMES)
    plain = {
        n: pa.array(c, pa.string() if n in TEXT else kinds[n]) for n, c in zip(NAMES, columns, strict=True)
    }
    coded = {
        n: a.dictionary_encode() if pa.types.is_dictionary(kinds[n]) else a.cast(kinds[n])
        for n, a in plain.items()
    }
    return pa.table(coded)


def everything(log):
    """All that a log holds, by customer, with its properties, in order."""
    found = {}
    for place in range(len(log._runs)):
        columns = log._seen(place)
        ids, part = columns.ids().to_pylist(), columns.part
        for k in range(len(part.offsets) - 1):
            own = slice(int(part.offsets[k]), int(part.offsets[k + 1]))
            found[ids[k]] = [
                (int(t), log.touchpoints[p], log.channels[c], *rest)
                for t, p, c, *rest in zip(
                    part.time[own],
                    part.touchpoint[own],
                    part.channel[own],
                    *values(log, columns, own),
                    strict=True,
                )
            ]
    return found


def values(log, columns, own):
    for name in log.properties:
        names = log.legend.values(name)
        column = columns.value(name)[own]
        yield [None if v != v else float(v) for v in column] if names is None else [names[v] for v in column]


def sorted_by_hand(events):
    found = {}
    for who, touchpoint, time, channel, device, amount in sorted(events, key=lambda e: e[2]):
        found.setdefault(who, []).append((time, touchpoint, channel or "", amount, device or ""))
    return found


KINDS = [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(EVENT, max_size=30),
    st.lists(st.integers(0, 30), max_size=3),
    st.sampled_from([1, 2, 5, 16]),
    st.sampled_from([1, 3]),
    st.sampled_from([0, 1 << 20]),
    st.sampled_from(KINDS),
)
def test_a_log_holds_the_events_in_order_however_it_was_made(events, cuts, parts, threads, budget, kind):
    edges = sorted({0, len(events), *(min(c, len(events)) for c in cuts)})
    tables = [table_of(events[a:b], kind) for a, b in pairwise(edges)]
    batches = [partial(lambda t: t, t) if k % 2 else t for k, t in enumerate(tables)]
    log = prepare(batches, parts=parts, threads=threads, budget=budget, key="k")
    assert everything(log) == sorted_by_hand(events)
    assert (log.n_events, log.n_customers) == (len(events), len({e[0] for e in events}))


@settings(max_examples=60, deadline=None)
@given(st.lists(EVENT, max_size=30), st.sampled_from([1, 4]))
def test_repeats_and_ties_are_counted_and_dropped_only_when_asked(events, parts):
    keys = [(e[0], e[2], e[1]) for e in events]
    first = [k for k, key in enumerate(keys) if key not in keys[:k]]
    instants = {(who, time) for who, time, _ in keys}
    told = []
    kept = prepare([table_of(events)], parts=parts)
    dropped = prepare([table_of(events)], parts=parts, drop_repeats=True, aside=told.append)
    assert (kept.report.repeats, kept.report.ties) == (len(events) - len(first), len(events) - len(instants))
    assert dropped.report.dropped.get("repeat", 0) == len(events) - len(first)
    assert dropped.report.ties == len(first) - len(instants)
    assert everything(dropped) == sorted_by_hand([events[k] for k in first])
    rows = sorted(row for table in told for row in table["row"].to_pylist())
    assert rows == sorted(set(range(len(events))) - set(first))


def test_events_at_one_instant_keep_the_order_in_which_they_arrived():
    names = ["c", "a", "b", "a", "d"]
    tables = [pa.table({"customer": ["ann"], "touchpoint": [name], "time": [7]}) for name in names]
    assert [step.touchpoint for step in prepare(tables).journey("ann")] == names


def test_one_customer_with_very_many_events_in_no_order_is_sorted_all_the_same():
    n = 200_000
    time = np.random.default_rng(3).integers(0, n // 2, n)
    names = pa.DictionaryArray.from_arrays(
        pa.array(np.arange(n, dtype=np.int32) % 100), [str(k) for k in range(100)]
    )
    log = prepare([pa.table({"customer": ["ann"] * n, "touchpoint": names, "time": time})])
    part = log.fold(lambda part: part, lambda a, b: a)
    order = np.argsort(time, kind="stable")
    assert np.array_equal(part.time, time[order])
    expected = [str(k % 100) for k in order[:1000]]
    assert [log.touchpoints[c] for c in part.touchpoint[:1000]] == expected


@pytest.mark.parametrize(("names", "kind"), [(256, "uint8"), (257, "uint16"), (70_000, "int32")])
def test_touchpoints_take_the_smallest_kind_of_number_that_fits(names, kind):
    texts = [f"t{k:05}" for k in range(names)]
    log = prepare([pa.table({"customer": ["ann"] * names, "touchpoint": texts, "time": list(range(names))})])
    part = log.fold(lambda part: part, lambda a, b: a)
    assert str(part.touchpoint.dtype) == kind
    assert [log.touchpoints[c] for c in part.touchpoint[-3:]] == texts[-3:]
    assert log.codes(texts[:2]) == [0, 1]


def test_an_empty_log_has_one_empty_partition():
    log = prepare([])
    assert log.fold(lambda part: (len(part.offsets), len(part.time)), lambda a, b: a) == (1, 0)
    assert (log.size.customers, log.period.start, log.touchpoints, log.channels) == (0, None, (), ("",))


def test_names_that_no_event_has_are_not_in_the_log():
    names = pa.DictionaryArray.from_arrays(pa.array([1], pa.int32()), ["unused", "home"])
    assert prepare([pa.table({"customer": ["a"], "touchpoint": names, "time": [1]})]).touchpoints == ("home",)


def test_a_property_that_only_some_batches_have_is_unknown_in_the_others():
    first = pa.table({"customer": ["a"], "touchpoint": ["x"], "time": [1], "n": [2.5], "s": ["v"]})
    log = prepare([first, first.select(["customer", "touchpoint", "time"])])
    assert everything(log) == {"a": [(1, "x", "", 2.5, "v"), (1, "x", "", None, "")]}


def test_a_property_is_left_out_with_a_note_if_it_cannot_be_kept():
    base = {"customer": ["a"], "touchpoint": ["x"], "time": [1]}
    many = 65_536
    wide = pa.table({**{k: v * many for k, v in base.items()}, "id": [str(k) for k in range(many)]})
    log = prepare([wide, pa.table({**base, "mixed": ["x"], "list": [[1]]}), pa.table({**base, "mixed": [1]})])
    assert log.properties == ()
    assert log.report.notes == (
        "Property 'list' is left out: its values (list<item: int64>) are neither text nor numbers.",
        "Property 'mixed' is left out: it holds text in one place and numbers in another.",
        "Property 'id' is left out: it has more than 65,536 different values.",
    )


def test_the_report_of_intake_is_asked_for_when_all_was_read():
    seen = []
    batch = pa.table({"customer": ["a"], "touchpoint": ["x"], "time": [1]})
    tables = [lambda: seen.append(1) or batch, lambda: seen.append(1) or batch]
    log = prepare(tables, report=lambda: IntakeReport(rows=5, kept=len(seen), dropped={"blank id": 3}))
    assert (log.report.rows, log.report.kept, log.report.repeats) == (5, 2, 1)


def test_progress_tells_every_row_twice():
    batch = pa.table({"customer": ["a", "b"], "touchpoint": ["x", "x"], "time": [1, 2]})
    told = []
    prepare([batch, batch], progress=lambda step, rows: told.append((step, rows)))
    assert {s: sum(n for step, n in told if step == s) for s in ("read", "sorted")} == {
        "read": 4,
        "sorted": 4,
    }


@pytest.mark.parametrize("lacking", ["customer", "touchpoint", "time"])
def test_a_batch_without_a_needed_column_is_refused(lacking):
    batch = pa.table({"customer": ["a"], "touchpoint": ["x"], "time": [1]})
    with pytest.raises(DataError, match=f"has a {lacking}"):
        prepare([batch.drop_columns([lacking])])


def test_a_time_that_is_no_instant_is_refused():
    with pytest.raises(DataError, match="not string"):
        prepare([pa.table({"customer": ["a"], "touchpoint": ["x"], "time": ["2026-01-01"]})])


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_an_instant_may_come_in_any_unit_and_zone(unit):
    column = pa.array([1_767_225_600], pa.int64()).cast(pa.timestamp("s", "Europe/Amsterdam"))
    batch = pa.table({"customer": ["a"], "touchpoint": ["x"], "time": column.cast(pa.timestamp(unit, "UTC"))})
    assert prepare([batch]).period.to_dict()["start"] == "2026-01-01T00:00:00Z"


def test_an_error_in_a_batch_comes_out_and_leaves_nothing_behind(tmp_path):
    def broken():
        raise DataError("The file was cut off.")

    batch = pa.table({"customer": ["a"], "touchpoint": ["x"], "time": [1]})
    with pytest.raises(DataError, match="cut off"):
        prepare([batch, broken, batch], folder=tmp_path / "log", budget=0)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (
        tmp_path / "file" / "log",
        tmp_path / "file" / "deeper" / "log",
        tmp_path / ("x" * 300) / "log",
    ):
        with pytest.raises(DataError, match="cannot be written to"):
            prepare([], folder=folder)


def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path):
    def full(step, rows):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DataError, match="No space left on device"):
        prepare([], folder=tmp_path / "log", progress=full)
    assert list(tmp_path.iterdir()) == []


def test_what_is_given_beyond_the_budget_waits_on_disk():
    def batch(k):
        ids = [f"{k}-{j}" for j in range(20_000)]
        return pa.table({"customer": ids, "touchpoint": ["x"] * 20_000, "time": [1] * 20_000})

    def peak(budget):
        tracemalloc.start()
        log = prepare(
            (partial(batch, k) for k in range(12)), rows=1 << 24, parts=32, budget=budget, threads=1
        )
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert log.n_customers == 240_000
        return most

    assert peak(0) < peak(1 << 30)


def test_more_rows_make_more_buckets_up_to_a_limit():
    assert [bucket_bits(n) for n in (0, 1 << 19, (1 << 19) + 1, 1 << 40)] == [0, 0, 1, 12]

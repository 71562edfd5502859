"""The kernels sort, count and stay within bounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from klantreis.log.sorting import grouped, numbered, repeated

FOLDER = Path(__file__).parent


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5)), max_size=300))
def test_events_are_grouped_by_customer_and_stay_in_order_at_one_instant(events):
    customer = np.array([c for c, _ in events], np.uint32)
    time = np.array([t for _, t in events], np.int64)
    offsets, order, rising = grouped(customer, time, 4)
    assert order.tolist() == np.lexsort((np.arange(len(time)), time, customer)).tolist()
    assert np.array_equal(rising, time[order])
    assert np.diff(offsets).tolist() == np.bincount(customer, minlength=4).tolist()


def test_many_events_in_reverse_are_merged_and_stay_in_order_at_one_instant():
    time = np.repeat(np.arange(5_000, 0, -1), 3)
    _, order, rising = grouped(np.zeros(len(time), np.uint32), time, 1)
    assert order.tolist() == np.argsort(time, kind="stable").tolist()
    assert np.array_equal(rising, np.sort(time))


def test_customers_are_alike_only_if_both_halves_of_the_hash_are():
    number, first = numbered(np.array([7, 7, 7, 9], np.uint64), np.array([1, 2, 1, 1], np.uint64))
    assert (number.tolist(), first.tolist()) == ([0, 1, 0, 2], [0, 1, 3])


def test_a_repeat_has_a_twin_before_it_at_the_same_instant():
    touchpoint = np.array([0, 1, 0, 1, 0, 0], np.uint8)
    time = np.array([5, 5, 5, 5, 6, 5])
    ties, repeat = repeated(np.array([0, 5, 6]), time, touchpoint, 2)
    assert (ties, repeat.tolist()) == (3, [False, False, True, True, False, False])


def test_no_kernel_reads_or_writes_out_of_bounds(tmp_path):
    laws = [
        "test_prepare.py::test_a_log_holds_the_events_in_order_however_it_was_made",
        "test_prepare.py::test_repeats_and_ties_are_counted_and_dropped_only_when_asked",
        "test_selecting.py::test_a_view_keeps_what_plain_python_keeps",
        "test_sorting.py::test_many_events_in_reverse_are_merged_and_stay_in_order_at_one_instant",
    ]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *(str(FOLDER / law) for law in laws),
        ],
        env={**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)},
        cwd=FOLDER.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "4 passed" in done.stdout, done.stdout[-3000:]

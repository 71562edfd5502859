"""The journey log answers from memory, in the same order every time."""

from __future__ import annotations

import multiprocessing
import os
import sys

import numpy as np
import pyarrow as pa
import pytest

from klantreis.errors import UnknownNameError
from klantreis.log.build import from_rows
from klantreis.log.partition import Partition
from klantreis.log.prepare import prepare

ROWS = [
    ("bob", "cart", "2026-01-02T00:00:00Z", "app"),
    ("ann", "home", "2026-01-01T00:00:00Z", "web"),
    ("bob", "home", "2026-01-01T00:00:00Z"),
    ("ann", "pay", "2026-01-03T00:00:00Z", "web"),
    ("eve", "home", "2026-01-02T00:00:00Z"),
]


def last_is_home(log, part: Partition) -> np.ndarray:
    return np.flatnonzero(part.touchpoint[part.offsets[1:] - 1] == log.codes(["home"])[0])


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_events_are_sorted_by_customer_and_time(parts):
    log = from_rows(ROWS, parts)
    assert [(s.touchpoint, s.channel) for s in log.journey("bob")] == [("home", ""), ("cart", "app")]


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_size_and_period_are_those_of_the_rows(parts):
    log = from_rows(ROWS, parts)
    assert (log.n_customers, log.n_events) == (3, 5)
    assert log.period.to_dict() == {"start": "2026-01-01T00:00:00Z", "end": "2026-01-03T00:00:00Z"}


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_customers_are_found_by_id_whatever_the_partition(parts):
    log = from_rows(ROWS, parts)
    assert log.customers(lambda part: last_is_home(log, part)) == ["eve"]


def test_an_unknown_touchpoint_names_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'cart'"):
        from_rows(ROWS).codes(["crt"])


def test_an_unknown_customer_is_said_to_be_unknown():
    with pytest.raises(UnknownNameError, match="no customer 'zoe'"):
        from_rows(ROWS).journey("zoe")


def test_an_empty_log_can_be_counted():
    log = from_rows([])
    assert log.fold(lambda part: len(part.offsets) - 1, int.__add__) == 0
    assert log.end_us is None


def test_the_columns_of_a_log_cannot_be_written_to():
    part = from_rows(ROWS).fold(lambda part: part, lambda a, b: a)
    flags = [a.flags.writeable for a in (part.offsets, part.time, part.touchpoint, part.channel)]
    assert flags == [False] * 4


def test_a_log_with_many_events_is_cut_and_counted_in_one_order():
    rows = 150_000
    table = pa.table(
        {
            "customer": [f"c{k % 5_000:04}" for k in range(rows)],
            "touchpoint": ["home", "cart", "pay"] * (rows // 3),
            "time": list(range(rows)),
        }
    )
    log = prepare([table], parts=2)
    pieces = log.fold(lambda part: [(part.number, part.first, len(part.offsets) - 1)], list.__add__)
    assert pieces == sorted(pieces)
    assert len(pieces) > 2 or os.cpu_count() == 1
    assert (
        log.fold(lambda part: np.bincount(spans(part, part.touchpoint), minlength=3), np.add).tolist()
        == [rows // 3] * 3
    )
    last = f"c{4_999:04}"
    assert log.customers(lambda part: np.arange(len(part.offsets) - 1))[-1] == last
    assert len(log.journey(last)) == rows // 5_000


def test_a_view_of_a_view_is_worked_out_for_every_run():
    rows = [(f"c{k}", "home" if k % 2 else "cart", f"2026-01-0{1 + k % 3}") for k in range(60)]
    view = from_rows(rows, 4).where(did="home").where(period=("2026-01-02", None))
    assert view.customers(lambda part: np.arange(len(part.offsets) - 1)) == sorted(
        f"c{k}" for k in range(60) if k % 2 and k % 3
    )


def test_an_error_in_a_count_comes_out():
    def count(part):
        raise UnknownNameError("touchpoint", "x", ())

    with pytest.raises(UnknownNameError):
        from_rows(ROWS, 4).fold(count, lambda a, b: a)


def test_a_count_that_folds_by_itself_does_not_wait_for_ever():
    log = from_rows(ROWS, 4)
    assert log.fold(lambda part: log.fold(lambda _: 1, int.__add__), int.__add__) == 16


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_counts_with_threads_of_its_own():
    log = from_rows(ROWS, 4)
    assert log.fold(lambda part: 1, int.__add__) == 4
    forked = multiprocessing.get_context("fork")
    child = forked.Process(target=lambda: sys.exit(log.fold(lambda part: 1, int.__add__)))
    child.start()
    child.join(30)
    assert child.exitcode == 4


def spans(part: Partition, column: np.ndarray) -> np.ndarray:
    return column[part.offsets[0] : part.offsets[-1]]

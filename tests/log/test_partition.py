"""A chunk is a run of customers of the same partition, and chunks are about as large."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from klantreis.log.partition import Partition, chunks, code_type, read_only


def part_of(sizes):
    offsets = read_only(np.cumsum([0, *sizes]))
    column = read_only(np.zeros(offsets[-1], np.uint8))
    return Partition(3, 10, offsets, read_only(np.arange(offsets[-1])), column, column)


@given(st.lists(st.integers(1, 50), max_size=40), st.integers(1, 9))
def test_chunks_hold_every_customer_once_and_in_order(sizes, most):
    part = part_of(sizes)
    cut = chunks(part, most)
    assert 1 <= len(cut) <= most
    assert [n for chunk in cut for n in np.diff(chunk.offsets)] == sizes
    assert [chunk.first for chunk in cut] == (10 + np.cumsum([0, *(len(c.offsets) - 1 for c in cut)]))[
        :-1
    ].tolist()


@given(st.lists(st.integers(1, 50), min_size=2, max_size=40), st.integers(2, 9))
def test_no_chunk_is_larger_than_its_share_and_one_customer(sizes, most):
    part = part_of(sizes)
    longest = max(int(chunk.offsets[-1] - chunk.offsets[0]) for chunk in chunks(part, most))
    assert longest <= sum(sizes) // most + max(sizes) + 1


def test_codes_take_the_smallest_kind_that_can_number_the_names():
    kinds = [str(code_type(n)) for n in (0, 256, 257, 65_536, 65_537)]
    assert kinds == ["uint8", "uint8", "uint16", "uint16", "int32"]

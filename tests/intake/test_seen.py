"""Messages that came before."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from klantreis.intake.seen import SeenMessages


@given(st.lists(st.lists(st.text(max_size=3), max_size=30), max_size=6))
def test_an_id_is_seen_again_exactly_when_it_came_before(batches: list[list[str]]) -> None:
    seen, before = SeenMessages(), set[str]()
    for batch in batches:
        expected = []
        for text in batch:
            expected.append(bool(text) and text in before)
            before.add(text)
        assert seen.again(pa.array(batch, pa.string())).tolist() == expected


def test_it_remembers_while_it_grows() -> None:
    seen = SeenMessages()
    ids = pa.array([f"m{i}" for i in range(50_000)])
    assert not seen.again(ids).any()
    assert seen.again(ids).all()


def test_rows_dropped_before_leave_no_trace() -> None:
    seen = SeenMessages()
    seen.again(pa.array(["a", "b"]), np.array([True, False]))
    assert seen.again(pa.array(["a", "b"])).tolist() == [True, False]

"""The flow: every step adds up, and what has no name is still counted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.analyses.funnel import funnel
from klantreis.analyses.variants import variants
from klantreis.drawings import _flow_layout, flow
from klantreis.errors import ParameterError
from klantreis.log.build import from_rows

ROWS = [
    ("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"), ("ann", "paid", "2026-01-03"),
    ("bob", "home", "2026-01-01"), ("bob", "cart", "2026-01-05"),
    ("cas", "help", "2026-01-01"),
]  # fmt: skip

JOURNEYS = st.lists(
    st.tuples(st.text("abcdefgh", min_size=1, max_size=5), st.integers(1, 99)), min_size=1, max_size=20
)


def counted(journeys: list[tuple[str, int]]) -> list[tuple[int, str, str, int]]:
    """The moves of journeys such as "abc", each travelled by some customers."""
    return [
        (at + 1, start, journey[at + 1] if at + 1 < len(journey) else _flow_layout.ENDED, customers)
        for journey, customers in journeys
        for at, start in enumerate(journey)
    ]


def test_moves_count_each_customer_once_per_step() -> None:
    found = flow.moves(variants(from_rows(ROWS), top=None), steps=3)
    assert found == [
        flow.Move(1, "help", None, 1),
        flow.Move(1, "home", "cart", 2),
        flow.Move(2, "cart", None, 1),
        flow.Move(2, "cart", "paid", 1),
    ]


@given(JOURNEYS, st.integers(1, 5))
def test_other_makes_every_step_add_up(journeys: list[tuple[str, int]], top: int) -> None:
    layout = _flow_layout.layout(counted(journeys), top=top, width=900, body=12)
    for column in range(max(len(journey) for journey, _ in journeys) + 1):
        there = sum(customers for journey, customers in journeys if len(journey) >= column)
        assert sum(node.customers for node in layout.nodes if node.column == column) == there
    assert layout.total == sum(customers for _, customers in journeys)
    assert len(layout.names) <= top


@given(JOURNEYS)
def test_bars_of_a_step_do_not_touch_each_other(journeys: list[tuple[str, int]]) -> None:
    layout = _flow_layout.layout(counted(journeys), top=3, width=900, body=12)
    for column in {node.column for node in layout.nodes}:
        nodes = [node for node in layout.nodes if node.column == column]
        for above, below in itertools.pairwise(nodes):
            assert above.y + max(above.h, 30) <= below.y + 1e-6


def test_the_drawing_names_what_ended_and_what_is_other() -> None:
    moves = flow.moves(variants(from_rows(ROWS), top=None))
    dutch = flow.svg(moves, top=1, language="nl")
    assert "gestopt" in dutch
    assert "overig" in dutch
    assert flow.svg(moves) == flow.svg(moves)


def test_an_empty_flow_is_still_a_drawing() -> None:
    assert flow.svg([]).startswith("<svg")


def test_only_variants_can_become_a_flow() -> None:
    with pytest.raises(ParameterError, match="not 'funnel'"):
        flow.moves(funnel(from_rows(ROWS), steps=["home"]))

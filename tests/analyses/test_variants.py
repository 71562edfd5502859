"""Variants: the same touchpoints in the same order, counted exactly."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.analyses._variants_kernels import journeys, leading, mixed
from klantreis.analyses.variants import Table, combined, merge, variants
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.build import from_rows


def log_of(*journeys, parts=1):
    """Return a log in which customer ``c<k>`` travels ``journeys[k]``, a letter per touchpoint."""
    return from_rows(
        [(f"c{k}", where, "2026-01-01") for k, journey in enumerate(journeys) for where in journey], parts
    )


def counted(result):
    return [("".join(row["journey"]), row["customers"]) for row in result.rows]


def test_customers_with_the_same_sequence_share_a_variant():
    assert counted(variants(log_of("abc", "abc", "acb", "a"))) == [("abc", 2), ("a", 1), ("acb", 1)]


def test_coverage_adds_up_the_rows_so_far():
    rows = variants(log_of("abc", "abc", "acb", "a")).rows
    assert [row["coverage"] for row in rows] == [0.5, 0.75, 1.0]
    assert [row["share"] for row in rows] == [0.5, 0.25, 0.25]
    assert (rows[0]["low"], rows[0]["high"]) == (
        pytest.approx(0.1500, abs=5e-5),
        pytest.approx(0.8500, abs=5e-5),
    )


def test_immediate_repeats_are_one_contact_when_collapsed():
    log = log_of("aab", "ab", "abb", "aba")
    assert counted(variants(log)) == [("ab", 1), ("aab", 1), ("aba", 1), ("abb", 1)]
    assert counted(variants(log, collapse=True)) == [("ab", 3), ("aba", 1)]


def test_a_cut_between_equals_is_said():
    result = variants(log_of("ab", "ab", "a", "b", "c"), top=2)
    assert counted(result) == [("ab", 2), ("a", 1)]
    assert result.notes == (
        "4 distinct variants.",
        "2 variants not shown have 1 customers too, like the last one shown.",
    )


def test_equals_stand_by_length_and_then_by_name():
    assert [journey for journey, _ in counted(variants(log_of("cc", "ba", "b", "ab"), top=3))] == [
        "b",
        "ab",
        "ba",
    ]


def test_all_can_be_shown():
    assert len(variants(log_of(*(f"{x}{y}" for x in "abcdefgh" for y in "abcdefghij")), top=None)) == 80


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("collapse", [False, True])
@given(journeys=st.lists(st.text("ab", min_size=1, max_size=6), max_size=30))
def test_the_counts_are_those_of_plain_python(parts, collapse, journeys):
    def folded(journey):
        return (
            "".join(x for i, x in enumerate(journey) if not i or journey[i - 1] != x) if collapse else journey
        )

    result = variants(log_of(*journeys, parts=parts), top=None, collapse=collapse)
    assert dict(counted(result)) == Counter(folded(journey) for journey in journeys)
    for row in result.rows:
        assert len(result.customers(journey=row["journey"])) == row["customers"]


def test_journeys_with_the_same_hash_stay_apart():
    codes = np.array([0, 1, 1, 0, 2, 2, 2, 2, 2, 2, 2, 2, 0, 1, 1], np.uint8)
    clash = Table(np.array([[9, 0, 9, 1], [9, 3, 12, 1], [9, 3, 13, 1]]), codes)
    both = combined((clash, clash))
    assert both.rows[:, 3].tolist() == [2, 2, 2]
    assert [(a, b) for _, a, b, _ in both.rows] == [(0, 9), (3, 12), (3, 13)]


@pytest.mark.parametrize(("kind", "length"), [(np.uint8, 8), (np.uint16, 4), (np.int32, 2), (np.int32, 1)])
def test_short_journeys_of_one_length_never_share_a_hash(kind, length):
    last = np.iinfo(kind).max
    codes = np.array(list(product(range(last - 5, last + 1), repeat=min(length, 5))), kind)
    codes = np.hstack([codes, np.zeros((len(codes), length - codes.shape[1]), kind)])
    rows = journeys(np.arange(len(codes) + 1) * length, codes.ravel())
    assert len(np.unique(rows[:, 0])) == len(codes)


@given(st.integers(0, 2**64 - 1))
def test_a_step_of_the_hash_can_be_undone(h):
    undone = int(mixed(np.uint64(h)))
    for shift, factor in ((32, 0xD6E8FEB86659FD93), (29, 0x9E3779B97F4A7C15)):
        undone = (undone ^ undone >> shift ^ undone >> 2 * shift) * pow(factor, -1, 1 << 64) % (1 << 64)
    assert undone ^ undone >> 32 == h


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=40), min_size=1, max_size=9))
def test_the_hash_is_that_of_the_journey_wherever_it_stands(found):
    ends = np.cumsum([0, *map(len, found)])
    codes = np.array([code for journey in found for code in journey], np.uint16)
    alone = [journeys(np.array([0, len(j)]), np.array(j, np.uint16))[0, 0] for j in found]
    assert journeys(ends, codes)[:, 0].tolist() == alone


@given(st.lists(st.integers(1, 9_000), min_size=1, max_size=50), st.integers(1, 50))
def test_the_most_travelled_are_among_the_leading(customers, many):
    many = min(many, len(customers))
    rows = np.array([[0, 0, 0, n] for n in customers])
    found = leading(rows, many)
    assert sorted(rows[found, 3])[-many:] == sorted(customers)[-many:]


def test_what_piles_up_is_combined_so_that_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr("klantreis.analyses.variants.LOOSE", 2)
    one = Table(np.array([[5, 0, 1, 1]]), np.array([3], np.uint8))
    tables = (one,)
    for _ in range(9):
        tables = merge(tables, (one,))
    assert len(tables) <= 3 and len(tables[0].codes) <= 2
    assert combined(tables).rows[:, 3].tolist() == [10]


def test_many_journeys_are_counted_over_many_ranges_of_hashes():
    draw = np.random.default_rng(7)
    drawn = ["".join(draw.choice(list("abcdefgh"), 5)) for _ in range(20_000)]
    assert dict(counted(variants(log_of(*drawn, parts=2), top=None))) == Counter(drawn)


@pytest.mark.parametrize("top", [0, -3, 1.5, True])
def test_a_number_of_variants_that_is_none_is_refused(top):
    with pytest.raises(ParameterError, match="at least 1"):
        variants(log_of("ab"), top=top)


def test_an_unknown_touchpoint_in_a_journey_is_refused():
    with pytest.raises(UnknownNameError, match="no touchpoint 'z'"):
        variants(log_of("ab")).customers(journey=["a", "z"])

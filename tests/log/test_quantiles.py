"""Quantiles of waiting times are exact, whatever the sizes of groups and the partitioning."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klantreis.log import quantiles as machine
from klantreis.log.build import from_rows
from klantreis.log.partition import read_only
from klantreis.log.quantiles import quantiles
from klantreis.log.ranking import SHORT, bin_edges, binned, sort_runs
from klantreis.model.statistics import quantile_ranks

WANTED = (0.1, 0.5, 0.9)


class Runs:
    """A log of bare columns: what is folded are the indices of the values."""

    def __init__(self, sizes):
        self.edges = np.cumsum([0, *sizes])

    def fold(self, count, merge):
        parts = [_run(a, b) for a, b in zip(self.edges[:-1], self.edges[1:], strict=True)]
        counted = [count(part) for part in parts]
        total = counted[0]
        for other in counted[1:]:
            total = merge(total, other)
        return total


def _run(start, stop):
    part = from_rows([]).fold(lambda part: part, lambda a, b: a)
    return type(part)(0, 0, np.arange(start, stop + 1), part.time, part.touchpoint, part.channel)


def emitted(group, value):
    def emit(part):
        here = slice(int(part.offsets[0]), int(part.offsets[-1]))
        return group[here], value[here]

    return emit


def check(runs, group, value, groups):
    sizes = np.bincount(group[(group >= 0) & (group < groups)], minlength=groups)
    found = quantiles(Runs(runs), emitted(group.astype(np.int32), value), sizes, WANTED)
    for q, answer in zip(WANTED, found, strict=True):
        low, high = quantile_ranks(sizes, q)
        for g in range(groups):
            mine = np.sort(value[group == g])
            if not len(mine):
                assert np.isnan([answer.value[g], answer.low[g], answer.high[g]]).all()
                continue
            assert answer.value[g] == pytest.approx(np.quantile(mine, q) / 1e6, rel=1e-12)
            assert answer.low[g] == mine[low[g]] / 1e6 if low[g] >= 0 else np.isnan(answer.low[g])
            assert answer.high[g] == mine[high[g]] / 1e6 if high[g] >= 0 else np.isnan(answer.high[g])


@given(
    st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 2**60)), max_size=80),
    st.lists(st.integers(0, 80), max_size=3),
)
def test_any_partitioning_gives_the_exact_quantiles(values, cuts):
    group = np.array([g for g, _ in values], np.int64)
    value = np.array([v for _, v in values], np.int64)
    inner = sorted(min(cut, len(values)) for cut in cuts)
    runs = np.diff([0, *inner, len(values)]).tolist()
    check(runs, group, value, 3)


@pytest.mark.parametrize("room", [1 << 21, 4_000])
def test_large_and_small_groups_are_exact_in_one_pass_or_many(monkeypatch, room):
    monkeypatch.setattr(machine, "ROOM", room)
    draw = np.random.default_rng(3)
    group = np.minimum(draw.geometric(0.3, 30_000) - 1, 12)
    value = draw.lognormal(16, 4, 30_000).astype(np.int64)
    check([10_000, 0, 20_000], group, value, 12)


def test_values_that_are_all_the_same_have_that_quantile():
    check([3_000], np.zeros(3_000, np.int64), np.full(3_000, 86_400_000_000), 1)


def test_every_value_lies_between_the_edges_of_its_bin():
    edges = bin_edges(machine.BINS)
    draw = np.random.default_rng(5)
    values = np.concatenate([edges[:-1], edges[1:-1] - 1, draw.integers(0, 1 << 50, 2_000)])
    table = np.zeros((len(values) + 1, machine.BINS), np.int32)
    each = np.arange(len(values), dtype=np.int32)
    binned(read_only(each), read_only(values), np.arange(-1, len(values) + 1, dtype=np.int32), table)
    bins = table[:-1].argmax(axis=1)
    assert (edges[bins] <= values).all() and (values < edges[bins + 1]).all()


def test_a_bin_is_at_most_an_eighth_wide():
    edges = bin_edges(machine.BINS)[:-1] + 1
    assert (np.diff(edges[24:]) / edges[24:-1]).max() <= 1 / 8


def test_short_and_long_runs_are_sorted_each_on_its_own():
    sizes = np.array([3, 0, SHORT, SHORT + 1, 1, 500])
    values = np.random.default_rng(9).integers(0, 1_000, sizes.sum())
    runs = np.split(values.copy(), np.cumsum(sizes)[:-1])
    sort_runs(values, sizes)
    assert values.tolist() == [value for run in runs for value in sorted(run.tolist())]

"""The rows of times: from what was counted to quantiles, means and medians with open waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klantreis.log.quantiles import Quantile
from klantreis.model.statistics import Bounded, kaplan_meier_median, mean, quantile

Column = list[float | None]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The waits of each pair ``key``: how many, their sum and the sum of their squares, in seconds."""

    key: NDArray[np.int64]
    n: NDArray[np.int64]
    total: NDArray[np.float64]
    squares: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wait:
    """Waits of customers, in microseconds, and whether each has ended; one pair of arrays per run."""

    runs: tuple[tuple[NDArray[np.int64], NDArray[np.bool_]], ...]


def pair_columns(
    found: Pairs, at: list[Quantile], wanted: tuple[float, ...], touchpoints: tuple[str, ...]
) -> dict[str, list[Any]]:
    """Return a row per pair, most waits first."""
    rank = np.argsort(np.argsort(np.array(touchpoints, object), kind="stable"), kind="stable")
    before, after = np.divmod(found.key, max(1, len(touchpoints)))
    order = np.lexsort((rank[after], rank[before], -found.n))
    names = [(touchpoints[a], touchpoints[b]) for a, b in zip(before[order], after[order], strict=True)]
    means = mean(found.n, found.total, found.squares)
    return _table(
        names,
        found.n[order].tolist(),
        {q: [_known(x[order]) for x in (a.value, a.low, a.high)] for q, a in zip(wanted, at, strict=True)},
        [None] * len(order),
        [_known(x[order].round(6)) for x in means],
        [[None] * len(order)] * 3,
    )


def wait_columns(
    names: list[tuple[str, str]], waits: list[Wait], wanted: tuple[float, ...]
) -> dict[str, list[Any]]:
    """Return a row per wait, in the order given."""
    every = [_seconds(wait) for wait in waits]
    ended = [waited[came] for waited, came in every]
    means = mean([len(x) for x in ended], [x.sum() for x in ended], [(x * x).sum() for x in ended])
    return _table(
        names,
        [len(x) for x in ended],
        {q: _columns(quantile(x, q) for x in ended) for q in wanted},
        [int((~came).sum()) for _, came in every],
        [_known(x.round(6)) for x in means],
        _columns(kaplan_meier_median(waited, came) for waited, came in every),
    )


def _seconds(wait: Wait) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    waited = np.concatenate([run[0] for run in wait.runs]) / 1e6
    return waited, np.concatenate([run[1] for run in wait.runs])


def _table(
    names: list[tuple[str, str]],
    n: list[int],
    at: dict[float, list[Column]],
    still: Sequence[int | None],
    means: list[Column],
    km: list[Column],
) -> dict[str, list[Any]]:
    table: dict[str, list[Any]] = {"from": [a for a, _ in names], "to": [b for _, b in names], "n": n}
    label = {q: "median" if q == 0.5 else f"p{100 * q:.10g}" for q in at}
    table |= {f"{label[q]}_s": at[q][0] for q in at}
    table |= {"open": list(still), "mean_s": means[0], "mean_low_s": means[1], "mean_high_s": means[2]}
    for q, (_, low, high) in at.items():
        table |= {f"{label[q]}_low_s": low, f"{label[q]}_high_s": high}
    return table | {"km_median_s": km[0], "km_median_low_s": km[1], "km_median_high_s": km[2]}


def _columns(estimates: Iterable[Bounded]) -> list[Column]:
    listed = list(estimates)
    return [[e.value for e in listed], [e.low for e in listed], [e.high for e in listed]]


def _known(values: NDArray[np.float64]) -> Column:
    column: Column = values.tolist()
    for k in np.flatnonzero(np.isnan(values)).tolist():
        column[k] = None
    return column

"""From which touchpoint to which customers go next, how many, how likely and after how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._transitions_kernels import dense, edge_table, empty_table, find, gaps, sparse
from klantreis.errors import ParameterError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.log.quantiles import quantiles as quantiles_of
from klantreis.model.result import Result
from klantreis.model.statistics import wilson

DENSE: Final = 512
"""Up to this many touchpoints transitions are counted in a full matrix, above it in a hash table."""

START: Final = "(start)"
END: Final = "(end)"

METHOD: Final = (
    "Transitions between one contact of a customer and the next. share_out: of all out of 'from'; share_in: "
    "of all into 'to'; 95 % intervals: Wilson, each transition counted as one trial. "
    "Waiting times: exact quantiles; 95 % intervals: order statistics."
)


@dataclass(frozen=True, slots=True)
class Edges:
    """Transitions that occur: ``key`` is ``from * width + to``, rising; how often, by how many customers."""

    key: NDArray[np.int64]
    count: NDArray[np.int64]
    customers: NDArray[np.int64]


def transitions(
    log: JourneyLog, *, times: bool = True, quantiles: Sequence[float] = (0.5, 0.9), ends: bool = False
) -> Result:
    """Show from which touchpoint to which customers go next, how many, how likely and after how long.

    Each contact but a customer's last gives one transition, to the contact that follows it.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    times
        Work out waiting times; without them the count is about six times as fast and their columns
        hold nothing.
    quantiles
        Which quantiles of the waiting time to show, each above 0 and below 1; the median is always
        among them.
    ends
        Add the states ``(start)`` and ``(end)``: where journeys begin and end. They then count in the
        shares.

    Returns
    -------
    Result
        A row per transition that occurs, most frequent first, then by name: ``from``, ``to``,
        ``count`` of transitions, ``customers`` who made it, ``share_out`` of all transitions out of
        ``from``, ``share_in`` of all transitions into ``to``; ``median_s``, ``p90_s``: waiting time in
        seconds. Intervals: ``share_out_low`` to ``share_out_high``, and so on; ``None`` where there are
        too few to tell.
        ``customers(**{"from": "home", "to": "cart"})`` gives the customers of a row.

    Raises
    ------
    ParameterError
        If a quantile is not between 0 and 1.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([
    ...     ("ann", "home", "2026-01-01T10:00"), ("ann", "cart", "2026-01-01T10:02"),
    ...     ("bob", "home", "2026-01-01T10:00"), ("bob", "cart", "2026-01-01T10:04"),
    ... ])
    >>> row = transitions(log).rows[0]
    >>> row["from"], row["to"], row["count"], row["share_out"], row["median_s"]
    ('home', 'cart', 2, 1.0, 180.0)
    """
    wanted = _wanted(quantiles)
    names = (*log.touchpoints, START, END) if ends else log.touchpoints
    edges = log.fold(partial(count, width=len(names), ends=ends), merge)
    edges = _ordered(edges, names)
    return Result(
        analysis="transitions",
        parameters={"times": times, "quantiles": list(wanted), "ends": ends},
        period=log.period,
        n=log.size,
        method=METHOD,
        columns=_shares(edges, names) | _waits(log, edges, len(names), wanted, times),
        who=partial(_who, log, ends),
    )


def count(part: Partition, *, width: int, ends: bool) -> Edges:
    """Count one run; with ``ends``, codes ``width - 2`` and ``width - 1`` are the start and the end."""
    counted = _dense(part, width) if width <= DENSE else Edges(*sparse(part.offsets, part.touchpoint, width))
    return merge(counted, _ends(part, width)) if ends else _sorted(counted)


def merge(a: Edges, b: Edges) -> Edges:
    """Add the counts of two runs."""
    return _sorted(
        Edges(
            np.concatenate([a.key, b.key]),
            np.concatenate([a.count, b.count]),
            np.concatenate([a.customers, b.customers]),
        )
    )


def _dense(part: Partition, width: int) -> Edges:
    times, customers = dense(part.offsets, part.touchpoint, width)
    key = np.flatnonzero(times)
    return Edges(key, times[key], customers[key])


def _ends(part: Partition, width: int) -> Edges:
    first = np.bincount(part.touchpoint[part.offsets[:-1]], minlength=width)
    last = np.bincount(part.touchpoint[part.offsets[1:] - 1], minlength=width)
    started, ended = np.flatnonzero(first), np.flatnonzero(last)
    times = np.concatenate([first[started], last[ended]])
    return Edges(np.concatenate([(width - 2) * width + started, ended * width + width - 1]), times, times)


def _sorted(edges: Edges) -> Edges:
    order = np.argsort(edges.key, kind="stable")
    key = edges.key[order]
    new = np.flatnonzero(np.diff(key, prepend=-1))
    if len(new) == len(key) and (order == np.arange(len(key))).all():
        return edges
    return Edges(
        key[new], np.add.reduceat(edges.count[order], new), np.add.reduceat(edges.customers[order], new)
    )


def _wanted(quantiles: Sequence[float]) -> tuple[float, ...]:
    if not isinstance(quantiles, Sequence):
        raise ParameterError(f"quantiles={quantiles!r} is not a list.", hint="Give quantiles=[0.5, 0.9].")
    for q in quantiles:
        if isinstance(q, bool) or not isinstance(q, (int, float)) or not 0 < q < 1:
            raise ParameterError(
                f"{q!r} is not a quantile.", hint="Give numbers above 0 and below 1, such as 0.9."
            )
    return tuple(sorted({0.5, *map(float, quantiles)}))


def _ordered(edges: Edges, names: Sequence[str]) -> Edges:
    rank = np.argsort(np.argsort(np.array(names, object), kind="stable"), kind="stable")
    start, to = np.divmod(edges.key, max(len(names), 1))
    order = np.lexsort((rank[to], rank[start], -edges.count))
    return Edges(edges.key[order], edges.count[order], edges.customers[order])


def _shares(edges: Edges, names: Sequence[str]) -> dict[str, list[Any]]:
    start, to = np.divmod(edges.key, max(len(names), 1))
    out = np.bincount(start, edges.count, len(names)).astype(np.int64)[start]
    into = np.bincount(to, edges.count, len(names)).astype(np.int64)[to]
    out_low, out_high = wilson(edges.count, out)
    in_low, in_high = wilson(edges.count, into)
    return {
        "from": [names[code] for code in start],
        "to": [names[code] for code in to],
        "count": edges.count.tolist(),
        "customers": edges.customers.tolist(),
        "share_out": (edges.count / out).tolist(),
        "share_in": (edges.count / into).tolist(),
        "share_out_low": out_low.tolist(),
        "share_out_high": out_high.tolist(),
        "share_in_low": in_low.tolist(),
        "share_in_high": in_high.tolist(),
    }


def _waits(
    log: JourneyLog, edges: Edges, width: int, wanted: tuple[float, ...], times: bool
) -> dict[str, list[Any]]:
    called = ["median" if q == 0.5 else f"p{round(100 * q, 6):g}" for q in wanted]
    columns = [f"{name}{end}_s" for name in called for end in ("", "_low", "_high")]
    if not times:
        return {column: [None] * len(edges.key) for column in columns}
    full = width <= DENSE
    group = edges.key if full else np.arange(len(edges.key))
    sizes = np.zeros(width * width if full else len(group), np.int64)
    sizes[group] = np.where(_between(edges, width, len(log.touchpoints)), edges.count, 0)
    table = empty_table(0) if full else edge_table(edges.key)
    found = quantiles_of(log, partial(_gaps, width=width, table=table, skip=len(sizes)), sizes, wanted)
    values = [seconds[group] for q in found for seconds in (q.value, q.low, q.high)]
    return {
        column: [None if np.isnan(x) else x for x in seconds.tolist()]
        for column, seconds in zip(columns, values, strict=True)
    }


def _between(edges: Edges, width: int, touchpoints: int) -> NDArray[np.bool_]:
    """Say which transitions are between two touchpoints, not from the start or to the end."""
    start, to = np.divmod(edges.key, max(width, 1))
    between: NDArray[np.bool_] = np.maximum(start, to) < touchpoints
    return between


def _gaps(part: Partition, *, width: int, table: np.ndarray, skip: int) -> tuple[np.ndarray, np.ndarray]:
    return gaps(part.offsets, part.time, part.touchpoint, width, table, skip)


def _who(log: JourneyLog, ends: bool, **where: str) -> list[str]:
    if set(where) != {"from", "to"}:
        raise ParameterError(
            "A transition is named by its two touchpoints.",
            hint='Write from=home,to=cart; in Python **{"from": "home", "to": "cart"}.',
        )
    start = -1 if ends and where["from"] == START else log.codes([where["from"]])[0]
    to = -1 if ends and where["to"] == END else log.codes([where["to"]])[0]
    return log.customers(lambda part: find(part.offsets, part.touchpoint, start, to))

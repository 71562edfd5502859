"""What happens at each touchpoint: who comes, who starts, who leaves for good, who has to come again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses._touchpoints_kernels import (
    CAME_AGAIN,
    CAME_BACK,
    CUSTOMERS,
    EVENTS,
    FIRST,
    LAST,
    REPEAT,
    RETURN,
    WAS_HERE,
    first_visits,
    tally,
    visits,
)
from klantreis.errors import UnknownNameError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.log.quantiles import Quantile, quantiles
from klantreis.log.selecting import names as listed
from klantreis.model.result import Result
from klantreis.model.statistics import wilson

METHOD: Final = (
    "Customers per touchpoint; first and last: shares of all customers whose journey begins or ends here; "
    "drop-off: share of the touchpoint's customers whose journey ends here, goals excepted; repeat: share of "
    "them with more than one contact here; return: share of them who came back after being elsewhere. "
    "95 % intervals: Wilson. median_first_s: exact median time from a customer's first contact to the first "
    "one here; 95 % interval: order statistics."
)


def touchpoints(log: JourneyLog, *, goals: Iterable[str] = ()) -> Result:
    """Show per touchpoint who comes there, starts there, leaves for good there, or has to come again.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    goals
        Touchpoints where a journey may well end; ending there is no drop-off.

    Returns
    -------
    Result
        A row per touchpoint that has events, most customers first: ``touchpoint``, ``customers``,
        ``events``; ``first_share`` and ``last_share`` of all customers whose first or last contact is
        here; of the customers who came here: ``drop_off_share`` whose journey ends here (0 for a goal,
        without interval), ``repeat_share`` with more than one contact here, ``return_share`` who came
        back after being elsewhere; ``customers_share`` of all customers. For each share its customers
        (``first_customers``) and its interval (``first_low`` to ``first_high``).
        ``median_first_s``: median time in seconds from a customer's first contact to the first one here,
        with its interval. ``goal``: whether it was given as one.
        ``customers(touchpoint="cart", which="drop_off")`` gives the customers of a number; ``which`` is
        ``all``, ``first``, ``last``, ``drop_off``, ``repeat`` or ``return``.

    Raises
    ------
    UnknownNameError
        If a goal is not a touchpoint of the log.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([
    ...     ("ann", "home", "2026-01-01"), ("ann", "pay", "2026-01-02"), ("bob", "home", "2026-01-01"),
    ... ])
    >>> rows = touchpoints(log, goals=["pay"]).rows
    >>> [(row["touchpoint"], row["customers"], row["drop_off_share"]) for row in rows]
    [('home', 2, 0.5), ('pay', 1, 0.0)]

    Notes
    -----
    A journey that is still under way at the end of the log counts as ended at its last contact.
    """
    wanted = list(listed(goals))
    is_goal = np.zeros(len(log.touchpoints), bool)
    is_goal[log.codes(wanted)] = True
    sums = log.fold(partial(count, width=len(log.touchpoints)), merge)
    return Result(
        analysis="touchpoints",
        parameters={"goals": wanted},
        period=log.period,
        n=log.size,
        method=METHOD,
        columns=_columns(sums, log.touchpoints, is_goal, _first(log, sums[CUSTOMERS])),
        who=partial(_who, log, frozenset(wanted)),
    )


def count(part: Partition, *, width: int) -> NDArray[np.int64]:
    """Count one run; see :func:`klantreis.analyses._touchpoints_kernels.tally`."""
    return tally(part.offsets, part.touchpoint, width)


def merge(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Add the counts of two runs."""
    return a + b


def _first(log: JourneyLog, sizes: NDArray[np.int64]) -> Quantile:
    emit = partial(_first_visits, width=len(log.touchpoints))
    return quantiles(log, emit, sizes, (0.5,))[0]


def _first_visits(part: Partition, *, width: int) -> tuple[np.ndarray, np.ndarray]:
    return first_visits(part.offsets, part.time, part.touchpoint, width)


def _columns(
    sums: NDArray[np.int64], names: tuple[str, ...], is_goal: NDArray[np.bool_], first: Quantile
) -> dict[str, list[Any]]:
    n = int(sums[FIRST].sum())
    by_name = sorted(np.flatnonzero(sums[EVENTS]).tolist(), key=lambda code: names[code])
    order = sorted(by_name, key=lambda code: -sums[CUSTOMERS, code])
    rows, goal = sums[:, order], is_goal[order]
    here = rows[CUSTOMERS]
    all_n = np.full(len(order), n)
    shares = {
        "first": (rows[FIRST], all_n),
        "last": (rows[LAST], all_n),
        "drop_off": (np.where(goal, 0, rows[LAST]), here),
        "repeat": (rows[REPEAT], here),
        "return": (rows[RETURN], here),
        "customers": (here, all_n),
    }
    columns: dict[str, list[Any]] = {
        "touchpoint": [names[code] for code in order],
        "customers": here.tolist(),
        "events": rows[EVENTS].tolist(),
        **{f"{name}_share": (k / m).tolist() for name, (k, m) in shares.items()},
    }
    for name, (k, m) in shares.items():
        columns |= _interval(name, k, m, goal & (name == "drop_off"))
    times = {"": first.value, "_low": first.low, "_high": first.high}
    medians = {f"median_first{end}_s": _seconds(values[order]) for end, values in times.items()}
    return columns | medians | {"goal": goal.tolist()}


def _seconds(values: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(x) else x for x in values.tolist()]


def _interval(
    name: str, k: NDArray[np.int64], m: NDArray[np.int64], unknown: NDArray[np.bool_]
) -> dict[str, list[Any]]:
    low, high = wilson(k, m)
    counted = {} if name == "customers" else {f"{name}_customers": k.tolist()}
    return counted | {
        f"{name}_low": [None if u else x for u, x in zip(unknown, low.tolist(), strict=True)],
        f"{name}_high": [None if u else x for u, x in zip(unknown, high.tolist(), strict=True)],
    }


def _who(log: JourneyLog, goals: frozenset[str], *, touchpoint: str, which: str = "all") -> list[str]:
    code = log.codes([touchpoint])[0]
    finders: dict[str, Callable[[Partition], np.ndarray]] = {
        "all": partial(_visited, code=code, at_least=WAS_HERE),
        "repeat": partial(_visited, code=code, at_least=CAME_AGAIN),
        "return": partial(_visited, code=code, at_least=CAME_BACK),
        "first": lambda part: np.flatnonzero(part.touchpoint[part.offsets[:-1]] == code),
        "last": lambda part: np.flatnonzero(part.touchpoint[part.offsets[1:] - 1] == code),
    }
    finders["drop_off"] = _nobody if touchpoint in goals else finders["last"]
    if not isinstance(which, str) or which not in finders:
        raise UnknownNameError("group of customers", which, finders)
    return log.customers(finders[which])


def _visited(part: Partition, *, code: int, at_least: int) -> np.ndarray:
    return np.flatnonzero(visits(part.offsets, part.touchpoint, code) >= at_least)


def _nobody(part: Partition) -> np.ndarray:
    return np.empty(0, np.int64)

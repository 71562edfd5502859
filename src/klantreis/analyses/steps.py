"""Where customers are at their first, second, third ... contact."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.errors import ParameterError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.kernel import kernel
from klantreis.log.partition import Partition
from klantreis.model.result import Result
from klantreis.model.statistics import wilson

ENDED: Final = "ended"
CELLS: Final = 1 << 24
"""How many combinations of step and touchpoint are counted at most, to bound the memory used."""

METHOD: Final = (
    "Share of customers at each touchpoint at their 1st, 2nd, ... contact; who has no contact left is "
    "'ended' and stays so, so that every step adds up to all customers. 95 % intervals: Wilson."
)


def steps(log: JourneyLog, *, k: int = 10, anchor: str | None = None) -> Result:
    """Show where customers are at each step of their journey, and how many have ended by then.

    Each customer is counted once per step, at the touchpoint of that contact. A customer with fewer
    contacts counts as ended at every later step.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    k
        How many steps to show, at least 1 and at most 16 million divided by the touchpoints.
    anchor
        A touchpoint: step 1 is then the customer's first contact there, and customers who were never
        there are left out. By default step 1 is the first contact of all.

    Returns
    -------
    Result
        A row per step and touchpoint that has customers: ``step`` (from 1), ``touchpoint``
        (``"ended"`` for who has no contact left), ``customers``, ``share`` of all customers (with an
        anchor: of the customers who were there), its interval ``low`` to ``high``, and ``ended``.
        By step, then most customers first.
        ``customers(step=2, touchpoint="cart")`` gives the customers of a row; ``ended=True`` in place
        of the touchpoint tells the ended ones from a touchpoint of that name.

    Raises
    ------
    ParameterError
        If ``k`` is not a whole number of at least 1, or too large.
    UnknownNameError
        If the anchor is not a touchpoint of the log.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([
    ...     ("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"), ("bob", "home", "2026-01-01"),
    ... ])
    >>> [(row["step"], row["touchpoint"], row["share"]) for row in steps(log, k=2).rows]
    [(1, 'home', 1.0), (2, 'cart', 0.5), (2, 'ended', 0.5)]
    """
    _check(k, len(log.touchpoints))
    code = -1 if anchor is None else log.codes([anchor])[0]
    at = log.fold(partial(count, width=len(log.touchpoints), k=k, anchor=code), merge)
    return Result(
        analysis="steps",
        parameters={"k": k, "anchor": anchor},
        period=log.period,
        n=log.size,
        method=METHOD,
        columns=_columns(at, log.touchpoints),
        notes=_notes(at, log, anchor),
        who=partial(_who, log, k, code),
    )


def _check(k: int, touchpoints: int) -> None:
    most = CELLS // (touchpoints + 1)
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= most:
        raise ParameterError(
            f"k={k!r} steps cannot be shown.",
            hint=f"Give a whole number of at least 1; with {touchpoints} touchpoints at most {most}.",
        )


def count(part: Partition, *, width: int, k: int, anchor: int) -> NDArray[np.int64]:
    """Count one run: customers by step (rows) and touchpoint (columns; the last is ``ended``)."""
    if anchor < 0:
        return _count(part.offsets, part.touchpoint, width, k)
    return _count_from(part.offsets, part.touchpoint, width, k, anchor)


def merge(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Add the counts of two runs."""
    return a + b


@kernel
def _count(offsets: np.ndarray, touchpoint: np.ndarray, width: int, k: int) -> np.ndarray:
    at = np.zeros(k * (width + 1), np.int64)
    ended = np.zeros(k + 1, np.int64)
    for c in range(len(offsets) - 1):
        start = np.uint64(offsets[c])
        stop = np.uint64(min(offsets[c + 1], offsets[c] + k))
        row = np.uint64(0)
        for i in range(start, stop):
            at[row + np.uint64(touchpoint[i])] += 1
            row += np.uint64(width + 1)
        ended[stop - start] += 1
    table = at.reshape(k, width + 1)
    table[:, width] = np.cumsum(ended)[:k]
    return table


@kernel
def _count_from(offsets: np.ndarray, touchpoint: np.ndarray, width: int, k: int, anchor: int) -> np.ndarray:
    table = np.zeros((k, width + 1), np.int64)
    for c in range(len(offsets) - 1):
        start = _first_at(touchpoint, offsets[c], offsets[c + 1], anchor)
        if start == offsets[c + 1]:
            continue
        for step in range(k):
            i = start + step
            table[step, touchpoint[i] if i < offsets[c + 1] else width] += 1
    return table


@kernel
def _first_at(touchpoint: np.ndarray, start: int, stop: int, anchor: int) -> int:
    for i in range(start, stop):
        if touchpoint[i] == anchor:
            return i
    return stop


@kernel
def _find(offsets: np.ndarray, touchpoint: np.ndarray, anchor: int, step: int, wanted: int) -> np.ndarray:
    found = np.zeros(len(offsets) - 1, np.bool_)
    for c in range(len(offsets) - 1):
        start = offsets[c]
        if anchor >= 0:
            start = _first_at(touchpoint, start, offsets[c + 1], anchor)
        if start < offsets[c + 1]:
            i = start + step - 1
            found[c] = touchpoint[i] == wanted if i < offsets[c + 1] else wanted < 0
    return np.flatnonzero(found)


def _columns(at: NDArray[np.int64], touchpoints: tuple[str, ...]) -> dict[str, list[Any]]:
    names = [*touchpoints, ENDED]
    n = int(at[0].sum())
    step, code = np.nonzero(at)
    customers = at[step, code]
    name_order = np.argsort(np.argsort(np.array(names, object), kind="stable"), kind="stable")
    order = np.lexsort((name_order[code], -customers, step))
    step, code, customers = step[order], code[order], customers[order]
    low, high = wilson(customers, n)
    return {
        "step": (step + 1).tolist(),
        "touchpoint": [names[c] for c in code],
        "customers": customers.tolist(),
        "share": (customers / max(n, 1)).tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
        "ended": (code == len(touchpoints)).tolist(),
    }


def _notes(at: NDArray[np.int64], log: JourneyLog, anchor: str | None) -> tuple[str, ...]:
    if anchor is None:
        return ()
    n = int(at[0].sum())
    return (f"{n} of {log.size.customers} customers were at {anchor!r}; shares are of these {n}.",)


def _who(
    log: JourneyLog,
    k: int,
    anchor: int,
    *,
    step: int,
    touchpoint: str | None = None,
    ended: bool | None = None,
) -> list[str]:
    if isinstance(step, bool) or not isinstance(step, int) or not 1 <= step <= k:
        raise ParameterError(f"There is no step {step!r}.", hint=f"Steps run from 1 to {k}.")
    if ended is None:
        ended = touchpoint is None or (touchpoint == ENDED and ENDED not in log.touchpoints)
    if not ended and touchpoint is None:
        raise ParameterError("Which customers at this step?", hint="Give touchpoint=... or ended=True.")
    wanted = -1 if ended else log.codes([str(touchpoint)])[0]
    return log.customers(lambda part: _find(part.offsets, part.touchpoint, anchor, step, wanted))

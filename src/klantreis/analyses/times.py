"""How long customers wait between two touchpoints, stay in a phase, or travel in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses import _times_kernels as kernels
from klantreis.analyses._times_rows import Pairs, Wait, pair_columns, wait_columns
from klantreis.errors import ParameterError, UnknownNameError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.observation import observed_until
from klantreis.log.partition import Partition
from klantreis.log.quantiles import Quantile
from klantreis.log.quantiles import quantiles as exact_quantiles
from klantreis.log.selecting import names as listed
from klantreis.model.result import Result

START: Final = "(start)"
END: Final = "(end)"
OUT: Final = "(out)"
DENSE: Final = 512
"""Up to this many touchpoints pairs are counted in a full matrix, above it by their keys."""

PAIRS: Final = "Waits between contacts that directly follow one another"
WAITS: Final = "From the first beginning to the first end after it, once per customer"
INTERVALS: Final = "95 % intervals: order statistics for quantiles, normal limit for means."
CENSORED: Final = "Open waits are censored at the end of the log: Kaplan-Meier median, log-log interval."

Touchpoints = str | Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From which touchpoints to which a wait runs: a flag per code; empty for the pseudo touchpoints."""

    start: str
    end: str
    begins: NDArray[np.bool_]
    ends: NDArray[np.bool_]


def times(
    log: JourneyLog,
    *,
    start: Touchpoints | None = None,
    end: Touchpoints | None = None,
    phases: Mapping[str, Sequence[str]] | None = None,
    journey: bool = False,
    goals: Sequence[str] = (),
    quantiles: Sequence[float] = (0.5, 0.9),
    until: datetime | None = None,
) -> Result:
    """Show how long customers wait between touchpoints, stay in a phase, or travel in all.

    Asked for nothing else, every pair of contacts that directly follow one another in a journey gives a
    wait. Otherwise each customer gives one wait at most: from the first ``start`` to the first ``end``
    after it. A wait that has not ended when the log does is *open*: it counts with the time so far.

    Parameters
    ----------
    log
        The journey log, or a view of it.
    start, end
        A touchpoint, or a list of which any will do. ``"(start)"`` is the moment of the customer's
        first event and ``"(end)"`` that of the last; the one not given is this one.
    phases
        Touchpoints by phase: the time from the first contact in the phase to the first later contact
        outside it.
    journey
        The throughput: from the first event to the last or, with ``goals``, to the first goal.
    goals
        Touchpoints that complete a journey; journeys without any are open.
    quantiles
        Which quantiles to give, each above 0 and below 1. 0.5 is called ``median_s``, 0.9 ``p90_s``.
    until
        Until when customers were observed; default: the end of the log.

    Returns
    -------
    Result
        A row per wait, times in seconds: ``from``, ``to``, ``n`` (waits that ended), ``median_s`` and
        ``p90_s`` of these with intervals ``median_low_s`` to ``median_high_s`` and ``p90_low_s`` to
        ``p90_high_s``, ``mean_s`` with ``mean_low_s`` to ``mean_high_s``, ``open`` (waits that have not
        ended; ``None`` for pairs, which always have), and ``km_median_s`` with ``km_median_low_s`` to
        ``km_median_high_s``: the median with open waits taken into account, ``None`` where too few have
        ended. Pairs: most waits first. Phases: as given, ``to`` is ``"(out)"``.
        ``customers(**{"from": "cart", "to": "paid"})`` gives the customers of a row;
        ``outcome="open"`` those who still wait.

    Raises
    ------
    ParameterError
        If a parameter, or the combination, is not allowed.
    UnknownNameError
        If a touchpoint is not in the log; the nearest is offered.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([
    ...     ("ann", "cart", "2026-01-01T10:00"), ("ann", "paid", "2026-01-01T10:05"),
    ...     ("bob", "cart", "2026-01-01T10:00"), ("bob", "home", "2026-01-01T10:20"),
    ... ])
    >>> [(row["from"], row["to"], row["n"], row["median_s"]) for row in times(log).rows]
    [('cart', 'home', 1, 1200.0), ('cart', 'paid', 1, 300.0)]
    >>> row = times(log, start="cart", end="paid").rows[0]
    >>> row["n"], row["open"], row["median_s"], row["km_median_s"]
    (1, 1, 300.0, 300.0)

    Notes
    -----
    Contacts at the same instant give waits of zero. Pairs: three passes over the log, in memory that
    does not grow with it. Waits per customer are held in memory, 17 bytes each.

    References
    ----------
    Kaplan, E. L., Meier, P. (1958). Nonparametric estimation from incomplete observations.
    doi:10.1080/01621459.1958.10501452
    """
    wanted, goals = _checked(quantiles), listed(goals)
    spans = _spans(log, start, end, phases, journey, goals)
    observed = observed_until(log, until)
    method = f"{WAITS}. {INTERVALS} {CENSORED}" if spans else f"{PAIRS}. {INTERVALS}"
    return Result(
        analysis="times",
        parameters=_parameters(start, end, phases, journey, goals, wanted, until),
        period=log.period,
        n=log.size,
        method=method,
        columns=_waits(log, spans, wanted, observed) if spans else _pairs(log, wanted),
        who=partial(_who, log, spans),
    )


def count(part: Partition, *, width: int) -> Pairs:
    """Count the pairs of one run: how many waits, their sum and the sum of their squares."""
    events = (part.offsets, part.time, part.touchpoint)
    if width <= DENSE:
        n, total, squares = kernels.count_pairs(*events, width)
        key = np.flatnonzero(n)
        return Pairs(key, n[key], total[key], squares[key])
    keys, waited = kernels.keyed_pairs(*events, width)
    s = waited / 1e6
    return _added(keys, np.ones(len(keys), np.int64), s, s * s)


def merge(a: Pairs, b: Pairs) -> Pairs:
    """Add the pairs of two runs."""
    return _added(
        np.concatenate([a.key, b.key]),
        np.concatenate([a.n, b.n]),
        np.concatenate([a.total, b.total]),
        np.concatenate([a.squares, b.squares]),
    )


def _added(keys: NDArray[Any], n: NDArray[Any], total: NDArray[Any], squares: NDArray[Any]) -> Pairs:
    key, place = np.unique(keys, return_inverse=True)
    sums = [np.bincount(place, values, len(key)) for values in (n, total, squares)]
    return Pairs(key, sums[0].astype(np.int64), *(x.astype(np.float64) for x in sums[1:]))


def _pairs(log: JourneyLog, wanted: tuple[float, ...]) -> dict[str, list[Any]]:
    width = len(log.touchpoints)
    found = log.fold(partial(count, width=width), merge)
    at = _dense(log, found, width, wanted) if width <= DENSE else _sparse(log, found, width, wanted)
    return pair_columns(found, at, wanted, log.touchpoints)


def _dense(log: JourneyLog, found: Pairs, width: int, wanted: tuple[float, ...]) -> list[Quantile]:
    sizes, key = np.zeros(width * width, np.int64), found.key
    sizes[key] = found.n
    every = exact_quantiles(log, partial(_emit_dense, width=width), sizes, wanted)
    return [Quantile(q.value[key], q.low[key], q.high[key]) for q in every]


def _sparse(log: JourneyLog, found: Pairs, width: int, wanted: tuple[float, ...]) -> list[Quantile]:
    return exact_quantiles(log, partial(_emit, width=width, key=found.key), found.n, wanted)


def _emit_dense(part: Partition, *, width: int) -> tuple[Any, Any]:
    return kernels.emit_pairs(part.offsets, part.time, part.touchpoint, width)


def _emit(part: Partition, *, width: int, key: NDArray[np.int64]) -> tuple[Any, Any]:
    keys, waited = kernels.keyed_pairs(part.offsets, part.time, part.touchpoint, width)
    return np.searchsorted(key, keys).astype(np.int32), waited


def _waits(log: JourneyLog, spans: list[Span], wanted: tuple[float, ...], end: int) -> dict[str, list[Any]]:
    waits = [log.fold(partial(count_waits, span=span, end=end), merge_waits) for span in spans]
    return wait_columns([(span.start, span.end) for span in spans], waits, wanted)


def count_waits(part: Partition, *, span: Span, end: int) -> Wait:
    """Return the waits of one run of customers."""
    _, waited, came = _first(part, span, end)
    return Wait(((waited, came),))


def merge_waits(a: Wait, b: Wait) -> Wait:
    """Put the waits of two runs together."""
    return Wait(a.runs + b.runs)


def _first(part: Partition, span: Span, end: int) -> tuple[Any, Any, Any]:
    return kernels.first_waits(part.offsets, part.time, part.touchpoint, span.begins, span.ends, end)


def _checked(quantiles: Sequence[float]) -> tuple[float, ...]:
    wanted = tuple(quantiles) if isinstance(quantiles, Sequence) else ()
    if not wanted or not all(isinstance(q, float) and 0 < q < 1 for q in wanted):
        hint = "Give numbers above 0 and below 1, such as (0.5, 0.9)."
        raise ParameterError(f"quantiles={quantiles!r} cannot be given.", hint=hint)
    return wanted


def _spans(
    log: JourneyLog,
    start: Touchpoints | None,
    end: Touchpoints | None,
    phases: Mapping[str, Sequence[str]] | None,
    journey: bool,
    goals: Sequence[str],
) -> list[Span]:
    """Return what to measure; nothing for all pairs."""
    journey = bool(journey) or bool(goals)
    if (start is not None or end is not None) + (phases is not None) + journey > 1:
        raise ParameterError(
            "start and end, phases, and journey or goals cannot be asked together.",
            hint="Choose one of them.",
        )
    if phases is not None:
        if not phases or not isinstance(phases, Mapping):
            raise ParameterError(
                f"phases={phases!r} names no phase.", hint='Give phases={"pay": ["cart", "checkout"]}.'
            )
        return [_phase(log, name, inside) for name, inside in phases.items()]
    if journey:
        return [_span(log, START, list(goals) if goals else END)]
    if start is None and end is None:
        return []
    return [_span(log, START if start is None else start, END if end is None else end)]


def _span(log: JourneyLog, start: Touchpoints, end: Touchpoints) -> Span:
    nothing = np.empty(0, np.bool_)
    return Span(
        begins=nothing if start == START else _flags(log, start),
        ends=nothing if end == END else _flags(log, end),
        start=_label(start),
        end=_label(end),
    )


def _phase(log: JourneyLog, name: str, inside: Sequence[str]) -> Span:
    flags = _flags(log, inside)
    return Span(start=name, end=OUT, begins=flags, ends=~flags)


def _flags(log: JourneyLog, touchpoints: Touchpoints) -> NDArray[np.bool_]:
    if not isinstance(touchpoints, str | Sequence):
        raise ParameterError(f"{touchpoints!r} is not a touchpoint.", hint="Give a name, or a list of names.")
    names = [touchpoints] if isinstance(touchpoints, str) else list(touchpoints)
    if not names:
        raise ParameterError("A list of touchpoints is empty.", hint="Give at least one touchpoint.")
    flags = np.zeros(max(1, len(log.touchpoints)), np.bool_)
    flags[log.codes(names)] = True
    return flags


def _label(touchpoints: Touchpoints) -> str:
    return touchpoints if isinstance(touchpoints, str) else " | ".join(map(str, touchpoints))


def _parameters(
    start: Touchpoints | None,
    end: Touchpoints | None,
    phases: Mapping[str, Sequence[str]] | None,
    journey: bool,
    goals: Sequence[str],
    wanted: tuple[float, ...],
    until: datetime | None,
) -> dict[str, Any]:
    return {
        "start": start if start is None or isinstance(start, str) else list(start),
        "end": end if end is None or isinstance(end, str) else list(end),
        "phases": None if phases is None else {name: list(inside) for name, inside in phases.items()},
        "journey": bool(journey),
        "goals": list(goals),
        "quantiles": list(wanted),
        "until": None if until is None else until.isoformat(),
    }


def _who(log: JourneyLog, spans: list[Span], *, outcome: str = "reached", **where: str) -> list[str]:
    if set(where) != {"from", "to"} or outcome not in ("reached", "open"):
        hint = 'Write from=cart,to=paid,outcome=open; in Python **{"from": "cart", "to": "paid"}.'
        raise ParameterError("A wait is named by its two ends; its outcome is reached or open.", hint=hint)
    if not spans:
        before, after = log.codes([where["from"], where["to"]])
        find = partial(_find_pair, before=before, after=after)
        return log.customers(find) if outcome == "reached" else []
    rows = {(span.start, span.end): span for span in spans}
    if (where["from"], where["to"]) not in rows:
        known = [f"{a} -> {b}" for a, b in rows]
        raise UnknownNameError("row", f"{where['from']} -> {where['to']}", known)
    span = rows[where["from"], where["to"]]
    return log.customers(partial(_find_wait, span=span, came=outcome == "reached"))


def _find_pair(part: Partition, *, before: int, after: int) -> NDArray[Any]:
    return kernels.who_paired(part.offsets, part.touchpoint, before, after)


def _find_wait(part: Partition, *, span: Span, came: bool) -> NDArray[Any]:
    who, _, ended = _first(part, span, 0)
    found: NDArray[Any] = who[ended == came]
    return found

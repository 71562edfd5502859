"""How many customers go from one touchpoint to the next, and where they stop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses import _funnel_kernels as kernels
from klantreis.analyses import _funnel_modes as modes
from klantreis.analyses._funnel_plan import FOREVER, Exclusion, Plan, Step, plan
from klantreis.analyses._funnel_rows import Counted, Ints, columns
from klantreis.errors import ParameterError
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.model.duration import say_duration
from klantreis.model.result import Result

METHODS: Final = {
    "ordered": "Customers who do the steps in order, other contacts in between allowed",
    "strict": "Customers who do the steps in order with no other contact in between",
    "any": "Customers by how many different steps they do, in whatever order",
    "open": "Customers who ever do each step, whether or not they did the others",
}
INTERVALS: Final = "95 % intervals: Wilson for shares, order statistics for medians."
OUTCOMES: Final = ("reached", "dropped", "open", "entered", "excluded")


def funnel(
    log: JourneyLog,
    *,
    steps: Sequence[Step],
    window: timedelta | None = None,
    order: str = "ordered",
    exclude: Sequence[Exclusion] = (),
    rules: Sequence[str] = (),
    until: datetime | None = None,
) -> Result:
    """Show how many customers go through a list of steps, where they drop off, and how long it takes.

    Each customer counts once per step. A *try* begins at each event of step 1 and goes on at the
    first event of each next step that lies within the window, counted from the beginning of the try,
    both ends included. A customer reaches the furthest step of any of their tries. One event is one
    step at most; events at the same instant are taken in order of arrival. Times are those of the
    first try that reaches the customer's furthest step (the latest begun, if several do so at once).

    Parameters
    ----------
    log
        The journey log, or a view of it.
    steps
        1 to 64 steps, each a touchpoint or a list of touchpoints of which any will do.
    window
        How long a try may take, from its first step to its last, inclusive. Default: no limit.
    order
        ``"ordered"``: in the order given, other contacts in between allowed. ``"strict"``: in the
        order given, directly after one another. ``"any"``: in whatever order; row ``k`` counts the
        customers who do ``k`` different steps within one window. ``"open"``: each step on its own;
        row ``k`` counts the customers who ever do that step.
    exclude
        Touchpoints that must not happen between the first and the last step of a try, or tuples
        ``(touchpoint, from_step, to_step)`` with step numbers from 1. A customer whose furthest try
        is spoiled by one counts at no step at all; with ``order="any"`` at step 1 only.
    rules
        Further rules, as other tools have them: ``"increasing_time"`` (each step strictly later than
        the one before), ``"no_repeats"`` (a step done again ends the counting of the customer),
        ``"unbroken"`` (so does a touchpoint that is no step, a step that comes too early, or a return
        to step 1), ``"reentry"`` (returning to step 1 is allowed all the same), ``"shared_event"``
        (one event may be several steps).
    until
        Until when customers were observed; default: the end of the log.

    Returns
    -------
    Result
        A row per step: ``step`` (from 1), ``touchpoint``, ``customers`` who reach it,
        ``share_of_start`` (of the customers at step 1) with interval ``low`` to ``high``,
        ``share_of_previous`` (of the customers at the step before; 1 at step 1) with interval
        ``previous_low`` to ``previous_high``, ``share_of_all`` (of all customers in the log),
        ``dropped`` and ``open``: customers who reach the step before but not this one, the *open*
        ones having a try that could still go on when the log ends; ``entered``: customers who reach
        this step without the one before; time since step 1 in seconds: ``median_s`` with interval
        ``median_low_s`` to ``median_high_s`` and ``p90_s``; and ``median_from_previous_s``.
        Always ``customers[k] == customers[k-1] + entered[k] - dropped[k] - open[k]``.
        ``customers(step=2, outcome="reached")`` gives the customers behind a number; other outcomes
        are ``"dropped"``, ``"open"``, ``"entered"`` and ``"excluded"``.

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
    ...     ("ann", "home", "2026-01-01"), ("ann", "cart", "2026-01-02"), ("ann", "paid", "2026-01-03"),
    ...     ("bob", "home", "2026-01-01"), ("cas", "home", "2026-01-03"),
    ... ])
    >>> found = funnel(log, steps=["home", "cart", "paid"], window=timedelta(days=2))
    >>> list(found.columns["customers"]), list(found.columns["dropped"]), list(found.columns["open"])
    ([3, 1, 1], [0, 0, 0], [0, 2, 0])
    >>> found.customers(step=2, outcome="open")
    ['bob', 'cas']

    Notes
    -----
    Without a window nobody can be said to be lost for good, so ``open`` is ``None`` and ``dropped`` is
    the whole difference. One pass over the log; the times of conversion are held in memory, 16 bytes
    per customer and step.

    References
    ----------
    The decisions and how other tools differ: ``docs/adr/0004-funnel-semantics.md``.
    """
    asked = plan(log, steps, window, order, exclude, rules, until)
    counted = log.fold(partial(count, plan=asked), merge)
    return Result(
        analysis="funnel",
        parameters=_parameters(steps, window, order, exclude, rules, until),
        period=log.period,
        n=log.size,
        method=_method(asked),
        columns=columns(counted, asked, log.n_customers),
        notes=_notes(counted, asked),
        who=partial(_who, log, asked),
    )


def count(part: Partition, *, plan: Plan) -> Counted:
    """Count one run of customers."""
    if plan.order == "open":
        return _count_open(modes.seen_steps(part.offsets, part.touchpoint, plan.fits), len(plan.labels))
    return _count_tries(*_follow(part, plan))


def merge(a: Counted, b: Counted) -> Counted:
    """Add the counts of two runs."""
    return Counted(
        a.customers + b.customers,
        a.dropped + b.dropped,
        a.open + b.open,
        a.entered + b.entered,
        a.excluded + b.excluded,
        tuple(x + y for x, y in zip(a.since_previous, b.since_previous, strict=True)),
        tuple(x + y for x, y in zip(a.since_start, b.since_start, strict=True)),
    )


def _follow(part: Partition, plan: Plan) -> tuple[NDArray[np.uint8], Ints, Ints, Ints]:
    """Run the loop for this plan: the state of each customer, and the times, as the kernels say."""
    state, total, previous, filled = _loop(part, plan)
    return (state if plan.window else state & np.uint8(127)), total, previous, filled


def _loop(part: Partition, plan: Plan) -> tuple[NDArray[Any], ...]:
    offsets, time, touchpoint, n = part.offsets, part.time, part.touchpoint, len(plan.labels)
    window, end = plan.window or FOREVER, plan.end
    if plan.plain:
        return kernels.follow_plain(offsets, time, touchpoint, _step_of(plan.fits), n, window, end)
    if plan.rules:
        return modes.follow_rules(offsets, time, touchpoint, plan.fits, plan.rules, n, window, end)
    bits = (plan.fits, plan.excluded)
    if plan.order == "any":
        codes = np.flatnonzero(plan.fits)
        return modes.follow_any_order(offsets, time, touchpoint, *bits, codes, plan.tangled, n, window, end)
    return kernels.follow_masks(offsets, time, touchpoint, *bits, plan.order == "strict", n, window, end)


def _step_of(fits: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return, per touchpoint, the one step (from 0) it can be, or ``NO_STEP``."""
    steps = [int(bits).bit_length() - 1 if bits else kernels.NO_STEP for bits in fits.tolist()]
    return np.array(steps, np.uint8)


def _count_tries(state: NDArray[np.uint8], total: Ints, previous: Ints, filled: Ints) -> Counted:
    found, n = kernels.tally(state), len(filled) + 1
    gone, still = found[1:n], found[kernels.OPEN + 1 : kernels.OPEN + n]
    reached = np.append(gone + still, found[n])
    customers = np.cumsum(reached[::-1])[::-1]
    return Counted(
        customers,
        np.append(0, gone),
        np.append(0, still),
        np.append(customers[0], np.zeros(n - 1, np.int64)),
        int(found[kernels.REMOVED]),
        tuple((times[:size],) for times, size in zip(previous, filled, strict=True)),
        tuple((times[:size],) for times, size in zip(total, filled, strict=True)),
    )


def _count_open(seen: NDArray[np.uint64], n: int) -> Counted:
    did = [(seen >> np.uint64(k) & np.uint64(1)).astype(np.bool_) for k in range(n)]
    before = [np.zeros(len(seen), np.bool_), *did[:-1]]
    return Counted(
        np.array([d.sum() for d in did]),
        np.array([(b & ~d).sum() for b, d in zip(before, did, strict=True)]),
        np.zeros(n, np.int64),
        np.array([(d & ~b).sum() for b, d in zip(before, did, strict=True)]),
        0,
        (),
        (),
    )


def _parameters(
    steps: Sequence[Step],
    window: timedelta | None,
    order: str,
    exclude: Sequence[Exclusion],
    rules: Sequence[str],
    until: datetime | None,
) -> dict[str, Any]:
    return {
        "steps": [step if isinstance(step, str) else list(step) for step in steps],
        "window_s": None if window is None else window.total_seconds(),
        "order": order,
        "exclude": [item if isinstance(item, str) else list(item) for item in exclude],
        "rules": list(rules),
        "until": None if until is None else until.isoformat(),
    }


def _method(plan: Plan) -> str:
    within = (
        ""
        if plan.window is None
        else f", within {say_duration(timedelta(microseconds=plan.window))} of the first step"
    )
    return f"{METHODS[plan.order]}{within}. {INTERVALS}"


def _notes(counted: Counted, plan: Plan) -> tuple[str, ...]:
    notes = []
    if plan.window is None and plan.order != "open":
        notes.append("Without a window nobody is lost for good: 'dropped' counts everyone not there yet.")
    if plan.order == "open":
        notes.append("Each step counts on its own, so a share of the step before can exceed 1.")
    if counted.excluded:
        notes.append(f"{counted.excluded} customers count at no step because of an excluded touchpoint.")
    return tuple(notes)


def _who(log: JourneyLog, plan: Plan, *, step: int, outcome: str = "reached") -> list[str]:
    if outcome not in OUTCOMES:
        raise ParameterError(f"There is no outcome {outcome!r}.", hint=f"Choose from {', '.join(OUTCOMES)}.")
    if isinstance(step, bool) or not isinstance(step, int) or not 1 <= step <= len(plan.labels):
        raise ParameterError(f"There is no step {step!r}.", hint=f"Steps run from 1 to {len(plan.labels)}.")
    if outcome == "open" and (plan.window is None or plan.order == "open"):
        raise ParameterError("Without a window nobody is known to be open.", hint="Give the funnel a window.")
    return log.customers(partial(_find, plan=plan, step=step, outcome=outcome))


def _find(part: Partition, *, plan: Plan, step: int, outcome: str) -> NDArray[np.intp]:
    if plan.order == "open":
        seen = modes.seen_steps(part.offsets, part.touchpoint, plan.fits)
        did = (seen >> np.uint64(step - 1) & np.uint64(1)).astype(np.bool_)
        before = (seen << np.uint64(1) >> np.uint64(step - 1) & np.uint64(1)).astype(np.bool_)
        found = {"reached": did, "dropped": before & ~did, "entered": did & ~before}
        return np.flatnonzero(found.get(outcome, np.zeros(len(seen), np.bool_)))
    state = _follow(part, plan)[0]
    removed, level, still = state == kernels.REMOVED, state & 127, state >= kernels.OPEN
    before = (level == step - 1) & (step > 1)
    found = {
        "reached": (level >= step) & ~removed,
        "dropped": before & ~still,
        "open": before & still,
        "entered": (level >= step) & ~removed & (step == 1),
        "excluded": removed,
    }
    return np.flatnonzero(found[outcome])

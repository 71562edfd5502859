"""What a funnel was asked for: parameters checked and turned into the numbers the loops take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses import _funnel_modes as modes
from klantreis.errors import ParameterError, nearest
from klantreis.log.journey_log import JourneyLog
from klantreis.log.observation import observed_until

Step = str | Sequence[str]
Exclusion = str | tuple[str, int, int]

MOST_STEPS: Final = 64
FOREVER: Final = 1 << 62
ORDERS: Final = ("ordered", "strict", "any", "open")
RULES: Final = {
    "increasing_time": modes.INCREASING_TIME,
    "no_repeats": modes.NO_REPEATS,
    "unbroken": modes.UNBROKEN,
    "reentry": modes.REENTRY,
    "shared_event": modes.SHARED_EVENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A funnel in numbers.

    Bit ``k`` of ``fits`` says, per touchpoint, whether it can be step ``k + 1``; bit ``k`` of
    ``excluded`` whether it may not happen between steps ``k + 1`` and ``k + 2``. ``window`` and
    ``end`` are in microseconds; ``rules`` has a bit per rule.
    """

    labels: tuple[str, ...]
    fits: NDArray[np.uint64]
    excluded: NDArray[np.uint64]
    window: int | None
    end: int
    order: str
    rules: int

    @property
    def tangled(self) -> bool:
        """Whether two steps share a touchpoint and differ in another."""
        kinds = [int(bits) for bits in set(self.fits.tolist()) if bits]
        return any(a & b for a, b in combinations(kinds, 2))

    @property
    def plain(self) -> bool:
        """Whether each touchpoint is one step at most and nothing else is asked."""
        alone = not bool((self.fits & (self.fits - np.uint64(1)) * (self.fits > 0)).any())
        return self.order == "ordered" and alone and not self.rules and not self.excluded.any()


def plan(
    log: JourneyLog,
    steps: Sequence[Step],
    window: timedelta | None,
    order: str,
    exclude: Sequence[Exclusion],
    rules: Sequence[str],
    until: datetime | None,
) -> Plan:
    """Check the parameters of a funnel against a log."""
    ways = [[step] if isinstance(step, str) else step for step in _listed(steps, "steps")]
    _check_steps(ways)
    _check_modes(order, window, exclude, rules)
    fits = np.zeros(max(1, len(log.touchpoints)), np.uint64)
    for k, names in enumerate(ways):
        fits[log.codes(names)] |= np.uint64(1 << k)
    return Plan(
        labels=tuple(" | ".join(names) for names in ways),
        fits=fits,
        excluded=_excluded(log, _listed(exclude, "exclude"), fits, len(ways), order),
        window=None if window is None else min(window // timedelta(microseconds=1), FOREVER),
        end=observed_until(log, until),
        order=order,
        rules=sum({RULES[rule] for rule in rules}),
    )


def _listed(given: Any, name: str) -> list[Any]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ParameterError(f"{name}={given!r} is not a list.", hint=f"Give {name}=[...], even for one.")
    return list(given)


def _check_steps(ways: list[list[str]]) -> None:
    if not 1 <= len(ways) <= MOST_STEPS:
        raise ParameterError(
            f"A funnel cannot have {len(ways)} steps.", hint=f"Give 1 to {MOST_STEPS} steps."
        )
    for k, names in enumerate(ways, 1):
        if not isinstance(names, Sequence) or not names or not all(isinstance(name, str) for name in names):
            raise ParameterError(
                f"Step {k} is {names!r}.", hint="Give a touchpoint or a list of touchpoints."
            )


def _check_modes(
    order: str, window: timedelta | None, exclude: Sequence[Exclusion], rules: Sequence[str]
) -> None:
    if not isinstance(order, str) or order not in ORDERS:
        raise ParameterError(f"There is no order {order!r}.", hint=f"Choose from {', '.join(ORDERS)}.")
    if window is not None and (not isinstance(window, timedelta) or window <= timedelta(0)):
        said = f"{window / timedelta(seconds=1):g} s" if isinstance(window, timedelta) else repr(window)
        raise ParameterError(
            f"A window of {said} is not allowed.",
            hint="Give a time above zero: 7d; in Python a timedelta, or None for no limit.",
        )
    for rule in _listed(rules, "rules"):
        if not isinstance(rule, str) or rule not in RULES:
            close = nearest(str(rule), RULES)
            guess = f"Did you mean {close!r}? " if close else ""
            raise ParameterError(
                f"There is no rule {rule!r}.", hint=f"{guess}Choose from {', '.join(RULES)}."
            )
    if rules and (order != "ordered" or exclude):
        raise ParameterError("rules go with order='ordered' and without exclude.", hint="Leave one out.")
    if "reentry" in rules and "unbroken" not in rules:
        raise ParameterError("'reentry' loosens 'unbroken', which is not asked for.", hint="Add or drop one.")
    if order == "open" and (exclude or window is not None):
        raise ParameterError(
            "order='open' counts each step on its own: it takes no window and no exclude.",
            hint="Choose order='ordered', 'strict' or 'any', or leave them out.",
        )


def _excluded(
    log: JourneyLog, exclude: list[Exclusion], fits: NDArray[np.uint64], n: int, order: str
) -> NDArray[np.uint64]:
    excluded = np.zeros_like(fits)
    for item in exclude:
        name, first, last = (item, 1, n) if isinstance(item, str) else _triple(item)
        if not 1 <= first < last <= n:
            hint = f"Give (touchpoint, from_step, to_step) with 1 <= from_step < to_step <= {n}."
            raise ParameterError(f"exclude={item!r} does not lie between two steps.", hint=hint)
        if order == "any" and (first, last) != (1, n):
            hint = "Exclude the touchpoint from the whole funnel: give its name alone."
            raise ParameterError(
                f"exclude={item!r} names steps, but with order='any' they have no order.", hint=hint
            )
        code = log.codes([name])[0]
        if any(int(fits[code]) >> k & 1 for k in range(first - 1, last)):
            hint = "Leave it out of the steps or out of exclude."
            raise ParameterError(f"{name!r} is a step and excluded between the same steps.", hint=hint)
        excluded[code] |= np.uint64(sum(1 << k for k in range(first - 1, last - 1)))
    return excluded


def _triple(item: Any) -> tuple[str, int, int]:
    """Return an exclusion between steps; steps that make no sense if it is not one."""
    try:
        name, first, last = item
    except (TypeError, ValueError):
        return "", 0, 0
    return (name, first, last) if isinstance(first, int) and isinstance(last, int) else ("", 0, 0)

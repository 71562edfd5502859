"""Views on part of a log: a period, a channel, properties of events, rules about customers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from klantreis.errors import ParameterError
from klantreis.log.arrow import as_arrow, as_numbers
from klantreis.log.columns import Columns
from klantreis.log.compact import compacted
from klantreis.log.conditions import Condition, Test, events, property_test
from klantreis.log.extent import microseconds
from klantreis.log.kernel import kernel
from klantreis.log.legend import Legend
from klantreis.log.partition import read_only

Moment: TypeAlias = "datetime | str | None"


@dataclass(frozen=True, slots=True)
class Selection:
    """A view: events pass all ``tests``, customers all rules; called with a run, returns what is left.

    ``did`` numbers the touchpoints a customer must have from 1 to ``wanted``, 0 for the others;
    ``did_not`` marks those a customer must not have. Rules about what customers did look at all
    events of theirs that pass ``within``, the period, whatever their channel and properties.
    """

    within: tuple[Test, ...]
    tests: tuple[Test, ...]
    did: np.ndarray
    did_not: np.ndarray
    wanted: int
    customers: pa.Array | None

    def __call__(self, columns: Columns) -> Columns:
        """Return the run with only the events and customers selected."""
        length = int(columns.part.offsets[-1] - columns.part.offsets[0])
        keep = np.ones(length, np.bool_)
        for test in self.within:
            keep &= test(columns)
        stay = self._who(columns, keep)
        for test in self.tests:
            keep &= test(columns)
        if stay is not None:
            keep &= np.repeat(stay, np.diff(columns.part.offsets))
        return columns if keep.all() else compacted(columns, keep)

    def _who(self, columns: Columns, within: np.ndarray) -> np.ndarray | None:
        part, stay = columns.part, None
        if self.wanted or self.did_not.any():
            rules = (self.did, self.did_not, self.wanted)
            stay = _obey(part.offsets, part.touchpoint, read_only(within), *rules)
        if self.customers is not None:
            ids = columns.ids().take(as_arrow(columns.places(np.arange(len(part.offsets) - 1))))
            named = as_numbers(pc.is_in(ids, value_set=self.customers).cast(pa.uint8())) > 0
            stay = named if stay is None else stay & named
        return stay


def selection(
    legend: Legend,
    *,
    period: tuple[Moment, Moment] | None,
    channel: str | Iterable[str] | None,
    touchpoints: str | Iterable[str] | None,
    without: str | Iterable[str] | None,
    properties: Mapping[str, Condition] | None,
    did: str | Iterable[str] | None,
    did_not: str | Iterable[str] | None,
    customers: Collection[str] | None,
) -> Selection:
    """Return the view that is asked for, with all names looked up."""
    if properties is not None and not isinstance(properties, Mapping):
        raise ParameterError(
            f"properties={properties!r} names no property.", hint='Give properties={"device": "mobile"}.'
        )
    tests = [property_test(legend, name, condition) for name, condition in (properties or {}).items()]
    if channel is not None:
        tests.append(_channel_test(legend, names(channel)))
    if touchpoints is not None or without is not None:
        tests.append(_touchpoint_test(legend, touchpoints, names(without)))
    wanted = sorted(set(legend.touchpoint_codes(names(did))))
    place, banned = np.zeros(len(legend.touchpoints), np.int32), np.zeros(len(legend.touchpoints), np.bool_)
    place[wanted] = np.arange(1, len(wanted) + 1)
    banned[legend.touchpoint_codes(names(did_not))] = True
    return Selection(
        within=() if period is None else (_time_test(*bounds(period)),),
        tests=tuple(tests),
        did=read_only(place),
        did_not=read_only(banned),
        wanted=len(wanted),
        customers=None
        if customers is None
        else pa.array(sorted(set(map(str, names(customers)))), pa.large_string()),
    )


def names(given: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return one name or several as a tuple.

    Raises
    ------
    ParameterError
        If it is neither.
    """
    if given is None:
        return ()
    if not isinstance(given, Iterable):
        raise ParameterError(f"{given!r} is not a name.", hint="Give a text, or a list of them.")
    return (given,) if isinstance(given, str) else tuple(given)


def bounds(period: tuple[Moment, Moment]) -> tuple[int | None, int | None]:
    """Return a period as microseconds since 1970, from and up to but without; ``None`` is open.

    Raises
    ------
    ParameterError
        If a moment cannot be read, or the period ends before it begins.
    """
    if isinstance(period, str) or not isinstance(period, Sequence) or len(period) != 2:
        raise ParameterError(
            f"{period!r} is not a period.", hint='Give two moments, such as ("2026-01-01", None).'
        )
    start, until = (_moment(one) for one in period)
    if start is not None and until is not None and until < start:
        raise ParameterError(f"The period {period[0]} to {period[1]} ends before it begins.")
    return start, until


def _moment(given: Moment) -> int | None:
    try:
        return None if given is None else microseconds(datetime.fromisoformat(str(given)))
    except ValueError as error:
        raise ParameterError(
            f"The moment {given!r} cannot be read.",
            hint="Write it as 2026-01-31 or 2026-01-31T12:00:00+01:00.",
        ) from error


def _time_test(start: int | None, until: int | None) -> Test:
    def test(columns: Columns) -> np.ndarray:
        time = events(columns, columns.part.time)
        keep = np.ones(len(time), np.bool_) if start is None else time >= start
        return keep if until is None else keep & (time < until)

    return test


def _channel_test(legend: Legend, wanted: Iterable[str]) -> Test:
    fits = np.zeros(len(legend.channels), np.bool_)
    fits[legend.channel_codes(wanted)] = True

    def test(columns: Columns) -> np.ndarray:
        fine: np.ndarray = fits[events(columns, columns.part.channel)]
        return fine

    return test


def _touchpoint_test(legend: Legend, wanted: str | Iterable[str] | None, unwanted: Iterable[str]) -> Test:
    fits = np.full(len(legend.touchpoints), wanted is None)
    fits[legend.touchpoint_codes(names(wanted))] = True
    fits[legend.touchpoint_codes(unwanted)] = False

    def test(columns: Columns) -> np.ndarray:
        fine: np.ndarray = fits[events(columns, columns.part.touchpoint)]
        return fine

    return test


@kernel
def _obey(
    offsets: np.ndarray,
    touchpoint: np.ndarray,
    within: np.ndarray,
    did: np.ndarray,
    did_not: np.ndarray,
    wanted: int,
) -> np.ndarray:
    """Say of each customer whether they have all touchpoints they must and none they must not."""
    stay = np.empty(len(offsets) - 1, np.bool_)
    met = np.full(wanted + 1, -1)
    for k in range(len(offsets) - 1):
        left, fine = wanted, True
        for i in range(offsets[k], offsets[k + 1]):
            if not within[i - offsets[0]]:
                continue
            fine &= not did_not[touchpoint[i]]
            place = did[touchpoint[i]]
            if place and met[place] != k:
                met[place] = k
                left -= 1
        stay[k] = fine and left == 0
    return stay

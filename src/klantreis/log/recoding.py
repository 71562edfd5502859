"""See a log in other touchpoints: rules say which events become which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from klantreis.errors import ParameterError
from klantreis.log.columns import Columns
from klantreis.log.compact import compacted
from klantreis.log.conditions import Condition, Test, events, property_test
from klantreis.log.legend import Legend
from klantreis.log.partition import code_type


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """A rule: events with one of these names, channels and properties become touchpoint ``to``.

    Parameters
    ----------
    to
        Index of the new touchpoint.
    names
        Touchpoints as they are now; ``None`` for any. A name the log does not have matches nothing.
    channel
        Channels, likewise.
    properties
        Conditions as :meth:`klantreis.log.journey_log.JourneyLog.where` takes them.
    """

    to: int
    names: frozenset[str] | None = None
    channel: frozenset[str] | None = None
    properties: Mapping[str, Condition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recoded:
    """A view in other touchpoints; called with a run, returns it recoded.

    ``table[touchpoint]`` is the first rule by name alone that matches, and ``asking`` are the rules
    that ask for more: number, which touchpoints and channels, tests.
    """

    table: np.ndarray
    asking: tuple[tuple[int, np.ndarray, np.ndarray, tuple[Test, ...]], ...]
    to: np.ndarray
    drop: int

    def __call__(self, columns: Columns) -> Columns:
        """Return the run in the new touchpoints, without the events that no rule matches."""
        touchpoint = events(columns, columns.part.touchpoint)
        channel = events(columns, columns.part.channel)
        rule = self.table[touchpoint]
        for number, named, over, tests in self.asking:
            matches = (rule > number) & named[touchpoint] & over[channel]
            for test in tests:
                matches &= test(columns)
            rule[matches] = number
        return compacted(columns, rule < self.drop, self.to[rule])


def recoding(legend: Legend, touchpoints: Sequence[str], rules: Sequence[Recoding]) -> Recoded:
    """Return the view that the rules make, tried in order; the first that matches wins."""
    _check(touchpoints, rules)
    table = np.full(len(legend.touchpoints), len(rules), np.int32)
    asking = []
    for number, rule in reversed(list(enumerate(rules))):
        named, over = _among(legend.touchpoints, rule.names), _among(legend.channels, rule.channel)
        if rule.properties or rule.channel is not None:
            tests = tuple(property_test(legend, name, asked) for name, asked in rule.properties.items())
            asking.append((number, named, over, tests))
        else:
            table[named] = number
    to = np.array([rule.to for rule in rules] + [0], code_type(len(touchpoints)))
    return Recoded(table, tuple(asking), to, len(rules))


def _check(touchpoints: Sequence[str], rules: Sequence[Recoding]) -> None:
    for rule in rules:
        if not 0 <= rule.to < len(touchpoints):
            raise ParameterError(
                f"A rule leads to touchpoint {rule.to}.",
                hint=f"There are {len(touchpoints)}, counted from 0.",
            )


def _among(known: Sequence[str], wanted: frozenset[str] | None) -> np.ndarray:
    return np.array([wanted is None or name in wanted for name in known], np.bool_)

"""See each touchpoint of a log as several: one for each value of a property, or for each channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from klantreis.errors import ParameterError
from klantreis.log.columns import Columns
from klantreis.log.compact import compacted
from klantreis.log.conditions import events
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import code_type

CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Split:
    """A view in which touchpoint ``t`` with value ``v`` has the code ``t * width + v``."""

    name: str
    by_channel: bool
    place: np.ndarray
    width: int
    kind: np.dtype[np.generic]

    def __call__(self, columns: Columns) -> Columns:
        """Return the run with its touchpoints split; every event stays."""
        column = columns.part.channel if self.by_channel else columns.value(self.name)
        touchpoint = events(columns, columns.part.touchpoint).astype(np.int64)
        code = touchpoint * self.width + self.place[events(columns, column)]
        return compacted(columns, np.ones(len(code), np.bool_), code.astype(self.kind))


def split(log: JourneyLog, name: str, values: Sequence[str], *, separator: str = "\x1f") -> JourneyLog:
    """Return a view in which each touchpoint is split by the value of a property, or by channel.

    Parameters
    ----------
    log
        The log.
    name
        A property with text values, or ``"channel"`` where the log has no such property.
    values
        The values to tell apart. All others, and unknown ones, come last, together.
    separator
        Stands between touchpoint and value in the new names.

    Examples
    --------
    >>> from klantreis.log.build import from_rows
    >>> log = from_rows([("ann", "home", "2026-01-01", "app"), ("ann", "home", "2026-01-02")])
    >>> [step.touchpoint for step in split(log, "channel", ["app"], separator="|").journey("ann")]
    ['home|app', 'home|']
    """
    by_channel = name == CHANNEL and name not in log.properties
    known = log.channels if by_channel else log.legend.values(name)
    if known is None:
        raise ParameterError(
            f"The property {name!r} is a number.", hint="Only text values can be told apart."
        )
    order = {value: v for v, value in enumerate(values)}
    place = np.array([order.get(value, len(values)) for value in known], np.int64)
    names = tuple(f"{t}{separator}{value}" for t in log.touchpoints for value in (*values, ""))
    view = Split(name, by_channel, place, len(values) + 1, code_type(len(names)))
    return log._narrowed(view, replace(log.legend, touchpoints=names), log.end_us)

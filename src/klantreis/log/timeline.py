"""One customer's journey, event by event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa

from klantreis.log.columns import Columns
from klantreis.log.extent import instant
from klantreis.log.legend import Legend


@dataclass(frozen=True, slots=True)
class Step:
    """One event of one customer: when, where, and over which channel (``""``: unknown)."""

    time: datetime
    touchpoint: str
    channel: str


def place_of(ids: pa.Array, customer: str) -> int:
    """Return where a customer stands among the ids of a partition, or -1."""
    return int(ids.index(pa.scalar(customer, ids.type)).as_py())


def steps_of(legend: Legend, places: list[int], columns: Columns) -> list[Step]:
    """Return the events of the customer who stands at ``places[partition]``, if in this run."""
    part = columns.part
    here = columns.places(np.arange(len(part.offsets) - 1)) == places[part.number]
    return [
        Step(
            instant(int(part.time[i])),
            legend.touchpoints[part.touchpoint[i]],
            legend.channels[part.channel[i]],
        )
        for k in np.flatnonzero(here)
        for i in range(part.offsets[k], part.offsets[k + 1])
    ]

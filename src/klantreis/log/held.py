"""Keep a log in memory."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

import numpy as np

from klantreis.log.batch import PROPERTY
from klantreis.log.columns import Columns
from klantreis.log.extent import Extent, extent, joined
from klantreis.log.gathering import Sorted
from klantreis.log.journey_log import JourneyLog
from klantreis.log.legend import Legend
from klantreis.log.partition import Partition, read_only
from klantreis.model.event import IntakeReport

T = TypeVar("T")


class Holder:
    """Keeps partitions in memory until they are a log."""

    def __init__(self) -> None:
        self._columns: list[Columns] = []
        self._extent = Extent()

    def keep(self, number: int, part: Sorted) -> None:
        """Take in the next partition."""
        columns = held(number, part)
        self._columns.append(columns)
        self._extent = joined(self._extent, extent(columns.part))

    def log(self, legend: Legend, report: IntakeReport, key: str) -> JourneyLog:
        """Return the partitions as a log."""
        sources = [partial(_same, columns) for columns in self._columns]
        return JourneyLog(sources, legend, report=report, stored=self._extent, key=key)


def held(number: int, part: Sorted) -> Columns:
    """Return sorted customers as the columns of a partition."""
    columns = {name: read_only(column) for name, column in part.columns.items()}
    return Columns(
        Partition(
            number, 0, read_only(part.offsets), columns["time"], columns["touchpoint"], columns["channel"]
        ),
        value=partial(_value, columns),
        ids=partial(_same, part.ids),
    )


def _value(columns: dict[str, np.ndarray], name: str) -> np.ndarray:
    return columns[PROPERTY + name]


def _same(thing: T) -> T:
    return thing

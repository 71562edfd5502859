"""Segments: the same counts for customers on one device, in one region, over one channel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses.contacts import NEVER_SLOW, Question, follow, median_waits
from klantreis.evidence.examples import examples
from klantreis.log.journey_log import JourneyLog
from klantreis.log.splitting import CHANNEL, split
from klantreis.model.evidence import ExampleJourney

MOST_VALUES: Final = 12
"""A property with more values is not scanned: it names things rather than groups."""

SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A log whose touchpoints are split by the value of one property (or the channel) of the event.

    Column ``code * width + v`` of ``sums`` counts touchpoint ``code`` for ``values[v]``; the last
    ``v`` is for all other and unknown values. The whole journey counts: who goes on from a mobile
    to a desktop contact has not dropped off.
    """

    name: str
    values: tuple[str, ...]
    log: JourneyLog
    question: Question

    @property
    def width(self) -> int:
        """Columns per touchpoint: one a value, and one for the rest."""
        return len(self.values) + 1

    @cached_property
    def sums(self) -> NDArray[np.int64]:
        """The counts of :mod:`klantreis.analyses.contacts`, a column per touchpoint and value."""
        return follow(self.log, self.question)

    @cached_property
    def medians(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Median wait per touchpoint and value in seconds, with its interval."""
        return median_waits(self.log, self.question, self.sums)

    @cached_property
    def examples(self) -> dict[str, tuple[ExampleJourney, ...]]:
        """Example journeys by touchpoint and value."""
        names = {name: name.split(SEPARATOR)[0] for name in self.log.touchpoints}
        return examples(
            self.log, goal=self.question.goal, still_open_from=self.question.still_open_from, names=names
        )

    def label(self, value: int) -> str:
        """Return a segment in words: ``device=mobile``."""
        return f"{self.name}={self.values[value]}"

    def customers(self, log: JourneyLog, value: int, among: set[str]) -> set[str]:
        """Return which of these customers had a contact in the segment."""
        some = log.where(customers=sorted(among))
        wanted = self.values[value]
        by_channel = self.name == CHANNEL and CHANNEL not in log.properties
        inside = some.where(channel=wanted) if by_channel else some.where(properties={self.name: wanted})
        return set(inside.customers(lambda part: np.arange(len(part.offsets) - 1)))

    def of(self, code: int) -> NDArray[np.int64]:
        """Return the counts of one touchpoint, a column per known value."""
        start = code * self.width
        return self.sums[:, start : start + len(self.values)]


def segments(log: JourneyLog, question: Question, medians: NDArray[np.float64]) -> tuple[Segment, ...]:
    """Return a segment per property with 2 to 12 known values, and one for the channel.

    Parameters
    ----------
    log
        The log in the touchpoints of the study.
    question
        What was asked of the whole log.
    medians
        Median wait per touchpoint in seconds: who waits longer is slow, within the touchpoint.
    """
    named = [(name, tuple(log.property_values(name))) for name in log.properties]
    if CHANNEL not in log.properties:
        named.append((CHANNEL, tuple(name for name in log.channels if name)))
    fit = [(name, values) for name, values in named if 2 <= len(values) <= MOST_VALUES]
    return tuple(_segment(log, name, values, question, medians) for name, values in fit)


def _segment(
    log: JourneyLog, name: str, values: tuple[str, ...], question: Question, medians: NDArray[np.float64]
) -> Segment:
    width, places = len(values) + 1, len(log.touchpoints)
    waited = (np.nan_to_num(medians) * 1e6).astype(np.int64)
    slow = np.where(np.isnan(medians), NEVER_SLOW, waited)
    return Segment(
        name=name,
        values=values,
        log=split(log, name, values, separator=SEPARATOR),
        question=Question(
            unit=np.arange(places * width),
            units=places * width,
            place=np.repeat(np.arange(places), width),
            goal=np.repeat(question.goal, width),
            slow_us=np.repeat(slow, width),
            still_open_from=question.still_open_from,
        ),
    )

"""The ground that detectors look at: counts, segments, answers and what the maps say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses.contacts import CUSTOMERS, Question, ask, follow, median_waits, usual_wait
from klantreis.evidence.answers import Answers
from klantreis.evidence.binding import UNMAPPED, unmapped_name
from klantreis.evidence.examples import examples
from klantreis.findings._segments import Segment, segments
from klantreis.findings._words import LANGUAGES
from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.model.evidence import ExampleJourney
from klantreis.model.live_map import Measured, Unmapped
from klantreis.model.study import Study
from klantreis.model.text import Text, say
from klantreis.model.touchpoint import Touchpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a map or study with its evidence: a step, touchpoint, phase or the whole journey.

    ``assumed`` is the emotion that the team assumed there.
    """

    kind: Literal["step", "touchpoint", "phase", "journey"]
    name: Text
    measured: Measured
    touchpoint: str | None = None
    phase: str | None = None
    assumed: float | None = None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """All that the detectors look at; what takes counting is counted once, when first asked.

    Parameters
    ----------
    study
        The study; its ``minimum_n`` is the least number of customers to judge by.
    log
        The log in the study's touchpoints.
    answers
        The answers to surveys.
    customers
        All customers of the study, also those without a mapped contact; without events, all who
        answered. The base of reach.
    open_for
        How long after its last contact a journey is still open.
    places
        Steps, touchpoints, phases and journey with their evidence, for targets and assumptions.
    unmapped
        What the data has and the study does not know.
    outside
        The log with the unmapped touchpoints in it, from the binding.
    """

    study: Study
    log: JourneyLog
    answers: Answers
    customers: int
    open_for: timedelta
    places: Sequence[Place] = ()
    unmapped: Sequence[Unmapped] = ()
    outside: JourneyLog | None = None

    @property
    def least(self) -> int:
        """The least number of customers to judge by."""
        return self.study.minimum_n

    @cached_property
    def goals(self) -> list[str]:
        """The ids of the touchpoints that a journey is meant to reach."""
        return [t.id for t in self.study.touchpoints if t.goal]

    @cached_property
    def question(self) -> Question:
        """What is counted per touchpoint; a customer is slow above the median of all waits."""
        slow = usual_wait(self.log, 0.5) // timedelta(microseconds=1)
        every = np.full(len(self.log.touchpoints), slow, np.int64)
        return ask(self.log, goals=self.goals, open_for=self.open_for, slow_us=every)

    @cached_property
    def sums(self) -> NDArray[np.int64]:
        """The counts of :mod:`klantreis.analyses.contacts`, a column per touchpoint."""
        return follow(self.log, self.question)

    @cached_property
    def medians(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Median wait per touchpoint in seconds, with its interval."""
        return median_waits(self.log, self.question, self.sums)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The log by each property and the channel that split customers into a few groups."""
        return segments(self.log, self.question, self.medians[0])

    @cached_property
    def judged(self) -> list[int]:
        """The codes of the touchpoints, goals apart, with enough customers to judge by."""
        enough = self.sums[CUSTOMERS, :-1] >= self.least
        return [int(code) for code in np.flatnonzero(enough & ~self.question.goal)]

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """How many journeys have 0, 1, 2, … contacts."""
        return self.log.fold(lambda part: np.bincount(np.diff(part.offsets), minlength=1), _padded_sum)

    @cached_property
    def examples(self) -> dict[str, tuple[ExampleJourney, ...]]:
        """Example journeys by touchpoint."""
        return examples(self.log, goal=self.question.goal, still_open_from=self.question.still_open_from)

    def examples_outside(self, name: str) -> tuple[ExampleJourney, ...]:
        """Return example journeys through an unmapped touchpoint."""
        return self._examples_outside.get(f"{UNMAPPED}{name}", ())

    def unseen(self, name: str) -> float:
        """Return the share of contacts at an unmapped touchpoint among all contacts of its customers."""
        if self.outside is None:
            return 0.0
        theirs = self.outside.where(did=f"{UNMAPPED}{name}")
        code = self.outside.codes([f"{UNMAPPED}{name}"])[0]
        here = theirs.fold(lambda part: _events_at(part, code), lambda a, b: a + b)
        return here / theirs.n_events if theirs.n_events else 0.0

    @cached_property
    def _examples_outside(self) -> dict[str, tuple[ExampleJourney, ...]]:
        if self.outside is None:
            return {}
        names = {code: unmapped_name(code) or code for code in self.outside.touchpoints}
        goal = np.isin(self.outside.touchpoints, self.goals)
        return examples(self.outside, goal=goal, still_open_from=self.question.still_open_from, names=names)

    def touchpoint(self, code: int) -> Touchpoint:
        """Return the touchpoint of a code."""
        return self.study.touchpoints[code]

    def named(self, touchpoint: str) -> dict[str, str]:
        """Return the name of a touchpoint in each language."""
        found = next((t for t in self.study.touchpoints if t.id == touchpoint), None)
        return {lang: say(found.name, lang) if found else touchpoint for lang in LANGUAGES}

    def reach(self, customers: int) -> float:
        """Return the share of all customers that so many are."""
        return min(1.0, customers / self.customers) if self.customers else 0.0


def _events_at(part: Partition, code: int) -> int:
    return int((part.touchpoint[part.offsets[0] : part.offsets[-1]] == code).sum())


def _padded_sum(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    width = max(len(a), len(b))
    return np.pad(a, (0, width - len(a))) + np.pad(b, (0, width - len(b)))

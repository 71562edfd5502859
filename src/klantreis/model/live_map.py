"""The live map: what the team assumed beside what was measured, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from klantreis.model.evidence import Estimate, EvidenceState, ExampleJourney, Quote, Score
from klantreis.model.finding import Finding
from klantreis.model.journey_map import JourneyMap
from klantreis.model.result import Period, Size
from klantreis.model.study import Study
from klantreis.model.touchpoint import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetState:
    """A target beside what was measured; ``met`` is ``None`` where it is unknown or too close to tell.

    ``wanted`` is the target's value in the unit of ``measured``.
    """

    target: Target
    wanted: float
    measured: Estimate
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the evidence says of one place of the map: a step, a touchpoint, a phase, the journey.

    ``customers`` and ``events`` are counts (``None``: nothing could be measured, which is not 0).
    ``reach``: share of all customers who were here. ``drop_off``: share of them whose journey ends
    here without the goal. ``waiting``: median seconds until the next contact elsewhere. ``rework``:
    share who come back. ``scores``: one score per measure (nps, csat, ces). ``emotion``: on −2..+2,
    the mean of the answers' unit scores × 2. ``last_seen``: newest evidence.
    """

    customers: int | None = None
    events: int | None = None
    reach: Estimate | None = None
    drop_off: Estimate | None = None
    waiting: Estimate | None = None
    rework: Estimate | None = None
    scores: tuple[Score, ...] = ()
    emotion: Estimate | None = None
    targets: tuple[TargetState, ...] = ()
    state: EvidenceState = EvidenceState.ASSUMED
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    quotes: tuple[Quote, ...] = ()
    examples: tuple[ExampleJourney, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A touchpoint the data has and the study does not know."""

    name: str
    customers: int
    events: int
    share: Estimate
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a live map rests on, for the line "based on …"."""

    size: Size
    period: Period
    answers: int
    quotes: int = 0
    sources: tuple[str, ...] = ()
    rows_read: int = 0
    rows_dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMap:
    """A journey map bound to its evidence.

    ``steps`` has one entry per step id of the map; ``phases`` one per phase id; ``touchpoints``
    one per touchpoint id of the study; ``findings`` are in order of severity. ``never_seen`` are
    touchpoint ids the map uses and the data never saw.
    """

    map: JourneyMap
    study: Study
    base: Base
    steps: dict[str, Measured]
    phases: dict[str, Measured]
    touchpoints: dict[str, Measured]
    journey: Measured
    findings: tuple[Finding, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    never_seen: tuple[str, ...] = ()

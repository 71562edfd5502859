"""Evidence: what customers said or rated, and the scores that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EvidenceState(StrEnum):
    """How far a cell of the map rests on evidence."""

    ASSUMED = "assumed"
    PARTLY = "partly"
    RESEARCHED = "researched"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with what is needed to trust it; ``value`` is ``None`` where it is unknown.

    ``n`` is the denominator; ``low`` and ``high`` are the 95 % interval; ``unit`` is ``share``
    (0–1), ``s`` (seconds), ``score`` (the measure's own scale), ``emotion`` (−2..+2) or ``count``;
    ``why_unknown`` says why there is no value: ``no evidence`` or ``too few``.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    unit: str = "share"
    method: str = ""
    why_unknown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of one customer, raw and on the unit interval −1..+1."""

    customer: str | None
    time: datetime | None
    touchpoint: str | None
    phase: str | None
    measure: str
    score: float | None
    scale: tuple[float, float]
    unit_score: float | None
    text: str | None = None
    quotable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """NPS, CSAT or CES of a group of answers, with the counts behind it.

    ``counts`` maps each raw score to how often it was given; ``customers`` is how many different
    customers answered.
    """

    measure: str
    method: str
    estimate: Estimate
    counts: dict[float, int]
    customers: int
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A customer's own words, without the customer's name."""

    text: str
    touchpoint: str | None = None
    time: datetime | None = None
    unit_score: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact of an example journey."""

    touchpoint: str
    time: datetime
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleJourney:
    """A real journey as an example: its contacts in order; the customer's id is masked."""

    label: str
    contacts: tuple[Contact, ...] = field(default_factory=tuple)

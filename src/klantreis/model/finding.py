"""Findings: coded conclusions with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from klantreis.model.evidence import Estimate, ExampleJourney, Quote

Kind = Literal["pain_point", "delight", "deviation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """How much a finding matters: reach × effect × confidence, each 0–1, each shown.

    ``reach`` is the share of the study's customers who are touched, ``effect`` how bad it is for
    each of them, ``confidence`` one minus the (corrected) chance that it is nothing.
    """

    reach: float
    effect: float
    confidence: float

    @property
    def value(self) -> float:
        """The product of the three terms, 0–1."""
        return self.reach * self.effect * self.confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that hurts, pleases or deviates, with what it rests on and what to do next.

    ``code`` is the detector's, never reused: ``KR-F01``. ``touchpoint`` and ``phase`` are ids of
    the study, or the event's own name for an unmapped touchpoint. Texts are given per language.
    """

    code: str
    kind: Kind
    touchpoint: str | None
    phase: str | None = None
    title: dict[str, str]
    explanation: dict[str, str]
    next_step: dict[str, str]
    estimate: Estimate
    compared_with: Estimate | None = None
    severity: Severity
    customers: int
    examples: tuple[ExampleJourney, ...] = ()
    quotes: tuple[Quote, ...] = ()
    segment: str | None = None

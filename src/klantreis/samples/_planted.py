"""What was put into a sample on purpose, for the findings to discover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Detector = Literal[
    "high_drop_off",
    "long_waiting_time",
    "rework",
    "low_satisfaction",
    "assumed_measured_gap",
    "unmapped_touchpoint",
    "missed_target",
]
Unit = Literal["share", "days", "emotion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One flaw, with its true size.

    ``touchpoint`` is the id in the study, or, per language, the event's own name where the study
    does not know it. ``segment`` says ``column=value``, per language, where only some customers
    are hit. ``size`` is the value the journeys were made with and ``elsewhere`` what it is for the
    other customers or steps: a share 0–1, days, or emotion on −2..+2. ``words`` says all of this
    in plain words, per language.
    """

    detector: Detector
    touchpoint: str | dict[str, str]
    segment: dict[str, str] | None = None
    size: float
    elsewhere: float | None = None
    unit: Unit
    words: dict[str, str]

"""A suspect: one place that a detector has looked at, and the finding it would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from klantreis.model.finding import Finding

Family = Literal["touchpoints", "segments", "maps", "facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """One place looked at.

    ``chance`` is the p-value of what was seen, were nothing the matter; tests of one ``family`` are
    corrected together. ``facts`` need no test: what was counted is so. ``hurts`` says whether it is
    also large enough to act on; ``finding`` makes the finding, given its confidence.
    """

    family: Family
    chance: float
    hurts: Callable[[], bool]
    finding: Callable[[float], Finding]

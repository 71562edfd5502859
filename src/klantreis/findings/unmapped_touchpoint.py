"""Customers have contact at a touchpoint that the study does not know.

**What it finds.** Events in the data that no rule of the study finds: a call centre, an error page, a
chat that nobody drew.

**Why it hurts.** What is not on the map is nobody's care, and part of the journey is told wrongly.

**How it is decided.** Counted, not tested: at least the study's minimum of customers, and at least 2 % of
all. What the study ignores does not count.

**Fires.** 20 % of customers have calls with customer service, and the map has no call centre.

**Does not.** A page that 7 customers saw; a technical heartbeat under ``ignore``.

**What to do.** Add it as a touchpoint with a rule, or put it under ``ignore``.

References
----------
Halvorsrud, R., Kvale, K., Følstad, A. (2016). Improving service quality through customer journey
analysis: ad-hoc touchpoints. doi:10.1108/JSTP-05-2015-0111
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from klantreis.findings._ground import Ground
from klantreis.findings._suspect import Suspect
from klantreis.findings._words import Said, both, percent
from klantreis.model.finding import Finding, Severity
from klantreis.model.live_map import Unmapped

CODE: Final = "KR-F06"
SHARE: Final = 0.02


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per unmapped touchpoint."""
    for found in ground.unmapped:
        yield Suspect(
            family="facts",
            chance=0.0,
            hurts=partial(_matters, ground, found),
            finding=partial(_finding, ground, found),
        )


def _matters(ground: Ground, found: Unmapped) -> bool:
    return found.customers >= ground.least and (found.share.value or 0.0) >= SHARE


def _finding(ground: Ground, found: Unmapped, confidence: float) -> Finding:
    said: Said = {
        "name": found.name,
        "n": found.customers,
        "share": percent(found.share.value),
        "events": found.events,
    }
    return Finding(
        code=CODE,
        kind="deviation",
        touchpoint=found.name,
        title=both("“{name}” staat niet op de kaart", "“{name}” is not on the map", **said),
        explanation=both(
            "{n} klanten ({share}) hebben hier contact, {events} keer, en geen regel van de studie kent het.",
            "{n} customers ({share}) have contact here, {events} times, and no rule of the study knows it.",
            **said,
        ),
        next_step=both(
            "Voeg “{name}” toe als contactmoment met een regel, of zet het onder ignore.",
            "Add “{name}” as a touchpoint with a rule, or put it under ignore.",
            **said,
        ),
        estimate=found.share,
        severity=Severity(
            reach=ground.reach(found.customers), effect=ground.unseen(found.name), confidence=confidence
        ),
        customers=found.customers,
        examples=ground.examples_outside(found.name),
    )

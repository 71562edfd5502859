"""Customers have to come back here after being elsewhere, more than elsewhere.

**What it finds.** A touchpoint, or a touchpoint for one segment, to which many customers return: a
form sent back, a payment tried again, a question asked twice.

**Why it hurts.** Every return costs the customer effort and the organisation work, for the same result.

**How it is decided.** *By chance?* A touchpoint with many contacts is returned to even in journeys
without any order. So its returns are compared with the returns expected if contacts came in random
order, with as many contacts per touchpoint and journeys as long as they are; and that ratio with the
ratio of all other touchpoints together, for real journeys have an order (indirect standardisation;
binomial test given the sum, one-sided). *Large enough?* At least 1.5 times and 10 points above the
middle one of the other touchpoints. A segment is compared with the other values of its property: 1.25
times and 5 points above. Goals are not judged: to come back for more is no rework.

**Fires.** 30 % of customers come back to the permit form, where the middle touchpoint sees 8 %.

**Does not.** Customers who look at many products, when the number of their contacts explains it.

**What to do.** Read why they come back, and make it right the first time: ask for all at once, say what
is missing, let errors be repaired on the spot.

References
----------
Feller, W. (1968). An Introduction to Probability Theory and Its Applications, vol. 1, II.5 (runs).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np

from klantreis.analyses.contacts import CUSTOMERS, EVENTS, RETURNED
from klantreis.evidence.estimates import share_of
from klantreis.findings._chance import above_expected
from klantreis.findings._ground import Ground
from klantreis.findings._pain import Wording
from klantreis.findings._segments import Segment
from klantreis.findings._shares import USUAL, in_segments, large_enough, share_finding
from klantreis.findings._suspect import Suspect
from klantreis.model.evidence import Estimate

CODE: Final = "KR-F03"
LONGEST: Final = 500
METHOD: Final = "share of customers who came back after being elsewhere; Wilson interval"
WORDING: Final = Wording(
    title=(
        "Klanten moeten terugkomen bij {where}",
        "Customers have to come back to {where}",
    ),
    explanation=(
        "Van de {n} klanten komt {here} later terug bij {where}; {compared} is dat {beside}.",
        "Of {n} customers, {here} come back to {where} later; {compared} it is {beside}.",
    ),
    next_step=(
        "Lees waarom klanten terugkomen bij {where} en zorg dat het in één keer goed gaat.",
        "Read why customers come back to {where} and make it right the first time.",
    ),
    compared={"nl": "bij het middelste contactmoment", "en": "at the middle touchpoint"},
    compared_in_segment={"nl": "elders", "en": "elsewhere"},
)
_finding = partial(share_finding, code=CODE, wording=WORDING)


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per touchpoint, and per touchpoint and segment, with enough customers."""
    yield from (_whole(ground, at) for at in ground.judged if len(ground.judged) > 2)
    for segment in ground.segments:
        for at in ground.judged:
            yield from _split(ground, segment, at)


def _whole(ground: Ground, at: int) -> Suspect:
    sums, others = ground.sums, [code for code in ground.judged if code != at]
    here = share_of(int(sums[RETURNED, at]), int(sums[CUSTOMERS, at]), METHOD)
    usual = float(np.median(sums[RETURNED, others] / sums[CUSTOMERS, others]))
    beside = Estimate(
        value=usual,
        n=int(sums[CUSTOMERS, others].sum()),
        method=USUAL,
    )
    returned = int(sums[RETURNED, at])
    every, expected = returned + int(sums[RETURNED, others].sum()), returns_in_random_order(ground, at)
    elsewhere = sum(returns_in_random_order(ground, code) for code in others)
    return Suspect(
        family="touchpoints",
        chance=above_expected(returned, every, expected / max(expected + elsewhere, 1e-12)),
        hurts=partial(large_enough, here.value or 0.0, usual),
        finding=partial(_finding, ground, at, None, here, beside, int(sums[CUSTOMERS, at])),
    )


def returns_in_random_order(ground: Ground, at: int) -> float:
    """Return how many of a touchpoint's customers would return were all contacts in random order.

    In a journey of ``m`` contacts each is at the touchpoint with chance ``f``, its share of all
    contacts. A customer was there with chance ``1 − (1 − f)^m``, and in one unbroken run with chance
    ``Σ (m − k + 1) f^k (1 − f)^(m − k)``; the others came back. The share of those who came back
    among those who were there, times the touchpoint's customers.
    """
    sums = ground.sums
    f = float(sums[EVENTS, at] / sums[EVENTS, :-1].sum())
    m = np.flatnonzero(ground.lengths)
    m, journeys = m[m > 0], ground.lengths[m[m > 0]]
    here = float((journeys * (1 - (1 - f) ** m)).sum())
    runs = np.array([_one_run(min(length, LONGEST), f) for length in m.tolist()])
    return float(sums[CUSTOMERS, at]) * (1 - float((journeys * runs).sum()) / here)


def _one_run(m: int, f: float) -> float:
    k = np.arange(1, m + 1)
    return float(((m - k + 1) * f**k * (1 - f) ** (m - k)).sum())


def _split(ground: Ground, segment: Segment, at: int) -> Iterator[Suspect]:
    counts = segment.of(at)
    return in_segments(
        ground, at, segment, counted=counts[RETURNED], of=counts[CUSTOMERS], method=METHOD, finding=_finding
    )

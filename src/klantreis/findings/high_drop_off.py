"""Customers stop here, without having reached their goal, more than elsewhere.

**What it finds.** A touchpoint, or a touchpoint for one segment (a device, a channel), where many
journeys end although no goal was reached. Journeys that are still open are not counted.

**Why it hurts.** Who stops did not get what they came for, and what was spent on them is lost.

**How it is decided.** A whole touchpoint is compared with the others. *By chance?* Were it like the
others, each contact here would be as likely as any other to be a journey's last: its share of last
contacts is tested against theirs (z test of two proportions, one-sided), which is fair to touchpoints
with many contacts. *Large enough?* At least 1.5 times, and 10 points above, the middle one of the
others. Without a goal in the study an end is no drop-off, and whole touchpoints are not judged. A
segment is compared with the other known values of its property at the same touchpoint: the test is on
customers; at least 1.25 times and 5 points above.

**Fires.** 35 % of those who pay on a phone stop there, and 6 % of those who pay elsewhere.

**Does not.** 12 % stop at the cart where the middle touchpoint loses 10 %; or 3 of 8 customers stop.

**What to do.** Look at the example journeys and quotes, try the step yourself in that segment, repair,
and compare before and after.

References
----------
Fleiss, J. L., Levin, B., Paik, M. C. (2003). Statistical Methods for Rates and Proportions.
doi:10.1002/0471445428
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Final

from klantreis.analyses.contacts import CUSTOMERS, DROPPED, EVENTS, OPEN
from klantreis.evidence.estimates import share_of
from klantreis.findings._chance import greater_share
from klantreis.findings._ground import Ground
from klantreis.findings._pain import Wording
from klantreis.findings._segments import Segment
from klantreis.findings._shares import USUAL, in_segments, large_enough, share_finding
from klantreis.findings._suspect import Suspect
from klantreis.model.evidence import Estimate

CODE: Final = "KR-F01"
METHOD: Final = (
    "share of customers whose journey ends here without a goal; open journeys apart; Wilson interval"
)
WORDING: Final = Wording(
    title=(
        "Veel klanten haken af bij {where}",
        "Many customers drop off at {where}",
    ),
    explanation=(
        "Van de {n} klanten bij {where} stopt {here} zonder doel; {compared} is dat {beside}.",
        "Of the {n} customers at {where}, {here} stop without a goal; {compared} it is {beside}.",
    ),
    next_step=(
        "Doorloop {where} zelf, lees voorbeeldreizen en citaten, herstel de oorzaak en meet opnieuw.",
        "Walk through {where} yourself, read examples and quotes, fix the cause and measure again.",
    ),
    compared={"nl": "bij het middelste contactmoment", "en": "at the middle touchpoint"},
    compared_in_segment={"nl": "elders", "en": "elsewhere"},
)
_finding = partial(share_finding, code=CODE, wording=WORDING)


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per touchpoint, and per touchpoint and segment, with enough journeys not open here."""
    sums = ground.sums
    decided = [at for at in ground.judged if sums[CUSTOMERS, at] - sums[OPEN, at] >= ground.least]
    if ground.goals and len(decided) > 2:
        yield from (_whole(ground, at, [code for code in decided if code != at]) for at in decided)
    for segment in ground.segments:
        for at in ground.judged:
            yield from _split(ground, segment, at)


def _whole(ground: Ground, at: int, others: list[int]) -> Suspect:
    sums = ground.sums
    chance = greater_share(
        int(sums[DROPPED, at]),
        int(sums[EVENTS, at]),
        int(sums[DROPPED, others].sum()),
        int(sums[EVENTS, others].sum()),
    )
    here = _share(ground, at)
    usual = median(_share(ground, code).value or 0.0 for code in others)
    n = int((sums[CUSTOMERS, others] - sums[OPEN, others]).sum())
    beside = Estimate(value=usual, n=n, method=USUAL)
    return Suspect(
        family="touchpoints",
        chance=chance,
        hurts=partial(large_enough, here.value or 0.0, usual),
        finding=partial(_finding, ground, at, None, here, beside, int(sums[CUSTOMERS, at])),
    )


def _split(ground: Ground, segment: Segment, at: int) -> Iterator[Suspect]:
    counts = segment.of(at)
    known = counts[CUSTOMERS] - counts[OPEN]
    return in_segments(
        ground, at, segment, counted=counts[DROPPED], of=known, method=METHOD, finding=_finding
    )


def _share(ground: Ground, at: int) -> Estimate:
    sums = ground.sums
    return share_of(int(sums[DROPPED, at]), int(sums[CUSTOMERS, at] - sums[OPEN, at]), METHOD)

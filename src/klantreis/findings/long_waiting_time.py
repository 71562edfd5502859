"""Customers wait here, before they get on, much longer than elsewhere.

**What it finds.** A touchpoint, or a touchpoint for one segment, after which the next contact
elsewhere is long in coming.

**Why it hurts.** Waiting without word makes customers call, doubt and leave.

**How it is decided.** *By chance?* For each customer the first wait from the touchpoint is compared
with the median of all waits: the share that is longer is tested against the other touchpoints
(Mood's median test, one-sided, one wait a customer). *Large enough?* The median is at least twice the
upper quartile of the other touchpoints' medians. In a segment the median of the whole touchpoint is the
mark, the other values of the property are the comparison, and 1.5 times that median is enough. What
takes less than a minute is no waiting, and waits after a goal do not count.

**Fires.** From workshop to dispatch takes a median of 9 days where no other step takes more than 2.

**Does not.** 3 days where other steps take 2; 12 seconds where others take 3; or 9 days for 6 customers.

**What to do.** Find where the work lies still, shorten it, or tell customers beforehand how long it
takes.

References
----------
Mood, A. M. (1954). On the asymptotic efficiency of certain nonparametric two-sample tests.
doi:10.1214/aoms/1177728719
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses.contacts import SLOW, WAITED, WAITS
from klantreis.evidence.estimates import time_of
from klantreis.findings._chance import greater_share
from klantreis.findings._ground import Ground
from klantreis.findings._pain import Wording, pain
from klantreis.findings._segments import Segment
from klantreis.findings._suspect import Suspect
from klantreis.findings._words import duration
from klantreis.model.evidence import Estimate
from klantreis.model.finding import Finding

CODE: Final = "KR-F02"
TIMES, TIMES_IN_SEGMENT = 2.0, 1.5
LEAST_S: Final = 60.0
"""What takes less than a minute is no waiting."""

METHOD: Final = "median time to the next contact elsewhere; interval of order statistics"
Medians = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
WORDING: Final = Wording(
    title=(
        "Lang wachten na {where}: {here}",
        "A long wait after {where}: {here}",
    ),
    explanation=(
        "De mediane tijd tot het volgende contact is {here} ({n} keer gemeten); {compared} {beside}.",
        "The median time to the next contact is {here} (measured {n} times); {compared} {beside}.",
    ),
    next_step=(
        "Zoek waar het werk na {where} stilligt, verkort het, of zeg klanten vooraf hoe lang het duurt.",
        "Find where work lies still after {where}, shorten it, or tell customers how long it takes.",
    ),
    compared={
        "nl": "bij drie van de vier andere contactmomenten hooguit",
        "en": "at three in four other touchpoints at most",
    },
    compared_in_segment={
        "nl": "voor alle klanten hier samen is dat",
        "en": "for all customers here together it is",
    },
)


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per touchpoint, and per touchpoint and segment, that enough customers left."""
    left = [at for at in ground.judged if ground.sums[WAITED, at] >= ground.least]
    yield from (_whole(ground, at, left) for at in left if len(left) > 2)
    for segment in ground.segments:
        for at in left:
            yield from _split(ground, segment, at)


def _whole(ground: Ground, at: int, left: list[int]) -> Suspect:
    sums, others = ground.sums, [code for code in left if code != at]
    here = _estimate(ground.medians, at, int(sums[WAITS, at]))
    usual = float(np.quantile(ground.medians[0][others], 0.75))
    beside = Estimate(
        value=usual,
        n=int(sums[WAITS, others].sum()),
        unit="s",
        method="upper quartile of the other touchpoints",
    )
    return Suspect(
        family="touchpoints",
        chance=greater_share(
            int(sums[SLOW, at]),
            int(sums[WAITED, at]),
            int(sums[SLOW, others].sum()),
            int(sums[WAITED, others].sum()),
        ),
        hurts=lambda: (here.value or 0.0) >= max(LEAST_S, TIMES * usual),
        finding=partial(_finding, ground, at, None, here, beside, int(sums[WAITED, at])),
    )


def _split(ground: Ground, segment: Segment, at: int) -> Iterator[Suspect]:
    counts = segment.of(at)
    for value in range(len(segment.values)):
        k, n = int(counts[SLOW, value]), int(counts[WAITED, value])
        others, of = int(counts[SLOW].sum()) - k, int(counts[WAITED].sum()) - n
        if min(n, of) >= ground.least:
            yield Suspect(
                family="segments",
                chance=greater_share(k, n, others, of),
                hurts=partial(_hurts_in_segment, ground, segment, at, value),
                finding=partial(_in_segment, ground, segment, at, value, n),
            )


def _hurts_in_segment(ground: Ground, segment: Segment, at: int, value: int) -> bool:
    here, whole = float(segment.medians[0][at * segment.width + value]), float(ground.medians[0][at])
    return here >= max(LEAST_S, TIMES_IN_SEGMENT * whole)


def _in_segment(
    ground: Ground, segment: Segment, at: int, value: int, customers: int, confidence: float
) -> Finding:
    here = _estimate(segment.medians, at * segment.width + value, int(segment.of(at)[WAITS, value]))
    beside = _estimate(ground.medians, at, int(ground.sums[WAITS, at]))
    return _finding(ground, at, (segment, value), here, beside, customers, confidence)


def _estimate(medians: Medians, code: int, n: int) -> Estimate:
    value, low, high = (float(column[code]) for column in medians)
    return time_of(n, value, low, high, METHOD)


def _finding(
    ground: Ground,
    at: int,
    segment: tuple[Segment, int] | None,
    here: Estimate,
    beside: Estimate,
    customers: int,
    confidence: float,
) -> Finding:
    return pain(
        ground,
        code=CODE,
        at=at,
        segment=segment,
        wording=WORDING,
        said={"here": duration(here.value), "beside": duration(beside.value), "n": here.n},
        estimate=here,
        compared_with=beside,
        customers=customers,
        effect=1 - (beside.value or 0.0) / (here.value or 1.0),
        confidence=confidence,
    )

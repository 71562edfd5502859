"""A share of customers here beside the share elsewhere: how large it must be, and how a segment is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses.contacts import CUSTOMERS
from klantreis.evidence.estimates import share_of
from klantreis.findings._chance import greater_share
from klantreis.findings._ground import Ground
from klantreis.findings._pain import Wording, pain
from klantreis.findings._segments import Segment
from klantreis.findings._suspect import Suspect
from klantreis.findings._words import percent
from klantreis.model.evidence import Estimate
from klantreis.model.finding import Finding

TIMES, POINTS = 1.5, 0.10
TIMES_IN_SEGMENT, POINTS_IN_SEGMENT = 1.25, 0.05
USUAL: Final = "the middle one of the other touchpoints"


def large_enough(here: float, elsewhere: float) -> bool:
    """Say whether a touchpoint's share is at least 1.5 times that of the others, and 10 points above.

    Examples
    --------
    >>> large_enough(0.35, 0.20), large_enough(0.06, 0.02)
    (True, False)
    """
    return here >= max(TIMES * elsewhere, elsewhere + POINTS)


def large_enough_in_segment(here: float, elsewhere: float) -> bool:
    """Say whether a segment's share is at least 1.25 times that of the others, and 5 points above.

    Examples
    --------
    >>> large_enough_in_segment(0.30, 0.20), large_enough_in_segment(0.24, 0.20)
    (True, False)
    """
    return here >= max(TIMES_IN_SEGMENT * elsewhere, elsewhere + POINTS_IN_SEGMENT)


def in_segments(
    ground: Ground,
    at: int,
    segment: Segment,
    *,
    counted: NDArray[np.int64],
    of: NDArray[np.int64],
    method: str,
    finding: Callable[..., Finding],
) -> Iterator[Suspect]:
    """Yield a suspect per value of a segment whose share can be compared with the other values together.

    Parameters
    ----------
    ground
        What is looked at.
    at
        The touchpoint's code.
    segment
        The property and its values.
    counted, of
        Per value: how many customers, of how many.
    method
        What the share is, in words.
    finding
        Makes the finding from ``ground``, ``at``, the segment and its value, both shares, how many
        customers are touched, and the confidence.
    """
    customers = segment.of(at)[CUSTOMERS]
    for value in range(len(segment.values)):
        k, n = int(counted[value]), int(of[value])
        others, rest = int(counted.sum()) - k, int(of.sum()) - n
        if min(n, rest) < ground.least:
            continue
        here, beside = share_of(k, n, method), share_of(others, rest, method)
        yield Suspect(
            family="segments",
            chance=greater_share(k, n, others, rest),
            hurts=partial(large_enough_in_segment, k / n, others / rest),
            finding=partial(finding, ground, at, (segment, value), here, beside, int(customers[value])),
        )


def share_finding(
    ground: Ground,
    at: int,
    segment: tuple[Segment, int] | None,
    here: Estimate,
    beside: Estimate,
    customers: int,
    confidence: float,
    *,
    code: str,
    wording: Wording,
) -> Finding:
    """Return the finding that a share is larger here than elsewhere; its effect is the difference."""
    return pain(
        ground,
        code=code,
        at=at,
        segment=segment,
        wording=wording,
        said={"here": percent(here.value), "beside": percent(beside.value), "n": here.n},
        estimate=here,
        compared_with=beside,
        customers=customers,
        effect=(here.value or 0.0) - (beside.value or 0.0),
        confidence=confidence,
    )

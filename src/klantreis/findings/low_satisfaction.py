"""Customers rate this touchpoint lower than they rate others.

**What it finds.** A touchpoint, or a touchpoint for one segment, with low scores on NPS, CSAT or CES.

**Why it hurts.** A bad moment weighs on the whole journey, and on what customers tell others.

**How it is decided.** Per measure, for a measure asked in different ways is not one. Each customer
counts once, with the mean of their scores on −1..+1. *By chance?* Mann–Whitney's test, one-sided,
against the answers about all other touchpoints; in a segment, against the answers about the same
touchpoint by other customers. *Large enough?* At least 0.2 lower on −1..+1, and below 0.2, so that what
is merely less excellent is no pain. Fewer answers than the study's minimum are not judged.

**Fires.** Delivery gets a mean of 2.4 on 1–5 where other touchpoints get 4.1.

**Does not.** 4.2 where others get 4.5; or 2.4 from 7 customers.

**What to do.** Read the quotes, ask a few of these customers, repair what they name first.

References
----------
Mann, H. B., Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically
larger than the other. doi:10.1214/aoms/1177730491
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from klantreis.analyses.contacts import CUSTOMERS
from klantreis.evidence.answers import Answers
from klantreis.evidence.scores import MEASURES, scores
from klantreis.findings._chance import lower_scores
from klantreis.findings._ground import Ground
from klantreis.findings._pain import Wording, pain
from klantreis.findings._segments import Segment
from klantreis.findings._suspect import Suspect
from klantreis.findings._words import Said, number, percent
from klantreis.model.evidence import Estimate
from klantreis.model.finding import Finding

CODE: Final = "KR-F04"
LOWER, HIGHEST = 0.2, 0.2
NAMES: Final = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}
WORDING: Final = Wording(
    title=(
        "Klanten zijn ontevreden over {where}",
        "Customers are dissatisfied with {where}",
    ),
    explanation=(
        "De {measure} van {where} is {here} ({n} antwoorden); van {compared} {beside} ({m} antwoorden).",
        "The {measure} of {where} is {here} ({n} answers); of {compared} it is {beside} ({m} answers).",
    ),
    next_step=(
        "Lees de citaten bij {where}, spreek een paar van deze klanten en herstel eerst wat zij noemen.",
        "Read the quotes about {where}, speak to a few of these customers, and fix first what they name.",
    ),
    compared={"nl": "de andere contactmomenten", "en": "the other touchpoints"},
    compared_in_segment={"nl": "andere klanten", "en": "other customers"},
)


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per touchpoint and measure, and per segment, with enough answers."""
    scored = ground.answers.only(~np.isnan(ground.answers.score))
    for measure in MEASURES:
        asked = scored.only(scored.measure == measure)
        for at, touchpoint in enumerate(ground.study.touchpoints):
            here = asked.touchpoint == touchpoint.id
            about = asked.touchpoint != None  # noqa: E711
            yield from _suspect(ground, measure, at, None, asked.only(here), asked.only(~here & about))
    for segment in ground.segments if len(scored) else ():
        for value in range(len(segment.values)):
            yield from _split(ground, scored, segment, value)


def _split(ground: Ground, scored: Answers, segment: Segment, value: int) -> Iterator[Suspect]:
    inside = segment.customers(ground.log, value, {c for c in scored.customer if c is not None})
    mine = np.fromiter((c in inside for c in scored.customer), bool, len(scored))
    for measure in MEASURES:
        for at, touchpoint in enumerate(ground.study.touchpoints):
            here = (scored.measure == measure) & (scored.touchpoint == touchpoint.id)
            if here.any():
                group, others = scored.only(here & mine), scored.only(here & ~mine)
                yield from _suspect(ground, measure, at, (segment, value), group, others)


def _suspect(
    ground: Ground, measure: str, at: int, segment: tuple[Segment, int] | None, here: Answers, others: Answers
) -> Iterator[Suspect]:
    mine, theirs = per_customer(here), per_customer(others)
    if min(len(mine), len(theirs)) < ground.least:
        return
    low, usual = float(mine.mean()), float(theirs.mean())
    yield Suspect(
        family="segments" if segment else "touchpoints",
        chance=lower_scores(mine, theirs),
        hurts=lambda: low <= usual - LOWER and low < HIGHEST,
        finding=partial(_finding, ground, measure, at, segment, here, others, (usual - low) / 2),
    )


def per_customer(answers: Answers) -> NDArray[np.float64]:
    """Return one score on −1..+1 per customer: the mean of their answers; the nameless count each."""
    sums: dict[object, tuple[float, int]] = {}
    for i, (customer, unit) in enumerate(zip(answers.customer, answers.unit_score.tolist(), strict=True)):
        key = (i,) if customer is None else customer
        total, n = sums.get(key, (0.0, 0))
        sums[key] = (total + unit, n + 1)
    return np.array([total / n for total, n in sums.values()], np.float64)


def _finding(
    ground: Ground,
    measure: str,
    at: int,
    segment: tuple[Segment, int] | None,
    here: Answers,
    others: Answers,
    effect: float,
    confidence: float,
) -> Finding:
    mine, theirs = _estimate(here), _estimate(others)
    said: Said = {"measure": NAMES[measure], "n": mine.n, "m": theirs.n}
    return pain(
        ground,
        code=CODE,
        at=at,
        segment=segment,
        wording=WORDING,
        said={**said, "here": _shown(mine), "beside": _shown(theirs)},
        estimate=mine,
        compared_with=theirs,
        customers=_customers(ground, at, segment, here),
        effect=effect,
        confidence=confidence,
    )


def _customers(ground: Ground, at: int, segment: tuple[Segment, int] | None, here: Answers) -> int:
    """Return who is touched: all who came here, of whom those who answered are a sample."""
    counts = ground.sums[CUSTOMERS, at] if segment is None else segment[0].of(at)[CUSTOMERS, segment[1]]
    return max(int(counts), len(per_customer(here)))


def _estimate(answers: Answers) -> Estimate:
    return scores(answers)[0].estimate


def _shown(estimate: Estimate) -> dict[str, str]:
    value = estimate.value or 0.0
    return percent(value) if estimate.unit == "share" else number(value, 1)

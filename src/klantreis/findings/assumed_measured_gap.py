"""Customers feel otherwise at this step than the team assumed.

**What it finds.** A step of a map whose assumed emotion lies well away from the measured one.

**Why it hurts.** A team that believes a step goes well does not repair it; one that believes it goes
badly spends its effort in the wrong place.

**How it is decided.** Measured emotion is the mean of all scores about the touchpoint on −2..+2. *By
chance?* The assumed value is tested against it (two-sided, from its interval). *Large enough?* At least
0.75 apart. Worse than assumed is a pain point, better a deviation. Steps with fewer answers than the
study's minimum are not judged.

**Fires.** Delivery was assumed at +1.5 and measured at −0.6 (−0.7 to −0.5).

**Does not.** Assumed +1, measured +0.6; or any gap with an interval that reaches the assumption.

**What to do.** Show the team the answers and quotes, and correct the map.

References
----------
Halvorsrud, R., Kvale, K., Følstad, A. (2016). Improving service quality through customer journey
analysis. doi:10.1108/JSTP-05-2015-0111
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from klantreis.findings._chance import upper_tail
from klantreis.findings._ground import Ground, Place
from klantreis.findings._suspect import Suspect
from klantreis.findings._words import LANGUAGES, Said, both, number
from klantreis.model.evidence import Estimate
from klantreis.model.finding import Finding, Severity
from klantreis.model.statistics import Z
from klantreis.model.text import Text, say

CODE: Final = "KR-F05"
APART: Final = 0.75
WIDEST: Final = 4.0


def look(ground: Ground) -> Iterator[Suspect]:
    """Yield a suspect per step with an assumed and a measured emotion; alike steps of maps count once."""
    told: list[tuple[Text, str | None, float]] = []
    for place in ground.places:
        felt = place.measured.emotion
        if place.assumed is None or felt is None or felt.value is None or felt.n < ground.least:
            continue
        claim = (place.name, place.touchpoint, place.assumed)
        if claim not in told:
            told.append(claim)
            gap = abs(felt.value - place.assumed)
            yield Suspect(
                family="maps",
                chance=_chance(felt, place.assumed),
                hurts=partial(float.__ge__, gap, APART),
                finding=partial(_finding, ground, place, felt, gap),
            )


def _chance(felt: Estimate, assumed: float) -> float:
    low, high, value = felt.low or 0.0, felt.high or 0.0, felt.value or 0.0
    spread = max(high - low, 1e-9) / (2 * Z)
    return 2 * upper_tail(abs(value - assumed) / spread)


def _finding(ground: Ground, place: Place, felt: Estimate, gap: float, confidence: float) -> Finding:
    assumed, value = place.assumed or 0.0, felt.value or 0.0
    worse = value < assumed
    said: Said = {
        "where": {language: f"“{say(place.name, language)}”" for language in LANGUAGES},
        "assumed": _signed(assumed), "felt": _signed(value), "n": felt.n,
        "how": {"nl": "slechter" if worse else "beter", "en": "worse" if worse else "better"},
    }  # fmt: skip
    customers = place.measured.customers or felt.n
    return Finding(
        code=CODE,
        kind="pain_point" if worse else "deviation",
        touchpoint=place.touchpoint,
        phase=place.phase,
        title=both("{where} voelt {how} dan gedacht", "{where} feels {how} than assumed", **said),
        explanation=both(
            "Het team dacht {assumed}, klanten voelen {felt} op een schaal van −2 tot +2 ({n} antwoorden).",
            "The team assumed {assumed}, customers feel {felt} on a scale from −2 to +2 ({n} answers).",
            **said,
        ),
        next_step=both(
            "Bespreek de antwoorden en citaten over {where} met het team en verbeter de kaart.",
            "Discuss the answers and quotes about {where} with the team, and correct the map.",
            **said,
        ),
        estimate=felt,
        compared_with=Estimate(value=assumed, n=0, unit="emotion", method="assumed by the team"),
        severity=Severity(
            reach=ground.reach(customers), effect=min(1.0, gap / WIDEST), confidence=confidence
        ),
        customers=customers,
        examples=ground.examples.get(place.touchpoint or "", ()),
        quotes=place.measured.quotes,
    )


def _signed(value: float) -> dict[str, str]:
    plus = "+" if round(value, 1) > 0 else ""
    return {language: plus + text for language, text in number(value).items()}

"""Run all detectors, correct for the many places looked at, and keep what is neither chance nor small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from klantreis import registry
from klantreis.findings._chance import corrected
from klantreis.findings._ground import Ground
from klantreis.findings._suspect import Suspect
from klantreis.model.finding import Finding

FALSE_ALARMS: Final = 0.05
"""The promised share of runs with a false alarm when nothing is the matter anywhere."""

FAMILIES: Final = ("touchpoints", "segments", "maps")


def detect(ground: Ground, *, names: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Return what hurts, pleases or deviates in a study, the most severe first.

    Each detector tests every place. The tests of whole touchpoints, of segments and of map steps
    are three families; in each, Benjamini–Hochberg keeps the share of false alarms at a third of
    5 %, so that a study in which nothing is the matter gives no finding in at least 95 % of runs.
    What passes must also be large enough to act on.

    Parameters
    ----------
    ground
        What is to be looked at.
    names
        Which detectors to run; default: all on the shelf.
    """
    suspects = looked_at(ground, names=names)
    found = [suspect.finding(1 - share) for suspect, share in unlikely(suspects) if suspect.hurts()]
    facts = [s.finding(1 - s.chance) for s in suspects if s.family == "facts" and s.hurts()]
    return tuple(sorted([*found, *facts], key=_order))


def looked_at(ground: Ground, *, names: Iterable[str] | None = None) -> list[Suspect]:
    """Return every place that the detectors have looked at."""
    modules = [registry.item("findings", name) for name in names or registry.names("findings")]
    return [suspect for module in modules for suspect in module.look(ground)]


def unlikely(suspects: Sequence[Suspect]) -> list[tuple[Suspect, float]]:
    """Return the suspects that are not chance, each with its corrected share of false alarms."""
    kept: list[tuple[Suspect, float]] = []
    for family in FAMILIES:
        tested = [s for s in suspects if s.family == family]
        shares = [min(1.0, len(FAMILIES) * share) for share in corrected([s.chance for s in tested])]
        kept += [(s, share) for s, share in zip(tested, shares, strict=True) if share <= FALSE_ALARMS]
    return kept


def _order(finding: Finding) -> tuple[float, str, str, str]:
    return -finding.severity.value, finding.code, finding.touchpoint or "", finding.segment or ""

"""A study that says little still gets a map: from its phases and touchpoints, or from the data itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace

from klantreis.log.journey_log import JourneyLog
from klantreis.log.partition import Partition
from klantreis.model.journey_map import JourneyMap, MapPhase, Step
from klantreis.model.study import Study
from klantreis.model.touchpoint import JourneyPhase, MatchRule, Touchpoint

MOST_TOUCHPOINTS = 12
"""A map made from data alone shows the touchpoints most customers have; the others are listed as unmapped."""

PHASES = (
    ("start", {"nl": "Begin", "en": "Start"}),
    ("middle", {"nl": "Midden", "en": "Middle"}),
    ("end", {"nl": "Eind", "en": "End"}),
)
ELSEWHERE = ("other", {"nl": "Overig", "en": "Other"})


def identifier(name: str, taken: Iterable[str] = ()) -> str:
    """Return a stable id for a name in the data, different from those taken.

    Examples
    --------
    >>> identifier("Zoë's Pagina!"), identifier("/cart", ["cart"]), identifier("支付")
    ('zoe-s-pagina', 'cart-2', 'touchpoint')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:56] or "touchpoint"
    used = set(taken)
    numbered = (made if k == 1 else f"{made}-{k}" for k in range(1, len(used) + 2))
    return next(one for one in numbered if one not in used)


def positions(log: JourneyLog) -> tuple[np.ndarray, np.ndarray]:
    """Return per touchpoint how many events it has, and their mean place in the journey, 0 to 1."""
    counts, places = log.fold(
        lambda part: _positions(part, len(log.touchpoints)), lambda a, b: (a[0] + b[0], a[1] + b[1])
    )
    with np.errstate(invalid="ignore"):
        return counts, places / counts


def _positions(part: Partition, width: int) -> tuple[np.ndarray, np.ndarray]:
    sizes = np.diff(part.offsets)
    starts = np.repeat(part.offsets[:-1], sizes)
    rank = np.arange(part.offsets[0], part.offsets[-1]) - starts
    place = rank / np.maximum(np.repeat(sizes, sizes) - 1, 1)
    codes = part.touchpoint[part.offsets[0] : part.offsets[-1]]
    return np.bincount(codes, minlength=width), np.bincount(codes, weights=place, minlength=width)


def touchpoints_from(log: JourneyLog, most: int | None = None) -> tuple[list[JourneyPhase], list[Touchpoint]]:
    """Return phases and touchpoints as the data has them: the names with most events, in order of place.

    A touchpoint belongs to the first, middle or last phase by the mean place of its events in the
    journeys.
    """
    counts, places = positions(log)
    often = sorted(np.flatnonzero(counts).tolist(), key=lambda code: (-counts[code], code))[:most]
    ordered = sorted(often, key=lambda code: (places[code], code))
    made: list[Touchpoint] = []
    for k, code in enumerate(ordered):
        name = log.touchpoints[code]
        phase = PHASES[len(PHASES) * k // len(ordered)][0]
        free = identifier(name, [t.id for t in made])
        made.append(Touchpoint(id=free, name=name or "?", phase=phase, match=[MatchRule(equals=name)]))
    used = {t.phase for t in made}
    return [JourneyPhase(id=i, name=name) for i, name in PHASES if i in used], made


def completed(study: Study, log: JourneyLog) -> Study:
    """Return the study, with touchpoints from the data if it names none."""
    if study.touchpoints:
        return study
    phases, touchpoints = touchpoints_from(log, MOST_TOUCHPOINTS)
    return replace(study, phases=phases, touchpoints=touchpoints)


def default_map(study: Study) -> JourneyMap:
    """Return a map of a study without map files: its phases, and a step per touchpoint.

    Examples
    --------
    >>> shop = Study(id="shop", name="Shop", phases=[JourneyPhase(id="buy", name="Buy")],
    ...              touchpoints=[Touchpoint(id="pay", name="Pay", phase="buy")])
    >>> [(phase.id, [step.touchpoint for step in phase.steps]) for phase in default_map(shop).phases]
    [('buy', ['pay'])]
    """
    phases = [MapPhase(id=p.id, name=p.name, goal=p.goal, steps=_steps(study, p.id)) for p in study.phases]
    known = {p.id for p in study.phases}
    rest = [_step(t) for t in study.touchpoints if t.phase not in known]
    if rest:
        free = identifier(ELSEWHERE[0], known)
        phases.append(MapPhase(id=free, name=ELSEWHERE[1] if known else study.name, steps=rest))
    return JourneyMap(id=study.id, name=study.name, phases=[p for p in phases if p.steps])


def _steps(study: Study, phase: str) -> list[Step]:
    return [_step(touchpoint) for touchpoint in study.touchpoints if touchpoint.phase == phase]


def _step(touchpoint: Touchpoint) -> Step:
    return Step(id=touchpoint.id, name=touchpoint.name, touchpoint=touchpoint.id, channel=touchpoint.channel)

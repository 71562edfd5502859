"""The live map: a journey map beside its evidence, and the ground on which findings are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from klantreis.findings import Ground, Place
from klantreis.maps.gathering import Gathered, grouped
from klantreis.maps.measure import behaviour, measure_unit
from klantreis.maps.steps import measured_steps
from klantreis.model.finding import Finding
from klantreis.model.journey_map import JourneyMap, MapPhase, Step
from klantreis.model.live_map import LiveMap, Measured
from klantreis.model.study import Study


def live_map(journey_map: JourneyMap, gathered: Gathered, findings: Iterable[Finding] = ()) -> LiveMap:
    """Return a map bound to its evidence.

    A step shows what was measured at its touchpoint; where steps share a touchpoint over different
    channels, each shows the behaviour in its own channel, and all answers about the touchpoint, for an
    answer names no channel. A phase of the study shows that phase; a phase only the
    map has shows the touchpoints of its steps together.

    Parameters
    ----------
    journey_map
        The map as the team drew it.
    gathered
        The evidence of the study.
    findings
        All findings of the study; the map keeps those about its touchpoints and phases, about the
        journey, and about what is on no map.
    """
    used = {step.touchpoint for phase in journey_map.phases for step in phase.steps if step.touchpoint}
    return LiveMap(
        map=journey_map,
        study=gathered.study,
        base=gathered.base,
        steps=measured_steps(journey_map, gathered),
        phases=_phases(journey_map, gathered),
        touchpoints=gathered.touchpoints,
        journey=_journey(journey_map, gathered),
        findings=tuple(f for f in findings if _concerns(f, journey_map, used, gathered.study)),
        unmapped=gathered.unmapped,
        never_seen=tuple(t.id for t in gathered.study.touchpoints if t.id in used & gathered.never_seen),
    )


def _concerns(finding: Finding, journey_map: JourneyMap, used: set[str], study: Study) -> bool:
    if finding.touchpoint is None:
        return finding.phase is None or finding.phase in {phase.id for phase in journey_map.phases}
    return finding.touchpoint in used or finding.touchpoint not in {t.id for t in study.touchpoints}


def ground(gathered: Gathered, maps: Sequence[JourneyMap]) -> Ground:
    """Return what the detectors look at: the evidence, and what the maps assume and promise."""
    return Ground(
        study=gathered.study,
        log=gathered.binding.log,
        answers=gathered.answers,
        customers=gathered.ruler.customers or gathered.answers.n_customers,
        open_for=gathered.open_for,
        places=tuple(_places(gathered, maps)),
        unmapped=gathered.unmapped,
        outside=gathered.binding.outside,
    )


def _phases(journey_map: JourneyMap, gathered: Gathered) -> dict[str, Measured]:
    own = [phase for phase in journey_map.phases if phase.id not in gathered.phases]
    members = [sorted({step.touchpoint for step in phase.steps if step.touchpoint}) for phase in own]
    log = gathered.binding.log
    made: dict[str, Measured] = {}
    for phase, names in zip(own, members, strict=True):
        done = behaviour(log, grouped(gathered.question, log.touchpoints, [names]))
        said = gathered.answers.about(set(names))
        made[phase.id] = measure_unit(done, 0, said, ruler=gathered.ruler)
    return {phase.id: gathered.phases.get(phase.id) or made[phase.id] for phase in journey_map.phases}


def _journey(journey_map: JourneyMap, gathered: Gathered) -> Measured:
    if not journey_map.targets:
        return gathered.journey
    return measure_unit(
        gathered.done,
        -1,
        gathered.answers,
        ruler=gathered.ruler,
        targets=[*gathered.study.targets, *journey_map.targets],
        examples=gathered.journey.examples,
    )


def _places(gathered: Gathered, maps: Sequence[JourneyMap]) -> Iterator[Place]:
    study = gathered.study
    for t in study.touchpoints:
        measured = gathered.touchpoints[t.id]
        yield Place(kind="touchpoint", name=t.name, measured=measured, touchpoint=t.id, phase=t.phase)
    for p in study.phases:
        yield Place(kind="phase", name=p.name, measured=gathered.phases[p.id], phase=p.id)
    for journey_map in maps or ():
        yield Place(kind="journey", name=journey_map.name, measured=_journey(journey_map, gathered))
        measured_at = measured_steps(journey_map, gathered)
        for phase in journey_map.phases:
            yield from (_place(step, phase, measured_at[step.id]) for step in phase.steps)


def _place(step: Step, phase: MapPhase, measured: Measured) -> Place:
    return Place(
        kind="step",
        name=step.name,
        measured=measured,
        touchpoint=step.touchpoint,
        phase=phase.id,
        assumed=step.emotion,
    )

"""What was measured at each step of a map: at its touchpoint, or at its touchpoint in its channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from klantreis.analyses.contacts import ask
from klantreis.evidence.binding import channel_values, names_by_channel
from klantreis.log.journey_log import JourneyLog
from klantreis.log.recoding import Recoding
from klantreis.maps.gathering import Gathered, grouped
from klantreis.maps.measure import Behaviour, behaviour, measure_unit, nothing_measured
from klantreis.model.journey_map import JourneyMap, Step
from klantreis.model.live_map import Measured
from klantreis.model.touchpoint import Touchpoint


def measured_steps(journey_map: JourneyMap, gathered: Gathered) -> dict[str, Measured]:
    """Return what was measured at each step of a map, by step id.

    See :func:`klantreis.maps.live.live_map` for steps that share a touchpoint.
    """
    steps = [step for phase in journey_map.phases for step in phase.steps]
    channelled = _channelled(steps)
    apart = _by_channel([s for s in steps if s.touchpoint in channelled and s.channel], gathered)
    return {step.id: apart.get(step.id) or _step(step, gathered) for step in steps}


def _step(step: Step, gathered: Gathered) -> Measured:
    touchpoint = next((t for t in gathered.study.touchpoints if t.id == step.touchpoint), None)
    if touchpoint is None:
        return nothing_measured(gathered.answers.about(set()), ruler=gathered.ruler, targets=step.targets)
    if not step.targets:
        return gathered.touchpoints[touchpoint.id]
    return _at(step, touchpoint, gathered.study.touchpoints.index(touchpoint), gathered.done, gathered)


def _channelled(steps: Sequence[Step]) -> set[str]:
    """Return the touchpoints that several steps share over different channels."""
    over: dict[str, set[str]] = {}
    for step in steps:
        if step.touchpoint and step.channel:
            over.setdefault(step.touchpoint, set()).add(step.channel)
    return {touchpoint for touchpoint, channels in over.items() if len(channels) > 1}


def _by_channel(steps: Sequence[Step], gathered: Gathered) -> dict[str, Measured]:
    """Measure steps by touchpoint and channel together.

    In a view of the log each pair is a touchpoint of its own, but pairs of one touchpoint stay one
    place: to go on by phone where one began on the site is no move.
    """
    if not steps:
        return {}
    of = {t.id: t for t in gathered.study.touchpoints}
    pairs = list(dict.fromkeys(_pair(step) for step in steps))
    view, touchpoints = _split_by(pairs, gathered)
    asked = ask(view, open_for=gathered.open_for)
    question = replace(
        asked,
        place=grouped(asked, touchpoints, [[name] for name in of]).place,
        goal=np.array([of[name].goal for name in touchpoints]),
    )
    done = behaviour(view, question)
    units = {step.id: pairs.index(_pair(step)) for step in steps}
    return {step.id: _at(step, of[str(step.touchpoint)], units[step.id], done, gathered) for step in steps}


def _pair(step: Step) -> tuple[str, str]:
    return str(step.touchpoint), str(step.channel)


def _split_by(pairs: Sequence[tuple[str, str]], gathered: Gathered) -> tuple[JourneyLog, list[str]]:
    """Return a log with a code per pair and, for all else, per touchpoint; and each code's touchpoint."""
    log, study = gathered.binding.log, gathered.study
    ids, names = [t.id for t in study.touchpoints], names_by_channel(study.channels)
    rules = [
        Recoding(names=frozenset({name}), channel=channel_values(over, names, log.channels), to=k)
        for k, (name, over) in enumerate(pairs)
    ]
    rest = [Recoding(names=frozenset({name}), to=len(pairs) + i) for i, name in enumerate(ids)]
    codes = [*(f"{name}\x1f{over}" for name, over in pairs), *ids]
    return log.recode(codes, [*rules, *rest]), [*(name for name, _ in pairs), *ids]


def _at(step: Step, touchpoint: Touchpoint, unit: int, done: Behaviour, gathered: Gathered) -> Measured:
    return measure_unit(
        done,
        unit,
        gathered.answers.at(touchpoint.id),
        ruler=gathered.ruler,
        targets=[*touchpoint.targets, *step.targets],
        examples=gathered.examples.get(touchpoint.id, ()),
    )

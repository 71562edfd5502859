"""Gather all evidence of a study once: touchpoints, phases, the journey, and what lies outside the maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import numpy as np

from klantreis.analyses.contacts import CUSTOMERS, Question, ask, usual_wait
from klantreis.evidence.answers import Answers
from klantreis.evidence.binding import Binding, bind
from klantreis.evidence.examples import examples
from klantreis.log.extent import instant
from klantreis.log.journey_log import JourneyLog
from klantreis.maps.default import completed
from klantreis.maps.foundation import check_foundation, foundation, unmapped
from klantreis.maps.measure import Behaviour, Ruler, behaviour, measure_unit
from klantreis.maps.period import answers_in_period, in_period
from klantreis.model.duration import parse_duration
from klantreis.model.evidence import ExampleJourney
from klantreis.model.journey_map import JourneyMap
from klantreis.model.live_map import Base, Measured, Unmapped
from klantreis.model.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All evidence of a study: the bound log, the answers, and what was measured at each place."""

    study: Study
    binding: Binding
    answers: Answers
    base: Base
    ruler: Ruler
    open_for: timedelta
    question: Question
    done: Behaviour
    examples: dict[str, tuple[ExampleJourney, ...]]
    touchpoints: dict[str, Measured]
    phases: dict[str, Measured]
    journey: Measured
    unmapped: tuple[Unmapped, ...]
    never_seen: frozenset[str]


def gather(
    study: Study,
    log: JourneyLog,
    answers: Answers,
    *,
    sources: Sequence[str] = (),
    maps: Sequence[JourneyMap] = (),
    now: datetime | None = None,
) -> Gathered:
    """Return all evidence of a study.

    Parameters
    ----------
    study
        The study; if it names no touchpoints they are taken from the data. Its ``period`` and
        ``open_for`` are applied; without the latter a journey is open for as long as 95 % of all
        contacts take to be followed by another elsewhere.
    log
        All events.
    answers
        All answers.
    sources
        The names of the files, for the line "based on …".
    maps
        The maps; the day by which one must be reviewed counts once it has come.
    now
        The present moment; default: the end of the log.

    Raises
    ------
    EmptyError
        If there is neither an event nor an answer, if none of the events lies in the period, or if the
        study ignores them all.
    """
    view, within = in_period(study, log), answers_in_period(study, answers)
    study = completed(study, view)
    binding = bind(view, study)
    check_foundation(study, log, view, binding, within)
    goals = [t.id for t in study.touchpoints if t.goal]
    open_for = usual_wait(binding.log) if study.open_for is None else parse_duration(study.open_for)
    ruler = Ruler(
        customers=binding.outside.n_customers,
        least=study.minimum_n,
        has_goals=bool(goals),
        reference=_reference(view, within, maps, now),
    )
    question = ask(binding.log, goals=goals, open_for=open_for)
    done = behaviour(binding.log, question, journey=True)
    shown = examples(binding.log, goal=question.goal, still_open_from=question.still_open_from)
    touchpoints = _touchpoints(study, done, within, ruler, shown)
    whole = measure_unit(done, -1, within, ruler=ruler, targets=study.targets, examples=_most(touchpoints))
    return Gathered(
        study=study,
        binding=binding,
        answers=within,
        base=foundation(binding.outside, log, within, sources),
        ruler=ruler,
        open_for=open_for,
        question=question,
        done=done,
        examples=shown,
        touchpoints=touchpoints,
        phases=_phases(study, binding.log, question, within, ruler, touchpoints),
        journey=whole,
        unmapped=unmapped(binding.outside, ruler.least),
        never_seen=_never_seen(study, done, ruler),
    )


def _reference(
    log: JourneyLog, answers: Answers, maps: Sequence[JourneyMap], now: datetime | None
) -> datetime | None:
    """Return the end of the log, without events the newest answer; or a review that has come since."""
    said = answers.period_us
    end_us = said[1] if log.end_us is None and said else log.end_us
    if end_us is None:
        return now
    end = instant(int(end_us))
    reviews = [datetime.combine(m.review_by, time(0), UTC) for m in maps if m.review_by is not None]
    return max([end, *(day for day in reviews if now is not None and day <= now)])


def _touchpoints(
    study: Study,
    done: Behaviour,
    answers: Answers,
    ruler: Ruler,
    shown: dict[str, tuple[ExampleJourney, ...]],
) -> dict[str, Measured]:
    return {
        t.id: measure_unit(
            done, i, answers.at(t.id), ruler=ruler, targets=t.targets, examples=shown.get(t.id, ())
        )
        for i, t in enumerate(study.touchpoints)
    }


def _phases(
    study: Study,
    log: JourneyLog,
    question: Question,
    answers: Answers,
    ruler: Ruler,
    touchpoints: dict[str, Measured],
) -> dict[str, Measured]:
    members = [[t.id for t in study.touchpoints if t.phase == phase.id] for phase in study.phases]
    done = behaviour(log, grouped(question, log.touchpoints, members))
    return {
        phase.id: measure_unit(
            done,
            i,
            answers.within(phase.id),
            ruler=ruler,
            targets=phase.targets,
            examples=_most({name: touchpoints[name] for name in members[i]}),
        )
        for i, phase in enumerate(study.phases)
    }


def grouped(question: Question, names: Sequence[str], groups: Sequence[Sequence[str]]) -> Question:
    """Return the same question about groups of touchpoints; those in no group count last, together."""
    of = {name: i for i, members in enumerate(groups) for name in members}
    unit = np.array([of.get(name, len(groups)) for name in names], np.int64)
    apart = np.where(unit == len(groups), len(groups) + np.arange(len(unit)), unit)
    return replace(
        question,
        unit=unit,
        units=len(groups) + 1,
        place=np.unique(apart, return_inverse=True)[1].astype(np.int64),
        slow_us=np.zeros(len(groups) + 1, np.int64),
    )


def _most(touchpoints: dict[str, Measured]) -> tuple[ExampleJourney, ...]:
    """Return the example journeys of the touchpoint that most customers had."""
    found = max(touchpoints.values(), key=lambda m: m.customers or 0, default=None)
    return found.examples if found else ()


def _never_seen(study: Study, done: Behaviour, ruler: Ruler) -> frozenset[str]:
    """Return the touchpoints without events; none where there are no events to see them in."""
    seen = done.sums[CUSTOMERS]
    return frozenset(t.id for i, t in enumerate(study.touchpoints) if ruler.customers and not seen[i])

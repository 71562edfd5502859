"""The period of a study: whole days, both included, on the study's own clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from klantreis.evidence.answers import Answers
from klantreis.log.extent import microseconds
from klantreis.log.journey_log import JourneyLog
from klantreis.model.study import Study


def in_period(study: Study, log: JourneyLog) -> JourneyLog:
    """Return the part of a log that lies within the period of a study; all of it if it names none."""
    bounds = _bounds(study)
    return log if bounds is None else log.where(period=bounds)


def answers_in_period(study: Study, answers: Answers) -> Answers:
    """Return the answers given within the period of a study; those without a time stay."""
    bounds = _bounds(study)
    return answers if bounds is None else answers.during(*(microseconds(bound) for bound in bounds))


def _bounds(study: Study) -> tuple[datetime, datetime] | None:
    """Return the first instant of the period and the first after it."""
    from zoneinfo import ZoneInfo

    if study.period is None:
        return None
    first, last = study.period
    midnight = time(0, tzinfo=ZoneInfo(study.timezone))
    return datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight)

"""The inputs of a study: its events as a journey log, its surveys as answers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from klantreis.errors import StudyError
from klantreis.model.event import EventColumns
from klantreis.model.study import EventSource
from klantreis.study.folder import StudyFolder, files_of, load

if TYPE_CHECKING:
    from klantreis.evidence.answers import Answers
    from klantreis.log.journey_log import JourneyLog

CACHE = ".klantreis/log"


def read_events(
    opened: StudyFolder, *, rejected: Path | None = None, quiet: bool = True, now: datetime | None = None
) -> JourneyLog:
    """Return the events of a study as a journey log, prepared once and kept until they change."""
    from klantreis.study.reading import EventInput, read_all

    study = opened.study
    if not study.events:
        raise StudyError(
            f"The study {study.id!r} names no events.",
            hint="Add files under events: in study.yaml; surveys: alone gives a map of scores.",
        )
    inputs = [
        EventInput(
            source=files_of(opened.path, source.files),
            columns=_columns(source),
            time_format=source.time_format,
            timezone=source.timezone or study.timezone,
            delimiter=source.delimiter,
            encoding=source.encoding,
            decimal=source.decimal,
            sheet=source.sheet,
        )
        for source in study.events
    ]
    drop = any(source.drop_repeats for source in study.events)
    cache = opened.path / CACHE
    cache.parent.mkdir(exist_ok=True)
    return read_all(inputs, drop_repeats=drop, rejected=rejected, cache=cache, quiet=quiet, now=now)


def open_study_log(folder: Path, *, quiet: bool = True) -> JourneyLog:
    """Return the events of a study folder in the touchpoints and the period of the study."""
    from klantreis.evidence.binding import bind
    from klantreis.maps.default import completed
    from klantreis.maps.period import in_period

    opened = load(folder)
    log = in_period(opened.study, read_events(opened, quiet=quiet))
    return bind(log, completed(opened.study, log)).log


def read_surveys(opened: StudyFolder) -> Answers:
    """Return the answers of all surveys of a study."""
    from klantreis.evidence.surveys import read_answers

    files = {i: files_of(opened.path, survey.files) for i, survey in enumerate(opened.study.surveys)}
    return read_answers(opened.study, files)


def _columns(source: EventSource) -> EventColumns:
    said = source.columns
    return EventColumns(
        customer=said.customer,
        touchpoint=said.touchpoint,
        time=said.time,
        channel=said.channel,
        message_id=said.message_id,
        properties=None if said.properties is None else tuple(said.properties),
    )


def source_names(opened: StudyFolder) -> list[str]:
    """Return the names of the files a study is based on, in order."""
    wanted = [source.files for source in opened.study.events] + [s.files for s in opened.study.surveys]
    return [file.name for files in wanted for file in files_of(opened.path, files)]

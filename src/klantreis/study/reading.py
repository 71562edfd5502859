"""Read events: sources, intake and preparation in one call, and a cache of the outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from klantreis.errors import DataError, EmptyError, ParameterError
from klantreis.model.event import EventColumns, IntakeReport

if TYPE_CHECKING:
    from klantreis.intake.cleaning import Intake
    from klantreis.log.journey_log import JourneyLog
    from klantreis.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EventInput:
    """Files or a table of events, with all that is said about how to read them.

    The fields mean what the parameters of :func:`read` mean.
    """

    source: Any
    columns: EventColumns = field(default_factory=EventColumns)
    time_format: str | None = None
    timezone: str = "UTC"
    delimiter: str | None = None
    encoding: str | None = None
    decimal: Literal[".", ","] | None = None
    sheet: str | None = None
    earliest: dt.datetime | None = None
    latest: dt.datetime | None = None
    pseudonym_key: bytes | None = None


def read(
    source: Any,
    *,
    customer: str | None = None,
    touchpoint: str | None = None,
    time: str | None = None,
    channel: str | None = None,
    message_id: str | None = None,
    properties: Sequence[str] | None = None,
    time_format: str | None = None,
    timezone: str = "UTC",
    delimiter: str | None = None,
    encoding: str | None = None,
    decimal: Literal[".", ","] | None = None,
    sheet: str | None = None,
    earliest: dt.datetime | None = None,
    latest: dt.datetime | None = None,
    pseudonym_key: bytes | None = None,
    drop_repeats: bool = False,
    rejected: str | Path | None = None,
    cache: str | Path | None = None,
    quiet: bool = True,
    now: dt.datetime | None = None,
) -> JourneyLog:
    """Read events from files or a table into a journey log, ready for every question.

    Reads CSV, TSV, Parquet, JSON Lines, XES and Excel. Rows that cannot be used are dropped, each
    for a reason that is counted in ``log.report``; nothing is dropped silently. All times become UTC.

    Parameters
    ----------
    source
        A path, a glob such as ``"logs/*.csv.gz"``, a folder, or a list of these; or a pandas,
        Polars or Arrow table.
    customer, touchpoint, time
        The columns that say who, where and when; guessed from names and contents if left out. The
        guess stands in ``log.report.columns``. A day and a time of day in two columns are joined:
        ``time="datum+tijd"``.
    channel
        The column that says through which medium; guessed if left out, and may be missing.
    message_id
        The column with an id per message; a row whose id came before is dropped.
    properties
        Further columns to keep, to filter by; default: all that are fit. ``()`` keeps none.
    time_format
        As in strptime (``"%d-%m-%Y %H:%M"``), or ``"s"``, ``"ms"``, ``"us"``, ``"ns"``, ``"excel"``,
        ``"day-first"``, ``"month-first"``; default: each value is judged by itself.
    timezone
        IANA zone of times that name none. An hour that the clock shows twice is taken the first
        time; an hour that it skips is read as an hour later.
    delimiter, encoding, decimal, sheet
        How the file is written; default: found out.
    earliest, latest
        Bounds outside which a time is rejected; default: 1971, and a day after ``now``.
    pseudonym_key
        If given, ids of customers are replaced by a keyed hash.
    drop_repeats
        Whether to drop rows alike in customer, touchpoint and instant with a row before; they are
        counted either way.
    rejected
        A Parquet file for the rows that were dropped: reason, file, row, column, value, whole row.
    cache
        A folder that keeps the prepared log. It is used again as long as the files and what is said
        about them are the same, and replaced when they change.
    quiet
        ``False`` shows progress, on a terminal.
    now
        The present moment; default: the clock's.

    Returns
    -------
    JourneyLog
        The log; ``log.report`` tells what became of every row.

    Raises
    ------
    SourceError
        If a file is missing, cut off or of no known format.
    ColumnError
        If a column is missing or cannot be guessed with confidence.
    EmptyError
        If there are no rows, or all were rejected; the counts by reason are told.
    ParameterError
        If a time zone, format, encoding or delimiter is not known, or ``rejected`` is a file of
        something else.

    Examples
    --------
    >>> log = read([
    ...     {"klant": "ann", "stap": "home", "tijd": "2024-03-01 09:00"},
    ...     {"klant": "ann", "stap": "cart", "tijd": "2024-03-01 09:05"},
    ...     {"klant": None, "stap": "cart", "tijd": "2024-03-01 09:07"},
    ... ])
    >>> log.n_events, dict(log.report.dropped)
    (2, {'blank_customer': 1})

    Notes
    -----
    Costs one pass over the input and one over the clean events; memory stays bounded.
    """
    named = (properties,) if isinstance(properties, str) else properties
    columns = EventColumns(
        customer=customer,
        touchpoint=touchpoint,
        time=time,
        channel=channel,
        message_id=message_id,
        properties=None if named is None else tuple(named),
    )
    given = EventInput(
        source=source,
        columns=columns,
        time_format=time_format,
        timezone=timezone,
        delimiter=delimiter,
        encoding=encoding,
        decimal=decimal,
        sheet=sheet,
        earliest=earliest,
        latest=latest,
        pseudonym_key=pseudonym_key,
    )
    return read_all([given], drop_repeats=drop_repeats, rejected=rejected, cache=cache, quiet=quiet, now=now)


def read_all(
    inputs: Sequence[EventInput],
    *,
    drop_repeats: bool = False,
    rejected: str | Path | None = None,
    cache: str | Path | None = None,
    quiet: bool = True,
    now: dt.datetime | None = None,
) -> JourneyLog:
    """Read events from several sources, each with columns of its own, into one journey log.

    Parameters and errors are those of :func:`read`.
    """
    for given in inputs:
        _check_said(given)
    sources = [_opened(given) for given in inputs]
    if not sources:
        raise EmptyError("There are no events to read.", hint="Name at least one source of events.")
    folder, aside = (Path(p) if p is not None else None for p in (cache, rejected))
    if aside is not None:
        _check_place(aside)
    key = _key(inputs, sources, drop_repeats) if folder is not None else ""
    kept = _kept(folder, key, aside) if folder is not None else None
    return kept or _prepared(inputs, sources, drop_repeats, aside, folder, key, quiet, now)


def _opened(given: EventInput) -> Source:
    from klantreis.sources import Options, open_source

    options = Options(delimiter=given.delimiter, encoding=given.encoding, sheet=given.sheet)
    return open_source(given.source, options)


def _check_place(aside: Path) -> None:
    from klantreis.intake.rejects import key_of_rejects

    key_of_rejects(aside)


def _check_said(given: EventInput) -> None:
    """Refuse what cannot be meant; what concerns the columns is judged when they are known."""
    if given.decimal not in (None, ".", ","):
        raise ParameterError(f"{given.decimal!r} is not a decimal sign.", hint="Allowed: '.' or ','.")
    for name, moment in (("earliest", given.earliest), ("latest", given.latest)):
        if moment is not None and not isinstance(moment, dt.datetime):
            raise ParameterError(f"{name}={moment!r} is not an instant.", hint="Give a datetime.")
    key = given.pseudonym_key
    if key is not None and not (isinstance(key, bytes) and key):
        raise ParameterError(
            "The pseudonym_key is empty or no bytes; without a key ids could be guessed back.",
            hint='Give secret bytes, such as secret.encode("utf-8").',
        )


def _key(inputs: Sequence[EventInput], sources: Sequence[Source], drop_repeats: bool) -> str:
    from klantreis import __version__
    from klantreis.log.content_key import content_key

    paths = [Path(p) for source in sources for p in source.paths]
    if any(not source.paths for source in sources):
        raise ParameterError("A table in memory cannot be cached.", hint="Leave out cache=…, or read files.")
    said = [asdict(replace(given, source=len(s.paths))) for given, s in zip(inputs, sources, strict=True)]
    names = [p.name for p in paths]
    return content_key(paths, {"said": said, "names": names, "repeats": drop_repeats, "version": __version__})


def _kept(folder: Path, key: str, aside: Path | None) -> JourneyLog | None:
    """Return the log of an earlier run over the same input, if it is there with all that belongs to it."""
    from klantreis.log.opening import open_log

    if folder.exists() and not folder.is_dir():
        raise ParameterError(f"{str(folder)!r} is a file; the cache is a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "log.json").is_file():
        raise ParameterError(
            f"The folder {str(folder)!r} holds other files.", hint="Give a new or empty folder for the cache."
        )
    try:
        log = open_log(folder, key=key)
    except DataError:
        return None
    return log if aside is None or _belongs(aside, key, log.report) else None


def _belongs(aside: Path, key: str, report: IntakeReport) -> bool:
    """Say whether the rejected rows at hand are those of this input, or none where there are none."""
    from klantreis.intake.rejects import key_of_rejects

    return key_of_rejects(aside) == (key if report.dropped else None)


def _prepared(
    inputs: Sequence[EventInput],
    sources: Sequence[Source],
    drop_repeats: bool,
    aside: Path | None,
    folder: Path | None,
    key: str,
    quiet: bool,
    now: dt.datetime | None,
) -> JourneyLog:
    from klantreis.intake.cleaning import Intake
    from klantreis.log.prepare import prepare
    from klantreis.study.progress import shown_progress

    planned = [(source, _wishes(given)) for source, given in zip(sources, inputs, strict=True)]
    with shown_progress(sum(s.size for s in sources), quiet=quiet) as tell:
        intake = Intake(planned, now=now or dt.datetime.now(dt.UTC), rejected=aside, key=key, progress=tell)
        try:
            return prepare(
                intake.batches(),
                folder=folder,
                key=key,
                rows=intake.rows,
                report=lambda: _not_empty(intake),
                drop_repeats=drop_repeats,
                aside=intake.repeats_aside if aside else None,
                progress=tell,
            )
        finally:
            intake.close()


def _wishes(given: EventInput) -> Any:
    from klantreis.intake.plan import EARLIEST, Wishes

    return Wishes(
        columns=given.columns,
        time_format=given.time_format,
        timezone=given.timezone,
        decimal=given.decimal,
        earliest=given.earliest or EARLIEST,
        latest=given.latest,
        pseudonym_key=given.pseudonym_key,
    )


def _not_empty(intake: Intake) -> IntakeReport:
    """Return the report, unless nothing is left to look at."""
    from klantreis.intake.reasons import in_words

    report = intake.report()
    if report.kept:
        return report
    if not report.rows:
        raise EmptyError("There are no rows to read.", hint="Check that the export was finished.")
    raise EmptyError(
        f"All {report.rows:,} rows were rejected: {in_words(dict(report.dropped))}.",
        hint=f"Columns used: {_shown(report.columns)}. Check them, or the format and zone of the times.",
    )


def _shown(columns: EventColumns) -> str:
    parts = ((r, getattr(columns, r)) for r in ("customer", "touchpoint", "time", "channel", "message_id"))
    return ", ".join(f"{role} = {name}" for role, name in parts if name)

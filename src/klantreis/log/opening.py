"""Open a log that stands in a folder, and check that it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from klantreis.errors import DataError
from klantreis.log.column_file import REBUILD, ColumnFile, read_column, read_numbers
from klantreis.log.columns import Columns
from klantreis.log.extent import Extent
from klantreis.log.journey_log import JourneyLog
from klantreis.log.kernel import kernel
from klantreis.log.legend import Legend
from klantreis.log.partition import Partition, code_type
from klantreis.model.event import EventColumns, IntakeReport

T = TypeVar("T")
FORMAT = 1
"""Changes when a log written before can no longer be read."""


def open_log(folder: Path, *, key: str | None = None, check: bool = True) -> JourneyLog:
    """Open a log that was prepared before; its columns stay on disk, mapped into memory.

    Parameters
    ----------
    folder
        Where the log is kept.
    key
        The key its content must have; ``None`` accepts any.
    check
        Whether to read all files and see that they hold what was written, about a nanosecond per
        event; leave it out only for a log that was written just now.

    Returns
    -------
    JourneyLog
        The log, with offsets and codes that stay within bounds.

    Raises
    ------
    DataError
        If there is no log, it is of another version or key, or it is damaged; prepare it anew.

    Examples
    --------
    >>> open_log(Path("nowhere"))
    Traceback (most recent call last):
    ...
    klantreis.errors.DataError: There is no log in nowhere. Prepare it first.
    """
    text = _text(folder)
    try:
        log = _opened(folder, json.loads(text), key, check)
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{folder / 'log.json'} is damaged: {error!r}.", hint=REBUILD) from error
    if _text(folder) != text:
        raise DataError(f"The log in {folder} was replaced while it was opened.", hint="Open it again.")
    return log


def _text(folder: Path) -> bytes:
    try:
        return (folder / "log.json").read_bytes()
    except OSError as error:
        raise DataError(f"There is no log in {folder}.", hint="Prepare it first.") from error


def _opened(folder: Path, told: Mapping[str, Any], key: str | None, check: bool) -> JourneyLog:
    if told["format"] != FORMAT:
        raise DataError(f"The log in {folder} is of another version of klantreis.", hint=REBUILD)
    if key is not None and told["key"] != key:
        raise DataError(f"The log in {folder} was made of other content.", hint=REBUILD)
    properties = {name: None if v is None else tuple(v) for name, v in told["properties"].items()}
    legend = Legend(tuple(told["touchpoints"]), tuple(told["channels"]), properties)
    parts = [
        _columns(folder / part["folder"], number, part, legend, check)
        for number, part in enumerate(told["partitions"])
    ]
    return JourneyLog(
        [partial(_same, part) for part in parts],
        legend,
        report=_report(told["report"]),
        stored=Extent(**told["extent"]),
        key=told["key"],
    )


def _report(told: Mapping[str, Any]) -> IntakeReport:
    columns = told["columns"]
    properties = None if columns["properties"] is None else tuple(columns["properties"])
    return IntakeReport(
        **{
            **told,
            "notes": tuple(told["notes"]),
            "columns": EventColumns(**{**columns, "properties": properties}),
        }
    )


def _columns(home: Path, number: int, told: Mapping[str, Any], legend: Legend, check: bool) -> Columns:
    customers, events = told["customers"], told["events"]

    def file(name: str) -> ColumnFile:
        return ColumnFile(home / name, told["digests"][name] if check else None)

    offsets = read_numbers(file("offsets.arrow"), np.dtype(np.int64), customers + 1)
    if not _rise(offsets, events):
        raise DataError(f"The offsets in {home} are damaged.", hint=REBUILD)
    part = Partition(
        number,
        0,
        offsets,
        read_numbers(file("time.arrow"), np.dtype(np.int64), events),
        _values(file("touchpoint.arrow"), legend.touchpoints, events),
        _values(file("channel.arrow"), legend.channels, events),
    )
    values = {
        name: _values(file(at), legend.properties[name], events) for name, at in told["properties"].items()
    }
    ids = read_column(file("ids.arrow"), pa.large_string(), customers)
    return Columns(part, values.__getitem__, partial(_same, ids))


def _values(file: ColumnFile, names: tuple[str, ...] | None, events: int) -> np.ndarray:
    """Return a column of numbers (``names`` is ``None``) or of codes that all have a name."""
    if names is None:
        return read_numbers(file, np.dtype(np.float64), events)
    codes = read_numbers(file, code_type(len(names)), events)
    if events and not (codes.min() >= 0 and codes.max() < len(names)):
        raise DataError(f"The codes in {file.path} are damaged.", hint=REBUILD)
    return codes


def _same(thing: T) -> T:
    return thing


@kernel
def _rise(offsets: np.ndarray, events: int) -> bool:
    """Say whether the offsets start at 0, rise, and end at the number of events."""
    fine: bool = offsets[0] == 0 and offsets[-1] == events
    for k in range(len(offsets) - 1):
        fine &= offsets[k] < offsets[k + 1]
    return fine

"""A log in a folder: ``log.json`` and, for each partition, a file per column.

The folder is built elsewhere and put in place in one go, so that a log is there whole or not at
all. Two processes may prepare the same log at once: the last one wins, and who has the earlier
one open keeps it.
"""

from __future__ import annotations

import errno
import json
from contextlib import suppress
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

from klantreis.errors import DataError
from klantreis.log.batch import PROPERTY
from klantreis.log.column_file import write_column
from klantreis.log.extent import Extent, extent, joined
from klantreis.log.gathering import Sorted
from klantreis.log.held import held
from klantreis.log.journey_log import JourneyLog
from klantreis.log.legend import Legend
from klantreis.log.opening import FORMAT, open_log
from klantreis.model.event import IntakeReport


class Writer:
    """Writes partitions into a draft, until they are a log that can be put in its place.

    Parameters
    ----------
    folder
        Where the log goes.
    desk
        An empty folder on the same disk, to work in; what is left in it may be removed.
    """

    def __init__(self, folder: Path, desk: Path) -> None:
        self._folder = folder
        self._desk = desk
        self._draft = desk / "draft"
        self._partitions: list[dict[str, Any]] = []
        self._extent = Extent()

    def keep(self, number: int, part: Sorted) -> None:
        """Write the next partition."""
        home = self._draft / f"{number:04d}"
        home.mkdir(parents=True)
        self._extent = joined(self._extent, extent(held(number, part).part))
        columns = {"offsets": part.offsets, "ids": part.ids, **part.columns}
        files = {label: _file(label, place) for place, label in enumerate(columns)}
        digests = {file: write_column(home / file, columns[label]) for label, file in files.items()}
        named = {
            label.removeprefix(PROPERTY): file for label, file in files.items() if label.startswith(PROPERTY)
        }
        self._partitions.append(
            {
                "folder": home.name,
                "customers": len(part.ids),
                "events": len(part.columns["time"]),
                "digests": digests,
                "properties": named,
            }
        )

    def log(self, legend: Legend, report: IntakeReport, key: str) -> JourneyLog:
        """Put the folder in its place and return the log in it."""
        told = {
            "format": FORMAT,
            "key": key,
            "extent": asdict(self._extent),
            "touchpoints": legend.touchpoints,
            "channels": legend.channels,
            "properties": dict(legend.properties),
            "report": asdict(report),
            "partitions": self._partitions,
        }
        (self._draft / "log.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        log = open_log(self._draft, check=False)
        _put(self._draft, self._folder, self._desk)
        return log


def _file(label: str, place: int) -> str:
    return f"property-{place}.arrow" if label.startswith(PROPERTY) else f"{label}.arrow"


def _put(draft: Path, folder: Path, desk: Path) -> None:
    """Move the draft to its place; a log that stands there goes to the desk."""
    for attempt in count():
        try:
            draft.replace(folder)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST) or attempt > 9:
                raise DataError(f"The log cannot be kept in {folder}: {error.strerror}.") from error
        if not (folder / "log.json").exists() and any(folder.iterdir()):
            raise DataError(f"{folder} holds something else than a log.", hint="Name another folder.")
        with suppress(FileNotFoundError):
            folder.replace(desk / f"old-{attempt}")

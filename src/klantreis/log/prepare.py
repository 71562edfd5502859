"""Prepare a journey log: deal batches out by customer, then sort customer by customer.

There is no sort of the whole: every batch is dealt out to buckets of customers by a hash, and
each bucket is sorted on its own. What does not fit the budget waits in temporary files.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from klantreis.errors import DataError
from klantreis.log.folder import Writer
from klantreis.log.held import Holder
from klantreis.log.journey_log import JourneyLog
from klantreis.log.opening import open_log as open_log
from klantreis.log.reading import BatchSource, Dealt, Desk, deal_all, sized
from klantreis.log.storing import Sorting, Tally, store_all
from klantreis.model.event import IntakeReport

BUDGET = 64 << 20
"""How many bytes of dealt-out events wait in memory before the rest goes to temporary files."""

_ROWS_PER_BUCKET = 1 << 19
_MOST_BITS = 12
_DISK_ERRORS = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG),
)

Progress = Callable[[str, int], None]
"""Told ``("read", rows)`` for every batch that was read and ``("sorted", events)`` for every bucket."""


def prepare(
    batches: Iterable[BatchSource],
    *,
    folder: Path | None = None,
    key: str = "",
    rows: int | None = None,
    report: Callable[[], IntakeReport] | None = None,
    drop_repeats: bool = False,
    aside: Callable[[pa.Table], None] | None = None,
    progress: Progress | None = None,
    parts: int | None = None,
    budget: int = BUDGET,
    threads: int | None = None,
) -> JourneyLog:
    """Make a journey log of clean events, in bounded memory and on all cores.

    Events are sorted by customer, time and order of arrival; the same events in the same order
    give the same log whatever the batches and threads.

    Parameters
    ----------
    batches
        Tables of clean events in order of arrival, or functions that return one; functions are
        called in worker threads, at most a few ahead. Columns: ``customer`` (text), ``touchpoint``
        (text), ``time`` (timestamp, or whole microseconds since 1970 in UTC), optionally
        ``channel`` (text), and any further columns as properties: text, numbers, true/false.
        Text may be dictionary-encoded. Batches of 100,000 to 1,000,000 rows work best.
    folder
        Where to keep the log; ``None`` keeps it in memory. It appears there whole or not at all.
    key
        The key of the content that the log is made of; see :mod:`klantreis.log.content_key`.
    rows
        About how many rows there will be, if known; only the memory taken depends on it.
    report
        What became of the rows before they came here; asked for when all batches have been read.
    drop_repeats
        Whether to leave out events alike in customer, touchpoint and instant with one before.
    aside
        Given the events left out, as tables ``batch, row, customer, touchpoint, time``, where
        ``batch`` and ``row`` count from 0 in the order of arrival.
    progress
        Told how many rows were read and how many events were sorted, as it goes.
    parts
        How many partitions to keep the log in; by default what suits its size. No answer depends
        on it.
    budget
        How many bytes of events may wait in memory.
    threads
        How many threads to use; default one per core.

    Returns
    -------
    JourneyLog
        The log; its report counts the ties and repeats.

    Raises
    ------
    DataError
        If a batch lacks a column, or has empty values in one that may not, or the disk is full.

    Examples
    --------
    >>> table = pa.table({"customer": ["ann", "ann"], "touchpoint": ["cart", "home"], "time": [5, 1]})
    >>> [step.touchpoint for step in prepare([table]).journey("ann")]
    ['home', 'cart']
    """
    threads = threads or os.cpu_count() or 1
    batches, rows = sized(batches, rows)
    bits = max(bucket_bits(rows), ((parts or 1) - 1).bit_length())
    with _disk_errors_told(folder), ExitStack() as stack:
        waiting = stack.enter_context(tempfile.TemporaryDirectory(prefix=".klantreis-", dir=_beside(folder)))
        pool = stack.enter_context(ThreadPoolExecutor(threads))
        keeper = Holder() if folder is None else Writer(folder, Path(waiting))
        desk = Desk(bits=bits, key=key, keep_rows=drop_repeats, budget=budget, waiting=Path(waiting))
        dealt = deal_all(batches, pool, desk, threads, progress)
        legend = dealt.naming.legend()
        plan = Sorting(legend, drop_repeats=drop_repeats, aside=aside, tell=progress, parts=parts)
        tally = store_all(dealt, plan, pool, keeper.keep, threads)
        told = _told(report, dealt, tally, drop_repeats)
        return keeper.log(legend, told, key)


def bucket_bits(rows: int | None) -> int:
    """Return how many bits of the hash choose the bucket for about this many rows.

    Examples
    --------
    >>> bucket_bits(1000), bucket_bits(10_000_000), bucket_bits(None)
    (0, 5, 8)
    """
    if rows is None:
        return 8
    return min(_MOST_BITS, max(0, (rows - 1).bit_length() - (_ROWS_PER_BUCKET - 1).bit_length()))


@contextmanager
def _disk_errors_told(folder: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_ERRORS:
            raise
        where = folder or tempfile.gettempdir()
        raise DataError(
            f"The log cannot be written to {where}: {error.strerror}.",
            hint="Make room, or name another folder.",
        ) from error


def _beside(folder: Path | None) -> Path | None:
    if folder is not None:
        folder.parent.mkdir(parents=True, exist_ok=True)
    return None if folder is None else folder.parent


def _told(
    report: Callable[[], IntakeReport] | None, dealt: Dealt, tally: Tally, drop_repeats: bool
) -> IntakeReport:
    """Return the report with what the log itself has counted, dropped and left out."""
    events = int(dealt.events.sum())
    told = report() if report else IntakeReport(rows=events, kept=events)
    left_out = dealt.naming.left_out().items()
    notes = (*told.notes, *(f"Property {name!r} is left out: {why}." for name, why in left_out))
    if drop_repeats and tally.repeats:
        dropped = {**told.dropped, "repeat": told.dropped.get("repeat", 0) + tally.repeats}
        kept = told.kept - tally.repeats
        return replace(told, kept=kept, dropped=dropped, ties=tally.ties, notes=notes)
    return replace(told, repeats=tally.repeats, ties=tally.ties, notes=notes)

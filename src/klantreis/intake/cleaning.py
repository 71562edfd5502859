"""From a source to clean events: the steps taken for every chunk, and the count of what became of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from klantreis.intake.plan import Plan, Wishes, make_plan
from klantreis.intake.reasons import REASONS
from klantreis.intake.rejects import Reject, RejectFile
from klantreis.intake.seen import SeenMessages
from klantreis.intake.steps import STEPS, Draft, deduplicate, kept_rows, parse
from klantreis.intake.turns import Turns
from klantreis.model.event import EventColumns, IntakeReport
from klantreis.sources import Chunk, Rows, Source, Wanted
from klantreis.sources._text import as_text, to_json

_NAMES = list(REASONS)
Progress = Callable[[str, int], None]


class Intake:
    """One or more sources on their way to clean events, counting what is kept and dropped.

    Parameters
    ----------
    sources
        Each source with what is wished of it; rows arrive in this order.
    now
        The present moment; events later than a day after it are rejected.
    rejected, key
        Where the rejected rows are kept, as Parquet; ``None``: they are only counted. The key of the
        input is written beside them.
    progress
        Told ``("bytes", n)`` for every part of a file that was read.

    Examples
    --------
    >>> from klantreis.sources import open_source
    >>> rows = [{"klant": "a", "stap": "cart", "tijd": "2024-01-01"}, {"klant": "", "stap": "x", "tijd": "1"}]
    >>> now = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
    >>> intake = Intake([(open_source(rows), Wishes())], now=now)
    >>> [batch().num_rows for batch in intake.batches()], dict(intake.report().dropped)
    ([1], {'blank_customer': 1})
    """

    def __init__(
        self,
        sources: list[tuple[Source, Wishes]],
        *,
        now: dt.datetime,
        rejected: Path | None = None,
        key: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.plans = [(source, make_plan(source, wishes, now)) for source, wishes in sources]
        self._rejects = RejectFile(rejected, key) if rejected else None
        self._progress = progress
        self._turns = Turns()
        self._seen = SeenMessages()
        self._rows_before: Counter[tuple[int, str]] = Counter()
        self._dropped: Counter[str] = Counter()
        self._remarks: Counter[str] = Counter()
        self._rows = 0
        self._batches: list[tuple[str, int, np.ndarray | None]] = []

    @property
    def size(self) -> int:
        """Bytes to read in all."""
        return sum(source.size for source, _ in self.plans)

    @property
    def rows(self) -> int | None:
        """About how many rows there are, or ``None`` where one cannot tell."""
        counts = [source.rows for source, _ in self.plans]
        return None if None in counts else sum(c for c in counts if c is not None)

    def batches(self) -> Iterator[Callable[[], pa.Table]]:
        """Yield functions, each of which reads and cleans a chunk and returns its clean events.

        They may be called in several threads, started in the order given.
        """
        chunks = (
            (n, plan, chunk) for n, (source, plan) in enumerate(self.plans) for chunk in source.chunks()
        )
        for number, (which, plan, chunk) in enumerate(chunks):
            yield partial(self._clean, number, which, plan, chunk)

    def report(self) -> IntakeReport:
        """Return what became of the rows; to be asked for when all batches have been read."""
        if self._rejects:
            self._rejects.close()
        notes = [note for _, plan in self.plans for note in plan.notes]
        notes += [f"{n:,} {text}." if n else text for text, n in self._remarks.items()]
        return IntakeReport(
            rows=self._rows,
            kept=self._rows - self._dropped.total(),
            dropped={name: self._dropped[name] for name in _NAMES if self._dropped[name]},
            notes=tuple(dict.fromkeys(notes)),
            columns=self.plans[0][1].columns if self.plans else EventColumns(),
        )

    def repeats_aside(self, table: pa.Table) -> None:
        """Keep the repeats that the journey log dropped with the other rejected rows."""
        if self._rejects is None:
            return
        rejects: list[Reject] = []
        for row in table.to_pylist():
            file, first, kept = self._batches[row["batch"]]
            place = int(kept[row["row"]]) if kept is not None else row["row"]
            event = {k: row[k] for k in ("customer", "touchpoint", "time")}
            rejects.append(("repeat", file, first + place, None, None, to_json(event)))
        self._rejects.add(rejects)

    def close(self) -> None:
        """Leave no half-written file of rejected rows behind; harmless after :meth:`report`."""
        if self._rejects:
            self._rejects.discard()

    def _clean(self, number: int, which: int, plan: Plan, chunk: Chunk) -> pa.Table:
        try:
            draft = Draft(plan, chunk.file, _read(chunk, plan))
            for step in (parse,) if not draft.rows.table.num_rows else STEPS:
                step(draft)
            with self._turns.turn(number):
                if draft.clean:
                    deduplicate(draft, self._seen)
                self._count(which, draft, chunk)
            return kept_rows(draft) if draft.clean else _nothing()
        except BaseException as error:
            self._turns.fail(error)
            raise

    def _count(self, which: int, draft: Draft, chunk: Chunk) -> None:
        """Count the chunk; its turn has come, so the number of its first row is known."""
        rows = draft.rows.table.num_rows + len(draft.rows.bad)
        before = self._rows_before[which, chunk.file]
        dropped = Counter({"unreadable_row": len(draft.rows.bad)} if draft.rows.bad else {})
        if draft.reason is not None:
            counts = np.bincount(draft.reason, minlength=len(_NAMES) + 1)[1:]
            dropped.update({name: int(n) for name, n in zip(_NAMES, counts, strict=True) if n})
        self._rows_before[which, chunk.file] += rows
        self._rows += rows
        self._dropped += dropped
        self._remarks.update(draft.counts)
        self._remarks.update(dict.fromkeys(draft.rows.remarks, 0))
        if self._rejects:
            if dropped:
                self._rejects.add(_rejected(draft, chunk, before))
            kept = None if not dropped else _places(draft)[(_reasons(draft) == 0)]
            self._batches.append((chunk.file, before + 1, kept))
        if self._progress:
            self._progress("bytes", chunk.size)


def _read(chunk: Chunk, plan: Plan) -> Rows:
    return chunk.read(plan.wanted)


def _reasons(draft: Draft) -> np.ndarray:
    return np.zeros(draft.rows.table.num_rows, np.uint8) if draft.reason is None else draft.reason


def _places(draft: Draft) -> np.ndarray:
    """Return where each decoded row stood in its chunk, counting the rows that could not be."""
    bad = np.array(sorted(b.place for b in draft.rows.bad), np.int64)
    rows = np.arange(draft.rows.table.num_rows)
    return rows + np.searchsorted(bad - np.arange(len(bad)), rows, side="right")


def _rejected(draft: Draft, chunk: Chunk, before: int) -> list[Reject]:
    """Return the rejected rows of a chunk, in order, with all that was in them."""
    first = before + 1
    found: list[Reject] = [
        ("unreadable_row", chunk.file, first + bad.place, None, bad.why, to_json({"line": bad.text}))
        for bad in draft.rows.bad
    ]
    reason, places = _reasons(draft), _places(draft)
    which = np.flatnonzero(reason)
    if len(which):
        whole = chunk.read(Wanted()).table.take(pa.array(which))
        texts = {name: as_text(whole[name]).to_pylist() for name in whole.column_names}
        columns = _columns_at_fault(draft.plan)
        for i, row in enumerate(which):
            name = _NAMES[reason[row] - 1]
            column = columns.get(name)
            value = texts[column][i] if column in texts else None
            data = to_json({n: values[i] for n, values in texts.items()})
            found.append((name, chunk.file, int(first + places[row]), column, value, data))
    return sorted(found, key=lambda reject: reject[2])


def _columns_at_fault(plan: Plan) -> dict[str, Any]:
    columns = plan.columns
    return {
        "blank_customer": columns.customer,
        "placeholder_customer": columns.customer,
        "blank_touchpoint": columns.touchpoint,
        "blank_time": columns.time,
        "unreadable_time": columns.time,
        "time_out_of_range": columns.time,
        "seen_message": columns.message_id,
    }


def _nothing() -> pa.Table:
    text = pa.array([], pa.string())
    return pa.table({"customer": text, "touchpoint": text, "time": pa.array([], pa.timestamp("us", "UTC"))})

"""The file of events: journeys as rows, in order of arrival, with the mess that real files have."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

from klantreis.samples._clock import without_the_skipped_hour
from klantreis.samples._stage import Stage, Words

BLANK_IDS, REPEATS, IN_1970, SENT_TWICE = 0.002, 0.003, 0.0006, 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a sample's files look.

    ``columns`` gives each column its header; ``words`` says what a value is called in the file
    (what is not in it is written as it is); ``customers`` holds the customers' numbers;
    ``summer_time`` is the day on which the clock skips an hour.
    """

    columns: Mapping[str, str]
    words: Mapping[str, str]
    customers: Words
    summer_time: dt.date
    delimiter: str = ","
    decimal: str = "."
    day_first: bool = False

    def times(self, when: NDArray[np.int64]) -> list[str]:
        """Return local times without a zone, as this file writes them."""
        iso = np.datetime_as_string(when.astype("datetime64[s]"))
        if not self.day_first:
            return [s.replace("T", " ") for s in iso.tolist()]
        return [f"{s[8:10]}-{s[5:7]}-{s[:4]} {s[11:]}" for s in iso.tolist()]

    def say(self, values: Words) -> list[str]:
        """Return values as this file writes them: words in its language, its decimal mark."""
        return [self._one(v) for v in values.tolist()]

    def _one(self, value: object) -> str:
        if isinstance(value, float):
            return f"{value:.2f}".replace(".", self.decimal)
        return self.words.get(str(value), str(value))


def customer_numbers(rng: RandomState, n: int, form: str, first: int) -> Words:
    """Return made-up customer numbers, in no order that says anything.

    Examples
    --------
    >>> customer_numbers(RandomState(1), 2, "K-{}", 7000).tolist()
    ['K-7010', 'K-7006']
    """
    steps = np.cumsum(rng.randint(1, 7, n))
    numbers = [form.format(first + s) for s in steps.tolist()]
    return np.asarray(numbers, dtype=object)[rng.permutation(n)]


def write_events(path: Path, stage: Stage, layout: Layout, *, end: int) -> None:
    """Write all that happened on the stage until ``end``, in order of time."""
    who, when, columns = _gather(stage, layout)
    order = np.flatnonzero(when < end)
    order = order[np.argsort(when[order], kind="stable")]
    rows = _repeated(stage.rng, order, REPEATS)
    if "message_id" in columns:
        columns["message_id"][rows] = [f"m{i:06d}" for i in range(len(rows))]
        rows = _repeated(stage.rng, rows, SENT_TWICE)
    data = {"customer": layout.customers[who], "time": when, **columns}
    _write(path, {k: v[rows] for k, v in data.items()}, stage.rng, layout)


def _gather(stage: Stage, layout: Layout) -> tuple[NDArray[np.int64], NDArray[np.int64], dict[str, Words]]:
    who = np.concatenate([note.crowd.who for note in stage.notes])
    when = np.concatenate([note.crowd.when for note in stage.notes])
    when = without_the_skipped_hour(when, layout.summer_time)
    further = [c for c in layout.columns if c not in ("customer", "time")]
    empty = np.asarray("", dtype=object)
    return (
        who,
        when,
        {
            c: np.concatenate(
                [note.columns.get(c, np.broadcast_to(empty, len(note.crowd))) for note in stage.notes]
            )
            for c in further
        },
    )


def _repeated(rng: RandomState, rows: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    return np.repeat(rows, 1 + (rng.random_sample(len(rows)) < share))


def _write(path: Path, data: dict[str, NDArray[np.generic]], rng: RandomState, layout: Layout) -> None:
    n = len(data["time"])
    customer = np.where(rng.random_sample(n) < BLANK_IDS, "", data["customer"])
    when = np.where(rng.random_sample(n) < IN_1970, 3600, data["time"])
    cells = {**data, "customer": customer, "time": when}
    columns = [
        layout.times(cells[c]) if c == "time" else layout.say(cells[c].astype(object)) for c in layout.columns
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=layout.delimiter, lineterminator="\n")
        out.writerow(layout.columns.values())
        out.writerows(zip(*columns, strict=True))
